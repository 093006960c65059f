"""The fields of a decision: what is typed, and what of it is not right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.errors import InputRefused
from planner.exercise.clock import DAY_MINUTES
from planner.exercise.log import Entry
from ui.pages.workshop.act_field import ActField, line_of, searching
from ui.pages.workshop.weighing import Weighing
from ui.parts.flow_row import FlowRow
from ui.parts.words import label
from ui.theme import Look

REVIEWS = (
    ("", "No review"),
    ("60", "In 1 hour"),
    ("240", "In 4 hours"),
    (str(DAY_MINUTES), "In 1 day"),
    ("next", "At the next event"),
)
"""When to look again, in minutes of play from now."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DecisionFields(QWidget):
    """What, why, powers, owner, review and act; `entered` is sent with Enter, from the reason with
    Ctrl+Enter."""

    entered = Signal()

    def __init__(self, look: Look, buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self._look = look
        self.decision = QLineEdit()
        self.decision.setAccessibleName("Decision")
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName("Reason")
        self.reason.setTabChangesFocus(True)
        self.powers = searching("Powers")
        self.owner = searching("Owner")
        self.acts = ActField(look)
        self.amount = QLineEdit()
        self.amount.setAccessibleName("Amount in pounds")
        self.amount.setPlaceholderText("£, blank for all")
        self.review = QComboBox()
        self.review.setAccessibleName("Review")
        self.review.setMinimumWidth(80)
        for value, words in REVIEWS:
            self.review.addItem(words, value)
        self.weighing = Weighing()
        self.weighing.hide()
        self._searching = (self.powers, self.owner, self.acts)
        self._lay_out(buttons)
        lines = [self.decision, self.amount, self.weighing.decided_at]
        lines += [*self.weighing.fields.values(), *map(line_of, self._searching)]
        for line in lines:
            line.returnPressed.connect(self._enter)
        self.reason.installEventFilter(self)
        self.acts.editTextChanged.connect(self._show_amount)
        look.changed.connect(self._fit)
        self._fit()
        self._show_amount()

    @property
    def words(self) -> str:
        """Return what was decided."""
        return self.decision.text().strip()

    @property
    def why(self) -> str:
        """Return the reason."""
        return self.reason.toPlainText().strip()

    @property
    def pounds(self) -> float | None:
        """Return how much money is released; None for all. InputRefused where it is no amount."""
        typed = self.amount.text().replace("£", "").replace(",", "").strip()
        if self.acts.kind != "spend" or not typed:
            return None
        try:
            found = float(typed)
        except ValueError:
            found = -1.0
        if not 0 <= found < 1e12:
            raise InputRefused.one(
                "Amount", f"“{self.amount.text()}” is no amount", "write pounds, such as 6,200"
            )
        return found

    def show_entry(self, entry: Entry, act_words: str) -> None:
        """Show an entry as it stands, to be corrected; the reason is that of the correction."""
        self.decision.setText(entry.words)
        self.powers.setEditText(entry.powers)
        self.owner.setEditText(entry.owner)
        self.weighing.show_weighed(entry.weighed)
        self.acts.show_act(entry.act, act_words)
        if entry.act is not None and entry.act.amount is not None:
            self.amount.setText(f"{entry.act.amount:g}")

    def clear(self) -> None:
        """Empty every field."""
        self.decision.clear()
        self.reason.clear()
        self.amount.clear()
        for field in self._searching:
            field.setCurrentIndex(0)
            field.setEditText("")
        self.review.setCurrentIndex(0)
        self.weighing.clear()

    def offer(self, field: QComboBox, choices: Sequence[str]) -> None:
        """Offer choices in a field; what is typed stays."""
        new = ["", *choices]
        if new != [field.itemText(at) for at in range(field.count())]:
            typed = field.currentText()
            field.clear()
            field.addItems(new)
            field.setEditText(typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Log with Ctrl+Enter from the reason."""
        if (
            watched is self.reason
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in ENTER
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.entered.emit()
            return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        """Log with Enter, unless it only took a choice from the list under the field."""
        completers = [field.completer() for field in self._searching]
        lists = [one.popup() for one in completers if one is not None]
        if not any(one is not None and one.isVisible() for one in lists):
            self.entered.emit()

    def _show_amount(self) -> None:
        self.amount.setVisible(self.acts.kind == "spend")

    def _lay_out(self, made: Sequence[QPushButton]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        for at, (words, field, part) in enumerate(
            (("Powers", self.powers, 3), ("Owner", self.owner, 3), ("Review", self.review, 2))
        ):
            grid.addWidget(label(words, "label"), 0, at)
            grid.addWidget(field, 1, at)
            grid.setColumnStretch(at, part)
        acting = QHBoxLayout()
        acting.setSpacing(8)
        acting.addWidget(self.acts, 1)
        acting.addWidget(self.amount)
        buttons = FlowRow(across=8)
        for one in made:
            buttons.addWidget(one)
        acting.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(label("Decision", "label"))
        column.addWidget(self.decision)
        column.addWidget(label("Reason", "label"))
        column.addWidget(self.reason)
        column.addLayout(grid)
        column.addWidget(self.weighing)
        column.addWidget(label("Acts on the model", "label"))
        column.addLayout(acting)

    def _fit(self) -> None:
        self.reason.setFixedHeight(self._look.px(46))
        self.amount.setFixedWidth(self._look.px(110))

"""Another register beside the open one: every difference, whose stands, and one step that joins."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.answers.joining import Choice, Side
from ui.joining.comparison import RegisterComparison
from ui.joining.join_step import JoinStep
from ui.joining.join_table import SIDES, JoinTable
from ui.joining.one_difference import CHOICES, OneDifference
from ui.parts.elided import ElidedLabel
from ui.parts.words import Segments, button, divider, label
from ui.wizard.quiet_choice import QuietChoice
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.register.compared import RegistersCompared

ALL = "all"
FILTERS = {ALL: "All", **{side.value: words for side, words in SIDES.items()}}
WIDE = 980
"""Width at 100 % text from which filters and buttons stand in one line."""
LARGE = 175
"""Text size in percent from which the title gives its room to the table."""
LEAST_TABLE = 84
"""Height at 100 % text that the table keeps: its headings and two rows."""


class JoinReview(QWidget):
    """Shows in what another register differs; `applied` carries the step, `closed` the leaving."""

    closed = Signal()
    applied = Signal(object)

    def __init__(self, bench: Workbench, path: Path) -> None:
        super().__init__()
        self._bench = bench
        self._side = ALL
        self._drawn: object = None
        self.setProperty("kind", "surface")
        self.setProperty("help_topic", "joining")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.comparison = RegisterComparison(bench, path, self)
        self.step = JoinStep(bench, self.comparison, self)
        self.table = JoinTable(bench.look, self.comparison, self)
        self.kinds = QuietChoice()
        self.kinds.setAccessibleName("Kind of record shown")
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kinds.activated.connect(self._filter_kind)
        self.filter = Segments("Differences shown", list(FILTERS.items()), self.show_side)
        self.filter.press(ALL)
        self.of_all = {
            choice: button(f"{words} for all shown", partial(self._choose_shown, choice))
            for choice, words in CHOICES.items()
        }
        self.one = OneDifference(self.comparison)
        self.one.chosen.connect(self._choose_one)
        self._lay_out(path)
        self.comparison.changed.connect(self.refresh)
        self.step.changed.connect(self._show_state)
        self.step.joined.connect(self.applied)
        self.step.ended.connect(self.closed)
        self.table.looked_at.connect(self.one.tell)
        bench.look.changed.connect(self._fit)
        self.refresh()

    def refresh(self) -> None:
        """Show the differences as they stand."""
        compared = self.comparison.compared
        if compared is None:
            self._headline.setText(
                self.comparison.problem or "Laying the other register beside this one…"
            )
            self._notes.setText("")
            self.table.show_differences([])
            self.one.hide()
            self._drawn = None
        elif compared is not self._drawn:
            self._drawn = compared
            self._headline.setText(_headline(compared))
            self._notes.setText(" ".join((compared.headline, *compared.notes)))
            is_first = not self.table.ones
            self._name_filters(compared)
            self._fill()
            if is_first and self.isVisible():
                self.table.setFocus()
        else:
            self.table.show_choices()
            if self.table.current is not None:
                self.one.tell(self.table.current)
        self._notes.setVisible(bool(self._notes.text()))
        self._show_state()

    def show_side(self, side: str) -> None:
        """Show the differences that one side made, or all."""
        self._side = side
        self.filter.press(side)
        self._fill()
        self._show_state()

    def leave(self) -> None:
        """Leave without joining anything; both registers are as they were."""
        self.comparison.stop()
        self.closed.emit()

    def apply(self) -> None:
        """Join what is chosen as one step that can be undone."""
        self.step.make()

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Enter from the tables of the register, whose shortcut it is otherwise."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _joins(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape; join with Ctrl+Enter."""
        if event.key() == Qt.Key.Key_Escape and not self.step.is_under_way:
            self.leave()
        elif _joins(event):
            self.apply()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons beneath the filters where they do not fit beside them."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self, path: Path) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(20, 8, 16, 8)
        head.addWidget(label("Compare and join", "title"))
        head.addStretch(1)
        head.addWidget(ElidedLabel(path.name, "secondary"))
        whole.addWidget(self._head)
        whole.addWidget(divider())
        top = QVBoxLayout()
        top.setContentsMargins(20, 12, 20, 8)
        top.setSpacing(6)
        self._headline = label("", "headline", wraps=True)
        self._notes = label("", "secondary", wraps=True)
        top.addWidget(self._headline)
        top.addWidget(self._notes)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addStretch(1)
        rest = QHBoxLayout()
        for one in (self.kinds, *self.of_all.values()):
            rest.addWidget(one)
        rest.addStretch(1)
        self._row.addLayout(rest)
        top.addLayout(self._row)
        whole.addLayout(top)
        whole.addWidget(self.table, 1)
        whole.addWidget(divider())
        whole.addWidget(self.one)
        whole.addWidget(divider())
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 16, 8)
        foot.setSpacing(10)
        self.cancel = button("Cancel", self.leave)
        self.cancel.setAccessibleDescription("Leave without joining; both stay as they are")
        self._sentence = ElidedLabel("", "secondary")
        self.on = button("Join as one step", self.apply, "primary")
        foot.addWidget(self.cancel)
        foot.addWidget(self._sentence)
        foot.addStretch(1)
        foot.addWidget(self.on)
        whole.addLayout(foot)

    def _name_filters(self, compared: RegistersCompared) -> None:
        counts = {side.value: number for side, number in compared.counts.items()}
        counts[ALL] = len(compared.differences)
        for made, side in zip(self.filter.findChildren(QPushButton), FILTERS, strict=True):
            made.setText(f"{FILTERS[side]} {counts[side]:,}")
            made.setEnabled(bool(counts[side]) or side == ALL)
            made.setVisible(bool(counts[side]) or side != Side.APART.value)
        if not counts[self._side]:
            self._side = ALL
            self.filter.press(ALL)
        before = self.kinds.currentData()
        self.kinds.clear()
        self.kinds.addItem("All records", "")
        for name in dict.fromkeys(one.kind_label for one in compared.differences):
            self.kinds.addItem(name, name)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(before)))

    def _fill(self) -> None:
        """Show the differences wanted, the first of them told in full beneath."""
        compared, kind = self.comparison.compared, self.kinds.currentData()
        shown = [
            one
            for one in (compared.differences if compared is not None else ())
            if self._side in (ALL, one.side.value) and kind in (None, "", one.kind_label)
        ]
        self.table.show_differences(shown)
        self.one.setVisible(bool(shown))
        if shown:
            self.table.pick(0)
            self.one.tell(self.table.ones[0])

    def _filter_kind(self, _at: int) -> None:
        self._fill()
        self._show_state()

    def _choose_shown(self, choice: Choice) -> None:
        self.comparison.choose(self.table.ones, choice)

    def _choose_one(self, choice: str) -> None:
        if self.table.current is not None:
            self.comparison.choose([self.table.current], Choice(choice))

    def _show_state(self) -> None:
        comparison, shown = self.comparison, self.table.ones
        for choice, made in self.of_all.items():
            made.setEnabled(any(choice in one.choices and len(one.choices) > 1 for one in shown))
        self.cancel.setEnabled(not self.step.is_under_way)
        taken = comparison.taken
        self.on.setText(f"Join {taken:,} {'change' if taken == 1 else 'changes'} as one step")
        self.on.setEnabled(self.step.can_be_made)
        words = ""
        if comparison.is_working:
            words = "Being worked out…"
        elif self._bench.desk.is_reading:
            words = "The register can only be read here, so nothing can be joined into it."
        elif shown or taken:
            waiting = len(comparison.undecided)
            words = "Undo takes all of it back."
            if waiting == 1:
                words = f"1 is still to decide and stays as it is here until then. {words}"
            elif waiting:
                words = f"{waiting:,} are still to decide and stay as they are here. {words}"
        self._sentence.setText(words)

    def _fit(self) -> None:
        look = self._bench.look
        self._head.setVisible(look.text_size < LARGE)
        self.table.setMinimumHeight(look.px(LEAST_TABLE))
        is_wide = self.width() >= look.px(WIDE)
        self._row.setDirection(
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )


def _joins(event: QKeyEvent) -> bool:
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _headline(compared: RegistersCompared) -> str:
    many = len(compared.differences)
    if not many:
        return f"{compared.name} holds what this register holds."
    waiting = len(compared.undecided({}))
    told = f"{many:,} {'difference' if many == 1 else 'differences'} from {compared.name}"
    return f"{told}; {waiting:,} for you to decide." if waiting else f"{told}."

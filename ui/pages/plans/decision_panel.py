"""The panel in which an officer decides otherwise than proposed, with the reason."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.pages.plans.date_field import DateField, read_date
from ui.parts.badge import Badge
from ui.parts.words import button, label, restyle
from ui.theme import Look

if TYPE_CHECKING:
    from planner.plan.opening_words import DecisionLine
    from planner.register.records import Decision


@dataclass(frozen=True, slots=True)
class Decided:
    """What an officer decided for a service, as typed in the panel."""

    service: str
    decision: str
    reason: str
    decided_by: str
    decided_on: datetime.date | None
    powers: str


class DecisionPanel(QWidget):
    """Another decision for one service.

    `recorded` carries what was decided, `proposal_again` the service that goes back to the
    proposal, `left` that the panel is to close.
    """

    recorded = Signal(object)
    proposal_again = Signal(str)
    left = Signal()

    def __init__(self, look: Look, today: Callable[[], datetime.date], who: str) -> None:
        super().__init__()
        self._look = look
        self._today = today
        self._who = who
        self._service = ""
        self.setAccessibleName("Decide otherwise")
        self._badge = Badge(look)
        self._title = label("", "title", wraps=True)
        self._why = label("", "secondary", wraps=True)
        self.decision = QComboBox()
        self.decision.setAccessibleName("Decision")
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName("Reason, required")
        self.reason.setTabChangesFocus(True)
        self.reason.setPlaceholderText("Why, in a sentence. It is printed in the plan.")
        self.reason_wrong = label("", "failure", wraps=True)
        self.by = QLineEdit()
        self.by.setAccessibleName("Decided by")
        self.on = DateField("Decided on")
        self.date_wrong = label("", "failure", wraps=True)
        self.powers = QLineEdit()
        self.powers.setAccessibleName("Powers relied on")
        self.powers.setPlaceholderText("Such as scheme of delegation, part 3")
        self.record_button = button("Record decision", self._record, "primary")
        self.again = button("Go back to the proposal", self._proposal, "link")
        self._lay_out()
        self.on.refused.connect(self._refuse_date)
        self.reason.textChanged.connect(lambda: self._refuse(""))

    @property
    def service(self) -> str:
        """Return the service decided about."""
        return self._service

    def show_line(self, line: DecisionLine, last: Decision | None) -> None:
        """Show what is decided now for a service, and what else may be."""
        self._service = line.service
        self._badge.show_class(line.class_)
        self._title.setText(line.title)
        self._why.setText(f"Now: {line.words.lower().rstrip('?')}. {line.whole_why}")
        self.decision.clear()
        for value, words in line.choices:
            self.decision.addItem(words, value)
        self.decision.setCurrentIndex(max(0, self.decision.findData(line.decision)))
        must = line.class_ in ("must", None)
        self.decision.setToolTip("A must service is never let go." if must else "")
        self.reason.setPlainText(last.reason if last is not None else "")
        self.by.setText((last.decided_by if last is not None else self._who) or "")
        self.on.show_date(last.decided_on if last is not None else self._today())
        self.powers.setText((last.powers if last is not None else "") or "")
        self.again.setVisible(last is not None)
        self._refuse("")
        self._refuse_date("")
        self.decision.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the panel with Escape; nothing is recorded."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._badge)
        head.addWidget(self._title, 1)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setSpacing(4)
        form.addRow(label("Decision", "label"), self.decision)
        form.addRow(label("Reason (required)", "label"), self.reason)
        form.addRow(self.reason_wrong)
        form.addRow(label("Decided by", "label"), self.by)
        form.addRow(label("On", "label"), self.on)
        form.addRow(self.date_wrong)
        form.addRow(label("Powers", "label"), self.powers)
        buttons = QHBoxLayout()
        buttons.addWidget(self.record_button)
        buttons.addWidget(button("Cancel", self.left.emit))
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(label("Decide otherwise", "title"))
        column.addLayout(head)
        column.addWidget(self._why)
        column.addLayout(form)
        column.addLayout(buttons)
        column.addWidget(self.again)
        column.addStretch(1)
        self._look.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.reason.setFixedHeight(self._look.px(84))

    def _record(self) -> None:
        reason = self.reason.toPlainText().strip()
        if not reason:
            self._refuse("Say why in a sentence; a decision without a reason is not recorded.")
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            on = read_date(self.on.text())
        except ValueError as error:
            self._refuse_date(str(error))
            return
        self.recorded.emit(
            Decided(
                self._service,
                self.decision.currentData(),
                reason,
                self.by.text().strip(),
                on,
                self.powers.text().strip(),
            )
        )

    def _proposal(self) -> None:
        self.proposal_again.emit(self._service)

    def _refuse(self, words: str) -> None:
        self.reason_wrong.setText(words)
        self.reason_wrong.setVisible(bool(words))
        restyle(self.reason, "wrong" if words else "")

    def _refuse_date(self, words: str) -> None:
        self.date_wrong.setText(words)
        self.date_wrong.setVisible(bool(words))

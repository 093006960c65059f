"""The fields of one step-in option: whether it is used, called how much later, for how long."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from ui.pages.plans.step_in_rows import dates_words
from ui.parts.flow_row import FlowRow
from ui.parts.words import button, label

if TYPE_CHECKING:
    from planner.plan.step_in_choices import OptionChoice

LONGEST = 3650


class OptionForm(QWidget):
    """One option to change.

    `changed` carries whether it is left out, days it is called later, and days it runs at most
    (0: as long as it can). `mend` carries kind, key and field where what blocks it stands.
    """

    changed = Signal(bool, int, int)
    mend = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: OptionChoice | None = None
        self._is_filling = False
        self.name = label("", "strong")
        self.dates = label("", "secondary", wraps=True)
        self.use = QCheckBox("Use this option")
        self.delay = _days("Called later by", "")
        self.limit = _days("Runs at most", "as long as it can")
        self.why_not = label("", "caution", wraps=True)
        self.mend_button = button("Show where to mend it", self._to_mend, "link")
        self.use.toggled.connect(self._tell)
        self.delay.valueChanged.connect(self._tell)
        self.limit.valueChanged.connect(self._tell)
        first = QHBoxLayout()
        first.addWidget(self.name)
        first.addWidget(self.dates, 1)
        row = FlowRow(across=14)
        for words, field in (("Called later by", self.delay), ("Runs at most", self.limit)):
            pair = QWidget()
            inside = QHBoxLayout(pair)
            inside.setContentsMargins(0, 0, 0, 0)
            if field is self.delay:
                inside.addWidget(self.use)
                inside.addSpacing(14)
            name = label(words, "label")
            name.setBuddy(field)
            inside.addWidget(name)
            inside.addWidget(field)
            row.addWidget(pair)
        last = QHBoxLayout()
        last.addWidget(self.why_not)
        last.addWidget(self.mend_button)
        last.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(first)
        column.addLayout(row)
        column.addLayout(last)

    def show_option(
        self,
        one: OptionChoice,
        start: datetime.date,
        *,
        is_out: bool,
        delay: int,
        limit: float | None,
    ) -> None:
        """Show an option of a trial that begins on `start`, as it is chosen now."""
        self._shown = one
        self._is_filling = True
        blocked = bool(one.why_not) and not is_out
        self.name.setText(one.label)
        self.dates.setText(dates_words(one, start))
        self.use.setEnabled(not blocked)
        self.use.setChecked(not is_out and not blocked)
        for field, days in ((self.delay, delay), (self.limit, round(limit or 0))):
            field.setEnabled(not blocked and not is_out)
            field.setValue(days)
        self.why_not.setText(f"May not be used yet. {one.why_not}" if blocked else "")
        self.why_not.setVisible(blocked)
        self.mend_button.setVisible(blocked and one.mended_at is not None)
        self._is_filling = False

    def _tell(self) -> None:
        if not self._is_filling:
            self.changed.emit(not self.use.isChecked(), self.delay.value(), self.limit.value())

    def _to_mend(self) -> None:
        if self._shown is not None and self._shown.mended_at is not None:
            self.mend.emit(*self._shown.mended_at)


def _days(name: str, nothing: str) -> QSpinBox:
    field = QSpinBox()
    field.setRange(0, LONGEST)
    field.setSuffix(" days")
    field.setAccessibleName(f"{name}, in days")
    if nothing:
        field.setSpecialValueText(nothing)
    field.setKeyboardTracking(False)
    field.lineEdit().setTextMargins(4, 0, 0, 0)
    return field

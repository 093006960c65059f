"""The fields of one task of a timetable: its name, lengths, what it waits for and its owner."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QMenu,
    QSpinBox,
    QToolButton,
    QWidget,
)

from ui.parts.words import button, label, unmarked
from ui.theme import Look

if TYPE_CHECKING:
    from planner.plan.timetable import TaskLine

LONGEST = 3650
LARGE = 150
"""Text size in per cent from which the fields stand in two rows."""


class TaskForm(QWidget):
    """One task to change. `changed` carries the title it had and the task as it is to be."""

    changed = Signal(str, object)
    removed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._line: TaskLine | None = None
        self._is_filling = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._title = QLineEdit()
        self._title.setAccessibleName("Task")
        self._title.editingFinished.connect(self._leave)
        self._owner = QLineEdit()
        self._owner.setAccessibleName("Owner")
        self._owner.editingFinished.connect(self._leave)
        self._low = _days("Days at best")
        self._likely = _days("Days, most likely")
        self._high = _days("Days at worst")
        for field in (self._low, self._likely, self._high):
            field.editingFinished.connect(self._leave)
        self._waits = QToolButton()
        self._waits.setProperty("kind", "button")
        self._waits.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._waits.setAccessibleName("Waits for")
        self._menu = QMenu("Waits for", self)
        self._waits.setMenu(self._menu)
        self._remove = button("Leave out", self._leave_out)
        self._law = label("", "secondary", wraps=True)
        fields: Sequence[tuple[str, QWidget]] = (
            ("Task", self._title),
            ("Best", self._low),
            ("Likely", self._likely),
            ("Worst", self._high),
            ("Waits for", self._waits),
            ("Owner", self._owner),
        )
        self._pairs = [(label(words, "label"), widget) for words, widget in fields]
        for heading, widget in self._pairs:
            heading.setBuddy(widget)
        look.changed.connect(self._fit)
        self._fit()
        self.setEnabled(False)

    def show_task(self, line: TaskLine | None, others: Sequence[str]) -> None:
        """Show a task, or none; `others` are the titles it could wait for."""
        self._line = line
        self.setEnabled(line is not None)
        if line is None:
            return
        self._is_filling = True
        self._title.setText(line.title)
        self._title.setReadOnly(line.source != "Changed by hand" or line.least is not None)
        self._owner.setText(line.owner)
        for field, days in ((self._low, line.low), (self._high, line.high)):
            field.setMinimum(line.least or 0)
            field.setValue(days)
        self._likely.setMinimum(line.least or 0)
        self._likely.setValue(line.likely)
        self._remove.setEnabled(line.least is None)
        unit = "days" if line.every_day else "working days"
        law = "" if line.least is None else f" The law asks for at least {line.least} {unit}."
        self._law.setText(f"In {unit}. {line.source}.{law}")
        self._fill_waits(line, others)
        self._is_filling = False

    def _fit(self) -> None:
        """Lay the fields out in one row, or in two where text is large."""
        grid = self._grid
        while grid.takeAt(0) is not None:
            pass
        in_two = self._look.text_size >= LARGE
        columns = (0, 1, 2, 3, 0, 1) if in_two else (0, 1, 2, 3, 4, 5)
        for place, (heading, widget) in enumerate(self._pairs):
            row = 2 if in_two and place > 3 else 0
            span = 2 if in_two and place == 5 else 1
            grid.addWidget(heading, row, columns[place], 1, span)
            grid.addWidget(widget, row + 1, columns[place], 1, span)
        for column, stretch in enumerate((4, 1, 1, 1, 0, 0) if in_two else (4, 1, 1, 1, 3, 2)):
            grid.setColumnStretch(column, stretch)
        grid.addWidget(self._remove, 3 if in_two else 1, 3 if in_two else 6)
        grid.addWidget(self._law, 4, 0, 1, 7)

    def _fill_waits(self, line: TaskLine, others: Sequence[str]) -> None:
        self._menu.clear()
        for title in others:
            action = QAction(unmarked(title), self._menu)
            action.setData(title)
            action.setCheckable(True)
            action.setChecked(title in line.needs)
            action.toggled.connect(self._leave)
            self._menu.addAction(action)
        words = ", ".join(line.needs) if line.needs else "nothing"
        shown = self._waits.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, 220)
        self._waits.setText(unmarked(shown))
        self._waits.setToolTip(f"Waits for {words}")
        self._waits.setAccessibleDescription(words)

    def _leave(self) -> None:
        line = self._line
        if line is None or self._is_filling:
            return
        likely = self._likely.value()
        new = dataclasses.replace(
            line,
            title=self._title.text().strip() or line.title,
            owner=self._owner.text().strip() or line.owner,
            low=min(self._low.value(), likely),
            likely=likely,
            high=max(self._high.value(), likely),
            needs=tuple(one.data() for one in self._menu.actions() if one.isChecked()),
        )
        if new != line:
            self._line = new
            self.changed.emit(line.title, new)

    def _leave_out(self) -> None:
        if self._line is not None:
            self.removed.emit(self._line.title)


def _days(name: str) -> QSpinBox:
    field = QSpinBox()
    field.setRange(0, LONGEST)
    field.setAccessibleName(name)
    field.setKeyboardTracking(False)
    field.lineEdit().setTextMargins(4, 0, 0, 0)
    return field

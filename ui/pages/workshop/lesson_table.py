"""Lessons in a table: ticked when acted on, owner and date changed in place."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from planner.document.wording import short_date
from ui.pages.plans.date_field import read_date
from ui.table.plain_table import as_mime
from ui.theme import Look

if TYPE_CHECKING:
    from planner.exercise.memory import LessonLine

HEADINGS = ("Lesson", "Owner", "Due", "State", "From", "Concerns")
WIDTHS = (370, 150, 96, 156, 150, 240)
LESSON, OWNER, DUE, STATE, FROM, CONCERNS = range(6)


class LessonTable(QTableWidget):
    """`noted` carries the code of a lesson and its new values; `chosen` the row chosen.

    `refused` says in a sentence why a date was not taken; `opened` carries a row.
    """

    noted = Signal(str, object)
    refused = Signal(str)
    chosen = Signal(int)
    opened = Signal(int)
    unwanted = Signal(int)

    def __init__(self, look: Look, name: str, today: Callable[[], datetime.date]) -> None:
        super().__init__(0, len(HEADINGS))
        self._look = look
        self._today = today
        self.lines: tuple[LessonLine, ...] = ()
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(HEADINGS))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.itemChanged.connect(self._changed)
        self.currentCellChanged.connect(lambda row, *_: self.chosen.emit(row))
        look.changed.connect(self._fit)
        self._fit()

    def show_lines(self, lines: Sequence[LessonLine]) -> None:
        """Show lessons in place of those before; the lesson chosen stays so."""
        if tuple(lines) == self.lines:
            self.chosen.emit(self.currentRow() if self.lines else -1)
            return
        at = self.currentRow()
        before = self.lines[at].lesson.id if 0 <= at < len(self.lines) else ""
        self.lines = tuple(lines)
        self.blockSignals(True)
        self.setRowCount(len(self.lines))
        for row, line in enumerate(self.lines):
            self._fill(row, line)
        codes = [line.lesson.id for line in self.lines]
        row = codes.index(before) if before in codes else 0
        if self.lines:
            self.setCurrentCell(row, max(0, self.currentColumn()))
        self.blockSignals(False)
        self.chosen.emit(self.currentRow() if self.lines else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C, open with Enter, remove with Delete; else as any table."""
        row = self.currentRow()
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = [
                [item.text() if (item := self.item(at, one)) is not None else "" for one in
                 range(len(HEADINGS))]
                for at in range(self.rowCount())
            ]  # fmt: skip
            QGuiApplication.clipboard().setMimeData(as_mime([list(HEADINGS), *rows]))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.opened.emit(row)
        elif event.key() == Qt.Key.Key_Delete and row >= 0:
            self.unwanted.emit(row)
        else:
            super().keyPressEvent(event)

    def _fill(self, row: int, line: LessonLine) -> None:
        lesson = line.lesson
        state = line.status_words
        if lesson.done_on is not None:
            state = f"{state} {short_date(lesson.done_on)}"
        due = "" if lesson.due is None else short_date(lesson.due)
        words = (lesson.title, lesson.owner or "", due, state, line.exercise,
                 ", ".join(line.concerns))  # fmt: skip
        for column, text in enumerate(words):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if column == LESSON and line.status != "good_practice":
                flags |= Qt.ItemFlag.ItemIsUserCheckable
                done = lesson.done_on is not None
                item.setCheckState(Qt.CheckState.Checked if done else Qt.CheckState.Unchecked)
            if column in (OWNER, DUE):
                flags |= Qt.ItemFlag.ItemIsEditable
            if column == STATE and line.status == "overdue":
                item.setForeground(QColor(self._look.theme.failure))
                item.setIcon(self._look.icon("warning", "failure"))
            item.setFlags(flags)
            self.setItem(row, column, item)

    def _changed(self, item: QTableWidgetItem) -> None:
        lesson = self.lines[item.row()].lesson
        values: Mapping[str, Any] = {}
        if item.column() == LESSON:
            done = item.checkState() == Qt.CheckState.Checked
            if done != (lesson.done_on is not None):
                values = {"done_on": self._today() if done else None}
        elif item.column() == OWNER and (item.text().strip() or None) != lesson.owner:
            values = {"owner": item.text().strip() or None}
        elif item.column() == DUE:
            try:
                due = read_date(item.text())
            except ValueError as error:
                self.refused.emit(str(error))
                self.blockSignals(True)
                item.setText("" if lesson.due is None else short_date(lesson.due))
                self.blockSignals(False)
                return
            if due != lesson.due:
                values = {"due": due}
        if values:
            self.noted.emit(lesson.id, values)

    def _fit(self) -> None:
        look = self._look
        self.verticalHeader().setDefaultSectionSize(look.px(30))
        header = self.horizontalHeader()
        header.setFixedHeight(look.px(28))
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, look.px(width))
        self.blockSignals(True)
        for row, line in enumerate(self.lines):
            self._fill(row, line)
        self.blockSignals(False)
        header.setSectionResizeMode(CONCERNS, QHeaderView.ResizeMode.Stretch)

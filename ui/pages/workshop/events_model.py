"""The main events list as rows: each event with what is read and typed in its cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from planner import fields
from planner.register.records import Exercise, Inject
from ui.pages.workshop.script_edits import objective_words

Index = QModelIndex | QPersistentModelIndex
Put = Callable[[str, str, str], str]


@dataclass(frozen=True, slots=True)
class EventColumn:
    """A heading, the field of an event beneath it ("" the number), and its width in pixels."""

    heading: str
    field: str
    width: int
    help: str


COLUMNS = (
    EventColumn("No.", "", 40, "Its place in the list."),
    EventColumn("Day", "day", 42, "Day of the scenario."),
    EventColumn("Time", "time", 54, "Time of day in play."),
    EventColumn("Event", "title", 180, "The news in a line."),
    EventColumn("From", "sent_from", 88, "Who sends it, in play."),
    EventColumn("To", "sent_to", 88, "The roles that get it."),
    EventColumn("By", "medium", 60, "How it arrives."),
    EventColumn("Objective", "objective", 82, "The number of the objective that it tests."),
)
TITLE = 3
RIGHT = (0, 1)


class EventsModel(QAbstractTableModel):
    """Events in order of play. `put` takes a code, a field and its text, and says what is unfit."""

    def __init__(self, parent: QWidget, put: Put) -> None:
        super().__init__(parent)
        self._put = put
        self.exercise: Exercise | None = None
        self.events: tuple[Inject, ...] = ()

    def show_events(self, exercise: Exercise, events: Sequence[Inject]) -> None:
        """Take other events; those in the same places keep their cells."""
        now = tuple(events)
        same = [one.id for one in now] == [one.id for one in self.events]
        if not same:
            self.beginResetModel()
        self.exercise, self.events = exercise, now
        if not same:
            self.endResetModel()
        elif now:
            last = self.index(len(now) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def words(self, row: int, column: int) -> str:
        """Return what a cell says."""
        event, name = self.events[row], COLUMNS[column].field
        if not name:
            return f"{row + 1}"
        value = getattr(event, name)
        if value is None:
            return ""
        if name == "medium":
            return fields.in_words(str(value))
        if name == "objective" and self.exercise is not None:
            return objective_words(str(value), self.exercise)
        return f"{value}"

    def drawn(self, row: int, column: int) -> str:
        """Return what a cell shows: of an objective of the exercise its number."""
        words = self.words(row, column)
        known = () if self.exercise is None else self.exercise.objectives
        if COLUMNS[column].field == "objective" and self.events[row].objective in known:
            return words.partition(".")[0]
        return words

    def row_of(self, code: str) -> int:
        """Return the row of an event, or -1."""
        return next((row for row, one in enumerate(self.events) if one.id == code), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many events there are."""
        return 0 if parent.isValid() else len(self.events)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that every cell but the number can be typed into, and rows dragged."""
        found = super().flags(index)
        if not index.isValid():
            return found | Qt.ItemFlag.ItemIsDropEnabled
        found |= Qt.ItemFlag.ItemIsDragEnabled
        if COLUMNS[index.column()].field:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def supportedDropActions(self) -> Qt.DropAction:
        """Return that rows are moved, never copied."""
        return Qt.DropAction.MoveAction

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, and what is read aloud."""
        if not index.isValid() or index.row() >= len(self.events):
            return None
        words = self.words(index.row(), index.column())
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.EditRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[index.column()].heading} {words or 'not known'}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep what was typed into a cell; False where it is unfit or nothing changes."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        if index.row() >= len(self.events):
            return False
        if str(value) == self.words(index.row(), index.column()):
            return False
        event, name = self.events[index.row()], COLUMNS[index.column()].field
        return not self._put(event.id, name, str(value))

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the headings, with what each column holds as a tip."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.help
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in RIGHT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

"""The rows of a table to read: their order, sections, and each cell in words."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from planner.document.wording import count, days, percent, pounds, short_date
from ui.parts.warning_badge import ORDER as WARNING_ORDER
from ui.theme import Look

Kind = Literal["text", "class", "warning", "number", "people", "pounds", "days", "share", "date"]
Index = QModelIndex | QPersistentModelIndex
RIGHT = frozenset({"number", "people", "pounds", "days", "share"})
CLASS_ORDER = {"must": 0, "needed": 1, "could": 2, None: 3}


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, what kind of value stands beneath it, and its width at 100 % text in pixels.

    `bar` draws a thin bar under a number, as long as its share of the largest.
    """

    heading: str
    kind: Kind = "text"
    width: int = 120
    bar: bool = False


class Named(str):
    """Words in a cell with the icon of what they name, and that in words (`means`)."""

    icon: str
    means: str

    def __new__(cls, words: str, icon: str, means: str) -> Named:
        """Return words with an icon of `resources/icons` before them."""
        made = super().__new__(cls, words)
        made.icon, made.means = icon, means
        return made


def shown(kind: Kind, value: Any) -> str:
    """Return a value as a table shows it; "" where it is not known."""
    if value is None or value == "":
        return ""
    if kind in ("number", "people") and isinstance(value, int | float):
        return count(value)
    if kind == "pounds" and isinstance(value, int | float):
        return pounds(value)
    if kind == "days" and isinstance(value, int | float):
        return days(value)
    if kind == "share" and isinstance(value, int | float):
        return percent(value)
    if isinstance(value, datetime.date):
        return short_date(value)
    return str(value)


def sort_key(value: Any) -> tuple[int, Any]:
    """Return what a value is sorted by: numbers and dates before words, blanks last."""
    if value is None or value == "":
        return (3, "")
    if isinstance(value, bool):
        return (0, int(value))
    if isinstance(value, int | float):
        return (0, value)
    if isinstance(value, datetime.date):
        return (1, value.toordinal())
    return (2, str(value).casefold())


class PlainModel(QAbstractTableModel):
    """Rows as they were given, in an order of their own."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.columns: tuple[Column, ...] = ()
        self.rows: tuple[Sequence[Any], ...] = ()
        self.order: list[int] = []
        self.largest: dict[int, float] = {}
        self.sections: dict[int, str] = {}

    def show_rows(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Any]],
        sections: Mapping[int, str] | None = None,
    ) -> None:
        """Take other columns and rows, in the order given.

        `sections` are words on a line of their own before the row of that number; rows sorted
        stay within their section. In `order` a section is -1 less the number of its first row.
        """
        self.beginResetModel()
        self.columns, self.rows = tuple(columns), tuple(rows)
        self.sections = dict(sorted((sections or {}).items()))
        self.order = self._ordered(list)
        self.largest = {
            at: max((abs(row[at] or 0) for row in self.rows), default=0.0)
            for at, column in enumerate(self.columns)
            if column.bar
        }
        self.endResetModel()

    @property
    def subject(self) -> int:
        """Return the number of the column that names the row: the first of words."""
        return next((at for at, one in enumerate(self.columns) if one.kind == "text"), -1)

    def _ordered(self, arranged: Callable[[Sequence[int]], list[int]]) -> list[int]:
        """Return the rows of each section arranged, with the line of the section before them."""
        starts = [*self.sections, len(self.rows)]
        order = arranged(range(starts[0]))
        for start, end in itertools.pairwise(starts):
            order += [-1 - start, *arranged(range(start, end))]
        return order

    def section(self, index: Index) -> str | None:
        """Return the words of the section line a cell is of; None for a row."""
        row = self.order[index.row()]
        return self.sections[-1 - row] if row < 0 else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that the line of a section can be neither reached nor picked."""
        if index.isValid() and self.order[index.row()] < 0:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def value(self, index: Index) -> Any:
        """Return the value itself in a cell; None on the line of a section."""
        if self.order[index.row()] < 0:
            return None
        return self.rows[self.order[index.row()]][index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words, place and what is read aloud of a cell."""
        if not index.isValid():
            return None
        column, value = self.columns[index.column()], self.value(index)
        words = self.section(index)
        if words is None:
            words = shown(column.kind, value)
        named = f"{words}, {value.means}" if isinstance(value, Named) else words
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return named
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return named or "not known"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft
            if column.kind in RIGHT:
                side = Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return a heading, on the side of its numbers."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = column.kind in RIGHT
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, blanks last either way; -1 is the order given."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        rows = [self.order[index.row()] for index in before]
        kind = self.columns[column].kind if 0 <= column < len(self.columns) else "text"

        def key(row: int) -> tuple[int, Any]:
            value = self.rows[row][column]
            if kind == "class":
                return (0, CLASS_ORDER.get(value, 3))
            return (0, WARNING_ORDER.get(value, 6)) if kind == "warning" else sort_key(value)

        def arranged(numbers: Sequence[int]) -> list[int]:
            blank = [row for row in numbers if key(row)[0] == 3]
            held = [row for row in numbers if key(row)[0] != 3]
            held.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)
            return held + blank

        self.order = self._ordered(arranged if 0 <= column < len(self.columns) else list)
        places = {row: place for place, row in enumerate(self.order)}
        after = [
            self.index(places[row], index.column()) for row, index in zip(rows, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

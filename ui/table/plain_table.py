"""A table to read: sorted by its headings, walked with the keys, copied to Excel."""

from __future__ import annotations

import datetime
import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from planner.document.wording import count, days, percent, pounds, short_date
from ui.table.cell_painting import paint_class, paint_cursor, paint_ground, paint_text
from ui.theme import Look

Kind = Literal["text", "class", "number", "people", "pounds", "days", "share", "date"]
Index = QModelIndex | QPersistentModelIndex
RIGHT = frozenset({"number", "people", "pounds", "days", "share"})
CLASS_ORDER = {"must": 0, "needed": 1, "could": 2, None: 3}
SORT_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, what kind of value stands beneath it, and its width at 100 % text in pixels.

    `bar` draws a thin bar under a number, as long as its share of the largest.
    """

    heading: str
    kind: Kind = "text"
    width: int = 120
    bar: bool = False


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

    def show_rows(self, columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> None:
        """Take other columns and rows, in the order given."""
        self.beginResetModel()
        self.columns, self.rows = tuple(columns), tuple(rows)
        self.order = list(range(len(self.rows)))
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

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def value(self, index: Index) -> Any:
        """Return the value itself in a cell."""
        return self.rows[self.order[index.row()]][index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words, place and what is read aloud of a cell."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return shown(column.kind, self.value(index))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return shown(column.kind, self.value(index)) or "not known"
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
        self.order = list(range(len(self.rows)))
        if 0 <= column < len(self.columns):
            is_class = self.columns[column].kind == "class"

            def key(row: int) -> tuple[int, Any]:
                value = self.rows[row][column]
                return (0, CLASS_ORDER.get(value, 3)) if is_class else sort_key(value)

            blank = [row for row in self.order if key(row)[0] == 3]
            held = [row for row in self.order if key(row)[0] != 3]
            held.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)
            self.order = held + blank
        places = {row: place for place, row in enumerate(self.order)}
        after = [
            self.index(places[row], index.column()) for row, index in zip(rows, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()


class PlainDelegate(QStyledItemDelegate):
    """Draws badges of classes, and bars under numbers."""

    def __init__(self, look: Look, model: PlainModel, table: QTableView) -> None:
        super().__init__(table)
        self._look = look
        self._model = model
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        column, rect = self._model.columns[index.column()], option.rect
        here = self._table.currentIndex()
        is_picked = bool(option.state & QStyle.StateFlag.State_Selected)
        value = self._model.value(index)
        first = self._table.horizontalHeader().visualIndex(index.column()) == 0
        painter.save()
        paint_ground(painter, rect, self._look, is_picked=is_picked, starts_row=first)
        if column.kind == "class":
            paint_class(painter, rect, value, self._look, is_picked=is_picked)
        else:
            paint_text(
                painter,
                rect,
                shown(column.kind, value),
                self._look,
                is_right=column.kind in RIGHT,
                is_picked=is_picked,
                strong=index.column() == self._model.subject,
            )
        most = self._model.largest.get(index.column(), 0.0)
        if column.bar and most > 0 and isinstance(value, int | float) and value:
            self._paint_bar(painter, QRectF(rect), min(1.0, abs(value) / most))
        if first and here.row() == index.row() and self._table.hasFocus():
            paint_cursor(painter, rect, self._look)
        painter.restore()

    def _paint_bar(self, painter: QPainter, box: QRectF, part: float) -> None:
        width = max(2.0, (box.width() - 16) * part)
        thick = self._look.px(3)
        bar = QRectF(box.right() - 8 - width, box.bottom() - thick - 2, width, thick)
        painter.fillRect(bar, QColor(self._look.theme.failure))


class PlainTable(QTableView):
    """A table of results. `picked` and `opened` carry the number of a row as rows were given."""

    picked = Signal(int)
    opened = Signal(int)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_showing = False
        self._headings: tuple[str, ...] = ()
        self._model = PlainModel(look, self)
        self.setModel(self._model)
        self.setItemDelegate(PlainDelegate(look, self._model, self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setMinimumSectionSize(32)
        header.sortIndicatorChanged.connect(self._model.sort)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._model.order[index.row()]))
        look.changed.connect(self._fit)
        self._fit()

    @property
    def row(self) -> int:
        """Return the number of the current row as rows were given, or -1."""
        index = self.currentIndex()
        return self._model.order[index.row()] if index.isValid() else -1

    @property
    def selected(self) -> tuple[int, ...]:
        """Return the numbers of the selected rows as rows were given, in the order shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._model.order[row] for row in rows)

    def show_rows(self, columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> None:
        """Show rows in place of those before; the widths of the same headings stay."""
        headings = tuple(column.heading for column in columns)
        self._is_showing = True
        self._model.show_rows(columns, rows)
        self._is_showing = False
        header = self.horizontalHeader()
        if headings != self._headings:
            self._headings = headings
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self._fit()
        elif header.sortIndicatorSection() >= 0:
            self._model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())

    def pick(self, row: int) -> None:
        """Make a row, by its number as given, the current one without telling of it."""
        if 0 <= row < len(self._model.rows) and row != self.row:
            self._is_showing = True
            index = self._model.index(self._model.order.index(row), 0)
            self.setCurrentIndex(index)
            self._is_showing = False

    def copy(self) -> None:
        """Put the selected rows, or all, on the clipboard as Excel takes them."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines = [self._words(row) for row in rows or range(len(self._model.order))]
        QGuiApplication.clipboard().setMimeData(as_mime([list(self._headings), *lines]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C, open with Enter."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.row >= 0:
            self.opened.emit(self.row)
        else:
            super().keyPressEvent(event)

    def _words(self, row: int) -> list[str]:
        return [
            shown(column.kind, self._model.value(self._model.index(row, at)))
            for at, column in enumerate(self._model.columns)
        ]

    def _tell(self, current: QModelIndex, before: QModelIndex) -> None:
        if current.isValid() and not self._is_showing:
            self.picked.emit(self._model.order[current.row()])

    def _fit(self) -> None:
        look = self._look
        self.verticalHeader().setDefaultSectionSize(look.px(28))
        header = self.horizontalHeader()
        header.setFixedHeight(look.px(28))
        texts = [at for at, one in enumerate(self._model.columns) if one.kind == "text"]
        for at, column in enumerate(self._model.columns):
            self.setColumnWidth(at, look.px(column.width))
            stretches = bool(texts) and at == texts[-1]
            mode = QHeaderView.ResizeMode.Interactive
            if stretches:
                mode = QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(at, mode)


def as_mime(lines: Sequence[Sequence[str]]) -> QMimeData:
    """Return lines of cells as text with tabs and as a table in HTML, which Excel keeps."""
    mime = QMimeData()
    plain = "\n".join("\t".join(_one_line(cell) for cell in line) for line in lines)
    rows = "".join(
        f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in line)}</tr>" for line in lines
    )
    mime.setText(plain)
    mime.setHtml(f"<table>{rows}</table>")
    return mime


def _one_line(cell: str) -> str:
    return " ".join(cell.split())

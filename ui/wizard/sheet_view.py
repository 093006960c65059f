"""The sheet of a list as it is, with one column lit and the cells that cannot be read framed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.table.cell_painting import PAD, paint_cursor
from ui.theme import Look

if TYPE_CHECKING:
    from planner.exchange.list_look import ListLook

WIDEST = 220
_Index = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractTableModel):
    """The first rows of a list; the row of the headings and rows left out look different."""

    def __init__(self, look: Look, parent: QTableView) -> None:
        super().__init__(parent)
        self._look = look
        self.sheet: ListLook | None = None
        self._width = 0
        self.lit = -1
        self.left_out: frozenset[int] = frozenset()

    def show_sheet(self, sheet: ListLook | None) -> None:
        """Show another list, or the same one read otherwise."""
        self.beginResetModel()
        self.sheet = sheet
        self._width = max((len(cells) for _, cells in sheet.rows), default=0) if sheet else 0
        self.endResetModel()

    def longest(self) -> list[str]:
        """Return the longest text of each column; measuring only those keeps this quick."""
        found = [""] * self._width
        for _, cells in self.sheet.rows if self.sheet else ():
            for place, text in enumerate(cells):
                if len(text) > len(found[place]):
                    found[place] = text
        return found

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows are shown."""
        return 0 if parent.isValid() or self.sheet is None else len(self.sheet.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns the widest row has."""
        return 0 if parent.isValid() else self._width

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell as text, and how it is drawn."""
        if self.sheet is None or not index.isValid():
            return None
        number, cells = self.sheet.rows[index.row()]
        text = cells[index.column()] if index.column() < len(cells) else ""
        theme = self._look.theme
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{text}, cannot be read" if self.is_unreadable(index) else text
        if role == Qt.ItemDataRole.FontRole:
            font = self._look.font(13, strong=number == self.sheet.choice.heading_row)
            if number in self.left_out:
                font.setStrikeOut(True)
            return font
        if role == Qt.ItemDataRole.BackgroundRole and index.column() == self.lit:
            return QColor(theme.selected)
        if role == Qt.ItemDataRole.ForegroundRole:
            if number < (self.sheet.choice.heading_row or 0) or number in self.left_out:
                return QColor(theme.secondary)
            return QColor(theme.selected_text if index.column() == self.lit else theme.text)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return letters above and row numbers at the left, as Excel shows them."""
        if role != Qt.ItemDataRole.DisplayRole or self.sheet is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self.sheet.rows[section][0])
        letters, place = "", section + 1
        while place:
            place, rest = divmod(place - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return letters

    def is_unreadable(self, index: _Index) -> bool:
        """Return whether a cell does not hold what its column should."""
        if self.sheet is None:
            return False
        number = self.sheet.rows[index.row()][0]
        return (number, index.column()) in self.sheet.unreadable and number not in self.left_out


class _Cells(QStyledItemDelegate):
    """Frames cells that cannot be read and draws a line at either side of the lit column."""

    def __init__(self, look: Look, parent: SheetView) -> None:
        super().__init__(parent)
        self._look = look
        self._view = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box: QRect = option.rect
        theme = self._look.theme
        painter.save()
        is_current = index == self._view.currentIndex() and self._view.hasFocus()
        ground = index.data(Qt.ItemDataRole.BackgroundRole) or QColor(theme.surface)
        painter.fillRect(box, ground)
        painter.setFont(index.data(Qt.ItemDataRole.FontRole))
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole))
        room = box.adjusted(PAD, 0, -PAD, 0)
        text = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        if is_current:
            paint_cursor(painter, box, self._look)
        if index.column() == self._view.sheet_model.lit:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawLine(box.left() + 1, box.top(), box.left() + 1, box.bottom())
            painter.drawLine(box.right() - 1, box.top(), box.right() - 1, box.bottom())
        if self._view.sheet_model.is_unreadable(index):
            painter.setPen(QPen(QColor(theme.caution), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()


class SheetView(QTableView):
    """A list as it stands in its file; nothing can be changed here."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.sheet_model = SheetModel(look, self)
        self.setModel(self.sheet_model)
        self.setItemDelegate(_Cells(look, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        look.changed.connect(self._size)
        self._size()

    def show_sheet(self, sheet: ListLook | None) -> None:
        """Show the rows of a list, its headings uppermost where they lie far down."""
        row, scrolled = self.currentIndex(), self.horizontalScrollBar().value()
        self.sheet_model.show_sheet(sheet)
        self._size()
        if row.isValid():
            self.setCurrentIndex(self.sheet_model.index(row.row(), row.column()))
        self.horizontalScrollBar().setValue(scrolled)

    def light(self, column: int) -> None:
        """Light one column, or none with -1, and bring it into view."""
        if column == self.sheet_model.lit:
            return
        self.sheet_model.lit = column
        self.viewport().update()
        if 0 <= column < self.sheet_model.columnCount():
            top = max(0, self.rowAt(0))
            self.scrollTo(self.sheet_model.index(top, column))

    def leave_out(self, numbers: frozenset[int]) -> None:
        """Strike the rows of these numbers through: they are not brought in."""
        self.sheet_model.left_out = numbers
        self.viewport().update()

    def show_row(self, number: int) -> None:
        """Bring the row of a number into view and choose it."""
        sheet = self.sheet_model.sheet
        rows = [one for one, _ in sheet.rows] if sheet else []
        if number in rows:
            column = max(0, self.sheet_model.lit)
            self.setCurrentIndex(self.sheet_model.index(rows.index(number), column))

    def show_from(self, number: int) -> None:
        """Hide what stands above the row of a number."""
        sheet = self.sheet_model.sheet
        for row, (one, _) in enumerate(sheet.rows if sheet else ()):
            self.setRowHidden(row, one < number)

    def _size(self) -> None:
        px = self._look.px
        self.verticalHeader().setDefaultSectionSize(px(25))
        self.horizontalHeader().setFixedHeight(px(28))
        font = QFont(self._look.font(13))
        self.setFont(font)
        strong = self._look.metrics(13, strong=True)
        for column, text in enumerate(self.sheet_model.longest()):
            room = strong.horizontalAdvance(text) + 2 * PAD + 2
            self.setColumnWidth(column, min(px(WIDEST), max(px(64), room)))

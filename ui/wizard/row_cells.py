"""Cells of the tables of the import, drawn as in all other tables."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableWidget

from ui.table.cell_painting import paint_ground, paint_text
from ui.theme import Look

Index = QModelIndex | QPersistentModelIndex


class RowCells(QStyledItemDelegate):
    """Draws the row chosen with its mark, and each text with the room of other tables."""

    def __init__(self, look: Look, table: QTableWidget) -> None:
        super().__init__(table)
        self.look = look
        self.table = table

    def is_picked(self, index: Index) -> bool:
        """Return whether a cell lies in the row chosen."""
        return index.row() == self.table.currentRow()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        painter.save()
        self.draw_ground(painter, option, index)
        box: QRect = option.rect
        side = index.data(Qt.ItemDataRole.TextAlignmentRole)
        is_right = side is not None and bool(Qt.AlignmentFlag(side) & Qt.AlignmentFlag.AlignRight)
        paint_text(
            painter,
            box,
            str(index.data() or ""),
            self.look,
            is_right=is_right,
            is_picked=self.is_picked(index),
        )
        painter.restore()

    def draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw what lies beneath the text."""
        box: QRect = option.rect
        paint_ground(
            painter,
            box,
            self.look,
            is_picked=self.is_picked(index),
            starts_row=index.column() == 0,
        )

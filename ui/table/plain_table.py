"""A table to read: sorted by its headings, walked with the keys, copied to Excel."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.table.cell_painting import (
    paint_class,
    paint_cursor,
    paint_ground,
    paint_icon,
    paint_section,
    paint_text,
    paint_warning_word,
)
from ui.table.plain_model import RIGHT, Column, Index, Named, PlainModel, shown
from ui.theme import Look

__all__ = ["Column", "Named", "PlainTable"]


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
        section = self._model.section(index)
        painter.save()
        if section is not None:
            paint_section(painter, rect, section, self._look)
            painter.restore()
            return
        paint_ground(painter, rect, self._look, is_picked=is_picked, starts_row=first)
        if column.kind == "class":
            paint_class(painter, rect, value, self._look, is_picked=is_picked)
        elif column.kind == "warning":
            paint_warning_word(painter, rect, str(value), self._look, is_picked=is_picked)
        else:
            if isinstance(value, Named):
                rect = paint_icon(painter, rect, value.icon, self._look)
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
            self._paint_bar(painter, QRectF(option.rect), min(1.0, abs(value) / most))
        if first and here.row() == index.row() and self._table.hasFocus():
            paint_cursor(painter, option.rect, self._look)
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
        self._spans = False
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
        self.doubleClicked.connect(self._open)
        self._model.layoutChanged.connect(self._span)
        look.changed.connect(self._fit)
        self._fit()

    @property
    def row(self) -> int:
        """Return the number of the current row as rows were given, or -1."""
        index = self.currentIndex()
        return max(-1, self._model.order[index.row()]) if index.isValid() else -1

    @property
    def selected(self) -> tuple[int, ...]:
        """Return the numbers of the selected rows as rows were given, in the order shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._model.order[row] for row in rows if self._model.order[row] >= 0)

    def show_rows(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Any]],
        sections: Mapping[int, str] | None = None,
    ) -> None:
        """Show rows in place of those before; the widths of the same headings stay.

        `sections` are words on a line of their own before the row of that number.
        """
        headings = tuple(column.heading for column in columns)
        self._is_showing = True
        self._model.show_rows(columns, rows, sections)
        self._is_showing = False
        self._span()
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
        """Copy with Ctrl+C, open with Enter; Ctrl+Enter is for the page the table stands on."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self.row >= 0
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.opened.emit(self.row)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the last column of words fill the room, or keep its heading readable."""
        super().resizeEvent(event)
        self._stretch()

    def _open(self, index: QModelIndex) -> None:
        if self._model.order[index.row()] >= 0:
            self.opened.emit(self._model.order[index.row()])

    def _span(self) -> None:
        """Let the line of each section run across all columns."""
        if self._spans or self._model.sections:
            self.clearSpans()
            self._spans = len(self._model.columns) > 1 and bool(self._model.sections)
            for place, row in enumerate(self._model.order):
                if row < 0 and self._spans:
                    self.setSpan(place, 0, 1, len(self._model.columns))

    def _words(self, row: int) -> list[str]:
        section = self._model.section(self._model.index(row, 0))
        if section is not None:
            return [section, *[""] * (len(self._model.columns) - 1)]
        return [
            shown(column.kind, self._model.value(self._model.index(row, at)))
            for at, column in enumerate(self._model.columns)
        ]

    def _tell(self, current: QModelIndex, before: QModelIndex) -> None:
        if current.isValid() and not self._is_showing and self.row >= 0:
            self.picked.emit(self.row)

    def _fit(self) -> None:
        look = self._look
        self.verticalHeader().setDefaultSectionSize(look.px(28))
        header = self.horizontalHeader()
        header.setFixedHeight(look.px(28))
        for at, column in enumerate(self._model.columns):
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(at, look.px(column.width))
        self._stretch()

    def _stretch(self) -> None:
        """Fill the room with the last column of words; where there is too little, scroll to it."""
        header, columns = self.horizontalHeader(), self._model.columns
        last = max((at for at, one in enumerate(columns) if one.kind == "text"), default=-1)
        if last < 0:
            return
        others = sum(header.sectionSize(at) for at in range(len(columns)) if at != last)
        words = header.fontMetrics().horizontalAdvance(columns[last].heading)
        least = min(self._look.px(columns[last].width), words + self._look.px(40))
        fits = self.viewport().width() - others >= least
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
        if header.sectionResizeMode(last) != mode:
            header.setSectionResizeMode(last, mode)
            if not fits:
                self.setColumnWidth(last, self._look.px(columns[last].width))


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

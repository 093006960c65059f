"""The table of preventive actions: ticked or not, two lines to a row, a bar for what is spared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from planner.document.wording import round_pounds
from ui.table.cell_painting import PAD, paint_cursor, paint_ground, paint_text
from ui.table.plain_model import Index
from ui.table.plain_table import Column, PlainDelegate, PlainTable
from ui.theme import Look

if TYPE_CHECKING:
    from planner.document.prevention_words import PreventionReport, PreventionRow

TICK, ACTION, OWNER, TAKES, SPARED = 0, 2, 3, 4, 6
COLUMNS = (
    Column("Take", "text", 50),
    Column("#", "number", 34),
    Column("Action", "text", 330),
    Column("Owner", "text", 122),
    Column("Takes", "text", 76),
    Column("Cost", "text", 78),
    Column("Must days avoided", "number", 126, bar=True),
    Column("So far", "share", 60),
)
TALL = 42
LEAST = 150
"""Width at 100 % text that the actions keep at least."""
NARROW = 680
"""Width at 100 % text below which the owner and the time are left to the story."""


class TickTable(PlainTable):
    """Preventive actions; `ticked` carries the number of a row whose tick was changed."""

    ticked = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Preventive actions, in order")
        self.setItemDelegate(TickDelegate(look, self._model, self))
        self._shown: tuple[PreventionRow, ...] = ()

    @property
    def shown(self) -> tuple[PreventionRow, ...]:
        """Return the actions shown, in order."""
        return self._shown

    def show_report(self, report: PreventionReport, budget: float) -> None:
        """Show the actions within a budget, those beyond it and those ruled out."""
        self._shown = (*report.rows, *report.left_out)
        sections = {}
        beyond = [at for at, row in enumerate(report.rows) if not row.chosen]
        if beyond:
            sections[beyond[0]] = (
                report.next_words
                if budget == report.budget
                else f"Beyond the budget of {round_pounds(budget)}"
            )
        if report.left_out:
            sections[len(report.rows)] = "Ruled out"
        self.show_rows(COLUMNS, [_cells(row) for row in self._shown], sections)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the owner and the time to the story where the actions would be cut short."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        narrow = self.viewport().width() < self._look.px(NARROW)
        if self.isColumnHidden(OWNER) != narrow:
            for at in (OWNER, TAKES):
                self.setColumnHidden(at, narrow)
            self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick or untick where the tick itself is pressed."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.column() == TICK:
            self._tick()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick or untick the current row with Space."""
        if event.key() == Qt.Key.Key_Space:
            self._tick()
        else:
            super().keyPressEvent(event)

    def _tick(self) -> None:
        if self.row >= 0:
            self.ticked.emit(self.row)

    def _fit(self) -> None:
        super()._fit()
        self.verticalHeader().setDefaultSectionSize(self._look.px(TALL))
        header = self.horizontalHeader()
        header.setSortIndicatorShown(False)
        header.setSectionsClickable(False)

    def _stretch(self) -> None:
        """Fill the room with the actions; where there is too little, scroll to the rest."""
        header = self.horizontalHeader()
        if header.count() <= ACTION:
            return
        others = sum(header.sectionSize(at) for at in range(header.count()) if at != ACTION)
        fits = self.viewport().width() - others >= self._look.px(LEAST)
        mode = header.ResizeMode.Stretch if fits else header.ResizeMode.Interactive
        if header.sectionResizeMode(ACTION) != mode:
            header.setSectionResizeMode(ACTION, mode)
            if not fits:
                self.setColumnWidth(ACTION, self._look.px(LEAST))


def _cells(row: PreventionRow) -> Sequence[object]:
    measured = row.number > 0
    return (
        "taken" if row.chosen else "not taken",
        row.number if measured else None,
        f"{row.title}\n{row.detail}",
        row.owner,
        row.takes,
        row.cost_words,
        row.spared if measured else None,
        row.so_far if measured else None,
    )


class TickDelegate(PlainDelegate):
    """Draws the tick, the two lines of an action, and the bar before what it spares."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        if self._model.section(index) is not None or index.column() not in (TICK, ACTION, SPARED):
            super().paint(painter, option, index)
            return
        look, rect = self._look, option.rect
        picked = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, rect, look, is_picked=picked, starts_row=index.column() == TICK)
        value = self._model.value(index)
        if index.column() == TICK:
            self._tick(painter, rect, value == "taken")
            here = self._table.currentIndex()
            if here.row() == index.row() and self._table.hasFocus():
                paint_cursor(painter, rect, look)
        elif index.column() == ACTION:
            self._lines(painter, rect, str(value), picked)
        elif value is not None:
            taken = self._model.value(self._model.index(index.row(), TICK)) == "taken"
            self._spared(painter, rect, float(value), taken, picked)
        painter.restore()

    def _tick(self, painter: QPainter, rect: QRect, taken: bool) -> None:
        theme, side = self._look.theme, self._look.px(16)
        box = QRectF(rect.left() + self._look.px(14), rect.center().y() - side / 2, side, side)
        painter.setPen(QPen(QColor(theme.accent if taken else theme.edge), self._look.px(1)))
        painter.setBrush(QColor(theme.accent if taken else theme.surface))
        painter.drawRoundedRect(box, 3, 3)
        if taken:
            pen = QPen(QColor(theme.surface), self._look.px(2))
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            x, y = box.left(), box.top()
            painter.drawPolyline(
                QPolygonF(
                    [
                        QPointF(x + side * 0.22, y + side * 0.52),
                        QPointF(x + side * 0.43, y + side * 0.72),
                        QPointF(x + side * 0.80, y + side * 0.30),
                    ]
                )
            )

    def _lines(self, painter: QPainter, rect: QRect, words: str, picked: bool) -> None:
        title, _, detail = words.partition("\n")
        half = rect.height() // 2
        upper = QRect(rect.left(), rect.top() + 2, rect.width(), half - 1)
        paint_text(painter, upper, title, self._look, is_right=False, is_picked=picked, strong=True)
        room = QRect(rect.left() + PAD, rect.top() + half, rect.width() - 2 * PAD, half - 2)
        theme = self._look.theme
        painter.setFont(self._look.font(12))
        painter.setPen(QColor(theme.selected_text if picked else theme.secondary))
        shown = self._look.metrics(12).elidedText(detail, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _spared(
        self, painter: QPainter, rect: QRect, value: float, taken: bool, picked: bool
    ) -> None:
        look = self._look
        most = self._model.largest.get(SPARED, 0.0)
        words = f"{value:,.0f}" if value >= 0.5 or value == 0 else "under 1"
        numbers = look.metrics(13).horizontalAdvance("00,000") + 2 * PAD
        room = rect.width() - numbers - PAD
        if most > 0 and value > 0 and room > 4:
            tall = look.px(10)
            bar = QRectF(
                rect.left() + PAD, rect.center().y() - tall / 2, max(2.0, room * value / most), tall
            )
            painter.fillRect(bar, QColor(look.theme.success if taken else look.theme.edge))
        paint_text(painter, rect, words, look, is_right=True, is_picked=picked)

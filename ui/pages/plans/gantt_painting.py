"""How a calendar of bars is drawn: months, rows, bars with patterns, links and marks."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from ui.theme import Look

if TYPE_CHECKING:
    from ui.pages.plans.gantt import Bar, Gantt, Row

Drag = tuple[str, str, int]
DAY = datetime.timedelta(days=1)


class GanttPainter:
    """Where everything of a calendar stands at the text size in use, and how it is drawn."""

    def __init__(self, look: Look, gantt: Gantt) -> None:
        self._look = look
        self._gantt = gantt
        px = look.px
        self.top = px(40)
        self.row_height = px(24)
        self.left = px(280)
        self.note_width = px(64)
        self.right = px(20)

    @property
    def height(self) -> int:
        """Return the height that all rows need, in pixels."""
        return self.top + self.row_height * max(1, len(self._gantt.rows)) + self._look.px(8)

    @property
    def day_width(self) -> float:
        """Return the width of a day in pixels."""
        days = (self._gantt.last - self._gantt.first).days + 1
        return max(0.5, (self._gantt.width() - self.left - self.right) / days)

    def x(self, date: datetime.date) -> float:
        """Return where a day begins."""
        return self.left + (date - self._gantt.first).days * self.day_width

    def row_number(self, y: float) -> int:
        """Return the number of the row at a height; it may be none that there is."""
        return int((y - self.top) // self.row_height)

    def bar_box(self, number: int, bar: Bar) -> QRectF:
        """Return the box of a bar in the row of that number."""
        start, end = self.x(bar.start), self.x(bar.last + DAY)
        y = self.top + number * self.row_height
        inset = self._look.px(4)
        return QRectF(start, y + inset, max(2.0, end - start), self.row_height - 2 * inset)

    def paint(self, painter: QPainter, picked: str, drag: Drag | None, *, focused: bool) -> None:
        """Draw everything."""
        theme = self._look.theme
        painter.fillRect(self._gantt.rect(), QColor(theme.surface))
        self._months(painter)
        for number, row in enumerate(self._gantt.rows):
            self._row(painter, number, row, is_picked=row.key == picked, focused=focused)
        self._links(painter)
        for number, row in enumerate(self._gantt.rows):
            for bar in row.bars:
                self._bar(painter, number, bar)
            if drag is not None and drag[0] == row.key and row.bars:
                self._ghost(painter, number, row.bars[-1], drag)
        for mark in self._gantt.marks:
            self._mark(painter, mark.date, mark.text, is_failure=mark.is_failure)

    def _months(self, painter: QPainter) -> None:
        theme, gantt = self._look.theme, self._gantt
        painter.setFont(self._look.font(11, strong=True))
        metrics = QFontMetricsF(painter.font())
        bottom = float(self.height)
        date = gantt.first.replace(day=1)
        free_from = 0.0
        while date <= gantt.last:
            x = self.x(date)
            if x >= self.left - 1:
                painter.setPen(QPen(QColor(theme.divider), 1))
                painter.drawLine(QLineF(x, self.top - 6, x, bottom))
            shown = max(x, float(self.left))
            words = f"{date:%b %Y}" if date.month == 1 or free_from == 0 else f"{date:%b}"
            if shown >= free_from and shown + metrics.horizontalAdvance(words) < gantt.width():
                painter.setPen(QColor(theme.text))
                painter.drawText(QPointF(shown + 3, self.top - self._look.px(10)), words)
                free_from = shown + metrics.horizontalAdvance(words) + self._look.px(10)
            date = (date + 32 * DAY).replace(day=1)

    def _row(
        self, painter: QPainter, number: int, row: Row, *, is_picked: bool, focused: bool
    ) -> None:
        theme = self._look.theme
        y = self.top + number * self.row_height
        box = QRectF(0, y, self._gantt.width(), self.row_height)
        if is_picked:
            painter.fillRect(box, QColor(theme.selected))
            painter.fillRect(QRectF(0, y, 3, self.row_height), QColor(theme.accent))
            if focused:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(theme.focus), 2))
                painter.drawRect(box.adjusted(1, 1, -1, -1))
        is_out = any(bar.look == "left_out" for bar in row.bars)
        painter.setPen(QColor(theme.selected_text if is_picked else theme.text))
        if is_out:
            painter.setPen(QColor(theme.secondary))
        painter.setFont(self._look.font(12, strong=is_picked))
        metrics = QFontMetricsF(painter.font())
        room = self.left - self.note_width - self._look.px(24)
        label = metrics.elidedText(row.label, Qt.TextElideMode.ElideRight, room)
        label_box = QRectF(self._look.px(12), y, room, self.row_height)
        painter.drawText(label_box, Qt.AlignmentFlag.AlignVCenter, label)
        painter.setFont(self._look.font(12))
        note_box = QRectF(
            self.left - self.note_width - self._look.px(10), y, self.note_width, self.row_height
        )
        painter.drawText(
            note_box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.note
        )

    def _bar(self, painter: QPainter, number: int, bar: Bar) -> None:
        theme = self._look.theme
        box = self.bar_box(number, bar)
        fills = {
            "serving": theme.accent,
            "task": theme.needed,
            "critical": theme.must,
            "waiting": theme.surface,
            "gap": theme.failure_ground,
            "left_out": theme.surface,
        }
        edges = {"waiting": theme.edge, "gap": theme.failure, "left_out": theme.edge}
        painter.setPen(QPen(QColor(edges.get(bar.look, fills[bar.look])), 1))
        if bar.look == "left_out":
            painter.setPen(QPen(QColor(theme.edge), 1, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(fills[bar.look]))
        painter.drawRect(box)
        if bar.look in ("waiting", "gap"):
            ink = theme.failure if bar.look == "gap" else theme.edge
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(QColor(ink), Qt.BrushStyle.BDiagPattern))
            painter.drawRect(box)
        if bar.text:
            painter.setFont(self._look.font(11))
            width = QFontMetricsF(painter.font()).horizontalAdvance(bar.text)
            painter.setPen(QColor(theme.failure if bar.look == "gap" else theme.text))
            x = box.right() + 6
            if x + width > self._gantt.width():
                x = max(float(self.left), box.left() - width - 6)
            baseline = box.center().y() + QFontMetricsF(painter.font()).capHeight() / 2
            painter.drawText(QPointF(x, baseline), bar.text)

    def _ghost(self, painter: QPainter, number: int, bar: Bar, drag: Drag) -> None:
        _, grip, by = drag
        box = self.bar_box(number, bar)
        shift = by * self.day_width
        box = box.translated(shift, 0) if grip == "move" else box.adjusted(0, 0, shift, 0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._look.theme.focus), 2, Qt.PenStyle.DashLine))
        painter.drawRect(box)
        words = f"{by:+d} {'day' if abs(by) == 1 else 'days'}"
        painter.setFont(self._look.font(11, strong=True))
        painter.setPen(QColor(self._look.theme.text))
        painter.drawText(QPointF(box.right() + 6, box.bottom() - 2), words)

    def _links(self, painter: QPainter) -> None:
        places = {row.key: number for number, row in enumerate(self._gantt.rows)}
        painter.setPen(QPen(QColor(self._look.theme.edge), 1))
        for number, row in enumerate(self._gantt.rows):
            for key in row.waits:
                if key not in places or not row.bars:
                    continue
                other = self._gantt.rows[places[key]]
                if not other.bars:
                    continue
                start = self.bar_box(places[key], other.bars[-1])
                end = self.bar_box(number, row.bars[0])
                x = max(start.right(), end.left())
                path = [
                    QPointF(start.right(), start.center().y()),
                    QPointF(x, start.center().y()),
                    QPointF(x, end.top() if number > places[key] else end.bottom()),
                ]
                painter.drawPolyline(QPolygonF(path))

    def _mark(self, painter: QPainter, date: datetime.date, text: str, *, is_failure: bool) -> None:
        theme = self._look.theme
        colour = QColor(theme.failure if is_failure else theme.success)
        x = self.x(date)
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(x, self._look.px(14), x, float(self.height)))
        painter.setFont(self._look.font(11, strong=True))
        width = QFontMetricsF(painter.font()).horizontalAdvance(text)
        left = x + 4 if x + 4 + width < self._gantt.width() else x - 4 - width
        painter.drawText(QPointF(left, self._look.px(13)), text)

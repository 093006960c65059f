"""How a calendar of bars is drawn: months, rows, bars with patterns, links and marks."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from planner.document.wording import count
from ui.pages.plans.calendar_view import critical_token, serving_token
from ui.theme import Look

if TYPE_CHECKING:
    from ui.pages.plans.gantt import Bar, BarLook, Gantt, Mark, Row, Strip

Drag = tuple[str, str, int]
DAY = datetime.timedelta(days=1)


class GanttPainter:
    """Where everything of a calendar stands at the text size in use, and how it is drawn."""

    def __init__(self, look: Look, gantt: Gantt) -> None:
        self._look = look
        self._gantt = gantt
        px = look.px
        self.axis = px(40)
        self.strip_height = px(60) if gantt.strip is not None else 0
        self.top = self.axis + self.strip_height
        self.row_height = px(24)
        self.left = px(280)
        self.note_width = px(76)
        self.right = px(20)

    @property
    def height(self) -> int:
        """Return the height that the axis, the strip and all rows need, in pixels."""
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
                self._bar(painter, number, bar, is_picked=row.key == picked)
            if drag is not None and drag[0] == row.key and row.bars:
                self._ghost(painter, number, row.bars[-1], drag)
        if self._gantt.strip is not None:
            self._strip(painter, self._gantt.strip)
        free = 0.0
        for mark in sorted(self._gantt.marks, key=lambda mark: mark.date):
            free = self._mark(painter, mark, free)

    def _months(self, painter: QPainter) -> None:
        theme, gantt = self._look.theme, self._gantt
        px = self._look.px
        painter.setFont(self._look.font(12))
        painter.setPen(QColor(theme.secondary))
        heading, note = gantt.headings
        line = QRectF(px(12), self.axis - px(24), self.left - px(22), px(20))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, heading)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, note)
        painter.setFont(self._look.font(11, strong=True))
        metrics = QFontMetricsF(painter.font())
        bottom = float(self.height)
        date = gantt.first.replace(day=1)
        free_from = 0.0
        while date <= gantt.last:
            x = self.x(date)
            if x >= self.left - 1:
                painter.setPen(QPen(QColor(theme.divider), 1))
                painter.drawLine(QLineF(x, self.axis - 6, x, bottom))
            shown = max(x, float(self.left))
            words = f"{date:%b %Y}" if date.month == 1 or free_from == 0 else f"{date:%b}"
            if shown >= free_from and shown + metrics.horizontalAdvance(words) < gantt.width():
                painter.setPen(QColor(theme.text))
                painter.drawText(QPointF(shown + 3, self.axis - self._look.px(10)), words)
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

    def _bar(self, painter: QPainter, number: int, bar: Bar, *, is_picked: bool) -> None:
        theme = self._look.theme
        box = self.bar_box(number, bar)
        paint_bar(painter, box, bar.look, self._look)
        if not bar.text:
            return
        painter.setFont(self._look.font(11))
        metrics = QFontMetricsF(painter.font())
        width = metrics.horizontalAdvance(bar.text)
        x = box.right() + 6
        painter.setPen(QColor(theme.failure if bar.look == "gap" else theme.text))
        if x + width <= self._gantt.width():
            ground = QColor(theme.selected if is_picked else theme.surface)
            painter.fillRect(QRectF(x - 2, box.top(), width + 4, box.height()), ground)
            if is_picked:
                painter.setPen(QColor(theme.selected_text))
        elif box.width() > width + 12:
            x = box.right() - width - 6
            if bar.look in ("serving", "critical", "task"):
                painter.setPen(QColor(theme.accent_on if bar.look == "serving" else theme.surface))
        else:
            x = max(float(self.left), box.left() - width - 6)
        painter.drawText(QPointF(x, box.center().y() + metrics.capHeight() / 2), bar.text)

    def _strip(self, painter: QPainter, strip: Strip) -> None:
        """Draw people as steps, those who wait too long as a failure."""
        theme, look = self._look.theme, self._look
        top, room = float(self.axis + look.px(6)), float(self.strip_height - look.px(12))
        painter.setPen(QPen(QColor(theme.divider), 1))
        painter.drawLine(QLineF(self.left, top + room, self._gantt.width(), top + room))
        painter.setPen(QColor(theme.text))
        painter.setFont(look.font(12, strong=True))
        wide = self.left - look.px(24)
        painter.drawText(QRectF(look.px(12), top, wide, room / 2), 0, strip.label)
        painter.setFont(look.font(12))
        painter.setPen(QColor(theme.secondary))
        most = f"at most {count(strip.most)}" if strip.most else "nobody"
        painter.drawText(QRectF(look.px(12), top + room / 2, wide, room / 2), 0, most)
        for first, last, people in strip.steps:
            if not strip.most or people <= 0:
                continue
            parts = [(first, last, False)]
            if strip.limit is not None and last >= strip.limit:
                parts = [(max(first, strip.limit), last, True)]
                if first < strip.limit:
                    parts.insert(0, (first, strip.limit - DAY, False))
            high = room * people / strip.most
            for start, end, is_late in parts:
                box = QRectF(
                    self.x(start), top + room - high, self.x(end + DAY) - self.x(start), high
                )
                painter.fillRect(box, QColor(theme.failure if is_late else theme.edge))

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

    def _mark(self, painter: QPainter, mark: Mark, free: float) -> float:
        """Draw a mark, its words no further left than `free`; return where they end."""
        theme, room = self._look.theme, float(self._gantt.width())
        x = self.x(mark.date)
        painter.setPen(
            QPen(QColor(theme.failure if mark.is_failure else theme.success), 1.5,
                 Qt.PenStyle.DashLine)
        )  # fmt: skip
        painter.drawLine(QLineF(x, self._look.px(14), x, float(self.height)))
        painter.setFont(self._look.font(11, strong=True))
        metrics = QFontMetricsF(painter.font())
        for text in (mark.text, mark.short):
            width = metrics.horizontalAdvance(text)
            left = x + 4 if x + 4 + width < room else x - 4 - width
            left = max(left, free)
            if left + width <= room:
                painter.drawText(QPointF(left, self._look.px(13)), text)
                return left + width + self._look.px(10)
        return free


def bar_fill(bar: BarLook, look: Look) -> QColor:
    """Return the colour a bar is filled with in the theme in use."""
    theme = look.theme
    if bar == "serving":
        return theme.colour(serving_token(look))
    if bar == "critical":
        return theme.colour(critical_token(look))
    if bar == "task":
        return theme.colour("selected")
    return theme.colour("failure_ground" if bar == "gap" else "surface")


def paint_bar(painter: QPainter, box: QRectF, bar: BarLook, look: Look) -> None:
    """Draw one bar: filled, hatched where it waits or nobody covers, dashed where left out."""
    theme = look.theme
    edges = {
        "waiting": "edge", "gap": "failure", "left_out": "edge", "task": "must",
        "serving": serving_token(look), "critical": critical_token(look),
    }  # fmt: skip
    painter.setPen(QPen(theme.colour(edges[bar]), 1))
    if bar == "left_out":
        painter.setPen(QPen(theme.colour("edge"), 1, Qt.PenStyle.DashLine))
    painter.setBrush(bar_fill(bar, look))
    painter.drawRect(box)
    if bar in ("waiting", "gap"):
        painter.setPen(Qt.PenStyle.NoPen)
        ink = theme.colour("failure" if bar == "gap" else "edge")
        painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(box)

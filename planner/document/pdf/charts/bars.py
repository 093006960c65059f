"""Horizontal bars, and the chart of how long people can wait against when a service is back."""

from __future__ import annotations

from planner.document.charts import Bars, ReturnRow, ReturnTimes
from planner.document.palette import NAVY_PALE, SECONDARY
from planner.document.pdf.charts.pen import LABEL, Pen, Picture, width_of, wrapped
from planner.document.pdf.marks import draw_class
from planner.document.pdf.styles import BOLD, REGULAR, WIDTH
from planner.document.wording import CLASS_LETTERS

ROW = 17.5


class BarsPicture(Picture):
    """Draws a `Bars` value."""

    def __init__(self, chart: Bars) -> None:
        foot = 14 if chart.limit is not None else 2
        self.labels = 122.0 if all(len(bar.label) < 26 for bar in chart.bars) else 240.0
        self.lines = [
            wrapped(bar.label, self.labels - 8, 9.5, LABEL if bar.strong else REGULAR, 2)
            for bar in chart.bars
        ]
        heights = [ROW + 11 * (len(lines) - 1) for lines in self.lines]
        super().__init__(WIDTH, sum(heights) + foot)
        self.chart, self.foot, self.heights = chart, foot, heights

    def paint(self, pen: Pen) -> None:
        """Draw the bars from zero and the limit line."""
        chart = self.chart
        far = chart.limit_is_far
        most = (chart.longest if far else max(chart.longest, chart.limit or 0.0)) or 1.0
        words = max((width_of(b.text, 9.5, BOLD) for b in chart.bars), default=0.0)
        room = WIDTH - self.labels - words - 14
        scale = room / most
        limit = None if chart.limit is None or far else self.labels + chart.limit * scale
        if limit is not None:
            pen.line(limit, self.foot - 2, limit, self.height, thick=1.2, dash=(3, 2))
        top = self.height
        for bar, lines, height in zip(chart.bars, self.lines, self.heights, strict=True):
            y = top - (height + ROW) / 2 + 3
            top -= height
            font = LABEL if bar.strong else REGULAR
            first = y + 2.5 + 5.5 * (len(lines) - 1)
            for number, line in enumerate(lines):
                pen.text(0, first - 11 * number, line, 9.5, font)
            if bar.value > 0:
                pen.bar(self.labels, y, max(1.0, bar.value * scale), ROW - 5.5, bar.look)
            place = self.labels + bar.value * scale + 6
            wide = width_of(bar.text, 9.5, BOLD)
            if limit is not None and place - 2 < limit < place + wide + 2:
                pen.ground(place, y + 2.5, wide)
            pen.text(place, y + 2.5, bar.text, 9.5, BOLD)
        pen.line(self.labels, self.foot - 1, self.labels, self.height, thick=1.1)
        if far:
            beyond = f"{chart.limit_text}, off this scale \N{RIGHTWARDS ARROW}"
            pen.text(WIDTH, 1, beyond, 8.5, LABEL, anchor="end", room=WIDTH)
        if limit is not None:
            pen.line(limit, self.foot - 2, limit, self.foot + 3, thick=1.2)
            right = max(limit + 20, width_of(chart.limit_text, 8.5, LABEL))
            pen.text(min(right, WIDTH), 1, chart.limit_text, 8.5, LABEL, anchor="end", room=WIDTH)


class NarrowBarsPicture(Picture):
    """Draws a `Bars` value in a column: each label above its bar, the figure after it."""

    ROW, LABEL_ROOM, THICK = 28.0, 12.0, 11.0

    def __init__(self, chart: Bars, width: float) -> None:
        self.foot = 14.0 if chart.limit is not None else 2.0
        super().__init__(width, self.ROW * len(chart.bars) + self.foot)
        self.chart = chart

    def paint(self, pen: Pen) -> None:
        """Draw the bars from zero and the limit line."""
        chart = self.chart
        far = chart.limit_is_far
        most = (chart.longest if far else max(chart.longest, chart.limit or 0.0)) or 1.0
        words = max((width_of(bar.text, 9.5, BOLD) for bar in chart.bars), default=0.0)
        scale = (self.width - words - 8) / most
        top = self.height
        for bar in chart.bars:
            font = LABEL if bar.strong else REGULAR
            label = wrapped(bar.label, self.width, 9.5, font, 1)[0]
            pen.text(0, top - self.LABEL_ROOM + 2.5, label, 9.5, font)
            y = top - self.LABEL_ROOM - self.THICK
            if bar.value > 0:
                pen.bar(0, y, max(1.0, bar.value * scale), self.THICK, bar.look)
            pen.text(bar.value * scale + 5, y + 2.2, bar.text, 9.5, BOLD)
            top -= self.ROW
        if chart.limit is not None:
            x = chart.limit * scale
            pen.line(x, self.foot - 2, x, self.height, thick=1.2, dash=(3, 2))
            pen.text(min(x + 20, self.width), 1, chart.limit_text, 8.5, LABEL, anchor="end")


class ReturnPicture(Picture):
    """Draws a `ReturnTimes` value on a scale whose steps are even but whose days are not."""

    def __init__(self, chart: ReturnTimes) -> None:
        super().__init__(WIDTH, 20 * len(chart.rows) + 40)
        self.chart = chart
        self.left, self.right = 150.0, WIDTH - 62

    def x(self, day: float) -> float:
        """Return where a day lies."""
        ticks = self.chart.ticks
        step = (self.right - self.left) / (len(ticks) - 1)
        for at in range(len(ticks) - 1):
            if day <= ticks[at + 1]:
                share = (day - ticks[at]) / (ticks[at + 1] - ticks[at])
                return self.left + step * (at + share)
        return self.right

    def paint(self, pen: Pen) -> None:
        """Draw the scale, one row a service, and the key to the shapes."""
        top, low = self.height - 16, 22.0
        for tick in self.chart.ticks:
            pen.line(self.x(tick), low, self.x(tick), top + 1, "#E1E4E6", 0.6)
            pen.text(self.x(tick), top + 5, str(tick), 8.5, colour=SECONDARY, anchor="middle")
        for number, row in enumerate(self.chart.rows):
            self._row(pen, row, top - 20 * (number + 1) + 5)
        pen.line(self.left, low, self.left, top, thick=1.1)
        self._key(pen)

    def _row(self, pen: Pen, row: ReturnRow, y: float) -> None:
        draw_class(pen, 2, y, row.class_)
        x = 19 if row.class_ in CLASS_LETTERS else 0
        lines = wrapped(row.label, self.left - x - 6, 9, LABEL, 2)
        for number, line in enumerate(lines):
            pen.text(x, y + 2 + 4.8 * (len(lines) - 1) - 9.6 * number, line, 9, LABEL)
        tolerable = row.tolerable or 0
        edge = self.x(tolerable)
        pen.fill(self.left, y, edge - self.left, 10, NAVY_PALE)
        end = edge
        if row.late:
            end = self.right - 64 if row.back is None else self.x(row.back)
            if end > edge:
                pen.hatch([(edge, y), (end, y), (end, y + 10), (edge, y + 10)])
        pen.line(edge, y - 2, edge, y + 12, thick=1.8)
        if row.back is not None:
            pen.dot(self.x(row.back), y + 5, 5)
            end = max(end, self.x(row.back))
        words = row.text
        font = LABEL if row.late else REGULAR
        start = min(end + 10, WIDTH - width_of(words, 9, font))
        if start < end + 8:
            pen.fill(start - 4, y - 2.5, WIDTH - start + 4, 15, "#FFFFFF")
        pen.text(start, y + 2, words, 9, font)

    def _key(self, pen: Pen) -> None:
        pen.fill(0, 4, 20, 8, NAVY_PALE)
        pen.line(20, 2, 20, 14, thick=1.8)
        pen.text(26, 4.5, "tolerable period", 8.5)
        pen.dot(112, 8, 5)
        pen.text(121, 4.5, "everyone has the service again", 8.5)
        pen.hatch([(258, 4), (278, 4), (278, 12), (258, 12)])
        pen.text(284, 4.5, "gap: people wait longer than they can", 8.5)

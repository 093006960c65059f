"""Several courses of the same days: stepped lines with their words beside them."""

from __future__ import annotations

from reportlab.lib.colors import HexColor

from planner.document.charts import CoursesOverTime
from planner.document.palette import NAVY, PLUM, SECONDARY
from planner.document.pdf.charts.pen import Pen, Picture, nice_ticks, room_for, width_of
from planner.document.pdf.styles import BOLD, WIDTH
from planner.document.wording import count

LEFT, RIGHT, TOP, BOTTOM = 36.0, 10.0, 12.0, 30.0
STYLES: dict[str, tuple[str, float, tuple[float, ...]]] = {
    "strong": (PLUM, 2.4, ()),
    "plain": (NAVY, 1.4, ()),
    "dashed": (SECONDARY, 1.4, (4, 2.5)),
}
"""Colour, thickness and dashes of each style; in grey the thickness and dashes remain."""


class CoursesPicture(Picture):
    """Draws a `CoursesOverTime` value across the page."""

    def __init__(self, chart: CoursesOverTime, height: float = 190.0) -> None:
        super().__init__(WIDTH, height)
        self.chart = chart
        self.most = max(chart.most * 1.12, 1.0)
        self.left = room_for([count(tick) for tick in nice_ticks(self.most)], LEFT)
        self.low, self.high, self.end = BOTTOM, height - TOP, WIDTH - RIGHT

    def x(self, day: float) -> float:
        """Return where a day begins."""
        return self.left + (self.end - self.left) * day / max(self.chart.horizon, 1)

    def y(self, people: float) -> float:
        """Return the height of a number of people."""
        return self.low + (self.high - self.low) * people / self.most

    def paint(self, pen: Pen) -> None:
        """Draw what lies between the first two lines, the lines, their words and the days."""
        chart = self.chart
        if not chart.starts:
            return
        for tick in nice_ticks(self.most):
            pen.grid(self.left, self.end, self.y(tick))
            words = count(tick)
            pen.text(self.left - 6, self.y(tick) - 3, words, 8.5, colour=SECONDARY, anchor="end")
        if chart.between:
            for run in chart.higher():
                high, low = (self._points(number, run) for number in (0, 1))
                pen.hatch([*high, *reversed(low)])
        for number in reversed(range(len(chart.lines))):
            colour, thick, dash = STYLES[chart.lines[number].style]
            points = self._points(number, range(len(chart.starts)))
            path = pen.canvas.beginPath()
            path.moveTo(*points[0])
            for point in points[1:]:
                path.lineTo(*point)
            pen.canvas.saveState()
            pen.canvas.setStrokeColor(HexColor(colour))
            pen.canvas.setLineWidth(thick)
            pen.canvas.setDash(*dash)
            pen.canvas.drawPath(path, stroke=1, fill=0)
            pen.canvas.restoreState()
        pen.line(self.left, self.low, self.end, self.low, thick=1.1)
        self._days(pen)
        self._words(pen)

    def _points(self, number: int, run: range) -> list[tuple[float, float]]:
        chart = self.chart
        values, ends = chart.lines[number].values, chart.ends
        found = []
        for at in run:
            y = self.y(values[at])
            found += [(self.x(chart.starts[at]), y), (self.x(ends[at]), y)]
        return found

    def _days(self, pen: Pen) -> None:
        apart = next(gap for gap in (1, 2, 7, 14, 28, 56, 112, 10_000)
                     if self.chart.horizon / gap <= 12)  # fmt: skip
        for day in range(0, self.chart.horizon + 1, apart):
            pen.line(self.x(day), self.low, self.x(day), self.low - 3, thick=0.6)
            pen.text(self.x(day), self.low - 13, str(day), 8.5, anchor="middle")
        pen.text((self.left + self.end) / 2, 3, "Day", 9, BOLD, anchor="middle")

    def _words(self, pen: Pen) -> None:
        lines = self.chart.lines
        sizes = [(width_of(one.words, 9, BOLD) + 22, 12.0) for one in lines]
        room, tall = self.end - self.left, self.high - self.low
        places = self.chart.label_places(room, tall, self.most, sizes)
        for one, (left, middle), (wide, _) in zip(lines, places, sizes, strict=True):
            x, y = self.left + left, self.low + middle
            colour, thick, dash = STYLES[one.style]
            pen.ground(x, y - 3, wide)
            pen.line(x, y, x + 16, y, colour, thick, dash)
            pen.text(x + 20, y - 3, one.words, 9, BOLD, colour)

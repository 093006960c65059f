"""Everyone a scenario affects over time: without a service below, covered by options above."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from planner.document.charts import PeopleOverTime
from planner.document.palette import BANDS, GREY_PALE, NAVY, ORANGE, SECONDARY, TEXT, WHITE
from planner.document.pdf.charts.dates import date_axis
from planner.document.pdf.charts.pen import (
    LABEL,
    Pen,
    Picture,
    Point,
    nice_ticks,
    spread,
    width_of,
    wrapped,
)
from planner.document.pdf.styles import BOLD, WIDTH
from planner.document.wording import count

LEFT, RIGHT_LABELS = 36.0, 142.0
TOP, BOTTOM = 30.0, 34.0
HATCHES = {"must": ORANGE, "needed": NAVY}
"""Classes whose people without a service are hatched; those of could services are pale grey."""


class PeoplePicture(Picture):
    """Draws a `PeopleOverTime` value across the page."""

    def __init__(self, chart: PeopleOverTime, height: float = 220.0) -> None:
        super().__init__(WIDTH, height)
        self.chart = chart
        self.most = max([*chart.affected, chart.scale_people, 1.0])
        self.low, self.high = BOTTOM, height - TOP
        self.end = WIDTH - RIGHT_LABELS

    def x(self, day: float) -> float:
        """Return where a day begins."""
        return LEFT + (self.end - LEFT) * day / max(self.chart.horizon, 1)

    def y(self, people: float) -> float:
        """Return the height of a number of people."""
        return self.low + (self.high - self.low) * people / self.most

    def paint(self, pen: Pen) -> None:
        """Draw the layers, everyone affected, the dates, the limit and the names."""
        chart = self.chart
        for tick in nice_ticks(self.most):
            pen.grid(LEFT, self.end, self.y(tick))
            pen.text(LEFT - 6, self.y(tick) - 3, count(tick), 8.5, colour=SECONDARY, anchor="end")
        base = [0.0] * len(chart.spans)
        for one in chart.without:
            top = [a + b for a, b in zip(base, one.values, strict=True)]
            for outline in self._outlines(base, top):
                if one.class_ in HATCHES:
                    pen.hatch(outline, HATCHES[one.class_])
                else:
                    pen.polygon(outline, GREY_PALE, TEXT)
            base = top
        for number, band in enumerate(chart.covered):
            top = [a + b for a, b in zip(base, band.values, strict=True)]
            for outline in self._outlines(base, top):
                pen.polygon(outline, BANDS[number % len(BANDS)])
            base = top
        self._everyone(pen)
        pen.line(LEFT, self.low, self.end, self.low, thick=1.1)
        date_axis(pen, chart.start, chart.horizon, LEFT, self.end, self.low)
        self._marks(pen)
        self._names(pen)

    def _outlines(self, low: Sequence[float], high: Sequence[float]) -> list[list[Point]]:
        """Return the stepped outlines of a layer, one for each unbroken run of days."""
        spans = self.chart.spans
        filled = [above - base > 1e-6 for base, above in zip(low, high, strict=True)]
        runs: list[list[Point]] = []
        for full, group in itertools.groupby(range(len(spans)), key=lambda at: filled[at]):
            if not full:
                continue
            over: list[Point] = []
            under: list[Point] = []
            for at in group:
                left, right = self.x(spans[at].start), self.x(spans[at].end)
                over += [(left, self.y(high[at])), (right, self.y(high[at]))]
                under += [(left, self.y(low[at])), (right, self.y(low[at]))]
            runs.append(over + under[::-1])
        return runs

    def _everyone(self, pen: Pen) -> None:
        affected = self.chart.affected
        before: float | None = None
        for span, value in zip(self.chart.spans, affected, strict=True):
            y = self.y(value)
            if before is not None and before != y:
                pen.line(self.x(span.start), before, self.x(span.start), y, thick=1.3)
            pen.line(self.x(span.start), y, self.x(span.end), y, thick=1.3)
            before = y

    def _marks(self, pen: Pen) -> None:
        chart = self.chart
        taken: list[tuple[float, float, int]] = []
        if chart.limit_day is not None and chart.limit_day <= chart.horizon:
            x = self.x(chart.limit_day)
            pen.line(x, self.low, x, self.height - 2, WHITE, 2.6)
            pen.line(x, self.low, x, self.height - 2, thick=1.2, dash=(3, 2))
            taken.append(self._beside(pen, x, chart.limit_text, 1))
        for call in chart.callouts:
            x = self.x(call.at)
            width = width_of(call.text, 8.5, LABEL) + 6
            left = min(x, WIDTH - width)
            for row in (0, 1):
                clear = all(
                    row != other or left > right or left + width < start
                    for start, right, other in taken
                )
                if clear:
                    pen.line(x, self.high, x, self.high + 8 + 11 * row, thick=0.8)
                    taken.append(self._beside(pen, x, call.text, row))
                    break
        if chart.safe_day is not None and chart.safe_day < chart.horizon:
            pen.diamond(self.x(chart.safe_day), self.low, 4.2, TEXT)

    def _beside(self, pen: Pen, x: float, words: str, row: int) -> tuple[float, float, int]:
        width = width_of(words, 8.5, LABEL)
        left = x + 4 if x + 4 + width <= WIDTH else x - 4 - width
        y = self.high + 6 + 11 * row
        pen.fill(left - 1, y - 2, width + 2, 10, WHITE)
        pen.text(left, y, words, 8.5, LABEL)
        return left, left + width, row

    def _names(self, pen: Pen) -> None:
        """Name each layer at the right with the most people it holds, top to bottom."""
        chart = self.chart
        layers: list[tuple[str, tuple[float, ...], str, str]] = [
            (f"Without: {one.name}", one.values, "without", one.class_) for one in chart.without
        ]
        layers += [
            (band.name, band.values, "covered", BANDS[number % len(BANDS)])
            for number, band in enumerate(chart.covered)
        ]
        rows: list[tuple[float, str, float, str, str]] = []
        base = 0.0
        for name, values, kind, look in layers:
            if max(values, default=0.0) > 0.005:
                rows.append((base + values[-1] / 2, name, max(values), kind, look))
            base += values[-1] if values else 0.0
        rows.reverse()
        x = self.end + 9
        room = WIDTH - x - 17 - width_of(count(self.most), 9, BOLD)
        for most in (3, 2, 1):
            lines = [wrapped(row[1], room, 9, LABEL, most) for row in rows]
            if sum(len(names) for names in lines) * 11.5 <= self.high - self.low:
                break
        apart = [13.0 + 10.5 * (len(names) - 1) for names in lines] if rows else []
        places = spread([self.y(row[0]) for row in rows], apart, self.low + 4, self.high - 2)
        for place, names, (_, _, value, kind, look) in zip(places, lines, rows, strict=True):
            corners = [(x, place - 3), (x + 8, place - 3), (x + 8, place + 5), (x, place + 5)]
            if kind == "covered":
                pen.fill(x, place - 3, 8, 8, look)
            elif look in HATCHES:
                pen.hatch(corners, HATCHES[look])
            else:
                pen.polygon(corners, GREY_PALE, TEXT)
            for number, words in enumerate(names):
                pen.text(x + 12, place - 3 - 10.5 * number, words, 9, LABEL)
            pen.text(WIDTH, place - 3, count(value), 9, BOLD, TEXT, "end")
        if rows:
            pen.text(WIDTH, self.high + 10, "at most", 8.5, colour=SECONDARY, anchor="end")

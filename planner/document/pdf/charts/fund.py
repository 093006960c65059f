"""A fund over the years drawn on the page: most paths as a band, the middle one, the target."""

from __future__ import annotations

import itertools
import math

from planner.document.charts import FundOverYears
from planner.document.palette import NAVY, NAVY_PALE, SECONDARY
from planner.document.pdf.charts.pen import LABEL, Pen, Picture, nice_ticks
from planner.document.pdf.styles import REGULAR, WIDTH
from planner.document.wording import percent

LEFT, RIGHT = 46.0, 92.0
TOP, BOTTOM = 24.0, 34.0
LABELS = 34.0


class FundPicture(Picture):
    """Draws a `FundOverYears` value."""

    def __init__(self, chart: FundOverYears, height: float = 178.0) -> None:
        super().__init__(WIDTH, height)
        self.chart = chart
        self.most = max([*chart.high, chart.target, 1.0]) * 1.04
        self.low, self.high = BOTTOM, height - TOP

    def y(self, amount: float) -> float:
        """Return the height of an amount in pounds."""
        return self.low + (self.high - self.low) * amount / self.most

    def paint(self, pen: Pen) -> None:
        """Draw the axis, the band and the lines with their words."""
        chart, end = self.chart, WIDTH - RIGHT
        years = len(chart.middle)
        if not years:
            return
        for tick in nice_ticks(self.most):
            pen.grid(LEFT, end, self.y(tick))
            words = f"{tick / 1000:,.0f}" if self.most >= 4000 else f"{tick / 1000:,.1f}"
            pen.text(LEFT - 6, self.y(tick) - 3, words, 8.5, colour=SECONDARY, anchor="end")
        slot = (end - LEFT) / years
        places = [LEFT + slot * (at + 0.5) for at in range(years)]
        low = [(x, self.y(amount)) for x, amount in zip(places, chart.low, strict=True)]
        high = [(x, self.y(amount)) for x, amount in zip(places, chart.high, strict=True)]
        if years == 1:
            x = places[0]
            low, high = [(x - 8, low[0][1]), (x + 8, low[0][1])], [
                (x - 8, high[0][1]), (x + 8, high[0][1])]  # fmt: skip
        pen.polygon([*high, *reversed(low)], NAVY_PALE)
        middle = [(x, self.y(amount)) for x, amount in zip(places, chart.middle, strict=True)]
        if years == 1:
            x, y = middle[0]
            middle = [(x - 8, y), (x + 8, y)]
        for before, after in itertools.pairwise(middle):
            pen.line(*before, *after, colour=NAVY, thick=1.8)
        target = self.y(chart.target)
        pen.line(LEFT, target, end, target, thick=1.5, dash=(4, 3))
        pen.text(end + 8, target - 3, chart.target_text, 9, LABEL, room=RIGHT - 8)
        pen.line(LEFT, self.low, end, self.low, thick=1.1)
        self._words(pen, places)

    def _words(self, pen: Pen, places: list[float]) -> None:
        chart = self.chart
        pen.text(0, self.height - 10, "£ thousand", 8.5, colour=SECONDARY)
        pen.fill(LEFT + 24, self.height - 11, 9, 9, NAVY_PALE)
        x = LEFT + 38 + pen.text(LEFT + 38, self.height - 10, "8 paths of 10", 8.5) + 18
        pen.line(x, self.height - 7, x + 14, self.height - 7, colour=NAVY, thick=1.8)
        pen.text(x + 19, self.height - 10, "middle case", 8.5)
        pen.text(0, self.low - 13, "Year", 8.5, REGULAR, colour=SECONDARY)
        pen.text(0, self.low - 26, "Runs out", 8.5, REGULAR, colour=SECONDARY)
        slot = places[1] - places[0] if len(places) > 1 else LABELS
        apart = max(1, math.ceil(LABELS / slot))
        for at in range(0, len(places), apart):
            x = places[at]
            pen.text(x, self.low - 13, str(at + 1), 8.5, anchor="middle")
            pen.text(x, self.low - 26, percent(chart.runs_out[at]), 8.5, anchor="middle")

"""How harm falls with spend, drawn on the page: a stepped line with the budget marked."""

from __future__ import annotations

import itertools

from planner.document.charts import HarmBySpend
from planner.document.palette import NAVY, NAVY_PALE, SECONDARY, TEAL
from planner.document.pdf.charts.pen import LABEL, Pen, Picture, nice_ticks
from planner.document.pdf.styles import WIDTH
from planner.document.wording import count, pounds

LEFT, RIGHT = 46.0, 24.0
TOP, BOTTOM = 16.0, 34.0


class SpendPicture(Picture):
    """Draws a `HarmBySpend` value."""

    def __init__(self, chart: HarmBySpend, height: float = 200.0) -> None:
        super().__init__(WIDTH, height)
        self.chart = chart
        self.most = max([1.0, *(point.left for point in chart.points)]) * 1.04
        spent = [point.spent for point in chart.points]
        self.reach = max([1.0, chart.budget, *spent]) * 1.05
        self.low, self.high = BOTTOM, height - TOP

    def x(self, spent: float) -> float:
        """Return the place of an amount in pounds."""
        return LEFT + (WIDTH - LEFT - RIGHT) * spent / self.reach

    def y(self, left: float) -> float:
        """Return the height of a number of person-days."""
        return self.low + (self.high - self.low) * left / self.most

    def paint(self, pen: Pen) -> None:
        """Draw the budget, the axes, the steps and what they reach."""
        chart, end = self.chart, WIDTH - RIGHT
        if not chart.points:
            return
        budget = self.x(chart.budget)
        pen.fill(LEFT, self.low, budget - LEFT, self.high - self.low, NAVY_PALE)
        for tick in nice_ticks(self.most):
            pen.grid(LEFT, end, self.y(tick))
            words = count(tick) if tick else "0"
            pen.text(LEFT - 6, self.y(tick) - 3, words, 8.5, colour=SECONDARY, anchor="end")
        for tick in nice_ticks(self.reach):
            words = pounds(tick) if tick else "£0"
            anchor = "middle" if self.x(tick) < end - 20 else "end"
            pen.text(self.x(tick), self.low - 13, words, 8.5, colour=SECONDARY, anchor=anchor)
        pen.text(LEFT, self.low - 27, "Spent on prevention", 8.5, colour=SECONDARY)
        pen.line(LEFT, self.low, end, self.low, thick=1.1)
        pen.line(budget, self.low, budget, self.high, colour=NAVY, thick=1.5, dash=(4, 3))
        places = [(self.x(one.spent), self.y(one.left)) for one in chart.points]
        for (x1, y1), (x2, y2) in itertools.pairwise(places):
            pen.line(x1, y1, x2, y1, colour=NAVY, thick=1.8)
            pen.line(x2, y1, x2, y2, colour=NAVY, thick=1.8)
        pen.line(*places[-1], end, places[-1][1], colour=NAVY, thick=1.8)
        for x, y in places:
            pen.fill(x - 2, y - 2, 4, 4, NAVY)
        pen.text(places[0][0] + 8, places[0][1] + 3, chart.today_text, 9, LABEL)
        side = "end" if budget > end - 90 else "start"
        pen.text(
            budget + (-6 if side == "end" else 6),
            self.high - 26,
            chart.budget_text,
            9,
            LABEL,
            anchor=side,
        )
        if chart.at:
            x, y = places[chart.at]
            pen.fill(x - 3.5, y - 3.5, 7, 7, TEAL)
            side = "end" if x > end - 130 else "start"
            at = x - 6 if side == "end" else x + 6
            if side == "start" and at < budget < at + 120:
                at = budget + 6  # the words do not cross the line of the budget
            pen.text(at, y + 9, chart.at_text, 9, LABEL, anchor=side)

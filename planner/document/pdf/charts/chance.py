"""How likely something has happened by each date, against what has to hold until then."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence

from planner.document.charts import ChanceByDate, Deadline
from planner.document.palette import NAVY, NAVY_PALE, PLUM, SECONDARY, TEXT, WHITE
from planner.document.pdf.charts.dates import date_axis
from planner.document.pdf.charts.pen import Pen, Picture, Point, width_of
from planner.document.pdf.styles import BOLD, WIDTH

LEFT, RIGHT = 36.0, 10.0
TOP, BOTTOM = 36.0, 28.0
COLOURS = {"limit": TEXT, "likely": PLUM, "late": PLUM}


class ChancePicture(Picture):
    """Draws a `ChanceByDate` value across the page."""

    def __init__(self, chart: ChanceByDate, height: float = 168.0) -> None:
        super().__init__(WIDTH, height)
        self.chart = chart
        self.low, self.high = BOTTOM, height - TOP
        self.days = max(1, (chart.last - chart.first).days) + 1

    def x(self, date: datetime.date) -> float:
        """Return where a day ends."""
        along = ((date - self.chart.first).days + 1) / self.days
        return LEFT + (WIDTH - LEFT - RIGHT) * min(1.0, max(0.0, along))

    def y(self, share: float) -> float:
        """Return the height of a share."""
        return self.low + (self.high - self.low) * share

    def paint(self, pen: Pen) -> None:
        """Draw the area under the line, the line, and the dates marked through it."""
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            if share:
                pen.grid(LEFT, WIDTH - RIGHT, self.y(share))
            pen.text(LEFT - 6, self.y(share) - 3, f"{share:.0%}", 8.5, colour=SECONDARY,
                     anchor="end")  # fmt: skip
        before, after = self._parts()
        if len(before) > 1:
            pen.polygon(self._under(before), NAVY_PALE)
        if len(after) > 1:
            pen.hatch(self._under(after))
        points = [*before, *after]
        for one, two in itertools.pairwise(points):
            pen.line(*one, *two, NAVY, 1.8)
        pen.line(LEFT, self.low, WIDTH - RIGHT, self.low, thick=1.1)
        date_axis(pen, self.chart.first, self.days, LEFT, WIDTH - RIGHT, self.low)
        self._marks(pen, self.chart.marks)

    def _parts(self) -> tuple[list[Point], list[Point]]:
        """Return the line up to where what bridges the time ends, and from there on."""
        until = self.chart.holds_until
        points = [(one.date, one.share) for one in self.chart.points]
        places = [(self.x(date), self.y(share)) for date, share in points]
        if until is None or until >= points[-1][0]:
            return places, []
        cut = (self.x(until), self.y(self.chart.share_by(until)))
        before = [p for p, (date, _) in zip(places, points, strict=True) if date <= until]
        return ([*before, cut] if before else []), [cut, *places[len(before) :]]

    def _under(self, line: Sequence[Point]) -> list[Point]:
        return [(line[0][0], self.low), *line, (line[-1][0], self.low)]

    def _marks(self, pen: Pen, marks: Sequence[Deadline]) -> None:
        """Draw each date and write its words above, in rows so that none overlap."""
        taken: list[tuple[float, float, int]] = []
        words: list[tuple[float, float, str, str]] = []
        for mark in sorted(marks, key=lambda one: one.date):
            x, colour = self.x(mark.date), COLOURS[mark.look]
            dash = (3, 2) if mark.look == "late" else ()
            width = width_of(mark.text, 8.5, BOLD)
            left = min(max(x - width / 2, 0.0), WIDTH - width)
            free = [row for row in (0, 1, 2) if _is_free(left, width, row, taken)]
            row = free[0] if free else None
            pen.line(x, self.low, x, self.high + 3 + 11 * (row or 0), colour, 1.3, dash)
            if row is not None:
                taken.append((left, left + width, row))
                words.append((left, self.high + 5 + 11 * row, mark.text, colour))
        for left, y, text, colour in words:
            pen.fill(left - 1, y - 2, width_of(text, 8.5, BOLD) + 2, 10, WHITE)
            pen.text(left, y, text, 8.5, BOLD, colour)


def _is_free(
    left: float, width: float, row: int, taken: Sequence[tuple[float, float, int]]
) -> bool:
    """Return whether words in a row meet none that stand there."""
    return all(
        row != other or left > right + 6 or left + width < start - 6
        for start, right, other in taken
    )

"""Likelihood against consequence: bubbles for what is not secure, a counted strip for the rest."""

from __future__ import annotations

import math

from reportlab.lib.colors import HexColor

from planner.document.charts import RiskPicture
from planner.document.palette import NAVY, SECONDARY, STRIPE
from planner.document.pdf.charts.pen import LABEL, Pen, Picture, fitted, room_for, width_of
from planner.document.pdf.styles import BOLD, REGULAR, WIDTH

LEFT, RIGHT = 44.0, 6.0
STRIP, FOOT, TOP = 20.0, 28.0, 8.0
LEAST_RADIUS, MOST_RADIUS = 3.0, 20.0
MOST_ACROSS = 6
Box = tuple[float, float, float, float]


class RiskDrawing(Picture):
    """Draws a `RiskPicture` value across the page, days past the limit on a log scale."""

    def __init__(self, chart: RiskPicture, height: float = 300.0) -> None:
        super().__init__(WIDTH, height)
        self.chart = chart
        most = max([risk.days_late for risk in chart.risks] or [100.0])
        least = min([risk.days_late for risk in chart.risks] or [1.0])
        self.top = math.ceil(math.log10(max(most * 1.6, 10.0)) * 2) / 2
        self.bottom = min(math.floor(math.log10(max(least, 0.1)) * 2) / 2, self.top - 1)
        self.low, self.high = FOOT + STRIP, height - TOP
        self.left = room_for([f"{10.0 ** math.floor(self.top):,.0f}"], LEFT)
        if self.top % 1:
            self.left = room_for([f"{3 * 10.0 ** math.floor(self.top):,.0f}"], self.left)
        self.wide = (WIDTH - self.left - RIGHT) / len(chart.bands)

    def y(self, days: float) -> float:
        """Return the height of a number of person-days past the limit."""
        part = (math.log10(max(days, 10**self.bottom)) - self.bottom) / (self.top - self.bottom)
        return self.low + (self.high - self.low) * part

    def paint(self, pen: Pen) -> None:
        """Draw the grid and the strip, the bubbles with the largest first, then names."""
        self._grid(pen)
        biggest = max([risk.people or 0.0 for risk in self.chart.risks] or [1.0]) or 1.0
        places = self._places()
        taken: list[Box] = []
        canvas = pen.canvas
        for risk in sorted(self.chart.risks, key=lambda one: -(one.people or 0.0)):
            radius = max(LEAST_RADIUS, MOST_RADIUS * math.sqrt((risk.people or 0.0) / biggest))
            x, y = places[risk.id], self.y(risk.days_late)
            canvas.saveState()
            canvas.setFillColor(HexColor(NAVY))
            canvas.setFillAlpha(0.18)
            canvas.setStrokeColor(HexColor(NAVY))
            canvas.setLineWidth(1.2)
            if not risk.assessed:
                canvas.setDash(3, 2)
            canvas.circle(x, y, radius, stroke=1, fill=1)
            canvas.restoreState()
            taken.append((x - radius, y - radius, x + radius, y + radius))
        self._names(pen, places, biggest, taken)

    def _grid(self, pen: Pen) -> None:
        chart, right = self.chart, WIDTH - RIGHT
        for power in range(math.floor(self.bottom), math.floor(self.top) + 1):
            for part in (1, 3):
                log = math.log10(part) + power
                if not self.bottom - 1e-9 <= log <= self.top + 1e-9:
                    continue
                value = part * 10.0**power
                pen.grid(self.left, right, self.y(value))
                words = f"{value:,.0f}" if value >= 1 else f"{value:.1f}"
                pen.text(
                    self.left - 6, self.y(value) - 3, words, 8.5, colour=SECONDARY, anchor="end"
                )
        pen.fill(self.left, FOOT + 2, right - self.left, STRIP - 4, STRIPE)
        pen.text(self.left - 6, FOOT + 7, "0", 8.5, colour=SECONDARY, anchor="end")
        for band, words in enumerate(chart.bands):
            left = self.left + self.wide * band
            for x in (left, left + self.wide):
                pen.line(x, FOOT + 2, x, self.high, "#E1E4E6", 0.6)
            middle = left + self.wide / 2
            if chart.secure[band]:
                pen.text(middle, FOOT + 7, f"{chart.secure[band]:,} secure", 8.5, LABEL,
                         anchor="middle")  # fmt: skip
            pen.text(middle, FOOT - 10, f"Band {band + 1}", 8.5, BOLD, anchor="middle")
            shown = fitted(words, self.wide - 4, 8.5)
            pen.text(middle, FOOT - 21, shown, 8.5, colour=SECONDARY, anchor="middle")
        pen.line(self.left, FOOT + STRIP, right, FOOT + STRIP, thick=1.1)

    def _places(self) -> dict[str, float]:
        """Return where each case stands across its band, side by side so that few overlap."""
        found: dict[str, float] = {}
        for band in range(1, len(self.chart.bands) + 1):
            mine = sorted(
                (one for one in self.chart.risks if one.band == band),
                key=lambda one: (-one.days_late, one.id),
            )
            across = min(len(mine), MOST_ACROSS)
            for number, risk in enumerate(mine):
                part = 0.5 if across < 2 else 0.14 + 0.72 * (number % across) / (across - 1)
                found[risk.id] = self.left + self.wide * (band - 1 + part)
        return found

    def _names(self, pen: Pen, places: dict[str, float], biggest: float, taken: list[Box]) -> None:
        """Write names beside bubbles, those with the most days first, where they meet no other."""
        for risk in sorted(self.chart.risks, key=lambda one: (-one.days_late, one.id)):
            radius = max(LEAST_RADIUS, MOST_RADIUS * math.sqrt((risk.people or 0.0) / biggest))
            x, y = places[risk.id], self.y(risk.days_late)
            words = fitted(risk.name, 150, 8.5)
            wide = width_of(words, 8.5)
            for left, base in (
                (x + radius + 3, y - 3),
                (x - radius - 3 - wide, y - 3),
                (x - wide / 2, y + radius + 3),
                (x - wide / 2, y - radius - 9),
            ):
                box = (left - 1, base - 2, left + wide + 1, base + 8)
                if self._is_free(box, taken):
                    pen.text(left, base, words, 8.5, REGULAR)
                    taken.append(box)
                    break

    def _is_free(self, box: Box, taken: list[Box]) -> bool:
        left, low, right, high = box
        if left < self.left or right > WIDTH or low < self.low or high > self.height:
            return False
        return all(
            left >= other[2] or right <= other[0] or low >= other[3] or high <= other[1]
            for other in taken
        )

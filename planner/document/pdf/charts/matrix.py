"""Cases against each other: a half square of cells, darker with more person-days, each numbered."""

from __future__ import annotations

import math

from reportlab.lib.colors import HexColor

from planner.document.charts import PairMatrix
from planner.document.palette import NAVY, SECONDARY
from planner.document.pdf.charts.pen import Pen, Picture, fitted
from planner.document.pdf.styles import BOLD, REGULAR, WIDTH
from planner.document.wording import in_thousands

CELL, HEAD, NAMES = 20.0, 16.0, 176.0
LEAST_SHADE, MOST_SHADE = 0.06, 0.42


class MatrixPicture(Picture):
    """Draws a `PairMatrix` value across the page."""

    def __init__(self, chart: PairMatrix) -> None:
        super().__init__(WIDTH, HEAD + CELL * max(1, len(chart.names)))
        self.chart = chart

    def paint(self, pen: Pen) -> None:
        """Draw a row for each case: its number and name, then what it does with each before it."""
        chart = self.chart
        if not chart.names:
            pen.text(0, self.height / 2, "No pair to show", 9.5)
            return
        wide = (WIDTH - NAMES) / len(chart.names)
        for at in range(len(chart.names)):
            x = NAMES + wide * (at + 0.5)
            pen.text(x, self.height - 11, str(at + 1), 9, BOLD, anchor="middle")
        for row, name in enumerate(chart.names):
            y = self.height - HEAD - CELL * (row + 1)
            pen.text(0, y + 6.5, str(row + 1), 9, BOLD)
            pen.text(16, y + 6.5, fitted(name, NAMES - 22, 9), 9, REGULAR)
            for column, days in enumerate(chart.cells[row]):
                if days is not None:
                    self._cell(pen, NAMES + wide * column, y, wide, days, row == column)

    def _cell(self, pen: Pen, x: float, y: float, wide: float, days: float, is_alone: bool) -> None:
        canvas = pen.canvas
        canvas.saveState()
        part = math.log1p(days) / math.log1p(max(self.chart.most, 2.0))
        canvas.setFillColor(HexColor(NAVY))
        canvas.setFillAlpha(LEAST_SHADE + (MOST_SHADE - LEAST_SHADE) * part if days >= 1 else 0.0)
        canvas.setStrokeColor(HexColor(NAVY if is_alone else SECONDARY))
        canvas.setLineWidth(1.2 if is_alone else 0.3)
        canvas.rect(x + 1, y + 1, wide - 2, CELL - 2, stroke=1, fill=1)
        canvas.restoreState()
        words = in_thousands(days) if days >= 1 else "0"
        pen.text(x + wide / 2, y + 6.5, words, 8.5, anchor="middle")

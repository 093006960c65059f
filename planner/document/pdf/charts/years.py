"""Years by loss drawn on the page: a histogram, the years without loss apart, losses marked."""

from __future__ import annotations

from planner.document.charts import LossMark, YearsByLoss
from planner.document.palette import NAVY, NAVY_PALE, NAVY_TINT, SECONDARY, TEAL, TEXT, WHITE
from planner.document.pdf.charts.pen import LABEL, Pen, Picture, nice_ticks, width_of
from planner.document.pdf.styles import REGULAR, WIDTH
from planner.document.wording import count, percent

LEFT, RIGHT = 30.0, 24.0
TOP, BOTTOM = 62.0, 30.0
NONE = 34.0
ROW = 13.0
FILLS = (NAVY_PALE, NAVY_TINT, NAVY)


class YearsPicture(Picture):
    """Draws a `YearsByLoss` value."""

    def __init__(self, chart: YearsByLoss, height: float = 214.0) -> None:
        super().__init__(WIDTH, height)
        self.chart = chart
        tall = max((one.paid + one.short + one.worst for one in chart.bars), default=0.0)
        self.most = (tall or chart.none or 1.0) * 1.08
        self.start, self.end = LEFT + NONE, WIDTH - RIGHT
        self.rows = self._rows() if chart.bars else {}
        rows = max([2, *self.rows.values()]) + 1
        self.low, self.high = BOTTOM, height - TOP - ROW * (rows - 3)

    def y(self, share: float) -> float:
        """Return the height of a share of years, 0 to 1, no higher than the axis."""
        return self.low + (self.high - self.low) * min(share / self.most, 1.0)

    def x(self, loss: float) -> float:
        """Return the place of a loss."""
        return self.start + (self.end - self.start) * min(loss / self.chart.top, 1.0)

    def paint(self, pen: Pen) -> None:
        """Draw the axis, the bars and the marks with their words."""
        if not self.chart.bars:
            return
        for tick in nice_ticks(100 * self.most):
            pen.grid(LEFT, self.end, self.y(tick / 100))
            words = f"{tick:.3g}%"
            y = self.y(tick / 100) - 3
            pen.text(LEFT - 5, y, words, 8.5, colour=SECONDARY, anchor="end")
        self._bars(pen)
        pen.line(LEFT, self.low, self.end, self.low, thick=1.1)
        self._losses(pen)
        self._key(pen)
        self._marks(pen)

    def _bars(self, pen: Pen) -> None:
        chart = self.chart
        wide = (self.end - self.start) / len(chart.bars)
        for at, bar in enumerate(chart.bars):
            low = 0.0
            for colour, share in zip(FILLS, (bar.paid, bar.short, bar.worst), strict=True):
                if share > 0:
                    foot, head = self.y(low), self.y(low + share)
                    left = self.start + wide * at
                    pen.fill(left, foot, max(0.5, wide - 0.6), max(0.4, head - foot), colour)
                    low += share
        head = self.y(chart.none)
        if chart.none > 0:
            pen.fill(LEFT + 2, self.low, NONE - 10, head - self.low, NAVY_PALE)
        if chart.none > self.most:
            left, right, y = LEFT + 1, LEFT + NONE - 7, head - 16
            pen.polygon([(left, y), (right, y + 5), (right, y + 10), (left, y + 5)], WHITE)
        middle = LEFT + 2 + (NONE - 10) / 2
        pen.text(middle, head + 3, percent(chart.none), 8.5, LABEL, anchor="middle")
        pen.text(middle, self.low - 12, "none", 8.5, colour=SECONDARY, anchor="middle")

    def _losses(self, pen: Pen) -> None:
        for loss in nice_ticks(self.chart.top, 6)[1:]:
            x = self.x(loss)
            pen.line(x, self.low, x, self.low - 3)
            words = self._amount(loss)
            pen.text(x, self.low - 12, words, 8.5, colour=SECONDARY, anchor="middle")
        last = self.chart.bars[-1]
        share = last.paid + last.short + last.worst
        if last.high is None and share > 0:
            words = f"{percent(share)} of years: more than {self._amount(last.low)}"
            pen.text(self.end, self.low - 24, words, 8.5, colour=SECONDARY, anchor="end")

    def _key(self, pen: Pen) -> None:
        x = LEFT
        for colour, name in zip(FILLS, self.chart.names, strict=True):
            if name:
                pen.fill(x, self.height - 11, 9, 9, colour)
                x += 13 + pen.text(x + 13, self.height - 10, name, 8.5) + 16

    def _rows(self) -> dict[LossMark, int]:
        """Return the row of each mark: the first in which its words meet no others."""
        ends: list[float] = []
        found: dict[LossMark, int] = {}
        for mark in sorted(self.chart.marks, key=lambda one: one.at):
            left, wide = self._words_at(mark)
            row = next((at for at, end in enumerate(ends) if end <= left), len(ends))
            ends[row:row] = [0.0] * (row == len(ends))
            ends[row] = max(self.x(mark.at), left + wide) + 5
            found[mark] = row
        return found

    def _words_at(self, mark: LossMark) -> tuple[float, float]:
        """Return where the words of a mark begin, and how wide they are."""
        x = self.x(mark.at)
        wide = width_of(f"{mark.name} ", 8.5, LABEL) + width_of(self._said(mark), 8.5, REGULAR)
        return (x + 4 if x + 4 + wide <= WIDTH else x - 4 - wide), wide

    def _said(self, mark: LossMark) -> str:
        beyond = mark.at > self.chart.top
        return f"{mark.text} \N{RIGHTWARDS ARROW}" if beyond else mark.text

    def _marks(self, pen: Pen) -> None:
        for mark, row in self.rows.items():
            self._mark(pen, mark, row)

    def _mark(self, pen: Pen, mark: LossMark, row: int) -> None:
        """Draw one mark with its words in a row above the bars."""
        x = self.x(mark.at)
        is_beyond = mark.at > self.chart.top
        text = self._said(mark)
        first = width_of(f"{mark.name} ", 8.5, LABEL)
        left, wide = self._words_at(mark)
        y = self.height - 24 - ROW * row
        colour = TEAL if mark.is_held else TEXT
        if not is_beyond:
            dash = (4.0, 3.0) if mark.is_held else ()
            pen.line(x, self.low, x, y + 8, colour, 1.4 if mark.is_held else 1.1, dash)
        pen.fill(left - 1, y - 2, wide + 2, 11, WHITE)
        pen.text(left, y, f"{mark.name} ", 8.5, LABEL)
        pen.text(left + first, y, text, 8.5)

    def _amount(self, loss: float) -> str:
        if self.chart.unit != "pounds":
            return count(loss)
        if loss >= 999_500:
            return f"£{loss / 1e6:.3g}m"
        return f"£{loss / 1e3:.3g}k" if loss >= 1000 else f"£{loss:.0f}"

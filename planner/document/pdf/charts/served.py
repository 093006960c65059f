"""People served over time: stacked steps in two panels, with the people nobody serves on top."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from planner.document.charts import Band, CallOut, ServedOverTime, Span
from planner.document.palette import BANDS, GREY_PALE, SECONDARY, TEXT, WHITE
from planner.document.pdf.charts.pen import (
    LABEL,
    Pen,
    Picture,
    nice_ticks,
    room_for,
    spread,
    width_of,
    wrapped,
)
from planner.document.pdf.styles import BOLD, WIDTH

LEFT, BEFORE, PANEL_GAP = 30.0, 24.0, 17.0
RIGHT_LABELS = 138.0
TOP, BOTTOM = 40.0, 30.0
Place = Callable[[float], float]


class ServedPicture(Picture):
    """Draws a `ServedOverTime` value across the page."""

    def __init__(self, chart: ServedOverTime, height: float = 232.0) -> None:
        super().__init__(WIDTH, height)
        self.chart = chart
        self.most = max(chart.most, 1.0)
        self.low, self.high = BOTTOM, height - TOP
        self.left = room_for([_tick(tick) for tick in nice_ticks(self.most)], LEFT)
        self.first = self.left + BEFORE
        self.end = WIDTH - RIGHT_LABELS
        two = chart.horizon > chart.break_day + 7
        self.break_day = chart.break_day if two else chart.horizon
        room = self.end - self.first
        self.left_end = self.first + (room - PANEL_GAP) * 0.48 if two else self.end
        self.right_start = self.left_end + PANEL_GAP

    def x(self, day: float) -> float:
        """Return where a day begins, in either panel."""
        if day <= self.break_day:
            return self.first + (self.left_end - self.first) * day / self.break_day
        weeks = self.chart.horizon - self.break_day
        return self.right_start + (self.end - self.right_start) * (day - self.break_day) / weeks

    def y(self, people: float) -> float:
        """Return the height of a number of people."""
        return self.low + (self.high - self.low) * people / self.most

    def paint(self, pen: Pen) -> None:
        """Draw the panels, the axis, the limit line and the labels."""
        self._grid(pen)
        pen.fill(self.left, self.low, BEFORE - 1, self.high - self.low, GREY_PALE)
        pen.canvas.saveState()
        pen.canvas.translate(self.left + BEFORE / 2 + 2.5, (self.low + self.high) / 2)
        pen.canvas.rotate(90)
        pen.text(0, 0, self.chart.before, 9, LABEL, anchor="middle")
        pen.canvas.restoreState()
        self._panel(pen, 0, self.break_day, lambda day: self.x(day))
        if self.break_day < self.chart.horizon:
            self._panel(pen, self.break_day, self.chart.horizon, self._right)
        pen.line(self.left, self.low, self.left_end, self.low, thick=1.1)
        if self.break_day < self.chart.horizon:
            pen.line(self.right_start, self.low, self.end, self.low, thick=1.1)
        self._axis(pen)
        self._limit(pen)
        self._call_outs(pen)
        self._unmet_box(pen)
        self._labels(pen)

    def _right(self, day: float) -> float:
        share = (day - self.break_day) / (self.chart.horizon - self.break_day)
        return self.right_start + (self.end - self.right_start) * share

    def _grid(self, pen: Pen) -> None:
        for tick in nice_ticks(self.most):
            y = self.y(tick)
            if tick:
                pen.grid(self.left, self.end, y)
            pen.text(self.left - 6, y - 3, _tick(tick), 8.5, colour=SECONDARY, anchor="end")

    def _panel(self, pen: Pen, first: int, last: int, x: Place) -> None:
        """Draw the bands of one panel, cut to its days."""
        chart = self.chart
        parts = [
            (at, Span(max(span.start, first), min(span.end, last) - max(span.start, first)))
            for at, span in enumerate(chart.spans)
            if span.start < last and span.end > first
        ]
        if not parts:
            return
        floor = [0.0] * len(parts)
        for number, band in enumerate(chart.bands):
            top = [base + band.values[at] for base, (at, _) in zip(floor, parts, strict=True)]
            for outline in self._outlines(parts, floor, top, x):
                pen.polygon(outline, BANDS[number % len(BANDS)])
            floor = top
        top = [base + chart.unmet.values[at] for base, (at, _) in zip(floor, parts, strict=True)]
        for outline in self._outlines(parts, floor, top, x):
            pen.hatch(outline)

    def _outlines(
        self,
        parts: Sequence[tuple[int, Span]],
        floor: Sequence[float],
        top: Sequence[float],
        x: Place,
    ) -> list[list[tuple[float, float]]]:
        """Return the stepped outlines of one band, one for each unbroken run of days."""
        runs: list[list[tuple[float, float]]] = []
        filled = [above - base > 1e-6 for base, above in zip(floor, top, strict=True)]
        for full, group in itertools.groupby(range(len(parts)), key=lambda at: filled[at]):
            if not full:
                continue
            over, under = [], []
            for at in group:
                span = parts[at][1]
                over += [(x(span.start), self.y(top[at])), (x(span.end), self.y(top[at]))]
                under += [(x(span.start), self.y(floor[at])), (x(span.end), self.y(floor[at]))]
            runs.append(over + under[::-1])
        return runs

    def _axis(self, pen: Pen) -> None:
        step = 7 if self.break_day <= 35 else 14 if self.break_day <= 70 else 28
        for day in range(0, self.break_day + 1, step):
            self._tick(pen, self.x(day), str(day))
        two = self.break_day < self.chart.horizon
        words = f"Day: the first {self.break_day // 7} weeks" if two else "Day"
        pen.text((self.first + self.left_end) / 2, 2, words, 9, LABEL, anchor="middle")
        if not two:
            return
        weeks = self.chart.horizon // 7
        step = max(1, round((weeks - self.break_day // 7) / 5))
        marks = [*range(self.break_day // 7 + step, weeks - step // 2, step), weeks]
        for week in marks:
            self._tick(pen, self._right(week * 7), str(week))
        pen.text((self.right_start + self.end) / 2, 2, "Week", 9, LABEL, anchor="middle")

    def _tick(self, pen: Pen, x: float, words: str) -> None:
        pen.line(x, self.low, x, self.low - 3, thick=0.6)
        pen.text(x, self.low - 13, words, 8.5, anchor="middle")

    def _call_outs(self, pen: Pen) -> None:
        taken: list[tuple[float, float, int]] = []
        for call in self.chart.callouts:
            self._call_out(pen, call, taken)

    def _call_out(self, pen: Pen, call: CallOut, taken: list[tuple[float, float, int]]) -> None:
        x = self._right(call.at) if call.at >= self.break_day else self.x(call.at)
        width = width_of(call.text, 8.5, LABEL)
        left = x + 3 if x + 3 + width <= WIDTH else x - 3 - width
        for row in (0, 1):
            clear = all(
                row != other or left > right + 4 or left + width < start - 4
                for start, right, other in taken
            )
            if clear:
                y = self.high + 5 + 11 * row
                pen.line(x, self.high, x, y + 7, thick=0.8)
                pen.fill(left - 1, y - 2, width + 2, 10, WHITE)
                pen.text(left, y, call.text, 8.5, LABEL)
                taken.append((left, left + width, row))
                return

    def _limit(self, pen: Pen) -> None:
        day = self.chart.limit_day
        if day is None or day > self.chart.horizon:
            return
        x = self.x(day)
        pen.line(x, self.low, x, self.height - 2, WHITE, 2.6)
        pen.line(x, self.low, x, self.height - 2, thick=1.2, dash=(3, 2))
        words = self.chart.limit_text
        fits = x + 5 + width_of(words, 9, LABEL) < WIDTH
        pen.text(x + (5 if fits else -5), self.height - 10, words, 9, LABEL,
                 anchor="start" if fits else "end")  # fmt: skip

    def _unmet_box(self, pen: Pen) -> None:
        """Name the hatching inside it, where it is large enough to hold the words."""
        chart = self.chart
        day = chart.limit_day if chart.limit_day is not None else 0
        at = next((n for n, span in enumerate(chart.spans) if span.start <= day < span.end), None)
        if at is None or chart.unmet.values[at] < 0.5:
            return
        words = f"{chart.unmet.values[at]:,.0f} on day {day}"
        width = max(width_of(words, 9), width_of("No service:", 9, BOLD)) + 9
        left = self.x(day) + 6
        covered = [
            sum(band.values[n] for band in chart.bands)
            for n, span in enumerate(chart.spans)
            if self.x(span.start) < left + width and span.end > day
        ]
        if self.y(max(covered, default=0.0)) > self.high - 36 or left + width > self.left_end:
            return
        pen.fill(left, self.high - 33, width, 28, WHITE)
        pen.canvas.setStrokeColorRGB(0, 0, 0)
        pen.canvas.setLineWidth(0.7)
        pen.canvas.rect(left, self.high - 33, width, 28, stroke=1, fill=0)
        pen.text(left + 4.5, self.high - 16, "No service:", 9, BOLD)
        pen.text(left + 4.5, self.high - 28, words, 9)

    def _labels(self, pen: Pen) -> None:
        """Write each band's name and last number beside it, top to bottom, never overlapping."""
        rows: list[tuple[float, Band, str | None]] = []
        base = 0.0
        for number, band in enumerate(self.chart.bands):
            rows.append((base + band.values[-1] / 2, band, BANDS[number % len(BANDS)]))
            base += band.values[-1]
        if max(self.chart.unmet.values, default=0.0) > 0:
            rows.append((base + self.chart.unmet.values[-1] / 2, self.chart.unmet, None))
        rows.reverse()
        x = self.end + 9
        room = WIDTH - x - 12 - width_of(f"{self.most:,.0f}", 9, BOLD) - 5
        for most in (3, 2, 1):
            lines = [wrapped(band.name, room, 9, LABEL, most) for _, band, _ in rows]
            if sum(len(names) for names in lines) * 11.5 <= self.high - self.low:
                break
        apart = [13.0 + 10.5 * (len(names) - 1) for names in lines]
        places = spread([self.y(row[0]) for row in rows], apart, self.low + 4, self.high - 2)
        for place, names, (_, band, colour) in zip(places, lines, rows, strict=True):
            if colour is None:
                pen.hatch([(x, place - 3), (x + 8, place - 3), (x + 8, place + 5), (x, place + 5)])
            else:
                pen.fill(x, place - 3, 8, 8, colour)
            value = f"{band.values[-1]:,.0f}"
            for number, words in enumerate(names):
                pen.text(x + 12, place - 3 - 10.5 * number, words, 9, LABEL)
            pen.text(WIDTH, place - 3, value, 9, BOLD, TEXT, "end")


def _tick(people: float) -> str:
    """Return the words of a tick."""
    return f"{people:,.0f}" if people == int(people) else f"{people:,.1f}"

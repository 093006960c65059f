"""Money drawn on the page: the running cost by week, and the waterfall of where it comes from."""

from __future__ import annotations

import math

from planner.document.charts import MoneyByWeek, MoneyEachWeek, Waterfall
from planner.document.palette import NAVY, NAVY_PALE, SECONDARY, TEXT
from planner.document.pdf.charts.dates import date_axis
from planner.document.pdf.charts.pen import LABEL, Pen, Picture, nice_ticks, room_for, width_of
from planner.document.pdf.styles import BOLD, REGULAR, WIDTH

LEFT, RIGHT = 36.0, 92.0
TOP, BOTTOM = 24.0, 30.0
ROW, LABELS = 17.0, 196.0


class MoneyPicture(Picture):
    """Draws a `MoneyByWeek` value: bars, the reserve line and the part that nothing pays."""

    def __init__(self, chart: MoneyByWeek, height: float = 178.0) -> None:
        super().__init__(WIDTH, height)
        self.chart = chart
        self.highest = max([*chart.running, chart.limit or 0.0, 1.0])
        self.lowest = min([*chart.running, 0.0])
        self.low, self.high = BOTTOM, height - TOP
        self.left = room_for([_tick(tick, self.highest) for tick in nice_ticks(self.highest)], LEFT)

    def y(self, amount: float) -> float:
        """Return the height of an amount in pounds."""
        share = (amount - self.lowest) / (self.highest - self.lowest)
        return self.low + (self.high - self.low) * share

    def paint(self, pen: Pen) -> None:
        """Draw the axis, the bars and the lines with their words."""
        chart, end = self.chart, WIDTH - RIGHT
        self._grid(pen, end)
        count = len(chart.running)
        slot = (end - self.left) / count
        width = max(1.0, slot - (2.5 if slot > 6 else 0.5))
        zero = self.y(0)
        for at, (amount, short) in enumerate(zip(chart.running, chart.short, strict=True)):
            x = self.left + at * slot + (slot - width) / 2
            top, paid = self.y(amount), self.y(max(0.0, amount - short))
            if amount <= 0:
                pen.fill(x, top, width, zero - top, NAVY)
                continue
            pen.fill(x, zero, width, paid - zero, NAVY)
            if short >= 0.5:
                top = max(top, paid + 2.0)
                pen.hatch([(x, paid), (x + width, paid), (x + width, top), (x, top)])
        pen.line(self.left, zero, end, zero, thick=1.1)
        for week in self._weeks(count):
            x = self.left + (week - 0.5) * slot
            pen.text(x, self.low - 13, str(week), 8.5, anchor="middle")
        pen.text((self.left + end) / 2, 2, chart.axis, 9, LABEL, anchor="middle")
        self._words(pen, slot, end)

    def _grid(self, pen: Pen, end: float) -> None:
        for tick in nice_ticks(self.highest):
            pen.grid(self.left, end, self.y(tick))
            words = _tick(tick, self.highest)
            pen.text(self.left - 6, self.y(tick) - 3, words, 8.5, colour=SECONDARY, anchor="end")

    def _weeks(self, count: int) -> list[int]:
        step = max(1, math.ceil(count / 7))
        step = 4 if 20 <= count <= 32 else step
        marks = [week for week in range(step, count, step) if count - week > step / 2]
        return [1, *[week for week in marks if week > 1], count] if count > 1 else [1]

    def _words(self, pen: Pen, slot: float, end: float) -> None:
        chart = self.chart
        taken: list[float] = []
        if chart.limit is not None:
            y = self.y(chart.limit)
            pen.line(self.left, y, end, y, thick=1.5)
            words, _, amount = chart.limit_text.rpartition(" ")
            place = min(y, self.high - 2)
            pen.text(end + 8, place - 1, words, 9, LABEL)
            pen.text(end + 8, place - 12, amount, 9, LABEL)
            taken = [place - 12, place]
        y = self.y(chart.running[-1]) - 3
        if taken and taken[0] - 14 < y < taken[1] + 10:
            y = taken[0] - 14 if taken[0] - 14 > self.low else taken[1] + 12
        pen.text(end + 8, y, chart.end_text, 9, LABEL, room=RIGHT - 8)
        said: list[tuple[float, float, float]] = []
        for call in chart.callouts:
            x = self.left + (call.at - 0.5) * slot
            foot = self.y(chart.running[call.at - 1]) + 1
            roof = chart.limit is None or self.y(chart.limit) - foot < 26
            top = self.high + 9 if roof else foot + 8
            half = width_of(call.text, 9, BOLD) / 2
            centre = min(max(x, self.left + half), WIDTH - half)
            while any(
                abs(top - at) < 11 and left < centre + half and centre - half < right
                for at, left, right in said
            ):
                top -= 12  # words that would meet others stand a line beneath them
            said.append((top, centre - half, centre + half))
            pen.line(x, foot, x, max(top, foot), thick=0.8)
            if len(said) > 1:
                pen.ground(centre - half, top + 3, 2 * half, 9)
            pen.text(centre, top + 3, call.text, 9, BOLD, anchor="middle")


class MoneyEachPicture(Picture):
    """Draws a `MoneyEachWeek` value: contract money freed below, extra money above."""

    def __init__(self, chart: MoneyEachWeek, height: float = 178.0) -> None:
        super().__init__(WIDTH, height)
        self.chart = chart
        totals = [a + b for a, b in zip(chart.freed, chart.extra, strict=True)]
        self.most = max([*totals, 1.0])
        self.low, self.high = BOTTOM + 4, height - TOP
        self.left = room_for([_tick(tick, self.most) for tick in nice_ticks(self.most)], LEFT)

    def paint(self, pen: Pen) -> None:
        """Draw one column a week over an axis of dates, and what the two parts are."""
        chart = self.chart
        scale = (self.high - self.low) / self.most
        for tick in nice_ticks(self.most):
            pen.grid(self.left, WIDTH, self.low + tick * scale)
            words = _tick(tick, self.most)
            y = self.low + tick * scale - 3
            pen.text(self.left - 6, y, words, 8.5, colour=SECONDARY, anchor="end")
        slot = (WIDTH - self.left) / max(len(chart.freed), 1)
        width = max(0.8, slot * 0.76)
        for week, (freed, extra) in enumerate(zip(chart.freed, chart.extra, strict=True)):
            x = self.left + slot * week + (slot - width) / 2
            pen.fill(x, self.low, width, freed * scale, NAVY_PALE)
            pen.fill(x, self.low + freed * scale, width, extra * scale, NAVY)
        pen.line(self.left, self.low, WIDTH, self.low, thick=1.1)
        date_axis(pen, chart.start, 7 * len(chart.freed), self.left, WIDTH, self.low)
        pen.text(0, self.height - 10, "£ thousand", 8.5, colour=SECONDARY)
        x = self.left + 40
        for colour, words in ((NAVY_PALE, "from contract money freed"), (NAVY, "extra, from "
                              "reserves")):  # fmt: skip
            pen.fill(x, self.height - 11, 9, 9, colour)
            x += 14 + pen.text(x + 14, self.height - 10, words, 8.5) + 18


class WaterfallPicture(Picture):
    """Draws a `Waterfall` value: costs to the right, what pays for them back to zero."""

    def __init__(self, chart: Waterfall) -> None:
        super().__init__(WIDTH, ROW * len(chart.steps) + 8)
        self.chart = chart

    def paint(self, pen: Pen) -> None:
        """Draw one bar a row, joined by thin lines."""
        ends: list[tuple[float, float]] = []
        at = 0.0
        for step in self.chart.steps:
            amount = abs(step.amount) if step.last else step.amount
            ends.append((0.0, amount) if step.last else (at, at + amount))
            at += step.amount
        most = max(max(pair) for pair in ends)
        least = min(0.0, *(min(pair) for pair in ends))
        room = WIDTH - LABELS - 82
        scale = room / ((most - least) or 1.0)
        zero = LABELS - least * scale
        top = self.height - 4
        pen.line(zero, 2, zero, self.height - 1, TEXT, 1.1)
        for row, (step, (one, two)) in enumerate(zip(self.chart.steps, ends, strict=True)):
            y = top - ROW * (row + 1) + 3
            left, right = zero + min(one, two) * scale, zero + max(one, two) * scale
            font = BOLD if step.last else REGULAR
            pen.text(0, y + 3, step.label, 9.5, font, room=LABELS - 8)
            pen.bar(left, y, max(1.0, right - left), ROW - 5, step.look)
            pen.text(right + 5, y + 3, step.text, 9.5, LABEL)
            if row + 1 < len(ends):
                x = zero + two * scale
                pen.line(x, y, x, y - 5, thick=0.6)


def _tick(amount: float, most: float) -> str:
    """Return the words of a tick in thousands of pounds, on an axis up to `most` pounds."""
    return f"{amount / 1000:,.0f}" if most >= 4000 else f"{amount / 1000:,.1f}"

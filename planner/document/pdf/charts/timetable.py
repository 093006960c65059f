"""The timetable of a re-commissioning drawn as a Gantt chart on a grid of months."""

from __future__ import annotations

import datetime

from reportlab.lib.colors import HexColor

from planner.document.charts import Deadline, Task, Timetable
from planner.document.palette import NAVY, PLUM, SECONDARY, STRIPE, TEAL, TEXT, WHITE
from planner.document.pdf.charts.pen import LABEL, Pen, Picture, width_of
from planner.document.pdf.styles import BOLD, REGULAR, WIDTH

ROW, HEADING = 13.6, 14.5
LEFT = 158.0
TOP, BOTTOM = 28.0, 48.0


class TimetablePicture(Picture):
    """Draws a `Timetable` value: critical tasks filled, others open, spare time dotted."""

    def __init__(self, chart: Timetable, scale: float = 1.0) -> None:
        self.row, self.heading = max(10.9, ROW * scale), max(11.4, HEADING * scale)
        rows = sum(self.heading + self.row * len(group.tasks) for group in chart.groups)
        rows += (ROW + 8) if chart.stop_gap else 0
        super().__init__(WIDTH, rows + TOP + BOTTOM)
        self.chart = chart
        self.months = _months(chart.first, chart.last)
        self.last = _next_month(self.months[-1])
        self.low, self.high = BOTTOM, self.height - TOP

    def x(self, date: datetime.date, end: bool = False) -> float:
        """Return where a day begins, or ends; dates beyond the chart stop at its edge."""
        days = (date - self.chart.first).days + (1 if end else 0)
        share = days / (self.last - self.chart.first).days
        return LEFT + (WIDTH - LEFT) * min(1.0, max(0.0, share))

    def paint(self, pen: Pen) -> None:
        """Draw months, tasks, stop-gaps, the marked dates and the key."""
        self._months(pen)
        for line in self.chart.deadlines:
            self._line(pen, line)
        y = self.high - 1
        handed: tuple[float, float] | None = None
        for group in self.chart.groups:
            y -= self.heading
            pen.text(0, y + 4, group.title, 9, BOLD, room=LEFT - 6)
            for task in group.tasks:
                y -= self.row
                if task.critical:
                    if handed is not None:
                        self._hand_over(pen, handed, self.x(task.start), y)
                    handed = (self.x(task.finish, end=True), y + 2)
                self._task(pen, task, y)
        if self.chart.stop_gap:
            self._stop_gap(pen, self.chart.stop_gap, y - ROW - 4)
        self._deadlines(pen)
        self._key(pen)

    def _months(self, pen: Pen) -> None:
        wide = (WIDTH - LEFT) / len(self.months)
        every = 1 if wide >= 17 else 3 if wide >= 6.5 else 12
        for number, month in enumerate(self.months):
            x1, x2 = self.x(month), self.x(_next_month(month))
            if number % 2 == 0:
                pen.fill(x1, self.low, x2 - x1, self.high - self.low + 13, STRIPE)
            if number == 0 or month.month == 1:
                if number:
                    pen.line(x1, self.high, x1, self.high + 26, thick=0.7)
                if number or self.months[0].month < 11 or len(self.months) < 20:
                    pen.text(x1 + 3, self.high + 17, f"{month.year}", 8.5, LABEL)
            if every == 1:
                words = f"{month:%b}"
                pen.text(
                    (x1 + x2) / 2, self.high + 4, words, 8.5, colour=SECONDARY, anchor="middle"
                )
            elif every == 3 and month.month % 3 == 1:
                pen.text(x1 + 2, self.high + 4, f"{month:%b}", 8.5, colour=SECONDARY)
        pen.line(0, self.high, WIDTH, self.high, thick=0.9)

    def _hand_over(self, pen: Pen, start: tuple[float, float], x: float, y: float) -> None:
        """Draw the thin line from one critical task to the next."""
        if x + 0.5 >= start[0] and start[1] > y + 9:
            middle = min(x, start[0])
            pen.line(middle, start[1], middle, y + 9, NAVY, 0.9)

    def _task(self, pen: Pen, task: Task, y: float) -> None:
        pen.text(6, y + 3.2, task.label, 8.5, room=LEFT - 12)
        left, right = self.x(task.start), self.x(task.finish, end=True)
        width = max(1.6, right - left)
        pen.bar(left, y + 2, width, 8, "navy" if task.critical else "outline")
        end = left + width
        if task.notice:
            pen.diamond(left, y + 6, 4.2)
        if task.critical and task.text:
            inside = width_of(task.text, 8.5, LABEL) + 14 < width
            if inside:
                pen.text((left + end) / 2, y + 3.2, task.text, 8.5, LABEL, WHITE, "middle")
            else:
                self._beside(pen, task.text, left - (7 if task.notice else 0), end, y, TEXT)
        elif task.spare_text:
            self._spare(pen, task, end, y)

    def _spare(self, pen: Pen, task: Task, end: float, y: float) -> None:
        until = self.x(task.spare_until, end=True) if task.spare_until else end
        words = width_of(task.spare_text, 8.5)
        if end + words + 5 < WIDTH:
            pen.fill(end + 2, y + 1.5, words + 5, 9, WHITE)
            pen.text(end + 4, y + 3.2, task.spare_text, 8.5, colour=SECONDARY)
            end += words + 9
        if until > end:
            pen.line(end, y + 6, until, y + 6, NAVY, 0.9, (1, 2))

    def _beside(
        self, pen: Pen, words: str, left: float, right: float, y: float, colour: str
    ) -> None:
        width = width_of(words, 8.5)
        fits = right + 5 + width < WIDTH
        x = right + 4 if fits else left - 5 - width
        pen.fill(x - 1.5, y + 1.5, width + 3, 9, WHITE)
        pen.text(x, y + 3.2, words, 8.5, colour=colour)

    def _stop_gap(self, pen: Pen, bar: Task, y: float) -> None:
        left, right = self.x(bar.start), self.x(bar.finish, end=True)
        pen.text(0, y + 3.4, bar.label, 9, BOLD, room=LEFT - 6)
        pen.fill(left, y, right - left, 12, TEAL)
        if right - left > width_of(bar.text, 8.5, LABEL) + 8:
            pen.text((left + right) / 2, y + 3.4, bar.text, 8.5, LABEL, anchor="middle")
        until = self.chart.gap_until
        if until is None:
            return
        end = self.x(until)
        if end <= right:
            return
        pen.hatch([(right, y), (end, y), (end, y + 12), (right, y + 12)])
        words = self.chart.gap_text
        if width_of(words, 8.5, BOLD) + 12 >= end - right:
            words = words.removesuffix(" without cover")
        width = width_of(words, 8.5, BOLD)
        if width + 12 < end - right:
            pen.fill((right + end - width) / 2 - 3, y + 1.2, width + 6, 9.6, WHITE)
            pen.text((right + end) / 2, y + 3.4, words, 8.5, BOLD, anchor="middle")

    def _line(self, pen: Pen, line: Deadline) -> None:
        colour = TEXT if line.look == "limit" else PLUM
        dash = (3, 2) if line.look == "late" else ()
        x = self.x(line.date)
        pen.line(x, self.low - 2, x, self.high, colour, 1.4, dash)

    def _deadlines(self, pen: Pen) -> None:
        """Write the words of the marked dates beneath the chart, in rows so that none overlap."""
        taken: list[tuple[float, float, float]] = []
        for line in sorted(self.chart.deadlines, key=lambda one: one.date):
            width = width_of(line.text, 8.5, BOLD)
            x = min(max(self.x(line.date) - width / 2, LEFT - 40), WIDTH - width)
            for y in (self.low - 11, self.low - 21, self.low - 31):
                if all(y != other or x > right + 6 or x + width < left - 6
                       for left, right, other in taken):  # fmt: skip
                    colour = TEXT if line.look == "limit" else PLUM
                    pen.text(x, y, line.text, 8.5, BOLD, colour)
                    taken.append((x, x + width, y))
                    break

    def _key(self, pen: Pen) -> None:
        pen.fill(0, 3, 20, 8, NAVY)
        pen.text(26, 4, "critical: a day lost here is a day lost at the end", 8.5)
        pen.canvas.setStrokeColor(HexColor(NAVY))
        pen.canvas.setLineWidth(1)
        pen.canvas.rect(212, 3.5, 19, 7)
        pen.text(237, 4, "has time to spare", 8.5)
        pen.line(312, 7, 330, 7, NAVY, 0.9, (1, 2))
        pen.text(335, 4, "time to spare", 8.5)
        pen.diamond(397, 7, 4.2)
        pen.text(405, 4, "notice or signature", 8.5, REGULAR)


def _next_month(day: datetime.date) -> datetime.date:
    return (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)


def _months(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """Return the first day of every month from the first date to the last."""
    months = [first.replace(day=1)]
    while _next_month(months[-1]) <= last:
        months.append(_next_month(months[-1]))
    return months

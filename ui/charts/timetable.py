"""A timetable as bars on dates: tasks by stage, the stop-gaps beneath and what is to spare."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import QRectF

from planner.document.charts import Task, Timetable
from planner.document.wording import short_date
from ui.charts.frame import date_axis
from ui.charts.pen import Pen, Spot

ROW = 22
HEAD = 50
LOOKS = {"limit": "failure", "likely": "success", "late": "caution"}


def height(chart: Timetable) -> float:
    """Return the height the tasks need, in pixels at 100 % text."""
    return ROW * _rows(chart) + HEAD + 24


def _rows(chart: Timetable) -> int:
    tasks = sum(len(group.tasks) + 1 for group in chart.groups)
    return tasks + (chart.stop_gap is not None)


def draw(pen: Pen, chart: Timetable, box: QRectF) -> tuple[Spot, ...]:
    """Draw the tasks, critical ones filled, what is to spare as a line, and the deadlines."""
    rows = _rows(chart)
    if not rows:
        return ()
    every = [task for group in chart.groups for task in group.tasks]
    wide = max([pen.width(task.label, 12) for task in every] or [0.0])
    names = min(box.width() * 0.4, wide + pen.px(22))
    inner = box.adjusted(names, pen.px(HEAD), -pen.px(16), -pen.px(22))
    days = max(1, (chart.last - chart.first).days + 1)
    row = min(pen.px(ROW), inner.height() / rows)

    def place(date: datetime.date) -> float:
        return inner.left() + inner.width() * (date - chart.first).days / days

    spots: list[Spot] = []
    top = inner.top()

    def put(task: Task, look: str) -> None:
        middle = top + row / 2
        pen.text(box.left() + pen.px(10), middle, task.label, size=12, room=names - pen.px(16))
        end = task.finish + datetime.timedelta(days=1)
        left, right = place(task.start), min(place(end), inner.right())
        if task.spare_until is not None:
            until = min(place(task.spare_until), inner.right())
            pen.line(right, middle, until, middle, "edge", pen.px(1.5), dashed=True)
        pen.fill(QRectF(left, middle - row * 0.3, max(2.0, right - left), row * 0.6), look)
        words = f"{task.label}: {short_date(task.start)} to {short_date(task.finish)}"
        said = ["critical" if task.critical else "", task.spare_text, task.notice]
        words += "".join(f"; {one}" for one in said if one)
        spots.append(Spot(QRectF(box.left(), top, box.width(), row), words))

    for group in chart.groups:
        pen.text(box.left(), top + row / 2, group.title, size=12, strong=True)
        top += row
        for task in group.tasks:
            put(task, "navy" if task.critical else "tint")
            top += row
    if chart.stop_gap is not None:
        put(chart.stop_gap, "teal")
        if chart.gap_until is not None:
            left = place(chart.stop_gap.finish + datetime.timedelta(days=1))
            gap = QRectF(left, top + row * 0.2, place(chart.gap_until) - left, row * 0.6)
            if gap.width() > 0:
                pen.fill(gap, "hatched")
            wide = pen.width(chart.gap_text) + pen.px(10)
            fits = gap.right() + wide <= box.right()
            at = gap.right() + pen.px(5) if fits else gap.right() - pen.px(5)
            side = "left" if fits else "right"
            middle = top + row / 2
            pen.text(at, middle, chart.gap_text, align=side, token="failure", halo="surface")
        top += row
    frame = QRectF(inner.left(), inner.top(), inner.width(), top - inner.top())
    _deadlines(pen, chart, box, frame, place)
    date_axis(pen, frame, chart.first, days)
    return tuple(spots)


def _deadlines(
    pen: Pen,
    chart: Timetable,
    box: QRectF,
    frame: QRectF,
    place: Callable[[datetime.date], float],
) -> None:
    for number, line in enumerate(sorted(chart.deadlines, key=lambda one: one.date)):
        x = place(line.date)
        y = box.top() + pen.px(8) + pen.px(15) * (number % 3)
        token = LOOKS[line.look]
        pen.line(x, y, x, frame.bottom(), token, pen.px(1.5), dashed=True)
        wide = pen.width(line.text, strong=True)
        at = x + pen.px(5)
        if at + wide > box.right():
            at = x - pen.px(5) - wide
        pen.text(at, y, line.text, strong=True, token=token, halo="surface")

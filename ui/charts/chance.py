"""How likely something has happened by each date, against what has to hold until then."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from planner.document.charts import ChanceByDate
from planner.document.wording import percent, short_date
from ui.charts.frame import date_axis, upright_axis
from ui.charts.pen import Pen, Spot

ROW = 15
TOKENS = {"limit": "failure", "likely": "success", "late": "success"}


def draw(pen: Pen, chart: ChanceByDate, box: QRectF) -> tuple[Spot, ...]:
    """Draw the rising line, what is covered under it, and the dates marked through it."""
    if len(chart.points) < 2:
        return ()
    rows = _rows(pen, chart, box)
    most = max((row for row, _ in rows.values()), default=0) + 1
    plot = box.adjusted(0, pen.px(ROW * most + 4), -pen.px(10), -pen.px(24))
    inner, top = upright_axis(pen, plot, 1.0, percent, 4)
    days = (chart.last - chart.first).days + 1

    def place(date: datetime.date) -> float:
        return inner.left() + inner.width() * ((date - chart.first).days + 1) / days

    def high(share: float) -> float:
        return inner.bottom() - inner.height() * share / top

    line = [QPointF(place(one.date), high(one.share)) for one in chart.points]
    before, after = line, list[QPointF]()
    until = chart.holds_until
    if until is not None and until < chart.points[-1].date:
        cut = QPointF(place(until), high(chart.share_by(until)))
        count = sum(one.date <= until for one in chart.points)
        before, after = [*line[:count], cut] if count else [], [cut, *line[count:]]
    for part, look in ((before, "tint"), (after, "hatched")):
        if len(part) > 1:
            foot = [QPointF(part[-1].x(), inner.bottom()), QPointF(part[0].x(), inner.bottom())]
            pen.area(QPolygonF([*part, *foot]), look)
    pen.run([*before, *after], "text", 2)
    date_axis(pen, inner, chart.first, days)
    _marks(pen, chart, inner, rows, place)
    ends = [inner.left(), *(point.x() for point in line)]
    return tuple(
        Spot(
            QRectF(left, inner.top(), max(1.0, right - left), inner.height()),
            f"By {short_date(one.date)}\n{percent(one.share)} of the drawn timetables",
        )
        for one, (left, right) in zip(chart.points, itertools.pairwise(ends), strict=True)
    )


def _rows(pen: Pen, chart: ChanceByDate, box: QRectF) -> dict[int, tuple[int, float]]:
    """Return the row above the box in which each mark's words stand, and their left edge.

    They stand beside their line, to the right where there is room, and none meet.
    """
    left = box.left() + pen.width(percent(1.0)) + pen.px(8)
    right = box.right() - pen.px(10)
    days = (chart.last - chart.first).days + 1
    taken: list[tuple[int, float, float]] = []
    found: dict[int, tuple[int, float]] = {}
    for number in sorted(range(len(chart.marks)), key=lambda at: chart.marks[at].date):
        mark = chart.marks[number]
        wide = pen.width(mark.text, strong=True)
        x = left + (right - left) * ((mark.date - chart.first).days + 1) / days
        start = x + pen.px(5) if x + pen.px(5) + wide <= box.right() else x - pen.px(5) - wide
        row = 0
        while any(
            row == other and start < end + pen.px(8) and first < start + wide + pen.px(8)
            for other, first, end in taken
        ):
            row += 1
        taken.append((row, start, start + wide))
        found[number] = (row, start)
    return found


def _marks(
    pen: Pen,
    chart: ChanceByDate,
    inner: QRectF,
    rows: dict[int, tuple[int, float]],
    place: Callable[[datetime.date], float],
) -> None:
    for number, mark in enumerate(chart.marks):
        x, y = place(mark.date), inner.top() - pen.px(ROW) * (rows[number][0] + 0.5)
        dashed = mark.look == "late"
        pen.line(x, y, x, inner.bottom(), TOKENS[mark.look], pen.px(1.6), dashed=dashed)
    for number, mark in enumerate(chart.marks):
        row, left = rows[number]
        y = inner.top() - pen.px(ROW) * (row + 0.5)
        pen.text(left, y, mark.text, strong=True, token=TOKENS[mark.look], halo="surface")

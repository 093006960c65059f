"""The frame of charts that run over time: a box within axes, ticks, and words over lines."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from planner.document.charts import CallOut
from ui.charts.axes import day_month, nice_ticks, up
from ui.charts.pen import Pen

Steps = Sequence[tuple[float, float]]
"""The left and right edge of each span, in pixels."""


def upright_axis(
    pen: Pen, box: QRectF, most: float, words: Callable[[float], str], wanted: int = 5
) -> tuple[QRectF, float]:
    """Draw level gridlines with their numbers; return the box left of them and the top number."""
    wanted = max(2, min(wanted, int(box.height() / pen.px(34))))
    ticks = nice_ticks(most, wanted)
    wide = max(pen.width(words(tick)) for tick in ticks) + pen.px(8)
    inner = box.adjusted(wide, 0, 0, 0)
    for tick in ticks:
        y = up(inner, tick / ticks[-1])
        pen.line(inner.left(), y, inner.right(), y, "edge" if tick == 0 else "divider")
        pen.text(inner.left() - pen.px(6), y, words(tick), align="right", token="secondary")
    return inner, ticks[-1]


def date_axis(pen: Pen, box: QRectF, start: datetime.date, days: int) -> None:
    """Write dates under a box, a whole number of weeks apart, as many as have room."""
    if days <= 0:
        return
    room = max(2, int(box.width() / (pen.width("28 Mar") + pen.px(22))))
    apart = next((gap for gap in (1, 2, 7, 14, 28, 56, 91, 182) if days / gap <= room), 365)
    for day in range(0, days, apart):
        x = box.left() + box.width() * day / days
        wide = pen.width(day_month(start + datetime.timedelta(days=day)))
        if x + wide / 2 > box.right() + pen.px(20):
            break
        pen.line(x, box.bottom(), x, box.bottom() + pen.px(4), "edge")
        date = start + datetime.timedelta(days=day)
        pen.text(x, box.bottom() + pen.px(13), day_month(date), align="centre", token="secondary")


def stepped(steps: Steps, heights: Sequence[float]) -> list[QPointF]:
    """Return the points of a stepped line: each span at its own height, in pixels."""
    points = []
    for (left, right), y in zip(steps, heights, strict=True):
        points += [QPointF(left, y), QPointF(right, y)]
    return points


def layer(steps: Steps, low: Sequence[float], high: Sequence[float]) -> QPolygonF:
    """Return the shape between two stepped lines."""
    return QPolygonF([*stepped(steps, high), *reversed(stepped(steps, low))])


def limit_line(pen: Pen, box: QRectF, x: float, words: str, y: float) -> None:
    """Draw an upright dashed red line with its words at height `y`, beside it."""
    pen.line(x, y - pen.px(6), x, box.bottom(), "failure", pen.px(1.6), dashed=True)
    wide = pen.width(words, strong=True)
    if x + wide + pen.px(8) > box.right():
        pen.text(x - pen.px(6), y, words, align="right", strong=True, token="failure")
    else:
        pen.text(x + pen.px(6), y, words, strong=True, token="failure", halo="surface")


def call_outs(
    pen: Pen,
    box: QRectF,
    callouts: Sequence[CallOut],
    place: Callable[[int], float],
    rows: float,
    reach: Callable[[float], float],
) -> None:
    """Write call-outs in rows above a box, each tied to its place by a thin line.

    `reach` says for a place in pixels how far down its line goes. `rows` is how many rows there
    are; words that would collide go to the next row, and those for which there is none are left to
    the table.
    """
    tall = pen.px(15)
    taken = [-1e9] * max(1, int(rows))
    for callout in sorted(callouts, key=lambda one: one.at):
        x = place(callout.at)
        wide = pen.width(callout.text) + pen.px(8)
        left = min(x, box.right() - wide)
        row = next((at for at, end in enumerate(taken) if end <= left), None)
        if row is None:
            continue
        taken[row] = left + wide + pen.px(8)
        y = box.top() - tall * (len(taken) - row) + tall / 2
        pen.line(x, y - tall / 2, x, reach(x), "secondary")
        pen.text(left + pen.px(5), y, callout.text, halo="surface")


def height_at(points: Sequence[QPointF], x: float) -> float:
    """Return how high a line through points runs at `x`, in pixels; its ends go on level."""
    for before, after in itertools.pairwise(points):
        if before.x() <= x <= after.x() and after.x() > before.x():
            part = (x - before.x()) / (after.x() - before.x())
            return before.y() + (after.y() - before.y()) * part
    return points[0].y() if points and x < points[0].x() else points[-1].y()


def direct_label(
    pen: Pen,
    steps: Steps,
    low: Sequence[float],
    high: Sequence[float],
    words: str,
    *,
    token: str,
    strong: bool = False,
    halo: str = "",
) -> None:
    """Write words inside a layer where it is tall and wide enough; nowhere if it never is.

    `low` and `high` are pixels, so `high` is the smaller number.
    """
    need, wide = pen.line_height() + 1, pen.width(words, strong=strong) + pen.px(10)
    best: tuple[float, float, float] | None = None
    for first in range(len(steps)):
        top, bottom = high[first], low[first]
        for last in range(first, len(steps)):
            top, bottom = max(top, high[last]), min(bottom, low[last])
            if bottom - top < need:
                break
            room = steps[last][1] - steps[first][0]
            if room >= wide:
                score = min(bottom - top, need * 2.5) * 4 + min(room, wide * 3) / 10
                if best is None or score > best[0]:
                    middle = (steps[first][0] + steps[last][1]) / 2
                    best = (score, middle, (top + bottom) / 2)
    if best is not None:
        pen.text(best[1], best[2], words, align="centre", token=token, strong=strong, halo=halo)

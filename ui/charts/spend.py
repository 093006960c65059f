"""How harm falls with spend: a stepped line, with the budget and what it reaches marked."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QPointF, QRectF

from planner.document.charts import HarmBySpend
from planner.document.wording import count, pounds
from ui.charts.axes import nice_ticks, short_pounds, up
from ui.charts.frame import upright_axis
from ui.charts.pen import Pen, Spot

WORDS = "Spent on prevention"
DOT = 3.0


def draw(pen: Pen, chart: HarmBySpend, box: QRectF) -> tuple[Spot, ...]:
    """Draw the steps, the budget as an upright line with its tint, and a dot for each action."""
    if not chart.points:
        return ()
    plot = box.adjusted(0, pen.px(10), -pen.px(16), -pen.px(38))
    most = max(1.0, max(point.left for point in chart.points))
    inner, top = upright_axis(pen, plot, most, lambda number: count(number) if number else "0", 4)
    furthest = max([1.0, chart.budget, *(point.spent for point in chart.points)]) * 1.04
    across = nice_ticks(furthest, max(2, min(4, int(inner.width() / pen.px(76)))))
    reach = max(across[-1], furthest)

    def x_of(spent: float) -> float:
        return inner.left() + inner.width() * spent / reach

    budget = x_of(chart.budget)
    pen.fill(QRectF(inner.left(), inner.top(), budget - inner.left(), inner.height()), "tint")
    pen.line(budget, inner.top(), budget, inner.bottom(), "accent", pen.px(1.6))
    for tick in across:
        x = x_of(tick)
        pen.line(x, inner.bottom(), x, inner.bottom() + pen.px(4), "edge")
        pen.text(x, inner.bottom() + pen.px(13), short_pounds(tick) if tick else "£0",
                 align="centre", token="secondary")  # fmt: skip
    pen.text(inner.left(), inner.bottom() + pen.px(29), WORDS, token="secondary")
    places = [QPointF(x_of(p.spent), up(inner, p.left / top)) for p in chart.points]
    line = [places[0]]
    for before, after in itertools.pairwise(places):
        line += [QPointF(after.x(), before.y()), after]
    line.append(QPointF(inner.right(), places[-1].y()))
    pen.run(line, "must", 2)
    for place in places:
        side = pen.px(2 * DOT)
        pen.fill(QRectF(place.x() - side / 2, place.y() - side / 2, side, side), "navy")
    _words(pen, chart, inner, places, budget)
    wide = pen.px(12)
    return tuple(
        Spot(
            QRectF(place.x() - wide / 2, place.y() - wide / 2, wide, wide),
            f"{point.name}\n{pounds(point.spent)} spent so far\n"
            f"{count(point.left)} must person-days left",
        )
        for place, point in zip(places, chart.points, strict=True)
    )


def _words(
    pen: Pen, chart: HarmBySpend, inner: QRectF, places: list[QPointF], budget: float
) -> None:
    """Write what stands at the start, at the budget and at what the budget reaches."""
    start, reached = places[0], places[chart.at]
    room = inner.right() - start.x() - pen.px(10)
    pen.text(start.x() + pen.px(8), start.y() - pen.px(1), chart.today_text, strong=True,
             room=room, halo="surface")  # fmt: skip
    wide = pen.width(chart.budget_text, strong=True) + pen.px(10)
    left = budget + wide > inner.right()
    pen.text(budget + (-pen.px(6) if left else pen.px(6)), inner.top() + pen.px(22),
             chart.budget_text, align="right" if left else "left", strong=True, token="accent",
             halo="surface")  # fmt: skip
    if not chart.at:
        return
    side = pen.px(11)
    pen.fill(QRectF(reached.x() - side / 2, reached.y() - side / 2, side, side), "teal")
    wide = pen.width(chart.at_text, strong=True) + pen.px(10)
    y = reached.y() - pen.px(14)
    if reached.x() + wide > inner.right():
        pen.text(min(reached.x() + pen.px(40), inner.right()), y, chart.at_text, align="right",
                 strong=True, halo="surface")  # fmt: skip
    else:
        pen.text(reached.x() + pen.px(6), y, chart.at_text, strong=True, halo="surface")

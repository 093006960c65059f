"""Everyone a scenario affects over time: without a service below, covered by options above."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from planner.document.charts import PeopleOverTime
from planner.document.wording import count, people, short_date
from ui.charts.axes import up
from ui.charts.frame import (
    Steps,
    call_outs,
    date_axis,
    direct_label,
    height_at,
    layer,
    limit_line,
    stepped,
    upright_axis,
)
from ui.charts.pen import Pen, Spot

ROW = 15
LABELS = {"must": "must_on", "needed": "needed_on", "could": "could"}


def draw(pen: Pen, chart: PeopleOverTime, box: QRectF) -> tuple[Spot, ...]:
    """Draw the layers, the line of everyone affected, the limit and the failures."""
    if not chart.spans:
        return ()
    rows = 2 if chart.callouts else 1
    plot = box.adjusted(0, pen.px(ROW * rows + 2), -pen.px(10), -pen.px(24))
    affected = chart.affected
    inner, top = upright_axis(pen, plot, max([*affected, chart.scale_people]) * 1.04, count)
    days = chart.horizon
    steps = [
        (
            inner.left() + inner.width() * span.start / days,
            inner.left() + inner.width() * span.end / days,
        )
        for span in chart.spans
    ]
    low = [0.0] * len(steps)
    labels = []
    for one in chart.without:
        high = [a + b for a, b in zip(low, one.values, strict=True)]
        ys = [up(inner, v / top) for v in low], [up(inner, v / top) for v in high]
        pen.area(layer(steps, *ys), one.class_)
        if one.class_ == "could" and max(one.values, default=0) > 0:
            pen.run(stepped(steps, ys[1]), "could", 1)
        ground = "surface" if one.class_ == "could" else "needed" if one.class_ == "needed" else ""
        labels.append((ys, one.name, LABELS[one.class_], ground))
        low = high
    for number, band in enumerate(chart.covered):
        high = [a + b for a, b in zip(low, band.values, strict=True)]
        ys = [up(inner, v / top) for v in low], [up(inner, v / top) for v in high]
        edge = "text" if pen.theme.name == "high_contrast" else "surface"
        pen.area(layer(steps, *ys), f"band{number}", edge)
        words = f"{band.name}, {count(max(band.values))}"
        labels.append((ys, words, "band_text", ""))
        low = high
    line = [up(inner, value / top) for value in affected]
    pen.run(stepped(steps, line), "text", 1.8)
    for (low_y, high_y), words, token, ground in labels:
        direct_label(
            pen,
            steps,
            low_y,
            high_y,
            words,
            token=token,
            strong=token != "band_text",
            halo=ground,
        )
    date_axis(pen, inner, chart.start, days)
    _marks(pen, chart, inner, steps, line, rows)
    return tuple(
        Spot(
            QRectF(left, inner.top(), right - left, inner.height()),
            _words(chart, at),
            str(chart.spans[at].start),
        )
        for at, (left, right) in enumerate(steps)
    )


def _marks(
    pen: Pen, chart: PeopleOverTime, inner: QRectF, steps: Steps, line: list[float], rows: int
) -> None:
    def place(day: int) -> float:
        return inner.left() + inner.width() * day / chart.horizon

    points = stepped(steps, line)
    above = inner.adjusted(0, -pen.px(ROW), 0, 0)
    call_outs(pen, above, chart.callouts, place, rows - 1, lambda x: height_at(points, x - 1))
    if chart.limit_day is not None and chart.limit_day <= chart.horizon:
        y = inner.top() - pen.px(ROW) / 2
        limit_line(pen, inner, place(chart.limit_day), chart.limit_text, y)
    worst = max(chart.affected, default=0.0)
    if worst > 0:
        words = f"{people(worst)} affected"
        at = max(range(len(line)), key=lambda number: (chart.affected[number], number))
        wide = pen.width(words, strong=True)
        x = min(place(chart.spans[at].end), inner.right()) - wide - pen.px(6)
        y = line[at] - pen.px(8)
        if chart.limit_day is not None:
            x = max(x, inner.left() + pen.px(4))
        pen.text(x, y, words, strong=True, halo="surface")
    if chart.safe_day is not None and chart.safe_day < chart.horizon:
        x, y, side = place(chart.safe_day), inner.bottom(), pen.px(5)
        mark = QPolygonF(
            [QPointF(x, y), QPointF(x - side, y + 2 * side), QPointF(x + side, y + 2 * side)]
        )
        pen.area(mark, "success")


def _words(chart: PeopleOverTime, at: int) -> str:
    span = chart.spans[at]
    date = short_date(chart.date_of(span.start))
    lines = [date if span.days == 1 else f"Week from {date}"]
    for one in chart.without:
        if one.values[at] > 0.005:
            lines.append(f"{count(one.values[at])} without a {one.class_} service")
    shown = sorted(chart.covered, key=lambda band: -band.values[at])
    lines += [f"{count(b.values[at])} covered: {b.name}" for b in shown[:6] if b.values[at] > 0.005]
    if len(lines) == 1:
        lines.append("Nobody affected")
    else:
        lines.append(f"{count(chart.affected[at])} affected in all")
    return "\n".join(lines)

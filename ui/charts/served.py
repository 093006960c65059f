"""People served by each option and people without, for one service: daily, then weekly."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from planner.document.charts import ServedOverTime, Span
from planner.document.wording import count
from ui.charts.axes import up
from ui.charts.frame import (
    call_outs,
    direct_label,
    height_at,
    layer,
    limit_line,
    stepped,
    upright_axis,
)
from ui.charts.pen import Pen, Spot

ROW = 15
FIRST_PART = 0.5


def draw(pen: Pen, chart: ServedOverTime, box: QRectF) -> tuple[Spot, ...]:
    """Draw unmet people hatched at the bottom, options above, and the break in the scale."""
    if not chart.spans:
        return ()
    plot = box.adjusted(0, pen.px(2 * ROW + 2), -pen.px(12), -pen.px(24))
    inner, top = upright_axis(pen, plot, chart.most * 1.04, count)
    breaks = chart.break_day if chart.horizon > chart.break_day else chart.horizon

    def place(day: int) -> float:
        if day <= breaks:
            part = FIRST_PART if breaks < chart.horizon else 1.0
            return inner.left() + inner.width() * part * day / max(1, breaks)
        rest = (day - breaks) / (chart.horizon - breaks)
        return inner.left() + inner.width() * (FIRST_PART + (1 - FIRST_PART) * rest)

    steps = [(place(span.start), place(span.end)) for span in chart.spans]
    low = [0.0] * len(steps)
    for number, band in enumerate((chart.unmet, *chart.bands)):
        high = [a + b for a, b in zip(low, band.values, strict=True)]
        low_y, high_y = [up(inner, v / top) for v in low], [up(inner, v / top) for v in high]
        look = "hatched" if number == 0 else f"band{number - 1}"
        edge = "text" if pen.theme.name == "high_contrast" else "surface"
        pen.area(layer(steps, low_y, high_y), look, edge if number else "")
        direct_label(
            pen,
            steps,
            low_y,
            high_y,
            band.name if number == 0 else f"{band.name}, {count(max(band.values))}",
            token="failure" if number == 0 else "band_text",
            strong=number == 0,
            halo="surface" if number == 0 else "",
        )
        low = high
    points = stepped(steps, [up(inner, value / top) for value in low])
    pen.run(points, "text", 1.8)
    if breaks < chart.horizon:
        pen.line(place(breaks), inner.top(), place(breaks), inner.bottom(), "edge", dashed=True)
    _days(pen, chart, inner, [place(day) for day in range(chart.horizon + 1)], breaks)
    above = inner.adjusted(0, -pen.px(ROW), 0, 0)
    call_outs(pen, above, chart.callouts, place, 1, lambda x: height_at(points, x))
    if chart.limit_day is not None and chart.limit_day <= chart.horizon:
        y = inner.top() - pen.px(ROW) / 2
        limit_line(pen, inner, place(chart.limit_day), chart.limit_text, y)
    return tuple(
        Spot(QRectF(left, inner.top(), right - left, inner.height()), _words(chart, at, span))
        for at, (span, (left, right)) in enumerate(zip(chart.spans, steps, strict=True))
    )


def _days(pen: Pen, chart: ServedOverTime, inner: QRectF, places: list[float], breaks: int) -> None:
    last = -1e9
    for day in sorted({*range(0, breaks, 7), *range(breaks, chart.horizon, 28)}):
        words = f"day {day}"
        if places[day] - last < pen.width(words) + pen.px(14):
            continue
        last = places[day]
        pen.line(last, inner.bottom(), last, inner.bottom() + pen.px(4), "edge")
        y = inner.bottom() + pen.px(13)
        pen.text(last, y, words, align="centre", token="secondary")


def _words(chart: ServedOverTime, at: int, span: Span) -> str:
    when = f"Day {span.start}" if span.days == 1 else f"Days {span.start} to {span.end - 1}"
    lines = [when, f"{count(chart.unmet.values[at])} without the service"]
    bands = sorted(chart.bands, key=lambda band: -band.values[at])
    lines += [f"{count(b.values[at])}: {b.name}" for b in bands[:6] if b.values[at] > 0.005]
    return "\n".join(lines)

"""Years by loss: a histogram with the years that lose nothing apart, and losses marked in it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from planner.document.charts import YearsBar, YearsByLoss
from planner.document.wording import count, percent, pounds
from ui.charts.axes import nice_ticks, short_pounds, up
from ui.charts.frame import upright_axis
from ui.charts.pen import Pen, Spot

ROW = 16
LOOKS = ("tint", "accent", "must")
ROOM_ABOVE = 1.12
"""How far the axis reaches above the tallest bar but that of the years without loss."""


def draw(pen: Pen, chart: YearsByLoss, box: QRectF) -> tuple[Spot, ...]:
    """Draw the bars, the broken bar of years without loss, and the marks with their words."""
    if not chart.bars:
        return ()
    _key(pen, chart, box)
    tall = max((bar.paid + bar.short + bar.worst for bar in chart.bars), default=0.0)
    usual = tall * ROOM_ABOVE or chart.none or 1.0
    plot = box.adjusted(0, pen.px(3 * ROW + 10), -pen.px(20), -pen.px(22))
    if plot.height() < pen.px(ROW):
        return ()
    inner, top = upright_axis(pen, plot, 100 * usual, lambda share: f"{share:.3g}", 4)
    apart = max(pen.px(26), pen.width("none")) + pen.px(8)
    field = inner.adjusted(apart, 0, 0, 0)
    wide = field.width() / len(chart.bars)
    spots = [_none(pen, chart, inner, apart, top)]
    for at, bar in enumerate(chart.bars):
        left = field.left() + wide * at
        low = 0.0
        for look, share in zip(LOOKS, (bar.paid, bar.short, bar.worst), strict=True):
            if share <= 0:
                continue
            foot, head = up(inner, 100 * low / top), up(inner, 100 * (low + share) / top)
            gap = min(1.0, wide * 0.12)
            pen.fill(QRectF(left, head, max(1.0, wide - gap), max(0.6, foot - head)), look)
            low += share
        spots.append(Spot(QRectF(left, inner.top(), wide, inner.height()), _words(chart, bar)))
    _losses(pen, chart, field)
    _marks(pen, chart, field, box.top() + pen.px(ROW + 4))
    return tuple(spots)


def _key(pen: Pen, chart: YearsByLoss, box: QRectF) -> None:
    x, y, side = box.left(), box.top() + pen.px(ROW) / 2, pen.px(9)
    for look, name in zip(LOOKS, chart.names, strict=True):
        if name:
            pen.fill(QRectF(x, y - side / 2, side, side), look)
            pen.text(x + side + pen.px(5), y, name, token="secondary")
            x += side + pen.px(19) + pen.width(name)


def _none(pen: Pen, chart: YearsByLoss, inner: QRectF, apart: float, top: float) -> Spot:
    """Draw the years without loss at the left, broken where they reach above the axis."""
    left, wide = inner.left() + pen.px(3), apart - pen.px(12)
    share = 100 * chart.none
    is_broken = share > top
    head = inner.top() + pen.px(10) if is_broken else up(inner, share / top)
    words = percent(chart.none)
    if chart.none > 0:
        pen.fill(QRectF(left, head, wide, max(0.6, inner.bottom() - head)), LOOKS[0])
    if is_broken:
        y, slant, thick = head + pen.px(16), pen.px(5), pen.px(5)
        cut = [
            QPointF(left - 1, y + slant),
            QPointF(left + wide + 1, y),
            QPointF(left + wide + 1, y + thick),
            QPointF(left - 1, y + slant + thick),
        ]
        pen.painter.setBrush(pen.colour("surface"))
        pen.painter.setPen(pen.colour("surface"))
        pen.painter.drawPolygon(QPolygonF(cut))
    middle = left + wide / 2
    pen.text(middle, head - pen.px(8), words, align="centre", strong=True)
    foot = inner.bottom() + pen.px(13)
    pen.text(middle, foot, "none", align="centre", token="secondary")
    around = QRectF(left, inner.top(), wide, inner.height())
    return Spot(around, f"No loss at all\n{words} of years")


def _losses(pen: Pen, chart: YearsByLoss, field: QRectF) -> None:
    """Write round losses beneath, and that the last bar holds all above it."""
    top = chart.top
    wanted = max(2, int(field.width() / (pen.width("£000.0m") + pen.px(34))))
    y = field.bottom() + pen.px(13)
    last = field.left() - pen.px(2)
    for loss in nice_ticks(top, wanted)[1:]:
        x = field.left() + field.width() * loss / top
        words = _amount(chart, loss)
        half = pen.width(words) / 2
        if x + half > field.right() + pen.px(20) or x - half < last:
            continue
        last = x + half + pen.px(8)
        pen.line(x, field.bottom(), x, field.bottom() + pen.px(4), "edge")
        pen.text(x, y, words, align="centre", token="secondary")
    more = chart.bars[-1]
    if more.high is None and more.paid + more.short + more.worst > 0:
        share = more.paid + more.short + more.worst
        words = f"{percent(share)} more than {_amount(chart, more.low)}"
        if field.width() > 3 * pen.width(words):
            at = field.top() + pen.px(10)
            pen.text(field.right(), at, words, align="right", token="secondary", halo="surface")


def _marks(pen: Pen, chart: YearsByLoss, field: QRectF, y: float) -> None:
    """Draw each mark as an upright line, its words in the first row where they meet no other."""
    ends = [-1e9, -1e9, -1e9]
    for mark in sorted(chart.marks, key=lambda one: one.at):
        is_beyond = mark.at > chart.top
        x = field.right() if is_beyond else field.left() + field.width() * mark.at / chart.top
        token = "success" if mark.is_held else "text"
        arrow = " \N{RIGHTWARDS ARROW}" if is_beyond else ""
        name, text = f"{mark.name} ", f"{mark.text}{arrow}"
        wide = pen.width(name, strong=True) + pen.width(text) + pen.px(6)
        to_left = x + wide > field.right() + pen.px(20)
        left = x - wide if to_left else x + pen.px(6)
        row = next((at for at, end in enumerate(ends) if end <= left), len(ends) - 1)
        ends[row] = max(left + wide, x) + pen.px(6)
        middle = y + pen.px(ROW) * row + pen.px(ROW) / 2
        head = middle - pen.px(ROW) / 2
        thick = pen.px(1.6 if mark.is_held else 1.3)
        if not is_beyond:
            pen.line(x, head, x, field.bottom(), token, thick, dashed=mark.is_held)
        pen.text(left, middle, name, strong=True, token=token, halo="surface")
        at = left + pen.width(name, strong=True)
        pen.text(at, middle, text, token=token if mark.is_held else "text", halo="surface")


def _amount(chart: YearsByLoss, loss: float) -> str:
    return short_pounds(loss) if chart.unit == "pounds" else count(loss)


def _words(chart: YearsByLoss, bar: YearsBar) -> str:
    said = pounds if chart.unit == "pounds" else count
    unit = "" if chart.unit == "pounds" else " person-days"
    if bar.high is None:
        lines = [f"More than {said(bar.low)}{unit}"]
    else:
        lines = [f"{said(bar.low)} to {said(bar.high)}{unit}"]
    for name, share in zip(chart.names, (bar.paid, bar.short, bar.worst), strict=True):
        if name and share > 0:
            lines.append(f"{share:.1%} of years: {name}")
    return "\n".join(lines if len(lines) > 1 else [*lines, "no drawn year"])

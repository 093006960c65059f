"""Money by week: what each week costs, and what has been used so far against what is held."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from planner.document.charts import MoneyByWeek, MoneyEachWeek
from planner.document.wording import pounds, short_date
from ui.charts.axes import short_pounds, up
from ui.charts.frame import call_outs, date_axis, height_at, upright_axis
from ui.charts.pen import Pen, Spot

ROW = 16


def draw_each(pen: Pen, chart: MoneyEachWeek, box: QRectF) -> tuple[Spot, ...]:
    """Draw one column a week: contract money freed below, extra money above."""
    weeks = len(chart.freed)
    if not weeks:
        return ()
    _key(pen, box)
    plot = box.adjusted(0, pen.px(ROW + 4), -pen.px(8), -pen.px(22))
    totals = [a + b for a, b in zip(chart.freed, chart.extra, strict=True)]
    inner, top = upright_axis(pen, plot, max(totals), short_pounds, 3)
    wide = inner.width() / weeks
    spots = []
    for week, (freed, extra) in enumerate(zip(chart.freed, chart.extra, strict=True)):
        left = inner.left() + wide * week
        column = QRectF(left + wide * 0.12, 0, wide * 0.76, 0)
        middle, high = up(inner, freed / top), up(inner, (freed + extra) / top)
        column.setTop(middle)
        column.setBottom(inner.bottom())
        if freed > 0:
            pen.fill(column, "tint")
        column.setTop(high)
        column.setBottom(middle)
        if extra > 0:
            pen.fill(column, "accent")
        words = (
            f"Week from {short_date(chart.date_of(week))}\n{pounds(freed)} from contract money "
            f"freed\n{pounds(extra)} extra, from reserves"
        )
        spots.append(Spot(QRectF(left, inner.top(), wide, inner.height()), words))
    date_axis(pen, inner, chart.start, weeks * 7)
    return tuple(spots)


def _key(pen: Pen, box: QRectF) -> None:
    """Write what the two parts of a column are: they are too thin for words of their own."""
    x, y, side = box.left(), box.top() + pen.px(ROW) / 2, pen.px(9)
    for look, words in (("tint", "from contract money freed"), ("accent", "extra, from reserves")):
        pen.fill(QRectF(x, y - side / 2, side, side), look)
        pen.text(x + side + pen.px(5), y, words, token="secondary")
        x += side + pen.px(17) + pen.width(words)


def draw_so_far(pen: Pen, chart: MoneyByWeek, box: QRectF) -> tuple[Spot, ...]:
    """Draw the running cost as a line, what nothing pays hatched, and the money there is."""
    weeks = len(chart.running)
    if not weeks:
        return ()
    plot = box.adjusted(0, pen.px(ROW * 2), -pen.px(8), -pen.px(22))
    most = max([*chart.running, chart.limit or 0.0])
    inner, top = upright_axis(pen, plot, most * 1.05, short_pounds, 4)

    def place(week: int) -> float:
        return inner.left() + inner.width() * week / weeks

    points = [QPointF(inner.left(), inner.bottom())]
    points += [
        QPointF(place(week), up(inner, max(0.0, amount) / top))
        for week, amount in enumerate(chart.running, start=1)
    ]
    if any(short > 0.5 for short in chart.short):
        under = [
            QPointF(place(week), up(inner, max(0.0, amount - short) / top))
            for week, (amount, short) in enumerate(
                zip(chart.running, chart.short, strict=True), start=1
            )
        ]
        pen.area(QPolygonF([*points, *reversed(under)]), "hatched")
    pen.run(points, "text", 2)
    if chart.limit is not None:
        y = up(inner, chart.limit / top)
        holds = max(chart.running) <= chart.limit + 0.5
        token = "success" if holds else "failure"
        pen.line(inner.left(), y, inner.right(), y, token, pen.px(1.6), dashed=True)
        y -= pen.px(8)
        pen.text(inner.left() + pen.px(4), y, chart.limit_text, strong=True, token=token)
    left = inner.right() - pen.width(chart.end_text, strong=True)
    over = [point.y() for point in points if point.x() >= left] + [height_at(points, left)]
    end = max(over) + pen.px(11)
    if end > inner.bottom() - pen.px(8):
        end = min(over) - pen.px(11)
    pen.text(inner.right(), end, chart.end_text, align="right", strong=True)
    call_outs(pen, inner, chart.callouts, place, 1, lambda x: height_at(points, x))
    _weeks(pen, inner, weeks, chart.axis)
    return tuple(
        Spot(
            QRectF(place(week - 1), inner.top(), inner.width() / weeks, inner.height()),
            f"{chart.axis} {week}\n{pounds(amount)} so far"
            + (f"\n{pounds(short)} that nothing pays" if short > 0.5 else ""),
        )
        for week, (amount, short) in enumerate(
            zip(chart.running, chart.short, strict=True), start=1
        )
    )


def _weeks(pen: Pen, inner: QRectF, weeks: int, axis: str) -> None:
    apart = next(
        gap
        for gap in (1, 2, 4, 8, 13, 26, 52, 520)
        if weeks / gap * pen.px(52) < inner.width() or gap == 520
    )
    for week in range(apart, weeks + 1, apart):
        x = inner.left() + inner.width() * week / weeks
        words = f"{axis.split()[0].lower()} {week}" if week == apart else f"{week}"
        pen.line(x, inner.bottom(), x, inner.bottom() + pen.px(4), "edge")
        pen.text(x, inner.bottom() + pen.px(12), words, align="centre", token="secondary")

"""A fund over the years: where it lies in most paths, the middle one, and how often it runs out."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from planner.document.charts import FundOverYears
from planner.document.wording import percent, pounds
from ui.charts.axes import short_pounds, up
from ui.charts.frame import upright_axis
from ui.charts.pen import Pen, Spot

ROW = 16
RUNS_OUT = "Runs out"


def draw(pen: Pen, chart: FundOverYears, box: QRectF) -> tuple[Spot, ...]:
    """Draw the band between low and high, the middle as a line, and the target dashed."""
    years = len(chart.middle)
    if not years:
        return ()
    _key(pen, box)
    plot = box.adjusted(0, pen.px(ROW + 8), -pen.px(8), -pen.px(2 * ROW + 6))
    most = max([*chart.high, chart.target, 1.0]) * 1.05
    inner, top = upright_axis(pen, plot, most, short_pounds, 4)
    inner = inner.adjusted(max(0.0, pen.width(RUNS_OUT) + pen.px(10) - inner.left() + box.left()),
                           0, 0, 0)  # fmt: skip
    wide = inner.width() / years

    def points(amounts: tuple[float, ...]) -> list[QPointF]:
        return [
            QPointF(inner.left() + wide * (at + 0.5), up(inner, amount / top))
            for at, amount in enumerate(amounts)
        ]

    low, middle, high = (points(one) for one in (chart.low, chart.middle, chart.high))
    if years == 1:
        for line in (low, middle, high):
            y = line[0].y()
            line[:] = [QPointF(inner.left() + wide * part, y) for part in (0.3, 0.7)]
    pen.area(QPolygonF([*high, *reversed(low)]), "tint")
    pen.run(middle, "must", 2)
    y = up(inner, chart.target / top)
    pen.line(inner.left(), y, inner.right(), y, "success", pen.px(1.6), dashed=True)
    pen.text(inner.left() + pen.px(4), y - pen.px(9), chart.target_text, strong=True,
             token="success", halo="surface")  # fmt: skip
    _years(pen, chart, box, inner)
    return tuple(
        Spot(
            QRectF(inner.left() + wide * at, inner.top(), wide, inner.height()),
            f"End of year {at + 1}\n{pounds(chart.middle[at])} in the middle case\n"
            f"{pounds(chart.low[at])} to {pounds(chart.high[at])} in 8 of 10\n"
            f"Runs out in {percent(chart.runs_out[at])}",
        )
        for at in range(years)
    )


def _key(pen: Pen, box: QRectF) -> None:
    x, y, side = box.left(), box.top() + pen.px(ROW) / 2, pen.px(9)
    pen.fill(QRectF(x, y - side / 2, side, side), "tint")
    words = "8 paths of 10"
    pen.text(x + side + pen.px(5), y, words, token="secondary")
    x += side + pen.px(17) + pen.width(words)
    pen.run([QPointF(x, y), QPointF(x + pen.px(14), y)], "must", 2)
    pen.text(x + pen.px(19), y, "middle case", token="secondary")


def _years(pen: Pen, chart: FundOverYears, box: QRectF, inner: QRectF) -> None:
    """Write the years beneath, and under each how often the fund runs out in it."""
    years = len(chart.middle)
    wide = inner.width() / years
    room = pen.width("under 1%") + pen.px(8)
    apart = next((gap for gap in (1, 2, 5, 10, 25) if wide * gap >= room), max(1, years))
    first, second = inner.bottom() + pen.px(12), inner.bottom() + pen.px(12 + ROW)
    pen.text(box.left(), first, "Year", token="secondary")
    pen.text(box.left(), second, RUNS_OUT, token="secondary")
    for at in range(0, years, apart):
        x = inner.left() + wide * (at + 0.5)
        pen.line(x, inner.bottom(), x, inner.bottom() + pen.px(4), "edge")
        pen.text(x, first, f"{at + 1}", align="centre", token="secondary")
        share = chart.runs_out[at]
        token = "failure" if share >= 0.1 else "text"
        pen.text(x, second, percent(share), align="centre", token=token, strong=share >= 0.1)

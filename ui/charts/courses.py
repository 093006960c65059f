"""Several courses of the same days: stepped lines with their words beside them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPolygonF

from planner.document.charts import CourseLine, CoursesOverTime
from planner.document.wording import count
from ui.charts.axes import up
from ui.charts.frame import Steps, layer, stepped, upright_axis
from ui.charts.pen import Pen, Spot

STYLES = {"strong": ("could", 3.0), "plain": ("must", 1.6), "dashed": ("secondary", 1.6)}
"""Token and thickness of each style; in grey the thickness and the dashes remain."""
SAMPLE = 18
"""Length of the piece of line before its words, in pixels at 100 % text."""
ABOVE = 1.12
"""Room above the highest line, for words."""


def draw(pen: Pen, chart: CoursesOverTime, box: QRectF) -> tuple[Spot, ...]:
    """Draw what lies between the first two lines, then the lines, their words and the days."""
    if not chart.starts:
        return ()
    plot = box.adjusted(0, pen.px(6), -pen.px(12), -pen.px(24))
    inner, top = upright_axis(pen, plot, max(chart.most * ABOVE, 1.0), count)
    wide = inner.width() / chart.horizon
    steps = [
        (inner.left() + start * wide, inner.left() + end * wide)
        for start, end in zip(chart.starts, chart.ends, strict=True)
    ]
    heights = [[up(inner, value / top) for value in line.values] for line in chart.lines]
    if chart.between:
        for run in chart.higher():
            part = slice(run.start, run.stop)
            pen.area(layer(steps[part], heights[1][part], heights[0][part]), "hatched")
    for number in reversed(range(len(chart.lines))):
        _line(pen, stepped(steps, heights[number]), chart.lines[number].style)
    _days(pen, inner, chart.horizon)
    _words(pen, chart, inner, top)
    return _spots(chart, inner, steps)


def _line(pen: Pen, points: list[QPointF], style: str) -> None:
    token, thick = STYLES[style]
    stroke = QPen(pen.colour(token), pen.px(thick))
    stroke.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if style == "dashed":
        stroke.setDashPattern([4, 2.5])
    pen.painter.setPen(stroke)
    pen.painter.setBrush(Qt.BrushStyle.NoBrush)
    pen.painter.drawPolyline(QPolygonF(points))


def _days(pen: Pen, box: QRectF, days: int) -> None:
    """Write days under a box, a whole number of weeks apart where there are many."""
    room = max(2, int(box.width() / (pen.width("day 182") + pen.px(20))))
    apart = next((gap for gap in (1, 2, 7, 14, 28, 56, 112) if days / gap <= room), 364)
    for day in range(0, days + 1, apart):
        x = box.left() + box.width() * day / days
        words = f"day {day}"
        pen.line(x, box.bottom(), x, box.bottom() + pen.px(4), "edge")
        x = min(x, box.right() + pen.px(10) - pen.width(words) / 2)
        pen.text(x, box.bottom() + pen.px(13), words, align="centre", token="secondary")


def _words(pen: Pen, chart: CoursesOverTime, inner: QRectF, top: float) -> None:
    before = pen.px(SAMPLE + 5)
    sizes = [(pen.width(one.words, strong=True) + before, pen.line_height()) for one in chart.lines]
    places = chart.label_places(inner.width(), inner.height(), top, sizes)
    for one, (left, middle), (wide, tall) in zip(chart.lines, places, sizes, strict=True):
        x, y = inner.left() + left, inner.bottom() - middle
        ground = QRectF(x - 2, y - tall / 2, wide + 4, tall)
        pen.painter.fillRect(ground, pen.colour("surface"))
        _line(pen, [QPointF(x, y), QPointF(x + pen.px(SAMPLE), y)], one.style)
        pen.text(x + before, y, one.words, strong=True, token=STYLES[one.style][0])


def _spots(chart: CoursesOverTime, inner: QRectF, steps: Steps) -> tuple[Spot, ...]:
    found = []
    for at, (left, right) in enumerate(steps):
        start, end = chart.starts[at], chart.ends[at]
        said = [f"Day {start}" if end == start + 1 else f"Days {start} to {end - 1}"]
        said += [_told(one, at) for one in chart.lines]
        box = QRectF(left, inner.top(), right - left, inner.height())
        found.append(Spot(box, "\n".join(said), str(start)))
    return tuple(found)


def _told(line: CourseLine, at: int) -> str:
    return f"{line.name}: {count(line.values[at])} without"

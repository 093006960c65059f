"""How long people can wait for each service, and when it is back."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from planner.document.charts import ReturnTimes
from planner.document.wording import days
from ui.charts.pen import Pen, Spot
from ui.parts.badge import paint_badge

ROW = 28
AXIS_ROW = 20


def height(chart: ReturnTimes) -> float:
    """Return the height the services need, in pixels at 100 % text."""
    return ROW * max(1, len(chart.rows)) + AXIS_ROW + 6


def draw(pen: Pen, chart: ReturnTimes, box: QRectF) -> tuple[Spot, ...]:
    """Draw a bar for the tolerable period and a disc for the return; late ones in red."""
    if not chart.rows:
        return ()
    badge = pen.px(15)
    names = min(
        box.width() * 0.4, max(pen.width(r.label, 12) for r in chart.rows) + badge + pen.px(18)
    )
    words = max(pen.width(row.text, 12) for row in chart.rows) + pen.px(14)
    left, room = box.left() + names, max(40.0, box.width() - names - words)
    row = min(pen.px(ROW), (box.height() - pen.px(AXIS_ROW)) / len(chart.rows))
    bottom = box.top() + row * len(chart.rows)
    ticks = chart.ticks

    def place(day: float) -> float:
        for at in range(len(ticks) - 1):
            if day <= ticks[at + 1]:
                part = (day - ticks[at]) / (ticks[at + 1] - ticks[at])
                return left + room * (at + part) / (len(ticks) - 1)
        return left + room

    for tick in ticks:
        pen.line(place(tick), box.top(), place(tick), bottom, "divider" if tick else "edge")
        pen.text(place(tick), bottom + pen.px(11), f"{tick}", align="centre", token="secondary")
    spots = []
    for number, one in enumerate(chart.rows):
        middle = box.top() + row * (number + 0.5)
        paint_badge(
            pen.painter,
            QRectF(box.left(), middle - badge / 2, badge, badge),
            one.class_,
            pen.look,
        )
        pen.text(
            box.left() + badge + pen.px(6),
            middle,
            one.label,
            size=12,
            room=names - badge - pen.px(14),
        )
        if one.tolerable is not None:
            pen.fill(
                QRectF(left, middle - row * 0.2, max(2.0, place(one.tolerable) - left), row * 0.4),
                "tint",
            )
        if one.back is not None:
            _disc(pen, place(one.back), middle, row * 0.2, one.late)
            end = place(max(one.back, one.tolerable or 0)) + row * 0.2
        else:
            end = place(one.tolerable or 0)
        token = "failure" if one.late else "text"
        pen.text(
            end + pen.px(6), middle, one.text, size=12, token=token, strong=one.late, halo="surface"
        )
        spots.append(
            Spot(
                QRectF(box.left(), middle - row / 2, box.width(), row),
                _words(one.label, one.tolerable, one.back, one.text),
            )
        )
    return tuple(spots)


def _words(label: str, tolerable: int | None, back: int | None, text: str) -> str:
    wait = (
        "how long people can wait is not known"
        if tolerable is None
        else f"can wait {days(tolerable)}"
    )
    come = "not back in the time followed" if back is None else f"back after {days(back)}"
    return f"{label}: {wait}; {come}; {text}"


def _disc(pen: Pen, x: float, y: float, radius: float, late: bool) -> None:
    token = "failure" if late else "success"
    pen.painter.setPen(QPen(pen.colour(token), pen.px(1.5)))
    pen.painter.setBrush(pen.colour("surface") if late else pen.colour(token))
    pen.painter.drawEllipse(QPointF(x, y), radius, radius)
    if late:
        # A cross as well as the colour, so that neither stands alone.
        part = radius * 0.55
        pen.line(x - part, y - part, x + part, y + part, token, pen.px(1.5))
        pen.line(x - part, y + part, x + part, y - part, token, pen.px(1.5))
    pen.painter.setBrush(Qt.BrushStyle.NoBrush)

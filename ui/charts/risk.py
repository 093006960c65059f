"""Likelihood against consequence: bubbles for what is not secure, a counted strip for the rest."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPen

from planner.document.charts import Risk, RiskPicture
from planner.document.wording import count, people
from ui.charts.pen import Pen, Spot

STRIP = 34
FOOT = 36
LEAST_RADIUS = 4
MOST_RADIUS = 22


def draw(pen: Pen, chart: RiskPicture, box: QRectF) -> tuple[Spot, ...]:
    """Draw the grid, the counted strip of secure cases and the bubbles, the largest first."""
    most = max([risk.days_late for risk in chart.risks] or [100.0])
    least = min([risk.days_late for risk in chart.risks] or [1.0])
    top = math.ceil(math.log10(max(most * 1.6, 10.0)) * 2) / 2
    low = min(math.floor(math.log10(max(least, 0.1)) * 2) / 2, top - 1)
    numbers = pen.width("10,000") + pen.px(10)
    inner = box.adjusted(numbers, pen.px(8), -pen.px(8), -pen.px(FOOT + STRIP))
    wide = inner.width() / len(chart.bands)
    _grid(pen, chart, inner, low, top, wide)

    def up(days: float) -> float:
        part = (math.log10(max(days, 10**low)) - low) / (top - low)
        return inner.bottom() - inner.height() * part

    biggest = max([risk.people or 0.0 for risk in chart.risks] or [1.0]) or 1.0
    places = _spread(chart, inner, wide)
    shapes = []
    for risk in sorted(chart.risks, key=lambda one: -(one.people or 0.0)):
        most_radius = min(pen.px(MOST_RADIUS), inner.height() * 0.2)
        radius = most_radius * math.sqrt((risk.people or 0.0) / biggest)
        radius = max(pen.px(LEAST_RADIUS), radius)
        shapes.append((risk, QPointF(places[risk.id], up(risk.days_late)), radius))
    spots = []
    for risk, middle, radius in shapes:
        ground = QColor(pen.colour("failure"))
        ground.setAlphaF(0.18)
        pen.painter.setBrush(ground)
        edge = QPen(pen.colour("failure"), pen.px(1.3))
        if not risk.assessed:
            edge.setDashPattern([3, 2])
        pen.painter.setPen(edge)
        pen.painter.drawEllipse(middle, radius, radius)
        around = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        spots.append(Spot(around, _words(risk, chart), risk.id))
    _names(pen, inner, shapes)
    return tuple(spots)


def _grid(pen: Pen, chart: RiskPicture, inner: QRectF, low: float, top: float, wide: float) -> None:
    tall = pen.line_height() * 1.15
    last = math.inf
    for power in range(math.floor(low), math.floor(top) + 1):
        for part in (1, 3):
            log = math.log10(part) + power
            if not low - 1e-9 <= log <= top + 1e-9:
                continue
            y = inner.bottom() - inner.height() * (log - low) / (top - low)
            if last - y < tall:
                continue
            last = y
            pen.line(inner.left(), y, inner.right(), y)
            value = part * 10**power
            words = f"{value:,.0f}" if value >= 1 else f"{value:.1f}"
            pen.text(inner.left() - pen.px(6), y, words, align="right", token="secondary")
    strip = QRectF(
        inner.left(), inner.bottom() + pen.px(4), inner.width(), pen.px(STRIP) - pen.px(4)
    )
    pen.painter.fillRect(strip, pen.colour("success_ground"))
    pen.line(strip.left(), strip.top(), strip.right(), strip.top(), "success", pen.px(1.3))
    pen.text(inner.left() - pen.px(6), strip.center().y(), "0", align="right", token="secondary")
    for band, words in enumerate(chart.bands):
        left = inner.left() + wide * band
        for x in (left, left + wide):
            pen.line(x, inner.top(), x, strip.bottom())
        middle = left + wide / 2
        if chart.secure[band]:
            said = f"{chart.secure[band]} secure"
            pen.text(middle, strip.center().y(), said, align="centre", strong=True, token="success")
        y = strip.bottom() + pen.px(10)
        pen.text(middle, y, f"Band {band + 1}", align="centre", strong=True)
        pen.text(middle, y + pen.px(14), words, align="centre", token="secondary", room=wide)


def _spread(chart: RiskPicture, inner: QRectF, wide: float) -> dict[str, float]:
    """Return where each case stands across its band, side by side so that few overlap."""
    found = {}
    for band in range(1, len(chart.bands) + 1):
        mine = sorted((r for r in chart.risks if r.band == band), key=lambda r: -r.days_late)
        columns = min(len(mine), 5)
        for number, risk in enumerate(mine):
            part = 0.5 if columns < 2 else 0.14 + 0.72 * (number % columns) / (columns - 1)
            found[risk.id] = inner.left() + wide * (band - 1 + part)
    return found


def _names(pen: Pen, inner: QRectF, shapes: list[tuple[Risk, QPointF, float]]) -> None:
    """Write names beside bubbles, those with the most days first, where they meet no other."""
    gap = pen.px(4)
    taken = [
        QRectF(m.x() - r, m.y() - r, 2 * r, 2 * r).adjusted(-gap / 2, 0, gap / 2, 0)
        for _, m, r in shapes
    ]
    tall = pen.line_height()
    for risk, middle, radius in sorted(shapes, key=lambda one: -one[0].days_late):
        wide = pen.width(risk.name)
        for left, y in (
            (middle.x() + radius + gap, middle.y()),
            (middle.x() - radius - gap - wide, middle.y()),
            (middle.x() - wide / 2, middle.y() - radius - tall / 2 - 1),
            (middle.x() - wide / 2, middle.y() + radius + tall / 2 + 1),
        ):
            here = QRectF(left, y - tall / 2, wide, tall)
            if inner.contains(here) and not any(here.intersects(other) for other in taken):
                pen.text(left, y, risk.name)
                taken.append(here)
                break


def _words(risk: Risk, chart: RiskPicture) -> str:
    chance = chart.bands[risk.band - 1]
    said = chance if risk.assessed else "not assessed: counts as 1% to 5%"
    return (
        f"{risk.name}\n{count(risk.days_late)} must person-days past the limit\n"
        f"{people(risk.people)} affected\nChance in a year: {said}"
    )

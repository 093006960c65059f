"""Where an amount comes from: steps that build it up and take it down."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from planner.document.charts import Waterfall
from ui.charts.pen import Pen, Spot

ROW = 28


def height(chart: Waterfall) -> float:
    """Return the height the steps need, in pixels at 100 % text."""
    return ROW * max(1, len(chart.steps)) + 8


def draw(pen: Pen, chart: Waterfall, box: QRectF) -> tuple[Spot, ...]:
    """Draw a bar a step, each beginning where the one before ended; the last from zero."""
    if not chart.steps:
        return ()
    names = min(box.width() * 0.42, max(pen.width(s.label, 12) for s in chart.steps) + pen.px(12))
    words = max(pen.width(step.text, 12) for step in chart.steps) + pen.px(10)
    ends, total = [], 0.0
    for step in chart.steps:
        begin = 0.0 if step.last else total
        total = step.amount if step.last else total + step.amount
        ends.append((begin, total))
    low = min(0.0, *(min(pair) for pair in ends))
    reach = max(1.0, max(max(pair) for pair in ends) - low)
    left, room = box.left() + names, max(20.0, box.width() - names - words)
    row = min(pen.px(ROW), box.height() / len(chart.steps))
    spots = []
    for number, (step, (begin, end)) in enumerate(zip(chart.steps, ends, strict=True)):
        middle = box.top() + row * (number + 0.5)
        x = left + room * (min(begin, end) - low) / reach
        wide = max(1.0, room * abs(end - begin) / reach)
        pen.text(
            left - pen.px(8), middle, step.label, size=12, align="right", room=names - pen.px(10)
        )
        pen.fill(QRectF(x, middle - row * 0.32, wide, row * 0.64), step.look)
        pen.text(x + wide + pen.px(6), middle, step.text, size=12, strong=step.last)
        if number + 1 < len(chart.steps) and not chart.steps[number + 1].last:
            at = left + room * (end - low) / reach
            pen.line(at, middle + row * 0.32, at, middle + row * 0.68, "edge")
        across = QRectF(box.left(), middle - row / 2, box.width(), row)
        spots.append(Spot(across, f"{step.label}: {step.text}"))
    zero = left + room * -low / reach
    pen.line(zero, box.top(), zero, box.top() + row * len(chart.steps), "edge")
    return tuple(spots)

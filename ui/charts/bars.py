"""Horizontal bars from zero, each with its label, its words and perhaps a limit through all."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from planner.document.charts import Bar, Bars
from ui.charts.pen import Pen, Spot

ROW = 24
LIMIT_ROW = 18


def height(chart: Bars) -> float:
    """Return the height the bars need, in pixels at 100 % text."""
    return ROW * max(1, len(chart.bars)) + (LIMIT_ROW if chart.limit is not None else 0) + 4


def draw(pen: Pen, chart: Bars, box: QRectF) -> tuple[Spot, ...]:
    """Draw the bars and return a spot for each."""
    if not chart.bars:
        return ()
    names = min(
        box.width() * 0.42,
        max(pen.width(bar.label, 12, strong=bar.strong) for bar in chart.bars) + pen.px(10),
    )
    words = max(pen.width(bar.text, 12) for bar in chart.bars) + pen.px(8)
    left = box.left() + names
    room = max(20.0, box.width() - names - words)
    far = chart.limit_is_far
    most = (chart.longest if far else max(chart.longest, chart.limit or 0.0)) or 1.0
    top = box.top() + (pen.px(LIMIT_ROW) if chart.limit is not None else 0)
    row = min(pen.px(ROW), (box.bottom() - top) / len(chart.bars))
    spots = []
    amounts: list[tuple[float, float, Bar]] = []
    for number, bar in enumerate(chart.bars):
        middle = top + row * (number + 0.5)
        pen.text(
            left - pen.px(8),
            middle,
            bar.label,
            size=12,
            align="right",
            strong=bar.strong,
            room=names - pen.px(10),
        )
        long = room * max(0.0, bar.value) / most
        shape = QRectF(left, middle - row * 0.31, max(long, 1.0), row * 0.62)
        pen.fill(shape, bar.look)
        amounts.append((shape.right() + pen.px(6), middle, bar))
        across = QRectF(box.left(), middle - row / 2, box.width(), row)
        spots.append(Spot(across, f"{bar.label}: {bar.text}", bar.key))
    pen.line(left, top, left, top + row * len(chart.bars), "edge")
    if far:
        # A limit far beyond every bar would press the bars together: it is told at the edge.
        pen.text(
            box.right() - pen.px(8),
            box.top() + pen.px(LIMIT_ROW) / 2 - 2,
            f"{chart.limit_text}, off this scale \N{RIGHTWARDS ARROW}",
            align="right",
            strong=True,
            token="failure",
        )
    elif chart.limit is not None:
        at = left + room * chart.limit / most
        foot = top + row * len(chart.bars)
        # A pale line beneath keeps the dashes apart from bars of the same red.
        pen.line(at, top, at, foot, "surface", pen.px(3))
        pen.line(
            at,
            top - pen.px(3),
            at,
            top + row * len(chart.bars),
            "failure",
            pen.px(1.5),
            dashed=True,
        )
        wide = pen.width(chart.limit_text, strong=True)
        x = min(max(at, box.left() + wide / 2), box.right() - wide / 2)
        middle = box.top() + pen.px(LIMIT_ROW) / 2 - 2
        pen.text(x, middle, chart.limit_text, align="centre", strong=True, token="failure")
    for x, middle, bar in amounts:
        # An amount may stand where the limit runs: it is read first.
        halo = "surface" if chart.limit is not None and not far else ""
        pen.text(x, middle, bar.text, size=12, strong=bar.strong, halo=halo)
    return tuple(spots)

"""Where the boxes of the spread go: columns from what fell first, as many as have room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from ui.presenter.scene import Box

LEAST_TALL = 74.0
MOST_TALL = 150.0
LEAST_WIDE = 230.0
MOST_WIDE = 560.0
GUTTER = 64.0
BETWEEN = 20.0
HEAD = 16.0
"""Length of an arrowhead, in points."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line that ends `HEAD` before `tip`; `is_back` where the head points to the left."""

    path: QPainterPath
    tip: QPointF
    is_dashed: bool
    is_back: bool = False


def depths(boxes: Sequence[Box]) -> Mapping[str, int]:
    """Return how many steps each lies behind the first, among the boxes shown."""
    by_id = {one.id: one for one in boxes}
    found: dict[str, int] = {}
    for box in boxes:
        seen, at, steps = {box.id}, box, 0
        while at.from_id in by_id and at.from_id not in seen:
            at = by_id[at.from_id]
            seen.add(at.id)
            steps += 1
        found[box.id] = steps
    return found


def columns(boxes: Sequence[Box], wide: float, tall: float) -> list[list[Box]]:
    """Return the boxes by column: one a step, parted where one is too long for the height.

    Where that makes too many columns they are filled one after the other, those before first.
    """
    steps = depths(boxes)
    rows = max(1, int(tall // (LEAST_TALL + BETWEEN)))
    most = max(1, int((wide + GUTTER) // (LEAST_WIDE + GUTTER)))
    ordered = sorted(boxes, key=lambda one: steps[one.id])
    found: list[list[Box]] = []
    for step in sorted(set(steps.values())):
        mine = [one for one in ordered if steps[one.id] == step]
        parts = -(-len(mine) // rows)
        each = -(-len(mine) // parts)
        found += [mine[at : at + each] for at in range(0, len(mine), each)]
    if len(found) > most:
        each = min(rows, -(-len(ordered) // most))
        found = [ordered[at : at + each] for at in range(0, len(ordered), each)]
    return found[:most]


def placed(boxes: Sequence[Box], area: QRectF) -> dict[str, QRectF]:
    """Return where each box goes, by id; a box for which there is no room is left out."""
    if not boxes:
        return {}
    by_column = columns(boxes, area.width(), area.height())
    many = len(by_column)
    wide = min(MOST_WIDE, (area.width() - GUTTER * (many - 1)) / many)
    heights = [min(MOST_TALL, (area.height() - BETWEEN * len(one)) / len(one)) for one in by_column]
    # An arrow that leads past a column runs in a gap between its boxes, so all gaps must meet.
    has_grid = _leads_past(by_column)
    if has_grid:
        heights = [min(heights)] * many
    used = [
        tall * len(one) + BETWEEN * (len(one) - 1)
        for tall, one in zip(heights, by_column, strict=True)
    ]
    found = {}
    for at, column in enumerate(by_column):
        aside = 0.0 if has_grid else (max(used) - used[at]) / 2
        top = area.top() + BETWEEN + aside
        for box in column:
            found[box.id] = QRectF(area.left() + at * (wide + GUTTER), top, wide, heights[at])
            top += heights[at] + BETWEEN
    return found


def _leads_past(by_column: Sequence[Sequence[Box]]) -> bool:
    """Return whether anything was brought down from more than one column before it."""
    at = {box.id: number for number, column in enumerate(by_column) for box in column}
    return any(at[box.id] - at.get(box.from_id, at[box.id]) > 1 for column in by_column
               for box in column)  # fmt: skip


def arrows(boxes: Sequence[Box], places: Mapping[str, QRectF]) -> list[Arrow]:
    """Return an arrow from each box to what it brought down."""
    found = []
    for box in boxes:
        start, end = places.get(box.from_id), places.get(box.id)
        if start is None or end is None or box.from_id == box.id:
            continue
        found.append(_arrow(start, end, box.is_next))
    return found


def _arrow(start: QRectF, end: QRectF, is_dashed: bool) -> Arrow:
    """Return one arrow: a curve to the next column, else along the gaps between the boxes."""
    out = QPointF(start.right(), start.center().y())
    tip = QPointF(end.left(), end.center().y())
    path = QPainterPath(out)
    gap = end.left() - start.right()
    if abs(end.left() - start.left()) < 1:  # the same column: out at the right and back in
        tip = QPointF(end.right(), end.center().y())
        aside = end.right() + GUTTER * 0.45
        path.lineTo(aside, out.y())
        path.lineTo(aside, tip.y())
        path.lineTo(tip.x() + HEAD, tip.y())
        return Arrow(path, tip, is_dashed, is_back=True)
    if gap <= GUTTER * 1.5:
        near = QPointF(tip.x() - HEAD, tip.y())
        middle = (out.x() + near.x()) / 2
        path.cubicTo(QPointF(middle, out.y()), QPointF(middle, near.y()), near)
        return Arrow(path, tip, is_dashed)
    over = end.top() - BETWEEN / 2
    first, last = start.right() + GUTTER * 0.3, end.left() - GUTTER * 0.55
    for x, y in ((first, out.y()), (first, over), (last, over), (last, tip.y())):
        path.lineTo(x, y)
    path.lineTo(tip.x() - HEAD, tip.y())
    return Arrow(path, tip, is_dashed)

"""Where the boxes and ribbons of a picture lie: four columns, as few crossings as can be found.

Boxes are ordered by the barycentre rule, sweeping to and fro over the columns; the order with the
fewest crossings met on the way is kept. The same picture always gives the same layout. Lengths are
pixels at 100 % text.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.dependence.picture import SUPPLIERS, Box, Picture, Ribbon

WIDTHS = (124, 196, 196, 168)
GAPS = (90, 72, 84)
LOWEST = 27
TWO_LINES = 38
HEIGHT = 452
TALLEST = 190
NARROW_GAP, WIDE_GAP = 7, 26
SUPPLIER_PART = 0.25
SWEEPS = 6
COUNT_UP_TO = 4000
"""Ribbons beyond which crossings are no longer counted: the last order is taken."""

Order = list[list[int]]


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Where a box lies."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Band:
    """Where a ribbon leaves one box and enters the other: the tops of both ends, and its width."""

    start_x: float
    start_y: float
    end_x: float
    end_y: float
    width: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything of a picture lies; `bands` run beside the picture's ribbons.

    `scale` is pixels for one person (or pound); `width` and `height` those of the whole.
    """

    boxes: Mapping[str, Rectangle]
    bands: tuple[Band, ...]
    scale: float
    width: float
    height: float


def lay_out(picture: Picture) -> Layout:
    """Return where the boxes and ribbons of a picture lie."""
    columns: list[list[Box]] = [list(picture.column(number)) for number in range(4)]
    scale = _scale(columns)
    heights = {box.id: _height(box, scale) for box in picture.boxes}
    order = ordered(picture, columns)
    tall = max(HEIGHT, *(_stacked(boxes, heights, NARROW_GAP) for boxes in order))
    places: dict[str, Rectangle] = {}
    x = 0.0
    for number, boxes in enumerate(order):
        gaps = max(1, len(boxes) - 1)
        free = tall - sum(heights[box.id] for box in boxes)
        widest = WIDE_GAP if tall <= 1.5 * HEIGHT else free / gaps
        gap = min(widest, max(NARROW_GAP, free / gaps))
        y = (tall - _stacked(boxes, heights, gap)) / 2
        for box in boxes:
            places[box.id] = Rectangle(x, y, WIDTHS[number], heights[box.id])
            y += heights[box.id] + gap
        x += WIDTHS[number] + (GAPS[number] if number < len(GAPS) else 0)
    return Layout(places, _bands(picture, places, scale), scale, x, tall)


def ordered(picture: Picture, columns: Sequence[Sequence[Box]]) -> list[list[Box]]:
    """Return the boxes of each column in an order with few crossings."""
    at = [{box.id: place for place, box in enumerate(boxes)} for boxes in columns]
    beside: list[list[tuple[int, int, float]]] = [[], [], []]
    for ribbon in picture.ribbons:
        column = picture.by_id[ribbon.start].column
        other = picture.by_id[ribbon.end].column
        if other == column + 1:
            beside[column].append(
                (at[column][ribbon.start], at[other][ribbon.end], ribbon.amount or 0.1)
            )
    order: Order = [list(range(len(boxes))) for boxes in columns]
    counted = len(picture.ribbons) <= COUNT_UP_TO
    best, fewest = [list(one) for one in order], _crossings(order, beside) if counted else 0.0
    for sweep in range(SWEEPS):
        rightwards = sweep % 2 == 0
        for column in (1, 2, 3) if rightwards else (2, 1, 0):
            _by_barycentre(order, beside, column, rightwards)
        now = _crossings(order, beside) if counted else -1.0
        if now < fewest:
            best, fewest = [list(one) for one in order], now
    return [[boxes[at] for at in one] for boxes, one in zip(columns, best, strict=True)]


def _by_barycentre(
    order: Order, beside: Sequence[Sequence[tuple[int, int, float]]], column: int, rightwards: bool
) -> None:
    """Sort one column by the mean place of what its ribbons lead to, weighed by their width."""
    known = column - 1 if rightwards else column + 1
    rank = {box: place for place, box in enumerate(order[known])}
    sums: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for start, end, amount in beside[min(column, known)]:
        mine, other = (end, start) if rightwards else (start, end)
        sums[mine][0] += rank[other] * amount
        sums[mine][1] += amount
    before = {box: place for place, box in enumerate(order[column])}
    stretch = max(1, len(order[known]) - 1) / max(1, len(order[column]) - 1)

    def wanted(box: int) -> tuple[float, int]:
        total, weight = sums.get(box, (0.0, 0.0))
        return (total / weight if weight else before[box] * stretch), before[box]

    order[column].sort(key=wanted)


def _crossings(order: Order, beside: Sequence[Sequence[tuple[int, int, float]]]) -> float:
    """Return how many pairs of ribbons cross."""
    found = 0
    for column, ribbons in enumerate(beside):
        left = {box: place for place, box in enumerate(order[column])}
        right = {box: place for place, box in enumerate(order[column + 1])}
        ends: list[int] = []
        pairs = sorted({(left[start], right[end]) for start, end, _ in ribbons})
        waiting: list[int] = []
        last = -1
        for start, end in pairs:
            if start != last:
                for one in waiting:
                    insort(ends, one)
                waiting, last = [], start
            found += len(ends) - bisect_left(ends, end + 1)
            waiting.append(end)
    return float(found)


def _scale(columns: Sequence[Sequence[Box]]) -> float:
    """Return the pixels of one person so that the fullest column fills the height."""
    largest = max((box.amount for boxes in columns[:SUPPLIERS] for box in boxes), default=0.0)
    if largest <= 0:
        return 0.0
    most = max(len(boxes) for boxes in columns[:SUPPLIERS])
    target = max(HEIGHT, 1.12 * most * (LOWEST + NARROW_GAP))
    low, high = 0.0, TALLEST / largest
    for _ in range(30):
        middle = (low + high) / 2
        fits = all(
            sum(_height(box, middle) + NARROW_GAP for box in boxes) <= target for boxes in columns
        )
        low, high = (middle, high) if fits else (low, middle)
    return low


def _height(box: Box, scale: float) -> float:
    part = SUPPLIER_PART if box.column == SUPPLIERS else 1.0
    lowest = TWO_LINES if box.is_centre or (box.column == SUPPLIERS and box.detail) else LOWEST
    return max(float(lowest), box.amount * scale * part)


def _stacked(boxes: Sequence[Box], heights: Mapping[str, float], gap: float) -> float:
    return sum(heights[box.id] for box in boxes) + gap * max(0, len(boxes) - 1)


def _bands(picture: Picture, places: Mapping[str, Rectangle], scale: float) -> tuple[Band, ...]:
    """Stack the ribbons on both sides of every box, in the order of the boxes they lead to."""
    part = [_width(picture, ribbon, scale) for ribbon in picture.ribbons]
    leaving: dict[str, list[int]] = defaultdict(list)
    entering: dict[str, list[int]] = defaultdict(list)
    for number, ribbon in enumerate(picture.ribbons):
        leaving[ribbon.start].append(number)
        entering[ribbon.end].append(number)
    starts, ends = [0.0] * len(part), [0.0] * len(part)
    for side, tops, far in ((leaving, starts, "end"), (entering, ends, "start")):
        for box, numbers in side.items():
            numbers.sort(
                key=lambda n: (
                    places[getattr(picture.ribbons[n], far)].y,
                    not picture.ribbons[n].is_chosen,
                )
            )
            whole = sum(part[n] for n in numbers)
            room = places[box].height
            squeeze = min(1.0, room / whole) if whole else 1.0
            y = places[box].y + (room - whole * squeeze) / 2
            for n in numbers:
                tops[n] = y
                y += part[n] * squeeze
    return tuple(
        Band(
            places[ribbon.start].x + places[ribbon.start].width,
            starts[n],
            places[ribbon.end].x,
            ends[n],
            part[n],
        )
        for n, ribbon in enumerate(picture.ribbons)
    )


def _width(picture: Picture, ribbon: Ribbon, scale: float) -> float:
    to_supplier = picture.by_id[ribbon.end].column == SUPPLIERS
    return ribbon.amount * scale * (SUPPLIER_PART if to_supplier else 1.0)

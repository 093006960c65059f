"""Where parts begin: beneath the part before where their start fits, else on a new page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak

from planner.document.pdf.styles import BODY_BOTTOM, BODY_TOP, WIDTH

PAGE_ROOM = BODY_BOTTOM - BODY_TOP - 14
"""What a page that must stay one page may hold, in points, with a little to spare."""
BEFORE_PART = 30.0
"""Room above a part that begins beneath another, in points."""
ENOUGH = 300.0
"""How much of a part has to stand beneath the part before, in points, to begin there."""


class PartStart(CondPageBreak):  # type: ignore[misc]
    """The start of a part; its height is the room it needs, or else it takes a new page."""

    def __init__(self) -> None:
        super().__init__(ENOUGH)


def place(story: Sequence[Flowable]) -> None:
    """Tell each start of a part how much room it needs on the page of the part before."""
    for at, flowable in enumerate(story):
        if isinstance(flowable, PartStart):
            flowable.height = min(PAGE_ROOM, BEFORE_PART + _least(story[at + 1 :]))


def height_of(story: Sequence[Flowable]) -> float:
    """Return how tall a story stands where it is not broken by a page, in points."""
    heights = [_height(flowable) for flowable in story]
    gaps = [max(one.getSpaceAfter(), two.getSpaceBefore()) for one, two in pairwise(story)]
    return float(sum(heights) + sum(gaps))


def start_of(flowable: Flowable) -> float:
    """Return the height of the least of a flowable that may stand under its heading, in points."""
    height = _height(flowable)
    return float(min(height, 500, getattr(flowable, "least", 60)))


def _least(story: Iterable[Flowable]) -> float:
    """Return the height of the first of a part: whole blocks, or rows, until it is enough."""
    total, asked = 0.0, 0.0
    for flowable in story:
        if isinstance(flowable, PartStart | PageBreak):
            break
        if isinstance(flowable, CondPageBreak):
            asked = total + float(flowable.height)
            continue
        height = _height(flowable) + flowable.getSpaceBefore()
        if hasattr(flowable, "least"):
            height = min(height, max(start_of(flowable), ENOUGH - total))
        total += height
        if total >= ENOUGH:
            break
    return max(total, asked)


def _height(flowable: Any) -> float:
    if isinstance(flowable, KeepTogether):
        return height_of(flowable._content)
    return float(flowable.wrap(WIDTH, 10_000)[1])

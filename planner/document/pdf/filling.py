"""Filling pages: where every flowable stands, worked out before anything is drawn.

Pages refer to each other ("page 28"), so they may be filled more than once; drawing, which is the
longer work, is done once they are settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from planner.document.pdf.styles import BODY_BOTTOM, BODY_TOP, MARGIN, PAGE_HEIGHT, WIDTH
from planner.progress import Progress

BODY_HEIGHT = BODY_BOTTOM - BODY_TOP
PAGE_ROOM = BODY_HEIGHT - 6
"""What a page that must stay one page may hold, in points, with a little to spare."""
BEFORE_PART = 30.0
"""Room above a part that begins beneath another, in points."""
ENOUGH = 240.0
"""How much of a part has to stand beneath the part before, in points, to begin there."""
HEADING_ROOM = 40.0
"""The most a heading and the room around it take, in points."""
LEAST_WORDS = 60.0
"""How much of a flowable that may be split stands under its heading, in points."""
MOST_START = 500.0
FINE = 1e-6
PART = 0.5
"""A flowable in less room than its height, by so many points, gives its last rows away."""
TAIL = 24.0
"""How much of a tail stands with what it is of, in points: two lines."""
REPORT_EACH = 8
"""Pages between two reports."""


class NewPage:
    """A new page, unless the page is empty."""


class PartStart:
    """The start of a part: it stands beneath the part before, where enough of it fits there."""


@dataclass(slots=True)
class Room:
    """A new page unless so many points are left and the start of `of` fits beneath them.

    Where it is `apart`, the room above what follows is added to that below what stands before.
    """

    points: float
    of: Item | None = None
    apart: bool = True


@dataclass(slots=True)
class Kept:
    """Items that stay on one page, where a page can hold them."""

    items: list[Item]


Item: TypeAlias = Any | NewPage | PartStart | Room | Kept
"""A flowable of ReportLab, which brings no types, or one of the above."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A flowable with its lower left corner on a page, in points, and how much it is shrunk."""

    flowable: Any
    x: float
    y: float
    scale: float = 1.0


@dataclass(slots=True)
class _Page:
    placed: list[Placed] = field(default_factory=list)
    left: float = BODY_HEIGHT
    after: float = 0.0
    empty: bool = True


def height_of(items: Sequence[Item]) -> float:
    """Return how tall items stand where they are not broken by a page, in points."""
    total = after = 0.0
    first = True
    for item in _in_order(items):
        if isinstance(item, Room):
            after = 0.0 if item.apart else after
        elif not isinstance(item, NewPage | PartStart | Kept):
            tall, below = _height(item), item.getSpaceAfter()
            if not first:
                total += max(item.getSpaceBefore() - after, 0.0)
            if tall > 0:
                total += tall + below
                first = False
            after = below
    return total - after


def start_of(item: Item | None) -> float:
    """Return the height of the least of an item that may stand under its heading, in points."""
    if isinstance(item, Kept):
        return min(height_of(item.items), MOST_START)
    if item is None or isinstance(item, NewPage | PartStart | Room):
        return 0.0
    height = _height(item)
    return float(min(getattr(item, "least", min(height, LEAST_WORDS)), MOST_START))


def fill(items: Sequence[Item], report: Progress, words: str) -> list[list[Placed]]:
    """Return what stands on each page, in the order of reading.

    `report` is told `words` with the number of pages filled, so that the work can be stopped.
    """
    pages = [_Page()]
    waiting: list[Item] = list(reversed(items))
    while waiting:
        item, page = waiting.pop(), pages[-1]
        if isinstance(item, NewPage):
            turn = not page.empty
        elif isinstance(item, PartStart):
            asked = min(PAGE_ROOM, BEFORE_PART + _least(reversed(waiting)))
            turn = not page.empty and asked > page.left
            page.after = 0.0
        elif isinstance(item, Room):
            turn = not page.empty and item.points + start_of(item.of) > page.left
            page.after = 0.0 if item.apart else page.after
        elif isinstance(item, Kept):
            asked = height_of(item.items)
            turn = not page.empty and page.left < asked + _before(item, page) <= BODY_HEIGHT
            waiting += reversed(item.items)
        else:
            rest = _put(item, page)
            turn = bool(rest)
            waiting += reversed(rest)
        if turn:
            pages.append(_Page())
            if len(pages) % REPORT_EACH == 0:
                report(len(pages), len(pages) + 1, words)
    if pages[-1].empty and len(pages) > 1:
        pages.pop()
    return [page.placed for page in pages]


def _before(item: Kept, page: _Page) -> float:
    """Return the room above the first of items that stay together, in points."""
    after = page.after
    for one in _in_order(item.items):
        if isinstance(one, Room):
            after = 0.0 if one.apart else after
        elif not isinstance(one, NewPage | PartStart | Kept) and _height(one) > 0:
            return float(max(one.getSpaceBefore() - after, 0.0))
    return 0.0


def _put(item: Any, page: _Page) -> list[Item]:
    """Put a flowable on a page, and return what is left of it for the next.

    What it has as a `tail`, such as the source of a table, does not begin a page alone: the last
    of it goes there too.
    """
    before = 0.0 if page.empty else max(item.getSpaceBefore() - page.after, 0.0)
    room = page.left - before
    _, height = item.wrap(WIDTH, max(room, 0.0))
    tail = getattr(item, "tail", None)
    if tail is not None and height <= room + FINE < height + _start_of_tail(item, tail):
        parts = item.split(WIDTH, height - PART)
        if len(parts) > 1:
            page.left -= before
            _stand(parts[0], page, parts[0].wrap(WIDTH, room)[1], 1.0)
            return list(parts[1:])
    if height > room + FINE:
        parts = item.split(WIDTH, room) if room > 0 else []
        if len(parts) > 1:
            page.left -= before
            tall = parts[0].wrap(WIDTH, room)[1]
            _stand(parts[0], page, tall, min(1.0, room / tall) if tall > room + FINE else 1.0)
            return list(parts[1:])
        if not page.empty:
            return [item]
        _stand(item, page, height, room / height)
        return []
    page.left -= before
    _stand(item, page, height, 1.0)
    return []


def _start_of_tail(item: Any, tail: Any) -> float:
    """Return how much room the first lines of a tail need beneath what it is of, in points."""
    gap = max(item.getSpaceAfter(), tail.getSpaceBefore())
    return float(gap + min(_height(tail), TAIL))


def _stand(item: Any, page: _Page, height: float, scale: float) -> None:
    """Note where a flowable stands; one too tall for any page is shrunk to it."""
    page.left -= height * scale
    y = PAGE_HEIGHT - BODY_BOTTOM + page.left
    page.placed.append(Placed(item, MARGIN, y, scale))
    page.after = item.getSpaceAfter()
    if height > 0:
        page.left -= page.after
        page.empty = False


def _least(items: Iterable[Item]) -> float:
    """Return the height of the first of a part: whole blocks, or rows, until it is enough."""
    total, asked = 0.0, 0.0
    for item in items:
        if isinstance(item, NewPage | PartStart):
            break
        if isinstance(item, Room):
            asked = total + item.points + start_of(item.of)
            continue
        height = _tall(item)
        if hasattr(item, "least"):
            height = min(height, max(start_of(item), ENOUGH - total))
        total += height
        if total >= ENOUGH:
            break
    return max(total, asked)


def _tall(item: Any) -> float:
    if isinstance(item, Kept):
        return height_of(item.items)
    return _height(item) + float(item.getSpaceBefore())


def _height(flowable: Any) -> float:
    return float(flowable.wrap(WIDTH, 10_000)[1])


def flowables_in(items: Iterable[Item]) -> Iterator[Any]:
    """Return the flowables of items, also of those kept together."""
    for item in _in_order(items):
        if not isinstance(item, NewPage | PartStart | Room | Kept):
            yield item


def _in_order(items: Iterable[Item]) -> Iterator[Item]:
    """Return items in order, with those kept together one by one."""
    for item in items:
        if isinstance(item, Kept):
            yield from _in_order(item.items)
        else:
            yield item

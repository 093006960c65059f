"""What holds other things on a page: panels, lists, two columns, key figures and banners.

They are for the eye only: what is in them stands in the structure one after the other, in a Div
for a panel and an L for a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from planner.document.palette import GAP_FILL, NAVY, NOTE_FILL, PLUM, RULE
from planner.document.pdf.set_cells import FINE, Stack
from planner.document.pdf.set_rows import TALLEST_ROW
from planner.document.pdf.structure import Element
from planner.document.pdf.styles import BODY_BOTTOM, BODY_TOP, GUTTER

LEAST_PART = 60.0
BAR = 5.0
PAGE = BODY_BOTTOM - BODY_TOP


class Rows(Flowable):  # type: ignore[misc]
    """Flowables one beneath the other that may part between two of them.

    `left` and `right` are points beside them, `above` and `below` those around each; `top` and
    `bottom` what stands above the first and below the last instead. The first `kept` stay
    together.
    """

    left = right = above = below = top = bottom = 0.0
    kept = 1
    element: Element

    def __init__(self, inner: Sequence[Any], element: Element) -> None:
        super().__init__()
        self.inner, self.element = list(inner), element
        self.refers = any(getattr(one, "refers", False) for one in self.inner)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the whole width and the heights of what is inside."""
        self.width = width
        room = width - self.left - self.right
        self.talls = [float(one.wrap(room, 10_000)[1]) for one in self.inner]
        self.height = self._height(self.talls)
        return width, self.height

    def _height(self, talls: Sequence[float]) -> float:
        gaps = (len(talls) - 1) * (self.above + self.below)
        return sum(talls) + gaps + self.top + self.bottom

    @property
    def least(self) -> float:
        """How much of it has to stand beneath its heading, in points."""
        return self._height(self.talls[: self.kept + 1])

    def split(self, width: float, room: float) -> list[Any]:
        """Return what stands in a room and the rest, or nothing where none does."""
        self.wrap(width, room)
        fits = len(self.inner) - 1
        while fits > 0 and self._height(self.talls[:fits]) > room + FINE:
            fits -= 1
        if fits >= min(self.kept, len(self.inner) - 1) > 0:
            return [self._part(self.inner[:fits]), self._part(self.inner[fits:], later=True)]
        if self._height(self.talls[: self.kept]) <= TALLEST_ROW or room < LEAST_PART:
            return []
        left = room - self.top - self.bottom
        parts = self.inner[0].split(width - self.left - self.right, left)
        if len(parts) < 2:
            return []
        rest = [*parts[1:], *self.inner[1:]]
        return [self._part(parts[:1]), self._part(rest, later=True)]

    def _part(self, inner: Sequence[Any], later: bool = False) -> Rows:
        part = self.__class__.__new__(self.__class__)
        part.__dict__.update(self.__dict__)
        part.inner = list(inner)
        if later:
            part.spaceBefore, part.kept = 0, 1
        else:
            part.spaceAfter = 0
        return part

    def draw(self) -> None:
        """Draw what is inside, from the top down."""
        canvas = self.canv
        with canvas.inside(self.element), canvas.painting(None):
            self.decorate(canvas)
            y = self.height - self.top
            for one, tall in zip(self.inner, self.talls, strict=True):
                y -= tall
                self.draw_one(canvas, one, y)
                y -= self.above + self.below

    def decorate(self, canvas: Any) -> None:
        """Draw what stands behind; nothing here."""

    def draw_one(self, canvas: Any, one: Any, y: float) -> None:
        """Draw one of the flowables at a height."""
        one.drawOn(canvas, self.left, y)


class PanelRows(Rows):
    """A pale panel with a bar at its left: plum for a gap, navy for a note."""

    left, right, above, below, top, bottom = 16.0, 12.0, 1.5, 1.5, 8.0, 9.0

    def __init__(self, inner: Sequence[Any], gap: bool, titled: bool) -> None:
        super().__init__(inner, Element("Div"))
        self.gap = gap
        self.kept = 2 if titled else 1
        self.spaceBefore, self.spaceAfter = 5, 7

    def decorate(self, canvas: Any) -> None:
        """Draw the fill and the bar."""
        canvas.setFillColor(HexColor(GAP_FILL if self.gap else NOTE_FILL))
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        canvas.setFillColor(HexColor(PLUM if self.gap else NAVY))
        canvas.rect(0, 0, BAR, self.height, stroke=0, fill=1)


class ListRow(Flowable):  # type: ignore[misc]
    """An item of a list: its number, bullet or box, and its words."""

    def __init__(self, label: Any, words: Any, indent: float, drop: float) -> None:
        super().__init__()
        self.label, self.words, self.indent, self.drop = label, words, indent, drop
        self.element = Element("LI")
        self.refers = getattr(words, "refers", False)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole width and the height of the words."""
        self.width = width
        tall = self.words.wrap(width - self.indent, height)[1]
        if self.label is not None:
            tall = max(tall, self.label.wrap(self.indent, height)[1] + self.drop)
        self.height = float(tall)
        return width, self.height

    def split(self, width: float, room: float) -> list[Any]:
        """Return the item parted within its words."""
        parts = self.words.split(width - self.indent, room)
        if len(parts) < 2:
            return []
        made = [ListRow(self.label, parts[0], self.indent, self.drop)]
        made += [ListRow(None, part, self.indent, self.drop) for part in parts[1:]]
        for one in made:
            one.element = self.element
        return made

    def draw(self) -> None:
        """Draw the label, then the words."""
        with self.canv.inside(self.element):
            if self.label is not None:
                tall = self.label.wrap(self.indent, self.height)[1]
                self.label.drawOn(self.canv, 0, self.height - tall - self.drop)
            tall = self.words.wrap(self.width - self.indent, self.height)[1]
            self.words.drawOn(self.canv, self.indent, self.height - tall)


class ListRows(Rows):
    """A list, its items one beneath the other."""

    def __init__(self, inner: Sequence[ListRow], element: Element, below: float = 2.5) -> None:
        super().__init__(inner, element)
        self.below = self.bottom = below


class Columns(Flowable):  # type: ignore[misc]
    """Stacks side by side, each as tall as it needs to be, read from the left.

    `rooms` are their widths in points, `gaps` what stands before each and `after_each`
    what after; `rule` draws a line so far into each gap.
    """

    def __init__(
        self, stacks: Sequence[Stack], rooms: Sequence[float], gaps: Sequence[float]
    ) -> None:
        super().__init__()
        self.stacks, self.rooms, self.gaps = list(stacks), list(rooms), list(gaps)
        self.inner = [one for stack in self.stacks for one in stack.flowables]
        self.refers = any(stack.refers for stack in self.stacks)
        self.below = self.after_each = 0.0
        self.rule: float | None = None

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the whole width and the height of the tallest."""
        self.width = width
        pairs = zip(self.stacks, self.rooms, strict=True)
        self.height = max((one.height(room) for one, room in pairs), default=0.0) + self.below
        return width, self.height

    @property
    def least(self) -> float:
        """How much of it has to stand beneath its heading: all that a page can hold."""
        return float(self.height)

    def split(self, width: float, room: float) -> list[Any]:
        """Return the parts of columns taller than a page; else they stay whole."""
        if self.wrap(width, room)[1] <= PAGE or room < PAGE / 2:
            return []
        left = room - self.below
        halves = [one.split(at, left) for one, at in zip(self.stacks, self.rooms, strict=True)]
        first = Columns([one for one, _ in halves], self.rooms, self.gaps)
        rest = Columns([two for _, two in halves], self.rooms, self.gaps)
        return [first, rest] if first.inner and rest.inner else []

    def draw(self) -> None:
        """Draw the stacks from the left."""
        x = 0.0
        for stack, room, gap in zip(self.stacks, self.rooms, self.gaps, strict=True):
            if gap and self.rule is not None:
                self.canv.setStrokeColor(HexColor(RULE))
                self.canv.setLineWidth(0.5)
                self.canv.line(x + self.rule, 0, x + self.rule, self.height)
            stack.draw(self.canv, x + gap, self.height, room)
            x += gap + room + self.after_each


class RuledRow(Columns):
    """Words side by side over a line, such as a label with its value."""

    def __init__(
        self,
        stacks: Sequence[Stack],
        rooms: Sequence[float],
        below: float,
        element: Element | None = None,
    ) -> None:
        super().__init__(stacks, rooms, [0.0] * len(rooms))
        self.below, self.element = below, element

    def draw(self) -> None:
        """Draw the words and the line beneath them."""
        self.canv.setStrokeColor(HexColor(RULE))
        self.canv.setLineWidth(0.5)
        self.canv.line(0, 0, self.width, 0)
        if self.element is None:
            super().draw()
            return
        with self.canv.inside(self.element):
            super().draw()


class RuledRows(Rows):
    """Rows of words side by side, each over a line."""

    def __init__(self, inner: Sequence[RuledRow], element: Element, above: float) -> None:
        super().__init__(inner, element)
        self.above = self.top = above


def two_columns(left: Sequence[Any], right: Sequence[Any], width: float) -> Columns:
    """Return two columns of flowables over a width in points."""
    room = (width - GUTTER) / 2
    made = Columns([Stack(left), Stack(right)], [room, room], [0.0, GUTTER])
    made.spaceAfter = 5
    return made


class BannerBox(Rows):
    """A navy banner."""

    left = right = 14.0
    above = below = 1.0
    top, bottom, kept = 8.0, 11.0, 9

    def __init__(self, inner: Sequence[Any]) -> None:
        super().__init__(inner, Element("Div"))

    def decorate(self, canvas: Any) -> None:
        """Draw the fill."""
        canvas.setFillColor(HexColor(NAVY))
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)


def all_within(flowable: Any) -> Iterator[Any]:
    """Return a flowable and what is inside it."""
    yield flowable
    for one in getattr(flowable, "inner", ()):
        yield from all_within(one)

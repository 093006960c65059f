"""Tables on pages: rows never part, headings repeat, and thousands of rows are quick.

ReportLab's own table asks every row for its place again on every page; this one adds heights up
once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Literal

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from planner.document.palette import NAVY, NOTE_FILL, RULE, TEXT
from planner.document.pdf.marked_content import REPEATED
from planner.document.pdf.set_cells import FINE, Plain, Stack
from planner.document.pdf.set_widths import SPACE
from planner.document.pdf.structure import Element
from planner.document.pdf.styles import BODY_BOTTOM, BODY_TOP

TALLEST_ROW = 640.0
"""A row taller than this is parted: no page could hold it whole."""
LEAST_PART = 120.0
"""The least of a parted row that stands on a page, in points."""
TAIL = 30.0
"""Room for the first lines of the source beneath a table, in points."""
SHORT_TABLE = 4
TALLEST_PAIR = 240.0
"""Rows taller than this together may part: else they would leave half a page empty."""
PAGE = BODY_BOTTOM - BODY_TOP
GROUP_INDENT = 5.0
Kind = Literal["head", "row", "group", "total"]


@dataclass(slots=True)
class SetRow:
    """A row: its cells, the points above and below their words, and its place in the structure.

    A group has one cell over all columns. `heading` is the column whose cell names the row.
    """

    kind: Kind
    cells: Sequence[Plain | Stack]
    above: float
    below: float
    heading: int = -1
    element: Element | None = None
    parts: dict[int, Element] = field(default_factory=dict)
    refers: bool = False
    turn: int = -1
    tall: float = -1.0

    def height(self, widths: Sequence[float]) -> float:
        """Return the height in points."""
        if self.tall < 0 or self.refers:
            words = max(
                (cell.height(room) for cell, (_, room) in self._spread(widths)), default=0.0
            )
            self.tall = words + self.above + self.below
        return self.tall

    def _spread(self, widths: Sequence[float]) -> list[tuple[Plain | Stack, tuple[float, float]]]:
        """Return each cell with where it begins and the room for its words, in points."""
        if self.kind == "group":
            return [(self.cells[0], (GROUP_INDENT, sum(widths) - GROUP_INDENT - SPACE))]
        made, x, last = [], 0.0, len(widths) - 1
        for at, (cell, width) in enumerate(zip(self.cells, widths, strict=True)):
            made.append((cell, (x, width - (SPACE if at < last else 0.0))))
            x += width
        return made

    def draw(self, canvas: Any, top: float, widths: Sequence[float], parent: Element) -> None:
        """Draw the cells from a height down, each for its element."""
        height = self.height(widths)
        if self.element is None:
            self.element = parent.child("TR")
        for at, (cell, (x, room)) in enumerate(self._spread(widths)):
            element = self._cell(at, len(widths))
            y = top - self.above
            if self.kind == "head":
                y = top - height + self.below + cell.height(room)
            if isinstance(cell, Plain):
                if cell.text:
                    with canvas.painting(element):
                        cell.draw(canvas, x, y, room)
            elif cell.flowables:
                with canvas.inside(element):
                    cell.draw(canvas, x, y, room)

    def _cell(self, at: int, columns: int) -> Element:
        """Return the element of a cell, made when it is first drawn."""
        if at not in self.parts:
            assert self.element is not None
            cell = self.cells[at]
            if isinstance(cell, Plain) and not cell.text:
                self.parts[at] = self.element.child("TD")  # a heading without words heads nothing
            elif self.kind == "head":
                self.parts[at] = self.element.child("TH", scope="Column")
            elif self.kind == "group":
                self.parts[at] = self.element.child("TH", scope="Row", span=columns)
            elif at == self.heading:
                self.parts[at] = self.element.child("TH", scope="Row")
            else:
                self.parts[at] = self.element.child("TD")
        return self.parts[at]

    def split(self, widths: Sequence[float], room: float) -> tuple[SetRow, SetRow]:
        """Return what of a row stands in a room, and the rest: two parts of the same row."""
        halves = [
            cell.split(wide, room - self.above - self.below)
            for cell, (_, wide) in self._spread(widths)
        ]
        first = self._part([one for one, _ in halves])
        return first, self._part([two for _, two in halves])

    def _part(self, cells: Sequence[Any]) -> SetRow:
        return SetRow(
            self.kind, cells, self.above, self.below, self.heading, self.element, self.parts,
            self.refers,
        )  # fmt: skip


class SetTable(Flowable):  # type: ignore[misc]
    """A table, or the rows of one that stand on a page: those from `start` up to `stop`.

    `element` is its place in the structure; `ruled` draws its lines. `whole` keeps it on a page.
    `tail` is the source beneath it, which stands with its last rows. The parts of a table share
    its rows and the sums of their heights.
    """

    def __init__(
        self,
        head: SetRow | None,
        rows: Sequence[SetRow],
        widths: Sequence[float],
        element: Element,
        ruled: bool = True,
        whole: bool = False,
    ) -> None:
        super().__init__()
        self.head, self.rows, self.widths = head, rows, list(widths)
        self.element, self.ruled, self.whole = element, ruled, whole
        self.refers = any(row.refers for row in rows)
        self.bodies: dict[str, Element] = {}
        self.start, self.stop = 0, len(rows)
        self.repeated = False
        self.spaceAfter = 6
        self.tail: Any = None
        self._sums: list[float] = []
        self._bound: list[bool] = []

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take the widths of the columns and the heights of the rows."""
        self._measure()
        self.width, self.height = sum(self.widths), self._down(self.stop)
        return self.width, self.height

    def _measure(self) -> None:
        """Add the heights of the rows up, and note which stay together."""
        if not self._sums or self.refers:
            heights = (row.height(self.widths) for row in self.rows)
            self._sums = list(accumulate(heights, initial=0.0))
            self._bound = self._together()

    def _top(self) -> float:
        """Return how tall the headings are, in points."""
        return 0.0 if self.head is None else self.head.height(self.widths)

    def _down(self, at: int) -> float:
        """Return how far beneath the top of this part a row begins, in points."""
        return self._top() + self._sums[at] - self._sums[self.start]

    @property
    def least(self) -> float:
        """How much of it has to stand beneath its heading: two rows, or a short table whole."""
        self._measure()
        end = min(self.start + 2, self.stop)
        while end < self.stop and self._bound[end - 1]:
            end += 1
        whole = end == self.stop and self.tail is not None
        return self._down(end) + (TAIL if whole else 0.0)

    def _together(self) -> list[bool]:
        """Return for each row whether the next stays with it: a short table stays whole.

        Of a long one the first two rows, the last two, and a group with its first row.
        """
        count, sums, tall = len(self.rows), self._sums, self._top() + self._sums[-1]
        small = tall <= TALLEST_PAIR and count <= SHORT_TABLE
        bound = [small or (self.whole and tall <= PAGE)] * count
        for at in range(count - 1):
            pair = sums[at + 2] - sums[at] <= TALLEST_PAIR
            ends = at in {0, count - 2}
            bound[at] = bound[at] or (pair and (ends or self.rows[at].kind == "group"))
        return bound

    def split(self, _width: float, room: float) -> list[Any]:
        """Return the rows that stand in a room and the rest, or nothing where none do."""
        self._measure()
        left = room - self._top()
        most = self._sums[self.start] + left + FINE
        kept = min(bisect_right(self._sums, most, self.start) - 1, self.stop - 1)
        while kept > self.start and self._bound[kept - 1]:
            kept -= 1
        if kept > self.start:
            return [self._part(self.start, kept), self._part(kept, self.stop)]
        row = self.rows[self.start]
        if row.height(self.widths) <= min(TALLEST_ROW, PAGE - self._top()) or left < LEAST_PART:
            return []
        halves = row.split(self.widths, left)
        at = self.start
        self.rows = [*self.rows[:at], *halves, *self.rows[at + 1 :]]
        self.stop, self._sums = self.stop + 1, []
        self._measure()
        return [self._part(at, at + 1), self._part(at + 1, self.stop)]

    def _part(self, start: int, stop: int) -> SetTable:
        part = SetTable.__new__(SetTable)
        part.__dict__.update(self.__dict__)
        part.start, part.stop = start, stop
        part.repeated = self.repeated or start > self.start
        if stop < self.stop:
            part.spaceAfter, part.tail = 0, None
        return part

    def draw(self) -> None:
        """Draw the rows: lines and fills belong to the page, as do headings that repeat."""
        canvas, top = self.canv, self.height
        with canvas.inside(self.element), canvas.painting(None):
            self._draw_fills()
            if self.head is not None:
                self._draw_head(self.head)
            for at in range(self.start, self.stop):
                y = top - self._down(at)
                self.rows[at].draw(canvas, y, self.widths, self._body("TBody"))
            if self.ruled:
                self._draw_lines()

    def _draw_head(self, row: SetRow) -> None:
        head = self._body("THead")
        if not self.repeated:
            row.draw(self.canv, self.height, self.widths, head)
            return
        with self.canv.painting(REPEATED):
            row.draw(self.canv, self.height, self.widths, head)

    def _body(self, role: Literal["THead", "TBody"]) -> Element:
        """Return the part of the table that rows are in; without headings the table itself."""
        if self.head is None:
            return self.element
        if role not in self.bodies:
            self.bodies[role] = self.element.child(role)
        return self.bodies[role]

    def _draw_fills(self) -> None:
        self.canv.setFillColor(HexColor(NOTE_FILL))
        for at in range(self.start, self.stop):
            if self.rows[at].kind == "group":
                y, tall = self.height - self._down(at + 1), self._sums[at + 1] - self._sums[at]
                self.canv.rect(0, y, self.width, tall, stroke=0, fill=1)

    def _draw_lines(self) -> None:
        shown = range(self.start, self.stop)
        self.canv.setLineCap(0)
        self._lines([at + 1 for at in shown], 0.5, RULE)
        totals = [at for at in shown if self.rows[at].kind == "total"]
        self._lines([end for at in totals for end in (at, at + 1)], 1.0, TEXT)
        if self.head is not None:
            self._lines([self.start], 1.25, NAVY)

    def _lines(self, ends: Sequence[int], thick: float, colour: str) -> None:
        """Draw a line above each of some rows."""
        if ends:
            self.canv.setStrokeColor(HexColor(colour))
            self.canv.setLineWidth(thick)
            places = [self.height - self._down(at) for at in ends]
            self.canv.lines([(0, y, self.width, y) for y in places])

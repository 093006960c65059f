"""The structure of a document: what each thing on its pages is, for readers who do not see them.

Roles are the standard ones of PDF 1.7 (ISO 32000-1, 14.8.4). An element is made when the setter of
a document decides what something is; what is painted for it is noted while pages are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "Document", "Part", "Sect", "Div", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table",
    "THead", "TBody", "TR", "TH", "TD", "Figure", "Link", "TOC", "TOCI", "Note", "Span", "Caption",
    "BlockQuote",
]  # fmt: skip
Scope = Literal["", "Column", "Row", "Both"]
Numbering = Literal["", "None", "Disc", "Decimal"]
Box = tuple[float, float, float, float]

CELLS = ("TH", "TD")
ALONE = (*CELLS, "LBody", "Lbl", "Caption")
"""What holds the words of its one paragraph itself: a tree half as large says the same."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked content on a page: both counted from 0; `order` counts what was painted before it."""

    page: int
    number: int
    order: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """A link's area on a page, by the name of its annotation."""

    page: int
    name: str
    order: int


class Element:
    """One element of the structure; its place among its siblings is where it was first painted.

    `alt` describes a figure, `actual_text` is read instead of the marks drawn. `span` is how many
    columns a cell covers; `box` is left, bottom, right, top of a figure in points, known
    when it is painted. An element made without a parent is put into the one that holds it on the
    page when it is first painted.
    """

    __slots__ = (
        "actual_text", "alt", "box", "kids", "numbering", "parent", "role", "scope", "span",
    )  # fmt: skip

    def __init__(
        self,
        role: Role,
        *,
        alt: str = "",
        actual_text: str = "",
        scope: Scope = "",
        span: int = 1,
        numbering: Numbering = "",
    ) -> None:
        self.role: Role = role
        self.alt, self.actual_text = alt, actual_text
        self.scope, self.span = scope, span
        self.numbering = numbering
        self.box: Box | None = None
        self.parent: Element | None = None
        self.kids: list[Element | Mark | Annotated] = []

    def child(
        self,
        role: Role,
        *,
        alt: str = "",
        actual_text: str = "",
        scope: Scope = "",
        span: int = 1,
        numbering: Numbering = "",
    ) -> Element:
        """Return a new element inside this one."""
        return self.take(
            Element(
                role, alt=alt, actual_text=actual_text, scope=scope, span=span,
                numbering=numbering,
            )
        )  # fmt: skip

    def take(self, element: Element) -> Element:
        """Put an element without a parent inside this one, and return it."""
        if element.parent is None and element is not self:
            element.parent = self
            self.kids.append(element)
        return element

    def settle(self) -> int | None:
        """Drop what was never painted, put the rest in the order of painting; return its start.

        Cells stay though empty, so that rows keep their columns; None where nothing is left.
        """
        placed: list[tuple[int, int, Element | Mark | Annotated]] = []
        last = -1
        for at, kid in enumerate(self.kids):
            start = kid.settle() if isinstance(kid, Element) else kid.order
            if start is None and isinstance(kid, Element) and kid.role in CELLS:
                start = last  # an empty cell stays beside the one before it
            if start is not None:
                placed.append((start, at, kid))
                last = start
        if self.role != "TR":
            placed.sort(key=lambda one: one[:2])
        self.kids = [kid for _, _, kid in placed]
        self._absorb()
        painted = [start for start, _, _ in placed if start >= 0]
        return min(painted) if painted else None

    def _absorb(self) -> None:
        """Take the words of the only paragraph in a cell or an item as its own."""
        only = self.kids[0] if len(self.kids) == 1 else None
        if not isinstance(only, Element) or only.role != "P" or self.role not in ALONE:
            return
        if only.alt or only.actual_text:
            return
        self.kids = only.kids
        for kid in self.kids:
            if isinstance(kid, Element):
                kid.parent = self

"""A text object of ReportLab that knows which of its words are links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from reportlab.pdfgen.textobject import PDFTextObject

from planner.document.pdf.structure import Element

Link = tuple[int, str]
"""A link of a paragraph as ReportLab's markup reader counts it: its number and where it leads."""


class WordsOf:
    """Whose words a paragraph draws: an element's, and within it those of its links.

    `whole` is the one link that all the words are, where they are. `described` says in words
    where each link leads.
    """

    __slots__ = ("_at", "_plain", "described", "element", "links", "whole")

    def __init__(self, element: Element, plain: str, described: Mapping[Link, str]) -> None:
        self.element, self.described = element, described
        self.links: dict[Link, Element] = {}
        self.whole: Link | None = None
        self._plain, self._at = _squeezed(plain), 0

    def parts_after(self, line: str) -> bool:
        """Return whether a line ends between two words: not within one, nor with the last."""
        shown = _squeezed(line)
        found = self._plain.find(shown, self._at)
        if found < 0:
            return True
        self._at = found + len(shown)
        return self._plain[self._at : self._at + 1] == " "

    def link_of(self, link: Link) -> Element:
        """Return the element of a link; one that goes over lines or pages has one element."""
        if link not in self.links:
            self.links[link] = self.element.child("Link")
        return self.links[link]


def _squeezed(text: str) -> str:
    """Return text with one space where it may break; spaces that never break stay."""
    return re.sub("[ \t\r\n\f\v]+", " ", text).strip(" ")


class LinkedWords(PDFTextObject):  # type: ignore[misc]
    """Text on its way to a page, with the places where links begin and end."""

    def __init__(self, canvas: Any, x: float = 0, y: float = 0, direction: Any = None) -> None:
        self.places: list[tuple[int, Link | None]] = []
        self.on_line: set[Link] = set()
        self._line = ""
        super().__init__(canvas, x, y, direction=direction)

    def _linkRecord(self, link: Link, what: str) -> None:
        """Note where a link begins, which ReportLab tells after its first words, or ends."""
        if what == "start":
            self.places.append((len(self._code) - 1, link))
            self.on_line.add(link)
        else:
            self.places.append((len(self._code), None))

    def _textOut(self, text: str, TStar: int = 0) -> None:
        """Show a part of a line; the space at which it breaks is there for who only listens."""
        words = self._canvas.words
        self._line += text
        if TStar and words is not None:
            text += " " if words.parts_after(self._line) else ""
            self._line = ""
        super()._textOut(text, TStar)

    def textLine(self, text: str = "") -> None:
        """Show a line of an element with a space that parts it from the next."""
        super().textLine(f"{text} " if text and self._canvas.in_element else text)

    def _formatText(self, text: str) -> str:
        """Return the operators for text, and note its characters."""
        self._canvas.characters.update(text)
        return str(super()._formatText(text))

    def next_link(self) -> Link:
        """Return the link whose area ReportLab sets next: of a line it takes them in order."""
        link = min(one for one in self.on_line if one[1])
        self.on_line = {one for one in self.on_line if one > link}
        return link

    def pieces(self) -> list[tuple[str, Link | None]]:
        """Return the operators without BT and ET, cut where a link begins or ends."""
        made: list[tuple[str, Link | None]] = []
        start, link = 1, None
        for at, following in [*self.places, (len(self._code), None)]:
            if at > start:
                made.append((" ".join(self._code[start:at]), link))
            start, link = max(at, start), following
        return made

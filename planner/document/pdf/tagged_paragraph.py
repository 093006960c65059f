"""A paragraph whose words belong to an element, and its links to theirs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from planner.document.pdf.structure import Element
from planner.document.pdf.tagged import TagCanvas
from planner.document.pdf.tagged_words import Link, WordsOf


class TaggedParagraph(Paragraph):  # type: ignore[misc]
    """A paragraph of ReportLab's markup with its place in the structure.

    Words go to `element`, or to a new P put where the paragraph is drawn; those of each link go
    to a Link inside it, also where it breaks over lines or pages. `goals` says in words where
    the links lead, by their target; else a link is described by its own words. Underlines,
    strokes and backgrounds are artifacts.
    """

    def __init__(
        self,
        text: Any,
        style: ParagraphStyle | None = None,
        element: Element | None = None,
        goals: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(text, style, **more)
        if text is not None:  # else a part of a split paragraph, which is given its words
            plain = "".join(
                " " if getattr(part, "lineBreak", False) else getattr(part, "text", "")
                for part in self.frags
            )
            self.words = WordsOf(element or Element("P"), plain, self._described(goals or {}))

    @property
    def element(self) -> Element:
        """The element that the words belong to."""
        return self.words.element

    def _described(self, goals: Mapping[str, str]) -> dict[Link, str]:
        """Return what is said of each link: where it leads, else its words."""
        said: dict[Link, str] = {}
        for part in self.frags:
            for link in getattr(part, "link", None) or ():
                said[link] = said.get(link, "") + getattr(part, "text", "")
        return {
            link: goals.get(link[1].removeprefix("#"), "") or " ".join(words.split())
            for link, words in said.items()
        }

    def split(self, width: float, height: float) -> list[Any]:
        """Return the parts that stand on one page and the next, of one element."""
        parts: list[Any] = super().split(width, height)
        for part in parts:
            part.words = self.words
        return parts

    def draw(self) -> None:
        """Draw the words for their element."""
        if not isinstance(self.canv, TagCanvas):
            super().draw()
            return
        links = getattr(self.blPara, "link", None) if self.blPara.kind == 0 else None
        self.words.whole = links[0] if links else None
        with self.canv.words_of(self.words):
            super().draw()

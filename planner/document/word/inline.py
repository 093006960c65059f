"""Words of a document as runs of a Word file, with links and page numbers that Word counts."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

from planner.document.blocks import (
    AnswerBox,
    ClassMark,
    DecisionTag,
    Mark,
    StatusMark,
    TickBox,
)
from planner.document.palette import NAVY, PLUM, SECONDARY
from planner.document.word.elements import Element, field, make, run, safe
from planner.document.word.looks import run_look
from planner.document.word.places import Bookmarks
from planner.document.wording import CLASS_LETTERS, start
from planner.document.words import Run, Words, rich

ADDRESSES = ("mailto:", "tel:", "https:", "http:")
NO_PAGE_YET = "\N{EN DASH}"
"""What a page number shows until Word has counted the pages."""
SMALL = 8.5
STATUS_SIGNS = {"verified": "■", "to be checked": "□", "our choice": "○"}
TICK = "☐"


class Inline:
    """Writes runs; knows the bookmarks, the style of links and the part that holds addresses."""

    def __init__(self, part: Any, places: Bookmarks, link_style: str) -> None:
        self.part, self.places, self.link_style = part, places, link_style

    def runs(
        self, words: Words, *, bold: bool = False, colour: str = "", size: float = 0.0
    ) -> list[Element]:
        """Return the runs of words; what is given holds for all of them."""
        made: list[Element] = []
        for one in rich(words).runs:
            made += self._run(one, bold, colour, size)
        return made

    def _run(self, one: Run, bold: bool, colour: str, size: float) -> list[Element]:
        tone = {"plum": PLUM, "grey": SECONDARY}.get(one.tone, colour)
        place = self.places.names.get(one.link)
        address = None if place else self._address(one.link)
        linked = bool(place or address)
        look = run_look(
            bold=bold or one.weight != "regular",
            colour=tone if not linked or colour else "",
            size=SMALL if one.small else size,
            struck=one.struck,
            style=self.link_style if linked else "",
        )
        shown = start(one.text) if one.page == "Page" else one.text
        if not safe(shown):
            return []
        runs = [run(shown, look)]
        if place and one.page == "number":
            runs = field(f"PAGEREF {place} \\h", NO_PAGE_YET, look)
        elif place:
            runs = [make("w:hyperlink", *runs, anchor=place, history=1)]
            if one.page:
                runs += [run(" (page "), *field(f"PAGEREF {place} \\h", NO_PAGE_YET), run(")")]
        elif address:
            link = make("w:hyperlink", *runs, history=1)
            link.set(qn("r:id"), self.part.relate_to(address, RT.HYPERLINK, is_external=True))
            runs = [link]
        return runs

    def _address(self, link: str) -> str | None:
        is_address = link.lower().startswith(ADDRESSES) and not any(c.isspace() for c in link)
        return safe(link) if is_address else None

    def mark(self, value: Mark, alone: bool) -> list[Element]:
        """Return a mark as letters; `alone` where no words stand beside it in its cell."""
        if isinstance(value, ClassMark):
            return class_runs(value.class_, with_word=not alone)
        if isinstance(value, DecisionTag):
            colour = NAVY if value.decision == "keep_going" else ""
            return [run(value.words, run_look(bold=True, colour=colour))]
        if isinstance(value, AnswerBox):
            return [run(value.words, run_look(bold=True))]
        if isinstance(value, TickBox):
            return [run(TICK, run_look(size=16 if value.large else 12))]
        assert isinstance(value, StatusMark)
        return [run(STATUS_SIGNS.get(value.status, "□"))]


def class_runs(class_: str | None, *, with_word: bool) -> list[Element]:
    """Return the letter of a class, with its word where asked; nothing where not decided."""
    if class_ not in CLASS_LETTERS:
        return []
    runs = [run(CLASS_LETTERS[class_], run_look(bold=True))]
    return [*runs, run(f" {class_}")] if with_word else runs

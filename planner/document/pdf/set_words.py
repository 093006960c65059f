"""Words of a document as paragraphs: safe markup, links to places, and pages that settle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle

from planner.document import blocks
from planner.document.palette import NAVY, PLUM, SECONDARY
from planner.document.pdf import styles
from planner.document.pdf.structure import Element
from planner.document.pdf.tagged_paragraph import TaggedParagraph
from planner.document.words import Rich, Run, Words, rich

NO_PAGE = "\N{EN DASH}"
NOT_YET = "00"
"""Stands for a page not laid yet: as wide as most, for figures of our font are all as wide."""
FONTS = {"regular": styles.REGULAR, "semibold": styles.SEMIBOLD, "bold": styles.BOLD}
COLOURS = {"grey": SECONDARY, "plum": PLUM}
SMALL = 8.5


def _large(name: str, size: float, leading: float, after: float, **more: Any) -> ParagraphStyle:
    return styles.BODY.clone(name, fontSize=size, leading=leading, spaceAfter=after, **more)


LARGE_TITLE = _large(
    "LargeTitle", 32, 35, 10, fontName=styles.BOLD, textColor=HexColor(NAVY)
)  # fmt: skip
LARGE_PHASE = _large("LargePhase", 18, 22, 3, fontName=styles.BOLD, spaceBefore=9)
STYLES: Mapping[blocks.Style, ParagraphStyle] = {
    "h1": styles.H1,
    "h2": styles.H2,
    "h3": styles.H3,
    "lead": styles.LEAD,
    "body": styles.BODY,
    "body_close": styles.BODY_CLOSE,
    "source": styles.SOURCE,
    "number": styles.NUMBER,
    "big_number": styles.BIG_NUMBER,
    "action": styles.ACTION,
    "panel": styles.PANEL,
    "panel_title": styles.PANEL_TITLE,
    "panel_gap_title": styles.PANEL_GAP_TITLE,
    "cell": styles.CELL,
    "cell_right": styles.CELL_RIGHT,
    "cell_grey": styles.CELL_GREY,
    "cell_strong": styles.CELL_STRONG,
    "cell_strong_right": styles.CELL_STRONG_RIGHT,
    "large_title": LARGE_TITLE,
    "large_lead": _large("LargeLead", 18, 23, 8),
    "large_phase": LARGE_PHASE,
    "large_item": _large("LargeItem", 16, 20.5, 5),
}
HEADINGS: Mapping[str, str] = {
    "h1": "H1", "large_title": "H1", "h2": "H2", "large_phase": "H2", "h3": "H3",
    "panel_title": "H3", "panel_gap_title": "H3",
}  # fmt: skip
"""The styles that are headings, with their role."""


@dataclass(slots=True)
class Places:
    """Where the places of a document are, as far as laid out; `known` are those there will be.

    `turn` grows whenever the pages change, so that what prints one is set again. `level` is that
    of the last bookmark drawn.
    """

    known: frozenset[str] = frozenset()
    of: dict[str, int] = field(default_factory=dict)
    turn: int = 0
    level: int = -1

    def page(self, key: str) -> str:
        """Return the page number of a place as words."""
        if key in self.of:
            return str(self.of[key])
        return NO_PAGE if self.of else NOT_YET

    def may_stand(self, key: str) -> bool:
        """Return whether a place has a page, as far as laid out."""
        return key in self.of if self.of else key in self.known

    def settle(self, found: dict[str, int]) -> bool:
        """Take the pages found; return whether every number is as wide as the one printed."""
        before = {key: len(self.page(key)) for key in self.known}
        self.of = found
        self.turn += 1
        return all(len(self.page(key)) == before[key] for key in self.known)


def markup(words: Rich, places: Places) -> str:
    """Return words as ReportLab reads them; what a user wrote is escaped."""
    return "".join(_run(run, places) for run in _merged(words))


def refers(words: Rich) -> bool:
    """Return whether words print the page of a place."""
    return any(run.page for run in words.runs)


def _merged(words: Rich) -> list[Run]:
    """Return the runs, with neighbours that look alike as one."""
    made: list[Run] = []
    for _, same in groupby(words.runs, _look):
        runs = list(same)
        if len(runs) == 1 or runs[0].page:
            made += runs
        else:
            first = runs[0]
            text = "".join(run.text for run in runs)
            made.append(Run(text, first.weight, first.tone, first.small, first.struck, first.link))
    return made


def _look(run: Run) -> tuple[object, ...]:
    return run.weight, run.tone, run.small, run.struck, run.link, run.page


def _run(run: Run, places: Places) -> str:
    text, goal = run.text, _goal(run.link, places)
    if run.page and places.may_stand(run.link):
        number = places.page(run.link)
        text = number if run.page == "number" else f"{run.page} {number}"
    shown = escape(text, quote=False)
    if run.struck:
        shown = f"<strike>{shown}</strike>"
    looks = "".join(
        (
            f' name="{FONTS[run.weight]}"' if run.weight != "regular" or run.small else "",
            f' color="{COLOURS[run.tone]}"' if run.tone in COLOURS else "",
            f' size="{SMALL}"' if run.small else "",
        )
    )
    if looks:
        shown = f"<font{looks}>{shown}</font>"
    return f'<a href="{escape(goal)}">{shown}</a>' if goal and shown else shown


def _goal(link: str, places: Places) -> str:
    """Return where a link leads: an address, a place of the document, or nowhere."""
    if ":" in link:
        return link
    return f"#{link}" if link in places.known else ""


class Prose(TaggedParagraph):
    """A paragraph that remembers how it was broken into lines at a width."""

    _at: float | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return its width and height, in points."""
        if self._at != width or not hasattr(self, "blPara"):
            super().wrap(width, height)
            self._at = width
        return self.width, self.height


class Referring(Prose):
    """A paragraph that prints the pages of places: it is set again when they change."""

    refers = True

    def __init__(
        self,
        text: str | None,
        style: ParagraphStyle,
        element: Element | None = None,
        *,
        words: Rich | None = None,
        places: Places | None = None,
        **more: Any,
    ) -> None:
        super().__init__(text, style, element, goals=_goals(words, places), **more)
        self.said, self.places = words, places
        self.turn = places.turn if places is not None else 0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return its width and height with the pages as they are known now."""
        if self.places is not None and self.said is not None and self.turn != self.places.turn:
            said, places, element = self.said, self.places, self.element
            self.__init__(  # type: ignore[misc]
                markup(said, places), self.style, element, words=said, places=places
            )
            self._at = None
        return super().wrap(width, height)


def _goals(words: Rich | None, places: Places | None) -> dict[str, str]:
    """Return what is said of each link that prints a page: the page and the name of the place."""
    if words is None or places is None:
        return {}
    runs = [run for run in words.runs if run.page and run.text]
    return {run.link: f"Page {places.page(run.link)}: {run.text}" for run in runs}


def prose(
    words: Words, style: ParagraphStyle, places: Places, element: Element | None = None
) -> Prose:
    """Return words as a paragraph in a style; `element` is what they are, else a P."""
    said = rich(words)
    text = markup(said, places)
    if refers(said):
        return Referring(text, style, element, words=said, places=places)
    return Prose(text, style, element)


def fitted_style(style: ParagraphStyle, size: float) -> ParagraphStyle:
    """Return a style in another size, with its leading in proportion."""
    leading = style.leading * size / style.fontSize
    return style.clone(f"{style.name}{size}", fontSize=size, leading=leading)

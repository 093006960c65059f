"""The top of a part on its page: place and bookmark, bar, eyebrow, finding and lead."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from planner.document.blocks import Opening
from planner.document.pdf import marks, styles
from planner.document.pdf.filling import BEFORE_PART, Item, NewPage, PartStart
from planner.document.pdf.set_cells import Drawing
from planner.document.pdf.set_words import STYLES, Places, prose
from planner.document.pdf.structure import Element
from planner.document.wording import CLASS_LETTERS
from planner.document.words import Rich, Run, brief, clean

LONG_TITLE = 56
"""Titles with more letters are set smaller."""
LONGEST_TITLE = 200
LONGEST_BOOKMARK = 120
ABOVE = 16
"""Points above a place that a reader who jumps to it still sees."""


class Place(Flowable):  # type: ignore[misc]
    """An invisible place: a link goal, a page to refer to and, with a title, a bookmark."""

    def __init__(self, places: Places, key: str, title: str = "", level: int = 0) -> None:
        super().__init__()
        self.places, self.key, self.title, self.level = places, key, title, level

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Set the goal and the bookmark, which stands at most one level beneath the last."""
        self.canv.bookmarkHorizontal(self.key, 0, ABOVE)
        if self.title:
            self.places.level = min(self.level, self.places.level + 1)
            title = brief(self.title, LONGEST_BOOKMARK)
            self.canv.addOutlineEntry(title, self.key, self.places.level, closed=0)


def opening_items(opening: Opening, places: Places, heading: Element) -> list[Item]:
    """Return the top of a part; it stands beneath the part before unless a new page is asked."""
    title = brief(opening.title, LONGEST_TITLE)
    style = styles.H1 if len(title) <= LONG_TITLE else styles.H1_LONG
    if opening.large:
        style = STYLES["large_title"]
    place = Place(places, opening.key, opening.bookmark or opening.title, opening.level)
    place.spaceBefore = BEFORE_PART
    items: list[Item] = [
        NewPage() if opening.new_page else PartStart(),
        place,
        marks.Rule(),
        _eyebrow(opening),
        prose(title, style, places, heading),
    ]
    if opening.lead:
        lead = Rich((Run(clean(opening.lead)),))
        items.append(prose(lead, STYLES["large_lead" if opening.large else "lead"], places))
    return items


def _eyebrow(opening: Opening) -> Any:
    """Return the line over the finding; its class mark is read as the word it stands for."""
    element = Element("P")
    if opening.class_ in CLASS_LETTERS:
        said = opening.more or str(opening.class_)
        element = Element("P", actual_text=f"{opening.part} · {said}")
    return Drawing(marks.Eyebrow(opening.part, opening.class_, opening.more), element)

"""The page frame: header, footer, marks for bookmarks and page numbers, and the passes that settle.

Pages refer to each other ("page 28") and say "page x of y", so a document is laid out until every
page number is the one that was printed in the pass before.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from planner.document.palette import NAVY, TEXT
from planner.document.pdf.charts.pen import fitted
from planner.document.pdf.styles import (
    BODY_BOTTOM,
    BODY_TOP,
    BOLD,
    FOOTER_RULE,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    REGULAR,
    WIDTH,
    load_fonts,
)
from planner.document.pdf.text import brief
from planner.progress import Progress

PASSES = 5
NO_PAGE_YET = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Edition:
    """What stands around every page: marking, titles, version and dates, as printed words.

    `kind` names the kind of document, at the top of the first page; `subject` is for the
    properties of the file.
    """

    title: str
    author: str
    marking: str
    header: str
    footer: str
    expires: str
    stale: bool
    made_on: datetime.date
    kind: str = "Contingency plan"
    subject: str = "Contingency plan for the failure of a provider"


@dataclass(frozen=True, slots=True)
class Pages:
    """The page of each mark, and how many pages there are, as far as known."""

    of: Mapping[str, int] = field(default_factory=dict)
    total: int = 0

    def page(self, key: str) -> str:
        """Return the page number of a mark as words; a dash before it is known."""
        return str(self.of[key]) if key in self.of else NO_PAGE_YET


@dataclass(slots=True)
class Laid:
    """What one pass found: the page of each mark, in order, and the number of pages."""

    marks: dict[str, int] = field(default_factory=dict)
    pages: int = 0


class Mark(Flowable):  # type: ignore[misc]
    """An invisible place: a link goal, a page number to refer to and, with a title, a bookmark."""

    def __init__(self, laid: Laid, key: str, title: str = "", level: int = 0) -> None:
        super().__init__()
        self.laid, self.key, self.title, self.level = laid, key, title, level
        self.width = self.height = 0
        self.keepWithNext = 1

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Note the page and set the goal and the bookmark."""
        self.laid.marks[self.key] = self.canv.getPageNumber()
        self.canv.bookmarkHorizontal(self.key, 0, 16)
        if self.title:
            self.canv.addOutlineEntry(brief(self.title, 120), self.key, self.level, closed=0)


class Rule(Flowable):  # type: ignore[misc]
    """A short thick bar above a heading."""

    def __init__(self, width: float = 36, thick: float = 4, after: float = 6) -> None:
        super().__init__()
        self.thick, self.after, self.length = thick, after, width
        self.keepWithNext = 1

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take the bar and the room under it."""
        return self.length, self.thick + self.after

    def draw(self) -> None:
        """Draw the bar."""
        self.canv.setFillColor(HexColor(NAVY))
        self.canv.rect(0, self.after, self.length, self.thick, stroke=0, fill=1)


def _draw_frame(canvas: Canvas, edition: Edition, total: int, plain_header: bool) -> None:
    """Draw the header and the footer of a page."""
    canvas.saveState()
    canvas.setFillColor(HexColor(TEXT))
    canvas.setStrokeColor(HexColor(TEXT))
    canvas.setLineWidth(0.5)
    base = PAGE_HEIGHT - 34
    canvas.setFont(BOLD, 9)
    canvas.drawString(MARGIN, base, edition.marking, charSpace=0.8)
    room = WIDTH - canvas.stringWidth(edition.marking, BOLD, 9) - 40
    canvas.setFont(REGULAR, 8.5)
    words = edition.kind if plain_header else edition.header
    canvas.drawRightString(PAGE_WIDTH - MARGIN, base, fitted(words, room, 8.5))
    canvas.line(MARGIN, PAGE_HEIGHT - 43, PAGE_WIDTH - MARGIN, PAGE_HEIGHT - 43)
    rule = PAGE_HEIGHT - FOOTER_RULE
    canvas.line(MARGIN, rule, PAGE_WIDTH - MARGIN, rule)
    foot = rule - 12.5
    canvas.drawString(MARGIN, foot, edition.footer)
    if edition.stale:
        canvas.setFont(BOLD, 8.5)
        canvas.drawString(MARGIN, foot - 11, "Made before the register changed")
        canvas.setFont(REGULAR, 8.5)
    canvas.drawCentredString(PAGE_WIDTH / 2 + 10, foot, edition.expires)
    page = f"Page {canvas.getPageNumber()} of {total or NO_PAGE_YET}"
    canvas.drawRightString(PAGE_WIDTH - MARGIN, foot, page)
    canvas.restoreState()


Story = Callable[[Laid, Pages], list[Any]]
Backdrop = Callable[[Canvas], None]


def _template(target: io.BytesIO, edition: Edition, total: int, cover: Backdrop) -> BaseDocTemplate:
    """Return the document with its two page layouts: cover and body."""

    def first(canvas: Canvas, _document: BaseDocTemplate) -> None:
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.setDateFormatter(lambda *_clock: f"D:{edition.made_on:%Y%m%d}000000Z")
        cover(canvas)
        _draw_frame(canvas, edition, total, plain_header=True)

    def body(canvas: Canvas, _document: BaseDocTemplate) -> None:
        _draw_frame(canvas, edition, total, plain_header=False)

    frame = {
        "x1": MARGIN,
        "y1": PAGE_HEIGHT - BODY_BOTTOM,
        "width": WIDTH,
        "height": BODY_BOTTOM - BODY_TOP,
        "leftPadding": 0,
        "rightPadding": 0,
        "topPadding": 0,
        "bottomPadding": 0,
    }
    return BaseDocTemplate(
        target,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageTemplates=[
            PageTemplate("cover", [Frame(**frame)], onPage=first),
            PageTemplate("body", [Frame(**frame)], onPage=body),
        ],
        title=edition.title,
        author=edition.author,
        subject=edition.subject,
        creator="Backstop",
        lang="en-GB",
        invariant=1,
        initialFontName=REGULAR,
    )


def lay_out(edition: Edition, cover: Backdrop, story: Story, report: Progress) -> bytes:
    """Return the finished document as bytes, with every page number settled.

    `story` is called once a pass with an empty `Laid` for its marks and the `Pages` of the pass
    before. The bytes depend on the arguments only: nothing reads the clock.
    """
    load_fonts()
    pages = Pages()
    data = b""
    for number in range(PASSES):
        report(number, PASSES, f"Laying out the pages, pass {number + 1}")
        laid, target = Laid(), io.BytesIO()
        document = _template(target, edition, pages.total, cover)
        document.build(story(laid, pages))
        data = target.getvalue()
        found = Pages(laid.marks, document.page)
        if found == pages:
            break
        pages = found
    report(PASSES, PASSES, "Pages laid out")
    return data

"""What the parts of the plan are built of: openings, charts with their words, figure blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Table, TableStyle

from planner.document.charts import Chart
from planner.document.palette import RULE
from planner.document.pdf.charts.pen import width_of
from planner.document.pdf.charts.pictures import picture_of
from planner.document.pdf.frame import Laid, Mark, Pages, Rule
from planner.document.pdf.marks import Eyebrow
from planner.document.pdf.placing import BEFORE_PART, PAGE_ROOM, PartStart, height_of, start_of
from planner.document.pdf.styles import (
    BODY,
    BODY_CLOSE,
    BOLD,
    CAPTION,
    CHART_SUBTITLE,
    CHART_TITLE,
    FIGURE,
    H1,
    H1_LONG,
    H2,
    LEAD,
    TABLE_FONT,
    WIDTH,
)
from planner.document.pdf.text import Words, brief, say, shortened
from planner.plan.plan import Plan

LONGEST_TITLE = 110
LARGE_TITLE = 56
SCALES = (1.0, 0.92, 0.84, 0.76)
PADDING = 3.6


@dataclass(frozen=True, slots=True)
class Book:
    """What every part is given: the plan, the marks it sets and the pages it may refer to."""

    plan: Plan
    laid: Laid
    pages: Pages
    stale: bool = False

    def opening(
        self,
        key: str,
        part: str,
        title: str,
        bookmark: str = "",
        class_: str | None = None,
        more: str = "",
        lead: str = "",
        level: int = 0,
        new_page: bool = False,
    ) -> list[Flowable]:
        """Return the top of a part: mark and bookmark, eyebrow, finding and lead.

        It stands beneath the part before where its start fits there, unless a new page is asked.
        """
        mark = Mark(self.laid, key, bookmark or title, level)
        mark.spaceBefore = BEFORE_PART
        story: list[Flowable] = [
            PageBreak() if new_page else PartStart(),
            mark,
            Rule(),
            Eyebrow(part, class_, more),
            say(H1 if len(title) <= LARGE_TITLE else H1_LONG, brief(title, LONGEST_TITLE)),
        ]
        if lead:
            story.append(say(LEAD, shortened(lead, 420)))
        return story

    def page(self, key: str) -> str:
        """Return the page number of a part in words."""
        return f"page {self.pages.page(key)}"


def to_a_page(make: Callable[[float], list[Flowable]]) -> list[Flowable]:
    """Return what `make` makes at the largest scale at which it stands on one page.

    Where no scale brings it onto a page it is made at full size.
    """
    for scale in SCALES:
        story = make(scale)
        if height_of(story[1:]) <= PAGE_ROOM:
            return story
    return make(SCALES[0])


def chart(value: Chart | None, *after: Flowable, scale: float = 1.0) -> list[Flowable]:
    """Return a chart with its title and subtitle, kept together with what follows it."""
    if value is None:
        return []
    picture = picture_of(value, scale)
    picture.spaceAfter = 6
    return [
        KeepTogether(
            [
                say(CHART_TITLE, shortened(value.title, 200)),
                say(CHART_SUBTITLE, value.subtitle),
                picture,
                *after,
            ]
        )
    ]


def note_at(scale: float) -> ParagraphStyle:
    """Return the style of the smaller paragraphs on a page drawn at a scale."""
    return BODY if scale > 0.9 else BODY_CLOSE


def padding_at(scale: float) -> float:
    """Return the room above and below the rows of a table on a page drawn at a scale."""
    return round(PADDING * scale**3, 1)


def section(title: str, *content: Flowable, style: ParagraphStyle = H2) -> list[Flowable]:
    """Return a heading that stays with the start of its content; nothing without content."""
    if not content:
        return []
    heading = say(style, shortened(title, 200))
    return [CondPageBreak(40 + start_of(content[0])), heading, *content]


def sentences(words: Sequence[Words]) -> list[Flowable]:
    """Return a paragraph for each sentence."""
    return [say(BODY, one) for one in words if one]


def figure_blocks(figures: Sequence[tuple[str, str]]) -> Table:
    """Return up to four large figures side by side, each with its words."""
    shown = list(figures[:4])
    width = WIDTH / max(len(shown), 1)
    cells = [[_figure(value, width - 20), say(CAPTION, words)] for value, words in shown]
    made = Table([cells], [width] * len(cells), hAlign="LEFT")
    style = [
        TABLE_FONT,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (0, 0), 0),
        ("LEFTPADDING", (1, 0), (-1, -1), 10),
        ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ("LINEBEFORE", (1, 0), (-1, -1), 0.5, HexColor(RULE)),
    ]
    made.setStyle(TableStyle(style))
    made.spaceBefore, made.spaceAfter = 7, 7
    return made


def _figure(value: str, room: float) -> Flowable:
    """Return a large figure, set smaller where it would not fit on its line."""
    words = brief(value, 24)
    size = FIGURE.fontSize
    while size > 12 and width_of(words, size, BOLD) > room:
        size -= 1
    return say(FIGURE.clone(f"Figure{size}", fontSize=size), words)


def numbered(items: Sequence[Words]) -> list[Flowable]:
    """Return numbered lines with a hanging number."""
    if not items:
        return []
    rows = [[say(BODY, f"{at}."), say(BODY, item)] for at, item in enumerate(items, start=1)]
    made = Table(rows, [16, None], hAlign="LEFT")
    made.setStyle(
        TableStyle(
            [
                TABLE_FONT,
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
            ]
        )
    )
    return [made]

"""Findings as one PDF: the finding first, then its parts, in the frame of the plan."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate

from planner.document.chart_tables import Heading
from planner.document.in_place import put_in_place
from planner.document.paper import Paper, PaperPart
from planner.document.pdf.charts.pen import width_of
from planner.document.pdf.frame import Edition, Laid, Mark, Pages, Rule, lay_out
from planner.document.pdf.marks import Eyebrow
from planner.document.pdf.parts import LARGE_TITLE, LONGEST_TITLE, chart, numbered, section
from planner.document.pdf.parts import sentences as paragraphs
from planner.document.pdf.placing import PAGE_ROOM, height_of, start_of
from planner.document.pdf.styles import (
    H1,
    H1_LONG,
    H2,
    H3,
    LEAD,
    SEMIBOLD,
    SOURCE,
    WIDTH,
    load_fonts,
)
from planner.document.pdf.tables import SPACE, Column, table
from planner.document.pdf.text import brief, clean, say, shortened
from planner.document.plain_sheet import FIGURES, PlainSheet, in_words
from planner.progress import Progress, unreported

MOST_ROWS = 60
LEAST_WIDE, MOST_WIDE, SHORT_WORDS, LONGEST_WORD = 38.0, 190.0, 70.0, 110.0
UNBROKEN = FIGURES | {"date"}
HEADING_ROOM = 40.0


def write_paper_pdf(paper: Paper, path: Path, report: Progress = unreported) -> None:
    """Write a paper as a PDF, whole or not at all; OSError where the place cannot be written."""
    put_in_place(paper_pdf(paper, report), path)


def paper_pdf(paper: Paper, report: Progress = unreported) -> bytes:
    """Return a paper as a PDF in memory; the same paper always gives the same bytes."""

    def story(laid: Laid, _pages: Pages) -> list[Flowable]:
        flow = _opening(paper, laid)
        for number, part in enumerate(paper.parts):
            flow += _part(part, laid, number)
        if paper.assumptions:
            flow += [
                Mark(laid, "assumptions", "Assumptions"),
                *section("Assumptions", *numbered(paper.assumptions)),
            ]
        return flow

    load_fonts()
    return lay_out(_edition(paper), _no_backdrop, story, report)


def _no_backdrop(_canvas: Canvas) -> None:
    """A paper has no cover: it begins with what it found."""


def _edition(paper: Paper) -> Edition:
    council = f" · {paper.council}" if paper.council else ""
    return Edition(
        title=clean(paper.title),
        author=clean(paper.council or "Backstop"),
        marking=brief(paper.marking, 40),
        header=clean(f"{paper.title}{council}"),
        footer=brief(f"Made {paper.made}", 90),
        expires="",
        stale=False,
        made_on=paper.made_on,
        kind=clean(paper.council),
        subject=clean(paper.subtitle or paper.title),
    )


def _opening(paper: Paper, laid: Laid) -> list[Flowable]:
    title = say(H1 if len(paper.title) <= LARGE_TITLE else H1_LONG, brief(paper.title,
                LONGEST_TITLE))  # fmt: skip
    return [
        NextPageTemplate("body"),
        Mark(laid, "top", paper.title),
        Rule(),
        Eyebrow(brief(paper.subtitle, 140)),
        title,
        say(LEAD, shortened(paper.headline, 600)),
    ]


def _part(part: PaperPart, laid: Laid, number: int) -> list[Flowable]:
    """Return a part; its heading and sentences stand on the page of the first thing they are of."""
    told: list[Flowable] = [*paragraphs(part.sentences)]
    shown: list[Flowable] = []
    for value in part.charts:
        shown += chart(value)
    for sheet in part.tables:
        shown += _sheet(sheet, alone=sheet.title == part.heading)
    if not told and not shown:
        return []
    first = next((one for one in shown if not isinstance(one, CondPageBreak)), None)
    room = HEADING_ROOM + height_of(told)
    if first is not None:
        room += start_of(first) if hasattr(first, "least") else height_of([first])
    return [
        CondPageBreak(min(room, PAGE_ROOM)),
        Mark(laid, f"part-{number}", part.heading),
        say(H2, shortened(part.heading, 200)),
        *told,
        *shown,
    ]


def _sheet(sheet: PlainSheet, alone: bool) -> list[Flowable]:
    """Return a table with its title and, where it is cut, words that say so."""
    columns = sheet.columns
    if not sheet.rows:
        return section(sheet.title, say(SOURCE, "None."), style=H3)
    kinds = [column.kind for column in columns]
    rows = [
        [in_words(cell, kind) for cell, kind in zip(row, kinds, strict=True)]
        for row in sheet.rows[:MOST_ROWS]
    ]
    made = table(_columns(columns, rows), rows, padding=2.4)
    shown: list[Flowable] = [made]
    if len(sheet.rows) > MOST_ROWS:
        words = f"The first {MOST_ROWS} of {len(sheet.rows):,} rows; the Excel workbook has all."
        shown.append(say(SOURCE, words))
    if alone or not sheet.title:
        return shown
    return section(sheet.title, *shown, style=H3)


def _columns(headings: tuple[Heading, ...], rows: list[list[str]]) -> list[Column]:
    """Return columns in points: figures and dates as wide as their longest, never broken.

    Words share what is left; none gets less than its longest word.
    """
    wanted: list[float] = []
    least: list[float] = []
    for at, heading in enumerate(headings):
        widths = sorted(width_of(row[at], 9.5) for row in rows)
        whole = heading.kind in UNBROKEN or widths[-1] <= SHORT_WORDS
        usual = widths[-1 if whole else int(0.9 * (len(widths) - 1))]
        words = max((width_of(word, 9.5) for row in rows for word in row[at].split()), default=0.0)
        fewest = usual if heading.kind in UNBROKEN else min(words, LONGEST_WORD)
        named = max((width_of(word, 9, SEMIBOLD) for word in heading.words.split()), default=0.0)
        least.append(max(fewest, min(named, LONGEST_WORD)) + SPACE + 1)
        wanted.append(max(least[-1], min(MOST_WIDE, max(LEAST_WIDE, usual + SPACE + 1))))
    over = sum(wanted) - WIDTH
    spare = sum(wanted) - sum(least)
    if over > 0 and spare > 0:
        part = min(1.0, over / spare)
        wanted = [w - (w - low) * part for w, low in zip(wanted, least, strict=True)]
    return [
        Column(one.words, width, one.kind in FIGURES)
        for width, one in zip(wanted, headings, strict=True)
    ]

"""The contents page with links, and the short guide on how to use the plan."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Table, TableStyle

from planner.document.palette import RULE
from planner.document.pdf.decisions import what_stops
from planner.document.pdf.parts import Book
from planner.document.pdf.styles import (
    BODY,
    CELL_RIGHT,
    CONTENTS_1,
    CONTENTS_2,
    H2,
    TABLE_FONT,
    WIDTH,
)
from planner.document.pdf.tables import side_by_side
from planner.document.pdf.text import brief, link, say


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: where it leads, its words, and how deep it stands."""

    key: str
    words: str
    level: int = 0


def contents(book: Book, entries: list[Entry]) -> list[Flowable]:
    """Return the contents with page numbers that can be clicked."""
    story = book.opening("contents", "Contents", "What is where", "Contents", new_page=True)
    rows = [
        [
            say(
                CONTENTS_1 if entry.level == 0 else CONTENTS_2,
                link(brief(entry.words, 90), entry.key),
            ),
            say(CELL_RIGHT, link(book.pages.page(entry.key), entry.key)),
        ]
        for entry in entries
    ]
    made = Table(rows, [WIDTH - 40, 40], splitByRow=1)
    made.setStyle(
        TableStyle(
            [
                TABLE_FONT,
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 1.4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.4),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor(RULE)),
            ]
        )
    )
    made.spaceAfter = 10
    story += [made, *_how_to_use()]
    return story + what_stops(book.plan)


def _how_to_use() -> list[Flowable]:
    left = [
        say(H2, "If it happens now"),
        say(BODY, "Start with the first page card. Then take the checklists, phase by phase. "
            "Note every decision, its time and its reason."),
    ]  # fmt: skip
    right = [
        say(H2, "How to read the figures"),
        say(BODY, "Day 0 is the day it happens. A person-day is one person without the service "
            "for one day. Blank figures say “not known”: they are never counted as zero."),
    ]  # fmt: skip
    return [side_by_side(left, right)]

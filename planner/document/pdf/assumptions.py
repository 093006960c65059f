"""Assumptions and sources: what is verified, what is our choice, and what is to be checked."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from planner.document import headlines
from planner.document.pdf.marks import StatusMark
from planner.document.pdf.parts import Book, section
from planner.document.pdf.styles import BODY, CELL, CELL_GREY, CELL_STRONG, SOURCE, TABLE_FONT
from planner.document.pdf.tables import Column, Group, Row, table
from planner.document.pdf.text import bold, brief, grey, joined, say
from planner.document.wording import full_stop, start
from planner.plan.findings import Note

STATUSES = {"verified": "Verified", "to be checked": "To be checked", "our choice": "Our choice"}
STATUS_WIDTH = 84.0
KEY = (
    ("verified", "Verified: seen in the named source"),
    ("to be checked", "To be checked: from knowledge or an estimate"),
    ("our choice", "Our choice: a judgement"),
)


def assumptions(book: Book) -> list[Flowable]:
    """Return the assumptions by group, with a key to the marks."""
    lines = book.plan.assumptions
    counts = {status: sum(line.status == status for line in lines) for status in STATUSES}
    lead = (
        f"Of {len(lines)} figures and rules: verified {counts['verified']}, our choice "
        f"{counts['our choice']}, to be checked {counts['to be checked']}. The last column says "
        "what changes if one is wrong."
    )
    story = book.opening("assumptions", "Assumptions and sources", headlines.assumptions(lines),
                         "Assumptions", lead=lead)  # fmt: skip
    story += [_key(), Spacer(1, 5)]
    rows: list[Row] = []
    for group in dict.fromkeys(line.group for line in lines):
        rows.append(Group(group))
        for line in lines:
            if line.group == group:
                number = 1 + sum(1 for row in rows if not isinstance(row, Group))
                rows.append(
                    (
                        say(CELL_STRONG, str(number)),
                        brief(line.text, 400),
                        brief(line.value, 160),
                        say(CELL_GREY, brief(line.source, 200)),
                        status_cell(line.status),
                        brief(line.if_wrong, 220),
                    )
                )
    columns = [
        Column("", 20),
        Column("We assume", 138),
        Column("Value", 84),
        Column("Source", 80),
        Column("Status", STATUS_WIDTH),
        Column("If wrong", 75),
    ]
    if rows:
        story.append(table(columns, rows, padding=2.2))
    return story


def status_cell(status: str) -> Table:
    """Return a status as a mark and a word."""
    words = STATUSES.get(status, start(status))
    said = say(CELL, bold(words) if status == "to be checked" else words)
    return _pair(StatusMark(status), said, STATUS_WIDTH)


def _pair(mark: Flowable, words: Flowable, width: float) -> Table:
    made = Table([[mark, words]], [12, width - 12 - 7])
    made.setStyle(
        TableStyle(
            [
                TABLE_FONT,
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (0, 0), 2),
                ("TOPPADDING", (1, 0), (1, 0), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    return made


def _key() -> Table:
    widths = [157.0, 208.0, 116.0]
    cells = [_pair(StatusMark(status), say(CELL, words), width)
             for (status, words), width in zip(KEY, widths, strict=True)]  # fmt: skip
    made = Table([cells], widths)
    made.setStyle(
        TableStyle(
            [
                TABLE_FONT,
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    return made


def notes(book: Book) -> list[Flowable]:
    """Return the standing sections: messages, data, staff, endings."""
    found = book.plan.notes
    if not found:
        return []
    title = "People, data, staff and endings"
    story = book.opening("notes", "What always applies", title, "People, data, staff, endings")
    for note in found:
        story += _note(note)
    return story


def _note(note: Note) -> list[Flowable]:
    content: list[Flowable] = [say(BODY, full_stop(words)) for words in note.sentences]
    state = "" if note.verified else bold(" To be checked.")
    source = joined(grey(f"Source: {full_stop(note.source)}"), state) if note.source else state
    if note.source or state:
        content.append(say(SOURCE, source))
    return section(note.heading, *content)

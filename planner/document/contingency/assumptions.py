"""Assumptions and sources: what is verified, what is our choice, and what is to be checked."""

from __future__ import annotations

from planner.document import headlines
from planner.document.blocks import (
    CELL,
    CELL_GREY,
    CELL_STRONG,
    Block,
    Column,
    Group,
    StatusMark,
    Table,
    Text,
)
from planner.document.building import LooseRow, say, table
from planner.document.contingency.book import Book
from planner.document.wording import full_stop, start
from planner.document.words import bold, brief

STATUSES = {"verified": "Verified", "to be checked": "To be checked", "our choice": "Our choice"}
STATUS_WIDTH = 84.0
KEY_WIDTHS = (157.0, 208.0, 116.0)
KEY = (
    ("verified", "Verified: seen in the named source"),
    ("to be checked", "To be checked: from knowledge or an estimate"),
    ("our choice", "Our choice: a judgement"),
)


def assumptions(book: Book) -> list[Block]:
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
    story += [_key()]
    rows: list[LooseRow] = []
    for group in dict.fromkeys(line.group for line in lines):
        rows.append(Group(group))
        for line in lines:
            if line.group == group:
                number = 1 + sum(1 for row in rows if not isinstance(row, Group))
                rows.append(
                    (
                        say(CELL_STRONG, str(number)),
                        [
                            say(CELL, brief(line.text, 400)),
                            say(CELL_GREY, full_stop(brief(line.source, 200))),
                        ],
                        brief(line.value, 160),
                        status_cell(line.status),
                        brief(line.if_wrong, 220),
                    )
                )
    columns = [
        Column("", 20),
        Column("We assume, and the source", 204),
        Column("Value", 92),
        Column("Status", STATUS_WIDTH),
        Column("If wrong", 81),
    ]
    if rows:
        story.append(table(columns, rows, padding=1.4))
    return story


def status_cell(status: str) -> tuple[StatusMark, Text]:
    """Return a status as a mark and a word."""
    words = STATUSES.get(status, start(status))
    return StatusMark(status), say(CELL, bold(words) if status == "to be checked" else words)


def _key() -> Table:
    columns = [Column("", width) for width in KEY_WIDTHS]
    return table(columns, [[(StatusMark(status), say(CELL, words)) for status, words in KEY]],
                 padding=0, ruled=False)  # fmt: skip

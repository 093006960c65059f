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
from planner.plan.findings import Assumption

STATUSES = {"verified": "Verified", "to be checked": "To be checked", "our choice": "Our choice"}
FOR = " for "
MANY_ALIKE = 3
STATUS_WIDTH = 80.0
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
    number = 1
    for group in dict.fromkeys(line.group for line in lines):
        rows.append(Group(group))
        said = ""
        for alike in _alike([line for line in lines if line.group == group]):
            source = full_stop(brief(alike[0].source, 200))
            rows.append(_row(number, alike, "" if source == said else source))
            said = source
            number += len(alike)
    columns = [
        Column("", 20),
        Column("We assume, and the source (blank: as above)", 214),
        Column("Value", 90),
        Column("Status", STATUS_WIDTH),
        Column("If wrong", 77),
    ]
    if rows:
        story.append(table(columns, rows, padding=0.9))
    return story


def _alike(lines: list[Assumption]) -> list[list[Assumption]]:
    """Return lines that differ only in what they are for together, where they are many."""
    groups: dict[tuple[str, str, str, str], list[Assumption]] = {}
    for line in lines:
        about = line.text.partition(FOR)[0]
        groups.setdefault((about, line.source, line.status, line.if_wrong), []).append(line)
    found: list[list[Assumption]] = []
    for alike in groups.values():
        found += [alike] if len(alike) >= MANY_ALIKE else [[line] for line in alike]
    return found


def _row(number: int, alike: list[Assumption], source: str) -> LooseRow:
    """Return the row of an assumption, or one row of several alike with the value of each.

    `source` is empty where it is that of the row above.
    """
    line = alike[0]
    text, value = brief(line.text, 400), brief(line.value, 160)
    if len(alike) > 1:
        each = "; ".join(f"{one.text.partition(FOR)[2]} ({one.value})" for one in alike)
        text = brief(f"{line.text.partition(FOR)[0]}{FOR}{each}", 800)
        value = f"As listed: {len(alike)} values"
    return (
        say(CELL_STRONG, str(number)),
        [say(CELL, text), *([say(CELL_GREY, source)] if source else [])],
        value,
        status_cell(line.status),
        brief(line.if_wrong, 220),
    )


def status_cell(status: str) -> tuple[StatusMark, Text]:
    """Return a status as a mark and a word."""
    words = STATUSES.get(status, start(status))
    return StatusMark(status), say(CELL, bold(words) if status == "to be checked" else words)


def _key() -> Table:
    columns = [Column("", width) for width in KEY_WIDTHS]
    return table(columns, [[(StatusMark(status), say(CELL, words)) for status, words in KEY]],
                 padding=0, ruled=False)  # fmt: skip

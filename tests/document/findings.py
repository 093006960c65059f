"""Studies of small registers, and all the words of a document, for tests of papers and reports."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner.answers.study import Study
from planner.document.blocks import Block, Table, Total
from planner.document.document import Document
from planner.document.redaction.removing import plain_of
from planner.document.redaction.walk import every
from planner.document.words import Rich
from planner.exchange.register_json import register_from_json
from planner.register.register import Register
from planner.storage.folders import Folders
from tests.scenario.random_towns import random_town

TODAY = datetime.date(2026, 11, 21)
GOLDEN = Path(__file__).resolve().parents[3] / "shared" / "golden"
BROKEN = re.compile(
    r"\bNone\b|\bnan\b|\binf\b|\d\.\d{4,}|\b[a-z]+_[a-z_]+\b|\{|\}|  |\.\.|£-|\b1 days\b"
)
"""What no reader may see: a value of the program, a field name, a float, two full stops."""


def study(register: Register, tmp_path: Path) -> Study:
    """Return a study of a register."""
    return Study(register, "Test", Folders.under(tmp_path), TODAY)


def registers() -> Iterator[tuple[str, Register]]:
    """Return random towns, and the golden registers where they are beside the project."""
    for seed in range(5):
        yield f"town {seed}", random_town(seed)
    for path in sorted(GOLDEN.glob("sweep/*.json"))[:3]:
        yield (
            path.stem,
            register_from_json(json.loads(path.read_text(encoding="utf-8"))["register"]),
        )


def words_of(document: Document) -> list[str]:
    """Return every text of a document: sentences, cells, titles, alternative texts."""
    texts = [words.plain for words in every(document.blocks, Rich)]
    return [*texts, *every(document.blocks, str), document.title, document.header, document.footer]


def broken(document: Document) -> list[str]:
    """Return the texts of a document that no reader may see."""
    found = [text for text in words_of(document) if BROKEN.search(text)]
    return [text for text in found if not text.startswith("#")]


def tables(blocks: tuple[Block, ...]) -> list[Table]:
    """Return every table of blocks, in order."""
    return list(every(blocks, Table))


def rows_of(table: Table) -> list[list[str]]:
    """Return the rows of a table in words, sums last as they stand."""
    return [
        [plain_of(cell) for cell in (row.cells if isinstance(row, Total) else row)]
        for row in table.rows
        if not hasattr(row, "words")
    ]


def table_with(document: Document, heading: str) -> list[list[str]]:
    """Return the rows of the first table that has a column of that heading."""
    for one in tables(document.blocks):
        if any(column.heading == heading for column in one.columns):
            return rows_of(one)
    raise AssertionError(f"no table has a column {heading}")


def figure_in(cell: str) -> float:
    """Return the number of a cell such as "£1,204" or "12.50"."""
    return float(re.sub(r"[^\d.\-\N{MINUS SIGN}]", "", cell).replace("\N{MINUS SIGN}", "-") or 0)


def openings(document: Document) -> dict[str, Any]:
    """Return the openings of a document by their keys."""
    from planner.document.blocks import Opening

    return {one.key: one for one in every(document.blocks, Opening)}

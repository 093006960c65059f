"""Tables as CSV for everybody: UTF-8, with nothing in them that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from planner.exchange.cells import FORMULA_SIGNS

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def safe_text(text: str) -> str:
    """Return text on one line that no spreadsheet takes for a formula.

    An apostrophe goes before one that opens like a formula; reading a list takes it off again.
    """
    tidy = " ".join(text.split())
    return f"'{tidy}" if tidy and tidy[0] in FORMULA_SIGNS else tidy


def safe_cell(text: str) -> str:
    """Return the text of a cell, its lines and spaces kept, that no spreadsheet would run.

    What is plainly a number stays one. Reading a list takes the apostrophe off again.
    """
    is_number = text.lstrip("+-").replace(",", "").replace(".", "", 1).isdecimal()
    return f"'{text}" if text and text[0] in FORMULA_SIGNS and not is_number else text


def open_csv(headings: Sequence[str], rows: Iterable[Sequence[str]], *, bom: bool = True) -> bytes:
    """Return a table as CSV in UTF-8 with a line of headings; the same table, the same bytes.

    With `bom` Excel knows the letters for what they are.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    for row in rows:
        writer.writerow([safe_text(cell) for cell in row])
    return ((BOM if bom else "") + text.getvalue()).encode("utf-8")

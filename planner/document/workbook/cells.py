"""Putting values into cells so that what a person wrote never becomes a formula."""

from __future__ import annotations

import datetime
import re
from copy import copy
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from planner.document.palette import INPUT_BLUE, NAVY, TEXT, WHITE

LONGEST = 32_000
CUT = " … (cut: a cell can hold no more)"
FONT = "Calibri"
HYPHENED = re.compile(r"(?<=\w)\[([^\[\]]*-[^\[\]]*)\]")
"""A column of a table, as Stock[Set-up], whose name Excel asks for in brackets of its own."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What Excel would take for the start of a formula when the cell is edited."""
FORMATS = {
    "text": "General",
    "count": '#,##0;"\N{MINUS SIGN}"#,##0;0',
    "pounds": '#,##0;"\N{MINUS SIGN}"#,##0;0',
    "price": '#,##0.00;"\N{MINUS SIGN}"#,##0.00;0.00',
    "one": "#,##0.0",
    "percent": "0%",
    "percent_1": "0.0%",
    "percent_2": "0.00%",
    "exact": "0.0000000",
    "date": "d mmm yyyy",
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of ours, the only thing that is written as one, and what it comes to."""

    text: str
    shown: float | str | None = None


Value = str | int | float | bool | datetime.date | Formula | None


def colour(value: str) -> str:
    """Return a colour of the palette as Excel writes it."""
    return "FF" + value.lstrip("#")


def clean(text: str) -> str:
    """Return text that a cell can hold: no control characters, not too long."""
    tidy = ILLEGAL_CHARACTERS_RE.sub("", text)
    tidy = "".join(
        ch for ch in tidy if not 0xD800 <= ord(ch) <= 0xDFFF and ch not in "\ufffe\uffff"
    )
    return tidy if len(tidy) <= LONGEST else tidy[:LONGEST] + CUT


PLAIN = Font(name=FONT, size=10.5, color=colour(TEXT))
BOLD = Font(name=FONT, size=10.5, bold=True, color=colour(TEXT))
BLUE = Font(name=FONT, size=10.5, color=colour(INPUT_BLUE))
HEADING = Font(name=FONT, size=10.5, bold=True, color=colour(WHITE))
HEADING_FILL = PatternFill("solid", fgColor=colour(NAVY))
TOP = Alignment(vertical="top")
WORDS = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
NO_FIGURE = Alignment(horizontal="right", vertical="top", wrap_text=True)


_looks: WeakKeyDictionary[Any, dict[tuple[object, ...], Any]] = WeakKeyDictionary()
"""What openpyxl made of each look, by workbook: comparing fonts anew for every cell is slow."""


def _dress(
    cell: Cell, font: Font, alignment: Alignment, pattern: str = "General", *, quoted: bool = False
) -> None:
    """Give a new cell one of the few looks there are."""
    made: Any = cell
    looks = _looks.setdefault(made.parent.parent, {})
    key = id(font), id(alignment), pattern, quoted
    if key not in looks:
        cell.font, cell.alignment, cell.number_format = font, alignment, pattern
        if quoted:
            cell.quotePrefix = True
        looks[key] = copy(made._style)
    made._style = copy(looks[key])


def put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: Value,
    kind: str = "text",
    *,
    given: bool = False,
) -> Cell:
    """Write a value; text stays text whatever it looks like, and None says "not known".

    A figure that is `given` is blue: formulas start from it.
    """
    cell = sheet.cell(row=row, column=column)
    usual = WORDS if kind == "text" else TOP
    if isinstance(value, Formula):
        cell.value = HYPHENED.sub(r"[[\1]]", value.text)
        is_word = isinstance(value.shown, str) and kind != "text"
        _dress(cell, BOLD, NO_FIGURE if is_word else usual, FORMATS[kind])
        return cell
    if value is None:
        value = "not known"
    if isinstance(value, bool):
        value = "Yes" if value else "No"
    if isinstance(value, str):
        text = clean(value)
        cell.value = text
        cell.data_type = "s"
        words = usual if kind == "text" else NO_FIGURE
        _dress(cell, PLAIN, words, quoted=text[:1] in FORMULA_STARTS and bool(text))
        return cell
    cell.value = value
    is_input = given and not isinstance(value, datetime.date)
    _dress(cell, BLUE if is_input else PLAIN, usual, FORMATS[kind])
    return cell


def make_input(cell: Cell) -> None:
    """Mark a cell as a figure that the run worked out, which the formulas start from."""
    cell.font = BLUE


def make_heading(cell: Cell, figures: bool) -> None:
    """Dress a cell as a heading of a table, to the right over figures."""
    cell.font = HEADING
    cell.fill = HEADING_FILL
    across = "right" if figures else "left"
    cell.alignment = Alignment(
        horizontal=across, vertical="top", wrap_text=True, indent=0 if figures else 1
    )


def make_title(cell: Cell) -> None:
    """Dress a cell as the title of a sheet."""
    cell.font = Font(name=FONT, size=15, bold=True, color=colour(NAVY))
    cell.alignment = Alignment(vertical="center", wrap_text=False)

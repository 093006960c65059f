"""How wide the columns of a table are: by their shares, or by what stands in them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from planner.document.blocks import Cell, Column, Group, Row, Table, Text, Total
from planner.document.pdf.set_cells import word_width
from planner.document.pdf.styles import REGULAR, SEMIBOLD
from planner.document.words import NO_BREAK_SPACE, Rich, brief, plain

SPACE = 7.0
"""Points between a column and the next."""
CELL_SIZE, HEADING_SIZE = 9.5, 9.0
SMALLER = 8.0 / CELL_SIZE
"""Tables too wide for the page are set this much smaller."""
LEAST_WIDE, SHORT_WORDS, LONGEST_WORD = 22.0, 70.0, 110.0
LONGEST_ADDRESS = 200.0
MARK_WIDE = 18.0
LONGEST_HEADING = 60
LONGEST_UNBROKEN = 14
SAMPLE = 400
"""So many rows of a long table, spread over it, tell how wide its words are."""
USUAL = 0.8
"""The share of the rows that are no wider than what a column is measured by."""
ROOMY = 0.9
"""Short words stay on one line where this share of the width holds all columns."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a column asks, in points: at least, with short words whole, with all whole.

    `usual` is how wide most of its cells are on one line; one that is `fixed` never breaks.
    """

    least: float
    tidy: float
    whole: float
    usual: float
    fixed: bool


def heading_of(column: Column) -> str:
    """Return the heading of a column, whose unit in pounds stays with the word before it."""
    return brief(column.heading, LONGEST_HEADING).replace(", £", f",{NO_BREAK_SPACE}£")


def widths_of(table: Table, width: float) -> tuple[list[float], float]:
    """Return the widths of the columns in points, and how much smaller its words are set.

    No word of a heading is broken where the other columns can give room. Columns without shares
    are as wide as their words ask for.
    """
    shares = sum(column.share for column in table.columns)
    rows = [_cells(row) for row in table.rows if not isinstance(row, Group)]
    rows = rows[:: max(1, len(rows) // SAMPLE)] + rows[-1:]
    if shares > 0:
        wanted = [width * column.share / shares for column in table.columns]
        return _unbroken(table.columns, wanted, rows), 1.0
    for smaller in (1.0, SMALLER):
        measured = [_measured(one, at, rows, smaller) for at, one in enumerate(table.columns)]
        if sum(one.least for one in measured) <= width:
            break
    return _shared(measured, width), smaller


def _unbroken(
    columns: Sequence[Column], wanted: list[float], rows: Sequence[tuple[Cell, ...]]
) -> list[float]:
    """Return the widths, with no word or figure broken where the others can give room.

    Where they cannot, at least no word of a heading is.
    """
    named = [_longest(heading_of(one), SEMIBOLD, HEADING_SIZE) for one in columns]
    held = [_held_whole(one.figures, [row[at] for row in rows]) for at, one in enumerate(columns)]
    both = [max(one, two) for one, two in zip(named, held, strict=True)]
    for asked in (both, named):
        made = _widened(wanted, [one + SPACE + 0.5 for one in asked])
        if made is not None:
            return made
    return wanted


def _held_whole(figures: bool, cells: Sequence[Cell]) -> float:
    """Return how wide the widest figure of a column is, or its longest word, in points."""
    if figures:
        widest = max((_width(cell) for cell in cells), default=0.0)
        return widest if widest <= SHORT_WORDS else 0.0
    words = (_longest(_plain(cell), REGULAR, CELL_SIZE) for cell in cells)
    return min(max(words, default=0.0), LONGEST_ADDRESS)


def _widened(wanted: list[float], least: list[float]) -> list[float] | None:
    """Return widths of at least so much, taken from columns with room; None without enough."""
    widths = [max(one, two) for one, two in zip(wanted, least, strict=True)]
    over = sum(widths) - sum(wanted)
    spare = [max(0.0, one - max(two, 60.0)) for one, two in zip(widths, least, strict=True)]
    if over <= 0:
        return widths
    if sum(spare) < over:
        return None
    return [one - over * two / sum(spare) for one, two in zip(widths, spare, strict=True)]


def _measured(
    column: Column, at: int, rows: Sequence[tuple[Cell, ...]], smaller: float
) -> Measured:
    """Return what a column asks: figures and dates are never broken, nor is any word."""
    texts = [_plain(row[at]) for row in rows]
    wide = sorted(_width(row[at]) * smaller for row in rows) or [0.0]
    fixed = column.figures or _like_dates(texts)
    longest = max((_longest(text, REGULAR, CELL_SIZE * smaller) for text in texts), default=0.0)
    named = min(_longest(heading_of(column), SEMIBOLD, HEADING_SIZE * smaller), LONGEST_WORD)
    words = wide[-1] if fixed else min(max(longest, MARK_WIDE), LONGEST_WORD)
    more = SPACE + 1
    least = max(words, named, LEAST_WIDE - more) + more
    whole = max(wide[-1] + more, least)
    tidy = whole if wide[-1] <= SHORT_WORDS else least
    return Measured(least, tidy, whole, wide[int(USUAL * (len(wide) - 1))], fixed)


def _shared(columns: Sequence[Measured], width: float) -> list[float]:
    """Return widths that fill the page: words wrap alike often, so that rows are low.

    Where even what columns ask at least is too wide, words break before figures do.
    """
    whole = sum(one.whole for one in columns)
    if whole <= width:
        return [one.whole * width / whole for one in columns]
    tidy = sum(one.tidy for one in columns) <= ROOMY * width
    low = [one.tidy if tidy else one.least for one in columns]
    if sum(low) > width:
        fixed = sum(one.least for one in columns if one.fixed)
        rest = sum(low) - fixed
        part = max(0.25, (width - fixed) / rest) if rest else 1.0
        made = [one.least * (1.0 if one.fixed else part) for one in columns]
        return [one * width / sum(made) for one in made]
    high = [max(one.whole, least) for one, least in zip(columns, low, strict=True)]
    weight = [math.sqrt(max(one.usual, 1.0)) for one in columns]
    few, many = 0.0, max(one / two for one, two in zip(high, weight, strict=True))
    for _ in range(50):
        middle = (few + many) / 2
        if sum(_held(low, high, weight, middle)) > width:
            many = middle
        else:
            few = middle
    return _held(low, high, weight, few)


def _held(
    low: Sequence[float], high: Sequence[float], weight: Sequence[float], times: float
) -> list[float]:
    """Return so many times the weights, within what each column asks at least and at most."""
    return [
        min(max(least, times * one), most)
        for least, most, one in zip(low, high, weight, strict=True)
    ]


def _cells(row: Row) -> tuple[Cell, ...]:
    if isinstance(row, Group):
        return ()
    return row.cells if isinstance(row, Total) else row


def _plain(cell: Cell) -> str:
    """Return the words of a cell; of a mark none."""
    if isinstance(cell, str | Rich):
        return plain(cell)
    if isinstance(cell, tuple):
        return "\n".join(_plain(part) for part in cell)
    return cell.words.plain if isinstance(cell, Text) else getattr(cell, "words", "")


def _width(cell: Cell) -> float:
    """Return how wide a cell is where nothing in it is broken, in points."""
    if isinstance(cell, tuple):
        marks = sum(MARK_WIDE for part in cell if not isinstance(part, Text))
        return marks + max((_width(part) for part in cell if isinstance(part, Text)), default=0.0)
    text = _plain(cell)
    return word_width(text, REGULAR, CELL_SIZE) if text else 0.0


def _like_dates(texts: Sequence[str]) -> bool:
    """Say whether all words of a column are dates or the like, which read badly when broken."""
    told = [text for text in texts if text]
    return bool(told) and all(
        len(text) <= LONGEST_UNBROKEN and text[0].isdecimal() for text in told
    )


def _longest(text: str, font: str, size: float) -> float:
    """Return the width of the longest word, in points."""
    return max(
        (word_width(word, font, size) for word in text.replace("\n", " ").split(" ")), default=0.0
    )

"""How wide the columns of a table are: by their shares, or by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from planner.document.blocks import Cell, Column, Group, Row, Table, Text, Total
from planner.document.pdf.set_cells import word_width
from planner.document.pdf.styles import REGULAR, SEMIBOLD
from planner.document.words import Rich, plain

SPACE = 7.0
"""Points between a column and the next."""
LEAST_WIDE, MOST_WIDE, SHORT_WORDS, LONGEST_WORD = 38.0, 190.0, 70.0, 110.0
MARK_WIDE = 18.0
LONGEST_UNBROKEN = 14
SAMPLE = 400
"""So many rows of a long table, spread over it, tell how wide its words are."""


def widths_of(table: Table, width: float) -> list[float]:
    """Return the widths of the columns in points, which fill `width` unless less is asked.

    No word of a heading is broken where the other columns can give room.
    """
    shares = sum(column.share for column in table.columns)
    if shares > 0:
        wanted = [width * column.share / shares for column in table.columns]
    else:
        asked = _asked(table, width)
        wanted = [width * one / sum(asked) for one in asked]
    return _unbroken(table.columns, wanted)


def _unbroken(columns: Sequence[Column], wanted: list[float]) -> list[float]:
    """Return the widths, with no word of a heading broken where the others can give room."""
    least = [_longest_word(column.heading, SEMIBOLD, 9.0) + SPACE + 0.5 for column in columns]
    widths = [max(one, two) for one, two in zip(wanted, least, strict=True)]
    over = sum(widths) - sum(wanted)
    spare = [max(0.0, one - max(two, 60.0)) for one, two in zip(widths, least, strict=True)]
    if over <= 0 or sum(spare) < over:
        return wanted if over > 0 else widths
    return [one - over * two / sum(spare) for one, two in zip(widths, spare, strict=True)]


def _asked(table: Table, width: float) -> list[float]:
    """Return widths by content: figures and dates as wide as their longest, never broken.

    Words share what is left; none gets less than its longest word.
    """
    rows = [_cells(row) for row in table.rows if not isinstance(row, Group)]
    rows = rows[:: max(1, len(rows) // SAMPLE)] + rows[-1:]
    wanted: list[float] = []
    least: list[float] = []
    for at, column in enumerate(table.columns):
        texts = [_plain(row[at]) for row in rows]
        wide = sorted(_width(row[at]) for row in rows) or [0.0]
        unbroken = column.figures or _like_dates(texts)
        whole = unbroken or wide[-1] <= SHORT_WORDS
        usual = wide[-1 if whole else int(0.9 * (len(wide) - 1))]
        longest = max((_longest_word(text, REGULAR, 9.5) for text in texts), default=0.0)
        fewest = min(usual, MOST_WIDE) if unbroken else min(longest, LONGEST_WORD)
        named = min(_longest_word(column.heading, SEMIBOLD, 9.0), LONGEST_WORD)
        least.append(max(fewest, named) + SPACE + 1)
        wanted.append(max(least[-1], min(MOST_WIDE, max(LEAST_WIDE, usual + SPACE + 1))))
    over, spare = sum(wanted) - width, sum(wanted) - sum(least)
    if over > 0 and spare > 0:
        part = min(1.0, over / spare)
        return [one - (one - two) * part for one, two in zip(wanted, least, strict=True)]
    return wanted


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
    return word_width(text, REGULAR, 9.5) if text else MARK_WIDE


def _like_dates(texts: Sequence[str]) -> bool:
    """Say whether all words of a column are dates or the like, which read badly when broken."""
    told = [text for text in texts if text]
    return bool(told) and all(
        len(text) <= LONGEST_UNBROKEN and text[0].isdecimal() for text in told
    )


def _longest_word(text: str, font: str, size: float) -> float:
    return max((word_width(word, font, size) for word in text.split()), default=0.0)

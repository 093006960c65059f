"""Which row of a sheet holds the headings, and what they say.

Lists from councils open with title lines, pad rows with blank cells, spread headings over two rows
and merge cells. The heading row is the one whose cells look most like headings and have a body
of equal width below them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from planner.exchange.cells import Cell, as_text
from planner.exchange.column_words import heading_likeness, plain_words

LOOKED_AT = 40
_CLEARLY_BETTER = 1.25


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a table.

    `row` is the index (from 0) of the last row that belongs to the headings, -1 where the table
    has none. `names` has one entry per column, "" where a column has no heading. `known` counts
    headings that name something we know.
    """

    row: int
    names: tuple[str, ...]
    known: float = 0.0

    def repeated_by(self, cells: Sequence[Cell]) -> bool:
        """Return whether a row says the headings again, as pasted lists do between pages.

        The columns may have moved meanwhile: most of the filled cells must be headings of the
        list, two of them in their places or three anywhere.
        """
        known = _in_one_case(self.names)
        if not any(isinstance(cell, str) and cell.strip().casefold() in known for cell in cells):
            return False
        said = [plain_words(as_text(cell)) for cell in cells]
        names = [plain_words(name) for name in self.names]
        filled = [words for words in said if words]
        same = sum(1 for name, words in zip(names, said, strict=False) if words and name == words)
        anywhere = sum(words in names for words in filled)
        return anywhere * 2 > len(filled) and (same >= 2 or anywhere >= 3)


@lru_cache(maxsize=64)
def _in_one_case(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names if name)


def find_headings(rows: Sequence[Sequence[Cell]]) -> Headings:
    """Return the headings among the first rows of a sheet."""
    looked = [[as_text(cell) for cell in row] for row in rows[:LOOKED_AT]]
    typed = rows[:LOOKED_AT]
    width = max((len(row) for row in looked), default=0)
    entries = [_is_entry(texts, cells) for texts, cells in zip(looked, typed, strict=True)]
    best, best_score = -1, 0.0
    for index, texts in enumerate(looked):
        if sum(entries[:index]) > sum(entries[index:]):
            break  # headings at the foot of a list without any: the rows above would be lost
        score = _heading_score(texts, typed[index], looked[index + 1 :])
        if score > best_score * _CLEARLY_BETTER:  # else rows between the two would be lost
            best, best_score = index, score
    if best < 0:
        return Headings(-1, tuple(f"Column {number + 1}" for number in range(width)))
    names, last = _joined(looked, typed, best)
    names += [""] * (width - len(names))
    return Headings(last, tuple(names), sum(heading_likeness(name) for name in names))


def headings_at(rows: Sequence[Sequence[Cell]], number: int) -> Headings:
    """Return the headings where a person says they stand in row `number`, from 1; 0 is nowhere."""
    width = max((len(row) for row in rows), default=0)
    if number == 0:
        return Headings(-1, tuple(f"Column {place + 1}" for place in range(width)))
    names = [as_text(cell) for cell in rows[number - 1]]
    names += [""] * (width - len(names))
    return Headings(number - 1, tuple(names), sum(heading_likeness(name) for name in names))


def _heading_score(
    texts: Sequence[str], cells: Sequence[Cell], below: Sequence[Sequence[str]]
) -> float:
    filled = [text for text in texts if text]
    if not filled or any(_is_value(cell) for cell in cells):
        return 0.0
    if len(filled) == 1 and any(sum(map(bool, row)) > 1 for row in below):
        return 0.0
    known = sum(score for text in filled if (score := heading_likeness(text)) >= 0.6)
    wordy = sum(1 for text in filled if len(text) <= 60 and re.search("[A-Za-z]", text))
    distinct = len({text.casefold() for text in filled}) / len(filled)
    body = [sum(1 for text in row if text) for row in below[:10]]
    supported = 1.0 if body and max(body) >= min(2, len(filled)) else 0.3
    usual = sorted(body)[len(body) // 2] if body else 0
    is_few = len(filled) * 3 < usual  # words over groups of columns, with the headings below
    return (known + 0.2 * wordy / len(filled)) * distinct * supported * (0.2 if is_few else 1.0)


def _is_entry(texts: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Return whether a row is one of the list's entries: it holds several values beside words."""
    return sum(map(bool, texts)) > 2 and sum(map(_is_value, cells)) > 1


def _is_value(cell: Cell) -> bool:
    """A number or a date is a value, never a heading; a bare year is allowed."""
    if isinstance(cell, bool | datetime.date | datetime.time):
        return True
    if isinstance(cell, int | float):
        return not 1990 <= cell <= 2100
    text = (cell or "").strip()
    return bool(re.fullmatch(r"[£(]*\d[\d,]*\.?\d*\)?|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}", text)) and (
        not re.fullmatch(r"(?:19|20)\d\d", text)
    )


def _joined(
    looked: Sequence[Sequence[str]], typed: Sequence[Sequence[Cell]], best: int
) -> tuple[list[str], int]:
    """Join a row of group headings to the row of headings under it, where there are two rows."""
    names = list(looked[best])
    following = best + 1
    if following < len(looked) and _is_second_row(
        looked[best], looked[following], typed[following]
    ):
        return _under_groups(names, looked[following]), following
    if best > 0 and _is_second_row(looked[best - 1], names, typed[best]):
        return _under_groups(list(looked[best - 1]), names), best
    return names, best


def _is_second_row(upper: Sequence[str], lower: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Return whether `lower` fills the gaps that merged headings left in `upper`."""
    if any(_is_value(cell) for cell in cells) or sum(1 for text in upper if text) < 2:
        return False
    filled = [number for number, text in enumerate(lower) if text]
    if not filled or any(len(lower[number]) > 40 for number in filled):
        return False
    gaps = [n for n in filled if n >= len(upper) or not upper[n]]
    if not gaps:
        return False
    under = [n for n in filled if any(n - back in gaps or n + 1 in gaps for back in (0, 1))]
    known = sum(
        1
        for n in filled
        if heading_likeness(f"{_group_of(upper, n)} {lower[n]}") >= 0.6
        or heading_likeness(lower[n]) >= 0.6
    )
    return len(under) == len(filled) and known * 2 >= len(filled)


def _group_of(upper: Sequence[str], number: int) -> str:
    for back in range(min(number, len(upper) - 1), -1, -1):
        if upper[back]:
            return upper[back]
    return ""


def _under_groups(upper: list[str], lower: Sequence[str]) -> list[str]:
    width = max(len(upper), len(lower))
    names: list[str] = []
    for number in range(width):
        below = lower[number] if number < len(lower) else ""
        above = upper[number] if number < len(upper) else ""
        if below:
            names.append(f"{_group_of(upper, number)} {below}".strip())
        else:
            names.append(above)
    return names

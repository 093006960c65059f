"""Every count of people in a document or workbook at once, so that none gives another away.

The same count stands in a table, a chart, a figure and a sentence. Cells that count the same (the
same labels, the same number) are one; a chart that adds up to a number told elsewhere is a sum;
and so is a whole whose small parts are left out of a number told in words ("reaches 206 of 214").
What a sentence tells is hidden before a cell of a table is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from planner.document.redaction.grids import Grid, as_sums, column_totals
from planner.document.redaction.small_numbers import (
    NOT_SHOWN,
    SMALLEST_SHOWN,
    UNDER_5,
    Reach,
    Shown,
    Sum,
    Web,
    given_away,
    is_small,
    statuses,
)

BASES = (10, 20, 50, 100, 200, 500)
SOME = "some"
LEAST_TOLD = 20
"""Smaller numbers told in words too often happen to be the sum of a column."""
LONG_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Counts:
    """How counts are printed: those of grids by their place, those told in words by their number.

    `grids[at][row, column]` is the status of a cell of the grid at that place.
    """

    grids: tuple[Mapping[tuple[int, int], Shown], ...] = ()
    told: Mapping[int, str] = field(default_factory=dict)

    @property
    def hides(self) -> bool:
        """Return whether any count is not printed as it is."""
        return bool(self.told) or any(
            one != "shown" for grid in self.grids for one in grid.values()
        )

    def in_words(self, value: int) -> str:
        """Return a count as a sentence prints it."""
        return UNDER_5 if is_small(value) else self.told.get(value, f"{value:,}")


def in_cell(status: Shown, printed: str) -> str:
    """Return what a cell prints."""
    return {"shown": printed, "under": UNDER_5, "hidden": NOT_SHOWN}[status]


def public_counts(grids: Sequence[Grid], told: Iterable[int]) -> Counts:
    """Return how every count is printed: the cells of grids, and numbers told in words."""
    book = _Book()
    places = [book.enter(grid) for grid in grids]
    free = book.enter_told(sorted(set(told)))
    if not any(is_small(value) for value in book.values):
        return Counts(tuple(dict.fromkeys(place, "shown") for place in places))
    book.add_sums_of_columns(grids, places, free)
    book.add_complements(free)
    hidden = book.hidden_alone(grids, places)
    shown = book.twins(list(statuses(book.values, book.sums, book.only_told, hidden)))
    rounded = [
        at for at in free.values() if shown[at] == "hidden" and not is_small(book.values[at])
    ]
    words = book.rounded(rounded, shown)
    return Counts(tuple({key: shown[at] for key, at in place.items()} for place in places), words)


class _Book:
    """All counts with the sums between them, while they are being collected."""

    def __init__(self) -> None:
        self.values: list[int] = []
        self.sums: list[Sum] = []
        self.margins: dict[int, frozenset[str]] = {}
        self.keys: dict[int, frozenset[str]] = {}
        self.only_told: set[int] = set()
        self.copies: dict[int, list[int]] = {}
        self._known: dict[tuple[frozenset[str], int], int] = {}
        self._grids: dict[int, set[int]] = {}
        self._grid = 0

    def enter(self, grid: Grid) -> dict[tuple[int, int], int]:
        """Enter the cells of a grid and its sums; return the place of each."""
        found: dict[tuple[int, int], int] = {}
        for row, cells in enumerate(grid.cells):
            for column, value in enumerate(cells):
                if value is not None:
                    found[row, column] = self._place(grid.key(row, column), value)
        self.sums += [one for one in as_sums(grid, found) if one.whole not in one.parts]
        self._grid += 1
        return found

    def enter_told(self, told: Iterable[int]) -> dict[int, int]:
        """Enter numbers told in words; return the place of each by the number."""
        found: dict[int, int] = {}
        by_value = {self.values[at]: at for at in reversed(self.margins)}
        for value in told:
            if not value:
                continue
            if value in by_value:
                found[value] = by_value[value]
            else:
                found[value] = self._new(value)
                self.only_told.add(found[value])
        return found

    def _place(self, key: frozenset[str], value: int) -> int:
        at = self._known.get((key, value))
        if at is None:
            at = self._known[key, value] = self._new(value)
            self.keys[at] = key
            if len(key) <= 1:
                self.margins[at] = key
        self._grids.setdefault(at, set()).add(self._grid)
        return at

    def _new(self, value: int) -> int:
        self.values.append(value)
        return len(self.values) - 1

    def hidden_alone(
        self, grids: Sequence[Grid], places: Sequence[Mapping[tuple[int, int], int]]
    ) -> set[int]:
        """Return what each grid hides for its own sake.

        That is the same in every edition that prints the grid, so that two editions of one plan,
        laid side by side, give no more away than one.
        """
        hidden: set[int] = set()
        for grid, place in zip(grids, places, strict=True):
            keys = sorted(place)
            values = [grid.cells[row][column] or 0 for row, column in keys]
            sums = as_sums(grid, {key: at for at, key in enumerate(keys)})
            shown = statuses(values, sums)
            hidden |= {place[key] for key, one in zip(keys, shown, strict=True) if one == "hidden"}
        return hidden

    def add_sums_of_columns(
        self,
        grids: Sequence[Grid],
        places: Sequence[Mapping[tuple[int, int], int]],
        free: Mapping[int, int],
    ) -> None:
        """Add columns without a row of sums that add up to a number known from elsewhere."""
        wholes: dict[int, set[int]] = {}
        told = {at for value, at in free.items() if value >= LEAST_TOLD}
        for at in {*self.margins, *told}:
            wholes.setdefault(self.values[at], set()).add(at)
        for grid, place in zip(grids, places, strict=True):
            about = frozenset({grid.about.casefold()})
            for column, rows in column_totals(grid):
                parts = tuple(place[row, column] for row in rows)
                total = sum(self.values[at] for at in parts)
                for at in sorted(wholes.get(total, set()) - set(parts)):
                    key = self.margins.get(at)
                    if at in told or not key or _share_a_word(about, key):
                        self.sums.append(Sum(at, parts))

    def add_complements(self, free: Mapping[int, int]) -> None:
        """Add what is left of a whole without its small parts, where words tell just that."""
        small_told = [at for at in free.values() if is_small(self.values[at])]
        found: list[tuple[int, int, tuple[int, ...]]] = []
        for one in self.sums:
            small = [at for at in one.parts if is_small(self.values[at])]
            everyone = small_told if self.margins.get(one.whole) == frozenset() else []
            groups = [[at] for at in dict.fromkeys([*small, *everyone])]
            groups += [small] if len(small) > 1 else []
            for group in groups:
                rest = self.values[one.whole] - sum(self.values[at] for at in group)
                told = free.get(rest)
                if told in self.only_told and told is not None and rest >= SMALLEST_SHOWN:
                    found.append((rest, one.whole, tuple(group)))
        for rest, whole, parts in dict.fromkeys(found):
            # A number told of several things is one for each: they are not held equal.
            copy = self._new(rest)
            self.only_told.add(copy)
            self.copies.setdefault(free[rest], []).append(copy)
            self.sums.append(Sum(whole, (copy, *parts)))

    def twins(self, shown: list[Shown]) -> list[Shown]:
        """Return the statuses with a hidden number hidden under its other names too."""
        for at, copies in self.copies.items():
            if any(shown[one] == "hidden" for one in (at, *copies)):
                for one in (at, *copies):
                    shown[one] = "hidden"
        for one in [at for at, status in enumerate(shown) if status == "hidden"]:
            for other in self.margins:
                alike = self.values[other] == self.values[one] and shown[other] == "shown"
                apart = not self._grids.get(one, set()) & self._grids.get(other, set())
                if alike and apart and _share_a_word(self.keys.get(one), self.keys[other]):
                    shown[other] = "hidden"
        return shown

    def rounded(self, places: Iterable[int], shown: Sequence[Shown]) -> dict[int, str]:
        """Return hidden numbers told in words as "about 210", as near as gives nothing away."""
        about: dict[int, Reach] = {}
        web = Web(self.sums)
        words: dict[int, str] = {}
        for at in places:
            value = self.values[at]
            words[value] = SOME
            for base in BASES:
                near = (value + base // 2) // base * base
                told = Reach(near - base // 2, near + (base - 1) // 2)
                all_told = dict.fromkeys((at, *self.copies.get(at, ())), told)
                if near and given_away(self.values, web, shown, about | all_told) is None:
                    about |= all_told
                    words[value] = f"about {near:,}"
                    break
        return words


def _share_a_word(one: frozenset[str] | None, other: frozenset[str]) -> bool:
    """Return whether the labels of two counts have a word in common, so may count the same."""
    if one is None:
        return True
    words = [{word for label in key for word in LONG_WORD.findall(label)} for key in (one, other)]
    return bool(words[0] & words[1]) or one == other

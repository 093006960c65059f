"""Counts of people laid out in rows and columns, and the sums a reader sees in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.document.redaction.small_numbers import Sum

LEAST_ROWS = 2
"""Rows that must bear a sum out before a reader would believe in it."""
MOST_OFF = 1
"""How far rounded parts may lie from their rounded whole and still be its parts."""
ALL = re.compile(
    r"^(?:all|total|totals|everyone|everybody|people|persons|how many|number|value|sum|together)?"
    r"[ ,:]*(?:people|areas|needs|services|of them|at risk|hit)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Grid:
    """Counts by row and column with their labels; None where a cell holds no count.

    `total` is the row of sums, where there is one; `about` are the titles that stand over it.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    total: int | None = None
    about: str = ""

    def key(self, row: int, column: int) -> frozenset[str]:
        """Return what a cell counts, as the set of its labels; of everybody, no label at all."""
        labels = {"" if row == self.total else self.rows[row], self.columns[column]}
        return frozenset(" ".join(one.split()).casefold() for one in labels if not ALL.match(one))

    def sums(self) -> Iterator[tuple[tuple[int, int], tuple[tuple[int, int], ...], int]]:
        """Yield each sum that the numbers bear out: the whole, its parts, what rounding adds."""
        yield from self._down()
        yield from self._across()

    def _down(self) -> Iterator[tuple[tuple[int, int], tuple[tuple[int, int], ...], int]]:
        if self.total is None:
            return
        for column in range(len(self.columns)):
            whole = self.cells[self.total][column]
            parts = [
                row
                for row in range(len(self.rows))
                if row != self.total and self.cells[row][column] is not None
            ]
            if whole is None or not parts:
                continue
            off = whole - sum(self.cells[row][column] or 0 for row in parts)
            if abs(off) <= MOST_OFF:
                yield (self.total, column), tuple((row, column) for row in parts), off

    def _across(self) -> Iterator[tuple[tuple[int, int], tuple[tuple[int, int], ...], int]]:
        wide = len(self.columns)
        for whole in range(wide):
            for first in range(wide):
                for last in range(first + 2, wide + 1):
                    if first <= whole < last:
                        continue
                    offs = self._offs(whole, first, last)
                    if len(offs) >= LEAST_ROWS and all(
                        abs(off) <= MOST_OFF for off in offs.values()
                    ):
                        for row, off in offs.items():
                            parts = tuple((row, column) for column in range(first, last))
                            yield (row, whole), parts, off

    def _offs(self, whole: int, first: int, last: int) -> dict[int, int]:
        """Return by row what a column is more than others together; rows all zero tell nothing."""
        found: dict[int, int] = {}
        for row, cells in enumerate(self.cells):
            parts, sum_of = cells[first:last], cells[whole]
            if sum_of is None or any(part is None for part in parts):
                continue
            if sum_of or any(parts):
                found[row] = sum_of - sum(part or 0 for part in parts)
        return found


def as_sums(grid: Grid, place: dict[tuple[int, int], int]) -> list[Sum]:
    """Return the sums of a grid over the places its cells have in a list."""
    return [
        Sum(place[whole], tuple(place[part] for part in parts), off)
        for whole, parts, off in grid.sums()
    ]


def column_totals(grid: Grid) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield the sum of each column without a row of sums, and the rows it sums."""
    if grid.total is not None:
        return
    for column in range(len(grid.columns)):
        rows = [row for row, cells in enumerate(grid.cells) if cells[column] is not None]
        if len(rows) > 1:
            yield column, rows

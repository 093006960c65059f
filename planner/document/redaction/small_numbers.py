"""Which counts of people to hide, so that nobody can work out a small one from what is printed.

Primary suppression hides every count from 1 to 4 ("under 5"); zero stays. What is printed around
it may still give it away: 134 + 46 + ? = 183. So an attack is computed: the reader knows every sum
(the rows and columns of a table, a chart that adds up to a headline), every printed number, that
"under 5" is 1 to 4, and that a cell hidden for the sake of another holds 5 or more. Two linear
programmes for each small count find the least and the most it can be. Where they do not leave all
of 1 to 4 open, one more cell of its sums is hidden, the smallest first, and the attack starts
again; to hide more never narrows what was open. It ends: with every cell but the zeros hidden,
nothing is held from above. Afterwards each cell hidden on the way is tried open again, and stays
open where the attack still fails.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

SMALLEST_SHOWN = 5
LEAST, MOST = 1, SMALLEST_SHOWN - 1
Shown = Literal["shown", "under", "hidden"]
"""Printed as it is, as "under 5", or as "not shown"."""
UNDER_5 = "under 5"
NOT_SHOWN = "not shown"
MOST_TRIED_OPEN = 80
SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Sum:
    """Cells that add up to another: their places in a list; `offset` is what rounding adds."""

    whole: int
    parts: tuple[int, ...]
    offset: int = 0


class Web:
    """Sums with the cells each of them ties together, so that neighbours are found at once."""

    def __init__(self, sums: Sequence[Sum]) -> None:
        self.sums = tuple(dict.fromkeys(sums))
        self.wholes = frozenset(one.whole for one in self.sums)
        self.at: dict[int, list[int]] = {}
        for place, one in enumerate(self.sums):
            for cell in dict.fromkeys((one.whole, *one.parts)):
                self.at.setdefault(cell, []).append(place)


@dataclass(frozen=True, slots=True)
class Reach:
    """The least and the most that a hidden count can be, whole numbers; infinite where open."""

    least: float
    most: float


NOTHING_MORE: Mapping[int, Reach] = MappingProxyType({})


def is_small(value: int) -> bool:
    """Return whether a count is to be hidden for its own sake."""
    return LEAST <= value <= MOST


def statuses(
    values: Sequence[int],
    sums: Sequence[Sum] | Web,
    first: Collection[int] = (),
    hidden: Collection[int] = (),
) -> tuple[Shown, ...]:
    """Return how each count is printed, so that no small one can be worked out.

    Where one more has to be hidden, those in `first` go before others. Those in `hidden` are
    hidden already, and stay so.
    """
    shown: list[Shown] = ["under" if is_small(value) else "shown" for value in values]
    for one in hidden:
        shown[one] = "hidden"
    if not any(map(is_small, values)):
        return tuple(shown)
    added: list[int] = []
    sums = _web(sums)
    for cell in [at for at, value in enumerate(values) if is_small(value)]:
        while not _open(values, sums, shown, cell):
            more = _next(values, sums, shown, cell, first)
            if more is None:
                return tuple("hidden" if value else "shown" for value in values)
            shown[more] = "hidden"
            added.append(more)
    return tuple(_reopened(values, sums, shown, added))


def reach(
    values: Sequence[int],
    sums: Sequence[Sum] | Web,
    shown: Sequence[Shown],
    cell: int,
    about: Mapping[int, Reach] = NOTHING_MORE,
) -> Reach:
    """Return what a reader can find out about one cell: the least and the most it can be.

    `about` is what is told of hidden cells elsewhere, such as "about 210".
    """
    import highspy

    if shown[cell] == "shown":
        return Reach(values[cell], values[cell])
    cells, rows = _component(_web(sums), shown, cell)
    place = {one: at for at, one in enumerate(cells)}
    model: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    model.silent()
    for one in cells:
        least = LEAST if is_small(values[one]) else SMALLEST_SHOWN
        most = MOST if shown[one] == "under" else highspy.kHighsInf
        told = about.get(one, Reach(least, most))
        model.addVar(max(least, told.least), min(most, told.most))
    for row in rows:
        terms = [(row.whole, 1.0), *((part, -1.0) for part in row.parts)]
        known = row.offset - sum(sign * values[one] for one, sign in terms if shown[one] == "shown")
        unknown: dict[int, float] = {}
        for one, sign in terms:
            if shown[one] != "shown":
                unknown[place[one]] = unknown.get(place[one], 0.0) + sign
        model.addRow(known, known, len(unknown), list(unknown), list(unknown.values()))
    ends = []
    for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
        model.changeObjectiveSense(sense)
        model.changeColCost(place[cell], 1.0)
        model.run()
        state = model.getModelStatus()
        if state == highspy.HighsModelStatus.kOptimal:
            ends.append(model.getInfo().objective_function_value)
        else:
            ends.append(LEAST if sense == highspy.ObjSense.kMinimize else math.inf)
    return Reach(math.ceil(ends[0] - SLACK), ends[1] if ends[1] == math.inf
                 else math.floor(ends[1] + SLACK))  # fmt: skip


def _component(web: Web, shown: Sequence[Shown], cell: int) -> tuple[list[int], list[Sum]]:
    """Return the hidden cells that hang together with one through sums, and those sums."""
    cells, rows, todo = {cell}, dict[int, None](), [cell]
    while todo:
        for place in web.at.get(todo.pop(), ()):
            if place in rows:
                continue
            rows[place] = None
            one = web.sums[place]
            for other in (one.whole, *one.parts):
                if shown[other] != "shown" and other not in cells:
                    cells.add(other)
                    todo.append(other)
    return sorted(cells), [web.sums[place] for place in rows]


def _web(sums: Sequence[Sum] | Web) -> Web:
    return sums if isinstance(sums, Web) else Web(sums)


def _open(
    values: Sequence[int],
    sums: Sequence[Sum] | Web,
    shown: Sequence[Shown],
    cell: int,
    about: Mapping[int, Reach] = NOTHING_MORE,
) -> bool:
    """Return whether a small count may still be anything from 1 to 4, or as many others."""
    found = reach(values, sums, shown, cell, about)
    if shown[cell] == "under":
        return found.least <= LEAST and found.most >= MOST
    return found.most - found.least >= MOST - LEAST


def given_away(
    values: Sequence[int],
    sums: Sequence[Sum] | Web,
    shown: Sequence[Shown],
    about: Mapping[int, Reach] = NOTHING_MORE,
) -> int | None:
    """Return the first small count that a reader could work out, or None."""
    small = (at for at, value in enumerate(values) if is_small(value))
    return next((at for at in small if not _open(values, sums, shown, at, about)), None)


def _next(
    values: Sequence[int],
    sums: Sequence[Sum] | Web,
    shown: Sequence[Shown],
    cell: int,
    first: Collection[int],
) -> int | None:
    """Return the cell to hide next for the sake of another: near it, no total, and small."""
    wholes = _web(sums).wholes
    cells, rows = _component(_web(sums), shown, cell)
    near = [row for row in rows if cell == row.whole or cell in row.parts]
    for group in (near, rows):
        found = {
            one
            for row in group
            for one in (row.whole, *row.parts)
            if shown[one] == "shown" and values[one]
        }
        if found:
            return min(found, key=lambda one: (one not in first, one in wholes, values[one], one))
    under = [one for one in cells if shown[one] == "under"]
    # Where even "under 5" says too much, as of a total of four that four ones make.
    return min(under, key=lambda one: (one not in wholes, -values[one], one)) if under else None


def _reopened(
    values: Sequence[int], sums: Sequence[Sum] | Web, shown: list[Shown], added: list[int]
) -> list[Shown]:
    """Return the statuses with every cell open that need not be hidden."""
    if len(added) > MOST_TRIED_OPEN:
        return shown
    for one in sorted(added, key=lambda one: (-values[one], one)):
        before = shown[one]
        near, _ = _component(_web(sums), shown, one)
        shown[one] = "under" if is_small(values[one]) else "shown"
        if any(is_small(values[at]) and not _open(values, sums, shown, at) for at in near):
            shown[one] = before
    return shown

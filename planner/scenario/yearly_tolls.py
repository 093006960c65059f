"""What the failures of each drawn year do and cost: distinct cases solved once, then added up.

Failures of one year that do not meet add exactly; those that meet are answered together, as if
they stopped on the same day. Each is followed for its own horizon, past the end of the year if
need be.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from planner.executors import SerialExecutor, Shared, in_order
from planner.progress import Progress, unreported
from planner.scenario.case_book import CaseBook
from planner.scenario.failing_years import FailingYears
from planner.scenario.funds import PENNY, unions_of
from planner.scenario.toll import Failing, Part, Toll

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Work = TypeVar("Work")
CHUNK = 40
"""Cases solved between two reports of progress."""
AT_ONCE = 500
"""Draws whose days are laid out at once."""


@dataclass(frozen=True, slots=True)
class Cases:
    """The parts of all draws: entry e says that part `part[e]` falls on draw `draw[e]`.

    `parts` are distinct; `day` is the day of the first failure of the part in that year. Entries
    stand by draw.
    """

    parts: tuple[Part, ...]
    draw: Ints
    part: Ints
    day: Ints
    draws: int


@dataclass(frozen=True, slots=True, eq=False)
class Years:
    """What every drawn year does and costs: one number a draw, in the order of the draws.

    `net` are pounds above the money freed, `breach` and `unmet` person-days, each with a row for
    must, needed and could. `peak` is the most that the year has paid out above what came in by any
    day, in pounds, and `peak_day` that day, counted from the first of the year (-1: none).
    `failures` counts who failed by themselves. `shortfall` is what today's funds, each for what it
    may pay, lack to pay for all of it: pounds in a fund for any service that would do.
    """

    net: Floats
    breach: Floats
    unmet: Floats
    peak: Floats
    peak_day: Ints
    failures: Ints
    shortfall: Floats

    @property
    def holds(self) -> NDArray[np.bool_]:
        """Return whether today's funds pay for everything."""
        return self.shortfall <= 0.0

    @property
    def net_total(self) -> Floats:
        """Return net pounds of all classes together."""
        return np.asarray(self.net.sum(axis=0))


class Solved:
    """A register's distinct cases and what each does, kept from one question to the next."""

    def __init__(self, book: CaseBook) -> None:
        self.book = book
        self.splits: dict[frozenset[str], tuple[tuple[str, ...], ...]] = {}
        self.tolls: dict[Part, Toll] = {}
        self._shared = Shared(book)

    def cases(
        self,
        years: FailingYears,
        executor: Executor | None = None,
        report: Progress = unreported,
    ) -> Cases:
        """Return who falls together in each draw, every distinct case once."""
        bounds = np.searchsorted(years.draw, np.arange(years.draws + 1)).tolist()
        ids = [years.ids[at] for at in years.who.tolist()]
        day, warning = years.day.tolist(), years.warning.tolist()
        pace = years.pace.tolist()
        spans = [(a, b) for a, b in itertools.pairwise(bounds)]
        self._split([frozenset(ids[a:b]) for a, b in spans if a < b], executor, report)
        number: dict[Part, int] = {}
        draws, parts, days = [], [], []
        for draw, (a, b) in enumerate(spans):
            falls = {ids[at]: at for at in range(a, b)}
            for together in self.splits[frozenset(falls)] if falls else ():
                failing = tuple(Failing(id_, warning[falls[id_]]) for id_ in together)
                draws.append(draw)
                parts.append(number.setdefault(Part(failing, pace[draw]), len(number)))
                days.append(min(day[falls[id_]] for id_ in together))
        return Cases(
            tuple(number),
            np.array(draws, np.int64),
            np.array(parts, np.int64),
            np.array(days, np.int64),
            years.draws,
        )

    def solve(
        self,
        parts: Sequence[Part],
        executor: Executor | None = None,
        report: Progress = unreported,
    ) -> None:
        """Find the toll of every part that is not known yet, money being no limit."""
        left = [part for part in parts if part not in self.tolls]
        # Cases alike stand together: what one has worked out serves the next.
        left.sort(key=str)
        chunks = _chunks(left)
        work = partial(_tolls_of, self._shared)
        text = "Answering each case"
        found = in_order(executor or SerialExecutor(), work, chunks, report, text)
        for chunk, tolls in zip(chunks, found, strict=True):
            self.tolls.update(zip(chunk, tolls, strict=True))

    def _split(
        self, sets: Iterable[frozenset[str]], executor: Executor | None, report: Progress
    ) -> None:
        left = sorted({one for one in sets if one not in self.splits}, key=sorted)
        chunks = _chunks(left)
        work = partial(_splits_of, self._shared)
        text = "Finding who falls together"
        found = in_order(executor or SerialExecutor(), work, chunks, report, text)
        for chunk, splits in zip(chunks, found, strict=True):
            self.splits.update(zip(chunk, splits, strict=True))


def _chunks(work: Sequence[Work]) -> list[Sequence[Work]]:
    return [work[at : at + CHUNK] for at in range(0, len(work), CHUNK)]


def _splits_of(
    book: Shared[CaseBook], sets: Sequence[frozenset[str]]
) -> list[tuple[tuple[str, ...], ...]]:
    """Return each set of those who fail, split into those whose effects do not meet."""
    return [tuple(tuple(sorted(one.failing)) for one in book.value.settled(s)) for s in sets]


def _tolls_of(book: Shared[CaseBook], parts: Sequence[Part]) -> list[Toll]:
    return [book.value.toll(part) for part in parts]


def add_up(
    solved: Solved, cases: Cases, failures: Ints, report: Progress = unreported
) -> tuple[Years, Counter[frozenset[str]]]:
    """Add what the parts of each draw do and cost; `failures` counts who fails in each.

    With it come the funds too much is asked of, with the number of years: in each the smallest set
    of funds that cannot pay what only they may, the empty set where no fund may pay.
    """
    book = solved.book
    tolls = [solved.tolls[part] for part in cases.parts]
    report(0, 1, "Adding up the years")
    peak, peak_day = _peaks(book, cases, tolls)
    shortfall, short = _shortfall(book, cases, tolls)
    years = Years(
        net=_by_class(cases, [toll.net.as_dict() for toll in tolls]),
        breach=_by_class(cases, [toll.breach.as_dict() for toll in tolls]),
        unmet=_by_class(cases, [toll.unmet.as_dict() for toll in tolls]),
        peak=peak,
        peak_day=peak_day,
        failures=failures,
        shortfall=shortfall,
    )
    return years, short


def sum_by_draw(cases: Cases, values: Floats) -> Floats:
    """Return the sum of a number of each part over the parts of each draw."""
    weights = values[cases.part] if cases.part.size else np.zeros(0)
    return np.asarray(np.bincount(cases.draw, weights=weights, minlength=cases.draws), float)


def _by_class(cases: Cases, tolls: Sequence[Mapping[str, float]]) -> Floats:
    return np.array(
        [
            sum_by_draw(cases, np.array([toll[class_] for toll in tolls]))
            for class_ in ("must", "needed", "could")
        ]
    )


def _shortfall(
    book: CaseBook, cases: Cases, tolls: Sequence[Toll]
) -> tuple[Floats, Counter[frozenset[str]]]:
    """Return for each draw what today's funds lack, and which funds are short how often.

    By Hall's theorem the pounds lacking are the most, over every union of sets of funds that needs
    may be paid from, that what only these may pay is above what they hold.
    """
    kinds = sorted({may for toll in tolls for may in toll.needs}, key=sorted)
    needs = {
        may: sum_by_draw(cases, np.array([toll.needs.get(may, 0.0) for toll in tolls]))
        for may in kinds
    }
    lacking = np.zeros(cases.draws)
    first_short = np.full(cases.draws, -1)
    unions = sorted(unions_of(kinds), key=lambda one: (len(one), sorted(one)))
    for number, funds in enumerate(unions):
        asked = sum((needs[may] for may in kinds if may <= funds), np.zeros(cases.draws))
        over = asked - sum(book.amounts[fund] for fund in funds)
        first_short[(over > PENNY) & (first_short < 0)] = number
        lacking = np.maximum(lacking, over)
    times = np.bincount(first_short[first_short >= 0], minlength=len(unions)).tolist()
    lacking[lacking <= PENNY] = 0.0
    return lacking, Counter({funds: n for funds, n in zip(unions, times, strict=True) if n})


def _peaks(book: CaseBook, cases: Cases, tolls: Sequence[Toll]) -> tuple[Floats, Ints]:
    """Return for each draw the most paid out above what came in by any day, and that day.

    Pounds of a period are spread evenly over its days.
    """
    horizon = book.horizon_days
    running = np.array([_running(book, toll) for toll in tolls]).reshape(len(tolls), horizon)
    last = int(cases.day.max(initial=0)) + horizon
    peak, at = np.zeros(cases.draws), np.full(cases.draws, -1, np.int64)
    bounds = np.searchsorted(cases.draw, np.arange(0, cases.draws + AT_ONCE, AT_ONCE))
    entries = list(zip(cases.draw.tolist(), cases.part.tolist(), cases.day.tolist(), strict=True))
    for block, (begin, end) in enumerate(itertools.pairwise(bounds.tolist())):
        if begin == end:
            continue
        first = block * AT_ONCE
        size = min(AT_ONCE, cases.draws - first)
        cash = np.zeros((size, last))
        for draw, part, day in entries[begin:end]:
            row = cash[draw - first]
            row[day : day + horizon] += running[part]
            row[day + horizon :] += running[part, -1]
        most = cash.argmax(axis=1)
        height = cash[np.arange(size), most]
        peak[first : first + size] = np.maximum(height, 0.0)
        at[first : first + size] = np.where(height > 0.0, most, -1)
    return peak, at


def _running(book: CaseBook, toll: Toll) -> Floats:
    lengths = np.array([period.days for period in book.periods])
    return np.asarray(np.cumsum(np.repeat((toll.spend - toll.freed) / lengths, lengths)))

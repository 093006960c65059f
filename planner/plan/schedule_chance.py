"""A timetable under chance: when it is done, and how often each task is on a critical path.

Every draw is one timetable with a length for each task. All draws go through the tasks together,
in the order in which tasks wait for each other: earliest times forward, latest times backward,
each step two look-ups in the calendar's tables (see `planner.plan.calendar`). A task is critical
in a draw by the rule of `planner.plan.schedule.dated`: it has no float in working days, or lies on
a longest path. Shares come with the error of drawing only so many timetables.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.errors import InputRefused
from planner.plan.calendar import WorkingCalendar
from planner.plan.durations import Numbers, Shape, drawn_lengths
from planner.plan.schedule import Task, calendar_of, in_order

Days = NDArray[np.int32]
Flags = NDArray[np.bool_]
TOGETHER = 2_500
"""Draws that go through the tasks at once: as many as stay in the processor's cache."""
NORMAL_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Drawn:
    """Drawn timetables: finishes of shape (tasks, draws), the end of each, and criticality.

    Times are days of the calendar; a finish is the day after the last day of work. `critical`
    holds for each task the share of draws in which it is on a critical path, 0 to 1. Tasks stand
    in the order of `names`.
    """

    names: tuple[str, ...]
    finishes: Days
    ends: Days
    critical: Numbers

    @property
    def draws(self) -> int:
        """Return how many timetables were drawn."""
        return int(self.ends.shape[0])

    def critical_share(self, name: str) -> float:
        """Return in which share of the draws a task is on a critical path."""
        return float(self.critical[self.names.index(name)])

    def finish_of(self, name: str, part: float) -> int:
        """Return the day after a task in at least `part` of the draws."""
        return met_by(self.finishes[self.names.index(name)], part)


def drawn(
    tasks: Sequence[Task],
    calendars: Mapping[str, WorkingCalendar] | WorkingCalendar,
    start_day: int,
    draws: int,
    seed: int,
    shape: Shape = "pert",
) -> Drawn:
    """Return timetables drawn from the three estimates; the same seed gives the same bits.

    `calendars` is one calendar, or several by the names that tasks carry ("" is the timetable's
    own); all begin on one date. Lengths are rounded to whole days. InputRefused where tasks cannot
    be put in order, name a calendar that is not there, or run past the calendar's last year.
    """
    ordered = in_order(tasks)
    lengths = np.rint(drawn_lengths(ordered, draws, seed, shape)).astype(np.int32)
    return timetables(ordered, calendars, start_day, lengths)


def timetables(
    ordered: Sequence[Task],
    calendars: Mapping[str, WorkingCalendar] | WorkingCalendar,
    start_day: int,
    lengths: Days,
) -> Drawn:
    """Return the timetables of given whole lengths, of shape (tasks, draws); tasks in order."""
    named = [calendar_of(task, calendars) for task in ordered]
    network = _Network.of(ordered, named, lengths)
    draws = lengths.shape[1]
    finishes = np.empty(lengths.shape, dtype=np.int32)
    ends = np.empty(draws, dtype=np.int32)
    counts = np.zeros(len(ordered), dtype=np.int64)
    for first in range(0, draws, TOGETHER):
        block = slice(first, min(first + TOGETHER, draws))
        work = _Block(network, np.ascontiguousarray(lengths[:, block], dtype=np.int32), start_day)
        finishes[:, block] = work.finishes
        ends[block] = work.end
        counts += work.critical()
    shortest = min(named, key=lambda one: len(one.before), default=None)
    if shortest is not None and draws and int(ends.max()) >= int(shortest.at[-1]):
        year = shortest.date_of(len(shortest.before) - 2).year
        raise InputRefused.one(
            "Timetable", f"it runs past {year}, the last year of the calendar", "shorten its tasks"
        )
    return Drawn(tuple(task.name for task in ordered), finishes, ends, counts / max(draws, 1))


@dataclass(frozen=True, slots=True)
class _Tables:
    """A calendar's tables: open days before a day, the open day of a number, the day after it."""

    before: Days
    at: Days
    after: Days

    @classmethod
    def of(cls, calendar: WorkingCalendar) -> _Tables:
        at = calendar.at.astype(np.int32)
        return cls(calendar.before.astype(np.int32), at, np.concatenate((at[:1], at + 1)))


@dataclass(frozen=True, slots=True)
class _Network:
    """Tasks in order by their numbers: what each waits for, its calendar, and how it is counted.

    `is_plain` is true of tasks of plain days and of those that take no time in some draw: they
    need more steps. `is_last` is true where nothing waits for a task.
    """

    needs: tuple[tuple[int, ...], ...]
    tables: tuple[_Tables, ...]
    every_day: tuple[bool, ...]
    is_plain: tuple[bool, ...]
    is_last: tuple[bool, ...]

    @classmethod
    def of(
        cls, ordered: Sequence[Task], named: Sequence[WorkingCalendar], lengths: Days
    ) -> _Network:
        place = {task.name: number for number, task in enumerate(ordered)}
        different = {id(calendar): calendar for calendar in named}
        tables = {key: _Tables.of(calendar) for key, calendar in different.items()}
        needs = tuple(tuple(place[need] for need in task.needs) for task in ordered)
        waited = {need for each in needs for need in each}
        shortest = lengths.min(axis=1, initial=1).tolist()
        return cls(
            needs,
            tuple(tables[id(calendar)] for calendar in named),
            tuple(task.every_day for task in ordered),
            tuple(
                task.every_day or least == 0 for task, least in zip(ordered, shortest, strict=True)
            ),
            tuple(number not in waited for number in range(len(ordered))),
        )


class _Block:
    """The passes over some draws: forward when it is made, backward for what is critical.

    `first` numbers the open day each task starts on; its work ends with the open day `days` later.
    Look-ups beyond a table give its last entry, so `end` tells whether the calendar was too short.
    """

    def __init__(self, network: _Network, lengths: Days, start_day: int) -> None:
        shape = lengths.shape
        self._network, self._lengths = network, list(lengths)
        self.finishes = np.empty(shape, dtype=np.int32)
        self.end = np.full(shape[1], start_day, dtype=np.int32)
        at_once = self.end.copy()
        self._ready = list(np.empty(shape, dtype=np.int32))
        self._first = list(np.empty(shape, dtype=np.int32))
        self._finish = list(self.finishes)
        number = np.empty_like(self.end)
        for row, needs in enumerate(network.needs):
            ready, first, finish = self._ready[row], self._first[row], self._finish[row]
            days, tables = self._lengths[row], network.tables[row]
            if len(needs) < 2:
                ready = self._ready[row] = self._finish[needs[0]] if needs else at_once
            else:
                np.maximum(self._finish[needs[0]], self._finish[needs[1]], out=ready)
                for need in needs[2:]:
                    np.maximum(self._finish[need], ready, out=ready)
            tables.before.take(ready, out=first, mode="clip")
            if network.every_day[row]:
                finish[:] = tables.at.take(first, mode="clip") + days
            else:
                np.add(first, days, out=number)
                tables.after.take(number, out=finish, mode="clip")
                if network.is_plain[row]:
                    idle = days == 0
                    finish[idle] = tables.at.take(first[idle], mode="clip")
            if network.is_last[row]:
                np.maximum(self.end, finish, out=self.end)

    def critical(self) -> NDArray[np.int64]:
        """Return in how many of the draws each task is on a critical path."""
        network, finishes = self._network, self._finish
        late: dict[int, Days] = {}
        longest: dict[int, Flags] = {}
        counts = np.zeros(len(network.needs), dtype=np.int64)
        number, same = np.empty_like(self.end), np.empty(self.end.shape, dtype=bool)
        for row in range(len(network.needs) - 1, -1, -1):
            tables, first, ready = network.tables[row], self._first[row], self._ready[row]
            if network.is_last[row]:
                latest, on_path = self.end, np.equal(finishes[row], self.end)
            else:
                latest, on_path = late.pop(row), longest.pop(row)
            if network.is_plain[row]:
                started = self._late_start(row, latest)
                np.equal(tables.before.take(started, mode="clip"), first, out=same)
            else:
                tables.before.take(latest, out=number, mode="clip")
                np.subtract(number, self._lengths[row], out=number)
                np.maximum(number, first, out=number)
                np.equal(number, first, out=same)
                started = tables.at.take(number, mode="clip")
            np.logical_or(same, on_path, out=same)
            counts[row] = np.count_nonzero(same)
            for need in network.needs[row]:
                path = on_path
                if finishes[need] is not ready:  # it does not wait for this one alone
                    path = np.equal(finishes[need], ready)
                    np.logical_and(path, on_path, out=path)
                if need in late:
                    late[need] = np.minimum(late[need], started)
                    longest[need] = np.logical_or(longest[need], path)
                else:
                    late[need], longest[need] = started, path
        return counts

    def _late_start(self, row: int, late: Days) -> Days:
        """Return the latest start of a task of plain days, or of none in some of the draws."""
        tables, days, first = self._network.tables[row], self._lengths[row], self._first[row]
        start = tables.at.take(first, mode="clip")
        if self._network.every_day[row]:
            plain: Days = np.maximum(late - days, start)
            return plain
        number = np.maximum(tables.before.take(late, mode="clip") - days, first)
        worked = tables.at.take(number, mode="clip")
        found: Days = np.where(days > 0, worked, np.maximum(late, start))
        return found


def met_by(ends: Days, part: float) -> int:
    """Return the earliest day that at least `part` of the drawn ends do not pass."""
    rank = _rank(len(ends), part)
    return int(np.partition(ends, rank)[rank])


def band(ends: Days, part: float) -> tuple[int, int]:
    """Return between which days the day met by `part` lies, 19 times in 20, for lack of draws.

    Order statistics: as many draws stay within it as a binomial number, taken as normal.
    """
    count = len(ends)
    reach = NORMAL_95 * math.sqrt(part * (1 - part) / count)
    ordered = np.sort(ends)
    low, high = max(0.0, part - reach), min(1.0, part + reach)
    return int(ordered[_rank(count, low)]), int(ordered[_rank(count, high)])


def _rank(count: int, part: float) -> int:
    return min(count - 1, max(0, math.ceil(part * (count - 1) - 1e-9)))


def share_error(share: float, draws: int) -> float:
    """Return the standard error of a share found from so many draws."""
    return math.sqrt(max(0.0, share * (1 - share)) / draws)


@dataclass(frozen=True, slots=True)
class Held:
    """How likely a stop-gap holds until the restart, 0 to 1, with its standard error."""

    chance: float
    error: float


def held(restarts: Days, ends: Sequence[tuple[int, float]]) -> Held:
    """Return the chance that the restart comes at the latest the day after a stop-gap's last day.

    `ends` are last days with their weights, such as by how fast the stop-gap mobilised; they do
    not depend on how long tasks take, so that each is weighed exactly in every draw.
    """
    weights = sum(weight for _, weight in ends)
    per_draw = np.zeros(len(restarts))
    for last_day, weight in ends:
        per_draw += (weight / weights) * (restarts <= last_day + 1)
    error = float(per_draw.std()) / math.sqrt(len(restarts))
    return Held(float(per_draw.mean()), error)


def plain_finishes(tasks: Sequence[Task], draws: int, seed: int, shape: Shape = "pert") -> Numbers:
    """Return the finish of the whole in plain days from time 0, not rounded, shape (draws,)."""
    ordered = in_order(tasks)
    lengths = drawn_lengths(ordered, draws, seed, shape)
    finish: dict[str, Numbers] = {}
    last = np.zeros(draws)
    for task, days in zip(ordered, lengths, strict=True):
        ready = np.zeros(draws)
        for need in task.needs:
            np.maximum(ready, finish[need], out=ready)
        finish[task.name] = ready + days
        np.maximum(last, finish[task.name], out=last)
    return last

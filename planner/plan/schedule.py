"""When tasks that wait for each other are done: critical path, floats and simulated finishes.

The critical path method: a forward pass in the order of the tasks gives the earliest times, a
backward pass from the end the latest. Total float is how long a task may slip before the end
slips, free float before the next task slips. Simulation draws each duration from the PERT-beta
distribution of its three estimates: shape 1 + 4 (likely - low) / (high - low) and
1 + 4 (high - likely) / (high - low) on the range from low to high.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.errors import InputRefused
from planner.plan.calendar import Times, WorkingCalendar

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Task:
    """A task with its three estimates in days, and the tasks that must be done before it.

    `every_day` is true where the days are plain days (a legal wait), not working days.
    """

    name: str
    low: float
    likely: float
    high: float
    needs: tuple[str, ...] = ()
    every_day: bool = False

    @property
    def mean(self) -> float:
        """Return the PERT mean: (low + 4 likely + high) / 6."""
        return (self.low + 4 * self.likely + self.high) / 6

    @property
    def variance(self) -> float:
        """Return the PERT variance: ((high - low) / 6) squared."""
        return ((self.high - self.low) / 6) ** 2


@dataclass(frozen=True, slots=True)
class Timing:
    """When one task can and must be done; finishes are the moment after its last day."""

    early_start: float
    early_finish: float
    late_start: float
    late_finish: float
    total_float: float
    free_float: float
    critical: bool


@dataclass(frozen=True, slots=True)
class Schedule:
    """The timing of every task, when the last is done, and one longest path to it."""

    timings: Mapping[str, Timing]
    finish: float
    path: tuple[str, ...]


def in_order(tasks: Sequence[Task]) -> list[Task]:
    """Return tasks with every task after those it needs.

    InputRefused where a needed task is missing, a name stands twice or tasks wait in a circle.
    """
    by_name = {task.name: task for task in tasks}
    if len(by_name) < len(tasks):
        raise InputRefused.one("Timetable", "two tasks have the same name", "rename one of them")
    for task in tasks:
        for need in task.needs:
            if need not in by_name:
                what = f"it waits for {need}, which is not in the timetable"
                raise InputRefused.one(f"Task {task.name}", what, "add that task or drop the wait")
    done: dict[str, Task] = {}
    waiting = list(tasks)
    while waiting:
        ready = [task for task in waiting if all(need in done for need in task.needs)]
        if not ready:
            names = ", ".join(task.name for task in waiting)
            what = f"these tasks wait for each other in a circle: {names}"
            raise InputRefused.one("Timetable", what, "drop one of the waits")
        done.update((task.name, task) for task in ready)
        waiting = [task for task in waiting if task.name not in done]
    return list(done.values())


def critical_path(tasks: Sequence[Task], durations: Mapping[str, float]) -> Schedule:
    """Return the schedule of tasks from time 0 in plain days, each with the given duration."""
    ordered = in_order(tasks)
    start: dict[str, float] = {}
    finish: dict[str, float] = {}
    for task in ordered:
        start[task.name] = max((finish[need] for need in task.needs), default=0.0)
        finish[task.name] = start[task.name] + durations[task.name]
    end = max(finish.values(), default=0.0)
    late_finish = {task.name: end for task in ordered}
    for task in reversed(ordered):
        for need in task.needs:
            latest = late_finish[task.name] - durations[task.name]
            late_finish[need] = min(late_finish[need], latest)
    late_start = {name: late_finish[name] - durations[name] for name in late_finish}
    path = _longest_path(ordered, finish)
    slack = {name: late_start[name] - start[name] for name in start}
    free = {
        name: following - finish[name]
        for name, following in _next_starts(ordered, start, end).items()
    }
    timings = _timings(start, finish, late_start, late_finish, slack, free, path)
    return Schedule(timings, end, path)


def dated(tasks: Sequence[Task], calendar: WorkingCalendar, start_day: int) -> Schedule:
    """Return the schedule of tasks on a calendar, on likely durations rounded to whole days.

    Times are days of the calendar; a task starts on an open day, unless it has no length. Floats
    are in working days. A task is critical where it has no float or is on the longest path.
    """
    ordered = in_order(tasks)
    days = {task.name: round(task.likely) for task in ordered}
    start: dict[str, float] = {}
    finish: dict[str, float] = {}
    for task in ordered:
        ready = int(max((finish[need] for need in task.needs), default=start_day))
        begin = calendar.next_open(ready)
        length = days[task.name]
        start[task.name] = begin
        finish[task.name] = begin + length if task.every_day else calendar.finish(begin, length)
    end = max(finish.values(), default=float(start_day))
    late_finish = {task.name: end for task in ordered}
    late_start: dict[str, float] = {}
    for task in reversed(ordered):
        latest, length = int(late_finish[task.name]), days[task.name]
        begin = latest - length if task.every_day else calendar.latest_start(latest, length)
        late_start[task.name] = max(begin, start[task.name])
        for need in task.needs:
            late_finish[need] = min(late_finish[need], late_start[task.name])
    path = _longest_path(ordered, finish)
    slack = {
        name: float(calendar.days_between(int(start[name]), int(late_start[name])))
        for name in start
    }
    free = {
        name: float(calendar.days_between(int(finish[name]), max(int(then), int(finish[name]))))
        for name, then in _next_starts(ordered, start, end).items()
    }
    timings = _timings(start, finish, late_start, late_finish, slack, free, path)
    return Schedule(timings, end, path)


def sample(tasks: Sequence[Task], draws: int, seed: int) -> Numbers:
    """Return PERT-beta durations, shape (tasks, draws), for tasks in the order given."""
    generator = np.random.default_rng(seed)
    durations = np.empty((len(tasks), draws))
    for row, task in enumerate(tasks):
        uncertain = task.high > task.low
        width = task.high - task.low if uncertain else 1.0
        rise = 1 + 4 * (task.likely - task.low) / width
        fall = 1 + 4 * (task.high - task.likely) / width
        drawn = generator.beta(rise, fall, draws)
        durations[row] = task.low + drawn * width if uncertain else task.likely
    return durations


def simulated_finish(tasks: Sequence[Task], draws: int, seed: int) -> Numbers:
    """Return the finish of the whole in plain days from time 0, shape (draws,)."""
    ordered = in_order(tasks)
    durations = sample(ordered, draws, seed)
    finish: dict[str, Numbers] = {}
    for task, lengths in zip(ordered, durations, strict=True):
        ready = np.zeros(draws)
        for need in task.needs:
            ready = np.maximum(ready, finish[need])
        finish[task.name] = ready + lengths
    last: Numbers = np.max(np.stack(list(finish.values())), axis=0)
    return last


def simulated_dates(
    tasks: Sequence[Task], calendar: WorkingCalendar, start_day: int, draws: int, seed: int
) -> Times:
    """Return the day after the last task on a calendar, shape (draws,); whole days per task."""
    ordered = in_order(tasks)
    durations = np.rint(sample(ordered, draws, seed)).astype(np.int64)
    finish: dict[str, Times] = {}
    last = np.full(draws, start_day, dtype=np.int64)
    for task, lengths in zip(ordered, durations, strict=True):
        ready = np.full(draws, start_day, dtype=np.int64)
        for need in task.needs:
            ready = np.maximum(ready, finish[need])
        first = calendar.before[ready]
        begin = calendar.at[first]
        if task.every_day:
            done = begin + lengths
        else:
            done = np.where(lengths > 0, calendar.at[first + np.maximum(lengths, 1) - 1] + 1, begin)
        finish[task.name] = done
        last = np.maximum(last, done)
    return last


def _longest_path(ordered: Sequence[Task], finish: Mapping[str, float]) -> tuple[str, ...]:
    """Return one path of tasks, each the last one waited for, that ends with the last to finish."""
    if not ordered:
        return ()
    by_name = {task.name: task for task in ordered}
    task = max(ordered, key=lambda each: finish[each.name])
    path = [task.name]
    while task.needs:
        task = by_name[max(task.needs, key=lambda need: finish[need])]
        path.append(task.name)
    return tuple(reversed(path))


def _next_starts(
    ordered: Sequence[Task], start: Mapping[str, float], end: float
) -> dict[str, float]:
    """Return for every task the earliest start of those that wait for it, or the end."""
    following = {task.name: end for task in ordered}
    for task in ordered:
        for need in task.needs:
            following[need] = min(following[need], start[task.name])
    return following


def _timings(
    start: Mapping[str, float],
    finish: Mapping[str, float],
    late_start: Mapping[str, float],
    late_finish: Mapping[str, float],
    slack: Mapping[str, float],
    free: Mapping[str, float],
    path: tuple[str, ...],
) -> dict[str, Timing]:
    return {
        name: Timing(
            start[name],
            finish[name],
            late_start[name],
            late_finish[name],
            slack[name],
            free[name],
            critical=slack[name] <= 1e-9 or name in path,
        )
        for name in start
    }

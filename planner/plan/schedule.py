"""When tasks that wait for each other are done on their likely lengths: critical path and floats.

The critical path method: a forward pass in the order of the tasks gives the earliest times, a
backward pass from the end the latest. Total float is how long a task may slip before the end
slips, free float before the next task slips. `planner.plan.schedule_chance` draws the lengths.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from planner.errors import InputRefused
from planner.plan.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Task:
    """A task with its three estimates in days, and the tasks that must be done before it.

    `every_day` is true where the days are plain days (a legal wait), not working days. `calendar`
    names the calendar whose working days it counts; blank is the timetable's own.
    """

    name: str
    low: float
    likely: float
    high: float
    needs: tuple[str, ...] = ()
    every_day: bool = False
    calendar: str = ""

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


def calendar_of(
    task: Task, calendars: WorkingCalendar | Mapping[str, WorkingCalendar]
) -> WorkingCalendar:
    """Return the calendar a task counts by; InputRefused where there is none of its name."""
    if isinstance(calendars, WorkingCalendar):
        calendars = {"": calendars}
    if task.calendar not in calendars:
        what = f"there is no calendar {task.calendar}"
        mend = f"use one of {', '.join(name or 'none' for name in calendars)}"
        raise InputRefused.one(f"Task {task.name}", what, mend)
    return calendars[task.calendar]


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
    on_path = _on_longest(ordered, finish)
    timings = _timings(start, finish, late_start, late_finish, slack, free, on_path)
    return Schedule(timings, end, path)


def dated(
    tasks: Sequence[Task],
    calendars: WorkingCalendar | Mapping[str, WorkingCalendar],
    start_day: int,
) -> Schedule:
    """Return the schedule of tasks on a calendar, on likely durations rounded to whole days.

    `calendars` is one, or several by the names that tasks carry ("" is the timetable's own); all
    begin on one date.

    Times are days of the calendar; a task starts on an open day, unless it has no length. Floats
    are in working days. A task is critical where it has no float or is on a longest path.
    """
    ordered = in_order(tasks)
    own = {task.name: calendar_of(task, calendars) for task in ordered}
    days = {task.name: round(task.likely) for task in ordered}
    start: dict[str, float] = {}
    finish: dict[str, float] = {}
    for task in ordered:
        ready = int(max((finish[need] for need in task.needs), default=start_day))
        calendar, length = own[task.name], days[task.name]
        begin = calendar.next_open(ready)
        start[task.name] = begin
        finish[task.name] = begin + length if task.every_day else calendar.finish(begin, length)
    end = max(finish.values(), default=float(start_day))
    late_finish = {task.name: end for task in ordered}
    late_start: dict[str, float] = {}
    for task in reversed(ordered):
        latest, length = int(late_finish[task.name]), days[task.name]
        earlier = own[task.name].latest_start(latest, length)
        begin = latest - length if task.every_day else earlier
        late_start[task.name] = max(begin, start[task.name])
        for need in task.needs:
            late_finish[need] = min(late_finish[need], late_start[task.name])
    path = _longest_path(ordered, finish)
    slack = {
        name: float(own[name].days_between(int(start[name]), int(late_start[name])))
        for name in start
    }
    free = {
        name: float(own[name].days_between(int(finish[name]), max(int(then), int(finish[name]))))
        for name, then in _next_starts(ordered, start, end).items()
    }
    on_path = _on_longest(ordered, finish)
    timings = _timings(start, finish, late_start, late_finish, slack, free, on_path)
    return Schedule(timings, end, path)


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


def _on_longest(ordered: Sequence[Task], finish: Mapping[str, float]) -> set[str]:
    """Return the tasks of every longest path: each is the last one waited for, to the end."""
    end = max(finish.values(), default=0.0)
    found = {task.name for task in ordered if finish[task.name] == end}
    for task in reversed(ordered):
        if task.name in found and task.needs:
            latest = max(finish[need] for need in task.needs)
            found |= {need for need in task.needs if finish[need] == latest}
    return found


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
    on_path: Set[str],
) -> dict[str, Timing]:
    return {
        name: Timing(
            start[name],
            finish[name],
            late_start[name],
            late_finish[name],
            slack[name],
            free[name],
            critical=slack[name] <= 1e-9 or name in on_path,
        )
        for name in start
    }

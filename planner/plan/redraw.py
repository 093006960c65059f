"""A re-commissioning timetable redrawn with other tasks, and the edit that keeps it so."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Sequence

from planner.errors import InputRefused
from planner.plan.calendar import NATIONS, working_calendar
from planner.plan.restart import restart_of
from planner.plan.schedule import Task
from planner.plan.timetable import PacedEnd, Recommissioning, TaskLine
from planner.register.edits import AddRecord, ChangeFields, Edit, RemoveRecord, Together
from planner.register.records import TimetableTask
from planner.register.register import Register

LONGEST = 3650


def redrawn(bought: Recommissioning, lines: Sequence[TaskLine], seed: int) -> Recommissioning:
    """Return a timetable with the tasks given in place of its own: dates, floats, path and gap.

    Only titles, lengths, order and owners of `lines` are read; their dates are worked out again,
    with the same draws as before where `seed` is that of the plan. What the change costs and what
    would close the gap is for the plan to work out when it is made again. InputRefused where tasks
    wait in a circle or for one that is not there, or where a wait is shorter than the law allows.
    """
    _refuse_unfit(lines)
    nation = next(code for code, words in NATIONS.items() if words[0] == bought.nation)
    calendar = working_calendar(nation, bought.starts_on.year)
    tasks = [
        Task(line.title, line.low, line.likely, line.high, line.needs, line.every_day)
        for line in lines
    ]
    found = restart_of(tasks, calendar, bought.starts_on, bought.draws, seed)

    def gap(date: datetime.date, before: int | None) -> int | None:
        ends = bought.stop_gap_ends
        return before if ends is None else max(0, (date - ends).days - 1)

    likely, p50, p80 = found.likely, found.p50, found.p80
    return dataclasses.replace(
        bought,
        tasks=tuple(found.task_line(line) for line in lines),
        critical_path=found.schedule.path,
        likely=likely,
        p50=p50,
        p80=p80,
        gap_days_likely=gap(likely, bought.gap_days_likely),
        gap_days_p50=gap(p50, bought.gap_days_p50),
        gap_days_p80=gap(p80, bought.gap_days_p80),
        chance=found.chance(_paced_ends(bought)),
    )


def _paced_ends(bought: Recommissioning) -> tuple[PacedEnd, ...]:
    """Return the last days of the stop-gaps; of a plan kept before paces, the one it has."""
    if bought.chance is not None:
        return bought.chance.paced_ends
    ends = bought.stop_gap_ends
    return () if ends is None else (PacedEnd(1.0, 1.0, ends),)


def timetable_edit(
    register: Register, scenario: str, bought: Recommissioning, lines: Sequence[TaskLine]
) -> Edit | None:
    """Return the one step that keeps changed tasks of a plan's timetable; None where none differ.

    InputRefused as for `redrawn`.
    """
    _refuse_unfit(lines)
    before = {line.title: line for line in bought.tasks}
    after = {line.title: line for line in lines}
    edits: list[Edit] = []
    for title, line in after.items():
        was = before.get(title)
        if was is None or _told(was) != _told(line):
            edits.append(_kept(register, _record(scenario, bought.service, line)))
    for title in before.keys() - after.keys():
        gone = TimetableTask(scenario, bought.service, title, left_out=True)
        edits.append(_kept(register, gone))
    if not edits:
        return None
    number = f"{len(edits)} tasks" if len(edits) > 1 else "A task"
    return Together(f"{number} of the timetable for {bought.title} changed", tuple(edits))


def rules_again(register: Register, scenario: str, service: str) -> Edit | None:
    """Return the step that takes back every change to a service's timetable; None if none."""
    keys = [
        key
        for key, task in register.timetable_tasks.items()
        if (task.scenario, task.service) == (scenario, service)
    ]
    if not keys:
        return None
    title = register.services[service].title
    return Together(
        f"Timetable for {title} put back to the rules",
        tuple(RemoveRecord("timetable_task", key) for key in keys),
    )


def _told(line: TaskLine) -> tuple[object, ...]:
    return line.low, line.likely, line.high, line.needs, line.owner


def _record(scenario: str, service: str, line: TaskLine) -> TimetableTask:
    return TimetableTask(
        scenario,
        service,
        line.title,
        days=line.likely,
        low_days=line.low,
        high_days=line.high,
        own_needs=True,
        needs=line.needs,
        owner=line.owner,
    )


def _kept(register: Register, task: TimetableTask) -> Edit:
    key = f"{task.scenario}/{task.service}/{task.title}"
    if key not in register.timetable_tasks:
        return AddRecord(task)
    values = {one.name: getattr(task, one.name) for one in dataclasses.fields(task)}
    return ChangeFields("timetable_task", key, values)


def _refuse_unfit(lines: Iterable[TaskLine]) -> None:
    for line in lines:
        where = f"Task {line.title}"
        if not line.title.strip():
            raise InputRefused.one("Timetable", "a task has no name", "give it one")
        if not 0 <= line.low <= line.likely <= line.high <= LONGEST:
            what = f"{line.low}, {line.likely} and {line.high} days are not in order"
            mend = f"give best, likely and worst lengths from 0 to {LONGEST} that rise"
            raise InputRefused.one(where, what, mend)
        if line.least is not None and line.low < line.least:
            what = f"{line.low} days are fewer than the law allows ({line.source})"
            raise InputRefused.one(where, what, f"give it {line.least} days or more")

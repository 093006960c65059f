"""Timetables as people changed them: other lengths, another order, tasks added or left out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from planner.plan.schedule import Task
from planner.plan.tasks import MOVE, Step
from planner.register.records import TimetableTask

CHANGED = "Changed by hand"


def with_changes(steps: Sequence[Step], changes: Iterable[TimetableTask]) -> tuple[Step, ...]:
    """Return the steps of a timetable with what people changed, in the order of both.

    A change of a title that no step has adds a task. A wait that the law asks for is never left
    out nor made shorter than the law allows. What waited for a task left out waits for
    what that task waited for. Titles in an order that no longer exist are not waited for.
    """
    changed = {change.title: change for change in changes}
    found = [_changed(step, changed.get(step.task.name)) for step in steps]
    known = {step.task.name for step in steps}
    found += [_added(change) for title, change in changed.items() if title not in known]
    by_law = {step.task.name for step in steps if step.least is not None}
    left_out = {title for title, one in changed.items() if one.left_out and title not in by_law}
    waits = {step.task.name: step.task.needs for step in found}
    there = set(waits) - left_out
    return tuple(
        dataclasses.replace(
            step, task=dataclasses.replace(step.task, needs=_reached(step.task.needs, waits, there))
        )
        for step in found
        if step.task.name in there
    )


def lengths(change: TimetableTask, low: float, likely: float, high: float) -> tuple[float, ...]:
    """Return the three lengths of a changed task in days, given those of the rules.

    Where only the likely one is changed, the others keep their proportion to it.
    """
    days = likely if change.days is None else float(change.days)
    part = days / likely if likely else 1.0
    best = low * part if change.low_days is None else float(change.low_days)
    worst = high * part if change.high_days is None else float(change.high_days)
    if not likely:
        best, worst = min(best, days), max(worst, days)
    return min(best, days), days, max(worst, days)


def _changed(step: Step, change: TimetableTask | None) -> Step:
    if change is None:
        return step
    low, likely, high = lengths(change, step.task.low, step.task.likely, step.task.high)
    if step.least is not None:
        low, likely, high = (max(days, float(step.least)) for days in (low, likely, high))
    needs = change.needs if change.own_needs else step.task.needs
    task = dataclasses.replace(step.task, low=low, likely=likely, high=high, needs=needs)
    is_longer_or_shorter = (low, likely, high) != (step.task.low, step.task.likely, step.task.high)
    return dataclasses.replace(
        step,
        task=task,
        owner=change.owner or step.owner,
        source=CHANGED if is_longer_or_shorter else step.source,
        verified=step.verified and not is_longer_or_shorter,
    )


def _added(change: TimetableTask) -> Step:
    days = float(change.days or 0)
    low, likely, high = lengths(change, days, days, days)
    task = Task(change.title, low, likely, high, change.needs)
    return Step(task, MOVE, change.owner or "Commissioner", CHANGED, False)


def _reached(
    needs: Sequence[str], waits: Mapping[str, Sequence[str]], there: set[str]
) -> tuple[str, ...]:
    """Return what is left to wait for once tasks that are not there are passed over."""
    found: dict[str, None] = {}
    open_: list[str] = list(needs)
    seen: set[str] = set()
    while open_:
        need = open_.pop(0)
        if need in seen:
            continue
        seen.add(need)
        if need in there:
            found[need] = None
        else:
            open_ = [*waits.get(need, ()), *open_]
    return tuple(found)

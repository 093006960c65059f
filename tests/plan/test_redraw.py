"""Timetables changed by hand: redrawn at once, kept as one step, and the same when made again."""

from __future__ import annotations

import dataclasses

import pytest

from planner.errors import InputRefused
from planner.plan.decision import decide
from planner.plan.recommission import recommissioning
from planner.plan.redraw import redrawn, rules_again, timetable_edit
from planner.plan.timetable import Recommissioning, TaskLine
from planner.register.edits import AddRecord, apply_changes
from planner.register.records import TimetableTask
from planner.register.register import Register
from tests.plan.cases import STOPS, care_register, case_of

SEED = 1


def bought_of(register: Register) -> Recommissioning:
    case = case_of(register, STOPS)
    (found, *_) = recommissioning(
        case, decide(case), nation="england_and_wales", seed=SEED, draws=2000
    )
    return found


@pytest.fixture
def register() -> Register:
    register = care_register()
    if STOPS.id not in register.scenarios:
        register = apply_changes(register, AddRecord(STOPS).changes(register))
    return register


def changed(bought: Recommissioning, title: str, **values: object) -> list[TaskLine]:
    return [
        dataclasses.replace(line, **values) if line.title == title else line  # type: ignore[arg-type]
        for line in bought.tasks
    ]


def longest(bought: Recommissioning) -> TaskLine:
    """Return a task on the critical path whose length the law leaves open."""
    return next(
        line for line in bought.tasks if line.title in bought.critical_path and line.least is None
    )


def kept(register: Register, bought: Recommissioning, lines: list[TaskLine]) -> Register:
    edit = timetable_edit(register, STOPS.id, bought, lines)
    assert edit is not None
    return apply_changes(register, edit.changes(register))


def test_the_same_tasks_give_the_same_timetable(register):
    bought = bought_of(register)
    assert redrawn(bought, bought.tasks, SEED) == bought
    assert timetable_edit(register, STOPS.id, bought, bought.tasks) is None


def test_a_longer_critical_task_moves_the_restart_and_making_it_again_agrees(register):
    bought = bought_of(register)
    line = longest(bought)
    lines = changed(bought, line.title, likely=line.likely + 20, high=line.high + 20)
    preview = redrawn(bought, lines, SEED)
    assert preview.likely > bought.likely
    assert preview.p50 > bought.p50
    again = bought_of(kept(register, bought, lines))
    assert (again.likely, again.p50, again.p80) == (preview.likely, preview.p50, preview.p80)
    assert again.critical_path == preview.critical_path
    assert [(t.title, t.start, t.finish) for t in again.tasks] == [
        (t.title, t.start, t.finish) for t in preview.tasks
    ]


def test_another_order_redraws_the_critical_path(register):
    bought = bought_of(register)
    first, last = bought.tasks[0], bought.tasks[-1]
    free = changed(bought, last.title, needs=())
    assert redrawn(bought, free, SEED).likely < bought.likely
    with pytest.raises(InputRefused, match="circle"):
        redrawn(bought, changed(bought, first.title, needs=(last.title,)), SEED)


def test_the_law_sets_the_least_and_a_shorter_wait_is_refused(register):
    bought = bought_of(register)
    wait = next(line for line in bought.tasks if line.least is not None)
    lines = changed(bought, wait.title, low=0, likely=0, high=0)
    with pytest.raises(InputRefused, match="fewer than the law allows"):
        redrawn(bought, lines, SEED)
    with pytest.raises(InputRefused, match="fewer than the law allows"):
        timetable_edit(register, STOPS.id, bought, lines)
    # A record that says so all the same, from a file, does not shorten the wait either.
    forced = TimetableTask(STOPS.id, bought.service, wait.title, days=0, left_out=True)
    again = bought_of(apply_changes(register, AddRecord(forced).changes(register)))
    assert next(line for line in again.tasks if line.title == wait.title).likely == wait.likely


def test_a_task_added_and_one_left_out_hold_when_made_again(register):
    bought = bought_of(register)
    gone = next(
        line
        for line in bought.tasks
        if line.least is None and any(line.title in other.needs for other in bought.tasks)
    )
    inserted = dataclasses.replace(
        bought.tasks[-1], title="Fit out the office", needs=(), low=5, likely=10, high=20
    )
    lines = [
        dataclasses.replace(
            line,
            needs=tuple(
                dict.fromkeys(
                    one
                    for need in line.needs
                    for one in (gone.needs if need == gone.title else (need,))
                )
            ),
        )
        for line in bought.tasks
        if line.title != gone.title
    ]
    again = bought_of(kept(register, bought, [*lines, inserted]))
    titles = [line.title for line in again.tasks]
    assert "Fit out the office" in titles
    assert gone.title not in titles
    assert again.likely == redrawn(bought, [*lines, inserted], SEED).likely


def test_the_rules_come_back_as_one_step(register):
    bought = bought_of(register)
    assert rules_again(register, STOPS.id, bought.service) is None
    line = longest(bought)
    after = kept(register, bought, changed(bought, line.title, likely=line.high))
    back = rules_again(after, STOPS.id, bought.service)
    assert back is not None
    assert bought_of(apply_changes(after, back.changes(after))) == bought

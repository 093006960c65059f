"""What is to be done under a plan: from checklists, kept as records across versions."""

from __future__ import annotations

import datetime

from planner.plan.to_do import (
    BEFORE,
    EARLIER,
    action_edit,
    actions_of,
    counted_words,
    new_action,
    overdue_first,
    told_when,
)
from planner.plan.versions import StorePlan
from planner.register.edits import Edit, apply_changes
from planner.register.register import Register
from tests.plan.cases import STOPS, TODAY, care_register, plan_of

PLAN = plan_of(care_register(STOPS), draws=50)
YESTERDAY = TODAY - datetime.timedelta(days=1)


def after(register: Register, edit: Edit) -> Register:
    return apply_changes(register, edit.changes(register))


def kept() -> Register:
    return after(care_register(STOPS), StorePlan(PLAN))


def test_actions_come_phase_by_phase_and_none_is_late_before_it_has_a_date() -> None:
    lines = actions_of(kept(), PLAN, "plan-1", TODAY)
    phases = list(dict.fromkeys(line.phase for line in lines))
    assert phases == [BEFORE, *(phase.title for phase in PLAN.checklist if phase.items)]
    assert {line.plan_title for line in lines} == {"Harbour stops"}
    assert not any(line.late for line in lines)
    assert all(line.due is None for line in lines if line.phase != BEFORE)


def test_a_tick_becomes_a_record_that_the_next_version_still_knows() -> None:
    register = kept()
    line = actions_of(register, PLAN, "plan-1", TODAY)[-1]
    register = after(register, action_edit(register, line, {"done_on": TODAY}))
    (record,) = register.of_kind("action").values()
    assert (record.title, record.plan, record.done_on) == (line.title, "plan-1", TODAY)
    assert record.owner == line.owner
    register = after(register, StorePlan(PLAN))
    now = {one.title: one for one in actions_of(register, PLAN, "plan-2", TODAY)}
    assert now[line.title].done_on == TODAY
    register = after(register, action_edit(register, now[line.title], {"done_on": None}))
    assert len(register.of_kind("action")) == 1
    assert counted_words(actions_of(register, PLAN, "plan-2", TODAY)).split(", ")[1] == "0 done"


def test_overdue_actions_come_first_and_done_ones_last() -> None:
    register = kept()
    lines = actions_of(register, PLAN, "plan-1", TODAY)
    register = after(register, action_edit(register, lines[0], {"done_on": TODAY}))
    register = after(register, action_edit(register, lines[-1], {"due": YESTERDAY}))
    ordered = overdue_first(actions_of(register, PLAN, "plan-1", TODAY))
    assert (ordered[0].title, ordered[0].late) == (lines[-1].title, True)
    assert ordered[-1].title == lines[0].title
    assert "1 done, 1 late" in counted_words(ordered)


def test_an_action_of_ones_own_is_kept_with_the_plan() -> None:
    register = kept()
    register = after(register, new_action(register, "plan-1", " Ask the mayor ", None))
    own = actions_of(register, PLAN, "plan-1", TODAY)[-1]
    assert (own.title, own.phase, own.owner) == ("Ask the mayor", EARLIER, None)
    assert "1 without an owner" in counted_words([own])


def test_who_is_told_comes_from_the_checklists() -> None:
    told = told_when(PLAN)
    assert any(words.startswith("Tell the director") for _, words, _ in told)
    assert not any(words.startswith("Open the log") for _, words, _ in told)

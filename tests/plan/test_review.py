"""Plans on their way: the shelf, what blocks a review, what may come next, decisions as edits."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from planner.errors import InputRefused
from planner.plan.officers_decisions import decision_edit, kept_again, proposal_again, recorded
from planner.plan.one_calendar import calendars, worst_first
from planner.plan.review import next_steps, shelf, why_not_reviewed
from planner.plan.versions import MovePlan, StorePlan, read_plan
from planner.register.edits import AddRecord, ChangeFields, Edit, apply_changes
from planner.register.records import Decision, Service
from planner.register.register import Register
from tests.plan.cases import STOPS, TODAY, care_register, plan_of


def after(register: Register, *edits: Edit) -> Register:
    for edit in edits:
        register = apply_changes(register, edit.changes(register))
    return register


def kept() -> Register:
    register = care_register(STOPS)
    return after(register, StorePlan(plan_of(register, draws=50)))


def without_red(plan):
    calm = tuple(dataclasses.replace(gap, red=False) for gap in plan.gaps)
    return dataclasses.replace(plan, gaps=calm)


def with_status(plan, status: str, approver: str | None = None):
    header = dataclasses.replace(plan.header, status=status, approver=approver)
    return dataclasses.replace(plan, header=header)


def test_the_shelf_puts_older_versions_under_the_latest_and_says_what_is_stale() -> None:
    register = kept()
    register = after(register, StorePlan(plan_of(register, draws=50)))
    past = datetime.date(2026, 1, 1)
    register = after(register, ChangeFields("plan", "plan-2", {"review_date": past}))
    lines = shelf(register, TODAY)
    assert [(line.version, line.older) for line in lines] == [(2, False), (1, True)]
    assert (lines[0].title, lines[0].review_late, lines[0].stale) == ("Harbour stops", True, "")
    assert lines[0].red == sum(gap.red for gap in read_plan(register.plans["plan-2"]).gaps)
    register = after(register, ChangeFields("option", "stourhaven-places", {"agreed": True}))
    assert "register changed" in shelf(register, TODAY)[0].stale


def test_a_red_finding_blocks_the_review_and_is_named() -> None:
    plan = plan_of(care_register(STOPS), draws=50)
    red = [gap for gap in plan.gaps if gap.red]
    assert red
    (step,) = next_steps(plan)
    assert step.status == "reviewed"
    assert "block" in step.blocked
    assert step.blocked == why_not_reviewed(plan)
    assert next_steps(without_red(plan))[0].blocked == ""
    assert next_steps(without_red(plan), "It is stale.")[0].blocked == "It is stale."


def test_a_plan_is_approved_only_where_somebody_is_named_to_approve_it() -> None:
    plan = without_red(plan_of(care_register(STOPS), draws=50))
    assert "Approver" in next_steps(with_status(plan, "reviewed"))[0].blocked
    steps = next_steps(with_status(plan, "reviewed", "Director"))
    assert [(step.status, step.blocked) for step in steps] == [("approved", ""), ("draft", "")]
    assert next_steps(with_status(plan, "approved"))[0].status == "superseded"
    assert next_steps(with_status(plan, "superseded"))[0].status == "draft"


def test_a_decision_is_added_once_and_changed_after_that() -> None:
    register = kept()
    decide = decision_edit(register, "stops", "home-care", "recover", " They are back. ")
    register = after(register, decide)
    found = recorded(register, "stops", "home-care")
    assert found is not None
    assert (found.id, found.reason) == ("D-001", "They are back.")
    register = after(
        register, decision_edit(register, "stops", "home-care", "keep_going", "They left again.")
    )
    assert [one.reason for one in register.decisions.values()] == ["They left again."]
    again = proposal_again(register, "stops", "home-care")
    assert again is not None
    assert not after(register, again).decisions
    assert proposal_again(kept(), "stops", "home-care") is None


def test_a_decision_needs_a_reason_and_never_lets_a_must_service_go() -> None:
    with pytest.raises(InputRefused, match="say why"):
        decision_edit(kept(), "stops", "home-care", "recover", "  ")
    with pytest.raises(InputRefused, match="must service"):
        decision_edit(kept(), "stops", "home-care", "let_go", "It costs too much.")
    register = after(kept(), ChangeFields("service", "home-care", {"class_": "could"}))
    assert isinstance(register.services["home-care"], Service)
    decision_edit(register, "stops", "home-care", "let_go", "Neighbours help.")


def test_a_draft_is_made_again_in_its_place_and_a_reviewed_plan_as_the_next_version() -> None:
    register = after(kept(), AddRecord(Decision("D1", "stops", "home-care", "recover", "Back.")))
    again = plan_of(register, draws=50)
    drafted = after(register, kept_again(register, "plan-1", again))
    (record,) = drafted.plans.values()
    assert record.version == 1
    assert read_plan(record).decisions[0].decision == "recover"
    reviewed = after(register, MovePlan("plan-1", "reviewed"))
    reviewed = after(reviewed, kept_again(reviewed, "plan-1", again))
    assert [one.version for one in reviewed.plans.values()] == [1, 2]


def test_the_calendar_shows_when_options_serve_and_where_cover_is_missing() -> None:
    plan = plan_of(care_register(STOPS), draws=50)
    (shown,) = calendars(plan)
    (work,) = plan.recommissioning
    used = [option for option in plan.step_in[0].usable if option.used]
    assert [bar.label for bar in shown.step_in] == [option.label for option in used]
    assert [bar.until for bar in shown.step_in] == [option.last_date for option in used]
    assert len(shown.tasks) == len(work.tasks)
    assert shown.first <= plan.header.start_date
    assert shown.last >= work.p80
    if work.gap_days_p50:
        assert shown.gap_from is not None
        assert shown.gap_until == work.p50
    assert worst_first(plan) == "home-care"

"""Plans kept as versions: stored by an edit, seen to be stale, compared in words."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from planner.errors import InputRefused
from planner.plan.build import build_plan
from planner.plan.comparison import compare
from planner.plan.fingerprint import register_mark
from planner.plan.plan import Plan
from planner.plan.stored import plan_from_json
from planner.plan.versions import MovePlan, StorePlan, is_stale, next_version, read_plan
from planner.register.edits import AddRecord, ChangeCouncil, ChangeFields, Edit, apply_changes
from planner.register.records import (
    Accounts,
    Action,
    Council,
    Decision,
    Event,
    Lesson,
    Provider,
    Review,
    Scenario,
    WarningSign,
)
from planner.register.register import Register
from planner.scenario.run import run
from tests.plan.cases import DAY_0, STOPS, TODAY, care_register, plan_of


def _after(register: Register, edit: Edit) -> Register:
    return apply_changes(register, edit.changes(register))


def _approved(register: Register) -> Plan:
    outcome = run(register, STOPS)
    return build_plan(register, STOPS, outcome, today=TODAY, made_by="Planner", status="approved",
                      draws=50)  # fmt: skip


def test_storing_counts_versions_up_and_keeps_the_whole_plan() -> None:
    register = care_register(STOPS)
    for version in (1, 2, 3):
        assert next_version(register, STOPS.id) == version
        plan = plan_of(register, draws=50)
        register = _after(register, StorePlan(plan))
        kept = list(register.plans.values())[-1]
        assert kept.version == version
        assert kept.content is not None
        read = plan_from_json(kept.content)
        assert read.header.version == version
        assert dataclasses.replace(read, header=plan.header) == plan


def test_a_scenario_that_is_not_in_the_register_is_kept_with_its_plan() -> None:
    register = care_register()
    register = _after(register, StorePlan(plan_of(register, draws=50), STOPS))
    assert register.scenarios[STOPS.id] == STOPS


def test_a_new_approved_version_supersedes_the_one_before() -> None:
    register = care_register(STOPS)
    register = _after(register, StorePlan(_approved(register)))
    register = _after(register, StorePlan(_approved(register)))
    assert [plan.status for plan in register.plans.values()] == ["superseded", "approved"]


def test_approving_moves_a_plan_on_and_reading_it_says_so() -> None:
    register = care_register(STOPS)
    register = _after(register, StorePlan(_approved(register)))
    register = _after(register, StorePlan(plan_of(register, draws=50)))
    first, second = register.plans
    edit = MovePlan(second, "approved")
    assert edit.sentence(register).startswith("Marked version 2 of “Contingency plan: Harbour")
    register = _after(register, edit)
    assert [plan.status for plan in register.plans.values()] == ["superseded", "approved"]
    assert read_plan(register.plans[first]).header.status == "superseded"
    assert read_plan(register.plans[second]).header.status == "approved"


def test_moving_a_plan_that_is_not_there_or_to_no_status_is_refused() -> None:
    register = care_register(STOPS)
    register = _after(register, StorePlan(plan_of(register, draws=50)))
    for edit in (MovePlan("none", "approved"), MovePlan("plan-1", "finished")):
        with pytest.raises(InputRefused):
            edit.changes(register)


def test_storing_says_what_it_does() -> None:
    register = care_register(STOPS)
    edit = StorePlan(plan_of(register, draws=50))
    assert edit.sentence(register) == "Stored version 1 of “Contingency plan: Harbour Home Care”"


@pytest.mark.parametrize(
    "edit",
    [
        ChangeFields("service", "home-care", {"mtpd_days": 2}),
        ChangeFields("option", "own-team", {"capacity": 31.0}),
        ChangeFields("contact", "duty", {"phone_day": "01632 960999"}),
        ChangeFields("scenario", "stops", {"horizon_days": 90}),
        AddRecord(Decision("d", "stops", "home-care", "keep_going", "the law asks for it")),
    ],
)
def test_a_change_that_matters_makes_a_plan_stale(edit: Edit) -> None:
    register = care_register(STOPS)
    plan = plan_of(register, draws=50)
    assert is_stale(plan, register) is None
    told = is_stale(plan, _after(register, edit))
    assert told is not None
    assert told.startswith("Made on 12 October 2026, before the ")


@pytest.mark.parametrize(
    "edit",
    [
        AddRecord(Action("a", "Ring somebody")),
        AddRecord(Lesson("l", "Ring sooner")),
        AddRecord(Review("r", "service", "home-care")),
        AddRecord(Scenario("other", "Another", start_date=DAY_0)),
    ],
)
def test_a_change_that_does_not_matter_leaves_a_plan_current(edit: Edit) -> None:
    register = care_register(STOPS)
    plan = plan_of(register, draws=50)
    assert is_stale(plan, _after(register, edit)) is None


def test_storing_a_plan_does_not_make_it_stale() -> None:
    register = care_register(STOPS)
    plan = plan_of(register, draws=50)
    assert is_stale(plan, _after(register, StorePlan(plan))) is None


def test_a_plan_does_not_differ_from_itself() -> None:
    plan = plan_of(care_register(), draws=50)
    assert compare(plan, plan) == ()


def test_a_signed_agreement_shows_as_an_option_gained_and_fewer_people_waiting() -> None:
    before = care_register(STOPS)
    after = _after(before, ChangeFields("option", "stourhaven-places", {"agreed": True}))
    found = compare(plan_of(before), plan_of(after))
    told = {difference.topic: [] for difference in found}
    for difference in found:
        told[difference.topic].append(difference.sentence)
    assert told["Options"] == ["Home care gains Stourhaven Council."]
    assert any(line.startswith("Home care, past the tolerable period: ") for line in told["People"])
    assert any(line.startswith("Reserves pay: ") for line in told["Money"])


def test_a_changed_decision_and_a_new_service_are_told() -> None:
    register = care_register(STOPS)
    decided = _after(register, ChangeFields("service", "home-care", {"class_": "could"}))
    found = compare(plan_of(register), plan_of(decided))
    assert found[0].sentence == "Home care: keep going before, let go now."
    quiet = plan_of(
        register, Scenario("q", "Q", start_date=DAY_0, events=(Event("recall", "care"),))
    )
    nothing = plan_of(register, Scenario("n", "N", start_date=DAY_0))
    assert compare(nothing, quiet)[0].sentence == "Home care is hit now: keep going."
    assert compare(quiet, nothing)[0].sentence == "Home care is no longer hit."


def test_fields_added_later_leave_the_mark_of_a_stored_plan_as_it_was() -> None:
    """The mark below was taken before accounts, a marking and the like could be entered."""
    register = Register.build(
        Council("A"),
        [
            Provider("P", "P"),
            WarningSign("P", datetime.date(2026, 1, 1), "x", 1),
            Scenario("S", "S"),
        ],
    )
    assert register_mark(register, "S") == "9f8d588168ee1a99"
    marked = _after(register, ChangeCouncil({"marking": "OFFICIAL"}))
    with_accounts = _after(register, AddRecord(Accounts("P", datetime.date(2026, 3, 31))))
    marks = {register_mark(one, "S") for one in (register, marked, with_accounts)}
    assert len(marks) == 3


def test_a_plan_carries_the_marking_of_its_council() -> None:
    register = care_register(STOPS)
    assert plan_of(register, draws=50).header.marking == "OFFICIAL-SENSITIVE"
    register = _after(register, ChangeCouncil({"marking": "OFFICIAL"}))
    assert plan_of(register, draws=50).header.marking == "OFFICIAL"

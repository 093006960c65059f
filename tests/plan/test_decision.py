"""Keep going, bridge, let go or recover: what decides, and how an officer overrides it."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from planner.plan.decision import decide, is_let_go
from planner.register.records import Decision, Event, Option, Record, Scenario, Service
from tests.plan.cases import DAY_0, STOPS, case_of, service_register

FAST = Option("o", "s", "spot_purchase", capacity=40.0, mobilise_days=1, unit_cost_day=1.0)
SLOW = dataclasses.replace(FAST, mobilise_days=60)
DEAR = dataclasses.replace(FAST, unit_cost_day=500.0)
PART = Scenario("part", "Part", start_date=DAY_0, events=(Event("service_failure", "c", 0, 0.5),))
IN_VAIN = Scenario("vain", "In vain", start_date=DAY_0, events=(Event("outcome_failure", "c"),))


def _service(class_: str | None, mbco: float | None = None) -> Service:
    return Service("s", "Meals", class_=class_, mtpd_days=3, mbco=mbco)


@pytest.mark.parametrize(
    ("class_", "options", "scenario", "decision", "needs_reason"),
    [
        ("must", [FAST], STOPS, "keep_going", False),
        ("must", [], STOPS, "keep_going", False),
        ("must", [SLOW], PART, "keep_going", False),
        ("needed", [FAST], STOPS, "bridge", False),
        ("needed", [SLOW], STOPS, "let_go", True),
        ("needed", [DEAR], STOPS, "let_go", True),
        ("needed", [], STOPS, "let_go", True),
        ("needed", [FAST], PART, "recover", False),
        ("could", [FAST], STOPS, "let_go", False),
        ("could", [], STOPS, "let_go", False),
        (None, [FAST], STOPS, "to_be_decided", False),
        ("must", [], IN_VAIN, "recover", False),
        ("could", [], IN_VAIN, "recover", False),
    ],
)
def test_decision_follows_class_and_feasibility(
    class_: str | None,
    options: list[Record],
    scenario: Scenario,
    decision: str,
    needs_reason: bool,
) -> None:
    case = case_of(service_register(_service(class_), *options), scenario)
    (found,) = decide(case)
    assert (found.decision, found.needs_reason) == (decision, needs_reason)
    assert found.reasons
    assert all(reason.endswith(".") for reason in found.reasons)


def test_a_needed_service_is_bridged_where_its_minimum_level_is_served() -> None:
    half = dataclasses.replace(FAST, capacity=24.0)
    enough = service_register(_service("needed", mbco=0.6), half)
    short = service_register(_service("needed", mbco=0.7), half)
    assert decide(case_of(enough))[0].decision == "bridge"
    assert decide(case_of(short))[0].decision == "let_go"


def test_must_is_never_let_go_and_shows_what_is_missing_as_a_gap() -> None:
    (found,) = decide(case_of(service_register(_service("must"))))
    assert found.words == "Keep going"
    assert found.gap == "Up to 40 people wait, and 40 still wait at the end."
    assert not is_let_go(found)


def test_letting_a_needed_service_go_waits_for_a_recorded_reason() -> None:
    rows: list[Record] = []
    undecided = decide(case_of(service_register(_service("needed"), *rows)))[0]
    assert undecided.words == "Let go needs a recorded reason"
    assert not is_let_go(undecided)
    recorded = Decision(
        "d1", STOPS.id, "s", "let_go", "families can cook", "Head of commissioning", DAY_0
    )
    register = service_register(_service("needed"), STOPS, recorded)
    decided = decide(case_of(register))[0]
    assert decided.words == "Let go"
    assert is_let_go(decided)
    assert decided.override is not None
    assert not decided.override.differs
    assert decided.reasons[0] == "Families can cook."


def test_the_last_recorded_decision_of_this_scenario_stands() -> None:
    on = datetime.date(2026, 10, 14)
    rows = [
        STOPS,
        dataclasses.replace(STOPS, id="other"),
        Decision("d1", STOPS.id, "s", "let_go", "first thought", None, on),
        Decision("d2", STOPS.id, "s", "bridge", "a kitchen can start", "Head", on),
        Decision("d3", "other", "s", "let_go", "another scenario", None, on),
    ]
    (found,) = decide(case_of(service_register(_service("could"), *rows)))
    assert (found.decision, found.proposed) == ("bridge", "let_go")
    assert found.override is not None
    assert found.override.differs
    assert found.override.decided_on == on


def test_nobody_is_said_to_be_back_where_no_people_are_counted() -> None:
    (found,) = decide(case_of(service_register(_service(None), people=None)))
    assert found.people is None
    assert found.return_day is None
    assert not found.restored
    assert found.gap == "How many people wait is not known."

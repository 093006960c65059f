"""Putting a scenario together: kinds, targets, titles, and what keeps it from being run."""

from __future__ import annotations

import dataclasses

import pytest

from planner import fields
from planner.register.records import Council, Event, Scenario
from planner.register.register import Register
from planner.register.validity_rules import TARGETS_OF_EVENT
from planner.scenario.building import copied, free_id, started, targets, title_of, told, unfit
from planner.scenario.kinds import KINDS
from planner.scenario.run import run
from tests.scenario import towns


@pytest.fixture
def register() -> Register:
    return Register.build(
        Council("Test"),
        [
            towns.service(),
            towns.provider("a", sector="vcse"),
            towns.provider("b"),
            towns.contract("c", "a"),
            towns.people("c", 10),
            towns.Asset("d", "Depot", "premises"),
            towns.SupplyLink("d", "a", "essential", 1.0),
            Scenario("S1", "Taken"),
        ],
    )


def test_every_kind_is_explained_and_hits_what_the_register_says():
    assert {kind: one.hits for kind, one in KINDS.items()} == dict(TARGETS_OF_EVENT)
    assert set(KINDS) == set(fields.EVENT_KINDS)
    names = {field.attribute for field in fields.EVENT.fields}
    assert all(set(one.asks) <= names for one in KINDS.values())


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_that_is_not_asked_changes_nothing(register, kind):
    by_kind = {"provider": "a", "asset": "d", "contract": "c", "market": "care", "service": "care"}
    target = by_kind[KINDS[kind].hits[0]]
    whole = Event(kind, target, 2, 0.5, 1, 30, 4, 3.0)
    fitted = KINDS[kind].fitted(whole)
    found = [
        dataclasses.replace(
            run(register, Scenario("X", "x", events=(one,))), disruptions=(), failures=()
        )
        for one in (whole, fitted)
    ]
    assert found[0] == found[1]


def test_targets_are_named_and_like_names_told_apart(register):
    again = Register.build(
        Council("Test"),
        [towns.provider("a"), dataclasses.replace(towns.provider("b"), name="Provider a")],
    )
    assert [one.name for one in targets(again)] == ["Provider a (a)", "Provider a (b)"]
    kinds = {one.kind for one in targets(register)}
    assert kinds == {"provider", "asset", "contract", "service", "market", "sector", "area"}


def test_what_is_wrong_is_said_for_its_field(register):
    scenario = Scenario("S2", " ", 10, events=(Event("insolvency", ""), Event("recall", "c", 10)))
    found = {(one.event, one.field) for one in unfit(register, scenario)}
    assert found == {(None, "title"), (0, "target"), (1, "day")}
    assert [one.field for one in unfit(register, Scenario("S2", "None"))] == ["events"]
    assert not unfit(register, Scenario("S2", "Fit", events=(Event("insolvency", "a"),)))


def test_codes_titles_and_copies_are_free(register):
    assert free_id(register) == "S2"
    assert free_id(register, frozenset({"S2"})) == "S3"
    assert copied(register, register.scenarios["S1"], "S2").title == "Taken (copy)"


def test_a_scenario_starts_from_what_is_chosen(register):
    assert started(register, "a", frozenset()).events[0].kind == "insolvency"
    assert started(register, "c", frozenset()).events[0].kind == "service_failure"
    assert started(register, "nobody", frozenset()).events[0].target == ""
    assert title_of(register, (Event("insolvency", "a"),)) == "Provider a: becomes insolvent"


def test_events_are_told_with_how_much_and_the_warning(register):
    events = (Event("planned_exit", "a", 25, 0.5, 25),)
    assert told(register, Scenario("X", "x", events=events)) == (
        "Provider a: leaves with notice, 50%, 25 days of warning"
    )

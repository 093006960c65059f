"""Findings are weighed by one formula, and the heaviest come first."""

from __future__ import annotations

import json

from planner.exchange.register_json import register_from_json
from planner.register.checks import check
from planner.register.findings import ALL, MUCH, grouped
from planner.register.records import Contract, Council, Provider, Service
from planner.register.register import Register
from planner.register.validity import problems_in
from tests.register.healthy import HEALTHY, TODAY, changed, without


def weight_of(name: str, register: Register) -> float:
    return next(one.weight for one in check(register, TODAY) if one.name == name)


def test_a_person_of_a_must_weighs_a_hundred_times_one_of_a_could():
    no_period = changed("service", "S1", owner=None)
    must = weight_of("services without an owner", no_period(HEALTHY))
    could = weight_of(
        "services without an owner", changed("service", "S1", owner=None, class_="could")(HEALTHY)
    )
    assert must == 0.01 * 100 * 120
    assert must == 100 * could


def test_ten_thousand_pounds_stand_for_a_person_where_no_people_are_known():
    assert weight_of("contracts without people", without("place")(HEALTHY)) == ALL * 100 * 200


def test_where_neither_people_nor_value_are_known_the_service_counts_as_one_person():
    bare = Register.build(
        Council(), [Service("S1", "x"), Provider("A", "Alder"), Contract("C1", "t", "S1", "A")]
    )
    assert weight_of("contracts without people", bare) == 100
    assert weight_of("contracts without an annual value", bare) == MUCH * 100


def test_a_supplier_reaches_the_people_of_those_that_lean_on_it():
    spoilt = changed("provider", "B", cash_days=None)(HEALTHY)
    assert weight_of("providers without known cash", spoilt) == 0.1 * 100 * 120


def test_the_heaviest_finding_comes_first():
    found = check(without("place")(without("option")(HEALTHY)), TODAY)
    weights = [one.weight for one in found]
    assert weights == sorted(weights, reverse=True)
    assert len(found) >= 2


def test_groups_add_up_their_findings():
    found = check(without("place")(without("option")(HEALTHY)), TODAY)
    groups = grouped(found)
    assert sum(len(group.findings) for group in groups) == len(found)
    assert [group.weight for group in groups] == sorted((g.weight for g in groups), reverse=True)
    assert sum(group.weight for group in groups) == sum(one.weight for one in found)


def test_an_empty_register_has_nothing_to_find():
    assert check(Register(), TODAY) == []


def test_the_healthy_register_may_be_kept():
    assert problems_in(HEALTHY) == []


def test_every_finding_on_the_known_answers_leads_to_a_record_that_exists(shared):
    for path in sorted((shared / "golden" / "model").glob("*.json")):
        register = register_from_json(json.loads(path.read_text(encoding="utf-8"))["register"])
        for finding in check(register, TODAY):
            if finding.key:
                assert finding.key in register.of_kind(finding.kind), (path.name, finding)

"""What swapping options and moving dates does to people and money."""

from __future__ import annotations

import dataclasses
import datetime

from planner.plan.build import build_plan
from planner.plan.effect import effect
from planner.plan.plan import Plan
from planner.register.records import Scenario
from planner.register.register import Register
from planner.scenario.run import run
from tests.plan.cases import STOPS, care_register

TODAY = datetime.date(2026, 11, 20)


def plan_of(register: Register, scenario: Scenario) -> Plan:
    outcome = run(register, scenario, worths=False)
    return build_plan(register, scenario, outcome, today=TODAY, made_by="A", draws=200)


def most_used(plan: Plan, register: Register) -> str:
    outcome = run(register, STOPS, worths=False)
    return max(outcome.options, key=lambda use: use.person_days).option


def test_the_same_plan_changes_nothing():
    plan = plan_of(care_register(), STOPS)
    found = effect(plan, plan)
    assert found.sentence == "Nothing changes for people or money."
    assert found.cost.change == 0


def test_an_option_called_later_leaves_people_waiting_longer():
    register = care_register()
    before = plan_of(register, STOPS)
    option = most_used(before, register)
    late = dataclasses.replace(STOPS, option_delays={option: 14.0})
    after = plan_of(register, late)
    found = effect(before, after)
    assert found.person_days_unmet.change is not None
    assert found.person_days_unmet.change > 0
    assert "more without the service" in found.sentence
    was = next(one for one in run(register, STOPS).options if one.option == option)
    now = next(one for one in run(register, late).options if one.option == option)
    assert now.from_day == was.from_day + 14


def test_an_option_left_out_or_ended_sooner_serves_fewer():
    register = care_register()
    before = plan_of(register, STOPS)
    option = most_used(before, register)
    out = plan_of(register, dataclasses.replace(STOPS, excluded_options=(option,)))
    ended = plan_of(register, dataclasses.replace(STOPS, option_limits={option: 7.0}))
    for after in (out, ended):
        change = effect(before, after).person_days_unmet.change
        assert change is not None
        assert change >= 0
    uses = run(register, dataclasses.replace(STOPS, option_limits={option: 7.0})).options
    use = next(one for one in uses if one.option == option)
    assert use.last_day is not None
    assert use.last_day == use.from_day + 6

"""What swapping options and moving dates does to people and money."""

from __future__ import annotations

import dataclasses
import datetime

from planner.plan.build import build_plan
from planner.plan.effect import effect
from planner.plan.step_in_choices import step_in_trial, with_option
from planner.register.records import Scenario
from planner.register.register import Register
from planner.scenario.outcome import Outcome
from planner.scenario.run import run
from tests.plan.cases import STOPS, care_register

TODAY = datetime.date(2026, 11, 20)


def run_of(register: Register, scenario: Scenario = STOPS) -> Outcome:
    return run(register, scenario, worths=False)


def most_used(outcome: Outcome) -> str:
    return max(outcome.options, key=lambda use: use.person_days).option


def test_the_same_run_changes_nothing():
    outcome = run_of(care_register())
    found = effect(outcome, outcome)
    assert found.sentence == "Nothing changes for people or money."
    assert found.cost.change == 0


def test_an_option_called_later_leaves_people_waiting_longer():
    register = care_register()
    before = run_of(register, STOPS)
    option = most_used(before)
    late = dataclasses.replace(STOPS, option_delays={option: 14.0})
    after = run_of(register, late)
    found = effect(before, after)
    assert found.person_days_unmet.change is not None
    assert found.person_days_unmet.change > 0
    assert "more without the service" in found.sentence
    was = next(one for one in run(register, STOPS).options if one.option == option)
    now = next(one for one in run(register, late).options if one.option == option)
    assert now.from_day == was.from_day + 14


def test_an_option_left_out_or_ended_sooner_serves_fewer():
    register = care_register()
    before = run_of(register, STOPS)
    option = most_used(before)
    out = run_of(register, dataclasses.replace(STOPS, excluded_options=(option,)))
    ended = run_of(register, dataclasses.replace(STOPS, option_limits={option: 7.0}))
    for after in (out, ended):
        change = effect(before, after).person_days_unmet.change
        assert change is not None
        assert change >= 0
    uses = run(register, dataclasses.replace(STOPS, option_limits={option: 7.0})).options
    use = next(one for one in uses if one.option == option)
    assert use.last_day is not None
    assert use.last_day == use.from_day + 6


def test_every_option_of_a_service_hit_is_there_to_choose_with_what_it_does():
    register = care_register()
    before = run_of(register)
    option = most_used(before)
    trial = step_in_trial(register, before, STOPS, before, TODAY)
    hit = {found.service for found in before.services}
    assert {one.option for one in trial.choices} == {
        one.id for one in register.options.values() if one.service in hit
    }
    for one in trial.choices:
        assert one.in_use or one.why_not or one.left_out or one.peak == 0
    changed = with_option(STOPS, option, left_out=False, delay=10, limit=20)
    after = run_of(register, changed)
    trial = step_in_trial(register, before, changed, after, TODAY)
    mine = next(one for one in trial.choices if one.option == option)
    assert mine.from_day is not None
    assert mine.earliest_day is not None
    assert mine.from_day == mine.earliest_day + 10
    assert (mine.delay, mine.limit) == (10, 20)
    assert with_option(changed, option, left_out=False) == STOPS
    out = with_option(changed, option, left_out=True)
    trial = step_in_trial(register, before, out, run_of(register, out), TODAY)
    assert next(one for one in trial.choices if one.option == option).left_out


def test_the_plan_tells_what_was_chosen_for_it():
    register = care_register()
    option = most_used(run_of(register))
    changed = with_option(STOPS, option, left_out=False, delay=10, limit=20)
    plan = build_plan(
        register, changed, run_of(register, changed), today=TODAY, made_by="A", draws=50
    )
    told = [one.text for one in plan.assumptions if one.source == "Chosen for this scenario"]
    assert len(told) == 2
    assert any("called later" in one for one in told)


def test_a_trial_tells_who_is_left_without_and_where_the_limit_falls():
    register = care_register()
    outcome = run_of(register)
    trial = step_in_trial(register, outcome, STOPS, outcome, TODAY)
    found = {one.service: one for one in outcome.services}
    assert trial.people_left
    for left in trial.people_left:
        service = found[left.service]
        total = sum(days * people for _, days, people in left.stretches)
        assert abs(total - service.unmet_person_days) < 0.5 + 0.05 * trial.horizon_days
        assert sum(days for _, days, _ in left.stretches) == trial.horizon_days
        if service.first_day is not None and service.mtpd_days is not None:
            assert left.limit_day == service.first_day + service.mtpd_days


def test_what_may_not_be_used_says_where_that_can_be_mended():
    register = care_register()
    outcome = run_of(register)
    trial = step_in_trial(register, outcome, STOPS, outcome, TODAY)
    for one in trial.choices:
        if one.mended_at is None:
            continue
        kind, key, field = one.mended_at
        assert one.why_not[:1].isupper()
        assert hasattr(register.of_kind(kind)[key], field)
    assert any(one.mended_at for one in trial.choices) == bool(outcome.blocked)

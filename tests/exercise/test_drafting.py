"""Exercises are drafted from what a run found: its numbers, its days, and nothing made up."""

from __future__ import annotations

import dataclasses
import datetime
import re

import pytest

from planner import fields
from planner.exchange.register_json import read_register
from planner.exercise.clock import minutes_of
from planner.exercise.drafting import (
    Script,
    draft,
    drafted_from_words,
    every_news,
    free_name,
    is_drafted,
    is_edited,
)
from planner.exercise.script_edit import script_edit
from planner.exercise.wording_rules import objectives, openings, players, standing_news
from planner.plan.case import Case
from planner.plan.role_rules import roles
from planner.register.changes import apply_changes
from planner.register.records import Event, Exercise, Inject, Scenario
from planner.register.register import Register
from planner.scenario.kinds import KINDS
from planner.scenario.outcome import Outcome
from planner.scenario.presets import PRESETS
from planner.scenario.run import run
from resources.sample import sample_register_path
from tests.scenario.random_towns import random_town

TODAY = datetime.date(2026, 11, 21)
UNFIT = re.compile(
    r"\bNone\b|\{|\}|days not known|\bnan\b|  | ,|\.\.|-0\b|£0\b(?!\.)|\b0 people|blame|fault"
)
SAMPLE = read_register(sample_register_path())


def _drafted(scenario: str, worths: bool = False) -> tuple[Outcome, Script]:
    played = SAMPLE.scenarios[scenario]
    outcome = run(SAMPLE, played, worths=worths)
    return outcome, draft(SAMPLE, played, outcome, TODAY)


@pytest.fixture(scope="module")
def friday() -> tuple[Outcome, Script]:
    return _drafted("friday-liquidation", worths=True)


def _of(script: Script, slot: str) -> Inject:
    return next(one for one in script.injects if one.id == f"{script.exercise.id}-{slot}")


def test_who_follows_comes_on_its_day_with_its_cause(friday: tuple[Outcome, Script]) -> None:
    outcome, script = friday
    (fallen,) = [one for one in outcome.failures if one.id == "willow-wren"]
    told = _of(script, "falls-willow-wren")
    assert told.day == fallen.day == 29
    assert "no longer brings it income" in (told.content or "")
    assert drafted_from_words(told) == f"Cascade: {fallen.cause.sentence}"
    (loses,) = [one for one in outcome.disruptions if one.id == "beck-row"]
    called = _of(script, "loses-beck-row")
    assert called.day == loses.first_day == 3
    assert f"only {round(100 * loses.lowest)}% of its work" in (called.content or "")


def test_numbers_told_are_those_of_the_run_and_the_register(
    friday: tuple[Outcome, Script],
) -> None:
    outcome, script = friday
    care = next(one for one in outcome.services if one.service == "home-care")
    limit = _of(script, "limit-home-care")
    assert limit.day == (care.first_day or 0) + (care.mtpd_days or 0)
    assert f"As many as {round(care.affected_people)} people" in (limit.content or "")
    assert f"{round(care.breach_person_days):,} person-days" in (limit.expected_action or "")
    money = _of(script, "money")
    for fund in outcome.funds:
        if fund.drawn:
            assert f"£{round(fund.amount):,}" in (money.content or "")
    drawn = sum(fund.drawn for fund in outcome.funds)
    assert f"£{round(drawn):,}" in (money.expected_action or "")
    best = max(outcome.blocked, key=lambda one: one.worth.unmet_person_days.total)  # type: ignore[union-attr]
    barred = _of(script, f"blocked-{best.option}")
    assert best.sentence in (barred.content or "")
    saved = best.worth.unmet_person_days.total  # type: ignore[union-attr]
    assert f"{round(saved):,} person-days" in (barred.expected_action or "")
    listed = _of(script, "list-home-care").content or ""
    counts = [int(found) for found in re.findall(r"(\d+) (?:paid|paying|placed|with a)", listed)]
    assert sum(counts) == SAMPLE.people_of_contract("C-031")


def test_what_the_best_response_draws_is_told_not_what_the_reserves_hold() -> None:
    outcome, script = _drafted("leisure-trust")
    drawn = sum(fund.drawn for fund in outcome.funds)
    assert 0 < drawn < sum(fund.amount for fund in outcome.funds if fund.drawn)
    expected = _of(script, "money").expected_action or ""
    assert f"draws £{round(drawn):,} from reserves." in expected


def test_the_first_call_tells_nothing_that_only_follows_later() -> None:
    _, script = _drafted("rota-system")
    first = script.injects[0]
    assert "people whom nobody has counted" in (first.content or "")
    assert "home care" not in (first.content or "")
    _, script = _drafted("care-group")
    assert "is not known yet" in (script.injects[0].content or "")


def test_two_hours_take_ten_to_fourteen_injects_that_fit_the_room() -> None:
    for scenario in SAMPLE.scenarios:
        _, script = _drafted(scenario)
        _holds(SAMPLE, script)
        assert 10 <= len(script.injects) <= 14, scenario
        assert sum(one.decide_minutes or 0 for one in script.injects) <= 100


def test_a_reserve_nobody_has_entered_is_told_as_such_and_not_as_nothing() -> None:
    reserves = {
        code: dataclasses.replace(one, amount=None) for code, one in SAMPLE.reserves.items()
    }
    register = SAMPLE.with_table("reserve", reserves)
    scenario = register.scenarios["missing-clause"]
    script = draft(register, scenario, run(register, scenario, worths=False), TODAY)
    money = _of(script, "money").content or ""
    assert "nobody has entered" in money
    assert "£0" not in money


def test_every_kind_of_event_has_a_first_call_and_roles_are_those_of_the_plan() -> None:
    assert {one.kind for one in openings()} == set(KINDS)
    known = {one.name for one in roles()}
    assert set(players()) <= known
    assert {one.sent_to for one in standing_news()} <= set(players())
    assert {one.objective for one in standing_news()} <= {one.key for one in objectives()}
    media = {one.medium for one in openings()} | {one.medium for one in standing_news()}
    assert media <= set(fields.MEDIA)


@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_every_preset_gives_a_script(preset: str) -> None:
    town = random_town(3)
    scenario = PRESETS[preset].scenario(town, "P1")
    script = draft(town, scenario, run(town, scenario, worths=False), TODAY)
    assert script.scenario == scenario
    _holds(town, script)


@pytest.mark.parametrize("seed", range(14))
def test_scripts_of_random_towns_hold_together(seed: int) -> None:
    town = random_town(seed)
    kind = sorted(KINDS)[seed % len(KINDS)]
    target = {"contract": "C1", "asset": "HALL", "service": "S1", "market": ""}.get(
        KINDS[kind].hits[0], f"P{seed % 6}"
    )
    if kind == "sector_shock":
        kind, target = "insolvency", "P2"
    events = (Event(kind, target), Event("insolvency", "P5", 4, warning_days=2))
    scenario = Scenario(f"x{seed}", "Something stops", 120, datetime.date(2026, 12, 4), events)
    outcome = run(town, scenario, worths=False)
    script = draft(town, scenario, outcome, TODAY)
    assert script == draft(town, scenario, outcome, TODAY)
    _holds(town, script)


def _holds(register: Register, script: Script) -> None:
    """Check what is true of every script."""
    exercise = script.exercise
    assert 10 <= len(script.injects) <= 14
    assert 3 <= len(exercise.objectives) <= 5
    assert {one.objective for one in script.injects} <= set(exercise.objectives)
    assert len({one.id for one in script.injects}) == len(script.injects)
    due = [(one.day or 0) * 1440 + minutes_of(one.time, -1.0) for one in script.injects]
    assert due == sorted(due)
    assert len(set(due)) == len(due)
    minutes = [one.minute or 0 for one in script.injects]
    assert minutes[0] == 0
    assert minutes == sorted(minutes)
    scenario = script.scenario or register.scenarios[exercise.scenario or ""]
    for one in script.injects:
        assert (exercise.start_day or 0) <= (one.day or 0) < scenario.horizon_days
        assert one.sent_to in exercise.players
        assert one.medium in fields.MEDIA
        assert is_drafted(one)
        assert not is_edited(one)
        assert len(one.prompts) >= 2
        said = (one.title, one.content, one.expected_action, one.question, *one.prompts,
                one.sent_from, drafted_from_words(one))  # fmt: skip
        for words in said:
            assert words
            assert words[0] == words[0].upper()
            assert not UNFIT.search(words), words
        assert (one.content or "").endswith((".", "?"))
    changed = apply_changes(register, script_edit(register, script).changes(register))
    for one in script.injects:
        assert changed.of_kind("inject")[one.id] == one


def test_a_case_is_drafted_in_the_same_words_whatever_else_is_in_the_register() -> None:
    scenario = SAMPLE.scenarios["missing-clause"]
    outcome = run(SAMPLE, scenario, worths=False)
    case = Case(SAMPLE, scenario, outcome, TODAY)
    assert every_news(case) == every_news(case)
    first = free_name(SAMPLE, "missing-clause")
    taken = Exercise("other", f"Exercise {first}")
    register = SAMPLE.with_table("exercise", {**SAMPLE.of_kind("exercise"), "other": taken})
    assert free_name(register, "missing-clause") not in {first, ""}

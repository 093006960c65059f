"""The whole plan: nothing lost in storage, honest from a bare list, written in plain words."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planner.errors import InputRefused
from planner.exchange.register_json import register_from_json
from planner.fields import EVENT_KINDS
from planner.plan.plan import Plan
from planner.plan.stored import as_json, plan_from_json
from planner.register.records import Asset, Event, Scenario, SupplyLink
from planner.register.register import Register
from tests.plan.cases import DAY_0, STOPS, bare_register, care_register, plan_of

JARGON = re.compile(r"\b(mtpd|rto|mbco|None|True|False|nan|inf|[a-z]+_[a-z_]+)\b|  |\.\.|\bNone\b")


def _texts(value: Any) -> Iterator[str]:
    """Yield every sentence of a plan, but for the codes in it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif dataclasses.is_dataclass(value):
        for part in dataclasses.fields(value):
            if part.name not in CODES:
                yield from _texts(getattr(value, part.name))


CODES = {
    "service", "class_", "scenario", "decision", "proposed", "kind", "result",
    "register_fingerprint", "status", "by_need",
}  # fmt: skip


@pytest.mark.parametrize("register", [care_register(), bare_register()], ids=["care", "bare"])
def test_a_plan_comes_back_from_storage_as_it_was(register: Register) -> None:
    plan = plan_of(register)
    assert plan_from_json(as_json(plan)) == plan


def test_plans_of_all_golden_cases_come_back_and_balance(shared: Path) -> None:
    files = sorted((shared / "golden/model").glob("*.json"))
    assert files
    for file in files:
        register = register_from_json(json.loads(file.read_text())["register"])
        (scenario,) = register.scenarios.values()
        plan = plan_of(register, scenario, draws=50)
        assert plan_from_json(as_json(plan)) == plan, file.name
        total = sum(week.net for week in plan.reserve.weeks)
        assert total == pytest.approx(plan.reserve.net_cost), file.name
        paid = sum(fund.pays for fund in plan.reserve.funds) + plan.reserve.short_in_total
        assert paid == pytest.approx(plan.reserve.reserves_pay, abs=0.01), file.name
        for text in _texts(plan):
            assert not JARGON.search(text), f"{file.name}: {text}"


def test_the_same_inputs_give_the_same_plan() -> None:
    assert plan_of(care_register()) == plan_of(care_register())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        '{"format": "other", "version": 1, "plan": {}}',
        '{"format": "backstop-plan", "version": 99, "plan": {}}',
        '{"format": "backstop-plan", "version": 1, "plan": {}}',
        '{"format": "backstop-plan", "version": 1, "plan": []}',
    ],
)
def test_what_is_no_plan_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(InputRefused, match="make the plan again"):
        plan_from_json(text)


def test_a_stored_number_that_became_a_text_is_refused() -> None:
    content = json.loads(as_json(plan_of(bare_register())))
    content["plan"]["header"]["version"] = "one"
    with pytest.raises(InputRefused):
        plan_from_json(json.dumps(content))


def _bare() -> Plan:
    return plan_of(bare_register())


def test_a_bare_list_gives_services_value_ends_and_shares() -> None:
    hits = {hit.title: hit for hit in _bare().services}
    care, bins = hits["Home care"], hits["Bin collection"]
    assert care.annual_value == 420_000
    assert care.service_share == pytest.approx(0.7)
    assert care.budget_share == pytest.approx(420 / 9000)
    assert care.first_end == datetime.date(2028, 3, 31)
    assert bins.annual_value is None
    assert bins.service_share is None


def test_a_bare_list_gives_routes_and_dates_but_no_decision() -> None:
    plan = _bare()
    assert {d.words for d in plan.decisions} == {"To be decided"}
    assert all("treats it as must until then" in d.reasons[0] for d in plan.decisions)
    assert len(plan.recommissioning) == 2
    assert all(again.p50 > again.starts_on for again in plan.recommissioning)


def test_people_of_a_bare_list_are_not_known_and_never_nought() -> None:
    plan = _bare()
    assert not plan.people.known
    assert plan.people.people is None
    assert {count.people for count in plan.people.by_funder} == {None}
    assert plan.card.figures[0].value == "Not known"
    for step in plan.step_in:
        assert step.people_hit is None
        assert step.person_days_unmet is None
        assert step.return_day is None
        assert step.unmet == ()
    assert not plan.reserve.known
    assert not any("0 people" in text or "0 person-days" in text for text in _texts(plan))


def test_a_bare_list_names_what_is_missing_as_gaps() -> None:
    titles = {gap.title for gap in _bare().gaps if gap.kind == "knowledge"}
    assert "How many people are served is not known" in titles
    assert "The class is not decided" in titles
    assert "No way to keep it going is recorded" in titles


def test_the_card_decides_names_three_actions_and_numbers() -> None:
    card = plan_of(care_register()).card
    assert card.headline == "If Harbour Home Care stops"
    assert card.decision == "Keep home care going for all 200 people, whoever pays."
    assert [figure.value for figure in card.figures] == ["200", "20", "72", "1 day"]
    assert [action.within_hours for action in card.first_actions] == [1, 2, 4]
    assert "Wrenlow Care CIC" in card.first_actions[2].text
    assert {number.role for number in card.numbers} == {"Manager", "Director of adult social care"}
    assert card.known_gap
    assert any("administrator" in line for line in card.do_not_start_if)


def test_specific_actions_come_first_in_every_phase() -> None:
    for phase in plan_of(care_register()).checklist:
        order = [item.specific for item in phase.items]
        assert order == sorted(order, reverse=True)
        assert all(item.owner for item in phase.items)


def test_every_rule_not_verified_is_among_the_assumptions_to_be_checked() -> None:
    plan = plan_of(care_register())
    unchecked = {line.source for again in plan.recommissioning for line in again.notices
                 if not line.verified}  # fmt: skip
    assert unchecked
    listed = {found.source for found in plan.assumptions if found.status == "to be checked"}
    assert unchecked <= listed


def test_nothing_hit_gives_a_plan_that_says_so() -> None:
    quiet = Scenario("quiet", "Nothing", start_date=DAY_0, events=())
    plan = plan_of(care_register(), quiet)
    assert plan.decisions == ()
    assert plan.card.decision == "No service is hit: watch, and do nothing else."
    assert plan_from_json(as_json(plan)) == plan


def test_without_a_start_day_0_is_today_and_the_plan_says_so() -> None:
    plan = plan_of(care_register(), dataclasses.replace(STOPS, start_date=None))
    assert plan.header.start_assumed
    assert plan.header.start_date == plan.header.made_on
    assert any("names no start" in found.text for found in plan.assumptions)


@pytest.mark.parametrize(
    ("event", "headline"),
    [
        (Event("hand_back", "care"), "If Home care from Harbour Home Care is handed back"),
        (Event("planned_exit", "harbour", 30, 1.0, 30), "If Harbour Home Care leaves"),
        (
            Event("demand_surge", "home-care", 0, 0.2),
            "If many more people need home care",
        ),
        (Event("sector_shock", "private"), "If large private companies are shaken"),
    ],
)
def test_every_kind_of_event_has_its_title(event: Event, headline: str) -> None:
    plan = plan_of(care_register(), Scenario("e", "E", start_date=DAY_0, events=(event,)))
    assert plan.card.headline == headline
    assert plan.card.start_if


TARGETS = {"asset_loss": "yard", "demand_surge": "home-care", "sector_shock": "private"}


@pytest.mark.parametrize("kind", EVENT_KINDS)
@pytest.mark.parametrize("horizon", [1, 20, 182])
def test_every_kind_of_event_over_any_time_gives_a_whole_plan(kind: str, horizon: int) -> None:
    on_provider = kind in ("insolvency", "group_failure", "planned_exit")
    target = TARGETS.get(kind, "harbour" if on_provider else "care")
    link = SupplyLink("yard", "harbour", "essential", share=1.0)
    event = Event(kind, target, severity=0.6, warning_days=3, duration_days=15)
    scenario = Scenario("e", "E", horizon, DAY_0, (event,))
    plan = plan_of(care_register(Asset("yard", "The yard"), link), scenario, draws=20)
    assert plan_from_json(as_json(plan)) == plan
    assert sum(w.net for w in plan.reserve.weeks) == pytest.approx(plan.reserve.net_cost)
    assert plan.card.headline
    assert plan.header.trigger.endswith(".")
    for text in _texts(plan):
        assert not JARGON.search(text), text


def test_a_surge_has_signs_and_a_first_action_of_its_own() -> None:
    surge = Scenario(
        "d", "D", start_date=DAY_0, events=(Event("demand_surge", "home-care", 0, 0.2),)
    )
    card = plan_of(care_register(), surge).card
    assert card.start_if == ("More people ask for home care than can be served.",)
    assert card.first_actions[0].text.startswith("Make one list of everybody who waits")
    assert any("Stage 6" in sign for sign in plan_of(care_register(), STOPS).card.start_if)


def test_the_known_gap_is_none_that_people_can_bear() -> None:
    register = care_register()
    patient = dataclasses.replace(register.services["home-care"], mtpd_days=400)
    register = register.with_table("service", {**register.services, "home-care": patient})
    plan = plan_of(register)
    bearable = [gap.sentence for gap in plan.gaps if gap.bearable]
    assert bearable
    assert not any(sentence in (plan.card.known_gap or "") for sentence in bearable)


def test_what_is_hit_or_asked_for_is_told_in_the_summary() -> None:
    assert any(told.startswith("What is hit serves") for told in plan_of(care_register()).summary)
    surge = Scenario(
        "d", "D", start_date=DAY_0, events=(Event("demand_surge", "home-care", 0, 0.2),)
    )
    assert any("need them than today" in told for told in plan_of(care_register(), surge).summary)

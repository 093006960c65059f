"""Each of ten roles has a card that says the same as the checklist, and numbers to ring."""

from __future__ import annotations

import dataclasses

import pytest

from planner.plan.plan import Plan
from planner.plan.role_rules import roles, standing_items
from planner.plan.roles import PHASES
from planner.plan.stored import as_json, plan_from_json
from planner.register.records import Contact, Event, Exercise, Scenario
from planner.register.register import Register
from tests.plan.cases import DAY_0, STOPS, care_register, care_rows, plan_of

TEN = (
    "Strategic lead", "Incident manager", "Contracts and brokerage lead", "Social work lead",
    "Section 151 officer", "Procurement lead", "Duty lawyer", "Human resources lead",
    "Communications lead", "Emergency planning lead",
)  # fmt: skip


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of(care_register(STOPS), draws=50)


def card(plan: Plan, role: str):
    return next(one for one in plan.role_cards if one.role == role)


def texts(plan: Plan, role: str) -> str:
    return " ".join(item.text for phase in card(plan, role).phases for item in phase.items)


def test_there_are_ten_cards_always_in_the_same_order(plan):
    assert tuple(one.role for one in plan.role_cards) == TEN
    assert tuple(one.name for one in roles()) == TEN


def test_cards_and_checklist_hold_the_very_same_items(plan):
    for at, phase in enumerate(plan.checklist):
        on_cards = [item for one in plan.role_cards for item in one.phases[at].items]
        assert sorted(item.text for item in on_cards) == sorted(item.text for item in phase.items)
        assert {item.owner for item in phase.items} <= set(TEN)


def test_every_role_has_something_to_do_in_every_phase():
    hours = {hours for _, hours in PHASES}
    for role in TEN:
        assert {item.hours for item in standing_items() if item.role == role} == hours
    assert {item.role for item in standing_items()} == set(TEN)
    assert all(item.source and item.text.endswith(".") for item in standing_items())


def test_cards_name_what_this_plan_asks_for(plan):
    fund = next(fund for fund in plan.reserve.funds if fund.pays >= 1)
    assert f"Release up to £{fund.pays:,.0f} from {fund.name}" in texts(plan, "Section 151 officer")
    assert "Claim the bond of £114,000" in texts(plan, "Section 151 officer")
    assert "200 people" in texts(plan, "Social work lead")
    assert "Begin buying home care again" in texts(plan, "Procurement lead")
    assert "no staff transfer by law" in texts(plan, "Human resources lead")
    used = [option.label for step in plan.step_in for option in step.usable if option.used]
    assert used
    assert all(label in texts(plan, "Contracts and brokerage lead") for label in used)


def test_a_hand_back_says_nothing_of_a_liquidation():
    back = Scenario("b", "Handed back", start_date=DAY_0, events=(Event("hand_back", "care"),))
    plan = plan_of(care_register(back), back, draws=50)
    assert "liquidation" not in texts(plan, "Human resources lead")
    grid = next(one for one in plan.rules if one.topic == "insolvency")
    assert [row.cells[0] for row in grid.rows if row.here] == ["Hand-back of a contract"]


def test_administration_is_marked_where_an_administrator_keeps_trading():
    trading = Scenario(
        "t", "Trades on", start_date=DAY_0,
        events=(Event("insolvency", "harbour", trading_on_days=30),),
    )  # fmt: skip
    grid = next(
        o for o in plan_of(care_register(trading), trading).rules if o.topic == "insolvency"
    )
    assert [row.cells[0] for row in grid.rows if row.here] == ["Administration"]


def test_numbers_are_those_of_the_role_and_an_unknown_one_leaves_room(plan):
    finance = Contact("fin", "Section 151 officer", phone_day="020 7946 0103")
    rows = [row for row in care_rows() if not (isinstance(row, Contact) and row.id == "fin")]
    base = care_register(STOPS)
    register = Register.build(base.council, [*rows, STOPS, finance])
    numbers = {one.why: one for one in card(plan_of(register), "Incident manager").numbers}
    assert numbers["Section 151 officer"].day == "020 7946 0103"
    unknown = {one.why: one for one in card(plan, "Duty lawyer").numbers}["Incident manager"]
    assert (unknown.whom, unknown.day, unknown.night) == (None, None, None)


def test_a_plan_kept_before_there_were_cards_can_still_be_read(plan):
    old = dataclasses.replace(
        plan,
        rules=(),
        tested=(),
        role_cards=tuple(
            dataclasses.replace(one, phases=(), numbers=()) for one in plan.role_cards
        ),
    )
    text = as_json(old).replace(',"rules":[]', "").replace(',"tested":[]', "")
    text = text.replace(',"phases":[],"numbers":[]', "")
    assert '"rules":[' not in text
    assert '"phases"' not in text
    assert plan_from_json(text) == old
    assert plan_from_json(as_json(plan)) == plan


def test_every_kind_of_ending_says_who_is_in_charge_and_what_to_ask(plan):
    grid = next(one for one in plan.rules if one.topic == "insolvency")
    assert len(grid.rows) == 6
    assert all(len(row.cells) == len(grid.headings) and all(row.cells) for row in grid.rows)
    assert all(set(row.to_check) <= set(one.headings) for one in plan.rules for row in one.rows)
    assert {one.topic for one in plan.rules} == {"messages", "sharing", "insolvency", "ending"}


def test_an_exercise_of_the_scenario_is_told_with_its_date():
    base = care_register(STOPS)
    exercise = Exercise("e", "Harbour closes", scenario=STOPS.id, date=DAY_0)
    register = Register.build(base.council, [*care_rows(), STOPS, exercise])
    told = plan_of(register).tested
    assert told == ("An exercise of this scenario is set for 2 November 2026: Harbour closes.",)
    assert plan_of(base).tested == ()

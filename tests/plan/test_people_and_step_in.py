"""People at risk and whose duty they are; options usable and blocked; gaps and preventive steps."""

from __future__ import annotations

import dataclasses

import pytest

from planner.plan.at_risk import people_at_risk
from planner.plan.decision import decide
from planner.plan.people import DutyTest
from planner.plan.step_in import step_in_plans
from planner.register.records import (
    Contract,
    Event,
    Option,
    Place,
    Provider,
    Scenario,
    Service,
)
from planner.register.register import Register
from tests.plan.cases import (
    COUNCIL,
    DAY_0,
    HARBOUR,
    HOME_CARE,
    STOPS,
    care_register,
    case_of,
    plan_of,
    service_register,
)


def _duty(
    register: Register, scenario: Scenario = STOPS, nation: str = "england_and_wales"
) -> DutyTest:
    (test,) = people_at_risk(case_of(register, scenario), nation).duty
    return test


def test_people_are_counted_by_funder_area_and_need_and_add_up() -> None:
    people = people_at_risk(case_of(care_register()), "england_and_wales")
    assert people.headline == "200 people at risk, 20 with complex needs"
    funders = {count.label: count.people for count in people.by_funder}
    assert funders == {
        "Council": 120, "Self-funders": 60, "Direct payment": 0, "Other councils": 12, "NHS": 8,
    }  # fmt: skip
    assert sum(area.people or 0 for area in people.areas) == people.people
    for area in people.areas:
        assert sum(count or 0 for count in area.by_funder) == area.people
        assert (area.standard or 0) + (area.complex or 0) == area.people


def test_the_temporary_duty_reaches_everyone_but_the_nhs() -> None:
    test = _duty(care_register())
    assert test.result == "temporary duty"
    assert (test.reaches, test.nhs) == (192, 8)
    assert [question.answer for question in test.questions] == ["yes"] * 4


@pytest.mark.parametrize(
    ("event", "result"),
    [
        (Event("hand_back", "care"), "power"),
        (Event("insolvency", "harbour", trading_on_days=400), "power"),
        (Event("insolvency", "harbour", severity=0.5), "power"),
    ],
)
def test_without_business_failure_or_stop_there_is_a_power(event: Event, result: str) -> None:
    scenario = Scenario("e", "E", start_date=DAY_0, events=(event,))
    case = case_of(care_register(), scenario)
    tests = people_at_risk(case, "england_and_wales").duty
    assert {test.result for test in tests} <= {result}


def test_an_unanswered_question_leaves_the_duty_not_known() -> None:
    rows = dataclasses.replace(HARBOUR, regulator_id=None)
    register = Register.build(
        COUNCIL,
        [rows if row is HARBOUR else row for row in _rows(care_register())],
    )
    assert _duty(register).result == "not known"


def _rows(register: Register) -> list[object]:
    return [row for table in register.tables.values() for row in table.values()]


def test_the_law_of_scotland_is_left_to_the_lawyer() -> None:
    assert _duty(care_register(), nation="scotland").result == "not known"


def test_services_that_are_not_regulated_have_no_duty_test() -> None:
    case = case_of(service_register(Service("s", "Gardening", class_="could", regulated=False)))
    assert people_at_risk(case, "england_and_wales").duty == ()


def test_only_commissioned_people_entered_is_warned_of() -> None:
    case = case_of(service_register(Service("s", "Care", class_="must", mtpd_days=1)))
    told = people_at_risk(case, "england_and_wales").not_known
    assert any("Only people the council pays for" in line for line in told)


def test_a_blank_count_is_left_out_of_totals_and_said() -> None:
    register = service_register(
        Service("s", "Care", class_="must"), Place("c", "South", "complex", "self", None)
    )
    people = people_at_risk(case_of(register), "england_and_wales")
    south = next(area for area in people.areas if area.area == "South")
    assert people.people == 40
    assert south.people is None
    assert people.complex is None
    assert any("blank" in line for line in people.not_known)


def test_step_in_series_balance_in_every_period() -> None:
    case = case_of(care_register())
    (step,) = step_in_plans(case, decide(case))
    for at, displaced in enumerate(step.displaced):
        served = sum(series.served[at] for series in step.served)
        assert served + step.unmet[at] == pytest.approx(displaced, abs=1e-3)
    assert [option.label for option in step.usable] == ["Wrenlow Care CIC",
                                                        "Spot purchase"]  # fmt: skip
    assert step.person_days_nothing == 200 * 182


def test_usable_options_say_what_is_needed_first_and_when_they_end() -> None:
    case = case_of(care_register())
    (step,) = step_in_plans(case, decide(case))
    wrenlow, own = step.usable
    assert wrenlow.needed_first == "Variation letter: ready"
    assert own.needed_first == "Terms for each place: not known whether ready"
    assert (own.from_day, own.last_day, own.lasts_weeks) == (1, 84, 12)
    assert step.stop_gap_ends == own.last_date


def test_a_blocked_option_says_what_is_missing_and_what_it_would_save() -> None:
    case = case_of(care_register())
    (step,) = step_in_plans(case, decide(case))
    (blocked,) = step.blocked
    assert blocked.missing == "The agreement with Stourhaven Council is not signed."
    assert blocked.what_to_do == "Sign the agreement"
    assert blocked.saves_breach is not None
    assert blocked.saves_breach > 0
    assert f"{blocked.saves_breach:,.0f} person-days" in blocked.saves


def test_signing_the_agreement_is_the_first_preventive_action() -> None:
    first, *rest = plan_of(care_register()).preventive
    assert first.title.startswith("Sign the agreement: Stourhaven Council")
    assert first.unblocks
    worth = [action.saves_must_breach or 0.0 for action in (first, *rest)]
    assert worth == sorted(worth, reverse=True)


def test_red_gaps_come_first_and_say_what_closes_them() -> None:
    found = plan_of(care_register()).gaps
    reds = [gap.red for gap in found]
    assert reds == sorted(reds, reverse=True)
    assert found[0].red
    assert any(gap.title == "30 people lose home care again" for gap in found)
    assert all(gap.closes for gap in found if gap.red)


def test_likes_among_options_are_told_apart() -> None:
    options = [
        Option(f"o{area}", "s", "spot_purchase", capacity=9.0, mobilise_days=0, areas=(area,))
        for area in ("North", "South")
    ]
    register = service_register(Service("s", "Care", class_="must"), *options)
    labels = list(case_of(register).option_labels.values())
    assert labels == ["Spot purchase (in North)", "Spot purchase (in South)"]


def test_annex_holds_those_who_fail_and_those_who_step_in_with_their_owner() -> None:
    parent = Provider("group", "Northgate Group")
    owned = dataclasses.replace(HARBOUR, parent="group")
    rows = [owned if row is HARBOUR else row for row in _rows(care_register())]
    plan = plan_of(Register.build(COUNCIL, [*rows, parent]))  # type: ignore[list-item]
    parts = {sheet.name: sheet.part for sheet in plan.annex}
    assert parts == {
        "Harbour Home Care": "Fails",
        "Wrenlow Care CIC": "Steps in",
        "Stourhaven Council": "Could step in, if unblocked",
        "Northgate Group": "Owner",
    }
    assert plan.annex[0].contracts[0].clauses[:2] == ("Step-in clause: no",
                                                     "Transfer clause: not known")  # fmt: skip


def test_a_contract_of_a_surviving_provider_that_is_handed_back_is_hit_alone() -> None:
    more = [
        Contract("meals", "Meals", "meals", "harbour", annual_value=9_000.0),
        Service("meals", "Meals at home", class_="needed", mtpd_days=3),
    ]
    back = Scenario("b", "B", start_date=DAY_0, events=(Event("hand_back", "care"),))
    plan = plan_of(care_register(*more), back)
    assert [hit.title for hit in plan.services] == [HOME_CARE.title]


def test_more_people_asking_are_counted_though_no_contract_is_hit() -> None:
    surge = Scenario(
        "d", "D", start_date=DAY_0, events=(Event("demand_surge", "home-care", 0, 0.1),)
    )
    people = people_at_risk(case_of(care_register(), surge), "england_and_wales")
    assert people.people == pytest.approx(20)
    assert any("More people ask" in line for line in people.not_known)

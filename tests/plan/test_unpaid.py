"""Money that runs out: only funds that may pay count, and what stays unpaid for is told."""

from __future__ import annotations

import pytest

from planner.plan.plan import Plan
from planner.register.records import Option, Reserve, Service
from tests.plan.cases import plan_of, service_register

DAYS = 182
A_DAY = 35.0
"""40 people at £35 a day for 182 days cost £254,800; the price no longer due is £182,000."""
LACKING = 40 * A_DAY * DAYS - 1_000.0 * DAYS


def _plan(*reserves: Reserve) -> Plan:
    return plan_of(
        service_register(
            Service("s", "Home care", class_="must", mtpd_days=1),
            Service("bins", "Bin collection", class_="needed"),
            Option("o", "s", "framework_call_off", capacity=40.0, mobilise_days=0,
                   ramp_days=0, unit_cost_day=A_DAY),
            *reserves,
        )
    )  # fmt: skip


def test_only_funds_that_may_pay_for_a_service_kept_count_as_held() -> None:
    plan = _plan(
        Reserve("own", "Care reserve", 10_000.0, ("s",)),
        Reserve("waste", "Waste reserve", 900_000.0, ("bins",)),
    )
    reserve = plan.reserve
    assert reserve.reserves_today == 10_000
    assert [(fund.order, fund.name) for fund in reserve.funds] == [(1, "Care reserve")]
    assert reserve.other_funds == (
        "1 other fund may not pay for these services: Waste reserve (£900,000)."
    )


def test_where_the_money_runs_out_the_plan_says_what_stays_unpaid_for() -> None:
    plan = _plan(Reserve("own", "Care reserve", 10_000.0, ("s",)))
    reserve = plan.reserve
    short = LACKING - 10_000
    assert reserve.used_up
    assert reserve.more_money == pytest.approx(short, rel=1e-4)
    (line,) = reserve.unpaid
    assert line.person_days == pytest.approx(short / A_DAY, rel=1e-4)
    assert line.people <= 40
    assert reserve.headline == (
        "The reserves run out: £10,000 is used and 1,794 person-days stay unpaid for"
    )
    assert "nothing is left for the weeks that follow" in reserve.lead
    told = " ".join(plan.summary)
    assert "£62,800 more would pay for them" in told
    gap = next(gap for gap in plan.gaps if gap.kind == "money")
    assert (gap.title, gap.red) == ("The reserves run out", True)
    action = next(a for a in plan.preventive if "more in a fund" in a.title)
    assert action.added_cost == pytest.approx(short, rel=1e-4)
    assert action.saves_unmet == pytest.approx(short / A_DAY, rel=1e-4)


def test_a_council_without_any_fund_for_it_has_people_unpaid_for_as_well() -> None:
    plan = _plan(Reserve("waste", "Waste reserve", 900_000.0, ("bins",)))
    assert plan.reserve.reserves_today == 0
    assert plan.reserve.funds == ()
    assert plan.reserve.more_money == pytest.approx(LACKING, rel=1e-4)
    assert "The register holds no reserve that may pay for these services." in (
        plan.reserve.statements
    )


def test_with_money_enough_nothing_is_unpaid_for() -> None:
    plan = _plan(Reserve("own", "Care reserve", 100_000.0, ("s",)))
    assert plan.reserve.unpaid == ()
    assert not plan.reserve.used_up
    assert plan.reserve.headline == "The reserves pay £72,800"
    assert not any(gap.kind == "money" for gap in plan.gaps)


def test_waiting_for_want_of_places_is_not_put_down_to_money() -> None:
    plan = plan_of(
        service_register(
            Service("s", "Home care", class_="must", mtpd_days=1),
            Option("o", "s", "framework_call_off", capacity=10.0, mobilise_days=0,
                   ramp_days=0, unit_cost_day=A_DAY),
        )
    )  # fmt: skip
    assert plan.step_in[0].unmet[-1] == pytest.approx(30, abs=0.01)
    assert plan.reserve.unpaid == ()

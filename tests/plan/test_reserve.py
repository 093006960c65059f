"""Money by week and fund: sums that must hold, short weeks, bonds, and restricted funds first."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan.cash import lend
from planner.plan.decision import decide
from planner.plan.money import ReservePlan
from planner.plan.reserve import reserve_plan
from planner.plan.reserve_words import hold_words
from planner.register.records import Contract, Option, Reserve, Service
from planner.register.register import Register
from tests.plan.cases import (
    CARE_CONTRACT,
    COUNCIL,
    care_register,
    care_rows,
    case_of,
    service_register,
)

CENT = 0.01


def _reserve(register: Register) -> ReservePlan:
    case = case_of(register)
    return reserve_plan(case, decide(case))


def test_cash_by_week_and_by_service_sum_to_the_net_cost() -> None:
    plan = _reserve(care_register())
    assert plan.gross_cost > 0
    assert sum(week.net for week in plan.weeks) == pytest.approx(plan.net_cost)
    assert sum(service.net for service in plan.services) == pytest.approx(plan.net_cost)
    assert plan.weeks[-1].running_total == pytest.approx(plan.net_cost)
    assert sum(week.running_cost for week in plan.weeks) == pytest.approx(plan.running_cost)
    assert len(plan.weeks) == 26


def test_funds_pay_what_the_reserves_pay_and_the_waterfall_adds_up() -> None:
    plan = _reserve(care_register())
    paid = sum(fund.pays for fund in plan.funds)
    assert paid + plan.short_in_total == pytest.approx(plan.reserves_pay, abs=CENT)
    *steps, last = plan.waterfall
    assert sum(step.amount for step in steps) == pytest.approx(last.amount)
    assert last.amount == pytest.approx(plan.reserves_pay)


def test_the_restricted_fund_is_used_first() -> None:
    plan = _reserve(care_register())
    care, general = plan.funds
    assert (care.name, care.restricted) == ("Care reserve", True)
    for first, second in zip(care.drawn_by_week, general.drawn_by_week, strict=True):
        assert second == 0 or first == pytest.approx(100_000)


def test_the_bond_is_paid_sixteen_weeks_after_the_insolvency() -> None:
    plan = _reserve(care_register())
    paid = {week.week: week.bonds for week in plan.weeks if week.bonds}
    assert paid == {17: 114_000.0}
    (line,) = plan.bond_lines
    assert line.counted_from is not None
    assert line.provider == "Harbour Home Care"


def test_a_fund_enough_in_total_can_be_short_for_some_weeks() -> None:
    rows = [row for row in care_rows() if not isinstance(row, Reserve | Contract)]
    rows.append(dataclasses.replace(CARE_CONTRACT, bond_amount=250_000.0))
    plenty = _reserve(Register.build(COUNCIL, [*rows, Reserve("r", "Fund", 5_000_000.0)]))
    assert plenty.weeks_short == ()
    peak = max(week.needed for week in plenty.weeks)
    assert plenty.peak_amount == peak
    assert peak > plenty.reserves_pay + 1
    # Enough for the end but not for the peak; the response still fits its budget in total.
    enough = (peak + plenty.reserves_pay) / 2
    tight = _reserve(Register.build(COUNCIL, [*rows, Reserve("r", "Fund", enough)]))
    assert tight.weeks_short
    assert tight.short_in_total == 0
    assert tight.most_short == pytest.approx(peak - enough, abs=1)
    assert "enough in total" in " ".join(tight.statements)


def test_charges_to_others_are_not_counted_until_the_council_sets_a_share() -> None:
    without = _reserve(care_register())
    assert without.recoveries is None
    assert any("not counted" in line for line in without.not_counted)
    charging = Register.build(dataclasses.replace(COUNCIL, recovery_share=0.9), care_rows())
    counted = _reserve(charging)
    assert counted.recoveries is not None
    assert counted.recoveries > 0
    # £10,000 a day for 182 days; 80 people are funded by others, 120 by the council.
    assert counted.recoveries == pytest.approx(10_000 * 182 * 0.9 * 80 / 120)
    assert counted.price_not_due == pytest.approx(10_000 * 182 * 120 / 200)


def test_a_reserve_of_unknown_amount_counts_as_nothing_and_is_named() -> None:
    option = Option("o", "s", "spot_purchase", capacity=40.0, mobilise_days=0, unit_cost_day=9.0)
    register = service_register(
        Service("s", "Meals", class_="must", mtpd_days=1), option, Reserve("r", "Rainy day fund")
    )
    plan = _reserve(register)
    assert plan.reserves_today is None
    (fund,) = plan.funds
    assert fund.left is None
    assert any("Rainy day fund is not known" in line for line in plan.statements)


def test_nothing_is_spent_on_a_service_that_is_let_go() -> None:
    option = Option("o", "s", "spot_purchase", capacity=40.0, mobilise_days=0, unit_cost_day=9.0)
    plan = _reserve(service_register(Service("s", "Gardening", class_="could"), option))
    assert plan.gross_cost == 0
    assert any("Gardening, which is let go" in line for line in plan.not_counted)


def test_a_cost_is_not_known_where_no_people_are_counted() -> None:
    plan = _reserve(service_register(Service("s", "Meals"), people=None))
    assert not plan.known
    assert "not known" in plan.lead


_amounts = st.floats(0, 1000)


@settings(max_examples=30)
@given(
    st.lists(_amounts, min_size=1, max_size=4),
    st.lists(st.tuples(_amounts, st.sets(st.integers(0, 3))), min_size=1, max_size=4),
)
def test_funds_lend_all_they_may_and_never_more(
    needs: list[float], funds: list[tuple[float, set[int]]]
) -> None:
    wanted = [(f"s{i}", amount) for i, amount in enumerate(needs)]
    reserves = [
        (Reserve(f"r{i}", f"r{i}", None, tuple(f"s{k}" for k in sorted(only))), amount)
        for i, (amount, only) in enumerate(funds)
    ]
    lent = lend(wanted, reserves)
    for reserve, amount in reserves:
        assert sum(v for (fund, _), v in lent.items() if fund == reserve.id) <= amount + 1e-3
    for service, amount in wanted:
        got = sum(v for (_, who), v in lent.items() if who == service)
        assert got <= amount + 1e-3
    for fund, service in lent:
        record = next(reserve for reserve, _ in reserves if reserve.id == fund)
        assert not record.services or service in record.services
    assert sum(lent.values()) == pytest.approx(_most_that_can_flow(wanted, reserves), abs=1e-2)


def _most_that_can_flow(
    needs: list[tuple[str, float]], funds: list[tuple[Reserve, float]]
) -> float:
    """Return the largest flow by the theorem of Hall: the least cut over sets of services."""
    names = [service for service, _ in needs]
    least = sum(amount for _, amount in needs)
    for mask in range(1 << len(names)):
        chosen = {name for i, name in enumerate(names) if mask >> i & 1}
        reach = sum(
            amount
            for reserve, amount in funds
            if not reserve.services or chosen & set(reserve.services)
        )
        rest = sum(amount for service, amount in needs if service not in chosen)
        least = min(least, (reach if chosen else 0.0) + rest)
    return least


def test_what_to_hold_is_said_against_what_is_held() -> None:
    reserve = dataclasses.replace(
        _reserve(care_register()),
        known=True,
        peak_amount=800.0,
        most_short=0.0,
        more_money=200.0,
        reserves_today=800.0,
    )
    assert "To hold for this response: £1,000" in hold_words(reserve)
    assert "£200 more has to be held" in hold_words(reserve)
    rich = dataclasses.replace(reserve, more_money=0.0, most_short=0.0, reserves_today=5_000.0)
    assert hold_words(rich).endswith("which is enough.")
    assert hold_words(dataclasses.replace(reserve, known=False)) == ""

"""What is known of the contracts hit, where nothing but a list of contracts is known."""

from __future__ import annotations

import datetime

import pytest

from planner.register.records import Contract, Council, Provider, Service
from planner.register.register import Register
from tests.plan.cases import bare_register, plan_of


def test_each_contract_hit_is_told_with_value_dates_and_shares() -> None:
    plan = plan_of(bare_register())
    lines = {line.contract: line for line in plan.contracts}
    assert set(lines) == {"Home care north", "Food waste"}
    north = lines["Home care north"]
    assert (north.provider, north.service) == ("Northway Group Ltd", "Home care")
    assert north.annual_value == 420_000
    assert north.service_share == pytest.approx(0.7)
    assert north.market_share is None
    assert north.council_share == pytest.approx(0.7)
    assert north.ends_words == ""
    waste = lines["Food waste"]
    assert waste.annual_value is None
    assert waste.council_share is None
    assert waste.ends_words == "Ends within the time followed, on 31 March 2027"


def test_concentration_is_told_in_the_plan_and_to_councillors() -> None:
    plan = plan_of(bare_register())
    first, second, ending = plan.concentration
    assert first == (
        "2 contracts of 3 in the register are hit, worth £420,000 a year (leaving out 1 without a "
        "value): 70% of the yearly value known, that of 2 contracts."
    )
    assert second == "They are 70% of what is spent on home care."
    assert ending == (
        "Ending within the time followed in any case: Food waste (31 March 2027)."
    )  # fmt: skip
    assert first in " ".join(plan.summary)


def test_an_award_shared_by_several_is_never_told_as_the_value_of_one() -> None:
    contract = Contract(
        "c",
        "School routes",
        "t",
        "harbour",
        total_value=7_674_269.0,
        award_reference="DPS 7",
        award_shared_by=19,
        start=datetime.date(2020, 8, 1),
        end=datetime.date(2026, 7, 31),
    )
    plan = plan_of(
        Register.build(
            Council("T"),
            [Service("t", "SEND transport"), Provider("harbour", "Harbour"), contract],
        )
    )
    (line,) = plan.contracts
    assert line.annual_value is None
    assert "£7,674,269 in all, shared by 19 suppliers" in line.award_words
    assert line.ends_words == "Over since 31 July 2026"
    told = " ".join(plan.concentration)
    assert "1 award of £7,674,269 in all, shared by 19 suppliers" in told
    assert "Over already by the register: School routes (31 July 2026)." in told
    assert "shared with other suppliers" in plan.recommissioning[0].value_words

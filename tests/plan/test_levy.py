"""The levy per contract: worked by hand, and what must hold of every levy."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dependence.likelihood import PROBABILITIES
from planner.errors import InputRefused
from planner.plan.levy import FINE, Payer, levy_of, solve
from planner.plan.levy_terms import LevyTerms
from planner.register.records import Contract, Option, Place, Provider, Reserve
from planner.scenario.sweep import sweep
from tests.plan.levy_cases import fall, sweep_of, three_contracts, three_falls

TERMS = LevyTerms(target=10_000.0, years=5)


def test_three_contracts_worked_by_hand() -> None:
    """£2,000 a year: the likely one is capped at £500, the small one pays £10, the other the rest.

    Flat parts £50, £500 and £10; weights 0.4 x £40,000 = 16,000 and 0.001 x £1m = 1,000 a unit of
    k. Uncapped k would be 1,440 / 17,000, at which the likely one passes £500; so £990 / 1,000.
    """
    found = levy_of(three_contracts(), three_falls(), TERMS)
    by_contract = {row.contract: row for row in found.rows}
    assert found.k == pytest.approx(0.99, abs=1e-12)
    assert {key: row.levy for key, row in by_contract.items()} == {
        "C-1": 500.0,
        "C-2": 1_490.0,
        "C-3": 10.0,
    }
    assert {key: row.limit for key, row in by_contract.items()} == {
        "C-1": "capped",
        "C-2": "none",
        "C-3": "relief",
    }
    likely = by_contract["C-1"]
    assert (likely.exposure_before_bond, likely.bond, likely.exposure) == (50_000, 10_000, 40_000)
    assert (likely.band, likely.probability) == (5, 0.4)
    assert (likely.flat, likely.most) == (50.0, 500.0)
    assert likely.risk == pytest.approx(0.99 * 16_000)
    assert likely.share_of_value == pytest.approx(0.005)
    assert found.raised == 2_000.0
    assert found.reached
    assert found.most == 500.0 + 5_000.0 + 10.0
    assert [row.contract for row in found.rows] == ["C-2", "C-1", "C-3"]


def test_sums_by_band_and_by_limit_add_up_to_what_is_raised() -> None:
    found = levy_of(three_contracts(), three_falls(), TERMS)
    assert [(one.of, one.contracts, one.levy) for one in found.by_band] == [
        ("1", 1, 1_490.0),
        ("2", 0, 0.0),
        ("3", 0, 0.0),
        ("4", 0, 0.0),
        ("5", 2, 510.0),
    ]
    assert {one.of: one.levy for one in found.by_limit} == {
        "none": 1_490.0,
        "capped": 500.0,
        "relief": 10.0,
        "not known": 0.0,
    }
    with_unknown = three_contracts(Contract("C-4", "Night care", "care", "steady"))
    unknown = levy_of(with_unknown, three_falls(), TERMS).by_limit[-1]
    assert (unknown.value, unknown.exposure, unknown.levy) == (None, None, None)


def test_caps_that_keep_the_target_out_of_reach_give_the_most_there_is() -> None:
    found = levy_of(three_contracts(), three_falls(), replace(TERMS, target=100_000.0))
    assert not found.reached
    assert found.raised == found.most == 5_510.0
    assert {row.limit for row in found.rows} == {"capped", "relief"}


def test_flat_parts_above_the_target_leave_no_part_for_risk() -> None:
    found = levy_of(three_contracts(), three_falls(), replace(TERMS, target=500.0))
    assert (found.k, found.raised, found.reached) == (0.0, 560.0, False)
    assert [row.levy for row in found.rows] == [row.flat for row in found.rows]


def test_a_contract_without_value_or_exposure_has_no_levy_rather_than_none() -> None:
    register = three_contracts(
        Contract("C-4", "Night care", "care", "steady"),
        Provider("unseen", "Unseen Ltd"),
        Contract("C-5", "Meals", "care", "unseen", annual_value=50_000.0),
    )
    falls = sweep_of(*three_falls().falls, fall("unseen", 0.0, displaced_people=None))
    found = levy_of(register, falls, TERMS)
    assert {row.contract: (row.levy, row.missing) for row in found.not_known} == {
        "C-4": (None, "value"),
        "C-5": (None, "exposure"),
    }
    assert found.raised == 2_000.0
    assert next(one for one in found.by_limit if one.of == "not known").contracts == 2


def test_exposure_is_shared_by_value_and_never_below_nothing() -> None:
    register = three_contracts(
        Contract("C-4", "Night care", "care", "likely", annual_value=300_000.0),
    )
    rows = {row.contract: row for row in levy_of(register, three_falls(), TERMS).rows}
    assert rows["C-1"].exposure_before_bond == pytest.approx(12_500)
    assert rows["C-1"].exposure == pytest.approx(2_500)
    assert rows["C-4"].exposure == pytest.approx(37_500)
    large = three_contracts(
        replace(register.contracts["C-1"], id="C-6", bond_amount=900_000.0),
    )
    assert {row.contract: row.exposure for row in levy_of(large, three_falls(), TERMS).rows}[
        "C-6"
    ] == 0.0


def test_the_bond_counts_once_in_a_real_failure() -> None:
    """182 days at £90 for 10 people are £163,800; £36,400 is no longer due and the bond £20,000."""
    register = three_contracts(
        Place("C-4", "North", "standard", "council", 10),
        Provider("lone", "Lone Care Ltd"),
        Contract("C-4", "Care", "care", "lone", annual_value=73_000.0, bond_amount=20_000.0),
        Option("o", "care", "spot_purchase", capacity=10.0, mobilise_days=0, ramp_days=0,
               unit_cost_day=90.0, for_contract="C-4"),
    )  # fmt: skip
    register = register.with_table("reserve", {"r": Reserve("r", "Reserve", 1_000_000.0)})
    row = next(r for r in levy_of(register, sweep(register), TERMS).rows if r.contract == "C-4")
    assert row.exposure_before_bond == pytest.approx(10 * 182 * 90 - 200 * 182)
    assert row.exposure == pytest.approx(10 * 182 * 90 - 200 * 182 - 20_000)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"target": -1.0}, "Target fund: -1 is not an amount to raise; give pounds from 0 up."),
        ({"years": 0}, "Built over: 0 is not a number of years"),
        ({"flat": 0.01}, "Flat part: 1% is above the cap of 0.5%; lower it or raise the cap."),
        ({"cap": 2.0}, "Cap: 200% is not a share of a contract's value; give 0% to 100%."),
        ({"relief_below": float("nan")}, "Small contracts: nan is not a yearly value"),
    ],
)
def test_terms_that_cannot_be_meant_are_refused(wrong: dict[str, float], words: str) -> None:
    with pytest.raises(InputRefused) as refused:
        levy_of(three_contracts(), three_falls(), replace(TERMS, **wrong))
    assert words in refused.value.sentence


payers = st.lists(
    st.builds(
        lambda flat, room, weight: Payer(flat, flat + room, weight),
        st.integers(0, 100_000),
        st.integers(0, 1_000_000),
        st.one_of(st.just(0), st.integers(1, 10**9 * FINE)),
    ),
    max_size=12,
)


@given(payers, st.integers(0, 5_000_000))
def test_pence_meet_the_target_within_flat_and_cap(some: list[Payer], target: int) -> None:
    found = solve(some, target)
    flats = sum(one.flat for one in some)
    for one, pence in zip(some, found.pence, strict=True):
        assert one.flat <= pence <= one.most
        assert one.weight or pence == one.flat
    assert sum(found.pence) == max(flats, min(target, found.most))
    assert found.reached == (flats <= target <= found.most)


@given(payers, st.integers(0, 5_000_000), st.integers(0, 100_000))
def test_k_never_falls_as_the_target_grows(some: list[Payer], target: int, more: int) -> None:
    assert solve(some, target).k <= solve(some, target + more).k


@given(payers, st.integers(0, 5_000_000))
def test_k_meets_the_target_exactly_before_rounding(some: list[Payer], target: int) -> None:
    found = solve(some, target)
    if found.reached:
        paid = sum(min(one.most, one.flat + found.k * one.weight / FINE) for one in some)
        assert paid == target


@given(payers.filter(bool), st.integers(0, 5_000_000), st.integers(1, 10**6 * FINE), st.data())
def test_more_weight_never_pays_less(
    some: list[Payer], target: int, more: int, data: st.DataObject
) -> None:
    """A larger exposure or a higher band, all else equal, beyond the penny of rounding."""
    at = data.draw(st.integers(0, len(some) - 1))
    heavier = [*some]
    heavier[at] = replace(some[at], weight=some[at].weight + more)
    assert solve(heavier, target).pence[at] >= solve(some, target).pence[at] - 1


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(st.floats(0, 5e6), st.floats(0, 2e6), st.sampled_from(sorted(PROBABILITIES))),
        min_size=1,
        max_size=8,
    ),
    st.floats(0, 200_000),
)
def test_levies_of_registers_lie_between_flat_and_cap(
    contracts: list[tuple[float, float, int]], target: float
) -> None:
    chances = {1: 0.001, 2: 0.005, 3: 0.02, 4: 0.1, 5: 0.4}
    rows, falls = [], []
    for number, (value, cost, band) in enumerate(contracts):
        rows += [
            Provider(f"p{number}", "P", failure_probability=chances[band]),
            Contract(f"K-{number}", "K", "care", f"p{number}", annual_value=value),
        ]
        falls.append(fall(f"p{number}", cost))
    terms = LevyTerms(target, years=1)
    found = levy_of(three_contracts(*rows), sweep_of(*three_falls().falls, *falls), terms)
    for row in found.known:
        assert row.flat is not None
        assert row.most is not None
        assert row.levy is not None
        assert row.flat <= row.levy <= row.most
        assert row.levy <= terms.cap * (row.value or 0.0) + 1e-9
    if found.reached:
        assert found.raised == terms.contribution

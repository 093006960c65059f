"""Contracts cut otherwise: nothing and nobody is lost, and what it changes is what it says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import InputRefused
from planner.plan.lots import Bundle, Move, Split, edit_of, effect
from planner.register.changes import apply_changes
from planner.register.records import Reserve
from planner.scenario.sweep import sweep
from tests.scenario.random_towns import random_town
from tests.scenario.towns import contract, option, people, provider, service, town


def one_large_provider():
    """One must service; A has 80 people, B 20, C none; a spot market of 50 places."""
    return town(
        service("care", mtpd_days=0, market="home care"),
        provider("A"),
        provider("B"),
        provider("C"),
        contract("C1", "A", annual_value=800_000, bond_amount=8_000),
        contract("C2", "B", annual_value=200_000),
        people("C1", 50, area="North"),
        people("C1", 30, area="South"),
        people("C2", 20),
        option("SPOT", 50, unit_cost_day=1.0),
        Reserve("R", "Reserve", 10_000_000),
    )


def totals(register):
    return (
        sum(one.annual_value or 0 for one in register.contracts.values()),
        sum(one.people or 0 for one in register.places.values()),
        sum(one.bond_amount or 0 for one in register.contracts.values()),
    )


def test_splitting_a_large_contract_lowers_hhi_and_makes_n_1_secure():
    register = one_large_provider()
    found = effect(register, [Split("C1", (("A", 0.5), ("C", 0.5)))])
    (market,) = found.markets
    assert market.market == "home care"
    assert market.before.hhi == pytest.approx(80**2 + 20**2)
    assert market.after.hhi == pytest.approx(40**2 + 40**2 + 20**2)
    assert (market.before.largest_share, market.after.largest_share) == pytest.approx((0.8, 0.4))
    # 80 people and 50 places: 30 are left for 182 days; halves of 40 all find a place.
    assert found.late_days() == pytest.approx((30 * 182, 0))
    assert found.worst() == pytest.approx((30 * 182, 0))
    assert found.secure_share() == pytest.approx((2 / 3, 1.0))
    assert found.over_20 == (1, 1)
    assert found.sentence == "Contract C1 split: 50% to Provider A, 50% to Provider C"


def test_what_is_shown_is_what_the_edit_does():
    register = one_large_provider()
    found = effect(register, [Split("C1", (("A", 0.25), ("new", 0.75)))])
    after = apply_changes(register, found.edit.changes(register))
    assert totals(after) == pytest.approx(totals(register))
    assert after.people_of_contract("C1") == 20  # 12.5 and 7.5, by largest remainder
    assert after.providers["new-provider-1"].name == "New provider 1"
    assert sweep(after).secure_share == found.secure_share()[1]
    assert register == one_large_provider()


def test_bundling_makes_one_of_several():
    register = one_large_provider()
    found = effect(register, [Bundle(("C1", "C2"), "A")])
    assert found.markets[0].after.hhi == pytest.approx(10_000)
    after = apply_changes(register, found.edit.changes(register))
    assert {one.provider for one in after.contracts.values()} == {"A"}
    assert found.late_days()[1] == pytest.approx(50 * 182)


def test_people_are_moved_with_their_part_of_the_money():
    register = one_large_provider()
    after = apply_changes(register, edit_of(register, [Move("C1", "B", 20)]).changes(register))
    assert after.people_of_contract("C1") == 60
    assert after.contracts["C1"].annual_value == pytest.approx(600_000)
    assert after.contracts["C1-lot-2"].provider == "B"
    assert totals(after) == pytest.approx(totals(register))


@settings(max_examples=20, deadline=None)
@given(
    st.integers(0, 10_000),
    st.lists(st.integers(1, 9), min_size=2, max_size=4),
    st.randoms(use_true_random=False),
)
def test_no_split_loses_people_money_or_makes_two_of_them(seed, weights, dice):
    register = random_town(seed)
    contract_id = dice.choice(sorted(register.contracts))
    owners = [dice.choice(["P0", "P1", "P2", "new"]) for _ in weights]
    lots = tuple((who, weight / sum(weights)) for who, weight in zip(owners, weights, strict=True))
    after = apply_changes(register, edit_of(register, [Split(contract_id, lots)]).changes(register))
    assert totals(after) == pytest.approx(totals(register))
    assert len(after.contracts) == len(register.contracts) + len(weights) - 1
    assert by_area(after) == by_area(register)


def by_area(register):
    return {
        area: sum(place.people or 0 for place in register.places.values() if place.area == area)
        for area in ("North", "South")
    }


@pytest.mark.parametrize(
    ("cut", "words"),
    [
        (Split("C9", (("A", 0.5), ("B", 0.5))), "no such contract"),
        (Split("C1", (("A", 0.5), ("B", 0.4))), "add up to 90%"),
        (Split("C1", (("A", 0.5), ("Z", 0.5))), "no such provider"),
        (Bundle(("C1",), "A"), "two or more contracts"),
        (Move("C1", "B", 80), "cannot be moved"),
    ],
)
def test_what_cannot_be_cut_is_refused_in_a_sentence(cut, words):
    with pytest.raises(InputRefused, match=words):
        edit_of(one_large_provider(), [cut])

"""Tiers by hand: points with their reasons, and watching in proportion to consequence."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from planner.dependence.tier import (
    MOST_POINTS,
    contract_tiers,
    provider_tiers,
    tier_of_points,
    tier_rules,
)
from planner.register.records import (
    Contract,
    Council,
    Option,
    Place,
    Provider,
    Record,
    Service,
    SupplyLink,
    WarningSign,
)
from planner.register.register import Register

HOME = Service("home", "Home care", "must")
PLAY = Service("play", "Play scheme", "could")
BIG = Contract("BIG", "Big", "home", "big", annual_value=2_000_000, tupe_staff=40)
SMALL = Contract("SMALL", "Small", "play", "small", annual_value=20_000)
ROWS: tuple[Record, ...] = (
    HOME, PLAY, Provider("big", "Big Care"), Provider("small", "Small Play"),
    Provider("other", "Other Play"), BIG, SMALL,
    Contract("O1", "Other", "play", "other", annual_value=1.0),
    Place("BIG", "North", "standard", "council", 300),
    Place("SMALL", "North", "standard", "council", 12),
    Place("O1", "North", "standard", "council", 1),
    Option("PO", "play", "spot_purchase", capacity=50.0),
)  # fmt: skip


def register_of(*more: Record) -> Register:
    return Register.build(Council("A"), [*ROWS, *more])


def test_points_add_up_and_each_has_its_reason() -> None:
    """BIG: 3 value, 3 must, 2 people, 2 captive, 2 alone, 1 staff. SMALL: 1 for one other."""
    found = contract_tiers(register_of())
    big, small = found["BIG"], found["SMALL"]
    assert [one.points for one in big.reasons] == [3, 3, 2, 2, 2, 1]
    assert (big.points, big.tier.name) == (13, "gold")
    assert [one.points for one in small.reasons] == [0, 0, 0, 0, 1, 0]
    assert (small.points, small.tier.name) == (1, "bronze")
    assert all(one.words for one in (*big.reasons, *small.reasons))
    assert MOST_POINTS == 3 + 3 + 2 + 2 + 2 + 2


def test_a_small_contract_is_not_watched_like_a_large_one() -> None:
    found = contract_tiers(register_of())
    big, small = found["BIG"].tier, found["SMALL"].tier
    assert big.look_days * 10 < small.look_days
    assert len(big.lines) > len(small.lines)
    rules = tier_rules()
    assert [one.name for one in rules] == ["gold", "silver", "bronze"]
    assert [one.look_days for one in rules] == sorted(one.look_days for one in rules)
    assert all(line.what and line.who and line.days > 0 for one in rules for line in one.lines)
    assert [tier_of_points(points).name for points in (0, 4, 5, 8, 9, 14)] == [
        "bronze", "bronze", "silver", "silver", "gold", "gold",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "points"), [(None, 1), (0.0, 0), (99_999.0, 0), (100_000.0, 1), (500_000.0, 2)]
)
def test_value_not_known_is_not_nothing(value: float | None, points: int) -> None:
    rows = [dataclasses.replace(one, annual_value=value) if one is SMALL else one for one in ROWS]
    found = contract_tiers(Register.build(Council("A"), rows))
    assert found["SMALL"].reasons[0].points == points


def test_a_service_without_a_class_counts_as_must() -> None:
    rows = [dataclasses.replace(PLAY, class_=None) if one is PLAY else one for one in ROWS]
    reason = contract_tiers(Register.build(Council("A"), rows))["SMALL"].reasons[1]
    assert reason.points == 3
    assert "no class yet" in reason.words


def test_a_supplier_has_the_consequence_of_whoever_leans_on_it() -> None:
    more = (
        Provider("parent", "Parent"), Provider("top", "Top"), Provider("fenced", "Fenced"),
        Provider("nobody", "Nobody"),
        SupplyLink("parent", "big", "parent", share=0.5), SupplyLink("top", "parent", "essential"),
        SupplyLink("fenced", "big", "parent", share=0.0),
    )  # fmt: skip
    found = provider_tiers(register_of(*more))
    assert (found["parent"].points, found["parent"].through) == (13, "big")
    assert (found["top"].points, found["top"].through) == (13, "parent")
    assert found["fenced"].points == found["nobody"].points == 0
    assert found["nobody"].tier.name == "bronze"
    assert found["big"].people == 300
    assert found["big"].value == 2_000_000
    assert found["nobody"].people is None


def test_circles_of_suppliers_end() -> None:
    found = provider_tiers(
        register_of(
            SupplyLink("small", "big", "essential"), SupplyLink("big", "small", "essential")
        )
    )
    assert found["small"].points >= 13


def test_likelihood_moves_no_tier() -> None:
    sign = WarningSign("big", datetime.date(2026, 1, 1), "winding_up", 3)
    assert contract_tiers(register_of()) == contract_tiers(register_of(sign))

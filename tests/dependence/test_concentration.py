"""Concentration and captive people, against known answers and by hand."""

from __future__ import annotations

import json

import pytest

from planner.dependence.captive import captive_people
from planner.dependence.concentration import concentration, hhi, ultimate_parent
from planner.register.records import Council
from tests.scenario.towns import (
    Pool,
    SupplyLink,
    contract,
    one_firm,
    option,
    people,
    provider,
    service,
    town,
)


def test_hhi_agrees_with_published_examples(shared):
    known = json.loads(
        (shared / "data/benchmarks/known_answers/known_answers.json").read_text("utf-8")
    )
    for example in known["herfindahl"]:
        shares = {str(n): share for n, share in enumerate(example["shares_pct"])}
        assert hhi(shares) == pytest.approx(example["hhi"])


def test_no_value_has_no_hhi():
    assert hhi({}) is None
    assert hhi({"A": 0.0}) is None


def market_town():
    return town(
        service("care"),
        service("buses", "could", market="transport"),
        provider("group"),
        provider("A", parent="group", turnover=1_000_000),
        provider("B", parent="group", turnover=400_000),
        provider("D", turnover=200_000),
        contract("C1", "A", annual_value=600_000),
        contract("C2", "B", annual_value=200_000),
        contract("C3", "D", "buses", annual_value=200_000),
        contract("C4", "D", "buses", annual_value=None),
        SupplyLink("D", "A", "partial", income_share=0.5),
        council=Council("Testford", budget_annual=4_000_000),
    )


def test_shares_by_provider_group_and_through_the_chain():
    found = concentration(market_town())
    assert found.value == 1_000_000
    assert found.contracts_without_value == 1
    assert {h.id: h.share for h in found.providers} == pytest.approx({"A": 0.6, "B": 0.2, "D": 0.2})
    assert {h.id: h.value for h in found.groups} == {"group": 800_000, "D": 200_000}
    # D earns half its 200,000 from A: 100,000 is taken off A and held by D.
    assert {h.id: h.value for h in found.through_chain} == pytest.approx(
        {"A": 500_000, "D": 300_000, "B": 200_000}
    )
    assert found.providers[0].budget_share == pytest.approx(0.15)
    assert [h.id for h in found.providers if h.over_limit] == []


def test_markets_tell_who_is_over_the_limit_whichever_way_they_are_looked_at():
    care, transport = concentration(market_town()).markets
    assert care.hhi == pytest.approx(75**2 + 25**2)
    assert care.hhi_of_groups == pytest.approx(10_000)
    assert care.largest == "A"
    assert care.over_limit == ("A", "B", "group")
    assert transport.hhi == pytest.approx(10_000)


def test_through_the_chain_no_pound_is_lost_or_made():
    found = concentration(market_town())
    assert sum(h.value for h in found.through_chain) == pytest.approx(found.value)


def test_a_prime_passes_on_no_more_than_it_holds():
    register = town(
        service(),
        provider("A"),
        provider("big", turnover=10_000_000),
        contract("C1", "A", annual_value=100),
        SupplyLink("big", "A", "partial", income_share=1.0),
    )
    assert {h.id: h.value for h in concentration(register).through_chain} == pytest.approx(
        {"big": 100, "A": 0}
    )


def test_a_ring_of_owners_has_an_end():
    register = town(provider("A", parent="B"), provider("B", parent="A"))
    assert ultimate_parent(register, "A") == "B"


def test_captive_people_are_those_no_other_option_can_hold():
    register = one_firm(
        people("C1", 20, area="South"),
        provider("B"),
        option("own", 500, supplier="A"),
        option("north", 60, areas=("North",), pool="staff", supplier="B"),
        option("all", 30, pool="staff"),
        option("unsigned", 500, route="neighbour_council"),
        Pool("staff", "Staff", 70),
    )
    (found,) = captive_people(register)
    assert (found.people, found.held, found.captive) == (120, 70, 50)
    assert found.share == 1.0


def test_captive_people_are_not_claimed_where_no_count_is_known():
    assert captive_people(one_firm(count=None)) == ()


def award_town():
    return town(
        service(),
        provider("A"),
        provider("B"),
        provider("D"),
        contract("C1", "A", annual_value=None, total_value=300_000),
        contract("C2", "B", annual_value=None, total_value=100_000),
        *[
            contract(
                f"S{id_}",
                id_,
                annual_value=None,
                total_value=900_000,
                award_reference="W1",
                award_shared_by=3,
            )
            for id_ in "ABD"
        ],
        council=Council("Testford", budget_annual=1_000_000),
    )


def test_where_only_awards_are_stated_shares_are_of_awards_and_shared_ones_are_nobodys():
    found = concentration(award_town())
    assert found.measured_by == "awards"
    assert {h.id: h.value for h in found.providers} == {"A": 300_000, "B": 100_000}
    assert found.providers[0].share == pytest.approx(0.75)
    assert found.providers[0].budget_share is None
    assert found.shared_value == 900_000
    assert found.contracts_without_value == 3


def test_yearly_values_are_preferred_where_as_many_are_known():
    found = concentration(market_town())
    assert found.measured_by == "a year"
    assert found.shared_value == 0

"""Every kind of event does what the table of the model says."""

from __future__ import annotations

import pytest

from planner.scenario.run import run
from tests.scenario.towns import (
    Asset,
    SupplyLink,
    contract,
    one_firm,
    people,
    provider,
    scenario,
    service,
    stops,
    town,
)


def lost_by_day(register, *events, horizon=10, **more):
    """Return the people without their provider on each of the first ten days."""
    outcome = run(register, scenario(*events, horizon=horizon, **more))
    by_service = [found.displaced for found in outcome.services]
    return [round(sum(days), 6) for days in zip(*by_service, strict=True)] or [0.0] * horizon


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (stops("A"), [100] * 10),
        (stops("A", 3), [0] * 3 + [100] * 7),
        (stops("A", severity=0.25), [25] * 10),
        (stops("A", 2, duration_days=3), [0, 0, 100, 100, 100, 0, 0, 0, 0, 0]),
        (stops("A", 1, trading_on_days=4), [0] * 5 + [100] * 5),
        (stops("A", kind="group_failure"), [100] * 10),
        (stops("A", 4, "planned_exit", warning_days=4), [0, 25, 50, 75] + [100] * 6),
        (stops("A", 2, "planned_exit", warning_days=30), [0, 50] + [100] * 8),
        (stops("A", 3, "planned_exit"), [0] * 3 + [100] * 7),
        (stops("C1", 2, "service_failure", severity=0.4), [0, 0] + [40] * 8),
        (stops("C1", 2, "hand_back", severity=0.4), [0, 0] + [100] * 8),
        (stops("C1", 2, "recall"), [0, 0] + [100] * 8),
        (stops("C1", 0, "outcome_failure"), [0] * 10),
        (stops("care", 1, "sector_shock", severity=0.3), [0] + [30] * 9),
        (stops("C1", 0, "funding_cut", severity=0.9), [0] * 10),
        (stops("care", 5, "demand_surge", severity=0.2), [0] * 5 + [20] * 5),
        (stops("North", 5, "demand_surge", severity=0.2), [0] * 5 + [20] * 5),
        (stops("South", 5, "demand_surge", severity=0.2), [0] * 10),
    ],
    ids=lambda value: value.kind if hasattr(value, "kind") else "",
)
def test_people_without_their_provider_by_day(event, expected):
    assert lost_by_day(one_firm(), event) == expected


def test_the_smallest_availability_wins_where_events_meet():
    both = [stops("A", 0, severity=0.3), stops("A", 5, severity=0.8)]
    assert lost_by_day(one_firm(), *both) == [30] * 5 + [80] * 5


def test_an_asset_takes_its_users_down():
    register = one_firm(Asset("hub", "Hub"), SupplyLink("hub", "A", "essential", share=0.5))
    outcome = run(register, scenario(stops("hub", 0, "asset_loss"), horizon=10))
    assert outcome.failures == ()
    assert outcome.displaced_person_days.must == pytest.approx(500)


def test_a_shock_to_a_sector_hits_those_with_a_contract_in_it():
    register = town(
        service(),
        provider("A", sector="sme"),
        provider("B", sector="private"),
        provider("idle", sector="sme"),
        contract("C1", "A"),
        contract("C2", "B"),
        people("C1", 10),
        people("C2", 20),
    )
    assert lost_by_day(register, stops("sme", 0, "sector_shock")) == [10] * 10


def test_a_shock_that_takes_cash_brings_down_who_has_too_little():
    register = town(service(), provider("A", cash_days=5), contract("C1", "A"), people("C1", 10))
    shock = stops("care", 2, "sector_shock", severity=0, cash_days_lost=6)
    outcome = run(register, scenario(shock, horizon=10))
    assert [(failure.id, failure.day) for failure in outcome.failures] == [("A", 3)]


def test_a_funding_cut_uses_up_cash():
    register = town(
        service(),
        provider("A", cash_days=4.5, turnover=730_000),
        contract("C1", "A"),
        people("C1", 10),
    )
    outcome = run(register, scenario(stops("C1", 0, "funding_cut"), horizon=30))
    # Half the income goes: after ten days (0 to 9) 5 days of cash are used, more than 4.5.
    assert [(failure.id, failure.day) for failure in outcome.failures] == [("A", 10)]
    assert "contract payments stopped" in outcome.failures[0].cause.sentence


def test_an_outcome_failure_counts_people_served_in_vain():
    event = stops("C1", 4, "outcome_failure", severity=0.5)
    outcome = run(one_firm(), scenario(event, horizon=10))
    assert outcome.without_outcome_person_days.must == pytest.approx(6 * 50)
    assert outcome.displaced_person_days.total == 0


def test_warning_lets_options_start_before_the_end():
    outcome = run(one_firm(), scenario(stops("A", 20, warning_days=7), horizon=28))
    assert outcome.services[0].known_day == 13
    assert outcome.services[0].first_day == 20

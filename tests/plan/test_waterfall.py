"""Where the cost of a failure comes from, and who pays for it in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.dependence.network import build_network
from planner.errors import InputRefused
from planner.exchange.register_json import read_register
from planner.plan.reserve_trace import trace_of, trace_of_provider
from planner.plan.waterfall import Loss, Waterfall, losses_of, waterfall
from planner.register.records import Contract, Council, Option, Place, Provider, Reserve, Service
from planner.register.register import Register
from planner.scenario.sweep import sweep
from resources.sample import sample_register_path

SERVICES = ("care", "meals", "bins")


def _register(*reserves: Reserve) -> Register:
    return Register.build(
        Council("Aldermoor Council"),
        [
            Service("care", "Home care", class_="must"),
            Service("meals", "Meals", class_="needed"),
            Service("bins", "Bins", class_="could"),
            *reserves,
        ],
    )


def _paid(found: Waterfall) -> list[tuple[str, str, str, float]]:
    return [(each.payer, each.name, each.service, each.amount) for each in found.payments]


def test_bond_then_fund_then_reserves() -> None:
    found = waterfall(
        _register(Reserve("g", "General", 1_000.0), Reserve("c", "Care only", 100.0, ("care",))),
        (Loss("care", 1_000.0, 200.0),),
        fund=300.0,
    )
    assert _paid(found) == [
        ("bonds", "Bonds", "care", 200.0),
        ("fund", "levy fund", "care", 300.0),
        ("reserves", "Care only", "care", 100.0),
        ("reserves", "General", "care", 400.0),
    ]
    assert found.unpaid == 0
    assert (found.paid_by("bonds"), found.paid_by("fund"), found.paid_by("reserves")) == (
        200.0,
        300.0,
        500.0,
    )


def test_a_bond_pays_for_its_own_service_only() -> None:
    found = waterfall(_register(), (Loss("care", 100.0, 500.0), Loss("meals", 100.0)), fund=0.0)
    assert _paid(found) == [("bonds", "Bonds", "care", 100.0)]
    assert found.short == {"meals": 100.0}


def test_a_restricted_reserve_pays_for_no_other_service() -> None:
    found = waterfall(
        _register(Reserve("c", "Care only", 900.0, ("care",)), Reserve("u", "Unknown")),
        (Loss("care", 100.0), Loss("bins", 100.0)),
        fund=0.0,
    )
    assert _paid(found) == [("reserves", "Care only", "care", 100.0)]
    assert found.short == {"bins": 100.0}
    assert found.unknown == ("Unknown",)


def test_the_fund_goes_first_to_what_no_reserve_may_pay() -> None:
    found = waterfall(
        _register(Reserve("c", "Care only", 900.0, ("care",))),
        (Loss("care", 100.0), Loss("bins", 100.0)),
        fund=100.0,
    )
    assert _paid(found) == [
        ("fund", "levy fund", "bins", 100.0),
        ("reserves", "Care only", "care", 100.0),
    ]
    assert found.unpaid == 0


amounts = st.integers(0, 1_000)


@given(
    st.lists(st.tuples(st.sampled_from(SERVICES), amounts, amounts), unique_by=lambda one: one[0]),
    st.lists(st.tuples(amounts, st.sets(st.sampled_from(SERVICES))), max_size=3),
    amounts,
    amounts,
)
def test_every_pound_is_paid_once_or_short(
    losses: list[tuple[str, int, int]],
    reserves: list[tuple[int, set[str]]],
    fund: int,
    more: int,
) -> None:
    held = [
        Reserve(f"r{at}", f"R{at}", float(amount), tuple(sorted(services)))
        for at, (amount, services) in enumerate(reserves)
    ]
    register = _register(*held)
    told = tuple(Loss(service, float(loss), float(bond)) for service, loss, bond in losses)
    found = waterfall(register, told, float(fund))
    for loss in told:
        paid = sum(each.amount for each in found.payments if each.service == loss.service)
        assert paid + found.short.get(loss.service, 0.0) == pytest.approx(loss.amount)
    assert found.paid_by("fund") <= fund
    for reserve in held:
        mine = [each for each in found.payments if each.name == reserve.name]
        assert sum(each.amount for each in mine) <= (reserve.amount or 0.0) + 1e-6
        assert all(not reserve.services or each.service in reserve.services for each in mine)
    assert waterfall(register, told, float(fund + more)).unpaid <= found.unpaid + 1e-6


def test_the_trace_of_every_provider_adds_up_to_its_net_cost() -> None:
    register = read_register(sample_register_path())
    network = build_network(register)
    falls = [fall for fall in sweep(register, network=network).falls if fall.kind == "provider"]
    with_cost = [fall for fall in falls if fall.net_cost > 0]
    assert len(with_cost) > 50
    for fall in with_cost[::4] + [fall for fall in with_cost if fall.own_bonds]:
        trace = trace_of_provider(register, fall.id, network)
        # Two exact ways of solving: the solver's own tolerance is a ten-millionth.
        assert trace.net_cost == pytest.approx(fall.net_cost, rel=1e-7, abs=0.005)
        losses = losses_of(trace)
        assert sum(loss.amount - loss.bonds for loss in losses) == pytest.approx(
            fall.net_cost, rel=1e-7, abs=0.005
        )
        for service in trace.services:
            for line in service.lines:
                if line.kind == "stop-gap":
                    assert line.person_days is not None
                    assert line.amount == line.person_days * (line.unit_cost or 0.0)


def test_a_trace_by_hand() -> None:
    """10 people x 182 days x £90, £500 to set up, less £200 a day and a bond of £20,000."""
    register = Register.build(
        Council("Aldermoor Council"),
        [
            Service("care", "Home care", class_="must"),
            Provider("lone", "Lone Care Ltd"),
            Provider("other", "Other Care Ltd"),
            Contract("C-4", "Care", "care", "lone", annual_value=73_000.0, bond_amount=20_000.0),
            Place("C-4", "North", "standard", "council", 10),
            Option("o", "care", "spot_purchase", supplier="other", capacity=10.0, mobilise_days=0,
                   ramp_days=0, unit_cost_day=90.0, setup_cost=500.0),
            Reserve("g", "General", 1_000_000.0),
        ],
    )  # fmt: skip
    (service,) = trace_of_provider(register, "lone").services
    assert [(line.kind, line.what, round(line.amount, 2)) for line in service.lines] == [
        ("stop-gap", "Other Care Ltd", 163_800.0),
        ("set-up", "Other Care Ltd", 500.0),
        ("price no longer due", "Contracts that stop", -36_400.0),
        ("bond", "Care", -20_000.0),
    ]
    assert service.before_bonds == pytest.approx(127_900)
    assert (service.bonds, service.net_cost) == (20_000, pytest.approx(107_900))


def test_money_beyond_the_cost_stays_where_it_is() -> None:
    register = Register.build(
        Council("Aldermoor Council"),
        [
            Service("care", "Home care", class_="must"),
            Provider("lone", "Lone Care Ltd"),
            Contract("C-4", "Care", "care", "lone", annual_value=365_000.0),
            Place("C-4", "North", "standard", "council", 10),
            Option("o", "care", "spot_purchase", capacity=10.0, mobilise_days=0, ramp_days=0),
        ],
    )
    trace = trace_of_provider(register, "lone")
    assert trace.net_cost == pytest.approx(0.0, abs=1e-6)
    assert trace.services[0].lines[-1].kind == "left in the budget"
    assert trace.unpriced == ("Spot purchase",)
    assert losses_of(trace) == ()


def test_a_stored_scenario_can_be_traced_and_an_unknown_provider_not() -> None:
    register = read_register(sample_register_path())
    scenario = next(iter(register.scenarios.values()))
    trace = trace_of(register, scenario)
    assert trace.title == scenario.title
    with pytest.raises(InputRefused, match="there is no nobody in the register"):
        trace_of_provider(register, "nobody")

"""The kernel against the equations of MODEL worked out day by day, and compiled against plain."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dependence.network import build_network
from planner.executors import open_executor
from planner.scenario.cascade import cascade, changes_of
from planner.scenario.events import shock_of
from planner.scenario.kernel import many
from planner.scenario.kernel.compiled import is_fast
from planner.scenario.kernel.many import Cases, falls_alone, losses_of
from planner.scenario.kernel.records import wiring_of
from tests.scenario.towns import (
    Asset,
    SupplyLink,
    contract,
    provider,
    scenario,
    service,
    stops,
    town,
)

HORIZON = 24
NAMES = "ABCDEF"
needs_numba = pytest.mark.skipif(not is_fast(), reason="the extra `fast` is not installed")


def by_the_book(register, network, shock, financial):
    """Work out every node on every day, as the equations of MODEL section 2 stand there."""
    nodes = range(len(network.ids))
    horizon = shock.horizon
    own = np.ones((horizon, len(nodes)))
    for id_, days in shock.availability.items():
        own[:, network.index[id_]] = days
    x = np.ones((horizon, len(nodes)))
    by_event = {network.index[id_]: day for id_, day in shock.insolvent.items()}
    insolvent = dict(by_event)
    spent = np.zeros(len(nodes))
    done = set()
    first = {}
    for t in range(horizon):
        x[t] = own[t]
        moved = True
        while moved:
            moved = False
            for node in nodes:
                if x[t, node] < 1 - 1e-12:
                    first.setdefault(node, t)
            for i in nodes:
                losses = {}
                for link in network.links_up[i]:
                    j, then = link.up, t - link.buffer_days
                    ends = link.replace_days
                    if then < 0 or (ends is not None and t >= first.get(j, t) + ends):
                        continue
                    loss = link.share * (1 - x[then, j])
                    losses[link.need] = losses.get(link.need, 0.0) + loss
                possible = min(own[t, i], 1 - min(1, max(losses.values(), default=0.0)))
                if possible < x[t, i] - 1e-12:
                    x[t, i] = possible
                    moved = True
        if not financial:
            continue
        for i in range(network.provider_count):
            record = register.providers[network.ids[i]]
            if record.cash_days is None or i in insolvent or i in done:
                continue
            lost = arrears = 0.0
            for link in network.links_down[i]:
                lost += link.income_share * (1 - x[t, link.down])
                if insolvent.get(link.down) == t:
                    arrears += link.income_share * link.payment_days
            for one in register.contracts_of_provider.get(record.id, ()):
                cut = shock.payment_cut.get(one.id)
                if cut is not None and record.turnover:
                    lost += one.annual_value / record.turnover * min(1.0, cut[t])
            spent[i] += lost * (1 - (record.cost_flex or 0.0)) + arrears
            taken = shock.cash_lost.get(record.id)
            left = record.cash_days - spent[i] - (taken[t] if taken is not None else 0.0)
            if left < -1e-12:
                done.add(i)
                if t + 1 < horizon:
                    insolvent[i] = t + 1
                    own[t + 1 :, i] = 0.0
    return x, insolvent


eighths = st.integers(0, 8).map(lambda part: part / 8)


@st.composite
def troubles(draw):
    """A small register with links of every kind, rings among them, and what befalls it."""
    count = draw(st.integers(2, len(NAMES)))
    names = NAMES[:count]
    rows = [service(), Asset("Z", "Asset Z", "depot")]
    for name in names:
        rows.append(
            provider(
                name,
                cash_days=draw(st.none() | st.integers(0, 6)),
                cost_flex=draw(st.sampled_from([None, 0.25, 0.5])),
                turnover=1_460_000,
                sector="care" if name in "AB" else "other",
            )
        )
        rows.append(contract(f"C{name}", name))
    ends = st.tuples(st.sampled_from([*names, "Z"]), st.sampled_from(names))
    for up, down in draw(st.lists(ends, max_size=10, unique=True)):
        if up == down:
            continue
        kind = draw(st.sampled_from(["essential", "partial", "parent"]))
        rows.append(
            SupplyLink(
                up,
                down,
                kind if up != "Z" or kind != "parent" else "partial",
                draw(st.sampled_from(["staff", "food", None])) if kind == "essential" else None,
                draw(eighths),
                draw(st.sampled_from([None, 0, 0, 1, 3])),
                draw(st.sampled_from([None, None, 0, 2, 5])),
                draw(eighths) if up != "Z" else None,
                draw(st.integers(0, 4)),
            )
        )
    events = []
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(
            st.sampled_from(
                [
                    "insolvency",
                    "planned_exit",
                    "asset_loss",
                    "sector_shock",
                    "funding_cut",
                    "recall",
                ]
            )
        )
        name = draw(st.sampled_from(names))
        target = {
            "asset_loss": "Z",
            "sector_shock": "care",
            "funding_cut": f"C{name}",
            "recall": f"C{name}",
        }.get(kind, name)
        events.append(
            stops(
                target,
                draw(st.integers(0, HORIZON + 2)),
                kind,
                severity=draw(st.none() | eighths),
                duration_days=draw(st.none() | st.integers(0, 8)),
                trading_on_days=draw(st.sampled_from([None, 3])),
                warning_days=draw(st.sampled_from([None, 8])),
                cash_days_lost=draw(st.sampled_from([None, 1.5, 4])),
            )
        )
    return town(*rows), scenario(*events, horizon=HORIZON)


def in_one(shocks, register, network, financial) -> Cases:
    """Put several shocks together as cases."""
    found = [changes_of(register, network, shock, financial) for shock in shocks]
    days, kinds, nodes, values = (
        np.array([number for case in found for number in case[place]]) for place in range(4)
    )
    starts = np.cumsum([0, *(len(case[0]) for case in found)])
    whole = np.int64
    return Cases(
        starts.astype(whole),
        days.astype(whole),
        kinds.astype(whole),
        nodes.astype(whole),
        values.astype(float),
    )


@settings(max_examples=50, deadline=None)
@given(troubles(), st.booleans())
def test_it_is_what_the_equations_say(trouble, financial):
    register, asked = trouble
    network = build_network(register)
    shock = shock_of(register, asked)
    x, insolvent = by_the_book(register, network, shock, financial)
    found = cascade(register, network, shock, financial=financial)
    assert dict(found.insolvent) == insolvent
    for node in range(len(network.ids)):
        delivered = found.delivery.get(node, np.ones(HORIZON))
        assert delivered == pytest.approx(x[:, node], abs=1e-9)


def lost_days(register, network, shock, financial):
    found = cascade(register, network, shock, financial=financial)
    lost = np.zeros(len(network.ids))
    for node, days in found.delivery.items():
        lost[node] = (1 - days).sum()
    return lost, len(found.insolvent), len(found.delivery)


@needs_numba
@settings(max_examples=20, deadline=None)
@given(troubles(), st.booleans())
def test_many_cases_lose_what_each_loses_alone_compiled_or_not(trouble, financial):
    register, asked = trouble
    network = build_network(register)
    shocks = [shock_of(register, asked), *(fall(register, name) for name in register.providers)]
    cases = in_one(shocks, register, network, financial)
    wiring = wiring_of(register, network)
    weights = np.column_stack([np.ones(len(network.ids)), np.arange(len(network.ids)) / 3])
    found = losses_of(wiring, cases, weights, horizon=HORIZON, financial=financial)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NUMBA_DISABLE_JIT", "1")
        plain = losses_of(wiring, cases, weights, horizon=HORIZON, financial=financial)
    assert plain.lost.tobytes() == found.lost.tobytes()
    assert plain.reached.tolist() == found.reached.tolist()
    assert plain.insolvent.tolist() == found.insolvent.tolist()
    for place, shock in enumerate(shocks):
        lost, insolvent, reached = lost_days(register, network, shock, financial)
        assert found.lost[place] == pytest.approx(lost @ weights, abs=1e-9)
        assert found.insolvent[place] == insolvent
        assert found.reached[place] == reached


def fall(register, name):
    return shock_of(register, scenario(stops(name), horizon=HORIZON))


def a_chain(length):
    """Each leans on the last with all it has, a day later; every second one lives by the next."""
    rows = [service()]
    names = [f"P{number}" for number in range(length)]
    rows += [provider(name, cash_days=3.0) for name in names]
    rows += [
        SupplyLink(up, down, "partial", None, 0.5, 1, None, 0.5 if number % 2 else None, 2)
        for number, (up, down) in enumerate(itertools.pairwise(names))
    ]
    return town(*rows)


def test_processes_lose_the_same_bits_and_n_minus_1_is_the_same_as_by_shock(monkeypatch):
    register = a_chain(9)
    network = build_network(register)
    wiring, weights = wiring_of(register, network), np.ones((len(network.ids), 1))
    cases = in_one([fall(register, name) for name in network.ids], register, network, True)
    alone = falls_alone(np.arange(len(network.ids)), network.provider_count)
    monkeypatch.setattr(many, "CASES_A_CHUNK", 2)
    here = losses_of(wiring, cases, weights, horizon=HORIZON, financial=True)
    assert here.lost.max() > 2 * HORIZON
    with open_executor(2) as executor:
        there = losses_of(
            wiring, alone, weights, horizon=HORIZON, financial=True, executor=executor
        )
    assert there.lost.tobytes() == here.lost.tobytes()
    assert there.insolvent.tolist() == here.insolvent.tolist()


def test_a_crowd_of_events_finds_room(monkeypatch):
    register = a_chain(9)
    network = build_network(register)
    wiring, weights = wiring_of(register, network), np.ones((len(network.ids), 1))
    alone = falls_alone(np.arange(len(network.ids)), network.provider_count)
    roomy = losses_of(wiring, alone, weights, horizon=HORIZON, financial=True)
    monkeypatch.setattr(many, "FIRST_ROOM", 1)
    tight = losses_of(wiring, alone, weights, horizon=HORIZON, financial=True)
    assert tight.lost.tobytes() == roomy.lost.tobytes()


def test_no_cases_lose_nothing():
    register = a_chain(3)
    network = build_network(register)
    alone = falls_alone(np.zeros(0, dtype=np.int64), network.provider_count)
    found = losses_of(
        wiring_of(register, network), alone, np.ones((3, 2)), horizon=5, financial=True
    )
    assert found.lost.shape == (0, 2)

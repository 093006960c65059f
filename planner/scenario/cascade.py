"""Operational and financial failure, day by day (MODEL section 2).

The work each node delivers falls with its own availability, with what its suppliers no longer
deliver once buffers are used up, and, where money spreads, with insolvency when lost income has
used up its cash. The reckoning itself is in kernel/follow.py; only nodes that the events reach, on
days when something changes for them, are followed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.dependence.network import Link, Network
from planner.register.register import Register
from planner.scenario.events import Shock
from planner.scenario.kernel.follow import (
    AVAILABLE,
    CASH_TAKEN,
    FIRST_DAY,
    INSOLVENT,
    N_CHANGED,
    PAYMENT_CUT,
    STILL,
    a_day,
    begin,
)
from planner.scenario.kernel.records import Events, Links, Nodes, counters

__all__ = ["STILL", "Cascade", "Days", "cascade", "loss_on"]

Days = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cascade:
    """What the cascade left of each node it reached.

    `delivery` maps node numbers to the share of their work delivered on each day; nodes that are
    missing deliver everything. `insolvent` maps nodes to the day they count as insolvent, whether
    by an event or for want of cash; `ran_out` only the latter. `lost_income` maps nodes to the
    days of income lost to each customer (by node), arrears included, up to the last day.
    """

    delivery: Mapping[int, Days]
    insolvent: Mapping[int, int]
    ran_out: Mapping[int, int]
    lost_income: Mapping[int, Mapping[int, float]]

    def first_day_below(self, node: int) -> int | None:
        """Return the first day a node delivers less than all its work, or None."""
        days = self.delivery.get(node)
        if days is None:
            return None
        below = np.flatnonzero(days < 1 - STILL)
        return int(below[0]) if below.size else None


def cascade(register: Register, network: Network, shock: Shock, *, financial: bool) -> Cascade:
    """Follow the shock through the network for every day of the horizon.

    With links that have no buffer and form rings, the greatest fixed point of the day is taken.
    """
    nodes = Nodes(register, network)
    case = changes_of(register, network, shock, financial)
    changes = _followed(nodes, Links(network), shock.horizon, case, financial)
    delivery: dict[int, Days] = {}
    for node in sorted(changes, key=lambda node: (changes[node][0][0], node)):
        days = _by_day(changes[node], shock.horizon)
        if days is not None:
            delivery[node] = days
    by_event = {network.index[id_]: day for id_, day in shock.insolvent.items()}
    ended = [(node, one.insolvent) for node, one in nodes.items() if one.insolvent >= 0]
    short = {node: day for node, day in ended if node not in by_event}
    ran_out = dict(sorted(short.items(), key=lambda entry: (entry[1], entry[0])))
    insolvent = {**by_event, **ran_out}
    lost: dict[int, dict[int, float]] = {}
    if financial:
        watched = _watched(register, network, shock, {*delivery, *insolvent})
        lost = {
            node: _lost_income(network, node, ran_out.get(node, shock.horizon), delivery, insolvent)
            if node not in by_event
            else {}
            for node in watched
        }
    return Cascade(delivery, insolvent, ran_out, lost)


Case = tuple[list[int], list[int], list[int], list[float]]


def changes_of(register: Register, network: Network, shock: Shock, financial: bool) -> Case:
    """Return what a shock does, change by change: days, kinds, nodes and values."""
    found: list[tuple[int, int, int, float]] = []
    for id_, days in shock.availability.items():
        found += _steps(AVAILABLE, network.index[id_], days, 1.0)
    for id_, day in shock.insolvent.items():
        found.append((day, INSOLVENT, network.index[id_], 0.0))
    if financial:
        for id_, cut in _income_cut(register, shock).items():
            found += _steps(PAYMENT_CUT, network.index[id_], cut, 0.0)
        for id_, taken in shock.cash_lost.items():
            found += _steps(CASH_TAKEN, network.index[id_], taken, 0.0)
    return (
        [change[0] for change in found],
        [change[1] for change in found],
        [change[2] for change in found],
        [change[3] for change in found],
    )


def _steps(
    kind: int, node: int, days: Days, before: float
) -> Iterator[tuple[int, int, int, float]]:
    """Yield the days on which a series becomes another than it was, and what it becomes."""
    for day in np.flatnonzero(np.diff(days, prepend=before)).tolist():
        yield day, kind, node, float(days[day])


def _income_cut(register: Register, shock: Shock) -> dict[str, Days]:
    """Return the share of their income that providers lose on each day to cut payments."""
    found: dict[str, Days] = {}
    hit = dict.fromkeys(register.contracts[contract].provider for contract in shock.payment_cut)
    for id_ in hit:
        turnover = register.providers[id_].turnover
        for contract in register.contracts_of_provider.get(id_, ()) if turnover else ():
            if contract.id in shock.payment_cut and turnover:
                share = (contract.annual_value or 0.0) / turnover
                cut = share * np.minimum(1.0, shock.payment_cut[contract.id])
                found[id_] = found.get(id_, 0.0) + cut
    return found


def _followed(
    nodes: Nodes, links: Links, horizon: int, case: Case, financial: bool
) -> dict[int, list[tuple[int, float]]]:
    """Return by node the days on which it came to deliver another share, and which."""
    changes: dict[int, list[tuple[int, float]]] = {}
    events = Events()
    at = counters(len(nodes.network.ids), horizon, sys.maxsize)
    begin(nodes, events, at, case, 0, len(case[0]))
    for day in range(horizon):
        if at[FIRST_DAY + day] < 0:
            continue
        a_day(nodes, links, events, at, day, financial)
        for place in range(at[N_CHANGED]):
            node = nodes[place].changed
            changes.setdefault(node, []).append((day, nodes[node].x))
    return changes


def _by_day(changes: list[tuple[int, float]], horizon: int) -> Days | None:
    """Return what a node delivers on each day; None where that is all its work on every day."""
    days: Days | None = None
    ends = [day for day, _ in changes[1:]] + [horizon]
    for (day, share), end in zip(changes, ends, strict=True):
        if share < 1 - STILL:
            if days is None:
                days = np.ones(horizon)
            days[day:end] = share
    return days


def _watched(register: Register, network: Network, shock: Shock, in_trouble: set[int]) -> list[int]:
    """Return the providers whose cash is followed, for trouble has come near their income."""
    near = {network.index[register.contracts[contract].provider] for contract in shock.payment_cut}
    near.update(network.index[provider] for provider in shock.cash_lost)
    near.update(
        link.up
        for node in in_trouble | {network.index[id_] for id_ in shock.availability}
        for link in network.links_up[node]
        if link.income_share > 0
    )
    return [
        node
        for node in sorted(near)
        if node < network.provider_count
        and register.providers[network.ids[node]].cash_days is not None
    ]


def _lost_income(
    network: Network,
    node: int,
    end: int,
    delivery: Mapping[int, Days],
    insolvent: Mapping[int, int],
) -> dict[int, float]:
    """Return the days of income a provider lost to each customer before the day `end`."""
    by_customer: dict[int, Days] = {}
    for link in network.links_down[node]:
        if link.income_share <= 0:
            continue
        lost = by_customer.setdefault(link.down, np.zeros(end))
        if link.down in delivery:
            lost += link.income_share * (1 - delivery[link.down][:end])
        day = insolvent.get(link.down)
        if day is not None and 0 <= day < end:
            lost[day] += link.income_share * link.payment_days
    first = {down: np.flatnonzero(lost) for down, lost in by_customer.items()}
    return {
        down: float(by_customer[down].sum())
        for down in sorted(by_customer, key=lambda down: first[down][:1].tolist())
        if first[down].size
    }


def loss_on(
    link: Link,
    day: int,
    today: Mapping[int, float],
    delivery: Mapping[int, Days],
    first_below: Mapping[int, int],
) -> float:
    """Return the loss one link passes on: share * (1 - x(t - buffer)), until it is replaced."""
    then = day - link.buffer_days
    if then < 0:
        return 0.0
    if then == day:
        supplied = today.get(link.up, 1.0)
    else:
        supplied = float(delivery[link.up][then]) if link.up in delivery else 1.0
    if supplied >= 1 - STILL:
        return 0.0
    if link.replace_days is not None and day >= first_below.get(link.up, day) + link.replace_days:
        return 0.0
    return link.share * (1 - supplied)

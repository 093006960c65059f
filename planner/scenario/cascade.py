"""Operational and financial failure, day by day (MODEL section 2).

The work each node delivers falls with its own availability, with what its suppliers no longer
deliver once buffers are used up, and, where money spreads, with insolvency when lost income has
used up its cash. Only nodes that the events could reach are followed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.dependence.network import Link, Network
from planner.register.register import Register
from planner.scenario.events import Shock

Days = NDArray[np.float64]
STILL = 1e-12


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


class _Money:
    """The cash of the reached providers, and how each day's lost income eats it."""

    def __init__(
        self, register: Register, network: Network, shock: Shock, reached: set[int]
    ) -> None:
        self.network = network
        self.watched = []
        self.cash: dict[int, float] = {}
        self.kept: dict[int, float] = {}
        self.cut: dict[int, Days] = {}
        self.shocked: dict[int, Days] = {}
        self.lost_to: dict[int, dict[int, float]] = {}
        for node in sorted(reached):
            if node >= network.provider_count:
                continue
            provider = register.providers[network.ids[node]]
            if provider.cash_days is None:
                continue
            self.watched.append(node)
            self.cash[node] = provider.cash_days
            self.kept[node] = 1 - (provider.cost_flex or 0.0)
            self.lost_to[node] = {}
            cut = np.zeros(shock.horizon)
            for contract in register.contracts_of_provider.get(provider.id, ()):
                if contract.id in shock.payment_cut and provider.turnover:
                    share = (contract.annual_value or 0.0) / provider.turnover
                    cut += share * np.minimum(1.0, shock.payment_cut[contract.id])
            self.cut[node] = cut
            if provider.id in shock.cash_lost:
                self.shocked[node] = shock.cash_lost[provider.id]

    def fall_short(
        self, day: int, today: Mapping[int, float], insolvent: Mapping[int, int]
    ) -> list[int]:
        """Return the watched providers whose cash runs out on `day`; they are watched no more."""
        short = []
        for node in self.watched:
            # A scenario that says when somebody fails is taken at its word: no earlier day.
            if node in insolvent:
                continue
            lost = float(self.cut[node][day])
            written_off = 0.0
            for link in self.network.links_down[node]:
                if link.income_share <= 0:
                    continue
                missing = link.income_share * (1 - today.get(link.down, 1.0))
                arrears = 0.0
                if insolvent.get(link.down) == day:
                    arrears = link.income_share * link.payment_days
                lost += missing
                written_off += arrears
                if missing + arrears > 0:
                    told = self.lost_to[node]
                    told[link.down] = told.get(link.down, 0.0) + missing + arrears
            self.cash[node] -= lost * self.kept[node] + written_off
            taken = float(self.shocked[node][day]) if node in self.shocked else 0.0
            if self.cash[node] - taken < -STILL:
                short.append(node)
        for node in short:
            self.watched.remove(node)
        return short


def cascade(register: Register, network: Network, shock: Shock, *, financial: bool) -> Cascade:
    """Follow the shock through the network for every day of the horizon.

    With links that have no buffer and form rings, the greatest fixed point of the day is taken:
    every node starts at what it could do and is swept down until none moves.
    """
    starts = {network.index[id_] for id_ in shock.availability}
    starts |= {
        network.index[register.contracts[contract].provider] for contract in shock.payment_cut
    }
    starts |= {network.index[id_] for id_ in shock.insolvent}
    reached = network.reached_from(starts, money=financial)
    order = sorted(reached)
    delivery = {node: np.ones(shock.horizon) for node in order}
    available = {
        node: shock.availability[network.ids[node]]
        for node in order
        if network.ids[node] in shock.availability
    }
    links = {
        node: [link for link in network.links_up[node] if link.up in reached and link.share > 0]
        for node in order
    }
    insolvent = {network.index[id_]: day for id_, day in shock.insolvent.items()}
    ran_out: dict[int, int] = {}
    first_below: dict[int, int] = {}
    money = _Money(register, network, shock, reached) if financial else None
    for day in range(shock.horizon):
        today = {node: float(available[node][day]) if node in available else 1.0 for node in order}
        for node, out in ran_out.items():
            if day >= out:
                today[node] = 0.0
        _sweep_down(day, today, links, delivery, first_below)
        for node in order:
            delivery[node][day] = today[node]
            if today[node] < 1 - STILL:
                first_below.setdefault(node, day)
        if money is not None:
            for node in money.fall_short(day, today, insolvent):
                if day + 1 < shock.horizon:
                    ran_out[node] = day + 1
                    insolvent[node] = day + 1
    lost = money.lost_to if money is not None else {}
    return Cascade(delivery, insolvent, ran_out, lost)


def _sweep_down(
    day: int,
    today: dict[int, float],
    links: Mapping[int, list[Link]],
    delivery: Mapping[int, Days],
    first_below: Mapping[int, int],
) -> None:
    """Lower each node to what its suppliers still allow, until no node moves."""
    moving = True
    while moving:
        moving = False
        for node, feeding in links.items():
            if not feeding or today[node] <= 0.0:
                continue
            lost: dict[int, float] = {}
            for link in feeding:
                loss = loss_on(link, day, today, delivery, first_below)
                if loss > 0.0:
                    lost[link.need] = lost.get(link.need, 0.0) + loss
            if not lost:
                continue
            possible = 1 - min(1.0, max(lost.values()))
            if possible < today[node] - STILL:
                today[node] = possible
                moving = True


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
    supplied = today[link.up] if then == day else float(delivery[link.up][then])
    if supplied >= 1 - STILL:
        return 0.0
    if link.replace_days is not None and day >= first_below.get(link.up, day) + link.replace_days:
        return 0.0
    return link.share * (1 - supplied)

"""Operational and financial failure, day by day (MODEL section 2).

The work each node delivers falls with its own availability, with what its suppliers no longer
deliver once buffers are used up, and, where money spreads, with insolvency when lost income has
used up its cash. Only nodes that the events could reach are followed.
"""

from __future__ import annotations

from collections import deque
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
    """The cash of providers that lose income, and how each day's loss eats it.

    A provider is watched from the day one of its customers, or one of its payments, is in trouble;
    one without a known number of cash days is never watched.
    """

    def __init__(self, register: Register, network: Network, shock: Shock) -> None:
        self.register = register
        self.network = network
        self.shock = shock
        self.cash: dict[int, float] = {}
        self.kept: dict[int, float] = {}
        self.lost_to: dict[int, dict[int, float]] = {}
        self.cut: dict[int, Days] = {}
        self.out: set[int] = set()
        for contract in shock.payment_cut:
            self.watch(network.index[register.contracts[contract].provider])
        for provider in shock.cash_lost:
            self.watch(network.index[provider])

    def watch(self, node: int) -> None:
        """Start to follow the cash of a provider."""
        if node in self.cash or node >= self.network.provider_count:
            return
        provider = self.register.providers[self.network.ids[node]]
        if provider.cash_days is None:
            return
        self.cash[node] = provider.cash_days
        self.kept[node] = 1 - (provider.cost_flex or 0.0)
        self.lost_to[node] = {}
        for contract in self.register.contracts_of_provider.get(provider.id, ()):
            if contract.id in self.shock.payment_cut and provider.turnover:
                share = (contract.annual_value or 0.0) / provider.turnover
                cut = share * np.minimum(1.0, self.shock.payment_cut[contract.id])
                self.cut[node] = self.cut.get(node, 0.0) + cut

    def fall_short(
        self, day: int, today: Mapping[int, float], insolvent: Mapping[int, int]
    ) -> list[int]:
        """Return the watched providers whose cash runs out on `day`; they are followed no more."""
        short = []
        for node in sorted(self.cash):
            # A scenario that says when somebody fails is taken at its word: no earlier day.
            if node in self.out or node in insolvent:
                continue
            lost = float(self.cut[node][day]) if node in self.cut else 0.0
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
            taken = self.shock.cash_lost.get(self.network.ids[node])
            if self.cash[node] - (float(taken[day]) if taken is not None else 0.0) < -STILL:
                short.append(node)
        self.out.update(short)
        return short


class _Work:
    """What each node in trouble delivers, and who leans on a node in trouble."""

    def __init__(self, network: Network, horizon: int) -> None:
        self.network = network
        self.horizon = horizon
        self.delivery: dict[int, Days] = {}
        self.first_below: dict[int, int] = {}
        self.leaning: set[int] = set()

    def trouble(self, node: int, day: int) -> None:
        """Note that a node delivers less than all from `day`, so others may feel it."""
        if node not in self.first_below:
            self.first_below[node] = day
            self.leaning.update(link.down for link in self.network.links_down[node])

    def keep(self, day: int, today: Mapping[int, float]) -> None:
        """Write down what the nodes in trouble deliver on a day."""
        for node, share in today.items():
            if share < 1 - STILL:
                self.trouble(node, day)
                if node not in self.delivery:
                    self.delivery[node] = np.ones(self.horizon)
                self.delivery[node][day] = share


def cascade(register: Register, network: Network, shock: Shock, *, financial: bool) -> Cascade:
    """Follow the shock through the network for every day of the horizon.

    With links that have no buffer and form rings, the greatest fixed point of the day is taken:
    every node starts at what it could do and is swept down until none moves.
    """
    available = {network.index[id_]: days for id_, days in shock.availability.items()}
    insolvent = {network.index[id_]: day for id_, day in shock.insolvent.items()}
    ran_out: dict[int, int] = {}
    work = _Work(network, shock.horizon)
    money = _Money(register, network, shock) if financial else None
    for day in range(shock.horizon):
        today = {node: float(days[day]) for node, days in available.items()}
        today.update(dict.fromkeys(ran_out, 0.0))
        _sweep_down(day, today, work)
        work.keep(day, today)
        if money is None:
            continue
        for node in [*today, *insolvent]:
            for link in network.links_up[node]:
                if link.income_share > 0:
                    money.watch(link.up)
        for node in money.fall_short(day, today, insolvent):
            if day + 1 < shock.horizon:
                ran_out[node] = day + 1
                insolvent[node] = day + 1
    lost = money.lost_to if money is not None else {}
    return Cascade(work.delivery, insolvent, ran_out, lost)


def _sweep_down(day: int, today: dict[int, float], work: _Work) -> None:
    """Lower each node to what its suppliers still allow, until no node moves."""
    for node, share in list(today.items()):
        if share < 1 - STILL:
            work.trouble(node, day)
    waiting = deque(sorted(work.leaning))
    queued = set(waiting)
    while waiting:
        node = waiting.popleft()
        queued.discard(node)
        possible = 1 - min(1.0, _worst_need(node, day, today, work))
        if possible < today.get(node, 1.0) - STILL:
            today[node] = possible
            work.trouble(node, day)
            for link in work.network.links_down[node]:
                if link.buffer_days == 0 and link.down not in queued:
                    waiting.append(link.down)
                    queued.add(link.down)


def _worst_need(node: int, day: int, today: Mapping[int, float], work: _Work) -> float:
    """Return the largest loss among what a node needs; the losses of one need add up."""
    lost: dict[int, float] = {}
    for link in work.network.links_up[node]:
        if link.up not in work.first_below:
            continue
        loss = loss_on(link, day, today, work.delivery, work.first_below)
        if loss > 0.0:
            lost[link.need] = lost.get(link.need, 0.0) + loss
    return max(lost.values(), default=0.0)


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

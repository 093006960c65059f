"""What follows when providers and assets stop together on day 0, before any response.

Kept apart from the response, since neither the warning nor how fast options mobilise changes it.
Two such failures whose footprints do not meet follow each other's course unchanged, so that what
follows from both is simply both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from planner.dependence.network import Network
from planner.register.records import Event, Scenario
from planner.register.register import Register
from planner.scenario.cascade import STILL, Days, cascade
from planner.scenario.demand import Credit, Group, credit_of
from planner.scenario.events import shock_of


@dataclass(frozen=True)
class Fallen:
    """What follows when `failing` (ids of providers and assets) stop on day 0.

    `delivery` is the share delivered by day of everybody who delivers less than all, `insolvent`
    the day each counts as insolvent, `ran_out` those of them brought down for want of cash.
    `nodes` are all who lose work or income, `near` who is linked to one of these.
    """

    failing: frozenset[str]
    delivery: Mapping[str, Days]
    insolvent: Mapping[str, int]
    ran_out: tuple[str, ...]
    nodes: frozenset[str]
    near: frozenset[str]

    def lost_by(self, provider: str) -> tuple[Days, int]:
        """Return the share of its work a provider loses by day, and the first day it loses any."""
        known = self._lost.get(provider)
        if known is None:
            lost = 1 - self.delivery[provider]
            lost[lost <= STILL] = 0.0
            known = self._lost[provider] = (lost, int((lost > 0.0).argmax()))
        return known

    @cached_property
    def _lost(self) -> dict[str, tuple[Days, int]]:
        return {}

    @cached_property
    def lowered(self) -> frozenset[str]:
        """Return everybody who delivers less than all of their work at some time."""
        return frozenset(self.delivery)


@dataclass(frozen=True, slots=True)
class Struck:
    """One service under a failure: who is without it, and what money that frees.

    `touched` are the contracts that deliver less than all at some time, `known_day` the first day
    that shows, `news` the failing providers of these contracts: their warning tells earlier.
    """

    service: str
    groups: tuple[Group, ...]
    touched: frozenset[str]
    known_day: int
    news: frozenset[str]
    credit: Credit


def fallen(register: Register, network: Network, failing: Iterable[str], horizon: int) -> Fallen:
    """Follow the failure of several providers and assets on day 0 through the network."""
    targets = sorted(failing)
    events = tuple(
        Event("insolvency" if one in register.providers else "asset_loss", one) for one in targets
    )
    shock = shock_of(register, Scenario("together", "", horizon, events=events))
    found = cascade(register, network, shock, financial=True)
    ids = network.ids
    delivery = {
        ids[node]: days for node, days in found.delivery.items() if bool((days < 1 - STILL).any())
    }
    losing = {ids[node] for node, lost in found.lost_income.items() if any(lost.values())}
    insolvent = {ids[node]: day for node, day in found.insolvent.items()}
    nodes = frozenset({*targets, *delivery, *losing, *insolvent})
    near = set(nodes)
    for id_ in nodes:
        node = network.index[id_]
        near.update(ids[link.down] for link in network.links_down[node])
        near.update(ids[link.up] for link in network.links_up[node])
    ran_out = tuple(ids[node] for node in found.ran_out)
    return Fallen(frozenset(targets), delivery, insolvent, ran_out, nodes, frozenset(near))


def both(first: Fallen, *others: Fallen) -> Fallen:
    """Return what follows from several failures whose nodes do not meet."""
    every: Sequence[Fallen] = (first, *others)
    return Fallen(
        frozenset().union(*(one.failing for one in every)),
        {id_: days for one in every for id_, days in one.delivery.items()},
        {id_: day for one in every for id_, day in one.insolvent.items()},
        tuple(id_ for one in every for id_ in one.ran_out),
        frozenset().union(*(one.nodes for one in every)),
        frozenset().union(*(one.near for one in every)),
    )


def services_of(register: Register, ids: Iterable[str]) -> frozenset[str]:
    """Return the services that these providers have a contract for."""
    return frozenset(
        contract.service for id_ in ids for contract in register.contracts_of_provider.get(id_, ())
    )


Course = tuple[str, tuple[tuple[str, bytes, bool, int | None], ...]]
"""A service, and what each of its providers delivers, whether it failed first, when insolvent."""


def course_of(register: Register, found: Fallen, service: str) -> Course:
    """Return all that `struck` reads of a failure: what has the same course strikes the same."""
    providers = {one.provider for one in register.contracts_of_service.get(service, ())}
    return service, tuple(
        (
            id_,
            found.delivery[id_].tobytes() if id_ in found.delivery else b"",
            id_ in found.failing,
            found.insolvent.get(id_),
        )
        for id_ in sorted(providers)
        if id_ in found.delivery or id_ in found.insolvent
    )


def struck(register: Register, found: Fallen, service: str, horizon: int) -> Struck:
    """Return who is without one service, and what money that frees, in a failure."""
    delivered = {
        contract.id: found.delivery[contract.provider]
        for contract in register.contracts_of_service.get(service, ())
        if contract.provider in found.delivery
    }
    groups: list[Group] = []
    known = horizon
    news = set()
    for id_ in sorted(delivered):
        contract = register.contracts[id_]
        lost, first = found.lost_by(contract.provider)
        known = min(known, first)
        if contract.provider in found.failing:
            news.add(contract.provider)
        groups += [
            Group(
                service, id_, one.area, one.need, one.funder, one.people, one.people * lost, first
            )
            for one in register.places_of_contract.get(id_, ())
            if one.people
        ]
    credit = credit_of(register, service, delivered, found.insolvent, horizon)
    return Struck(service, tuple(groups), frozenset(delivered), known, frozenset(news), credit)


def struck_once(
    register: Register, found: Fallen, service: str, horizon: int, known: dict[Course, Struck]
) -> Struck:
    """Return what `struck` does, from what is `known` of the same course, which it adds to."""
    course = course_of(register, found, service)
    if course not in known:
        known[course] = struck(register, found, service, horizon)
    return known[course]

"""Captive people: those whom all other usable options, at full capacity, cannot hold (MODEL 8)."""

from __future__ import annotations

from dataclasses import dataclass

import networkx

from planner.dependence.gates import block_on, may_serve
from planner.register.records import Option
from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class Captive:
    """How far the people of one service depend on one provider.

    `people` are served by the provider, `share` is their part of all people of the service (0 to
    1), `held` how many of them the usable options other than the provider could hold at full
    capacity, `captive` the rest.
    """

    provider: str
    service: str
    people: int
    share: float
    held: int
    captive: int


def captive_people(register: Register) -> tuple[Captive, ...]:
    """Return, for each provider and service with a known count, the captive people; most first.

    An option counts where its permission gate holds with all of the provider's contracts of the
    service gone, and where its supplier is not the provider itself. Pools cap their options
    together. The count held is a greatest flow from people through options to pools.
    """
    pairs = dict.fromkeys(
        (contract.provider, contract.service) for contract in register.contracts.values()
    )
    found = [
        captive
        for provider, service in pairs
        if (captive := _captive(register, provider, service)) is not None
    ]
    return tuple(sorted(found, key=lambda c: (-c.captive, -c.people, c.provider, c.service)))


def _captive(register: Register, provider: str, service: str) -> Captive | None:
    contracts = [
        contract.id
        for contract in register.contracts_of_service.get(service, ())
        if contract.provider == provider
    ]
    places = [
        place
        for contract in contracts
        for place in register.places_of_contract.get(contract, ())
        if place.people
    ]
    everyone = register.people_of_service(service)
    if not places or not everyone:
        return None
    options = [
        option
        for option in register.options_of_service.get(service, ())
        if option.supplier != provider
        and block_on(register, option, set(contracts), trading_on=False) is None
    ]
    flow = networkx.DiGraph()
    flow.add_nodes_from(["people", "served"])
    for place in places:
        group = ("group", place.contract, place.area, place.need)
        _widen(flow, "people", group, place.people or 0)
        for option in options:
            if may_serve(option, service, place.contract, place.area, place.need):
                flow.add_edge(group, ("option", option.id))
    for option in options:
        _limit(register, flow, option)
    people = sum(place.people or 0 for place in places)
    held = int(networkx.maximum_flow_value(flow, "people", "served"))
    return Captive(provider, service, people, people / everyone, held, people - held)


def _limit(register: Register, flow: networkx.DiGraph, option: Option) -> None:
    """Cap an option by its own whole places and, where it has one, by its pool's."""
    here = ("option", option.id)
    places = int(option.capacity or 0)
    if option.pool is None:
        flow.add_edge(here, "served", capacity=places)
        return
    pool = ("pool", option.pool)
    flow.add_edge(here, pool, capacity=places)
    flow.add_edge(pool, "served", capacity=int(register.pools[option.pool].capacity or 0))


def _widen(flow: networkx.DiGraph, start: object, end: object, people: int) -> None:
    wide = flow.get_edge_data(start, end, {"capacity": 0})["capacity"]
    flow.add_edge(start, end, capacity=wide + people)

"""Who is served under which contract, as people or as pounds: what the ribbons of a map carry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.dependence.concentration import better_measure, value_of
from planner.register.records import Contract, Place
from planner.register.register import Register

NO_GROUP = "Not known"


@dataclass(frozen=True, slots=True)
class Flow:
    """People (or pounds) of one group under one contract; `group` is None where none is known."""

    group: str | None
    service: str
    provider: str
    amount: float
    funder: str | None


def flows(
    register: Register,
    contracts: Iterable[Contract],
    measure: str,
    group_by: str,
    funder: str | None = None,
) -> list[Flow]:
    """Return the flows of contracts.

    Pounds are shared out over the people of a contract; where nobody counted them, they belong to
    the group "Not known". With a `funder`, only what that one pays for is returned.
    """
    if measure == "money":
        by = better_measure(register)
        return [
            flow
            for contract in contracts
            for flow in _money(register, contract, value_of(contract, by), group_by, funder)
        ]
    found = []
    for contract in contracts:
        counted = False
        for place in register.places_of_contract.get(contract.id, ()):
            if place.people and (funder is None or place.funder == funder):
                counted = True
                found.append(_flow(place, contract, float(place.people), group_by))
        if not counted and funder is None:
            found.append(Flow(None, contract.service, contract.provider, 0.0, None))
    return found


def _money(
    register: Register,
    contract: Contract,
    value: float | None,
    group_by: str,
    funder: str | None,
) -> list[Flow]:
    places = [place for place in register.places_of_contract.get(contract.id, ()) if place.people]
    people = sum(place.people or 0 for place in places)
    if value is None or not people:
        if funder is not None:
            return []
        group = NO_GROUP if value else None
        return [Flow(group, contract.service, contract.provider, value or 0.0, None)]
    return [
        _flow(place, contract, value * (place.people or 0) / people, group_by)
        for place in places
        if funder is None or place.funder == funder
    ]


def _flow(place: Place, contract: Contract, amount: float, group_by: str) -> Flow:
    group = getattr(place, group_by) or NO_GROUP
    return Flow(group, contract.service, contract.provider, amount, place.funder)

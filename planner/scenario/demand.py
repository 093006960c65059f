"""Who is without their service, day by day, and what money that frees (MODEL sections 3 and 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.dependence.network import Network
from planner.register.records import Contract, Council, Place
from planner.register.register import Register
from planner.scenario.cascade import STILL, Cascade
from planner.scenario.events import Shock
from planner.scenario.outcome import Period

Days = NDArray[np.float64]
DAYS_A_YEAR = 365
DAILY_FOR = 14
UNCLASSED_AS = "must"


@dataclass(frozen=True, slots=True)
class Group:
    """People of one contract, area, need and funder who lose their service at some time.

    `displaced` holds people on each day; `first_day` is the first day anyone is displaced.
    """

    service: str
    contract: str
    area: str
    need: str
    funder: str
    people: int
    displaced: Days
    first_day: int


@dataclass(frozen=True, slots=True)
class Credit:
    """Money a service has when its provider stops, in pounds over the horizon.

    `freed_by_day` is the contract price no longer due for council-funded people, `recovered_by_day`
    what others are charged, both by day; `bonds` falls due with the insolvency on `bond_day`.
    """

    freed_by_day: Days
    recovered_by_day: Days
    bonds: float
    bond_days: tuple[tuple[int, float], ...]

    @property
    def total(self) -> float:
        """Return all of it, in pounds."""
        return float(self.freed_by_day.sum() + self.recovered_by_day.sum()) + self.bonds


@dataclass(frozen=True, slots=True)
class Demand:
    """Everything the response has to answer.

    `delivered` is the share each touched contract delivers by day; `known_day` the day each
    affected service's options are called; `credit` the money by service; `without_outcome` the
    person-days served in vain by service.
    """

    horizon: int
    groups: tuple[Group, ...]
    delivered: Mapping[str, Days]
    known_day: Mapping[str, int]
    credit: Mapping[str, Credit]
    without_outcome: Mapping[str, float]

    @property
    def touched(self) -> set[str]:
        """Return contracts that deliver less than all of their work at some time."""
        return {
            contract
            for contract, share in self.delivered.items()
            if bool((share < 1 - STILL).any())
        }


def clock(horizon: int) -> tuple[Period, ...]:
    """Return the periods of the response: days 0 to 13 singly, then weeks to the horizon."""
    daily = [Period(day, 1) for day in range(min(DAILY_FOR, horizon))]
    weekly = [Period(start, min(7, horizon - start)) for start in range(DAILY_FOR, horizon, 7)]
    return (*daily, *weekly)


def demand_of(register: Register, network: Network, shock: Shock, fallen: Cascade) -> Demand:
    """Return who is displaced, when it is known, and what money it frees."""
    delivered = delivered_shares(register, network, shock, fallen)
    groups: list[Group] = []
    in_vain: dict[str, float] = {}
    surged = bool(shock.extra_demand)
    contracts = (
        register.contracts.values()
        if surged
        else [
            register.contracts[contract]
            for contract in sorted({*delivered, *shock.without_outcome})
        ]
    )
    for contract in contracts:
        for place in register.places_of_contract.get(contract.id, ()):
            _people_of(contract, place, shock, delivered, groups, in_vain)
    known = dict(shock.news)
    for contract_id, share in delivered.items():
        below = np.flatnonzero(share < 1 - STILL)
        if below.size:
            service = register.contracts[contract_id].service
            known[service] = min(int(below[0]), known.get(service, shock.horizon))
    insolvent = {network.ids[node]: day for node, day in fallen.insolvent.items()}
    credit = {
        service: credit_of(register, service, delivered, insolvent, shock.horizon)
        for service in {register.contracts[contract].service for contract in delivered} | set(known)
    }
    return Demand(shock.horizon, tuple(groups), delivered, known, credit, in_vain)


def delivered_shares(
    register: Register, network: Network, shock: Shock, fallen: Cascade
) -> dict[str, Days]:
    """Return the share delivered by day of every contract whose provider or work is touched."""
    shares: dict[str, Days] = {}
    for node, days in fallen.delivery.items():
        if node < network.provider_count and bool((days < 1 - STILL).any()):
            for contract in register.contracts_of_provider.get(network.ids[node], ()):
                shares[contract.id] = days
    for contract_id, limit in shock.contract_delivery.items():
        shares[contract_id] = shares.get(contract_id, np.ones(shock.horizon)) * limit
    return shares


def _people_of(
    contract: Contract,
    place: Place,
    shock: Shock,
    delivered: Mapping[str, Days],
    groups: list[Group],
    in_vain: dict[str, float],
) -> None:
    people = place.people or 0
    if not people:
        return
    share = delivered.get(contract.id)
    lost = 1 - share if share is not None else np.zeros(shock.horizon)
    if contract.id in shock.without_outcome:
        served = np.minimum(1.0, shock.without_outcome[contract.id]) * (1 - lost)
        in_vain[contract.service] = in_vain.get(contract.service, 0.0) + people * float(
            served.sum()
        )
    for target in {contract.service, place.area} & set(shock.extra_demand):
        lost = lost + shock.extra_demand[target]
    found = group_of(contract, place, lost)
    if found is not None:
        groups.append(found)


def group_of(contract: Contract, place: Place, lost: Days) -> Group | None:
    """Return the people of a place who lose a share of their service by day; None where nobody."""
    people = place.people or 0
    lost = np.where(lost > STILL, lost, 0.0)
    gone = np.flatnonzero(lost)
    if not people or not gone.size:
        return None
    return Group(
        contract.service,
        contract.id,
        place.area,
        place.need,
        place.funder,
        people,
        people * lost,
        int(gone[0]),
    )


def people_by_payer(register: Register, contract: str) -> tuple[int, int]:
    """Return the people of a contract the council pays for, and those others pay for."""
    places = register.places_of_contract.get(contract, ())
    council = sum(place.people or 0 for place in places if place.funder == "council")
    others = sum(place.people or 0 for place in places if place.funder != "council")
    return council, others


def credit_of(
    register: Register,
    service: str,
    delivered: Mapping[str, Days],
    insolvent: Mapping[str, int],
    horizon: int,
) -> Credit:
    """Return the money a service has when its contracts deliver these shares by day."""
    freed = np.zeros(horizon)
    recovered = np.zeros(horizon)
    bonds: list[tuple[int, float]] = []
    for contract in register.contracts_of_service.get(service, ()):
        share = delivered.get(contract.id)
        if share is not None:
            price = (contract.annual_value or 0.0) / DAYS_A_YEAR * (1 - share)
            council, others = people_by_payer(register, contract.id)
            known = council + others > 0
            freed += price * (council / (council + others) if known else 1.0)
            recovered += price * _recovered_part(register.council, council, others)
        if contract.bond_amount and contract.provider in insolvent:
            bonds.append((insolvent[contract.provider], contract.bond_amount))
    return Credit(freed, recovered, sum(amount for _, amount in bonds), tuple(bonds))


def _recovered_part(council: Council, paid: int, by_others: int) -> float:
    """Return what others are charged as a part of the price (MODEL section 4, recovery_share)."""
    if not council.recovery_share or not paid:
        return 0.0
    return council.recovery_share * by_others / paid

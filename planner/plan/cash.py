"""Cash by week and service, and which fund can lend what to whom in a week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.plan.case import SAME, Case
from planner.plan.rule_tables import rule
from planner.register.records import Contract, Reserve
from planner.scenario.outcome import OptionUse, ServiceOutcome

Pounds = NDArray[np.float64]
WEEK = 7


@dataclass(frozen=True, slots=True)
class BondDue:
    """A bond of a contract whose provider fell, and the day it is counted as paid."""

    contract: Contract
    amount: float
    day: int


@dataclass(frozen=True, slots=True)
class ServiceCash:
    """Pounds by week for one service: what goes out and what comes back, each shape (weeks,)."""

    service: str
    title: str
    running: Pounds
    setup: Pounds
    freed: Pounds
    recovered: Pounds
    bonds: Pounds

    @property
    def net(self) -> Pounds:
        """Return what goes out less what comes back, by week."""
        return self.running + self.setup - self.freed - self.recovered - self.bonds


def week_count(case: Case) -> int:
    """Return the weeks of the horizon; the last may be shorter."""
    return -(-case.outcome.horizon_days // WEEK)


def bonds_due(case: Case, service: str) -> tuple[BondDue, ...]:
    """Return the bonds of a service's contracts whose provider became insolvent."""
    delay = round(WEEK * rule("bond_delay", case.start).value)
    fell = {failure.id: failure.day for failure in case.outcome.failures}
    return tuple(
        BondDue(contract, contract.bond_amount, fell[contract.provider] + delay)
        for contract in case.register.contracts_of_service.get(service, ())
        if contract.bond_amount and contract.provider in fell
    )


def cash_of(case: Case, found: ServiceOutcome) -> ServiceCash:
    """Return the cash of one service by week.

    A period of the run lies within one week, so its money is that week's. Where charges to others
    are counted, price and charges are told apart by the yearly values of the contracts hit.
    """
    weeks = week_count(case)
    running, setup, back, bonds = (np.zeros(weeks) for _ in range(4))
    setups = _setup_by_period(case, found)
    for index, period in enumerate(case.outcome.periods):
        week = period.start // WEEK
        setup[week] += setups[index]
        running[week] += found.spend_by_period[index] - setups[index]
        back[week] += found.credit_by_period[index]
    for due in bonds_due(case, found.service):
        if due.day < case.outcome.horizon_days:
            bonds[due.day // WEEK] += due.amount
    part = recovered_part(case, found.service)
    return ServiceCash(
        found.service, found.title, running, setup, back * (1 - part), back * part, bonds
    )


def _setup_by_period(case: Case, found: ServiceOutcome) -> list[float]:
    setups = [0.0] * len(case.outcome.periods)
    for use in case.outcome.options:
        if use.service == found.service and use.used and use.setup_cost:
            setups[_first_served(use)] += use.setup_cost
    return setups


def _first_served(use: OptionUse) -> int:
    return next((i for i, people in enumerate(use.served) if people > SAME), 0)


def recovered_part(case: Case, service: str) -> float:
    """Return the part of the money coming back that others are charged, 0 to 1."""
    share = case.register.council.recovery_share or 0.0
    freed = recovered = 0.0
    for contract in case.contracts_of(service):
        places = case.register.places_of_contract.get(contract.id, ())
        council = sum(place.people or 0 for place in places if place.funder == "council")
        others = sum(place.people or 0 for place in places if place.funder != "council")
        value = contract.annual_value or 0.0
        freed += value * (council / (council + others) if council + others else 1.0)
        recovered += value * share * others / council if council else 0.0
    total = freed + recovered
    return recovered / total if total else 0.0


def in_order_of_use(reserves: Mapping[str, Reserve]) -> list[Reserve]:
    """Return the reserves in the order they are used: for the fewest services first."""
    return sorted(
        reserves.values(),
        key=lambda reserve: (not reserve.services, len(reserve.services), reserve.name),
    )


def lend(
    needs: Sequence[tuple[str, float]], funds: Sequence[tuple[Reserve, float]]
) -> dict[tuple[str, str], float]:
    """Return pounds by (reserve, service) that funds lend to services.

    Services are served in the order given, each from the funds in order; a fund lent to one service
    is moved where another of its funds can take over, so that nothing is short that need not be.
    """
    left = {reserve.id: max(0.0, amount) for reserve, amount in funds}
    allowed = {
        service: [r.id for r, _ in funds if not r.services or service in r.services]
        for service, _ in needs
    }
    lent: dict[tuple[str, str], float] = {}
    for service, amount in needs:
        wanted = amount
        while wanted > SAME:
            path = _path(service, allowed, left, lent)
            if path is None:
                break
            wanted -= _move(path, wanted, left, lent)
    return {pair: amount for pair, amount in lent.items() if amount > SAME}


def _path(
    service: str,
    allowed: Mapping[str, list[str]],
    left: Mapping[str, float],
    lent: Mapping[tuple[str, str], float],
) -> list[str] | None:
    """Return service, fund, service, fund ... to a fund with money left; the shortest there is."""
    queue: list[list[str]] = [[service]]
    seen = {service}
    while queue:
        path = queue.pop(0)
        for fund in allowed[path[-1]]:
            if fund in seen:
                continue
            seen.add(fund)
            if left[fund] > SAME:
                return [*path, fund]
            for (lender, borrower), amount in lent.items():
                if lender == fund and amount > SAME and borrower not in seen:
                    seen.add(borrower)
                    queue.append([*path, fund, borrower])
    return None


def _move(
    path: list[str], wanted: float, left: dict[str, float], lent: dict[tuple[str, str], float]
) -> float:
    """Lend along a path as much as is wanted and possible; return how much."""
    amount = min(wanted, left[path[-1]])
    for fund, borrower in zip(path[1::2], path[2::2], strict=False):
        amount = min(amount, lent[fund, borrower])
    for place in range(0, len(path) - 1, 2):
        borrower, fund = path[place], path[place + 1]
        lent[fund, borrower] = lent.get((fund, borrower), 0.0) + amount
        if place + 2 < len(path):
            lent[fund, path[place + 2]] -= amount
    left[path[-1]] -= amount
    return amount

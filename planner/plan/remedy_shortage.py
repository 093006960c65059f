"""Where a register falls short for must services: what preventive actions are looked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.dependence.gates import Block
from planner.plan.prevention_cases import Cases
from planner.progress import Progress, unreported
from planner.register.records import Option
from planner.scenario.question import class_of
from planner.scenario.run import Played
from planner.scenario.telling import NOBODY

AFTER_THE_FACT = "trading_on_days"
"""What can only be agreed once a provider has failed is no preventive action."""


@dataclass(frozen=True)
class Shortage:
    """One case in which a must service passes its limit.

    `short` maps each must service short past its limit to the most people late at one time;
    `eased` adds must services that share a pool with one of them.
    """

    played: Played
    short: dict[str, float]
    eased: frozenset[str]

    @property
    def id(self) -> str:
        """Return the id of who fails."""
        return self.played.scenario.events[0].target

    def blocked(self) -> tuple[Block, ...]:
        """Return the blocked options of must services that something could unblock beforehand."""
        return tuple(
            block
            for block in self.played.blocked
            if block.option.service in self.eased and block.missing != AFTER_THE_FACT
        )

    def options(self) -> tuple[Option, ...]:
        """Return every option, blocked or not, that could ease the shortage."""
        blocked = tuple(block.option for block in self.blocked())
        free = tuple(one for one in self.played.free if one.service in self.eased)
        return (*free, *blocked)


def shortages(cases: Cases, report: Progress = unreported) -> tuple[Shortage, ...]:
    """Return every insecure case of a register, worst first."""
    found = []
    insecure = cases.base.insecure
    for number, case in enumerate(insecure):
        report(number, len(insecure), f"Looking where {case.name} leaves people late")
        found.append(shortage_of(cases.played(cases.register, case.id)))
    return tuple(found)


def shortage_of(played: Played) -> Shortage:
    """Return where the best response to one case leaves people of must services too late."""
    response = played.respond()
    late: dict[str, np.ndarray] = {}
    for group, unmet in zip(response.question.groups, response.unmet, strict=True):
        if group.class_ == "must":
            waiting = np.where(group.late_days > 0, unmet, 0.0)
            late[group.service] = late.get(group.service, 0.0) + waiting
    short = {name: float(by.max()) for name, by in late.items() if by.max() > NOBODY}
    return Shortage(played, short, _eased(played, short))


def _eased(played: Played, short: dict[str, float]) -> frozenset[str]:
    """Return the services short and the must services of the case that share a pool with them."""
    register = played.register
    found = set(short)
    services = {group.service for group in played.demand.groups}
    must = {one for one in services if class_of(register, one) == "must"}
    while True:
        pools = {
            option.pool
            for service in found
            for option in register.options_of_service.get(service, ())
            if option.pool is not None
        }
        more = {
            service
            for service in must - found
            for option in register.options_of_service.get(service, ())
            if option.pool in pools
        }
        if not more:
            return frozenset(found)
        found |= more


def most_short(found: Sequence[Shortage]) -> dict[str, float]:
    """Return the most people late at one time by must service, over all cases."""
    most: dict[str, float] = {}
    for one in found:
        for service, people in one.short.items():
            most[service] = max(most.get(service, 0.0), people)
    return most

"""What register health finds, and how much each finding could change a plan.

The weight of a finding is `effect * reach`. Reach is counted in people, each weighed by the class
of the service that reaches them: must 100, needed 10, could 1. A service without a class counts
as must: unknown is not safe. Where no people are known, £10,000 a year of contract stands for one
person, and where no value is known either, the service counts as one person. A provider reaches
those of its own contracts and those of the providers that lean on it, an option those of its
service or its one contract. Effect is the part of the answer that hangs on the fact: `ALL` where
the plan has no answer or a wrong one without it, `MUCH` where a figure of it moves, `SOME` where a
step or date may move, `LITTLE` where it is good housekeeping.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from planner.register.records import Contract, Option, Provider, Service
from planner.register.register import Register

CLASS_WEIGHT: Mapping[str | None, float] = MappingProxyType(
    {"must": 100.0, "needed": 10.0, "could": 1.0, None: 100.0}
)
POUNDS_FOR_A_PERSON = 10_000.0
ALL, MUCH, SOME, LITTLE = 1.0, 0.4, 0.1, 0.01


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing missing or contradictory: what, where, how heavy, and how to mend it.

    `name` is the check that found it; `kind`, `key` and `field` lead to the place to mend ("" for
    a field means the record as a whole); `weight` is the formula of this module.
    """

    name: str
    sentence: str
    weight: float
    kind: str
    key: str
    field: str
    mend: str


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """All findings of one check: how many, and what they weigh together."""

    name: str
    weight: float
    findings: tuple[Finding, ...]


def grouped(findings: Iterable[Finding]) -> tuple[FindingGroup, ...]:
    """Return findings by the check that found them, the heaviest group first."""
    by_name: dict[str, list[Finding]] = {}
    for finding in findings:
        by_name.setdefault(finding.name, []).append(finding)
    groups = [
        FindingGroup(name, sum(one.weight for one in found), tuple(found))
        for name, found in by_name.items()
    ]
    return tuple(sorted(groups, key=lambda group: (-group.weight, group.name)))


@dataclass(frozen=True)
class Examination:
    """A register under examination on a day, with the reach of each of its records."""

    register: Register
    today: datetime.date

    def finding(
        self, sentence: str, weight: float, kind: str, key: str, field: str, mend: str
    ) -> Finding:
        """Return a finding that `check` will name, its two texts made whole sentences."""
        whole = (sentence.rstrip(".") + ".", mend[0].upper() + mend[1:].rstrip(".") + ".")
        return Finding("", whole[0], weight, kind, key, field, whole[1])

    def class_of(self, contract: Contract) -> str | None:
        """Return the class of the service a contract buys."""
        return self.register.services[contract.service].class_

    def is_must(self, contract: Contract) -> bool:
        """Return whether a contract buys a must service."""
        return self.class_of(contract) == "must"

    def reach_of_contract(self, contract: Contract) -> float:
        """Return the weighed people of one contract."""
        people: float | None = self.register.people_of_contract(contract.id)
        if people is None and contract.annual_value is not None:
            people = contract.annual_value / POUNDS_FOR_A_PERSON
        return CLASS_WEIGHT[self.class_of(contract)] * max(1.0, people or 0.0)

    def reach_of_service(self, service: Service) -> float:
        """Return the weighed people of one service."""
        contracts = self.register.contracts_of_service.get(service.id, ())
        reached = sum(self.reach_of_contract(contract) for contract in contracts)
        return max(CLASS_WEIGHT[service.class_], reached)

    def reach_of_provider(self, provider: Provider) -> float:
        """Return the weighed people of a provider and of those that lean on it; at least 1."""
        leaning = {provider.id, *self._leaning.get(provider.id, ())}
        return max(1.0, sum(self._own_reach.get(code, 0.0) for code in leaning))

    def reach_of_option(self, option: Option) -> float:
        """Return the weighed people an option is meant for."""
        if option.for_contract is not None:
            return self.reach_of_contract(self.register.contracts[option.for_contract])
        return self.reach_of_service(self.register.services[option.service])

    @cached_property
    def reach_of_all(self) -> float:
        """The weighed people of the whole register; at least 1."""
        services = self.register.services.values()
        return max(1.0, sum(self.reach_of_service(service) for service in services))

    @cached_property
    def providers_of_must(self) -> frozenset[str]:
        """Codes of the providers that hold a contract for a must service."""
        contracts = self.register.contracts.values()
        return frozenset(one.provider for one in contracts if self.is_must(one))

    @cached_property
    def _own_reach(self) -> Mapping[str, float]:
        return {
            provider: sum(self.reach_of_contract(contract) for contract in contracts)
            for provider, contracts in self.register.contracts_of_provider.items()
        }

    @cached_property
    def _leaning(self) -> Mapping[str, set[str]]:
        leaning: dict[str, set[str]] = {}
        for link in self.register.supply_links.values():
            leaning.setdefault(link.upstream, set()).add(link.downstream)
        return leaning


def plural(number: float, one: str, many: str = "") -> str:
    """Return a number with its word: "1 day", "2 days"."""
    return f"{number:,.0f} {one if number == 1 else many or one + 's'}"

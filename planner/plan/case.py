"""One case: a register, a scenario and what the run found, with the names that plans use."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from planner import fields
from planner.plan import wording
from planner.register.records import Contract, Option, Scenario, Service
from planner.register.register import Register
from planner.scenario.outcome import Outcome, ServiceOutcome

FOR_GOOD = frozenset({"hand_back", "recall", "service_failure"})
SAME = 1e-6


@dataclass(frozen=True)
class Case:
    """What a plan is made from, with day 0 as a date; `today` is the day it is made."""

    register: Register
    scenario: Scenario
    outcome: Outcome
    today: datetime.date

    @property
    def start(self) -> datetime.date:
        """Return the date of day 0: the scenario's, else today."""
        return self.scenario.start_date or self.today

    def date_of(self, day: int) -> datetime.date:
        """Return the date of a day of the scenario."""
        return self.start + datetime.timedelta(days=day)

    def name_of(self, id_: str) -> str:
        """Return the name people use for a provider, asset, contract, service or area."""
        register = self.register
        if id_ in register.providers:
            return register.providers[id_].name
        if id_ in register.assets:
            return register.assets[id_].name
        if id_ in register.contracts:
            return register.contracts[id_].title
        if id_ in register.services:
            return register.services[id_].title
        return id_

    @cached_property
    def services(self) -> tuple[ServiceOutcome, ...]:
        """Services that lose contracts, people or outcomes, as the run ordered them."""
        return tuple(
            found
            for found in self.outcome.services
            if found.contracts
            or found.displaced_person_days > SAME
            or found.without_outcome_person_days > SAME
        )

    @cached_property
    def contracts_hit(self) -> tuple[Contract, ...]:
        """Contracts that lose some of their delivery, or their outcomes, by service."""
        targets = {event.target for event in self.scenario.events}
        found: dict[str, Contract] = {}
        for service in self.services:
            for id_ in service.contracts:
                found[id_] = self.register.contracts[id_]
            for contract in self.register.contracts_of_service.get(service.service, ()):
                if contract.id in targets:
                    found[contract.id] = contract
        return tuple(found.values())

    def contracts_of(self, service: str) -> tuple[Contract, ...]:
        """Return the contracts hit of one service."""
        return tuple(c for c in self.contracts_hit if c.service == service)

    @cached_property
    def failed(self) -> frozenset[str]:
        """Providers that became insolvent and assets that were lost."""
        return frozenset(failure.id for failure in self.outcome.failures)

    @cached_property
    def providers_hit(self) -> tuple[str, ...]:
        """Providers whose contracts are hit, those that failed first."""
        ids = dict.fromkeys(contract.provider for contract in self.contracts_hit)
        return tuple(sorted(ids, key=lambda id_: id_ not in self.failed))

    def lost_for_good(self, contract: Contract) -> bool:
        """Return whether a contract will not be delivered again as it was.

        So it is where its provider is insolvent or leaves, or the contract itself ends, with no
        end to the event.
        """
        if contract.provider in self.failed:
            return True
        for event in self.scenario.events:
            lasting = event.duration_days is None and event.lost_share >= 1 - SAME
            if event.kind == "planned_exit" and event.target == contract.provider and lasting:
                return True
            if event.kind in FOR_GOOD and event.target == contract.id and lasting:
                return True
        return any(
            hit.id == contract.provider and hit.lowest <= SAME for hit in self.outcome.disruptions
        ) and self._still_displaced(contract.service)

    def _still_displaced(self, service: str) -> bool:
        found = next(each for each in self.services if each.service == service)
        return bool(found.displaced) and (found.displaced[-1] > SAME or found.people is None)

    def counted(self, service: ServiceOutcome) -> bool:
        """Return whether the run could count people of a service: not where none are known."""
        return service.people is not None or service.affected_people > SAME

    def record_of(self, service: ServiceOutcome) -> Service:
        """Return the register's record of a service of the outcome."""
        return self.register.services[service.service]

    def people_of(self, contracts: Iterable[Contract]) -> float | None:
        """Return the people some contracts serve; None where no count at all is known."""
        counts = [self.register.people_of_contract(contract.id) for contract in contracts]
        known = [count for count in counts if count is not None]
        return float(sum(known)) if known else None

    def people_hit(self, service: ServiceOutcome) -> float | None:
        """Return the people of the contracts hit, or those displaced where that is more."""
        counted = self.people_of(self.contracts_of(service.service))
        if counted is None:
            return service.affected_people if service.affected_people > SAME else None
        return max(counted, service.affected_people)

    def value_of(self, contracts: Iterable[Contract]) -> float | None:
        """Return the yearly value of contracts; None where no value at all is known."""
        known = [c.annual_value for c in contracts if c.annual_value is not None]
        return sum(known) if known else None

    @cached_property
    def option_labels(self) -> dict[str, str]:
        """What each option of a service hit is called; likes are told apart."""
        labels: dict[str, str] = {}
        for service in self.services:
            options = self.register.options_of_service.get(service.service, ())
            plain = {option.id: self._label(option) for option in options}
            for option in options:
                label = plain[option.id]
                if list(plain.values()).count(label) > 1:
                    label = f"{label} ({_apart(self, option)})"
                taken = {labels.get(other.id) for other in options}
                number, single = 2, label
                while label in taken:
                    label = f"{single} ({number})"
                    number += 1
                labels[option.id] = label
        return labels

    def _label(self, option: Option) -> str:
        supplier = self.register.providers.get(option.supplier or "")
        if option.route == "step_in":
            whose = self._whose(option)
            return f"Step-in with {wording.of(whose)} own staff" if whose else "Step-in"
        if supplier is not None:
            return supplier.name
        return COUNCIL_LABELS.get(option.route, wording.upper_first(fields.in_words(option.route)))

    def _whose(self, option: Option) -> str:
        if option.for_contract in self.register.contracts:
            return self.name_of(self.register.contracts[option.for_contract or ""].provider)
        whose = {contract.provider for contract in self.contracts_of(option.service)}
        return self.name_of(whose.pop()) if len(whose) == 1 else ""


COUNCIL_LABELS = {
    "in_house": "The council’s own team",
    "administrator_trading": "The administrator keeps it running",
    "spot_purchase": "Spot purchase",
    "direct_payment": "Direct payments",
    "vary_existing": "Other providers under contract",
    "neighbour_council": "Neighbouring council",
    "mutual_aid": "Mutual aid",
    "interim_provider": "Interim provider",
    "emergency_social_enterprise": "A social enterprise set up for this",
    "takeover": "Another provider takes over",
    "novation": "Transfer to another provider",
}


def _apart(case: Case, option: Option) -> str:
    if option.for_contract in case.register.contracts:
        return f"for {case.name_of(option.for_contract or '')}"
    if option.areas:
        return f"in {wording.listed(option.areas, 3)}"
    return fields.in_words(option.route)

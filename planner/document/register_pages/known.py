"""What the pages of the register book share: the register, its places to link to, what is known.

A fact that the whole register lacks is told once, at the front, and has no column; one that only
some records lack is "not known" beside each of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from planner.dependence.concentration import AWARDS, better_measure
from planner.dependence.warning_score import WarningScore, warning_scores
from planner.document.wording import CLASS_LETTERS
from planner.document.words import Rich, brief, on_page
from planner.register.award_values import value_of_awards
from planner.register.class_history import ClassDecided
from planner.register.records import Contract, Option, Provider, Service
from planner.register.register import Register

CLASSES: tuple[str | None, ...] = (*CLASS_LETTERS, None)
CLASS_TITLES: Mapping[str | None, str] = MappingProxyType(
    {
        "must": "Must services",
        "needed": "Needed services",
        "could": "Could services",
        None: "Services whose class is not decided",
    }
)
RULES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "pcr2015": ("PCR 2015", "the Public Contracts Regulations 2015"),
        "pa2023": ("PA 2023", "the Procurement Act 2023"),
        "psr": ("PSR", "the Provider Selection Regime for health care"),
        "below_threshold": ("Below threshold", ""),
    }
)
"""The rules a contract was bought under: in short, and what that stands for."""

IN_HOUSE = "in_house"
NOTHING: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """A register on a day, as the book tells it.

    `decided` says of services when and by whom their class was set, where history says so.
    """

    register: Register
    today: datetime.date
    decided: Mapping[str, ClassDecided]

    @cached_property
    def by_class(self) -> Mapping[str | None, tuple[Service, ...]]:
        """Return the services of each class by title; classes without any are left out."""
        found: dict[str | None, list[Service]] = {}
        for service in self.register.services.values():
            class_ = service.class_ if service.class_ in CLASS_LETTERS else None
            found.setdefault(class_, []).append(service)
        return {
            class_: tuple(sorted(found[class_], key=lambda one: (one.title.casefold(), one.id)))
            for class_ in CLASSES
            if class_ in found
        }

    @cached_property
    def _places(self) -> Mapping[str, str]:
        ordered = [one.id for held in self.by_class.values() for one in held]
        return {id_: f"service-{at}" for at, id_ in enumerate(ordered, start=1)}

    @cached_property
    def _sheets(self) -> Mapping[str, str]:
        return {one.id: f"provider-{at}" for at, one in enumerate(self.providers, start=1)}

    @cached_property
    def providers(self) -> tuple[Provider, ...]:
        """Return every provider, owner and supplier from A to Z."""
        held = self.register.providers.values()
        return tuple(sorted(held, key=lambda one: (one.name.casefold(), one.id)))

    def place_of(self, service: str) -> str:
        """Return the key of a service's place in the book."""
        return self._places[service]

    def service_page(self, service: str) -> Rich:
        """Return the page of a service as a number, a link beside its title."""
        return on_page(self._places[service], "See it", "number")

    def sheet_of(self, provider: str) -> str:
        """Return the key of a provider's place in the book."""
        return self._sheets[provider]

    def name_of(self, provider: str | None, longest: int = 80) -> str:
        """Return the name of a provider or an asset; its code where it is neither."""
        code = provider or ""
        held = self.register.providers.get(code) or self.register.assets.get(code)
        return brief(held.name if held is not None else code, longest)

    def contracts_of(self, service: str) -> tuple[Contract, ...]:
        """Return the contracts of a service."""
        return self.register.contracts_of_service.get(service, ())

    @cached_property
    def people_of_contract(self) -> Mapping[str, int]:
        """Return the people of each contract that has a count."""
        found: dict[str, int] = {}
        for place in self.register.places.values():
            if place.people is not None:
                found[place.contract] = found.get(place.contract, 0) + place.people
        return found

    def people_of(self, contracts: Iterable[Contract]) -> int | None:
        """Return the people of several contracts; None where no count is known."""
        counts = [
            self.people_of_contract[one.id]
            for one in contracts
            if one.id in self.people_of_contract
        ]
        return sum(counts) if counts else None

    @cached_property
    def by_awards(self) -> bool:
        """Return whether more contracts have the value of their whole award than one of a year."""
        return better_measure(self.register) == AWARDS

    @property
    def money_heading(self) -> str:
        """Return what a column of sums of money is headed."""
        return "£ of awards" if self.by_awards else "£ a year"

    def pounds_of(self, contracts: Iterable[Contract]) -> float | None:
        """Return what several contracts are worth; None where that is known of none.

        It is their yearly value, or that of their awards, each counted once, as `by_awards` says.
        """
        if self.by_awards:
            found = value_of_awards(contracts)
            return found.value if found.awards else None
        values = [one.annual_value for one in contracts if one.annual_value is not None]
        return sum(values) if values else None

    @cached_property
    def scores(self) -> Mapping[str, WarningScore]:
        """Return the warning score of every provider on the day."""
        return warning_scores(self.register, self.today)

    @cached_property
    def someone_assessed(self) -> bool:
        """Return whether a rating counts for anybody."""
        return any(one.assessed for one in self.scores.values())

    def options_of(self, service: str) -> tuple[Option, ...]:
        """Return the options of a service."""
        return self.register.options_of_service.get(service, ())

    @cached_property
    def knows(self) -> frozenset[str]:
        """Return the facts of services and contracts that at least one record has."""
        services = ("class_", "class_reason", "legal_basis", "owner", "market", "mtpd_days",
                    "rto_days", "mbco", "outcome_measure", "regulated")  # fmt: skip
        contracts = ("annual_value", "total_value", "start", "end", "notice_days_council",
                     "notice_days_provider", "bond_amount", "guarantee_by", "step_in_right",
                     "novation_allowed", "in_house_allowed", "kind", "regime")  # fmt: skip
        held = self.register
        found = {
            name
            for names, records in ((services, held.services), (contracts, held.contracts))
            for name in names
            if any(getattr(one, name) is not None for one in records.values())
        }
        if self.people_of_contract:
            found.add("people")
        return frozenset(found)

    def count(self, test: Callable[[Service], bool], class_: str | None) -> int:
        """Return how many services of a class pass a test."""
        return sum(test(one) for one in self.by_class.get(class_, ()))

    def providers_of(self, service: str) -> frozenset[str]:
        """Return who has a contract for a service."""
        return frozenset(one.provider for one in self.contracts_of(service))

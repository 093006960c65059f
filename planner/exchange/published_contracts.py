"""What of a register's contracts a council may publish, whatever the format.

Published are the facts of each contract with an outside supplier: who, what, when and how much.
Never published are people, contacts, ratings, likelihoods, cash, tolerable periods, options and
free notes. In-house arrangements have no supplier and are left out, counted.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from planner.register.award_values import award_of
from planner.register.personal_details import PersonalDetails, personal_details
from planner.register.records import Contract, Provider
from planner.register.register import Register

IN_HOUSE = "in_house"
SCALES: Mapping[str, str] = {"sme": "sme", "private": "large"}
VOLUNTARY = frozenset({"vcse", "social_enterprise"})
NOT_VOLUNTARY = frozenset({"public_body", "sme", "private"})
NOT_SMALL = frozenset({"public_body", "private"})


@dataclass(frozen=True, slots=True)
class PublishedSupplier:
    """A supplier as published."""

    code: str
    name: str
    sector: str | None
    company_number: str | None
    charity_number: str | None

    @property
    def small(self) -> bool | None:
        """Return whether it is small or medium-sized; None where the sector does not say."""
        return _said(self.sector, frozenset({"sme"}), NOT_SMALL)

    @property
    def voluntary(self) -> bool | None:
        """Return whether it is voluntary, community or a social enterprise; None if not known."""
        return _said(self.sector, VOLUNTARY, NOT_VOLUNTARY)

    @property
    def scale(self) -> str | None:
        """Return its size in the words of the Open Contracting standard; None if not known."""
        return SCALES.get(self.sector or "")


@dataclass(frozen=True, slots=True)
class PublishedContract:
    """A contract as published; money in pounds, blank where not known.

    `reference` is the award's own, else the contract's code. Contracts of one shared award have
    one `award` in common, and `total_value` is then that of the whole award.
    """

    code: str
    award: str
    reference: str
    shared_by: int
    title: str
    service: str
    department: str | None
    supplier: PublishedSupplier
    total_value: float | None
    annual_value: float | None
    start: datetime.date | None
    end: datetime.date | None
    extension_to: datetime.date | None
    review: datetime.date | None
    kind: str | None
    regime: str | None
    light_touch: bool | None


@dataclass(frozen=True, slots=True)
class PublishedContracts:
    """The contracts that are published, in the order of entry, and how many are left out."""

    contracts: tuple[PublishedContract, ...]
    in_house: int


def published_contracts(register: Register) -> PublishedContracts:
    """Return what may be published of a register; the same register gives the same."""
    details = personal_details(register)
    reviews = _next_reviews(register)
    found: list[PublishedContract] = []
    in_house = 0
    for contract in register.contracts.values():
        provider = register.providers[contract.provider]
        if IN_HOUSE in (contract.kind, provider.sector):
            in_house += 1
        else:
            found.append(
                _published(register, contract, provider, reviews.get(contract.id), details)
            )
    return PublishedContracts(tuple(found), in_house)


def _next_reviews(register: Register) -> dict[str, datetime.date]:
    """Return the next day each contract is to be looked at, of reviews not yet done."""
    found: dict[str, datetime.date] = {}
    for review in register.of_kind("review").values():
        if getattr(review, "subject_kind", "") != "contract" or getattr(review, "done_on", None):
            continue
        due, subject = getattr(review, "due", None), getattr(review, "subject", "")
        if due is not None:
            found[subject] = min(due, found.get(subject, due))
    return found


def _published(
    register: Register,
    contract: Contract,
    provider: Provider,
    review: datetime.date | None,
    details: PersonalDetails,
) -> PublishedContract:
    bare = details.without
    service = register.services.get(contract.service)
    return PublishedContract(
        code=contract.id,
        award=award_of(contract),
        reference=contract.award_reference or contract.id,
        shared_by=contract.award_shared_by or 1,
        title=bare(contract.title),
        service="" if service is None else bare(service.title),
        department=details.role(service.owner) if service else None,
        supplier=published_supplier(provider, bare),
        total_value=contract.total_value,
        annual_value=contract.annual_value,
        start=contract.start,
        end=contract.end,
        extension_to=contract.extension_to,
        review=review,
        kind=contract.kind,
        regime=contract.regime,
        light_touch=contract.light_touch,
    )


def published_supplier(provider: Provider, bare: Callable[[str], str]) -> PublishedSupplier:
    """Return a supplier as published."""
    return PublishedSupplier(
        provider.id,
        bare(provider.name),
        provider.sector,
        provider.company_number,
        provider.charity_number,
    )


def _said(sector: str | None, yes: frozenset[str], no: frozenset[str]) -> bool | None:
    """Return what a sector says; a charity's size and a mutual's standing stay open."""
    if sector in yes:
        return True
    return False if sector in no else None


def published_words(register: Register) -> str:
    """Return how many contracts are published, what is left out and what is not known, in words."""
    found = published_contracts(register)
    number = len(found.contracts)
    told = [f"{number:,} {'contract' if number == 1 else 'contracts'} published."]
    if found.in_house:
        left = "1 in-house arrangement is" if found.in_house == 1 else ""
        left = left or f"{found.in_house:,} in-house arrangements are"
        told.append(f"{left} left out: nobody outside supplies them.")
    unknown = sum(one.total_value is None and one.annual_value is None for one in found.contracts)
    if unknown:
        told.append(f"Of {unknown:,} the value is not known; it is left blank.")
    undated = sum(one.end is None for one in found.contracts)
    if undated:
        told.append(f"Of {undated:,} the end is not known; it is left blank.")
    return " ".join(told)

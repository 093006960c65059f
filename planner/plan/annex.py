"""The annex of a plan as values: providers, their contracts, contacts, signs and owners."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from planner.plan.card import NumberToRing


@dataclass(frozen=True, slots=True)
class ContractLine:
    """One contract of a provider; `clauses` says in words what it allows and forbids."""

    title: str
    service: str
    kind: str | None
    rules: str | None
    annual_value: float | None
    start: datetime.date | None
    end: datetime.date | None
    extension_to: datetime.date | None
    people: float | None
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignLine:
    """A warning sign: when, what, its rating 0 to 3 in a word, and who says so."""

    date: datetime.date
    sign: str
    rating: int | None
    rating_words: str
    source: str | None


@dataclass(frozen=True, slots=True)
class ProviderSheet:
    """What the plan's reader needs to know of one provider; `part` is its part in this plan."""

    name: str
    part: str
    status: str
    sector: str | None
    parent: str | None
    owns: tuple[str, ...]
    company_number: str | None
    charity_number: str | None
    regulator_id: str | None
    turnover: float | None
    leans_on: tuple[str, ...]
    contracts: tuple[ContractLine, ...]
    contacts: tuple[NumberToRing, ...]
    signs: tuple[SignLine, ...]

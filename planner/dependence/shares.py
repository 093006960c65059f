"""Shares of people by area, need and funder, and of money by what providers are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from planner.dependence.concentration import value_of
from planner.register.register import Register

Grouping = Literal["area", "need", "funder"]
Trait = Literal["sector", "reach"]
NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Held:
    """How many people of a group one provider serves, and their share of the group, 0 to 1."""

    provider: str
    name: str
    people: int
    share: float


@dataclass(frozen=True, slots=True)
class GroupShare:
    """One group of people, such as an area, and who serves them, most first."""

    key: str
    name: str
    people: int
    holders: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class MoneyPart:
    """The money of providers of one kind: pounds, its share (0 to 1) and how many there are."""

    name: str
    value: float
    share: float
    providers: int


def people_shares(register: Register, by: Grouping) -> tuple[GroupShare, ...]:
    """Return for each area, need or funder who serves its people; the most people first.

    Places whose count is not known are left out; those whose group is not known are one group.
    """
    counts: dict[str, dict[str, int]] = {}
    for place in register.places.values():
        if place.people is None:
            continue
        group = getattr(place, by) or ""
        provider = register.contracts[place.contract].provider
        mine = counts.setdefault(group, {})
        mine[provider] = mine.get(provider, 0) + place.people
    found = []
    for group, held in counts.items():
        total = sum(held.values())
        if not total:
            continue
        holders = tuple(
            Held(id_, register.providers[id_].name, number, number / total)
            for id_, number in sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))
        )
        found.append(GroupShare(group, group or NOT_KNOWN, total, holders))
    return tuple(sorted(found, key=lambda one: (-one.people, one.name)))


def money_by(register: Register, trait: Trait, measured_by: str) -> tuple[MoneyPart, ...]:
    """Return pounds by sector or reach of the providers paid; the most money first.

    `measured_by` is as in a concentration: "a year" or "awards".
    """
    values: dict[str, float] = {}
    providers: dict[str, set[str]] = {}
    for contract in register.contracts.values():
        value = value_of(contract, measured_by)
        if value is None:
            continue
        name = getattr(register.providers[contract.provider], trait) or NOT_KNOWN
        values[name] = values.get(name, 0.0) + value
        providers.setdefault(name, set()).add(contract.provider)
    total = sum(values.values())
    return tuple(
        MoneyPart(name, value, value / total if total else 0.0, len(providers[name]))
        for name, value in sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def across(groups: tuple[GroupShare, ...]) -> Mapping[str, Mapping[str, float]]:
    """Return the share of each group by provider and group, for a cross table."""
    found: dict[str, dict[str, float]] = {}
    for group in groups:
        for held in group.holders:
            found.setdefault(held.provider, {})[group.key] = held.share
    return found

"""What a table of records shows beside the records' own fields: sums and counts, never stored.

Each is worked out once for all records of a kind, in one pass. A sum of people or pounds is None
where nothing of it is known.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from planner.register.register import Register

Value = float | int | str | datetime.date | None
Kind = Literal["people", "number", "money", "text", "date"]


@dataclass(frozen=True, slots=True)
class Derived:
    """A column that is worked out: its name, heading, help, what it holds, values by key."""

    name: str
    heading: str
    help: str
    kind: Kind
    values: Mapping[str, Value]


def derived(register: Register, kind: str) -> tuple[Derived, ...]:
    """Return the columns worked out for one kind of record; most kinds have none."""
    make = _MAKERS.get(kind)
    return () if make is None else make(register)


def _of_services(register: Register) -> tuple[Derived, ...]:
    people, pounds = _by_contract(register)
    mine = register.contracts_of_service
    return (
        _people(
            {key: _sum(people.get(c.id) for c in mine.get(key, ())) for key in register.services}
        ),
        Derived(
            "providers",
            "Providers",
            "How many providers have a contract for it.",
            "number",
            {key: len({c.provider for c in mine.get(key, ())}) for key in register.services},
        ),
        _money(
            {key: _sum(pounds.get(c.id) for c in mine.get(key, ())) for key in register.services}
        ),
    )


def _of_providers(register: Register) -> tuple[Derived, ...]:
    people, pounds = _by_contract(register)
    mine = register.contracts_of_provider
    signs: dict[str, list[tuple[datetime.date, int]]] = {}
    for sign in register.warning_signs.values():
        signs.setdefault(sign.provider, []).append((sign.date, sign.rating or 0))
    return (
        _people(
            {key: _sum(people.get(c.id) for c in mine.get(key, ())) for key in register.providers}
        ),
        Derived(
            "contracts",
            "Contracts",
            "How many contracts it holds.",
            "number",
            {key: len(mine.get(key, ())) for key in register.providers},
        ),
        _money(
            {key: _sum(pounds.get(c.id) for c in mine.get(key, ())) for key in register.providers}
        ),
        Derived(
            "worst_sign",
            "Worst sign",
            "The worst rating among its warning signs: 0 clear, 1 watch, 2 worry, 3 severe.",
            "number",
            {
                key: max((rating for _, rating in signs.get(key, ())), default=None)
                for key in register.providers
            },
        ),
        Derived(
            "last_sign",
            "Last sign",
            "When the last warning sign was seen.",
            "date",
            {
                key: max((date for date, _ in signs.get(key, ())), default=None)
                for key in register.providers
            },
        ),
    )


def _of_contracts(register: Register) -> tuple[Derived, ...]:
    people, _ = _by_contract(register)
    return (_people({key: people.get(key) for key in register.contracts}),)


def _people(values: Mapping[str, Value]) -> Derived:
    return Derived("people", "People", "People it serves, all funders.", "people", values)


def _money(values: Mapping[str, Value]) -> Derived:
    return Derived("yearly", "£ a year", "The yearly value of its contracts.", "money", values)


def _by_contract(register: Register) -> tuple[dict[str, float], dict[str, float]]:
    """Return people and pounds a year by contract, of those whose number is known."""
    people: dict[str, float] = {}
    for place in register.places.values():
        if place.people is not None:
            people[place.contract] = people.get(place.contract, 0) + place.people
    pounds = {
        key: contract.annual_value
        for key, contract in register.contracts.items()
        if contract.annual_value is not None
    }
    return people, pounds


def _sum(numbers: Iterable[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


_MAKERS: Mapping[str, Callable[[Register], tuple[Derived, ...]]] = {
    "service": _of_services,
    "provider": _of_providers,
    "contract": _of_contracts,
}

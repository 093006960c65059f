"""Preventive actions as data: what each changes in the register, and what it takes.

A remedy says how it changes a record from how it stands, so that several of them add up: ten more
places, and places taken up by people who moved, are both true at once. They are always made in one
order, shared contracts first, whatever order they are chosen in.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from planner.register.changes import apply_changes
from planner.register.edits import AddRecord, ChangeFields, Edit, Together
from planner.register.new_records import free_code
from planner.register.records import Contract, Option, Place
from planner.register.register import Register

RemedyKind = Literal[
    "step_in_right",
    "novation_allowed",
    "in_house_allowed",
    "agreed",
    "places",
    "pool",
    "sooner",
    "money",
    "split",
    "second_source",
    "replacement",
    "cash",
    "bond",
]
WHO_IS_HIT = frozenset({"split", "replacement", "cash"})
"""Kinds that change who loses a service, and not only who may serve them."""


@dataclass(frozen=True, slots=True)
class SetField:
    """One field of one record gets a value, whatever it holds."""

    kind: str
    key: str
    attribute: str
    value: Any

    def edits(self, register: Register) -> tuple[Edit, ...]:
        """Return the edit that makes it true."""
        return (ChangeFields(self.kind, self.key, {self.attribute: self.value}),)


@dataclass(frozen=True, slots=True)
class AddTo:
    """A number of one record grows by an amount; blank counts as nothing."""

    kind: str
    key: str
    attribute: str
    amount: float

    def edits(self, register: Register) -> tuple[Edit, ...]:
        """Return the edit that makes it true."""
        held = getattr(register.of_kind(self.kind)[self.key], self.attribute) or 0
        return (ChangeFields(self.kind, self.key, {self.attribute: held + self.amount}),)


@dataclass(frozen=True, slots=True)
class NewOption:
    """A new way to keep a service going."""

    option: Option

    def edits(self, register: Register) -> tuple[Edit, ...]:
        """Return the edit that makes it true."""
        return (AddRecord(self.option),)


@dataclass(frozen=True, slots=True)
class SplitContract:
    """A part of the people of a contract goes to another provider, whose free places they take.

    `option` is the option by which that provider offers places; it loses what they take up, and
    no more move than it has. `part` is the most, 0 to 1.
    """

    contract: str
    provider: str
    option: str
    part: float
    code: str

    def moved(self, register: Register) -> dict[str, int]:
        """Return how many people move, by key of the record that counts them."""
        served = register.people_of_contract(self.contract) or 0
        room = register.options[self.option].capacity or 0.0
        part = min(self.part, room / served) if served else 0.0
        found = {}
        for key, place in register.places.items():
            if place.contract == self.contract and place.people:
                people = int(place.people * part)
                if people:
                    found[key] = people
        return found

    def edits(self, register: Register) -> tuple[Edit, ...]:
        """Return the edits that make it true: a second contract, and its people and price."""
        old = register.contracts[self.contract]
        moved = self.moved(register)
        share = sum(moved.values()) / max(1, register.people_of_contract(self.contract) or 0)
        title = f"{old.title}, second provider"
        new = dataclasses.replace(
            old,
            id=self.code,
            title=title,
            provider=self.provider,
            annual_value=_part(old.annual_value, share),
            total_value=_part(old.total_value, share),
            tupe_staff=None,
            bond_amount=_part(old.bond_amount, share),
            award_reference=None,
            award_shared_by=None,
            guarantee_by=None,
        )
        kept = {
            name: _part(getattr(old, name), 1 - share)
            for name in ("annual_value", "total_value", "bond_amount")
            if getattr(old, name) is not None
        }
        found: list[Edit] = [AddRecord(new), ChangeFields("contract", old.id, kept)]
        for key, people in moved.items():
            place = register.places[key]
            left = (place.people or 0) - people
            found.append(ChangeFields("place", key, {"people": left}))
            found.append(AddRecord(_moved_place(place, new, people)))
        option = register.options[self.option]
        places = max(0.0, (option.capacity or 0.0) - sum(moved.values()))
        found.append(ChangeFields("option", option.id, {"capacity": places}))
        return tuple(found)


FieldChange = SetField | AddTo | NewOption | SplitContract


@dataclass(frozen=True, slots=True)
class Remedy:
    """One preventive action that a register allows.

    `weeks` are working weeks until it is in place; `cost` pounds in the first year, 0 for staff
    time only, None where it is not known. `services` are those it is for.
    """

    id: str
    kind: RemedyKind
    title: str
    detail: str
    owner: str
    weeks: float
    cost: float | None
    services: tuple[str, ...]
    changes: tuple[FieldChange, ...]

    @property
    def changes_who_is_hit(self) -> bool:
        """Return whether it changes who loses a service, and not only who may serve them."""
        return self.kind in WHO_IS_HIT


def edits_of(register: Register, remedies: Iterable[Remedy]) -> tuple[Edit, ...]:
    """Return the edits that make remedies true together, one after another."""
    found: list[Edit] = []
    for remedy in remedies:
        for change in remedy.changes:
            edits = change.edits(register)
            found.extend(edits)
            register = apply_changes(register, Together("", edits).changes(register))
    return tuple(found)


def in_order(remedies: Iterable[Remedy]) -> tuple[Remedy, ...]:
    """Return remedies in the order they are made: contracts are shared before anything grows."""
    return tuple(sorted(remedies, key=lambda one: (one.kind != "split", one.id)))


def edit_of(register: Register, remedies: Sequence[Remedy]) -> Edit:
    """Return the one step that makes remedies true in a register."""
    if len(remedies) == 1:
        words = f"Done: {remedies[0].title}"
    else:
        words = f"{len(remedies)} preventive actions done"
    return Together(words, edits_of(register, in_order(remedies)))


def with_remedies(register: Register, remedies: Sequence[Remedy]) -> Register:
    """Return the register in which remedies are done, by the same edits that would do them."""
    if not remedies:
        return register
    return apply_changes(register, edit_of(register, remedies).changes(register))


def second_contract_code(register: Register, contract: Contract) -> str:
    """Return a free code for the second part of a contract."""
    return free_code(register, "contract", f"{contract.id}-second")


def _part(amount: float | None, share: float) -> float | None:
    return None if amount is None else amount * share


def _moved_place(place: Place, contract: Contract, people: int) -> Place:
    return dataclasses.replace(place, contract=contract.id, people=people)

"""The records one step away from a record: what it points at and what points at it, in groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner import fields
from planner.register.dependents import pointing_at
from planner.register.register import Register
from planner.register.words import name_of

_OUTWARD: Mapping[tuple[str, str], str] = {
    ("provider", "parent"): "Parent",
    ("option", "supplier"): "Supplier",
    ("supply_link", "upstream"): "Supplier",
    ("supply_link", "downstream"): "Leaning provider",
    ("asset", "owner"): "Owner",
}
_INWARD: Mapping[tuple[str, str], str] = {
    ("provider", "parent"): "Owns",
    ("supply_link", "upstream"): "Others lean on it",
    ("supply_link", "downstream"): "It leans on",
    ("option", "supplier"): "Options it offers",
    ("asset", "owner"): "Assets it owns",
}
_FIRST = ("Service", "Services", "Provider", "Providers", "Contract", "Contracts", "People served")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A record one step away."""

    kind: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class NeighbourGroup:
    """Neighbours that stand in the same relation to a record."""

    label: str
    members: tuple[Neighbour, ...]


def neighbours(register: Register, kind: str, key: str) -> tuple[NeighbourGroup, ...]:
    """Return what is one step away from a record, in groups; none where there is no record."""
    record = register.of_kind(kind).get(key)
    if record is None:
        return ()
    groups: dict[str, dict[tuple[str, str], None]] = {}

    def put(label: str, other: str, code: str) -> None:
        if code in register.of_kind(other) and (other, code) != (kind, key):
            groups.setdefault(label, {})[other, code] = None

    for field in fields.BY_NAME[kind].fields:
        held: Any = getattr(record, field.attribute)
        if not held:
            continue
        for at_kind in field.links_to:
            for code in (held,) if isinstance(held, str) else tuple(held):
                put(_OUTWARD.get((kind, field.name), _label(at_kind, held)), at_kind, code)
    for pointer in pointing_at({(kind, key)}, register):
        if pointer.kind in fields.BY_NAME:
            label = fields.BY_NAME[pointer.kind].label_plural
            put(_INWARD.get((pointer.kind, pointer.field), label), pointer.kind, pointer.key)
    for label, other, code in _beyond(register, kind, key):
        put(label, other, code)
    order = sorted(groups, key=lambda one: _FIRST.index(one) if one in _FIRST else len(_FIRST))
    return tuple(
        NeighbourGroup(label, tuple(_named(register, *one) for one in groups[label]))
        for label in order
    )


def _label(kind: str, held: Any) -> str:
    known = fields.BY_NAME[kind]
    return known.label if isinstance(held, str) else known.label_plural


def _beyond(register: Register, kind: str, key: str) -> list[tuple[str, str, str]]:
    """Return what lies behind the contracts: services and people of a provider, and so on."""
    if kind == "provider":
        contracts = register.contracts_of_provider.get(key, ())
        places = [
            code
            for code, place in register.places.items()
            if place.contract in {contract.id for contract in contracts}
        ]
        return [("Services", "service", one.service) for one in contracts] + [
            ("People served", "place", code) for code in places
        ]
    if kind == "service":
        contracts = register.contracts_of_service.get(key, ())
        return [("Providers", "provider", one.provider) for one in contracts]
    return []


def _named(register: Register, kind: str, key: str) -> Neighbour:
    if kind == "option":
        option = register.options[key]
        supplier = register.providers.get(option.supplier or "")
        whom = supplier.name if supplier is not None else "the council"
        words = fields.in_words(option.route)
        return Neighbour(kind, key, f"{words[:1].upper()}{words[1:]}, {whom} ({key})")
    name = name_of(fields.BY_NAME[kind], register.of_kind(kind)[key], register)
    return Neighbour(kind, key, name[:1].upper() + name[1:])

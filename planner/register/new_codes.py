"""Records whose links follow other records to the codes these were given."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from planner.field_types import Field, FieldType, RecordKind
from planner.register.records import Event, Record, Review
from planner.register.register import Register
from planner.register.validity_rules import TARGETS_OF_EVENT

Codes = Mapping[tuple[str, str], str]
"""New codes by kind and old code."""


def code_beside(code: str, *taken: Collection[str]) -> str:
    """Return a code like another that none of `taken` holds: "C1-2"."""
    number = 2
    while any(f"{code}-{number}" in one for one in taken):
        number += 1
    return f"{code}-{number}"


def followed(
    kind: RecordKind, values: Mapping[str, Any], codes: Codes, register: Register
) -> dict[str, Any]:
    """Return values by attribute with every link to one of `codes` led to its new code.

    `register` tells which kind of record a code is, where a field may point at several.
    """
    known = {one.attribute: one for one in kind.fields}
    return {name: _led(known[name], value, codes, register) for name, value in values.items()}


def record_followed(kind: RecordKind, record: Record, codes: Codes, register: Register) -> Record:
    """Return a record with every link to one of `codes` led to its new code."""
    if not codes:
        return record
    values = {one.attribute: getattr(record, one.attribute) for one in kind.fields}
    led = followed(kind, values, codes, register)
    if isinstance(record, Review):
        led["subject"] = codes.get((record.subject_kind, record.subject), record.subject)
    return dataclasses.replace(record, **led)


def pointed_at(
    kind: RecordKind, values: Mapping[str, Any], register: Register
) -> Iterator[tuple[str, str]]:
    """Yield kind and code of all that values of a record point at."""
    for one in kind.fields:
        value = values.get(one.attribute)
        if not value:
            continue
        if one.type is FieldType.EVENTS:
            for event in value:
                yield from ((target, event.target) for target in _kinds_of(event))
        elif one.links_to:
            for code in (value,) if isinstance(value, str) else value:
                yield _kind_of(one, code, register), code
    if kind.name == "review" and "subject" in values and "subject_kind" in values:
        yield values["subject_kind"], values["subject"]


def _led(field: Field, value: Any, codes: Codes, register: Register) -> Any:
    def new(code: str) -> str:
        return codes.get((_kind_of(field, code, register), code), code)

    if not value:
        return value
    if field.type is FieldType.EVENTS:
        return tuple(_event_led(event, codes) for event in value)
    if not field.links_to:
        return value
    if isinstance(value, str):
        return new(value)
    if isinstance(value, Mapping):
        return MappingProxyType({new(code): amount for code, amount in value.items()})
    return tuple(new(code) for code in value)


def _event_led(event: Event, codes: Codes) -> Event:
    new = (codes[target, event.target] for target in _kinds_of(event)
           if (target, event.target) in codes)  # fmt: skip
    return dataclasses.replace(event, target=next(new, event.target))


def _kinds_of(event: Event) -> tuple[str, ...]:
    return TARGETS_OF_EVENT.get(event.kind, ())


def _kind_of(field: Field, code: str, register: Register) -> str:
    found = (kind for kind in field.links_to if code in register.of_kind(kind))
    return next(found, field.links_to[0])

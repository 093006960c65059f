"""Which records point at a record, and what is left of them when it goes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from planner import fields
from planner.errors import Problem
from planner.field_types import Field, FieldType, RecordKind
from planner.register.changes import COUNCIL_KIND
from planner.register.records import Council, Record, Review, Scenario
from planner.register.register import Register
from planner.register.validity_rules import TARGETS_OF_EVENT

# Blank would mean something wider here: an option without a supplier is the council's own, one
# without a pool has no ceiling, a reserve without services pays for anything. So the record goes
# with the one it points at.
_BLANK_MEANS_MORE = frozenset(
    {
        ("option", "supplier"),
        ("option", "pool"),
        ("option", "for_contract"),
        ("reserve", "services"),
        ("contact", "provider"),
        ("plan", "scenario"),
    }
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A record that points at another by one field.

    `left` is the values the field keeps when the other goes; None where the whole record goes.
    """

    kind: str
    key: str
    field: str
    at_kind: str
    at_key: str
    left: Mapping[str, Any] | None


def pointing_at(gone: Collection[tuple[str, str]], register: Register) -> Iterator[Pointer]:
    """Yield what in a register points at any of `gone`, pairs of kind and key.

    A record that points by several fields is yielded for each of them.
    """
    by_kind: dict[str, set[str]] = {}
    for gone_kind, gone_key in gone:
        by_kind.setdefault(gone_kind, set()).add(gone_key)
    yield from _of_record(fields.COUNCIL, "", register.council, by_kind)
    for kind in fields.KINDS:
        if not _could_point(kind, by_kind):
            continue
        for key, record in list(register.of_kind(kind.name).items()):
            yield from _of_record(kind, key, record, by_kind)


def problem_of_removal(pointer: Pointer) -> Problem:
    """Return why the record that `pointer` points at cannot be removed alone."""
    where = f"{fields.BY_NAME[pointer.at_kind].label.lower()} {pointer.at_key}"
    if pointer.kind == COUNCIL_KIND:
        holder = "the council"
    else:
        holder = f"{fields.BY_NAME[pointer.kind].label.lower()} {pointer.key}"
    return Problem(
        where,
        f"it cannot be removed while {holder} points at it ({pointer.field})",
        "change that first, or remove both in one step",
    )


def _could_point(kind: RecordKind, gone: Mapping[str, set[str]]) -> bool:
    if kind.name in ("scenario", "review"):
        return True
    return any(set(field.links_to) & gone.keys() for field in kind.fields)


def _of_record(
    kind: RecordKind, key: str, record: Record | Council, gone: Mapping[str, set[str]]
) -> Iterator[Pointer]:
    for field in kind.fields:
        value = getattr(record, field.attribute)
        if not value:
            continue
        for at_kind in field.links_to:
            codes = gone.get(at_kind)
            if not codes:
                continue
            held = (value,) if isinstance(value, str) else tuple(value)
            hit = next((code for code in held if code in codes), None)
            if hit is not None:
                left = left_of(kind, field, value, codes)
                yield Pointer(kind.name, key, field.name, at_kind, hit, left)
    if isinstance(record, Scenario):
        yield from _of_events(key, record, gone)
    elif isinstance(record, Review) and record.subject in gone.get(record.subject_kind, ()):
        yield Pointer(kind.name, key, "subject", record.subject_kind, record.subject, None)


def left_of(kind: RecordKind, field: Field, value: Any, gone: set[str]) -> Mapping[str, Any] | None:
    """Return the values a field keeps without the codes that are `gone`.

    None where the whole record goes, because blank would be refused or mean something wider.
    """
    strict = field.required or (kind.name, field.name) in _BLANK_MEANS_MORE
    left: Any
    if field.type is FieldType.LINK:
        return None if strict else {field.attribute: None}
    if field.type is FieldType.AMOUNTS:
        left = MappingProxyType({code: one for code, one in value.items() if code not in gone})
        return {field.attribute: left}
    left = tuple(code for code in value if code not in gone)
    return None if strict and not left else {field.attribute: left}


def _of_events(key: str, scenario: Scenario, gone: Mapping[str, set[str]]) -> Iterator[Pointer]:
    def hit(kind: str, target: str) -> str | None:
        kinds = TARGETS_OF_EVENT.get(kind, ())
        return next((one for one in kinds if target in gone.get(one, ())), None)

    for event in scenario.events:
        at_kind = hit(event.kind, event.target)
        if at_kind is not None:
            left = tuple(one for one in scenario.events if hit(one.kind, one.target) is None)
            yield Pointer("scenario", key, "events", at_kind, event.target, {"events": left})
            return

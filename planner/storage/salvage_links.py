"""Links of saved records that lead nowhere: what they led to is made anew by name, or forgotten."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from types import MappingProxyType

from planner import fields
from planner.field_types import Field, FieldType, RecordKind
from planner.register.changes import COUNCIL_KIND
from planner.register.dependents import left_of
from planner.register.records import Event, Record, Review, Scenario
from planner.register.register import Register
from planner.register.validity_rules import TARGETS_OF_EVENT, target_fault
from planner.storage.salvage_records import LOST, SalvagedRecords, replaced


def mended_links(found: SalvagedRecords) -> None:
    """Leave no link of the saved records that leads nowhere.

    A record that others mean nothing without is made anew where a code and a name are all it needs,
    so that what points at it stays; else what points at it forgets it or is set aside.
    """
    _make_anew(found)
    while _mended_once(found):
        pass
    held = found.tables.get("contact", {})
    contacts = tuple(code for code in found.council.contacts if code in held)
    if contacts != found.council.contacts:
        found.unknown.append("The council's contacts forget those that are lost.")
        found.council = dataclasses.replace(found.council, contacts=contacts)


def _make_anew(found: SalvagedRecords) -> None:
    for kind, key, one, codes in list(_astray(found)):
        if (
            left_of(kind, one, getattr(found.tables[kind.name][key], one.attribute), codes)
            is not None
        ):
            continue
        target = fields.BY_NAME[one.links_to[0]]
        if len(one.links_to) > 1 or not _needs_a_name_only(target):
            continue
        for code in sorted(codes):
            table = found.tables.setdefault(target.name, {})
            if code not in table:
                name = next(part.attribute for part in target.fields[1:] if part.required)
                table[code] = target.type(**{"id": code, name: f"{code} ({LOST})"})
                found.unknown.append(
                    f"{found.named(target, code)} is lost and was made anew with its code alone, "
                    "because others point at it."
                )


def _needs_a_name_only(kind: RecordKind) -> bool:
    needed = [one for one in kind.fields if one.required and one.name != "id"]
    return kind.has_id and [one.type for one in needed] == [FieldType.TEXT]


def _astray(found: SalvagedRecords) -> Iterator[tuple[RecordKind, str, Field, set[str]]]:
    """Yield each field of a record with the codes in it that nothing has."""
    for kind in fields.KINDS:
        linking = [one for one in kind.fields if one.links_to]
        for key, record in found.tables.get(kind.name, {}).items():
            for one in linking:
                value = getattr(record, one.attribute)
                if not value:
                    continue
                held = (value,) if isinstance(value, str) else tuple(value)
                codes = {
                    code
                    for code in held
                    if not any(code in found.tables.get(at, ()) for at in one.links_to)
                }
                if codes:
                    yield kind, key, one, codes


def _mended_once(found: SalvagedRecords) -> bool:
    """Mend what leads nowhere now; return whether there was anything, which may lead to more."""
    astray = list(_astray(found))
    for kind, key, one, codes in astray:
        record = found.tables[kind.name].get(key)
        if record is None:
            continue
        left = left_of(kind, one, getattr(record, one.attribute), codes)
        where = f"{one.label.lower()} {', '.join(sorted(codes))}"
        if left is None:
            _set_aside(found, kind, key, record, f"{where} is not there")
        else:
            found.tables[kind.name][key] = replaced(record, left)
            found.unknown.append(f"{found.named(kind, key)} forgets its {where}, which is lost.")
    return _mended_targets(found) or bool(astray)


def _mended_targets(found: SalvagedRecords) -> bool:
    register = Register(
        found.council, MappingProxyType({k: MappingProxyType(v) for k, v in found.tables.items()})
    )
    is_changed = False
    for key, record in list(found.tables.get("scenario", {}).items()):
        if isinstance(record, Scenario):
            events = tuple(one for one in record.events if not _is_lost(one, register))
            if events != record.events:
                found.tables["scenario"][key] = replaced(record, {"events": events})
                found.unknown.append(f"scenario {key} forgets events whose target is lost.")
                is_changed = True
    for key, record in list(found.tables.get("review", {}).items()):
        if (
            isinstance(record, Review)
            and record.subject not in found.tables.get(record.subject_kind, ())
            and record.subject_kind != COUNCIL_KIND
        ):
            why = f"{record.subject_kind} {record.subject} is not there"
            _set_aside(found, fields.BY_NAME["review"], key, record, why)
            is_changed = True
    return is_changed


def _set_aside(
    found: SalvagedRecords, kind: RecordKind, key: str, record: Record, why: str
) -> None:
    del found.tables[kind.name][key]
    held = "; ".join(
        f"{one.name} {value}"
        for one in kind.fields
        if (value := getattr(record, one.attribute)) not in (None, (), one.default)
    )
    found.set_aside.append(f"{found.named(kind, key)}: {why}. It held: {held}.")


def _is_lost(event: Event, register: Register) -> bool:
    """Return whether an event hits a record that is not there; a market or area is no record."""
    kinds = TARGETS_OF_EVENT.get(event.kind, ())
    return set(kinds) <= fields.BY_NAME.keys() and target_fault(event, register) is not None

"""Records as plain values of JSON and back, built from the table of fields.

The names are those of every format. Blank and default fields are left out, so a field added later
reads as its default from whatever was kept before.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, cast

from planner import fields
from planner.field_types import LIST_TYPES, Field, FieldType, RecordKind
from planner.register.changes import COUNCIL_KIND, Change
from planner.register.records import Council, Record


def kind_called(name: str) -> RecordKind:
    """Return the kind of record called `name`, the council included; KeyError where unknown."""
    return fields.COUNCIL if name == COUNCIL_KIND else fields.BY_NAME[name]


def plain_value(field: Field, value: Any) -> Any:
    """Return a value as JSON can hold it: dates as ISO text, tuples as lists."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if field.type is FieldType.EVENTS:
        return [plain_fields(fields.EVENT, event) for event in value]
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value


def value_from_plain(field: Field, plain: Any) -> Any:
    """Return the value that `plain_value` made; None gives the field's default."""
    if plain is None:
        return field.default
    if field.type is FieldType.DATE:
        return datetime.date.fromisoformat(plain)
    if field.type is FieldType.EVENTS:
        return tuple(fields.EVENT.type(**_attributes(fields.EVENT, event)) for event in plain)
    if field.type in LIST_TYPES:
        return tuple(plain)
    return MappingProxyType(dict(plain)) if field.type is FieldType.AMOUNTS else plain


def plain_fields(kind: RecordKind, record: Any) -> dict[str, Any]:
    """Return the fields of a record that differ from their defaults, by name."""
    return {
        field.name: plain_value(field, value)
        for field in kind.fields
        if (value := getattr(record, field.attribute)) != field.default
    }


def plain_record(kind: str, record: Record | Council | None) -> dict[str, Any] | None:
    """Return a record as JSON can hold it, or None for no record."""
    return None if record is None else plain_fields(kind_called(kind), record)


def record_from_plain(kind: str, plain: Mapping[str, Any] | None) -> Record | Council | None:
    """Return the record that `plain_record` made."""
    if plain is None:
        return None
    known = kind_called(kind)
    return cast("Record | Council", known.type(**_attributes(known, plain)))


def plain_change(change: Change) -> dict[str, Any]:
    """Return a change as JSON can hold it."""
    return {
        "kind": change.kind,
        "key": change.key,
        "before": plain_record(change.kind, change.before),
        "after": plain_record(change.kind, change.after),
        "position": change.position,
    }


def change_from_plain(plain: Mapping[str, Any]) -> Change:
    """Return the change that `plain_change` made."""
    kind = plain["kind"]
    return Change(
        kind,
        plain["key"],
        record_from_plain(kind, plain["before"]),
        record_from_plain(kind, plain["after"]),
        plain["position"],
    )


def _attributes(kind: RecordKind, plain: Mapping[str, Any]) -> dict[str, Any]:
    return {
        field.attribute: value_from_plain(field, plain[field.name])
        for field in kind.fields
        if field.name in plain
    }

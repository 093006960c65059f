"""How a table of differences names values and records, whatever they were compared with."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from planner import fields
from planner.field_types import Field, FieldType, RecordKind
from planner.register.records import Council, Event, Record
from planner.register.register import Register, base_key
from planner.register.words import name_of, value_in_words

LONGEST = 160
LONGEST_SUMMARY = 240


def in_words(field: Field, value: Any, longest: int = LONGEST) -> str:
    """Return a value as a table of differences shows it, shortened; "" for a blank."""
    words = value_in_words(field, value) or _long_value(field, value)
    line = " ".join(words.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def event_in_words(event: Event) -> str:
    """Return an event as a line: "insolvency of P1 on day 0 (warning 14)"."""
    more = [
        f"{part.label.lower()} {value_in_words(part, getattr(event, part.attribute))}"
        for part in fields.EVENT.fields
        if part.name not in ("kind", "target", "day") and getattr(event, part.attribute) is not None
    ]
    line = f"{fields.in_words(event.kind)} of {event.target} on day {event.day}"
    return f"{line} ({', '.join(more)})" if more else line


def record_named(kind: RecordKind, record: Record | Council, register: Register) -> str:
    """Return the name and the code of a record: "Home care north (C1)"."""
    name = name_of(kind, record, register)
    if isinstance(record, Council) or not kind.has_id:
        return name
    code = base_key(kind, record)
    return name if code == name else f"{name} ({code})"


def record_summary(kind: RecordKind, record: Record) -> str:
    """Return the filled fields of a record besides those that name it, in a line, shortened."""
    parts = [
        f"{one.label.lower()} {words}"
        for one in kind.fields
        if one.name not in ("id", "title", "name", *kind.key_fields)
        and (words := in_words(one, getattr(record, one.attribute), 60))
    ]
    line = ", ".join(parts) or "there"
    return line if len(line) <= LONGEST_SUMMARY else f"{line[:LONGEST_SUMMARY].rstrip()}…"


def _long_value(field: Field, value: Any) -> str:
    if value is None or value == ():
        return ""
    if field.type is FieldType.EVENTS:
        return "; ".join(event_in_words(event) for event in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{code} = {_number(amount)}" for code, amount in value.items())
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "; ".join(
            fields.in_words(one) if field.type is FieldType.CHOICES else str(one) for one in value
        )
    return str(value)


def _number(amount: float) -> str:
    return f"{amount:,.2f}".removesuffix(".00")

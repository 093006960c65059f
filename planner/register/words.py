"""How sentences name records and show values."""

from __future__ import annotations

import datetime
from typing import Any

from planner import fields
from planner.field_types import Field, FieldType, RecordKind
from planner.register.records import (
    Accounts,
    Council,
    Place,
    Record,
    Spend,
    SupplyLink,
    WarningSign,
)
from planner.register.register import Register, base_key

LONGEST_SHOWN = 60


def name_of(kind: RecordKind, record: Record | Council, register: Register) -> str:
    """Return what people call a record: "Home care", "the council", "people in North on C1"."""
    if isinstance(record, Council):
        return "the council"
    if isinstance(record, Place):
        contract = _title(register, "contract", record.contract)
        return f"people in {record.area} on {contract}"
    if isinstance(record, SupplyLink):
        upstream = _title(register, "provider", record.upstream)
        return f"{upstream} for {_title(register, 'provider', record.downstream)}"
    if isinstance(record, WarningSign):
        provider = _title(register, "provider", record.provider)
        return f"{record.indicator} at {provider} on {_day(record.date)}"
    if isinstance(record, Accounts):
        provider = _title(register, "provider", record.provider)
        return f"accounts of {provider} to {_day(record.year_end)}"
    if isinstance(record, Spend):
        provider = _title(register, "provider", record.provider)
        return f"spend with {provider} in {record.year} ({record.source})"
    for attribute in ("title", "name", "role"):
        found = getattr(record, attribute, None)
        if isinstance(found, str) and found.strip():
            return found
    return base_key(kind, record)


def record_in_words(kind: RecordKind, record: Record | Council, register: Register) -> str:
    """Return kind, name and code: "contract Home care north (C1)", "contract C1"."""
    if isinstance(record, Council):
        return "the council"
    name = name_of(kind, record, register)
    label = f"{kind.label[0].lower()}{kind.label[1:]}"
    if kind.name == "place":
        return f"count of {name}"
    if kind.name in ("accounts", "spend"):
        return name
    code = base_key(kind, record)
    return f"{label} {name} ({code})" if kind.has_id and code != name else f"{label} {name}"


def value_in_words(field: Field, value: Any) -> str:
    """Return a value as a sentence shows it; "" where it is blank or too long to show."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.type is FieldType.MONEY and isinstance(value, int | float):
        return f"£{value:,.2f}".removesuffix(".00")
    if isinstance(value, int | float):
        return f"{value:g}" if abs(value) < 100_000 else f"{value:,.0f}"
    if isinstance(value, datetime.date):
        return _day(value)
    if isinstance(value, str):
        text = fields.in_words(value) if field.choices else value
    elif field.type in (FieldType.EVENTS, FieldType.AMOUNTS):
        return ""
    else:
        text = ", ".join(str(one) for one in value)
    return text if len(text) <= LONGEST_SHOWN and "\n" not in text else ""


def _title(register: Register, kind: str, key: str) -> str:
    record = register.of_kind(kind).get(key)
    return name_of(fields.BY_NAME[kind], record, register) if record else key


def _day(date: datetime.date) -> str:
    return f"{date.day} {date:%B %Y}"

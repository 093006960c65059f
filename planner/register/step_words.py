"""What a step of history changed, record by record and field by field, in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from planner.field_types import Field, FieldType
from planner.register.changes import COUNCIL_KIND, Change
from planner.register.plain import kind_called

BLANK = "not known"
MOST_FIELDS = 60
"""Lines told of one step; an import of thousands says how many more there are."""


def told(changes: Iterable[Change]) -> tuple[str, ...]:
    """Return a line for each field that changed and each record added or removed."""
    lines: list[str] = []
    more = 0
    for change in changes:
        for line in _lines(change):
            if len(lines) < MOST_FIELDS:
                lines.append(line)
            else:
                more += 1
    if more:
        lines.append(f"and {more:,} more")
    return tuple(lines)


def _lines(change: Change) -> list[str]:
    kind = kind_called(change.kind)
    after, before = change.after, change.before
    called = _called(change)
    if before is None or after is None:
        return [f"{called} {'added' if before is None else 'removed'}"]
    return [
        f"{called}: {field.label} from {_words(field, was)} to {_words(field, now)}"
        for field in kind.fields
        if (was := getattr(before, field.attribute)) != (now := getattr(after, field.attribute))
    ]


def _called(change: Change) -> str:
    if change.kind == COUNCIL_KIND:
        return "The council"
    record = change.after if change.after is not None else change.before
    name = getattr(record, "title", None) or getattr(record, "name", None)
    label = kind_called(change.kind).label
    return (
        f"{label} {name} ({change.key})"
        if name and name != change.key
        else (f"{label} {change.key}")
    )


def _words(field: Field, value: Any) -> str:
    if value is None or value == "" or value == ():
        return BLANK
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.date):
        return f"{value.day} {value:%b %Y}"
    if isinstance(value, int | float):
        number = f"{value:,.2f}".rstrip("0").rstrip(".")
        if field.type is FieldType.MONEY:
            return f"£{number}"
        unit = field.unit if field.unit in ("days", "weeks") else ""
        return f"{number} {unit[:-1] if value == 1 else unit}".rstrip()
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {amount:g}" for name, amount in value.items()) or BLANK
    if isinstance(value, tuple):
        if field.type is FieldType.EVENTS:
            return f"{len(value)} events"
        return ", ".join(map(str, value))
    return f"“{value}”" if field.type in (FieldType.TEXT, FieldType.LONG_TEXT) else str(value)

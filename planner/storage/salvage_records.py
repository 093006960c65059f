"""Rows that could be read, made into records that Backstop would keep, with a list of what is lost.

What a record lacks is looked for in the last change that speaks of it, then in a backup. What is
found nowhere becomes unknown; a record that means nothing without it is set aside.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from planner import fields
from planner.field_types import Field, FieldType, RecordKind
from planner.register.changes import COUNCIL_KIND
from planner.register.plain import value_from_plain
from planner.register.records import Council, Record
from planner.register.register import base_key
from planner.register.validity import value_fault
from planner.storage.pages import UNREADABLE
from planner.storage.salvage_rows import SalvagedTable, Values
from planner.storage.tables import AS_JSON

Where = tuple[str, str]
_EARLIER_NAMES = {"class": "criticality"}
LOST = "its record was lost"


@dataclass(slots=True)
class SalvagedRecords:
    """Records by kind and key, in the order of entry, and in sentences what became of the others.

    `set_aside` are the records left out, each with what of it can be read.
    """

    council: Council = field(default_factory=Council)
    tables: dict[str, dict[str, Record]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)
    brought_back: list[str] = field(default_factory=list)

    def named(self, kind: RecordKind, key: str) -> str:
        """Return how a sentence names a record."""
        return f"{kind.label.lower()} {key}"


def salvaged_records(
    tables: Mapping[str, SalvagedTable],
    last: Mapping[Where, Record | Council | None],
    backup: Mapping[Where, Record | Council] | None = None,
) -> SalvagedRecords:
    """Return the records of the rows; `last` and `backup` fill what cannot be read.

    A record that `last` says was removed stays out where its row stood on a page that nothing led
    to. One that a table with damage lacks comes back from `last`, or from `backup` where history
    does not speak of it.
    """
    found = SalvagedRecords()
    earlier = backup or {}
    for kind in fields.KINDS:
        rows = tables[kind.plural]
        records = _of_kind(kind, rows, last, earlier, found)
        if not rows.is_whole:
            _bring_back(kind, records, last, earlier, found)
        if records:
            found.tables[kind.name] = records
    found.council = _council(tables[fields.COUNCIL.plural], last, earlier, found)
    return found


def _of_kind(
    kind: RecordKind,
    table: SalvagedTable,
    last: Mapping[Where, Record | Council | None],
    earlier: Mapping[Where, Record | Council],
    found: SalvagedRecords,
) -> dict[str, Record]:
    ranked: list[tuple[int, str, Record]] = []
    keys: set[str] = set()
    for number, row in enumerate(table.rows):
        key = _key(row)
        if key in keys:
            continue
        is_stray = number >= len(table.rows) - table.strays
        if is_stray and key and last.get((kind.name, key), row) is None:
            continue  # removed since; its page was free
        other = last.get((kind.name, key)) or earlier.get((kind.name, key))
        record = _record(kind, key, row, cast("Record | None", other), found)
        if record is None:
            continue
        key = key or base_key(kind, record)
        if key and key not in keys:
            keys.add(key)
            rank = row.get("rank")
            ranked.append((rank if isinstance(rank, int) else 2**62, key, record))
    ranked.sort(key=lambda one: one[0])
    return {key: record for _, key, record in ranked}


def _key(row: Values) -> str:
    key = row.get("key")
    if not isinstance(key, str) or not key:
        key = row.get("id")
    return key if isinstance(key, str) else ""


def _record(
    kind: RecordKind, key: str, row: Values, other: Record | None, found: SalvagedRecords
) -> Record | None:
    """Return the record of a row, or None where it is set aside."""
    named = found.named(kind, key or "without a code that can be read")
    values: dict[str, Any] = {}
    for one in kind.fields:
        if kind.has_id and one.name == "id" and key:
            values[one.attribute] = key
            continue
        raw = row.get(one.name, row.get(_EARLIER_NAMES.get(one.name, "")))
        try:
            values[one.attribute] = _value(one, raw)
        except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
            instead = None if other is None else getattr(other, one.attribute)
            if other is not None and value_fault(one, instead) is None:
                values[one.attribute] = instead
                found.unknown.append(f"{one.label} of {named} was taken from an earlier change.")
            elif not one.required:
                values[one.attribute] = one.default
                found.unknown.append(f"{one.label} of {named} is now unknown.")
            elif one.type in (FieldType.TEXT, FieldType.LONG_TEXT) and key and kind.has_id:
                values[one.attribute] = key
                found.unknown.append(f"{one.label} of {named} is lost; its code stands there.")
            else:
                found.set_aside.append(f"{named}: {one.label.lower()} is lost. {_told(row)}")
                return None
    return cast(Record, kind.type(**values))


def _value(one: Field, raw: Any) -> Any:
    """Return the value of a stored one; ValueError or TypeError where none could be kept so."""
    if raw is UNREADABLE:
        raise ValueError("unreadable")
    if raw is None:
        if one.required:
            raise ValueError("blank")
        return one.default
    value: Any = raw
    if one.type in AS_JSON:
        value = value_from_plain(one, json.loads(raw))
    elif one.type is FieldType.DATE:
        value = datetime.date.fromisoformat(raw)
    elif one.type is FieldType.YES_NO:
        value = {0: False, 1: True}[raw]
    elif one.type in (FieldType.NUMBER, FieldType.MONEY, FieldType.SHARE):
        value = float(raw) if isinstance(raw, int | float) else raw
    fault = value_fault(one, value)
    if fault is not None:
        raise ValueError(fault.what)
    return value


def _told(row: Values) -> str:
    """Return what can be read of a row, for the report."""
    told = [
        f"{name} {value}"
        for name, value in row.items()
        if name not in ("key", "rank") and value is not None and value is not UNREADABLE
    ]
    return f"It held: {'; '.join(told)}." if told else "Nothing of it can be read."


def _bring_back(
    kind: RecordKind,
    records: dict[str, Record],
    last: Mapping[Where, Record | Council | None],
    earlier: Mapping[Where, Record | Council],
    found: SalvagedRecords,
) -> None:
    for source, told in ((last, "the last change of it"), (earlier, "a backup")):
        for (kind_name, key), record in source.items():
            if kind_name != kind.name or record is None or key in records:
                continue
            if (kind_name, key) in last and last[kind_name, key] is None:
                continue
            sound = cast(Record, record)
            if any(value_fault(one, getattr(sound, one.attribute)) for one in kind.fields):
                continue
            records[key] = sound
            found.brought_back.append(f"{found.named(kind, key)} was brought back from {told}.")


def _council(
    table: SalvagedTable,
    last: Mapping[Where, Record | Council | None],
    earlier: Mapping[Where, Record | Council],
    found: SalvagedRecords,
) -> Council:
    where = (COUNCIL_KIND, "")
    other = cast("Council | None", last.get(where) or earlier.get(where))
    if not table.rows:
        if other is not None:
            found.brought_back.append("The council's own details were brought back.")
        else:
            found.unknown.append("The council's own details are lost.")
        return other or Council()
    values: dict[str, Any] = {}
    for one in fields.COUNCIL.fields:
        raw = table.rows[0].get(one.name)
        try:
            blank = raw is None or raw == ""
            values[one.attribute] = one.default if blank else _value(one, raw)
        except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
            values[one.attribute] = getattr(other, one.attribute) if other else one.default
            found.unknown.append(f"{one.label} of the council could not be read.")
    values["name"] = values["name"] or ""
    return Council(**values)


def different_from_history(
    found: SalvagedRecords, last: Mapping[Where, Record | Council | None]
) -> Iterator[str]:
    """Yield which records are not what the last change that speaks of them left."""
    for (kind_name, key), record in last.items():
        if kind_name == COUNCIL_KIND:
            if found.council != record:
                yield "The council's own details are not what history says."
            continue
        kind = fields.BY_NAME[kind_name]
        now = found.tables.get(kind_name, {}).get(key)
        if now is None and record is not None:
            yield f"{found.named(kind, key)} is missing, though history says it is there."
        elif now is not None and record is None:
            yield f"{found.named(kind, key)} is there, though history says it was removed."
        elif now is not None and record is not None and now != record:
            differing = [
                one.label.lower()
                for one in kind.fields
                if getattr(now, one.attribute) != getattr(record, one.attribute)
            ]
            yield f"{found.named(kind, key)} is not what history says ({', '.join(differing)})."


def replaced(record: Record, values: Mapping[str, Any]) -> Record:
    """Return a record with other values, by attribute."""
    return cast(Record, dataclasses.replace(cast(Any, record), **values))

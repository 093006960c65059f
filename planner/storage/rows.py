"""Records to rows and back, without an object in between for each row."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, insert, select

from planner import fields
from planner.field_types import Field, RecordKind
from planner.register.plain import plain_value, value_from_plain
from planner.register.records import Council, Record
from planner.register.register import Register
from planner.storage.tables import AS_JSON, COUNCIL_TABLE, RECORD_TABLES

# Rows go in by so many at a time, so that a large register never stands twice in memory.
BATCH = 5_000


def row_of(kind: RecordKind, key: str, rank: int, record: Record | Council) -> dict[str, Any]:
    """Return the row that keeps a record: column to value."""
    row: dict[str, Any] = {"key": key, "rank": rank}
    for field in kind.fields:
        value = getattr(record, field.attribute)
        if field.type in AS_JSON:
            value = _as_json(field, value)
        row[field.name] = value
    return row


def _as_json(field: Field, value: Any) -> str | None:
    if value == field.default:
        return None
    return json.dumps(plain_value(field, value), ensure_ascii=False, separators=(",", ":"))


def read_register(connection: Connection, revision: int) -> tuple[Register, dict[str, int]]:
    """Return the register of a file, and the largest rank of each kind that has records."""
    tables: dict[str, Mapping[str, Record]] = {}
    last: dict[str, int] = {}
    for kind in fields.KINDS:
        table: dict[str, Record] = {}
        rank = 0
        for key, rank, record in _records(connection, kind):  # noqa: B007
            table[key] = record
        if table:
            tables[kind.name] = MappingProxyType(table)
            last[kind.name] = rank
    return Register(_council(connection), MappingProxyType(tables), revision), last


def _records(connection: Connection, kind: RecordKind) -> Iterator[tuple[str, int, Record]]:
    table = RECORD_TABLES[kind.name]
    columns = [table.c.key, table.c.rank, *(table.c[field.name] for field in kind.fields)]
    mended = _conversions(kind)
    for row in connection.execute(select(*columns).order_by(table.c.rank)):
        values = list(row[2:])
        for index, convert in mended:
            values[index] = convert(values[index])
        yield row[0], row[1], kind.type(*values)


def _council(connection: Connection) -> Council:
    columns = [COUNCIL_TABLE.c[field.name] for field in fields.COUNCIL.fields]
    row = connection.execute(select(*columns)).one_or_none()
    if row is None:
        return Council()
    values = list(row)
    for index, convert in _conversions(fields.COUNCIL):
        values[index] = convert(values[index])
    values[0] = values[0] or ""
    return Council(*values)


def _conversions(kind: RecordKind) -> list[tuple[int, Callable[[Any], Any]]]:
    """Return the columns that need more than SQLAlchemy does, by index among the fields."""
    found: list[tuple[int, Callable[[Any], Any]]] = []
    for index, field in enumerate(kind.fields):
        if field.type in AS_JSON:
            found.append((index, _from_json(field)))
        elif field.default is not None:
            found.append((index, _default_for_blank(field)))
    return found


def _from_json(field: Field) -> Callable[[Any], Any]:
    return lambda text: field.default if text is None else value_from_plain(field, json.loads(text))


def _default_for_blank(field: Field) -> Callable[[Any], Any]:
    return lambda value: field.default if value is None else value


def write_all(connection: Connection, register: Register, gap: int) -> dict[str, int]:
    """Insert a whole register into empty tables; return the largest rank of each kind."""
    connection.execute(insert(COUNCIL_TABLE), [row_of(fields.COUNCIL, "", 0, register.council)])
    last: dict[str, int] = {}
    for kind in fields.KINDS:
        records = register.of_kind(kind.name)
        rows = (
            row_of(kind, key, number * gap, record)
            for number, (key, record) in enumerate(records.items(), start=1)
        )
        for batch in batches(rows):
            connection.execute(insert(RECORD_TABLES[kind.name]), batch)
        if records:
            last[kind.name] = len(records) * gap
    return last


def batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield rows in lists of at most `BATCH`."""
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch

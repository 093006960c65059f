"""Values that Backstop would never have kept, put into a file by another program.

The file is asked by SQL, so that a large register still opens at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sqlalchemy import Connection, Table, literal, literal_column, select
from sqlalchemy.exc import SQLAlchemyError

from planner import fields
from planner.field_types import NUMBER_TYPES, Field, FieldType
from planner.storage.tables import COUNCIL_TABLE, RECORD_TABLES

UNFIT = (
    SQLAlchemyError,
    sqlite3.Error,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""What reading values that Backstop never wrote can end in."""
STORED_AS = {
    FieldType.WHOLE: ("integer",),
    FieldType.NUMBER: ("real", "integer"),
    FieldType.MONEY: ("real", "integer"),
    FieldType.SHARE: ("real", "integer"),
    FieldType.YES_NO: ("integer",),
}
_NO_NUMBERS = ("NaN", "Infinity", "-Infinity")


def unsound_field(connection: Connection) -> str:
    """Return where a value of the wrong type, choice or limit stands, or "" where none does.

    The answer is such as "services, class". Links that lead nowhere count too. A server holds its
    columns to their types and its links to their ends by itself, a file does not.
    """
    is_file = connection.dialect.name == "sqlite"
    fault_of = _fault if is_file else _fault_of_value
    for kind in (*fields.KINDS, fields.COUNCIL):
        table = COUNCIL_TABLE if kind is fields.COUNCIL else RECORD_TABLES[kind.name]
        faults = {field.name: found for field in kind.fields if (found := fault_of(field))}
        if not faults or not _has(connection, table, " OR ".join(faults.values())):
            continue
        for name, fault in faults.items():
            if _has(connection, table, fault):
                return f"{kind.plural}, {name}"
    if ring := _ring_of_owners(connection):
        return f"providers, parent ({ring} owns itself through others)"
    if not is_file:
        return ""
    astray = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    return f"{astray[0]}, a link to {astray[2]} that are not there" if astray else ""


def _ring_of_owners(connection: Connection) -> str:
    """Return a provider that is above itself in its group, or "" where none is."""
    providers = RECORD_TABLES["provider"].c
    rows = select(providers.key, providers.parent).where(providers.parent.is_not(None))
    parents: dict[str, str] = {row[0]: row[1] for row in connection.execute(rows)}
    sound: set[str] = set()
    for key in parents:
        path: dict[str, None] = {}
        above = key
        while above in parents and above not in sound:
            if above in path:
                return above
            path[above] = None
            above = parents[above]
        sound.update(path)
    return ""


def _has(connection: Connection, table: Table, condition: str) -> bool:
    found = select(literal(1)).select_from(table).where(literal_column(condition)).limit(1)
    return connection.execute(found).first() is not None


def _fault(field: Field) -> str:
    """Return the condition that a value of this field in a file must not meet."""
    types = ("null", *STORED_AS.get(field.type, ("text",)))
    column = f'"{field.name}"'
    faults = [f"typeof({column}) NOT IN ({_quoted(types)})"]
    if field.type is FieldType.YES_NO:
        faults.append(f"{column} NOT IN (0, 1)")
    elif field.type not in STORED_AS:
        faults.append(f"instr({column}, char(0)) > 0")
        if field not in fields.COUNCIL.fields:
            faults.append(f"{column} = ''")
    return " OR ".join([*faults, *_faults_of_value(field)])


def _fault_of_value(field: Field) -> str:
    """Return the condition that a value of this field on a server must not meet, or ""."""
    faults = list(_faults_of_value(field))
    if field.type in NUMBER_TYPES and field.type is not FieldType.WHOLE:
        faults.append(f'"{field.name}" IN ({_quoted(_NO_NUMBERS)})')
    return " OR ".join(faults)


def _faults_of_value(field: Field) -> Iterator[str]:
    column = f'"{field.name}"'
    if field.type is FieldType.CHOICE:
        yield f"{column} NOT IN ({_quoted(field.choices)})"
    if field.type in NUMBER_TYPES:
        if field.at_least is not None:
            yield f"{column} < {field.at_least}"
        if field.at_most is not None:
            yield f"{column} > {field.at_most}"


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)

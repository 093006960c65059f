"""Values that Backstop would never have kept, put into a file by another program.

The file is asked by SQL, so that a large register still opens at once.
"""

from __future__ import annotations

from sqlalchemy import Connection

from planner import fields
from planner.field_types import NUMBER_TYPES, Field, FieldType

_STORED_AS = {
    FieldType.WHOLE: ("integer",),
    FieldType.NUMBER: ("real", "integer"),
    FieldType.MONEY: ("real", "integer"),
    FieldType.SHARE: ("real", "integer"),
    FieldType.YES_NO: ("integer",),
}


def unsound_field(connection: Connection) -> str:
    """Return where a value of the wrong type, choice or limit stands, or "" where none does.

    The answer is such as "services, class". Links that lead nowhere count too.
    """
    for kind in (*fields.KINDS, fields.COUNCIL):
        faults = {field.name: _fault(field) for field in kind.fields}
        if not _has(connection, kind.plural, " OR ".join(faults.values())):
            continue
        for name, fault in faults.items():
            if _has(connection, kind.plural, fault):
                return f"{kind.plural}, {name}"
    astray = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    return f"{astray[0]}, a link to {astray[2]} that are not there" if astray else ""


def _has(connection: Connection, table: str, condition: str) -> bool:
    found = connection.exec_driver_sql(f'SELECT 1 FROM "{table}" WHERE {condition} LIMIT 1')
    return found.first() is not None


def _fault(field: Field) -> str:
    """Return the condition that a stored value of this field must not meet."""
    types = ("null", *_STORED_AS.get(field.type, ("text",)))
    column = f'"{field.name}"'
    faults = [f"typeof({column}) NOT IN ({_quoted(types)})"]
    if field.type is FieldType.YES_NO:
        faults.append(f"{column} NOT IN (0, 1)")
    if field.type is FieldType.CHOICE:
        faults.append(f"{column} NOT IN ({_quoted(field.choices)})")
    if field.type in NUMBER_TYPES:
        if field.at_least is not None:
            faults.append(f"{column} < {field.at_least}")
        if field.at_most is not None:
            faults.append(f"{column} > {field.at_most}")
    return " OR ".join(faults)


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)

"""What does not belong in a register file: triggers, views and whatever else could run in it.

A register holds plain tables of known columns and indexes of them, and nothing else. Its schema is
read as words before SQLite is asked to check the file, since a check would already run it.
"""

from __future__ import annotations

import re
import sqlite3

from planner.storage.tables import Base

_OLD_COLUMNS = frozenset({"criticality"})
_SQL = frozenset(
    {
        *("create", "table", "index", "on", "not", "null", "primary", "key", "foreign"),
        *("references", "deferrable", "initially", "deferred", "default", "unique"),
        *("text", "bigint", "float", "boolean", "date", "integer", "varchar"),
    }
)
_WORD = re.compile(r"\"(?:[^\"]|\"\")*\"|\[[^\]]*\]|`[^`]*`|'(?:[^']|'')*'|[A-Za-z_]\w*|\d+|\S")
_SIGNS = frozenset("(),")
_QUOTES = '"[]`'


def planted_in(connection: sqlite3.Connection) -> str:
    """Return what does not belong in a register file, such as "a trigger, t1", or "".

    sqlite3.DatabaseError where the schema cannot be read at all.
    """
    connection.execute("PRAGMA trusted_schema = OFF")
    known = _known_words()
    for kind, name, table, sql in connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master"
    ):
        if kind not in ("table", "index"):
            return f"a {kind}, {name}"
        if str(table) not in Base.metadata.tables:
            return f"a table, {table}"
        if sql is None and kind == "index" and str(name).startswith("sqlite_autoindex_"):
            continue
        strange = _strange_word(str(sql), known)
        if strange:
            return f"{strange} in {name}"
    return ""


def _known_words() -> frozenset[str]:
    columns = {column.name for table in Base.metadata.tables.values() for column in table.columns}
    indexes = {
        str(index.name) for table in Base.metadata.tables.values() for index in table.indexes
    }
    return frozenset({*Base.metadata.tables, *columns, *indexes, *_OLD_COLUMNS})


def _strange_word(sql: str, known: frozenset[str]) -> str:
    """Return the first word of a piece of schema that no register has, or "" where none is."""
    for found in _WORD.finditer(sql):
        word = found.group()
        plain = word.strip(_QUOTES)
        if word in _SIGNS or word in ("''", "0") or plain in known:
            continue
        if word[0] in _QUOTES or word.lower() not in _SQL:
            return word[:60]
    return ""

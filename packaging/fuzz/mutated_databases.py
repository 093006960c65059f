"""Register files made unfit: their pages, their values, and a schema with things planted in it."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mutated_bytes import NASTY_NUMBERS, NASTY_TEXTS, as_bytes, mutated_bytes

NASTY_JSON = ('["a","a"]', "[[]]", "{}", "[1]", '{"a":1}', "[" * 2000, "[null]")
Planter = Callable[[sqlite3.Connection, str, random.Random], None]


def mutated_database(data: bytes, chance: random.Random) -> bytes:
    """Return a register file with values, schema or bytes changed."""
    if chance.random() < 0.3:
        return _mutated_pages(data, chance)
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder) / "register.sqlite"
        path.write_bytes(data)
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            for _ in range(chance.choice((1, 1, 2, 5))):
                _do_one(connection, chance)
        except (sqlite3.Error, ValueError):
            pass  # what was done before stands
        finally:
            connection.close()
        made = path.read_bytes()
    return _mutated_pages(made, chance) if chance.random() < 0.05 else made


def _mutated_pages(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.4:
        return mutated_bytes(data, chance)
    held = bytearray(data)
    size = int.from_bytes(held[16:18], "big") or 4096
    size = 65536 if size == 1 else max(size, 512)
    page = chance.randrange(max(len(held) // size, 1)) * size
    if chance.random() < 0.3:
        page, size = 0, 100
    for _ in range(chance.choice((1, 2, 8))):
        at = page + chance.randrange(size)
        if at < len(held):
            held[at] = chance.randrange(256)
    return bytes(held)


def _do_one(connection: sqlite3.Connection, chance: random.Random) -> None:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    tables = [name for (name,) in rows if not name.startswith("sqlite_")]
    filled = [
        name for name in tables if connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone()
    ]
    if chance.random() < 0.6 and filled:
        _change_value(connection, chance.choice(filled), chance)
    else:
        chance.choice(PLANTED)(connection, chance.choice(tables), chance)


def _change_value(connection: sqlite3.Connection, table: str, chance: random.Random) -> None:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    column = chance.choice(columns)
    rows = "1" if chance.random() < 0.2 else "rowid = (SELECT rowid FROM {0} {1} LIMIT 1)"
    where = rows.format(f'"{table}"', "ORDER BY random()" if chance.random() < 0.5 else "")
    value: Any
    match chance.randrange(8):
        case 0:
            value = chance.choice(NASTY_NUMBERS)
            value = value if abs(value) < 2**63 else float(value)
        case 1:
            value = None
        case 2:
            value = chance.randbytes(chance.choice((0, 1, 8, 300)))
        case 3:
            other = f'SELECT "{chance.choice(columns)}" FROM "{table}" ORDER BY random() LIMIT 1'
            value = connection.execute(other).fetchone()[0]
        case 4:
            value = chance.choice(
                ('["a","a"]', "[[]]", "{}", "[1]", '{"a":1}', "[" * 2000, "[null]")
            )
        case _:
            value = chance.choice(NASTY_TEXTS)
    if isinstance(value, str):
        # Texts go in as bytes, since broken ones could not be given as a text.
        connection.execute(
            f'UPDATE OR IGNORE "{table}" SET "{column}" = CAST(? AS TEXT) WHERE {where}',
            (as_bytes(value),),
        )
    else:
        connection.execute(f'UPDATE OR IGNORE "{table}" SET "{column}" = ? WHERE {where}', (value,))


def _script(sql: str) -> Planter:
    def plant(connection: sqlite3.Connection, table: str, chance: random.Random) -> None:
        connection.executescript(sql.replace("{table}", table))

    return plant


def _schema(old: str, new: str) -> Planter:
    """Return what rewrites the schema itself, which SQLite then believes."""

    def plant(connection: sqlite3.Connection, table: str, chance: random.Random) -> None:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?", (old, new, table)
        )
        connection.execute("PRAGMA writable_schema = OFF")

    return plant


PLANTED: tuple[Planter, ...] = (
    _script('CREATE TRIGGER t AFTER INSERT ON "{table}" BEGIN DELETE FROM steps; END'),
    _script("CREATE TRIGGER u AFTER UPDATE ON \"{table}\" BEGIN UPDATE facts SET value='9'; END"),
    _script("CREATE TRIGGER s BEFORE INSERT ON steps BEGIN SELECT RAISE(IGNORE); END"),
    _script('ALTER TABLE "{table}" RENAME TO old; CREATE VIEW "{table}" AS SELECT * FROM old'),
    _script(
        'DROP TABLE "{table}"; CREATE VIEW "{table}" AS WITH RECURSIVE n(key) AS (SELECT 1 '
        "UNION ALL SELECT key + 1 FROM n) SELECT key FROM n"
    ),
    _script('DROP TABLE "{table}"; CREATE VIRTUAL TABLE "{table}" USING fts5(key, rank1)'),
    _script("CREATE VIRTUAL TABLE planted USING rtree(id, a, b)"),
    _script('ALTER TABLE "{table}" ADD COLUMN g AS (length(randomblob(900000000)))'),
    _script('CREATE INDEX i ON "{table}" (length(zeroblob(900000000)))'),
    _script('DROP TABLE "{table}"'),
    _script('ALTER TABLE "{table}" ADD COLUMN extra TEXT'),
    _script("CREATE TABLE extra (a PRIMARY KEY) WITHOUT ROWID"),
    _script("CREATE TABLE q (a INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO q VALUES (1)"),
    _script("PRAGMA application_id = 1"),
    _script("PRAGMA user_version = 99"),
    _script("PRAGMA user_version = -1"),
    _script("PRAGMA user_version = 1"),
    _script("PRAGMA journal_mode = WAL"),
    _script("PRAGMA encoding = 'UTF-16'; VACUUM"),
    _script("PRAGMA page_size = 65536; VACUUM"),
    _script("PRAGMA auto_vacuum = 1; VACUUM"),
    _script('DELETE FROM "{table}"'),
    _script("ANALYZE"),
    _script('CREATE TABLE other AS SELECT * FROM "{table}"'),
    _schema("TEXT", "TEXT CHECK (length(randomblob(100000000)) > 0)"),
    _schema("TEXT", "BLOB"),
    _schema("NOT NULL", ""),
    _schema("CREATE TABLE", "CREATE VIEW"),
    _schema("TEXT NOT NULL", "TEXT NOT NULL COLLATE nosuch"),
    _schema("(", "(("),
)
"""What somebody could plant in a file: each is run at one table chosen at random."""

"""The tables of a team register on its server: made from a file, brought up, copied to a file.

Each register has a schema of its own, so that a database can hold several. The version of the
tables is a fact among them; version 5, of the same number as the files', is the first on a server.
"""

from __future__ import annotations

import hashlib
import sqlite3
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Table, create_engine, func, insert, select, text, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from planner.storage.migrations import LATEST_VERSION, NotARegister
from planner.storage.publish import SaveFailed
from planner.storage.rows import batches
from planner.storage.tables import APPLICATION_ID, Base, FactRow
from planner.storage.team_address import TeamAddress
from planner.storage.team_tables import TeamBase
from planner.storage.working_copy import check_whole

MARK = "Backstop team register"
_OUR_FACTS = ("format", "version", "lineage")
# Append only, also for those who may edit: the server itself holds them to it.
_ONLY_ADDED_TO = ("steps", "changes", "exercise_log", "team_steps", "team_entries")

# What brings the tables of one version up to the next, by the version it starts from. SQL is
# written out here with {schema} for the schema, because a step has to do the same for ever.
STEPS: Mapping[int, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a team register says about itself. `lineage` tells it from any other ever made."""

    version: int
    lineage: str


def make(connection: Connection, address: TeamAddress, source: Path) -> None:
    """Make a register on the server from a register file of the latest version.

    The transaction is the caller's. SaveFailed where there is one of that name already.
    """
    (encoding,) = connection.execute(text("SHOW server_encoding")).one()
    if encoding != "UTF8":
        raise SaveFailed(
            f"The database {address.options.get('dbname', '')} keeps texts as {encoding}, which "
            "cannot hold every name; choose one that was made with the encoding UTF8."
        )
    there = text("SELECT 1 FROM pg_namespace WHERE nspname = :schema")
    if connection.execute(there, {"schema": address.schema}).first() is not None:
        raise SaveFailed(
            f"There is a {address.words} already; open it, or choose another name with ?register=."
        )
    connection.exec_driver_sql(f'CREATE SCHEMA "{address.schema}"')
    Base.metadata.create_all(connection, checkfirst=False)
    TeamBase.metadata.create_all(connection, checkfirst=False)
    with _file(source) as file:
        copy_tables(file, connection)
    facts = {"format": MARK, "version": str(LATEST_VERSION), "lineage": uuid.uuid4().hex}
    rows = [{"name": name, "value": value} for name, value in facts.items()]
    connection.execute(insert(FactRow), rows)


def let_in(connection: Connection, address: TeamAddress, role: str) -> None:
    """Let a role of the server read and edit a register, and change nothing of its history."""
    quote = connection.dialect.identifier_preparer.quote_identifier
    schema, to = quote(address.schema), quote(role)
    tables = f"ALL TABLES IN SCHEMA {schema}"
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO {to}")
    connection.exec_driver_sql(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {tables} TO {to}")
    for name in _ONLY_ADDED_TO:
        connection.exec_driver_sql(f"REVOKE UPDATE, DELETE ON {schema}.{quote(name)} FROM {to}")
    facts = f"{schema}.{quote(FactRow.__tablename__)}"
    connection.exec_driver_sql(f"REVOKE INSERT, UPDATE, DELETE ON {facts} FROM {to}")


def facts_of(connection: Connection, address: TeamAddress, *, is_there: bool = False) -> Facts:
    """Return what a register says about itself; NotARegister where none that can be read here.

    `is_there` spares the look for it where it was read before.
    """
    facts = {} if not is_there and not _is_there(connection, address) else _facts(connection)
    if facts.get("format") != MARK or not facts.get("version", "").isdigit():
        raise NotARegister(
            f"The schema {address.schema} on {address.host} belongs to another program; choose "
            "another name after ?register=."
        )
    version = int(facts["version"])
    if version > LATEST_VERSION:
        raise NotARegister(
            f"The {address.words} was brought up by a newer Backstop (version {version}, this one "
            f"reads up to {LATEST_VERSION}); install the newer Backstop to open it."
        )
    return Facts(version, facts.get("lineage", ""))


def _is_there(connection: Connection, address: TeamAddress) -> bool:
    """Return whether a schema has a table of facts; NotARegister where there is no such schema."""
    there = text("SELECT to_regclass(:table)")
    named = f'"{address.schema}"."{FactRow.__tablename__}"'
    known = "SELECT 1 FROM pg_namespace WHERE nspname = :schema"
    if connection.execute(text(known), {"schema": address.schema}).first() is None:
        raise NotARegister(
            f"There is no {address.words} in the database "
            f"{address.options.get('dbname', '')}; check the name after ?register=, or put one "
            "there with `backstop team new`."
        )
    return connection.execute(there, {"table": named}).scalar_one() is not None


def _facts(connection: Connection) -> dict[str, str]:
    try:
        rows = connection.execute(select(FactRow.name, FactRow.value)).all()
    except SQLAlchemyError as error:
        code = getattr(getattr(error, "orig", None), "sqlstate", None)
        if code != "42703":  # a table of facts with other columns
            raise
        return {}
    return {str(name): str(value) for name, value in rows}


def take_turn(connection: Connection, lineage: str) -> None:
    """Wait until nobody else edits the register of that lineage, and hold it until the commit."""
    # A lock of the server's that needs no right to any table and goes with its transaction.
    number = int.from_bytes(hashlib.sha256(lineage.encode()).digest()[:8], signed=True)
    connection.execute(select(func.pg_advisory_xact_lock(number)))


def bring_up(connection: Connection, address: TeamAddress, version: int) -> None:
    """Bring a register up to the latest version, in the caller's transaction."""
    schema = connection.dialect.identifier_preparer.quote_identifier(address.schema)
    for number in range(version, LATEST_VERSION):
        for statement in STEPS[number]:
            connection.exec_driver_sql(statement.format(schema=schema))
    latest = update(FactRow).where(FactRow.name == "version").values(value=str(LATEST_VERSION))
    connection.execute(latest)


def write_file(connection: Connection, path: Path) -> None:
    """Write a register with its whole history and its logs into a new register file.

    OSError or sqlite3.Error where it cannot be written.
    """
    with _file(path) as file:
        file.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        file.exec_driver_sql(f"PRAGMA user_version = {LATEST_VERSION}")
        Base.metadata.create_all(file, checkfirst=False)
        copy_tables(connection, file)
        file.commit()
    written = sqlite3.connect(path)
    try:
        check_whole(written)
    finally:
        written.close()


def copy_tables(source: Connection, target: Connection) -> None:
    """Copy every row of a register from one database into the empty tables of another."""
    for table in Base.metadata.tables.values():
        rows = (dict(row) for row in _rows(source, table))
        for batch in batches(rows):
            target.execute(insert(table), batch)


def _rows(source: Connection, table: Table) -> Iterator[Mapping[str, object]]:
    wanted = select(table)
    if table.name == FactRow.__tablename__:
        wanted = wanted.where(FactRow.name.not_in(_OUR_FACTS))
    for row in source.execute(wanted).mappings():
        yield {str(name): value for name, value in row.items()}


@contextmanager
def _file(path: Path) -> Iterator[Connection]:
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()

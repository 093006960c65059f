"""The local SQLite file that every edit lands in at once, one transaction for each step."""

from __future__ import annotations

import dataclasses
import datetime
import json
import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    bindparam,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.pool import StaticPool

from planner import fields
from planner.field_types import RecordKind
from planner.register.changes import COUNCIL_KIND, Change
from planner.register.history import History, Step
from planner.register.plain import change_from_plain, plain_change
from planner.register.register import Register
from planner.storage import exercise_log
from planner.storage.migrations import LATEST_VERSION
from planner.storage.order import GAP, ranks_for
from planner.storage.rows import batches, read_register, row_of, write_all
from planner.storage.soundness import unsound_field
from planner.storage.tables import (
    APPLICATION_ID,
    COUNCIL_TABLE,
    RECORD_TABLES,
    Base,
    ChangeRow,
    FactRow,
    StepRow,
)


class WorkingCopy:
    """An open working copy. Threads take turns: they share the one connection of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = _engine(path)
        self._last: dict[str, int] = {}
        self._turn = threading.RLock()

    @classmethod
    def create(cls, path: Path, register: Register) -> WorkingCopy:
        """Make a new file that holds a register with no history of its own."""
        copy = cls(path)
        try:
            with copy._engine.begin() as connection:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version = {LATEST_VERSION}")
                Base.metadata.create_all(connection)
                revision = {"name": "first_revision", "value": str(register.revision)}
                connection.execute(insert(FactRow), [revision])
                write_all(connection, register, GAP)
        except BaseException:
            copy.close()
            raise
        return copy

    def read(self) -> tuple[Register, History]:
        """Return the register and its history, without the changes of the steps.

        ValueError where a value is none that could have been kept.
        """
        with self._turn, self._engine.connect() as connection:
            unsound = unsound_field(connection)
            if unsound:
                raise ValueError(unsound)
            history = History.of(_steps(connection))
            revision = _revision(connection)
            register, self._last = read_register(connection, revision)
        return register, history

    def changes_of(self, number: int) -> tuple[Change, ...]:
        """Return the changes kept with one step."""
        rows = select(ChangeRow.change).where(ChangeRow.step == number).order_by(ChangeRow.ordinal)
        with self._turn, self._engine.connect() as connection:
            return tuple(
                change_from_plain(json.loads(text)) for (text,) in connection.execute(rows)
            )

    def size_of(self, number: int) -> int:
        """Return how many changes are kept with one step."""
        rows = select(func.count()).where(ChangeRow.step == number)
        with self._turn, self._engine.connect() as connection:
            return int(connection.execute(rows).scalar_one())

    def keep(self, step: Step, changes: Sequence[Change], after: Register) -> None:
        """Keep one step and what it changed; when this returns, a crash cannot lose it."""
        last = dict(self._last)
        with self._turn, self._engine.begin() as connection:
            connection.execute(insert(StepRow), [_step_row(step)])
            if step.undoes is None and step.redoes is None:
                rows = (_change_row(step.number, n, change) for n, change in enumerate(changes))
                for batch in batches(rows):
                    connection.execute(insert(ChangeRow), batch)
            for kind, found in _by_kind(changes).items():
                _change_table(connection, kind, found, after, last)
        self._last = last

    def log(self, exercise: str, entry: str) -> int:
        """Keep an entry of an exercise's log; when this returns, a crash cannot lose it."""
        with self._turn, self._engine.begin() as connection:
            return exercise_log.add(connection, exercise, entry)

    def log_of(self, exercise: str) -> tuple[str, ...]:
        """Return the entries of an exercise's log, oldest first."""
        with self._turn, self._engine.connect() as connection:
            return exercise_log.entries(connection, exercise)

    def log_size(self) -> int:
        """Return how many entries all logs hold."""
        with self._turn, self._engine.connect() as connection:
            return exercise_log.count(connection)

    def is_log_whole(self) -> bool:
        """Return whether no entry of a log was changed by other means."""
        with self._turn, self._engine.connect() as connection:
            return next(exercise_log.changed_entries(connection), None) is None

    def keep_pulse(self, exercise: str, at: str) -> None:
        """Note when the clock of an exercise was last seen to run.

        It is written every second, so it is not flushed to the disk by itself: it survives the end
        of the program, and a cut of power loses seconds at most.
        """
        with self._turn:
            raw = self._engine.raw_connection()
            try:
                cursor = raw.cursor()
                cursor.execute("PRAGMA synchronous = NORMAL")
                try:
                    cursor.execute(exercise_log.PULSE, (exercise, at))
                finally:
                    cursor.execute("PRAGMA synchronous = FULL")
            finally:
                raw.close()

    def pulse(self, exercise: str) -> str | None:
        """Return when the clock of an exercise was last seen to run."""
        with self._turn, self._engine.connect() as connection:
            return exercise_log.pulse(connection, exercise)

    def copy_to(self, path: Path) -> None:
        """Write the whole register into another file, checked and flushed to the disk.

        The copy is one plain file that needs no companion. OSError or sqlite3.Error on failure.
        """
        # A connection of its own, so that history can be read while a slow share is written to.
        source = sqlite3.connect(self.path)
        target = sqlite3.connect(path)
        try:
            source.backup(target)
            # The copy carries the mark of write-ahead logging, which does not work on shares.
            target.execute("PRAGMA journal_mode = DELETE")
            check_whole(target)
        finally:
            target.close()
            source.close()

    def close(self) -> None:
        """Close the file."""
        with self._turn:
            self._engine.dispose()


def kept_in(path: Path) -> int:
    """Return how much a working copy holds: its revision and the entries of its logs, added up.

    sqlite3.Error where it cannot be read.
    """
    if not path.is_file():
        raise FileNotFoundError(path)
    connection = sqlite3.connect(path)
    try:
        (number,) = connection.execute("SELECT max(number) FROM steps").fetchone()
        first = "SELECT value FROM facts WHERE name = 'first_revision'"
        row = connection.execute(first).fetchone()
        entries = exercise_log.count_in(connection)
    finally:
        connection.close()
    if number is not None:
        return int(number) + entries
    return (int(row[0]) if row else 0) + entries


def pulses_in(path: Path) -> str:
    """Return when the clocks of exercises were last seen to run, to compare; "" where none was.

    sqlite3.Error where the file cannot be read.
    """
    connection = sqlite3.connect(path)
    try:
        return exercise_log.pulses_in(connection)
    finally:
        connection.close()


def check_whole(connection: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError where SQLite finds the file damaged."""
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def _engine(path: Path) -> Engine:
    # One connection for all: opening is dear, and nobody else uses the file.
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=StaticPool,
        connect_args={"check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, record: object) -> None:
        # The driver would begin transactions too late and skip some statements:
        # https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#pysqlite-serializable
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _revision(connection: Connection) -> int:
    newest = select(StepRow.number).order_by(StepRow.number.desc()).limit(1)
    number = connection.execute(newest).scalar_one_or_none()
    if number is not None:
        return number
    first = select(FactRow.value).where(FactRow.name == "first_revision")
    return int(connection.execute(first).scalar_one_or_none() or 0)


def _steps(connection: Connection) -> Iterable[Step]:
    rows = select(
        StepRow.number,
        StepRow.when,
        StepRow.who,
        StepRow.sentence,
        StepRow.why,
        StepRow.undoes,
        StepRow.redoes,
    ).order_by(StepRow.number)
    for number, when, who, sentence, why, undoes, redoes in connection.execute(rows):
        moment = datetime.datetime.fromisoformat(when)
        yield Step(number, moment, who, sentence, why, undoes, redoes)


def _step_row(step: Step) -> dict[str, Any]:
    row = {field.name: getattr(step, field.name) for field in dataclasses.fields(step)}
    return row | {"when": step.when.isoformat()}


def _change_row(step: int, ordinal: int, change: Change) -> dict[str, Any]:
    text = json.dumps(plain_change(change), ensure_ascii=False, separators=(",", ":"))
    return {"step": step, "ordinal": ordinal, "change": text}


def _by_kind(changes: Iterable[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.kind, []).append(change)
    return found


def _change_table(
    connection: Connection,
    kind_name: str,
    changes: Sequence[Change],
    after: Register,
    last: dict[str, int],
) -> None:
    if kind_name == COUNCIL_KIND:
        row = row_of(fields.COUNCIL, "", 0, after.council)
        connection.execute(update(COUNCIL_TABLE).values(row))
        return
    kind = fields.BY_NAME[kind_name]
    _remove(connection, kind, [one.key for one in changes if one.after is None])
    changed = {one.key: one.after for one in changes if one.before and one.after}
    _replace(connection, kind, changed)
    added = {one.key: one.after for one in changes if one.before is None and one.after}
    if added:
        at_the_end = all(one.position is None for one in changes if one.key in added)
        _insert(connection, kind, added, after, last, at_the_end=at_the_end)


def _remove(connection: Connection, kind: RecordKind, keys: Sequence[str]) -> None:
    table = RECORD_TABLES[kind.name]
    if keys:
        driver = f'DELETE FROM "{table.name}" WHERE key = ?'
        connection.exec_driver_sql(driver, [(key,) for key in keys])


def _replace(connection: Connection, kind: RecordKind, records: Mapping[str, Any]) -> None:
    table = RECORD_TABLES[kind.name]
    # A parameter may not be called like a column, so each carries a mark.
    values: dict[str, Any] = {one.name: bindparam(f"new_{one.name}") for one in kind.fields}
    statement = update(table).where(table.c.key == bindparam("the_key")).values(values)
    rows = (
        {"the_key": key}
        | {f"new_{name}": value for name, value in row_of(kind, key, 0, record).items()}
        for key, record in records.items()
    )
    for batch in batches(rows):
        connection.execute(statement, batch)


def _insert(
    connection: Connection,
    kind: RecordKind,
    added: Mapping[str, Any],
    after: Register,
    last: dict[str, int],
    *,
    at_the_end: bool,
) -> None:
    table = RECORD_TABLES[kind.name]
    ordered = added if at_the_end else after.of_kind(kind.name)
    ranks = ranks_for(
        added,
        ordered,
        lambda key: connection.execute(select(table.c.rank).where(table.c.key == key)).scalar_one(),
        last.get(kind.name, 0),
    )
    if ranks is None:
        connection.execute(delete(table))
        ranks = {key: GAP * n for n, key in enumerate(ordered, start=1)}
        added = after.of_kind(kind.name)
    rows = (row_of(kind, key, ranks[key], record) for key, record in added.items())
    for batch in batches(rows):
        connection.execute(insert(table), batch)
    last[kind.name] = max(last.get(kind.name, 0), *ranks.values())

"""The local SQLite file that every edit lands in at once, one transaction for each step."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert
from sqlalchemy.pool import StaticPool

from planner.register.changes import Change
from planner.register.history import History, Step
from planner.register.register import Register
from planner.storage import exercise_log
from planner.storage.migrations import LATEST_VERSION
from planner.storage.order import GAP
from planner.storage.rows import read_register, write_all
from planner.storage.soundness import unsound_field
from planner.storage.steps import (
    changes_kept,
    keep_step,
    revision_of,
    size_kept,
    steps_after,
)
from planner.storage.tables import APPLICATION_ID, Base, FactRow


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
            history = History.of(steps_after(connection, 0))
            revision = revision_of(connection)
            register, self._last = read_register(connection, revision)
        return register, history

    def changes_of(self, number: int) -> tuple[Change, ...]:
        """Return the changes kept with one step."""
        with self._turn, self._engine.connect() as connection:
            return changes_kept(connection, number)

    def size_of(self, number: int) -> int:
        """Return how many changes are kept with one step."""
        with self._turn, self._engine.connect() as connection:
            return size_kept(connection, number)

    def keep(self, step: Step, changes: Sequence[Change], after: Register) -> None:
        """Keep one step and what it changed; when this returns, a crash cannot lose it."""
        last = dict(self._last)
        with self._turn, self._engine.begin() as connection:
            keep_step(connection, step, changes, after, last)
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
        hide_parameters=True,  # a note of an error must not hold what a register says
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

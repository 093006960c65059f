"""Bring a register file of an earlier version up to the latest, one numbered step at a time.

To add a column for a new field of `planner.fields`: raise nothing by hand but append one function
here, for example

    def _to_version_2(connection):
        connection.execute("ALTER TABLE contracts ADD COLUMN review_of TEXT")

to `_STEPS`; `LATEST_VERSION` counts them. Use the type the tables give that type of field (text
TEXT, whole numbers BIGINT, numbers FLOAT, yes or no BOOLEAN, dates DATE, lists TEXT). Old rows read
as the field's default. Then run `tests/samples/make_samples.py`, which adds a sample of the new
version and leaves the old ones; a test compares the tables of every sample, brought up, with those
of a new file. SQL is written out here and never built from the table of fields, because a step has
to do the same for ever.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from planner.errors import BackstopError, showable
from planner.storage.planted import planted_in
from planner.storage.reasons import is_of_the_disk, reason_of
from planner.storage.tables import APPLICATION_ID

_RANK_GAP = 2**20


def _to_version_1(connection: sqlite3.Connection) -> None:
    """Records keep their order by a rank, steps say why, and `criticality` is called class."""
    tables = [
        "services", "providers", "assets", "contracts", "places", "supply_links", "options",
        "pools", "reserves", "warning_signs", "scenarios", "contacts", "plans", "actions",
        "decisions", "exercises", "injects", "lessons", "reviews", "council",
    ]  # fmt: skip
    for table in tables:
        connection.execute(f"ALTER TABLE {table} ADD COLUMN rank BIGINT NOT NULL DEFAULT 0")
        connection.execute(f"UPDATE {table} SET rank = rowid * {_RANK_GAP}")
    connection.execute("ALTER TABLE services RENAME COLUMN criticality TO class")
    connection.execute("ALTER TABLE steps ADD COLUMN why TEXT NOT NULL DEFAULT ''")
    connection.execute(
        "UPDATE changes SET change = replace(change, '\"criticality\":', '\"class\":')"
        ' WHERE change LIKE \'{"kind":"service",%\''
    )


def _to_version_2(connection: sqlite3.Connection) -> None:
    """Scenarios say which options are called later or end sooner; timetables can be changed."""
    connection.execute("ALTER TABLE scenarios ADD COLUMN option_delays TEXT")
    connection.execute("ALTER TABLE scenarios ADD COLUMN option_limits TEXT")
    connection.execute(
        "CREATE TABLE timetable_tasks (key TEXT NOT NULL, rank BIGINT NOT NULL, "
        "scenario TEXT NOT NULL, service TEXT NOT NULL, title TEXT NOT NULL, days BIGINT, "
        "low_days BIGINT, high_days BIGINT, own_needs BOOLEAN, needs TEXT, left_out BOOLEAN, "
        "owner TEXT, PRIMARY KEY (key), "
        "FOREIGN KEY(scenario) REFERENCES scenarios (key) DEFERRABLE INITIALLY DEFERRED, "
        "FOREIGN KEY(service) REFERENCES services (key) DEFERRABLE INITIALLY DEFERRED)"
    )
    for column in ("scenario", "service"):
        name = f"ix_timetable_tasks_{column}"
        connection.execute(f"CREATE INDEX {name} ON timetable_tasks ({column})")


def _to_version_3(connection: sqlite3.Connection) -> None:
    """Signs say who rated them and how long they count; accounts; the council's marking."""
    connection.execute("ALTER TABLE warning_signs ADD COLUMN recorded_by TEXT")
    connection.execute("ALTER TABLE warning_signs ADD COLUMN expires DATE")
    connection.execute("ALTER TABLE council ADD COLUMN marking TEXT")
    connection.execute(
        "CREATE TABLE accounts (key TEXT NOT NULL, rank BIGINT NOT NULL, "
        "provider TEXT NOT NULL, year_end DATE NOT NULL, turnover FLOAT, "
        "operating_profit FLOAT, net_debt FLOAT, free_cash_flow FLOAT, ebitda FLOAT, "
        "pension_deficit FLOAT, net_interest_paid FLOAT, current_assets FLOAT, stock FLOAT, "
        "current_liabilities FLOAT, net_assets FLOAT, group_exposure FLOAT, gross_assets FLOAT, "
        "source TEXT, note TEXT, PRIMARY KEY (key), "
        "FOREIGN KEY(provider) REFERENCES providers (key) DEFERRABLE INITIALLY DEFERRED)"
    )
    connection.execute("CREATE INDEX ix_accounts_provider ON accounts (provider)")


def _to_version_4(connection: sqlite3.Connection) -> None:
    """What providers were paid, as published lists of payments say."""
    connection.execute(
        "CREATE TABLE spend (key TEXT NOT NULL, rank BIGINT NOT NULL, "
        "provider TEXT NOT NULL, year TEXT NOT NULL, source TEXT NOT NULL, amount FLOAT, "
        "payments BIGINT, largest FLOAT, covers_from DATE, covers_to DATE, PRIMARY KEY (key), "
        "FOREIGN KEY(provider) REFERENCES providers (key) DEFERRABLE INITIALLY DEFERRED)"
    )
    connection.execute("CREATE INDEX ix_spend_provider ON spend (provider)")


def _to_version_5(connection: sqlite3.Connection) -> None:
    """Exercises say how they are played; what happens in one is logged and never changed."""
    for table, columns in (
        ("exercises", "kind TEXT, scope TEXT, facilitator TEXT, start_day BIGINT, "
         "start_time TEXT, speed FLOAT, room_minutes BIGINT, money TEXT"),
        ("injects", "time TEXT, sent_from TEXT, medium TEXT, objective TEXT, question TEXT, "
         "decide_minutes BIGINT, prompts TEXT, drafted_from TEXT"),
        ("lessons", "kind TEXT, services TEXT, providers TEXT, learnt_on DATE, note TEXT"),
    ):  # fmt: skip
        for column in columns.split(", "):
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    connection.execute(
        "CREATE TABLE exercise_log (number INTEGER NOT NULL, exercise TEXT NOT NULL, "
        "entry TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (number))"
    )
    connection.execute(
        "CREATE TABLE exercise_pulses (exercise TEXT NOT NULL, at TEXT NOT NULL, "
        "PRIMARY KEY (exercise))"
    )


_STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    _to_version_1,
    _to_version_2,
    _to_version_3,
    _to_version_4,
    _to_version_5,
)
LATEST_VERSION = len(_STEPS)


class NotARegister(BackstopError):
    """A file that is not a register, or one that this version cannot read."""


class SavedByNewer(NotARegister):
    """A register that a later version of the program saved; nothing is wrong with it."""


def version_of(path: Path, called: str) -> int:
    """Return the version of a register file; NotARegister in one sentence where it is none.

    `called` is the name the user knows the file by.
    """
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError as error:
        raise _unread(called, error) from error
    if start != b"SQLite format 3\x00":
        raise NotARegister(
            f"{called} is not a Backstop register; choose a file that Backstop saved."
        )
    try:
        connection = sqlite3.connect(path)
        try:
            (mark,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            planted, check = "", "ok"
            if mark == APPLICATION_ID and 0 <= version <= LATEST_VERSION:
                planted = planted_in(connection)
                if not planted:
                    (check,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        if is_of_the_disk(error):
            raise _unread(called, error) from error
        raise damaged(called) from error
    if mark != APPLICATION_ID:
        raise NotARegister(
            f"{called} is a database of another program; choose a file that Backstop saved."
        )
    if version > LATEST_VERSION:
        raise newer(called, version)
    if version < 0:
        raise damaged(called, "its version is below nought")
    if planted:
        raise NotARegister(
            f"{called} holds what no register has ({showable(planted)}) and is not opened, since "
            "it could change your work; restore one of its backups."
        )
    if check != "ok":
        raise damaged(called)
    return int(version)


def _unread(called: str, error: Exception) -> NotARegister:
    return NotARegister(
        f"{called} cannot be read just now ({reason_of(error)}); make room on this computer and "
        "open it again."
    )


def newer(called: str, version: int) -> SavedByNewer:
    """Return the refusal of a register that a later version of the program saved."""
    return SavedByNewer(
        f"{called} was saved by a newer Backstop (file version {version}, this one reads up "
        f"to {LATEST_VERSION}); install the newer Backstop to open it."
    )


def damaged(called: str, reason: str = "") -> NotARegister:
    """Return the refusal of a register whose content cannot be read."""
    because = f" ({reason})" if reason else ""
    return NotARegister(
        f"{called} is damaged and cannot be opened{because}; check and repair it, or restore one "
        "of its backups."
    )


def bring_up(path: Path, called: str) -> None:
    """Bring a register file up to the latest version, wholly or not at all.

    The caller keeps a backup first.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for number in range(version, LATEST_VERSION):
            _STEPS[number](connection)
        connection.execute(f"PRAGMA user_version = {LATEST_VERSION}")
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        mend = "make room on this computer and open it again"
        if not is_of_the_disk(error):
            mend = "open one of its backups"
        raise NotARegister(
            f"{called} could not be brought up to this version ({reason_of(error)}) and is left as "
            f"it was; {mend}."
        ) from error
    finally:
        connection.close()

"""The log of exercises in a register file: entries are added, and nothing is changed or removed.

Every entry carries a digest of itself and of all before it, so that a log that was changed by
other means shows.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator

from sqlalchemy import Connection, func, insert, select

from planner.storage.tables import LogRow, PulseRow

PULSE = (
    "INSERT INTO exercise_pulses (exercise, at) VALUES (?, ?) "
    "ON CONFLICT (exercise) DO UPDATE SET at = excluded.at"
)
PULSES = "SELECT exercise, at FROM exercise_pulses ORDER BY exercise"
COUNT = "SELECT count(*) FROM exercise_log"


def add(connection: Connection, exercise: str, entry: str) -> int:
    """Add an entry, as JSON text, and return its number in the file, from 1."""
    last = select(LogRow.number, LogRow.digest).order_by(LogRow.number.desc()).limit(1)
    found = connection.execute(last).first()
    number, before = (found[0] + 1, found[1]) if found else (1, "")
    row = {
        "number": number,
        "exercise": exercise,
        "entry": entry,
        "digest": digest(before, exercise, entry),
    }
    connection.execute(insert(LogRow), [row])
    return int(number)


def entries(connection: Connection, exercise: str) -> tuple[str, ...]:
    """Return the entries of one exercise as JSON texts, in the order in which they were made."""
    rows = select(LogRow.entry).where(LogRow.exercise == exercise).order_by(LogRow.number)
    return tuple(text for (text,) in connection.execute(rows))


def count(connection: Connection) -> int:
    """Return how many entries there are of all exercises."""
    return int(connection.execute(select(func.count()).select_from(LogRow)).scalar_one())


def changed_entries(connection: Connection) -> Iterator[int]:
    """Yield the numbers of entries that were changed, removed or put in by other means."""
    before, expected = "", 1
    rows = select(LogRow.number, LogRow.exercise, LogRow.entry, LogRow.digest)
    for number, exercise, entry, kept in connection.execute(rows.order_by(LogRow.number)):
        if number != expected or kept != digest(before, exercise, entry):
            yield int(number)
        before, expected = kept, number + 1


def pulse(connection: Connection, exercise: str) -> str | None:
    """Return when the clock of an exercise was last seen to run; None where it never was."""
    row = select(PulseRow.at).where(PulseRow.exercise == exercise)
    return connection.execute(row).scalar_one_or_none()


def count_in(connection: sqlite3.Connection) -> int:
    """Return how many entries a file of any version holds."""
    try:
        (number,) = connection.execute(COUNT).fetchone()
    except sqlite3.OperationalError:
        return 0  # a file of a version before exercises were logged
    return int(number)


def pulses_in(connection: sqlite3.Connection) -> str:
    """Return when the clocks of exercises were last seen to run, from a file of any version."""
    try:
        return " ".join(f"{exercise} {at}" for exercise, at in connection.execute(PULSES))
    except sqlite3.OperationalError:
        return ""  # a file of a version before exercises were logged


def digest(before: str, exercise: str, entry: str) -> str:
    """Return the digest of an entry, and through the one before it of all before."""
    return hashlib.sha256(f"{before}\n{exercise}\n{entry}".encode()).hexdigest()

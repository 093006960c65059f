"""What the backups of a register hold, read by SQL without opening or changing any of them."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from planner import fields
from planner.errors import BackstopError
from planner.progress import Progress, unreported
from planner.storage.backups import backup_folder, backups_of
from planner.storage.migrations import version_of

StepMark = tuple[int, str, str, str]
"""What tells a step from all others: its number, when (as kept), who, and its sentence."""
_MARK = 'SELECT number, "when", who, sentence FROM steps ORDER BY number'


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: when it was taken (UTC), its size in bytes and what it holds.

    `counts` is by kind of record, `people` those served under its contracts. `fault` says why it
    cannot be restored, or is "". `first` and `last` are its first and last step of history.
    """

    path: Path
    taken: datetime.datetime
    size: int
    fault: str = ""
    version: int = 0
    council: str = ""
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    people: int = 0
    revision: int = 0
    first: StepMark | None = None
    last: StepMark | None = None

    @property
    def origin(self) -> tuple[str, ...]:
        """Return what two files of one register share: the first step, else the council's name."""
        return self.first[1:] if self.first else ("", self.council)


def backups_for(backups: Path, register: Path, report: Progress = unreported) -> tuple[Backup, ...]:
    """Return the backups of the register at a path, the newest first."""
    found = backups_of(backup_folder(backups, register.expanduser().resolve()))
    seen = []
    for number, (taken, path) in enumerate(reversed(found.items())):
        report(number, len(found), "Looking through the backups")
        seen.append(looked_into(path, taken))
    return tuple(seen)


def backups_elsewhere(
    backups: Path, register: Path, origin: tuple[str, ...], report: Progress = unreported
) -> tuple[Backup, ...]:
    """Return backups kept while the register lay elsewhere or was called otherwise, newest first.

    `origin` is that of the register; a folder counts where its newest sound backup has the same.
    """
    own = backup_folder(backups, register.expanduser().resolve())
    folders = sorted(backups.iterdir()) if backups.is_dir() else []
    found: list[Backup] = []
    for number, folder in enumerate(folders):
        report(number, len(folders), "Looking for the register under other names")
        if folder == own or not folder.is_dir():
            continue
        taken = backups_of(folder)
        newest = next(
            (one for when in reversed(taken) if not (one := looked_into(taken[when], when)).fault),
            None,
        )
        if newest is not None and newest.origin == origin:
            found += [looked_into(path, when) for when, path in taken.items()]
    return tuple(sorted(found, key=lambda one: one.taken, reverse=True))


def looked_into(path: Path, taken: datetime.datetime) -> Backup:
    """Return what a register file holds; a file that cannot be read is told with its fault."""
    size = 0
    try:
        size = path.stat().st_size
        version = version_of(path, path.name)
        with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
            return _read(connection, path, taken, size, version)
    except BackstopError as error:
        return Backup(path, taken, size, error.sentence)
    except (OSError, sqlite3.Error, TypeError, ValueError) as error:
        return Backup(path, taken, size, f"{path.name} cannot be read ({error}).")


def steps_marked(path: Path) -> tuple[StepMark, ...]:
    """Return the marks of all steps of a file, oldest first; sqlite3.Error where unreadable."""
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        return tuple(connection.execute(_MARK))


def _read(
    connection: sqlite3.Connection, path: Path, taken: datetime.datetime, size: int, version: int
) -> Backup:
    tables = {
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    counts = {
        kind.name: int(connection.execute(f"SELECT count(*) FROM {kind.plural}").fetchone()[0])
        for kind in fields.KINDS
        if kind.plural in tables
    }
    (people,) = connection.execute("SELECT total(people) FROM places").fetchone()
    council = connection.execute("SELECT name FROM council").fetchone()
    first = connection.execute(f"{_MARK} LIMIT 1").fetchone()
    last = connection.execute(f"{_MARK} DESC LIMIT 1").fetchone()
    began = connection.execute("SELECT value FROM facts WHERE name = 'first_revision'").fetchone()
    revision = last[0] if last else (int(began[0]) if began else 0)
    return Backup(
        path,
        taken,
        size,
        "",
        version,
        str(council[0] or "") if council else "",
        MappingProxyType({name: number for name, number in counts.items() if number}),
        round(people),
        int(revision),
        first,
        last,
    )

"""A damaged register made whole again in a new file; the damaged one is never touched."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from planner.errors import BackstopError
from planner.progress import Progress, unreported
from planner.register.changes import COUNCIL_KIND, Change
from planner.register.history import Step
from planner.register.plain import plain_change
from planner.register.records import Council, Exercise, Record
from planner.register.register import Register
from planner.storage.aside import read_aside
from planner.storage.backup_list import Backup
from planner.storage.copying_in import copied_into, told_of_opening, working_folder
from planner.storage.diagnosis import NO_BACKUP, Diagnosis, diagnosed
from planner.storage.folders import Folders
from planner.storage.publish import SaveFailed, publish, write_text
from planner.storage.repair_source import copied_whole, unsaved_copy
from planner.storage.salvage_history import States, leading_to, states_after
from planner.storage.salvage_records import LOST
from planner.storage.working_copy import WorkingCopy

_STEP = (
    'INSERT INTO steps (number, "when", who, sentence, why, undoes, redoes) '
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_CHANGE = "INSERT INTO changes (step, ordinal, change) VALUES (?, ?, ?)"
_ENTRY = "INSERT INTO exercise_log (number, exercise, entry, digest) VALUES (?, ?, ?, ?)"
_PULSE = "INSERT OR REPLACE INTO exercise_pulses (exercise, at) VALUES (?, ?)"


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired register: the new file, what was wrong, and what was saved and lost.

    `records` were saved; `set_aside` were left out, `unknown` are values that were lost.
    `has_unsaved` says that it holds changes which only this computer had; `backup` is set where
    nothing could be read and the new file is the newest sound backup. `told_in` is where the report
    is kept beside the new file.
    """

    path: Path
    findings: tuple[str, ...]
    records: int
    set_aside: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    brought_back: tuple[str, ...] = ()
    has_unsaved: bool = False
    backup: Backup | None = None
    told_in: Path | None = None

    @property
    def sentence(self) -> str:
        """Return in a sentence what the new file holds."""
        if self.backup is not None:
            taken = self.backup.taken.astimezone()
            return (
                f"Nothing of the file can be read; {self.path.name} holds its newest sound backup, "
                f"of {taken.day} {taken:%B %Y %H:%M}."
            )
        told = f" What is lost is listed in {self.told_in.name}." if self.told_in else ""
        unsaved = ", with changes that were not saved in the file" if self.has_unsaved else ""
        return f"{self.path.name} holds all that could be saved{unsaved}: {self.summary}.{told}"

    @property
    def summary(self) -> str:
        """Return what was saved and lost, in counts."""
        parts = [f"{self.records:,} {'record' if self.records == 1 else 'records'}"]
        for number, words in (
            (len(self.set_aside), "set aside"),
            (len(self.unknown), "lost or doubtful in part"),
            (len(self.brought_back), "brought back from history or a backup"),
        ):
            if number:
                parts.append(f"{number:,} {words}")
        return ", ".join(parts)

    @property
    def report(self) -> str:
        """Return everything that is to be told, a line each."""
        parts = [self.sentence]
        for heading, lines in (
            ("What is wrong with the file:", self.findings),
            ("Records that were set aside:", self.set_aside),
            ("What is lost or doubtful in part:", self.unknown),
            ("What was brought back:", self.brought_back),
        ):
            if lines:
                parts += ["", heading, *(f"- {line[:1].upper()}{line[1:]}" for line in lines)]
        return "\n".join(parts)


def checked(path: Path, folders: Folders, report: Progress = unreported) -> Diagnosis:
    """Return what is wrong with a register file; CannotOpen or NotARegister if it is none."""
    folder = working_folder(folders)
    try:
        return _diagnosed(path, folder.path, NO_BACKUP, folders, report)
    finally:
        folder.remove()


def _diagnosed(
    path: Path,
    folder: Path,
    backup: Mapping[tuple[str, str], Record | Council],
    folders: Folders,
    report: Progress,
) -> Diagnosis:
    """Diagnose a copy of the working copy that holds more than the file, or else of the file."""
    unsaved = unsaved_copy(path, folders)
    if unsaved is not None:
        with suppress(OSError, BackstopError):
            copied_whole(unsaved, folder / "unsaved")
            found = diagnosed(folder / "unsaved", path.name, backup, report)
            if not found.is_empty:
                return replace(found, from_working_copy=True)
    copied_into(path, folder / "damaged")
    return diagnosed(folder / "damaged", path.name, backup, report)


def repaired(
    path: Path,
    target: Path,
    who: str,
    folders: Folders,
    now: datetime.datetime,
    *,
    backups: Iterable[Backup] = (),
    report: Progress = unreported,
) -> Repaired:
    """Write all that can be saved of a register file into a new one; SaveFailed if it is there.

    `backups` are those of the register, newest first: the newest sound one gives back what is lost,
    and stands for the whole where nothing can be read. BackstopError where there is none either.
    """
    target = target.expanduser().resolve()
    if target.exists():
        raise SaveFailed(f"{target.name} is there already; choose another name.")
    backup, records = _newest_sound(backups, folders)
    folder = working_folder(folders)
    try:
        with told_of_opening(path, folders, "repaired"):
            diagnosis = _diagnosed(path, folder.path, records, folders, report)
            if diagnosis.is_empty:
                return _from_backup(path, target, backup, diagnosis, folders, now)
            report(3, 4, "Writing the repaired file")
            made = Repaired(
                target,
                diagnosis.faults,
                diagnosis.saved,
                tuple(diagnosis.records.set_aside),
                tuple(diagnosis.records.unknown),
                tuple(diagnosis.records.brought_back),
                diagnosis.from_working_copy,
            )
            written = folder.path / "repaired"
            _write(written, diagnosis, _step_words(path, made), who, now)
        publish(target, lambda new: _copy(written, new), now)
        return replace(made, told_in=_told_in(made))
    finally:
        folder.remove()


def _told_in(made: Repaired) -> Path | None:
    """Keep the report beside the repaired file where anything is lost; None where it cannot be."""
    if not (made.set_aside or made.unknown or made.brought_back):
        return None
    place = made.path.with_name(f"{made.path.stem}, what was lost.txt")
    if place.exists():
        return None
    try:
        write_text(place, made.report + "\n")
    except OSError:
        return None
    return place


def _newest_sound(
    backups: Iterable[Backup], folders: Folders
) -> tuple[Backup | None, Mapping[tuple[str, str], Record | Council]]:
    for backup in backups:
        try:
            with read_aside(backup.path, folders) as aside:
                register = aside.register
        except BackstopError:
            continue
        records: dict[tuple[str, str], Record | Council] = {
            (kind, key): record
            for kind, table in register.tables.items()
            for key, record in table.items()
        }
        return backup, records | {(COUNCIL_KIND, ""): register.council}
    return None, NO_BACKUP


def _from_backup(
    path: Path,
    target: Path,
    backup: Backup | None,
    diagnosis: Diagnosis,
    folders: Folders,
    now: datetime.datetime,
) -> Repaired:
    if backup is None:
        raise BackstopError(
            f"Nothing of {path.name} can be read and it has no sound backup on this computer; ask "
            "who else has a copy."
        )
    with read_aside(backup.path, folders) as aside:
        publish(target, aside.copy.copy_to, now)
        records = sum(len(table) for table in aside.register.tables.values())
    return Repaired(target, diagnosis.faults, records, backup=backup)


def _step_words(path: Path, made: Repaired) -> tuple[str, str]:
    return f"Repaired {path.name}", f"{made.summary[:1].upper()}{made.summary[1:]}"


def _write(
    path: Path,
    diagnosis: Diagnosis,
    words: tuple[str, str],
    who: str,
    now: datetime.datetime,
) -> None:
    _name_logged_exercises(diagnosis)
    found, past = diagnosis.records, diagnosis.history
    states: States = {
        (kind, key): record for kind, table in found.tables.items() for key, record in table.items()
    }
    states[COUNCIL_KIND, ""] = found.council
    count = leading_to(past.steps, past.changes, states_after(past.steps, past.changes))
    steps = past.steps[len(past.steps) - count :]
    bridge = [
        Change(kind, key, before, after)
        for (kind, key), before in states_after(steps, past.changes).items()
        if (after := states.get((kind, key))) != before
    ]
    sentence, why = words
    if len(steps) < past.revision:
        why += "; history before it could not be read" if not steps else ""
    step = Step(past.revision + 1, now, who, sentence, f"{why}.")
    first = steps[0].number - 1 if steps else past.revision
    tables = {name: MappingProxyType(table) for name, table in found.tables.items() if table}
    register = Register(found.council, MappingProxyType(tables), first)
    WorkingCopy.create(path, register).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(_STEP, map(_step_row, (*steps, step)))
        own = {one.number: past.changes[one.number] for one in steps if one.number in past.changes}
        for number, changes in (*own.items(), (step.number, tuple(bridge))):
            connection.executemany(
                _CHANGE, [(number, place, _text(one)) for place, one in enumerate(changes)]
            )
        connection.executemany(
            _ENTRY,
            [(r["number"], r["exercise"], r["entry"], r["digest"]) for r in diagnosis.log],
        )
        connection.executemany(_PULSE, [(r["exercise"], r["at"]) for r in diagnosis.pulses])
        connection.execute("COMMIT")


def _name_logged_exercises(diagnosis: Diagnosis) -> None:
    """Make anew the exercises that a log is of and that are lost, so that it can be read."""
    found = diagnosis.records
    table = found.tables.setdefault("exercise", {})
    for code in sorted({row["exercise"] for row in diagnosis.log} - table.keys()):
        table[code] = Exercise(code, f"{code} ({LOST})")
        found.unknown.append(f"exercise {code} is lost and was made anew with its log.")


def _step_row(step: Step) -> tuple[Any, ...]:
    return (
        step.number,
        step.when.isoformat(),
        step.who,
        step.sentence,
        step.why,
        step.undoes,
        step.redoes,
    )


def _text(change: Change) -> str:
    return json.dumps(plain_change(change), ensure_ascii=False, separators=(",", ":"))


def _copy(written: Path, new: Path) -> None:
    copy = WorkingCopy(written)
    try:
        copy.read()  # what cannot be opened again is not called repaired
        copy.copy_to(new)
    finally:
        copy.close()

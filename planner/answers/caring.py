"""Backups of a register, told and restored, also where the register itself does not open."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from planner import fields
from planner.errors import BackstopError, InputRefused
from planner.progress import Cancelled, Progress, unreported
from planner.register.edits import counted_label
from planner.register.history import Step
from planner.register.register import Register
from planner.storage import courtesy_lock
from planner.storage.aside import publish_copy, read_aside
from planner.storage.backup_list import Backup as Backup
from planner.storage.backup_list import backups_elsewhere, backups_for, looked_into
from planner.storage.backups import backup_folder, set_aside
from planner.storage.backups import backups_of as backup_times
from planner.storage.folders import Folders
from planner.storage.migrations import NotARegister, SavedByNewer
from planner.storage.publish import Saved
from planner.storage.repair import Repaired as Repaired
from planner.storage.repair import checked, repaired
from planner.storage.working_folder import find_for

SHOWN_BY_ITSELF = ("service", "provider", "contract", "place", "option", "scenario", "exercise")
"""Kinds of record that are told by name where their number differs; others are told together."""


def backups_of(path: Path, folders: Folders, report: Progress = unreported) -> tuple[Backup, ...]:
    """Return the backups of the register at a path, newest first; InputRefused for JSON."""
    refuse_json(path)
    return backups_for(folders.backups, path, report)


def backups_under_other_names(
    path: Path, folders: Folders, report: Progress = unreported
) -> tuple[Backup, ...]:
    """Return backups of the same register from when it lay elsewhere, newest first.

    The register is known by its first change, or by the name of its council where it has none.
    """
    own = looked_into(path.expanduser().resolve(), datetime.datetime.min)
    if own.fault:
        sound = (one for one in backups_for(folders.backups, path) if not one.fault)
        own = next(sound, own)
    origin = own.origin if not own.fault else _origin_of_damaged(path, folders, report)
    return backups_elsewhere(folders.backups, path, origin, report) if origin else ()


def _origin_of_damaged(path: Path, folders: Folders, report: Progress) -> tuple[str, ...]:
    """Return what tells a register that does not open from others; () where nothing can be read."""
    try:
        found = checked(path, folders, report)
    except BackstopError as error:
        if isinstance(error, Cancelled):
            raise
        return ()
    return () if found.is_empty or not any(found.origin) else found.origin


def where_backups_lie(path: Path, folders: Folders) -> Path:
    """Return the folder that holds, or would hold, the backups of a register."""
    return backup_folder(folders.backups, path.expanduser().resolve())


def backup_called(backups: Sequence[Backup], called: str, zone: datetime.tzinfo | None) -> Backup:
    """Return the backup that `called` means: a number of the list, or the start of its time.

    Of several of one day or hour it is the last. InputRefused where there is none.
    """
    if called.isdigit() and len(called) < len("2026"):
        if 1 <= int(called) <= len(backups):
            return backups[int(called) - 1]
    else:
        wanted = called.replace("T", " ")
        for backup in backups:
            if f"{backup.taken.astimezone(zone):%Y-%m-%d %H:%M:%S}".startswith(wanted):
                return backup
    raise InputRefused.one(
        f"the backup “{called}”",
        f"there is none of that time or number among {len(backups)}",
        "give its number in the list of backups, or its day such as 2026-06-17",
    )


def steps_since(backup: Backup, steps: Sequence[Step]) -> int | None:
    """Return how many changes were made since a backup; None where it is of another history."""
    if backup.last is None:
        began = steps[0].number - 1 if steps else backup.revision
        return len(steps) if backup.revision == began else None
    number, when, who, sentence = backup.last
    for place, step in enumerate(steps):
        if step.number == number:
            same = (step.when.isoformat(), step.who, step.sentence) == (when, who, sentence)
            return len(steps) - place - 1 if same else None
    return None


def differs_from_now(backup: Backup, register: Register, steps: Sequence[Step]) -> str:
    """Return in a line what changed since a backup: changes made, and records by kind."""
    since = steps_since(backup, steps)
    made = "another history" if since is None else _counted(since, "change since", "changes since")
    parts = []
    others = 0
    for kind in fields.KINDS:
        more = len(register.of_kind(kind.name)) - backup.counts.get(kind.name, 0)
        if not more:
            continue
        if kind.name not in SHOWN_BY_ITSELF:
            others += abs(more)
            continue
        named = counted_label(kind.name, abs(more))
        parts.append(f"{abs(more):,} {named} {'more' if more > 0 else 'fewer'} now")
    if others:
        parts.append(_counted(others, "other record more or fewer", "other records more or fewer"))
    if since == 0 and not parts:
        return "as now"
    return "; ".join([made, *parts])


def _counted(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"


def refuse_while_in_use(path: Path, folders: Folders, now: datetime.datetime) -> None:
    """Refuse, with BackstopError, to replace a register that is open or has unsaved edits."""
    path = path.expanduser().resolve()
    note = courtesy_lock.note_of_another(path, now)
    if note is not None:
        raise BackstopError(
            f"{note.who} has {path.name} open on {note.machine}; let it be closed first, or say "
            "that you mean it all the same."
        )
    found = find_for(path, folders.working, now)
    if found.is_open:
        raise BackstopError(
            f"{path.name} is open in another window on this computer; close it there first."
        )
    if found.unsaved is not None:
        found.unsaved.release()
        raise BackstopError(
            f"{path.name} has changes on this computer that are not saved yet; open it, which "
            "brings them back, and save or undo them first."
        )


def restore_over(
    path: Path,
    backup: Backup,
    who: str,
    folders: Folders,
    now: datetime.datetime,
    *,
    anyway: bool = False,
    report: Progress = unreported,
) -> str:
    """Put a backup in the place of a file that does not open; return what was done and kept.

    The file as it is now is set aside first. History says who restored it and from when.
    BackstopError where the register is in use, unless `anyway`, and where the backup is unfit.
    """
    path = path.expanduser().resolve()
    if not anyway:
        refuse_while_in_use(path, folders, now)
    report(0, 3, "Reading the backup")
    with read_aside(backup.path, folders) as aside:
        report(1, 3, "Setting aside the file as it is")
        kept: Path | None = None
        if path.exists():
            folder = backup_folder(folders.backups, path)
            try:
                kept = set_aside(path, folder, now)
            except OSError as error:
                raise BackstopError(
                    f"{path.name} could not be set aside in {folder} ({error.strerror or error}), "
                    "so it was left as it is; make room there first."
                ) from error
        report(2, 3, "Restoring")
        when = backup.taken.astimezone(now.tzinfo)
        told = f"Restored the register from the backup of {when.day} {when:%B %Y %H:%M}"
        number = aside.register.revision + 1
        step = Step(number, now, who, told, f"{path.name} could not be opened")
        aside.copy.keep(step, (), aside.register)
        saved = publish_copy(aside, path, now, overwrite=True)
    before = f" The file as it was is kept as {kept}." if kept else ""
    return f"{told}. {saved.sentence}{before}"


def may_be_mended(path: Path, error: BackstopError) -> bool:
    """Return whether a register that was refused can be repaired, as far as the refusal says."""
    is_unfit = isinstance(error, NotARegister) and not isinstance(error, SavedByNewer)
    return is_unfit and path.suffix.lower() == ".backstop"


def has_backups(path: Path, folders: Folders) -> bool:
    """Return whether there is any backup of the register at a path."""
    return bool(backup_times(where_backups_lie(path, folders)))


def checked_file(path: Path, folders: Folders, report: Progress = unreported) -> tuple[str, ...]:
    """Return what is wrong with a register file, in sentences; it is never changed.

    BackstopError where it cannot be read at all, is none, or a newer Backstop saved it.
    """
    refuse_json(path)
    return checked(path, folders, report).findings


def repaired_name(path: Path) -> Path:
    """Return a free name beside a register for its repaired copy."""
    number, name = 1, path.with_name(f"{path.stem} repaired.backstop")
    while name.exists():
        number += 1
        name = path.with_name(f"{path.stem} repaired {number}.backstop")
    return name


def repair_file(
    path: Path,
    target: Path,
    who: str,
    folders: Folders,
    now: datetime.datetime,
    report: Progress = unreported,
) -> Repaired:
    """Write all that can be saved of a register file into a new one; it is never changed itself.

    The newest sound backup gives back what is lost. BackstopError where nothing can be saved.
    """
    refuse_json(path)
    found = (
        *backups_of(path, folders, report),
        *backups_under_other_names(path, folders, report),
    )
    return repaired(path, target, who, folders, now, backups=found, report=report)


def refuse_json(path: Path) -> None:
    """Refuse a register kept as JSON, which has neither backups nor pages to repair."""
    if path.suffix.lower() == ".json":
        raise InputRefused.one(
            path.name,
            "a register kept as JSON has no backups and cannot be repaired",
            "keep registers as .backstop files",
        )


def save_backup_as(
    backup: Backup, target: Path, folders: Folders, now: datetime.datetime, *, overwrite: bool
) -> Saved:
    """Write a backup, checked and brought up, as a register file of its own.

    SaveFailed where there is a file already, unless `overwrite`; NotARegister where it is unfit.
    """
    with read_aside(backup.path, folders) as aside:
        return publish_copy(aside, target, now, overwrite=overwrite)

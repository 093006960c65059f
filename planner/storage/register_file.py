"""A register as a document: opened into a local working copy, saved by renaming a new file.

Every edit is kept in the working copy before it is acknowledged, so a crash loses none; the next
opening finds and recovers them. The file itself changes only when it is saved, and never when
somebody else changed it in the meantime.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from planner.errors import BackstopError
from planner.register.changes import Change
from planner.register.history import Recorded
from planner.register.register import Register
from planner.storage.backups import back_up, backup_folder
from planner.storage.folders import Folders
from planner.storage.migrations import LATEST_VERSION, bring_up, damaged, version_of
from planner.storage.origin import Origin, write_origin
from planner.storage.publish import Fingerprint, Saved, SaveFailed, fingerprint, publish
from planner.storage.working_copy import WorkingCopy, kept_in, pulses_in
from planner.storage.working_folder import WorkingFolder, find_for


class CannotOpen(BackstopError):
    """A register that cannot be read at all."""


class ChangedByAnother(SaveFailed):
    """A register that somebody else changed since it was opened; it is not overwritten."""


class RegisterFile:
    """One open register file. `notices` are sentences for the person who opened it."""

    def __init__(
        self, folder: WorkingFolder, copy: WorkingCopy, origin: Origin, backups: Path
    ) -> None:
        self._folder = folder
        self._copy = copy
        self._origin = origin
        self._backups = backups
        self._written = origin.seen
        try:
            self.register, self.history = copy.read()
        except (SQLAlchemyError, ValueError, KeyError, TypeError) as error:
            copy.close()
            reason = str(error) if isinstance(error, ValueError) else ""
            raise damaged(origin.path.name, reason) from error
        self._entries = copy.log_size()
        self.notices: list[str] = []
        self.is_open_here = False
        if not copy.is_log_whole():
            self.notices.append(
                f"The log of an exercise in {origin.path.name} was changed outside Backstop; what "
                "it says is not what was written."
            )

    @classmethod
    def new(
        cls, path: Path, register: Register, folders: Folders, now: datetime.datetime
    ) -> RegisterFile:
        """Make a register file and save it at once; SaveFailed where there is a file already."""
        path = _place(path)
        if path.exists():
            raise SaveFailed(f"{path.name} is there already; choose another name or open it.")
        folder = working_folder(folders)
        try:
            copy = WorkingCopy.create(folder.register, register)
            origin = Origin(path, now.isoformat(), None, -1)
            made = cls(folder, copy, origin, folders.backups)
            write_origin(folder.path, origin)
            made.save(now)
        except BaseException:
            folder.remove()
            raise
        return made

    @classmethod
    def open(cls, path: Path, folders: Folders, now: datetime.datetime) -> RegisterFile:
        """Open a register file, or what a crash left of it; CannotOpen or NotARegister if unfit."""
        path = _place(path)
        found = find_for(path, folders.working, now)
        if found.unsaved is not None and found.origin is not None:
            recovered = cls._recovered(found.unsaved, found.origin, folders, now)
            recovered.is_open_here = found.is_open
            return recovered
        folder = working_folder(folders)
        try:
            seen = copied_into(path, folder.register)
            notices = _brought_up(folder.register, path, folders.backups, now)
            copy = WorkingCopy(folder.register)
            origin = Origin(path, now.isoformat(), seen, 0)
            opened = cls(folder, copy, origin, folders.backups)
            opened._origin = dataclasses.replace(
                origin, saved=opened._held, pulses=pulses_in(folder.register)
            )
            write_origin(folder.path, opened._origin)
        except BaseException:
            folder.remove()
            raise
        opened.notices += notices
        opened.is_open_here = found.is_open
        if found.is_open:
            opened.notices.append(opened.open_here_words)
        return opened

    @classmethod
    def _recovered(
        cls, folder: WorkingFolder, origin: Origin, folders: Folders, now: datetime.datetime
    ) -> RegisterFile:
        try:
            notices = _brought_up(folder.register, origin.path, folders.backups, now)
            recovered = cls(folder, WorkingCopy(folder.register), origin, folders.backups)
        except BaseException:
            folder.release()
            raise
        number = recovered._held - max(origin.saved, 0)
        changes = "1 change that was" if number == 1 else f"{number} changes that were"
        told = (
            f"Recovered {changes} not saved in {origin.path.name}."
            if number
            else "Backstop stopped while an exercise was played; its clock was held there."
        )
        recovered.notices += [*notices, told]
        if recovered.is_changed_by_another():
            recovered.notices.append(
                f"{origin.path.name} was changed by another in the meantime; save your work under "
                "another name."
            )
        return recovered

    @property
    def path(self) -> Path:
        """Return where the register is saved."""
        return self._origin.path

    @property
    def open_here_words(self) -> str:
        """Return what to tell where another window on this computer has the file open too."""
        return (
            f"{self.path.name} is open in another window on this computer; what you save there "
            "and here is not joined."
        )

    @property
    def _held(self) -> int:
        """Return how much there is to save: both the revision and the logs only grow."""
        return self.register.revision + self._entries

    @property
    def is_saved(self) -> bool:
        """Return whether the file holds every edit."""
        return self._held == self._origin.saved

    @property
    def unsaved_steps(self) -> int:
        """Return how many steps the file does not hold yet."""
        return self._held - max(self._origin.saved, 0)

    def changes_of(self, number: int) -> tuple[Change, ...]:
        """Return the changes kept with one step of history."""
        return self._copy.changes_of(number)

    def size_of(self, number: int) -> int:
        """Return how many changes are kept with one step of history."""
        return self._copy.size_of(number)

    def keep(self, recorded: Recorded) -> None:
        """Keep one step; when this returns, a crash cannot lose it. SaveFailed on a full disk."""
        try:
            self._copy.keep(recorded.step, recorded.changes, recorded.register)
        except (SQLAlchemyError, OSError) as error:
            reason = getattr(error, "orig", None) or error
            raise SaveFailed(
                f"The change could not be kept on this computer ({reason}); nothing was changed, "
                "so make room and try again."
            ) from error
        self.register, self.history = recorded.register, recorded.history

    def log(self, exercise: str, entry: str) -> int:
        """Keep an entry of an exercise's log and return its number; nothing can take it back.

        When this returns, a crash cannot lose it. SaveFailed on a full disk.
        """
        try:
            number = self._copy.log(exercise, entry)
        except (SQLAlchemyError, OSError) as error:
            reason = getattr(error, "orig", None) or error
            raise SaveFailed(
                f"The entry could not be kept on this computer ({reason}); it is not in the log: "
                "make room and log it again."
            ) from error
        self._entries += 1
        return number

    def log_of(self, exercise: str) -> tuple[str, ...]:
        """Return the entries of an exercise's log, oldest first."""
        return self._copy.log_of(exercise)

    def keep_pulse(self, exercise: str, at: str) -> None:
        """Note when the clock of an exercise was last seen to run; a full disk is let pass."""
        with contextlib.suppress(SQLAlchemyError, sqlite3.Error, OSError):
            self._copy.keep_pulse(exercise, at)

    def pulse(self, exercise: str) -> str | None:
        """Return when the clock of an exercise was last seen to run."""
        return self._copy.pulse(exercise)

    def is_changed_by_another(self) -> bool:
        """Return whether the file is no longer what it was when last opened or saved.

        A file that is away for the moment, as on a share, does not count as changed.
        """
        now = fingerprint(self.path)
        seen = self._origin.seen
        return now is not None and (seen is None or now.digest != seen.digest)

    def save(self, now: datetime.datetime, *, wait: Callable[[float], None] = time.sleep) -> Saved:
        """Save every edit in the file; ChangedByAnother or SaveFailed leave it as it was."""
        saved = publish(
            self.path, self._copy.copy_to, now, before_rename=self._before_rename(now), wait=wait
        )
        if saved.in_place:
            self._note_saved()
        return saved

    def save_as(self, path: Path, now: datetime.datetime, *, overwrite: bool = False) -> Saved:
        """Save in another file and go on with that one; SaveFailed where it is there already."""
        path = _place(path)
        earlier = self._origin
        there = fingerprint(path)
        if there is not None and not overwrite and not earlier.is_of(path):
            raise SaveFailed(f"{path.name} is there already; choose another name.")
        self._origin = dataclasses.replace(earlier, path=path, seen=there, saved=-1)
        try:
            saved = self.save(now)
        except BaseException:
            self._set_origin(earlier)
            raise
        if not saved.in_place:
            self._set_origin(earlier)
        return saved

    def close(self, *, discard: bool = False) -> None:
        """Close the register; unsaved edits wait for the next opening unless discarded."""
        self._copy.close()
        if self.is_saved or discard:
            self._folder.remove()
        else:
            self._folder.release()

    def _before_rename(self, now: datetime.datetime) -> Callable[[Path], None]:
        def ready(written: Path) -> None:
            # As late as can be, so that the time for another to slip in is short.
            if self.is_changed_by_another():
                raise ChangedByAnother(
                    f"{self.path.name} was changed by another since you opened it and was not "
                    "overwritten; save your work under another name and compare the two."
                )
            if self.path.exists():
                self._back_up(now)
            new = fingerprint(written)
            if new is None:
                raise OSError(f"{written.name} is gone")
            self._written = new
            # What was written, not what is held now: an exercise logs on while a save runs.
            pending = dataclasses.replace(
                self._origin,
                pending_digest=new.digest,
                pending=kept_in(written),
                pending_pulses=pulses_in(written),
            )
            self._set_origin(pending)

        return ready

    def back_up_now(self, now: datetime.datetime) -> Path | None:
        """Back up the file as it is, however short ago that was done; None where it is away.

        SaveFailed where no backup can be kept.
        """
        if not self.path.exists():
            return None
        folder = backup_folder(self._backups, self.path)
        try:
            return back_up(self.path, folder, now, always=True)
        except OSError as error:
            raise SaveFailed(
                f"No backup of {self.path.name} could be kept in {folder} "
                f"({error.strerror or error}); make room there first."
            ) from error

    def _back_up(self, now: datetime.datetime) -> None:
        try:
            back_up(self.path, backup_folder(self._backups, self.path), now)
        except OSError as error:
            self.notices.append(
                f"No backup of {self.path.name} could be kept ({error.strerror or error})."
            )

    def _note_saved(self) -> None:
        origin = self._origin
        # Not looked at again: somebody could have changed the file since the rename.
        saved = Origin(
            origin.path,
            origin.opened,
            self._written,
            origin.pending,
            pulses=origin.pending_pulses,
        )
        self._set_origin(saved)

    def _set_origin(self, origin: Origin) -> None:
        write_origin(self._folder.path, origin)
        self._origin = origin


def _place(path: Path) -> Path:
    return path.expanduser().resolve()


def working_folder(folders: Folders) -> WorkingFolder:
    """Make and claim a folder for a working copy; CannotOpen where there is no room for it."""
    try:
        return WorkingFolder.make(folders.working)
    except OSError as error:
        raise CannotOpen(
            f"Backstop cannot keep working copies in {folders.working} "
            f"({error.strerror or error}); make room there."
        ) from error


def copied_into(path: Path, copy: Path) -> Fingerprint:
    """Copy a register file and return what it is like; CannotOpen where it cannot be read."""
    try:
        shutil.copyfile(path, copy)
        seen = fingerprint(copy)
    except FileNotFoundError as error:
        raise CannotOpen(f"There is no file {path}; check its name and folder.") from error
    except OSError as error:
        raise CannotOpen(
            f"{path.name} cannot be read ({error.strerror or error}); check that you may open it."
        ) from error
    if seen is None:
        raise CannotOpen(f"There is no file {path}; check its name and folder.")
    return seen


def _brought_up(copy: Path, original: Path, backups: Path, now: datetime.datetime) -> list[str]:
    """Bring a working copy up to the latest version, after a backup; return what to tell."""
    version = version_of(copy, original.name)
    if version == LATEST_VERSION:
        return []
    try:
        backup = back_up(copy, backup_folder(backups, original), now, always=True)
    except (OSError, sqlite3.Error) as error:
        raise CannotOpen(
            f"{original.name} needs to be brought up to this version, but no backup of it could "
            f"be kept in {backups} ({error}); make room there."
        ) from error
    bring_up(copy, original.name)
    return [
        f"{original.name} was brought up from file version {version} to {LATEST_VERSION} and "
        f"changes when you save; a backup is {backup}."
    ]

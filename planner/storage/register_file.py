"""A register as a document: opened into a local working copy, saved by renaming a new file.

Every edit is kept in the working copy before it is acknowledged, so a crash loses none; the next
opening finds and recovers them. The file itself changes only when it is saved, and never when
somebody else changed it in the meantime.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
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
from planner.storage.copying_in import CannotOpen as CannotOpen
from planner.storage.copying_in import brought_up, told_of_opening
from planner.storage.copying_in import copied_into as copied_into
from planner.storage.copying_in import working_folder as working_folder
from planner.storage.folders import Folders
from planner.storage.migrations import damaged
from planner.storage.origin import Origin, write_origin
from planner.storage.publish import Fingerprint, Saved, SaveFailed, fingerprint, publish
from planner.storage.reasons import is_of_the_disk, reason_of
from planner.storage.soundness import UNFIT
from planner.storage.working_copy import WorkingCopy, kept_in, pulses_in
from planner.storage.working_folder import WorkingFolder, find_for


class ChangedByAnother(SaveFailed):
    """A register that somebody else changed since it was opened; it is not overwritten."""


class RegisterFile:
    """One open register file. `notices` are sentences for the person who opened it."""

    def __init__(
        self, folder: WorkingFolder, copy: WorkingCopy, origin: Origin, backups: Path
    ) -> None:
        self._folder = folder
        self._copy = copy
        self._origin = self._pending = origin
        self._written = origin.seen
        self._backups = backups
        try:
            self.register, self.history = copy.read()
            self._entries = copy.log_size()
            is_log_whole = copy.is_log_whole()
        except UNFIT as error:
            copy.close()
            if is_of_the_disk(error):
                raise
            reason = str(error) if isinstance(error, ValueError) else ""
            raise damaged(origin.path.name, reason) from error
        self.notices: list[str] = []
        self.is_open_here = False
        if not is_log_whole:
            self.notices.append(
                f"The log of an exercise in {origin.path.name} was changed outside Backstop; what "
                "it says is not what was written."
            )

    @classmethod
    def new(
        cls,
        path: Path,
        register: Register,
        folders: Folders,
        now: datetime.datetime,
        *,
        overwrite: bool = False,
    ) -> RegisterFile:
        """Make a register file and save it at once; SaveFailed where there is a file already.

        With `overwrite` the new one takes the place of the old when it is whole, after a backup.
        """
        path = _place(path)
        if path.exists() and not overwrite:
            raise SaveFailed(f"{path.name} is there already; choose another name or open it.")
        folder = working_folder(folders)
        try:
            with told_of_opening(path, folders):
                copy = WorkingCopy.create(folder.register, register)
                there = fingerprint(path) if path.is_file() else None
                origin = Origin(path, now.isoformat(), there, -1)
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
        with told_of_opening(path, folders):
            return cls._opened(path, folders, now)

    @classmethod
    def _opened(cls, path: Path, folders: Folders, now: datetime.datetime) -> RegisterFile:
        found = find_for(path, folders.working, now)
        if found.unsaved is not None and found.origin is not None:
            recovered = cls._recovered(found.unsaved, found.origin, folders, now)
            recovered.is_open_here = found.is_open
            return recovered
        folder = working_folder(folders)
        try:
            seen = copied_into(path, folder.register)
            notices = brought_up(folder.register, path, folders.backups, now)
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
        if found.unread:
            opened.notices.append(
                f"Earlier changes to {path.name} that were not saved could not be read "
                f"({found.unread}); they are kept, so open it again when there is room."
            )
        opened.is_open_here = found.is_open
        if found.is_open:
            opened.notices.append(opened.open_here_words)
        return opened

    @classmethod
    def _recovered(
        cls, folder: WorkingFolder, origin: Origin, folders: Folders, now: datetime.datetime
    ) -> RegisterFile:
        try:
            notices = brought_up(folder.register, origin.path, folders.backups, now)
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
        try:
            return self._copy.changes_of(number)
        except UNFIT as error:
            raise BackstopError(
                f"What step {number} of the history changed cannot be read in {self.path.name}; "
                "check and repair the register."
            ) from error

    def size_of(self, number: int) -> int:
        """Return how many changes are kept with one step of history."""
        return self._copy.size_of(number)

    def keep(self, recorded: Recorded, check: Callable[[tuple[Change, ...]], None]) -> Recorded:
        """Keep one step; when this returns, a crash cannot lose it. SaveFailed on a full disk."""
        check(recorded.changes)
        try:
            self._copy.keep(recorded.step, recorded.changes, recorded.register)
        except (SQLAlchemyError, sqlite3.Error, OSError) as error:
            raise SaveFailed(
                f"The change could not be kept on this computer ({reason_of(error)}); nothing was "
                "changed, so make room and try again."
            ) from error
        self.register, self.history = recorded.register, recorded.history
        return recorded

    def log(self, exercise: str, written: Callable[[int], str]) -> int:
        """Keep an entry of an exercise's log and return its number; nothing can take it back.

        When this returns, a crash cannot lose it. SaveFailed on a full disk.
        """
        try:
            number = len(self._copy.log_of(exercise)) + 1
            self._copy.log(exercise, written(number))
        except (SQLAlchemyError, sqlite3.Error, OSError) as error:
            raise SaveFailed(
                f"The entry could not be kept on this computer ({reason_of(error)}); it is not in "
                "the log: make room and log it again."
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

    def copy_to(self, path: Path) -> None:
        """Write the whole register as it stands, unsaved edits too, as another file."""
        self._copy.copy_to(path)

    def is_changed_by_another(self) -> bool:
        """Return whether the file is no longer what it was when last opened or saved.

        A file that is away for the moment, as on a share, does not count as changed.
        """
        try:
            return _is_changed(self.path, self._origin.seen)
        except OSError:
            return self.path.is_dir()

    def save(self, now: datetime.datetime, *, wait: Callable[[float], None] = time.sleep) -> Saved:
        """Save every edit in the file; ChangedByAnother or SaveFailed leave it as it was."""
        return self._published(self.path, self._origin.seen, now, wait)

    def save_as(self, path: Path, now: datetime.datetime, *, overwrite: bool = False) -> Saved:
        """Save in another file and go on with that one; SaveFailed where it is there already."""
        path = _place(path)
        if self._origin.is_of(path) and not overwrite:
            return self.save(now)
        try:
            there = fingerprint(path)
        except OSError as error:
            raise SaveFailed(
                f"{path.name} cannot be saved over ({reason_of(error)}); choose another name."
            ) from error
        if there is not None and not overwrite:
            raise SaveFailed(f"{path.name} is there already; choose another name.")
        return self._published(path, there, now, time.sleep)

    def close(self, *, discard: bool = False) -> None:
        """Close the register; unsaved edits wait for the next opening unless discarded."""
        self._copy.close()
        if self.is_saved or discard:
            self._folder.remove()
        else:
            self._folder.release()

    def _published(
        self,
        path: Path,
        seen: Fingerprint | None,
        now: datetime.datetime,
        wait: Callable[[float], None],
    ) -> Saved:
        """Put every edit in the file at `path`, which was `seen` last, and go on with that."""

        def ready(written: Path) -> None:
            if path.exists():
                self._back_up(path, now)
            self._note_pending(path, written)
            # As late as can be, so that the time for another to slip in is short.
            if _is_changed(path, seen):
                raise ChangedByAnother(
                    f"{path.name} was changed by another since you opened it and was not "
                    "overwritten; save your work under another name and compare the two."
                )

        saved = publish(path, self._copy.copy_to, now, before_rename=ready, wait=wait)
        if saved.in_place:
            self._note_saved()
        return saved

    def _note_pending(self, path: Path, written: Path) -> None:
        """Note what the file will be once it is renamed, should a crash hide how that ended."""
        new = fingerprint(written)
        if new is None:
            raise OSError(f"{path.name} was taken away while it was written")
        # What was written, not what is held now: an exercise logs on while a save runs.
        pending = dataclasses.replace(
            self._origin,
            pending_at=path,
            pending_digest=new.digest,
            pending=kept_in(written),
            pending_pulses=pulses_in(written),
        )
        try:
            write_origin(self._folder.path, pending)
        except OSError as error:
            raise SaveFailed(
                f"{path.name} was not saved, because Backstop cannot write in its own folder "
                f"{self._folder.path.parent} ({reason_of(error)}); make room there and save again."
            ) from error
        self._pending, self._written = pending, new

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
                f"({reason_of(error)}); make room there first."
            ) from error

    def _back_up(self, path: Path, now: datetime.datetime) -> None:
        try:
            back_up(path, backup_folder(self._backups, path), now)
        except OSError as error:
            self.notices.append(f"No backup of {path.name} could be kept ({reason_of(error)}).")

    def _note_saved(self) -> None:
        pending = self._pending
        # Not looked at again: somebody could have changed the file since the rename.
        self._origin = Origin(
            pending.pending_path,
            pending.opened,
            self._written,
            pending.pending,
            pulses=pending.pending_pulses,
        )
        # What was noted before the rename says the same to the next opening.
        with contextlib.suppress(OSError):
            write_origin(self._folder.path, self._origin)


def _is_changed(path: Path, seen: Fingerprint | None) -> bool:
    """Return whether a file is there and not as seen; OSError where it cannot be read."""
    now = fingerprint(path)
    return now is not None and (seen is None or now.digest != seen.digest)


def _place(path: Path) -> Path:
    return path.expanduser().resolve()

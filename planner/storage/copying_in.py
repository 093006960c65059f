"""From a register file to a working copy of it, brought up to the latest version."""

from __future__ import annotations

import datetime
import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from planner.errors import BackstopError
from planner.storage.backups import back_up, backup_folder
from planner.storage.folders import Folders
from planner.storage.migrations import LATEST_VERSION, bring_up, damaged, version_of
from planner.storage.publish import Fingerprint, fingerprint
from planner.storage.reasons import is_damage, is_of_the_disk, reason_of
from planner.storage.working_folder import WorkingFolder

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


class CannotOpen(BackstopError):
    """A register that cannot be read at all."""


@contextmanager
def told_of_opening(path: Path, folders: Folders, what: str = "opened") -> Iterator[None]:
    """Turn what the disk refuses while a working copy is made into CannotOpen, in a sentence.

    `what` is what was to be done with the file.
    """
    try:
        yield
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        if is_damage(error):
            raise damaged(path.name) from error
        if not is_of_the_disk(error):
            raise
        raise CannotOpen(
            f"{path.name} cannot be {what}, because Backstop cannot keep a working copy of it in "
            f"{folders.working} ({reason_of(error)}); make room there and try again."
        ) from error


def working_folder(folders: Folders) -> WorkingFolder:
    """Make and claim a folder for a working copy; CannotOpen where there is no room for it."""
    try:
        return WorkingFolder.make(folders.working)
    except OSError as error:
        raise CannotOpen(
            f"Backstop cannot keep working copies in {folders.working} "
            f"({reason_of(error)}); make room there."
        ) from error


def copied_into(path: Path, copy: Path) -> Fingerprint:
    """Copy a register file and return what it is like; CannotOpen where it cannot be read.

    OSError where there is no room for the copy.
    """
    try:
        shutil.copyfile(path, copy)
        seen = fingerprint(copy)
    except FileNotFoundError as error:
        raise CannotOpen(f"There is no file {path}; check its name and folder.") from error
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise
        raise CannotOpen(
            f"{path.name} cannot be read ({reason_of(error)}); check that you may open it."
        ) from error
    if seen is None:
        raise CannotOpen(f"There is no file {path}; check its name and folder.")
    return seen


def brought_up(copy: Path, original: Path, backups: Path, now: datetime.datetime) -> list[str]:
    """Bring a working copy up to the latest version, after a backup; return what to tell."""
    version = version_of(copy, original.name)
    if version == LATEST_VERSION:
        return []
    try:
        backup = back_up(copy, backup_folder(backups, original), now, always=True)
    except (OSError, sqlite3.Error) as error:
        raise CannotOpen(
            f"{original.name} needs to be brought up to this version, but no backup of it could "
            f"be kept in {backups} ({reason_of(error)}); make room there."
        ) from error
    bring_up(copy, original.name)
    return [
        f"{original.name} was brought up from file version {version} to {LATEST_VERSION} and "
        f"changes when you save; a backup is {backup}."
    ]

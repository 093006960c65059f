"""A register file read aside: a copy is opened and brought up, the file itself is never touched."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from planner.register.changes import Change
from planner.register.history import History, Step, changes_of_step
from planner.register.register import Register
from planner.storage.copying_in import copied_into, told_of_opening, working_folder
from planner.storage.folders import Folders
from planner.storage.migrations import bring_up, damaged, version_of
from planner.storage.publish import Saved, SaveFailed, publish
from planner.storage.reasons import is_of_the_disk
from planner.storage.working_copy import WorkingCopy


@dataclass(frozen=True, slots=True)
class Aside:
    """What a register file holds, and the copy it is read from while the reading goes on."""

    register: Register
    history: History
    version: int
    copy: WorkingCopy

    def changes_of(self, step: Step) -> tuple[Change, ...]:
        """Return what one step changed: each record before and after."""
        return changes_of_step(step, self.copy.changes_of)


@contextmanager
def read_aside(path: Path, folders: Folders, called: str = "") -> Iterator[Aside]:
    """Read a register file of any version; CannotOpen or NotARegister in one sentence if unfit.

    `called` is the name the user knows the file by.
    """
    name = called or path.name
    folder = working_folder(folders)
    try:
        with told_of_opening(path, folders, "read"):
            copied_into(path, folder.register)
            version = version_of(folder.register, name)
            bring_up(folder.register, name)
        copy = WorkingCopy(folder.register)
        try:
            with told_of_opening(path, folders, "read"):
                register, history = _read(copy, name)
            yield Aside(register, history, version, copy)
        finally:
            copy.close()
    finally:
        folder.remove()


def _read(copy: WorkingCopy, name: str) -> tuple[Register, History]:
    try:
        return copy.read()
    except (SQLAlchemyError, sqlite3.Error, ValueError, KeyError, TypeError) as error:
        if is_of_the_disk(error):
            raise
        reason = str(error) if isinstance(error, ValueError) else ""
        raise damaged(name, reason) from error


def publish_copy(
    aside: Aside,
    path: Path,
    now: datetime.datetime,
    *,
    before_rename: Callable[[Path], None] = lambda written: None,
    overwrite: bool = False,
) -> Saved:
    """Write what was read aside as a register file; SaveFailed where there is one already."""
    target = path.expanduser().resolve()
    if target.exists() and not overwrite:
        raise SaveFailed(f"{target.name} is there already; choose another name.")
    return publish(target, aside.copy.copy_to, now, before_rename=before_rename)

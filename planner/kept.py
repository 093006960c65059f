"""Where the register of a session is kept: what every such place can do, and which one opens.

The end of a name decides: `.json` is edited in memory, everything else is a register file.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Protocol

from planner.json_register import SUFFIX as JSON_SUFFIX
from planner.json_register import JsonRegister
from planner.register.changes import Change
from planner.register.history import History, Recorded
from planner.register.register import Register
from planner.storage.folders import Folders
from planner.storage.publish import Saved
from planner.storage.register_file import RegisterFile


class Kept(Protocol):
    """One open register where it is kept. `notices` are for the person who opened it."""

    register: Register
    history: History
    notices: list[str]

    @property
    def path(self) -> Path:
        """Return where the register is saved."""

    @property
    def is_saved(self) -> bool:
        """Return whether the file holds every edit."""

    @property
    def unsaved_steps(self) -> int:
        """Return how many steps the file does not hold yet."""

    def changes_of(self, number: int) -> tuple[Change, ...]:
        """Return the changes kept with one step."""

    def size_of(self, number: int) -> int:
        """Return how many changes are kept with one step."""

    def keep(self, recorded: Recorded) -> None:
        """Keep one step."""

    def is_changed_by_another(self) -> bool:
        """Return whether somebody else changed the file."""

    def save(self, now: datetime.datetime) -> Saved:
        """Save every edit in the file."""

    def save_as(self, path: Path, now: datetime.datetime, *, overwrite: bool = False) -> Saved:
        """Save in another file and go on with that one."""

    def close(self, *, discard: bool = False) -> None:
        """Close the file."""


def kept_anew(path: Path, register: Register, folders: Folders, now: datetime.datetime) -> Kept:
    """Keep a register in a new file at `path`; SaveFailed where there is one already."""
    if path.suffix.lower() == JSON_SUFFIX:
        return JsonRegister.new(path, register, now)
    return RegisterFile.new(path, register, folders, now)


def kept_at(path: Path, folders: Folders, now: datetime.datetime) -> Kept:
    """Open the register kept at `path`; BackstopError in plain words where it is unfit."""
    if path.suffix.lower() == JSON_SUFFIX:
        return JsonRegister.open(path)
    return RegisterFile.open(path, folders, now)

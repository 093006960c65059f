"""Where the register of a session is kept: what every such place can do, and which one opens.

The end of a name decides: `.json` is edited in memory, `.backstop-team` leads to a register on a
server, everything else is a register file.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, runtime_checkable

from planner.errors import BackstopError
from planner.json_register import SUFFIX as JSON_SUFFIX
from planner.json_register import JsonRegister
from planner.register.changes import Change
from planner.register.history import History, Recorded
from planner.register.register import Register
from planner.storage.folders import Folders
from planner.storage.publish import Saved
from planner.storage.register_file import RegisterFile
from planner.storage.team_address import is_link
from planner.storage.team_register import TeamRegister
from planner.unfinished import tidy_up


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

    def keep(
        self, recorded: Recorded, check: Callable[[tuple[Change, ...]], None]
    ) -> Recorded | None:
        """Keep one step and return it as it was kept; None where others made it already.

        `check` is asked about the changes first, and refuses by raising.
        """

    def is_changed_by_another(self) -> bool:
        """Return whether somebody else changed the file."""

    def save(self, now: datetime.datetime) -> Saved:
        """Save every edit in the file."""

    def save_as(self, path: Path, now: datetime.datetime, *, overwrite: bool = False) -> Saved:
        """Save in another file and go on with that one."""

    def close(self, *, discard: bool = False) -> None:
        """Close the file."""


@runtime_checkable
class KeepsLogs(Protocol):
    """A place that keeps the logs of exercises for good."""

    def log(self, exercise: str, written: Callable[[int], str]) -> int:
        """Keep an entry and return its number, from 1; `written` gives it as JSON for that."""

    def log_of(self, exercise: str) -> tuple[str, ...]:
        """Return the entries of an exercise as JSON, oldest first."""

    def keep_pulse(self, exercise: str, at: str) -> None:
        """Note when the clock of an exercise was last seen to run."""

    def pulse(self, exercise: str) -> str | None:
        """Return when the clock of an exercise was last seen to run."""


def kept_anew(
    path: Path,
    register: Register,
    folders: Folders,
    now: datetime.datetime,
    *,
    overwrite: bool = False,
) -> Kept:
    """Keep a register in a new file at `path`; SaveFailed where there is one already."""
    tidy_up(folders)
    if path.suffix.lower() == JSON_SUFFIX:
        return JsonRegister.new(path, register, now, overwrite=overwrite)
    return RegisterFile.new(path, register, folders, now, overwrite=overwrite)


def kept_at(
    path: Path, folders: Folders, now: datetime.datetime, who: str = "", password: str = ""
) -> Kept:
    """Open the register kept at `path`; BackstopError in plain words where it is unfit.

    `who` and `password` are for a register on a server.
    """
    tidy_up(folders)
    # A pipe or a device would be waited for, or copied, without end.
    if path.exists() and not path.is_file() and not path.is_dir():
        raise BackstopError(f"{path.name} is not a file; choose a register.")
    if is_link(path):
        return TeamRegister.open(path, who, password)
    if path.suffix.lower() == JSON_SUFFIX:
        return JsonRegister.open(path)
    return RegisterFile.open(path, folders, now)

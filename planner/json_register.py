"""A register kept as a JSON file: edited in memory, written by renaming a new file."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from pathlib import Path

from planner.errors import BackstopError
from planner.register.changes import Change
from planner.register.history import History, Recorded
from planner.register.register import Register
from planner.storage.publish import Saved, SaveFailed, fingerprint, publish
from planner.storage.register_file import ChangedByAnother

SUFFIX = ".json"


class JsonRegister:
    """One open JSON register. Its history lasts until it is closed, and a crash loses edits."""

    def __init__(self, path: Path, register: Register, digest: str | None) -> None:
        self.path = path
        self.register = register
        self.history = History()
        self.notices: list[str] = []
        self._digest = digest
        self._saved_revision = register.revision
        self._changes: dict[int, tuple[Change, ...]] = {}

    @classmethod
    def new(
        cls, path: Path, register: Register, now: datetime.datetime, *, overwrite: bool = False
    ) -> JsonRegister:
        """Make a JSON register and save it at once; SaveFailed where there is a file already."""
        path = path.expanduser().resolve()
        if path.exists() and not overwrite:
            raise SaveFailed(f"{path.name} is there already; choose another name or open it.")
        there = fingerprint(path) if path.is_file() else None
        made = cls(path, register, there.digest if there else None)
        made.save(now)
        return made

    @classmethod
    def open(cls, path: Path) -> JsonRegister:
        """Read a JSON register; InputRefused with every problem where it is unfit."""
        from planner.exchange.register_json import read_register

        path = path.expanduser().resolve()
        seen = fingerprint(path) if path.is_file() else None
        return cls(path, read_register(path), seen.digest if seen else None)

    @property
    def is_saved(self) -> bool:
        """Return whether the file holds every edit."""
        return self.register.revision == self._saved_revision

    @property
    def unsaved_steps(self) -> int:
        """Return how many steps the file does not hold yet."""
        return self.register.revision - max(self._saved_revision, 0)

    def changes_of(self, number: int) -> tuple[Change, ...]:
        """Return the changes of one step of history."""
        return self._changes[number]

    def size_of(self, number: int) -> int:
        """Return how many changes one step of history made."""
        return len(self._changes[number])

    def keep(self, recorded: Recorded, check: Callable[[tuple[Change, ...]], None]) -> Recorded:
        """Keep one step in memory."""
        check(recorded.changes)
        if recorded.step.undoes is None and recorded.step.redoes is None:
            self._changes[recorded.step.number] = recorded.changes
        self.register, self.history = recorded.register, recorded.history
        return recorded

    def is_changed_by_another(self) -> bool:
        """Return whether the file is no longer what it was when last opened or saved."""
        now = fingerprint(self.path)
        return now is not None and now.digest != self._digest

    def save(self, now: datetime.datetime, *, wait: Callable[[float], None] = time.sleep) -> Saved:
        """Save every edit in the file; ChangedByAnother or SaveFailed leave it as it was."""
        written: list[str] = []

        def ready(new: Path) -> None:
            if self.is_changed_by_another():
                raise ChangedByAnother(
                    f"{self.path.name} was changed by another since you opened it and was not "
                    "overwritten; save your work under another name and compare the two."
                )
            seen = fingerprint(new)
            written.append(seen.digest if seen else "")

        saved = publish(self.path, self._write, now, before_rename=ready, wait=wait)
        if saved.in_place:
            self._digest = written[0]
            self._saved_revision = self.register.revision
        return saved

    def save_as(self, path: Path, now: datetime.datetime, *, overwrite: bool = False) -> Saved:
        """Save in another JSON file and go on with that one."""
        earlier = self.path, self._digest
        path = path.expanduser().resolve()
        if path.suffix.lower() != SUFFIX:
            raise BackstopError(
                f"A JSON register is saved as JSON; give {path.name} the end .json."
            )
        there = fingerprint(path)
        if there is not None and not overwrite and path != self.path:
            raise SaveFailed(f"{path.name} is there already; choose another name.")
        self.path, self._digest = path, there.digest if there else None
        try:
            saved = self.save(now)
        except BaseException:
            self.path, self._digest = earlier
            raise
        if not saved.in_place:
            self.path, self._digest = earlier
        return saved

    def close(self, *, discard: bool = False) -> None:
        """Forget the register; edits that were not saved are lost."""

    def _write(self, path: Path) -> None:
        write_json(self.register, path)


def write_json(register: Register, path: Path) -> None:
    """Write a register as JSON; OSError where it cannot be, for `publish` to tell in its words."""
    from planner.exchange.register_json import write_register

    try:
        write_register(register, path)
    except BackstopError as error:
        if isinstance(error.__cause__, OSError):
            raise error.__cause__ from None
        raise

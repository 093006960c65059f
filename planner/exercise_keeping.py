"""The log of an exercise in a session: entries are kept as they happen, and for good."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import BackstopError
from planner.kept import KeepsLogs, Kept
from planner.register.changes import Change
from planner.register.records import Exercise, Inject

if TYPE_CHECKING:
    from planner.exercise.log import Entry


class ExerciseKeeping:
    """What a session adds for exercises; only a register file can keep a log."""

    _kept: Kept
    _now: Callable[[], datetime.datetime]

    def now(self) -> datetime.datetime:
        """Return the moment of the session's clock."""
        return self._now()

    def log_of(self, exercise: str) -> tuple[Entry, ...]:
        """Return the log of an exercise, oldest entry first."""
        from planner.exercise.log import from_json

        if not isinstance(self._kept, KeepsLogs):
            return ()
        return tuple(from_json(text) for text in self._kept.log_of(exercise))

    def log(self, exercise: str, entry: Entry) -> Entry:
        """Keep an entry of an exercise's log for good and return it with its number.

        BackstopError for a register kept as JSON, which a crash would lose; SaveFailed on a full
        disk.
        """
        from planner.exercise.log import as_json

        if not isinstance(self._kept, KeepsLogs):
            path: Path = self._kept.path
            raise BackstopError(
                f"{path.name} is a JSON file, which a crash would lose; save the register as a "
                ".backstop file to play an exercise."
            )
        self._refuse_logging()

        def written(number: int) -> str:
            return as_json(dataclasses.replace(entry, number=number))

        return dataclasses.replace(entry, number=self._kept.log(exercise, written))

    def _refuse_logging(self) -> None:
        raise NotImplementedError

    @property
    def log_stays(self) -> str:
        """Return what to say of an export where exercises were played; "" where none was."""
        codes = self._kept.register.of_kind("exercise")
        if not any(self.log_of(code) for code in codes):
            return ""
        return "The logs of exercises are kept in the register file alone."

    def _keep_logs(self, changes: Iterable[Change]) -> None:
        """Refuse changes that would leave a log without its exercise or event, with BackstopError.

        Another could take the code later, and what the log says with it.
        """
        for change in changes:
            if change.after is not None:
                continue
            if isinstance(change.before, Exercise) and (log := self.log_of(change.key)):
                entries = "1 entry" if len(log) == 1 else f"{len(log)} entries"
                raise BackstopError(
                    f"{change.before.title} was played and its log of {entries} is kept for good, "
                    "so the exercise stays; draft another one from its scenario instead."
                )
            if isinstance(change.before, Inject) and any(
                entry.inject == change.key for entry in self.log_of(change.before.exercise or "")
            ):
                raise BackstopError(
                    f"The event “{change.before.title}” is in the log of its exercise, which is "
                    "kept for good, so the event stays; skip it, or change its words."
                )

    def keep_pulse(self, exercise: str, at: datetime.datetime) -> None:
        """Note that the clock of an exercise was seen to run at a moment of the room."""
        if isinstance(self._kept, KeepsLogs):
            self._kept.keep_pulse(exercise, at.isoformat())

    def pulse(self, exercise: str) -> datetime.datetime | None:
        """Return when the clock of an exercise was last seen to run; None where it never was."""
        kept = self._kept.pulse(exercise) if isinstance(self._kept, KeepsLogs) else None
        return None if kept is None else datetime.datetime.fromisoformat(kept)

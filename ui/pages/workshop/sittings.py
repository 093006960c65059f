"""What a debrief has come to so far: the last verdict on an objective, and the words about it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from planner.exercise.log import Entry, corrected

VERDICTS = (
    ("met", "Met"),
    ("partly met", "Partly met"),
    ("not yet met", "Not yet met"),
    ("not tested", "Not tested"),
)
"""What can be said of an objective, as it is logged and as it is shown."""
ON_THE_WHOLE = ""
"""Stands for what is said of no one objective."""


@dataclass(frozen=True, slots=True)
class Told:
    """The verdict on an objective and what was seen; `number` is the entry that holds the words."""

    verdict: str = ""
    words: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """The hot debrief, or the cold one, which begins on the day `since`.

    `until` is the first day that is not part of it; None is no bound.
    """

    since: datetime.date | None = None
    until: datetime.date | None = None

    @property
    def is_cold(self) -> bool:
        """Return whether this is the cold debrief."""
        return self.since is not None

    def told(self, entries: Iterable[Entry], objective: str) -> Told:
        """Return what was said of an objective in this sitting, corrections taken in."""
        log = tuple(entries)
        last = corrected(log)
        verdict, words, number = "", "", None
        for entry in log:
            if entry.kind != "debrief" or entry.objective != objective or not self._holds(entry):
                continue
            now = last.get(entry.number)
            if now is not None and not now.words:
                continue
            verdict = entry.why or verdict
            if (now or entry).words:
                words, number = (now or entry).words, entry.number
        return Told(verdict, words, number)

    def _holds(self, entry: Entry) -> bool:
        day = entry.at.date()
        return (self.since is None or day >= self.since) and (
            self.until is None or day < self.until
        )

"""What every part of the post-exercise report is given."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from planner.document.reveal_words import RevealReport, reveal_report
from planner.exercise.clock import clock_at
from planner.exercise.debrief import (
    Debrief,
    cold_debrief,
    debrief_of,
    good_practice_of,
    held_on,
    lessons_of,
)
from planner.exercise.log import CLOCK_KINDS, Entry, corrected, standing
from planner.exercise.reveal import Reveal
from planner.exercise.telling import entry_names
from planner.register.records import Exercise, Inject, Lesson, Scenario
from planner.register.register import Register


@dataclass(frozen=True)
class ReportBook:
    """An exercise, its log from the first entry, and what the reveal found."""

    register: Register
    exercise: Exercise
    scenario: Scenario
    injects: tuple[Inject, ...]
    entries: tuple[Entry, ...]
    found: Reveal
    today: datetime.date

    @cached_property
    def names(self) -> Mapping[int, str]:
        """Return what entries are called in the room, by number: D-07, N-02."""
        return entry_names(self.entries)

    def name(self, number: int) -> str:
        """Return what an entry is called in the room, else its number."""
        return self.names.get(number, str(number))

    @cached_property
    def told(self) -> RevealReport:
        """Return the reveal in the words of the screen."""
        return reveal_report(self.register, self.exercise.title, self.entries, self.found)

    @cached_property
    def debrief(self) -> Debrief:
        """Return the objectives with their verdicts."""
        return debrief_of(self.exercise, self.entries)

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        """Return what is to change."""
        return lessons_of(self.register, self.exercise.id)

    @cached_property
    def good_practice(self) -> tuple[Lesson, ...]:
        """Return what is to be kept."""
        return good_practice_of(self.register, self.exercise.id)

    @cached_property
    def held(self) -> datetime.date | None:
        """Return the day it was played on, else the day it was planned for."""
        return held_on(self.entries) or self.exercise.date

    @property
    def cold(self) -> tuple[datetime.date, ...]:
        """Return the first and last date of the cold debrief; empty where no day is known."""
        return cold_debrief(self.exercise, self.held)

    @cached_property
    def decisions(self) -> Mapping[int, Entry]:
        """Return the decisions as they stand, by the number they were first logged under."""
        return standing(self.entries)

    @cached_property
    def last_correction(self) -> Mapping[int, Entry]:
        """Return by entry the last correction of it."""
        return corrected(self.entries)

    @cached_property
    def roots(self) -> Mapping[int, int]:
        """Return for each correction the entry that it goes back to."""
        found: dict[int, int] = {}
        for entry in self.entries:
            if entry.corrects is not None:
                found[entry.number] = found.get(entry.corrects, entry.corrects)
        return found

    def is_struck(self, entry: Entry) -> bool:
        """Return whether a later entry takes the place of this one."""
        root = self.roots.get(entry.number, entry.number)
        last = self.last_correction.get(root)
        return last is not None and last.number != entry.number

    def kind_at_root(self, entry: Entry) -> str:
        """Return the kind of an entry, a correction counting as what it corrects."""
        root = self.roots.get(entry.number)
        if root is None:
            return entry.kind
        return next((one.kind for one in self.entries if one.number == root), entry.kind)

    @cached_property
    def room_seconds(self) -> float:
        """Return how long the room played, pauses left out, in seconds."""
        ends = [one for one in self.entries if one.kind in CLOCK_KINDS]
        if not ends:
            return 0.0
        return clock_at(self.entries, ends[-1].at, self.exercise).room

    @cached_property
    def last_play(self) -> float | None:
        """Return the moment of play of the last entry while it ran; None where it never did."""
        played = [one.play for one in self.entries if one.kind not in {"debrief", "reveal"}]
        return max(played, default=None)

"""The debrief of an exercise: its objectives with what was seen, and when to look again.

The form on the screen logs an entry of kind "debrief" for each objective: `objective` is the
objective as the exercise has it, `words` what was seen, `why` the verdict (one of `VERDICTS`);
either may be blank, and later entries add to earlier ones. An entry without an objective is a
remark on the whole. Observations and notes are entries of kind
"observation" or "note"; those that name an objective are told with it. What is to change, and good
practice, are records of kind lesson with the exercise's code.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.exercise.log import Entry, EntryKind, corrected
from planner.register.records import Exercise, Lesson
from planner.register.register import Register

MET, PARTLY, NOT_MET = "met", "partly met", "not yet met"
NOT_TESTED = "not tested"
VERDICTS = (MET, PARTLY, NOT_MET, NOT_TESTED)
"""What the debrief says of an objective; none of them lays blame."""
TOLD: frozenset[EntryKind] = frozenset({"debrief", "observation", "note"})
"""Kinds of entry that say what was seen."""
GOOD_PRACTICE = "good_practice"
COLD_FROM, COLD_UNTIL = 14, 42
"""Days after the exercise between which the cold debrief is held: two to six weeks."""


@dataclass(frozen=True, slots=True)
class ObjectiveSeen:
    """An objective: the last verdict on it ("" before there is one), and what was seen of it."""

    objective: str
    verdict: str
    seen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Debrief:
    """Every objective in the exercise's order, then remarks on the whole, in the order logged."""

    objectives: tuple[ObjectiveSeen, ...]
    remarks: tuple[str, ...]

    def told(self, verdict: str) -> int:
        """Return how many objectives have a verdict."""
        return sum(one.verdict == verdict for one in self.objectives)


def debrief_of(exercise: Exercise, entries: Iterable[Entry]) -> Debrief:
    """Return the debrief that a log holds, corrections taken in; an empty one before it is held."""
    log = tuple(entries)
    last = corrected(log)
    told = [_told(one, last.get(one.number)) for one in log if one.kind in TOLD]
    kept = [one for one in told if one.words or one.why]
    judged = [one for one in kept if one.kind == "debrief"]
    named = [one.objective for one in judged if one.objective]
    found = []
    for objective in dict.fromkeys([*exercise.objectives, *named]):
        verdicts = [one.why for one in judged if one.objective == objective and one.why]
        seen = [one.words for one in kept if one.objective == objective and one.words]
        found.append(ObjectiveSeen(objective, verdicts[-1] if verdicts else "", tuple(seen)))
    remarks = [one.words for one in judged if not one.objective and one.words]
    return Debrief(tuple(found), tuple(remarks))


def _told(entry: Entry, correction: Entry | None) -> Entry:
    """Return an entry as it stands after its last correction, with its verdict as `why`.

    A correction without words takes it back; one whose reason is no verdict leaves the verdict.
    """
    verdict = verdict_of(entry.why)
    if correction is None:
        return dataclasses.replace(entry, why=verdict)
    if not correction.words:
        return dataclasses.replace(entry, words="", why="")
    return dataclasses.replace(
        entry,
        words=correction.words,
        why=verdict_of(correction.why) or verdict,
        objective=correction.objective or entry.objective,
    )


def verdict_of(words: str) -> str:
    """Return the verdict that words begin with, "" where they begin with none."""
    plain = words.strip().casefold()
    if plain.startswith(("not yet", "not met")):
        return NOT_MET
    if plain.startswith(NOT_TESTED):
        return NOT_TESTED
    if plain.startswith("part"):
        return PARTLY
    return MET if plain.startswith("met") else ""


def lessons_of(register: Register, exercise: str) -> tuple[Lesson, ...]:
    """Return what was learnt in an exercise and is to change: those due first, first."""
    return _learnt(register, exercise, good=False)


def good_practice_of(register: Register, exercise: str) -> tuple[Lesson, ...]:
    """Return what went well in an exercise and is to be kept."""
    return _learnt(register, exercise, good=True)


def cold_debrief(exercise: Exercise, held: datetime.date | None) -> tuple[datetime.date, ...]:
    """Return the first and the last date of the cold debrief; empty where no date is known.

    `held` is the day it was played on, which counts before the date it was planned for.
    """
    day = held or exercise.date
    if day is None:
        return ()
    return (
        day + datetime.timedelta(days=COLD_FROM),
        day + datetime.timedelta(days=COLD_UNTIL),
    )


def held_on(entries: Sequence[Entry]) -> datetime.date | None:
    """Return the day on which play began; None where it never did."""
    return next((one.at.date() for one in entries if one.kind == "start"), None)


def _learnt(register: Register, exercise: str, *, good: bool) -> tuple[Lesson, ...]:
    mine = [
        one
        for one in register.of_kind("lesson").values()
        if isinstance(one, Lesson)
        and one.exercise == exercise
        and (one.kind == GOOD_PRACTICE) == good
    ]
    return tuple(sorted(mine, key=lambda one: (one.due or datetime.date.max, one.title, one.id)))

"""What was learnt, and what became of it: lessons found again, and exercises by when played."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from planner.exercise.debrief import COLD_FROM, COLD_UNTIL, GOOD_PRACTICE
from planner.exercise.log import Entry
from planner.register.lessons import LessonAbout, lessons_about, lessons_of
from planner.register.records import Exercise, Inject, Lesson
from planner.register.register import Register

Status = Literal["overdue", "open", "acted_on", "good_practice"]
STATUS_WORDS: Mapping[Status, str] = {
    "overdue": "Overdue",
    "open": "Open",
    "acted_on": "Acted on",
    "good_practice": "Good practice",
}
LIKE_ENOUGH = 78.0
"""Likeness in per cent from which a word with other letters counts as found."""


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson with what became of it, and the names of what it concerns."""

    lesson: Lesson
    status: Status
    exercise: str
    concerns: tuple[str, ...]

    @property
    def status_words(self) -> str:
        """Return what became of it in words."""
        return STATUS_WORDS[self.status]


@dataclass(frozen=True, slots=True)
class ColdDebrief:
    """The cold debrief of an exercise that was played: when it is due, and whether it was held."""

    exercise: str
    title: str
    ended: datetime.date
    first: datetime.date
    last: datetime.date
    held: datetime.date | None

    def is_overdue(self, today: datetime.date) -> bool:
        """Return whether it was not held and its last day has passed."""
        return self.held is None and today > self.last


@dataclass(frozen=True, slots=True)
class ExerciseLine:
    """An exercise in the list: what it plays, when it was last played, and what is open of it.

    `state` is "no injects", "ready", "begun" or "played"; `last_played` is the day of the last
    start in its log.
    """

    code: str
    title: str
    scenario: str
    planned: datetime.date | None
    injects: int
    state: str
    last_played: datetime.date | None
    open_lessons: int
    cold_debrief: ColdDebrief | None


def status_of(lesson: Lesson, today: datetime.date) -> Status:
    """Return what became of a lesson by a day."""
    if lesson.done_on is not None:
        return "acted_on"
    if lesson.kind == GOOD_PRACTICE:
        return "good_practice"
    return "overdue" if lesson.due is not None and lesson.due < today else "open"


def lessons(
    register: Register,
    today: datetime.date,
    words: str = "",
    status: Status | None = None,
    exercise: str | None = None,
) -> tuple[LessonLine, ...]:
    """Return lessons, those to act on soonest first; with `words`, the likeliest first.

    `status` and `exercise` keep those of one status or one exercise. Every word must be found in
    what a lesson says or concerns, letters wrong or left out included.
    """
    lines = [
        _line(register, one, today)
        for one in lessons_of(register)
        if exercise is None or one.exercise == exercise
    ]
    chosen = [one for one in lines if status is None or one.status == status]
    ordered = sorted(chosen, key=_urgency)
    typed = words.casefold().split()
    if not typed:
        return tuple(ordered)
    scored = [(likeness(typed, _text(one)), one) for one in ordered]
    found = [pair for pair in scored if pair[0] >= LIKE_ENOUGH]
    return tuple(line for _, line in sorted(found, key=lambda pair: -pair[0]))


def likeness(typed: Sequence[str], text: str) -> float:
    """Return how like the least like of some words is to a word of a text, 0 to 100."""
    there = text.casefold()
    parts = [word.strip(".,;:!?()“”\"'’") for word in there.split()]
    return min(
        100.0 if word in there else max((fuzz.ratio(word, part) for part in parts), default=0.0)
        for word in typed
    )


def lessons_for(
    register: Register, kind: str, key: str, today: datetime.date
) -> tuple[tuple[LessonLine, LessonAbout], ...]:
    """Return the lessons that concern a service, provider, contract or scenario, each with why.

    Those still to act on come first. Empty for other kinds of record.
    """
    services, providers = concerned(register, kind, key)
    found = [
        (_line(register, one.lesson, today), one)
        for one in lessons_about(register, services, providers)
    ]
    return tuple(sorted(found, key=lambda pair: _urgency(pair[0])))


def concerned(register: Register, kind: str, key: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the services and providers that a record is about."""
    if kind == "service":
        return frozenset({key}), frozenset()
    if kind == "provider":
        return frozenset(), frozenset({key})
    if kind == "contract" and key in register.contracts:
        contract = register.contracts[key]
        return frozenset({contract.service}), frozenset({contract.provider})
    if kind == "scenario" and key in register.scenarios:
        pairs = [concerned(register, "contract", one.target)
                 for one in register.scenarios[key].events]  # fmt: skip
        targets = {one.target for one in register.scenarios[key].events}
        services = frozenset().union(*(pair[0] for pair in pairs)) | targets & set(
            register.services
        )
        providers = frozenset().union(*(pair[1] for pair in pairs)) | targets & set(
            register.providers
        )
        return services, providers
    return frozenset(), frozenset()


def cold_debrief(exercise: Exercise, entries: Iterable[Entry]) -> ColdDebrief | None:
    """Return when the cold debrief of an exercise is due; None where its log has no end.

    It is due two to six weeks after the end.
    A debrief logged a fortnight or more after the end is the cold one.
    """
    log = tuple(entries)
    ends = [entry.at.date() for entry in log if entry.kind == "end"]
    if not ends:
        return None
    ended = max(ends)
    first = ended + datetime.timedelta(days=COLD_FROM)
    last = ended + datetime.timedelta(days=COLD_UNTIL)
    held = [entry.at.date() for entry in log if entry.kind == "debrief"]
    late = [day for day in held if day >= first]
    return ColdDebrief(exercise.id, exercise.title, ended, first, last, min(late, default=None))


def cold_debriefs(
    register: Register, log_of: Callable[[str], Iterable[Entry]]
) -> tuple[ColdDebrief, ...]:
    """Return the cold debriefs of the exercises that were played, the soonest due first."""
    found = [
        due
        for one in register.of_kind("exercise").values()
        if isinstance(one, Exercise) and (due := cold_debrief(one, log_of(one.id))) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.last, one.exercise)))


def exercises(
    register: Register, today: datetime.date, logs: Mapping[str, Sequence[Entry]]
) -> tuple[ExerciseLine, ...]:
    """Return every exercise, the next to be played first, then those last played."""
    lines = [
        _exercise_line(register, one, today, logs.get(one.id, ()))
        for one in register.of_kind("exercise").values()
        if isinstance(one, Exercise)
    ]
    far = datetime.date.max
    return tuple(
        sorted(
            lines,
            key=lambda one: (
                one.last_played is not None,
                -(one.last_played or datetime.date.min).toordinal(),
                one.planned or far,
                one.title,
            ),
        )
    )


def _exercise_line(
    register: Register, exercise: Exercise, today: datetime.date, log: Sequence[Entry]
) -> ExerciseLine:
    injects = sum(
        isinstance(one, Inject) and one.exercise == exercise.id
        for one in register.of_kind("inject").values()
    )
    starts = [entry.at.date() for entry in log if entry.kind == "start"]
    ended = any(entry.kind == "end" for entry in log)
    state = "played" if ended else "begun" if starts else "ready" if injects else "no injects"
    scenario = register.scenarios.get(exercise.scenario or "")
    return ExerciseLine(
        code=exercise.id,
        title=exercise.title,
        scenario=scenario.title if scenario is not None else "",
        planned=exercise.date,
        injects=injects,
        state=state,
        last_played=max(starts, default=None),
        open_lessons=sum(
            one.status in {"open", "overdue"}
            for one in lessons(register, today, exercise=exercise.id)
        ),
        cold_debrief=cold_debrief(exercise, log),
    )


def _line(register: Register, lesson: Lesson, today: datetime.date) -> LessonLine:
    exercise = register.of_kind("exercise").get(lesson.exercise or "")
    services = [register.services[one].title for one in lesson.services if one in register.services]
    providers = [
        register.providers[one].name for one in lesson.providers if one in register.providers
    ]
    return LessonLine(
        lesson,
        status_of(lesson, today),
        exercise.title if isinstance(exercise, Exercise) else "",
        (*services, *providers),
    )


def _text(line: LessonLine) -> str:
    lesson = line.lesson
    parts = (lesson.title, lesson.note or "", lesson.owner or "", line.exercise, *line.concerns)
    return " ".join(parts)


def _urgency(line: LessonLine) -> tuple[int, datetime.date, str]:
    order = list(STATUS_WORDS).index(line.status)
    return order, line.lesson.due or datetime.date.max, line.lesson.id

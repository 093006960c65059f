"""What stands in the way of playing a script, in words, before anybody sits in the room.

Pure: the script and the scenario's horizon are given, and nothing is changed.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from planner.exercise.clock import DAY_MINUTES, USUAL_SPEED, minutes_of, start_of_play
from planner.exercise.timetable import DEBRIEF_MINUTES
from planner.plan.wording import counted, listed
from planner.register.records import Exercise, Inject

LEAST_APART = 3.0
"""Minutes of the room that a room needs between two events to take in the first: our choice."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class ScriptCheck:
    """One thing to mend: a sentence, with the event or the field of the exercise it is about.

    `inject` is a code or "", `field` a field of the exercise or of that event.
    """

    words: str
    inject: str = ""
    field: str = ""


def script_checks(
    exercise: Exercise, events: Sequence[Inject], dues: Sequence[float | None], horizon: int | None
) -> tuple[ScriptCheck, ...]:
    """Return what is to be mended before an exercise is played, the exercise first.

    `events` are in order of play with their `dues` in minutes of play; `horizon` is the days that
    the scenario is followed for, None where no scenario is chosen.
    """
    found = [*_of_exercise(exercise, events, horizon)]
    for number, (event, due) in enumerate(zip(events, dues, strict=True), start=1):
        found.extend(_of_event(number, event, due, exercise, horizon))
    found.extend(_of_room(exercise, events, dues))
    return tuple(found)


def room_needed(
    exercise: Exercise, events: Sequence[Inject], dues: Sequence[float | None]
) -> float:
    """Return how many minutes of the room a script takes, with the debrief at the end.

    Between two events of one day the clock runs, and each question has its minutes; from the last
    event of a day the clock is taken on to the next day that has news.
    """
    speed = exercise.speed or USUAL_SPEED
    needed = float(DEBRIEF_MINUTES)
    placed = [(one, due) for one, due in zip(events, dues, strict=True) if due is not None]
    for at, (event, due) in enumerate(placed):
        decide = float(event.decide_minutes or 0)
        follows = placed[at + 1][1] if at + 1 < len(placed) else None
        runs = follows is not None and follows // DAY_MINUTES == due // DAY_MINUTES
        needed += max(decide, (follows - due) / speed) if runs and follows is not None else decide
    return needed


def _of_exercise(
    exercise: Exercise, events: Sequence[Inject], horizon: int | None
) -> list[ScriptCheck]:
    found = []
    if horizon is None:
        found.append(ScriptCheck("It plays no scenario; choose one.", field="scenario"))
    if not exercise.players:
        found.append(ScriptCheck("Nobody plays in it; name the roles.", field="players"))
    if not exercise.objectives:
        found.append(
            ScriptCheck("It has no objective; say what it is to show.", field="objectives")
        )
    if not events:
        found.append(ScriptCheck("No event is in its list; draft or add some."))
        return found
    tested = {one.objective for one in events}
    for number, objective in enumerate(exercise.objectives, start=1):
        if objective not in tested:
            words = f"Objective {number}, “{objective}”, is tested by no event."
            found.append(ScriptCheck(words, field="objectives"))
    return found


def _of_event(
    number: int, event: Inject, due: float | None, exercise: Exercise, horizon: int | None
) -> list[ScriptCheck]:
    name = f"Event {number}, “{event.title}”,"
    found = []
    if due is None:
        found.append(ScriptCheck(f"{name} has no day, so it never comes.", event.id, "day"))
    elif event.time and minutes_of(event.time, -1) < 0:
        words = f"{name} comes at “{event.time}”, which is no time of day; write it as 08:30."
        found.append(ScriptCheck(words, event.id, "time"))
    elif horizon is not None and due >= (horizon + 1) * DAY_MINUTES:
        words = (
            f"{name} comes on day {event.day}; the scenario is followed "
            f"{counted(horizon, 'day', 'days')}."
        )
        found.append(ScriptCheck(words, event.id, "day"))
    elif due < start_of_play(exercise):
        found.append(ScriptCheck(f"{name} comes before play begins.", event.id, "day"))
    if not event.sent_to:
        found.append(ScriptCheck(f"{name} goes to nobody; say to which role.", event.id, "sent_to"))
    return found


def _of_room(
    exercise: Exercise, events: Sequence[Inject], dues: Sequence[float | None]
) -> list[ScriptCheck]:
    speed = exercise.speed or USUAL_SPEED
    placed = [
        (number, one, due)
        for number, (one, due) in enumerate(zip(events, dues, strict=True), start=1)
        if due is not None
    ]
    close = [
        (early, late, second)
        for (early, _, first), (late, second, then) in itertools.pairwise(placed)
        if (then - first) / speed < LEAST_APART
    ]
    found = []
    if close:
        pairs = listed([f"{early} and {late}" for early, late, _ in close], _NAMED)
        words = (
            f"Events {pairs} come less than {LEAST_APART:g} minutes of the room apart; "
            "move them apart, or slow the clock."
        )
        found.append(ScriptCheck(words, close[0][2].id, "time"))
    needed = round(room_needed(exercise, events, dues))
    if exercise.room_minutes and needed > exercise.room_minutes:
        words = (
            f"It takes {counted(needed, 'minute', 'minutes')} of the room with the debrief, and "
            f"the room has {exercise.room_minutes:,}; leave events out, or quicken the clock."
        )
        found.append(ScriptCheck(words, field="room_minutes"))
    return found

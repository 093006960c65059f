"""What stands in the way of playing a script, in words, before anybody sits in the room.

Pure: the script and the scenario's horizon are given, and nothing is changed.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from planner.exercise.clock import DAY_MINUTES, USUAL_SPEED, minutes_of, start_of_play
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


def room_minutes(exercise: Exercise, due: float) -> float:
    """Return when in the room a moment of play comes, in minutes, where the clock never jumps."""
    return (due - start_of_play(exercise)) / (exercise.speed or USUAL_SPEED)


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
    placed = [
        (number, one, room_minutes(exercise, due))
        for number, (one, due) in enumerate(zip(events, dues, strict=True), start=1)
        if due is not None
    ]
    close = [
        (early, late, second)
        for (early, _, first), (late, second, then) in itertools.pairwise(placed)
        if then - first < LEAST_APART
    ]
    found = []
    if close:
        pairs = listed([f"{early} and {late}" for early, late, _ in close], _NAMED)
        words = (
            f"Events {pairs} come within {LEAST_APART:g} minutes of each other in the room; "
            "slow the clock or move them apart."
        )
        found.append(ScriptCheck(words, close[0][2].id, "time"))
    if not placed or not exercise.room_minutes:
        return found
    _, last, minute = placed[-1]
    needed = minute + (last.decide_minutes or 0)
    if needed > exercise.room_minutes:
        words = (
            f"The last event is over {counted(round(needed), 'minute', 'minutes')} into the room, "
            f"which has {exercise.room_minutes}; quicken the clock, or plan to jump between days."
        )
        found.append(ScriptCheck(words, field="room_minutes"))
    return found

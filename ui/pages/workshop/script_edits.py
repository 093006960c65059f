"""Edits of a script: what is typed into an event, events put into another order, added, reworded.

Each returns one edit, so that each is one step of undo.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from planner import fields
from planner.answers.new_records import new_record
from planner.answers.typed import read_typed
from planner.errors import InputRefused
from planner.exercise.clock import DAY_MINUTES, USUAL_START, minutes_of, start_of_play, time_words
from planner.register.edits import AddRecord, ChangeFields, Edit, Together
from planner.register.records import Exercise, Inject

if TYPE_CHECKING:
    from planner.register.register import Register

APART = 30
"""Minutes of play after the event chosen at which a new one comes, unless the next is sooner."""
NEW = "New event"
INJECT = fields.BY_NAME["inject"]


def read_time(text: str) -> str | None:
    """Return a time of day such as 08:30, None for blank text; InputRefused where it is none."""
    tidy = text.strip()
    if not tidy:
        return None
    minutes = minutes_of(tidy, -1)
    if minutes < 0:
        raise InputRefused.one("Time", f"“{tidy}” is no time of day", "write it as 08:30")
    return time_words(minutes)


def read_event_value(name: str, text: str, exercise: Exercise, register: Register) -> Any:
    """Return what was typed for a field of an event; InputRefused where it cannot be read."""
    field = INJECT.field(name)
    if name == "time":
        return read_time(text)
    if name == "objective":
        return next(
            (
                one
                for number, one in enumerate(exercise.objectives, start=1)
                if text in (one, numbered(number, one))
            ),
            text.strip() or None,
        )
    if name == "title" and not text.strip():
        raise InputRefused.one("Event", "it has no title", "say the news in a line")
    return read_typed(field, text, register)


def numbered(number: int, objective: str) -> str:
    """Return an objective with its number: "2. Set priorities"."""
    return f"{number}. {objective}"


def objective_words(objective: str | None, exercise: Exercise) -> str:
    """Return the objective of an event with its number, or as it stands where it is no other's."""
    if not objective:
        return ""
    if objective in exercise.objectives:
        return numbered(exercise.objectives.index(objective) + 1, objective)
    return objective


def added(
    register: Register, exercise: Exercise, events: Sequence[Inject], after: int
) -> tuple[str, Edit]:
    """Return a new event after the one at a place (-1: at the start of play), and its edit."""
    play = start_of_play(exercise)
    if 0 <= after < len(events):
        before = due(events[after])
        later = [due(one) for one in events[after + 1 :] if one.day is not None]
        play = before + APART
        if later and later[0] - before < 2 * APART:
            play = before + (later[0] - before) // 2
    values = {
        "title": NEW,
        "exercise": exercise.id,
        "id": _free_code(register, exercise.id),
        **placed_at(play),
    }
    made = new_record(register, "inject", values)
    assert isinstance(made, Inject)
    return made.id, AddRecord(made)


def due(event: Inject) -> float:
    """Return when an event is due in minutes of play; day 0 where it names no day."""
    return (event.day or 0) * DAY_MINUTES + minutes_of(event.time, USUAL_START)


def placed_at(play: float) -> dict[str, Any]:
    """Return the day and the time of a moment of play, as fields of an event."""
    return {"day": int(play // DAY_MINUTES), "time": time_words(play)}


def moved(events: Sequence[Inject], start: int, end: int, entered: Sequence[str]) -> Edit | None:
    """Return the edit that puts the event at one place of the list at another; None where none.

    The days and times stay where they are in the list and the events between take them in turn;
    two events that would share a moment come a minute apart. `entered` are all events as entered,
    which is the order of those that share a moment.
    """
    if start == end or not (0 <= start < len(events) and 0 <= end < len(events)):
        return None
    if any(one.day is None for one in events[min(start, end) : max(start, end) + 1]):
        return None
    order = list(events)
    order.insert(end, order.pop(start))
    dated = [one for one in order if one.day is not None]
    slots = [due(one) for one in events if one.day is not None]
    rank = {code: place for place, code in enumerate(entered)}
    edits: list[Edit] = []
    before: tuple[float, int] | None = None
    for event, slot in zip(dated, slots, strict=True):
        play, mine = slot, rank[event.id]
        if before is not None and (play, mine) < before:
            play = before[0] + 1
        before = (play, mine)
        if play != due(event):
            edits.append(ChangeFields("inject", event.id, placed_at(play)))
    if not edits:
        return None
    way = "earlier" if end < start else "later"
    return Together(f"“{events[start].title}” moved {way} in the list", tuple(edits))


def objectives_changed(
    exercise: Exercise, objectives: tuple[str, ...], events: Sequence[Inject]
) -> Edit | None:
    """Return the edit of the objectives; events that test one reworded follow it."""
    if objectives == exercise.objectives:
        return None
    edits: list[Edit] = [ChangeFields("exercise", exercise.id, {"objectives": objectives})]
    gone = [one for one in exercise.objectives if one not in objectives]
    come = [one for one in objectives if one not in exercise.objectives]
    if len(gone) == len(come) == 1 and len(objectives) == len(exercise.objectives):
        edits.extend(
            ChangeFields("inject", one.id, {"objective": come[0]})
            for one in events
            if one.objective == gone[0]
        )
    elif gone:
        edits.extend(
            ChangeFields("inject", one.id, {"objective": None})
            for one in events
            if one.objective in gone
        )
    return (
        edits[0] if len(edits) == 1 else Together("Objectives of the exercise changed", (*edits,))
    )


def _free_code(register: Register, exercise: str) -> str:
    taken = register.of_kind("inject")
    number = 1
    while f"{exercise}-new-{number}" in taken:
        number += 1
    return f"{exercise}-new-{number}"


def speed_words(speed: float) -> str:
    """Return how long a day of play takes in the room: "A day in 24 minutes"."""
    minutes = DAY_MINUTES / speed
    if minutes < 1.5:
        return f"A day in {round(minutes * 60):,} seconds."
    if minutes <= 120:
        return f"A day in {minutes:.3g} minutes."
    if minutes < DAY_MINUTES:
        return f"A day in {minutes / 60:.3g} hours."
    return "As fast as the day itself." if speed == 1 else "Slower than the day itself."

"""Which news an exercise takes, and when it is due in play and in the room."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.exercise.clock import USUAL_START, time_words
from planner.exercise.news import News

DEBRIEF_MINUTES = 20
"""Minutes of the room kept for the hot debrief; the briefing is given before play."""
FEWEST, MOST = 10, 14
USUAL_MINUTES = 8
SHORTEST = 4
PER_GROUP = {
    "call": 4, "falls": 3, "loses": 2, "limit": 2, "offer": 2, "blocked": 1, "ends": 1, "money": 1,
    "contract": 1, "records": 1, "signs": 1, "list": 1, "practitioner": 1, "standing": 5,
}  # fmt: skip
LESS_AGAIN = {"limit": 4, "offer": 4, "loses": 2, "falls": 1}
"""How much less each further news of a sort weighs."""
CROWDED = 4
"""News of one day from which on news that can wait comes a day later."""
MORNING = 8.5 * 60
LAST = 21.5 * 60
STEP = 15
TIMES_PLAY = 15.0
"""Minutes of play in a minute of the room: a working day takes just over half an hour."""


@dataclass(frozen=True, slots=True)
class Timed:
    """News with its time of play, such as 08:30, and its minute and minutes in the room."""

    news: News
    time: str
    minute: int
    decide_minutes: int


def chosen(
    offered: Iterable[News], room_minutes: int, objectives: Sequence[str], horizon: int
) -> list[News]:
    """Return the news an exercise takes, by day: the weightiest, of every sort, objectives all met.

    Two hours take 12; never fewer than 10 where there are so many, never more than 14. News that
    can wait stays within the `horizon`, in days.
    """
    wanted = round((room_minutes - DEBRIEF_MINUTES) / USUAL_MINUTES)
    number = min(MOST, max(FEWEST, wanted))
    ranked = _ranked(offered)
    taken: list[News] = []
    groups: Counter[str] = Counter()
    for one in ranked:
        if len(taken) < number and groups[one.group] < PER_GROUP[one.group]:
            taken.append(one)
            groups[one.group] += 1
    for one in ranked:
        if len(taken) < min(FEWEST, number) and one not in taken:
            taken.append(one)
    for key in objectives:
        if not any(one.objective == key for one in taken):
            _make_room(taken, [one for one in ranked if one.objective == key], number)
    return sorted(_apart(taken, horizon), key=lambda one: (one.day, one.rank, one.slot))


def _ranked(offered: Iterable[News]) -> list[News]:
    """Return news by weight, in which a second limit weighs less than the first."""
    order = sorted(offered, key=lambda one: (-one.weight, one.day, one.rank, one.slot))
    groups: Counter[str] = Counter()
    weighed = []
    for one in order:
        weighed.append((one.weight - groups[one.group] * LESS_AGAIN.get(one.group, 0), one))
        groups[one.group] += 1
    return [one for _, one in sorted(weighed, key=lambda pair: -pair[0])]


def _make_room(taken: list[News], missing: Sequence[News], number: int) -> None:
    """Take the first of the missing news in place of the lightest of an objective met twice."""
    if not missing:
        return
    met = Counter(one.objective for one in taken)
    spare = [one for one in taken if met[one.objective] > 1 and one.group != "call"]
    if len(taken) >= number:
        if not spare:
            return
        taken.remove(min(spare, key=lambda one: (one.weight, one.slot)))
    taken.append(missing[0])


def _apart(taken: Sequence[News], horizon: int) -> list[News]:
    """Move news that can wait off crowded days, a day at a time."""
    kept = sorted(taken, key=lambda one: (one.moves, one.day, -one.weight, one.slot))
    days: Counter[int] = Counter()
    found = []
    for one in kept:
        day = one.day
        while one.moves and days[day] >= CROWDED and day + 1 < horizon:
            day += 1
        days[day] += 1
        found.append(dataclasses.replace(one, day=day))
    return found


def timed(news: Sequence[News], room_minutes: int, start_day: int, start: float) -> list[Timed]:
    """Return news in order with its times; `start` is minutes from midnight of the first day.

    The room has `room_minutes` less the debrief, shared out by what each question needs. In play,
    news of one day comes so far apart that the room is done with one before the next is due.
    """
    budget = max(SHORTEST * len(news), room_minutes - DEBRIEF_MINUTES)
    needed = sum(one.minutes for one in news) or 1
    lengths = [max(SHORTEST, math.floor(one.minutes * budget / needed)) for one in news]
    found: list[Timed] = []
    minute = 0
    for at, one in enumerate(news):
        same = [other for other in news if other.day == one.day]
        place = sum(other.day == one.day for other in news[:at])
        begins = start if one.day == start_day else MORNING
        before = sum(lengths[at - place : at])
        whole = sum(lengths[at - place : at - place + len(same) - 1])
        # A day that is too short for its news is used to its end.
        room = max(0.0, LAST - begins)
        pace = min(TIMES_PLAY, room / whole) if whole else TIMES_PLAY
        play = begins + math.floor(before * pace / STEP) * STEP if place else begins
        found.append(Timed(one, time_words(play), minute, lengths[at]))
        minute += lengths[at]
    return found


def usual_start(start_time: str | None) -> float:
    """Return when play begins on its first day, in minutes from midnight."""
    from planner.exercise.clock import minutes_of

    return minutes_of(start_time, USUAL_START)

"""The clock of play: where it stands follows from the log alone.

Play runs `speed` times as fast as the room from a start, stands still while paused, and jumps
where the facilitator says. Nothing here reads the time: `now` is given.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from planner.exercise.log import CLOCK_KINDS, Entry
from planner.register.records import Exercise, Inject, Scenario

DAY_MINUTES = 24 * 60
USUAL_SPEED = 60.0
"""Minutes of play in a minute of the room where the exercise says nothing: a day in 24 minutes."""
USUAL_START = 9 * 60
ASLEEP_SECONDS = 5.0
"""A clock that was not seen for longer, in seconds, did not run: the program or laptop slept."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Where play stands.

    `play` is minutes from midnight of day 0 of the scenario; `room` is how many seconds the room
    has played, pauses left out. `speed` is minutes of play in a minute of the room.
    """

    play: float
    room: float
    speed: float
    is_started: bool
    is_running: bool
    is_ended: bool

    @property
    def day(self) -> int:
        """The day of the scenario."""
        return int(self.play // DAY_MINUTES)

    @property
    def time(self) -> str:
        """The time of day in play, such as 08:30."""
        return time_words(self.play)


def clock_at(entries: Iterable[Entry], now: datetime.datetime, exercise: Exercise) -> Clock:
    """Return where play stands at a moment of the room; before the start it stands there still."""
    speed = exercise.speed or USUAL_SPEED
    play, room = start_of_play(exercise), 0.0
    since: datetime.datetime | None = None
    started = ended = False
    for entry in entries:
        if entry.kind not in CLOCK_KINDS:
            continue
        if since is not None:
            seconds = max(0.0, (entry.at - since).total_seconds())
            play, room = play + seconds / 60 * speed, room + seconds
            since = entry.at
        if entry.kind in {"start", "jump"} or (entry.kind == "pause" and since is not None):
            play = entry.play
        if entry.speed is not None:
            speed = entry.speed
        if entry.kind in {"start", "resume"}:
            started, ended, since = True, False, entry.at
        elif entry.kind in {"pause", "end"}:
            since = None
            ended = ended or entry.kind == "end"
    if since is not None:
        seconds = max(0.0, (now - since).total_seconds())
        play, room = play + seconds / 60 * speed, room + seconds
    return Clock(play, room, speed, started, since is not None, ended)


def held_since(
    entries: Iterable[Entry],
    pulse: datetime.datetime | None,
    now: datetime.datetime,
    exercise: Exercise,
    longest: float = ASLEEP_SECONDS,
) -> datetime.datetime | None:
    """Return when a clock that still counts as running was last seen, where that is not just now.

    The program was killed, the laptop slept, or its own clock was put back: play has to be paused
    at that moment, so that it goes on from the same second. None where the clock does not run or
    was seen in the `longest` seconds before now.
    """
    log = tuple(entries)
    if not clock_at(log, now, exercise).is_running:
        return None
    # The last in the log, not the latest: the laptop's clock may have been put back in between.
    last = [entry.at for entry in log if entry.kind in CLOCK_KINDS][-1]
    seen = last if pulse is None else max(last, pulse)
    return None if 0 <= (now - seen).total_seconds() <= longest else seen


def decide_left(
    entries: Iterable[Entry], inject: Inject, now: datetime.datetime, exercise: Exercise
) -> float | None:
    """Return the seconds the room has left to settle an inject; None where it has no limit.

    They run with the clock of play from when the inject was last shown, and never below 0; minutes
    given later come on top of what was left then.
    """
    log = tuple(entries)
    left, seen = None, 0.0
    for at, entry in enumerate(log):
        if entry.inject != inject.id or entry.kind not in {"show", "more_time"}:
            continue
        room = clock_at(log[: at + 1], entry.at, exercise).room
        if entry.kind == "show":
            minutes = inject.decide_minutes if inject.question else None
            left = None if minutes is None else minutes * 60.0
        else:
            left = max(0.0, (left or 0.0) - (room - seen)) + (entry.minutes or 0.0) * 60
        seen = room
    if left is None:
        return None
    return max(0.0, left - (clock_at(log, now, exercise).room - seen))


def start_of_play(exercise: Exercise) -> float:
    """Return when play begins, in minutes from midnight of day 0."""
    return (exercise.start_day or 0) * DAY_MINUTES + minutes_of(exercise.start_time, USUAL_START)


def minutes_of(time: str | None, otherwise: float) -> float:
    """Return a time of day such as 08:30 in minutes, or `otherwise` where it is none."""
    if not time:
        return otherwise
    hours, _, minutes = time.strip().replace(".", ":").partition(":")
    if not (hours.isdigit() and (minutes.isdigit() or not minutes)):
        return otherwise
    found = int(hours) * 60 + int(minutes or 0)
    return float(found) if found < DAY_MINUTES and int(minutes or 0) < 60 else otherwise


def time_words(play: float) -> str:
    """Return the time of day of a moment of play, such as 08:30."""
    minutes = int(play % DAY_MINUTES)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def date_of(play: float, scenario: Scenario, otherwise: datetime.date) -> datetime.date:
    """Return the date of a moment of play; day 0 is the scenario's own, or `otherwise`."""
    first = scenario.start_date or otherwise
    return first + datetime.timedelta(days=int(play // DAY_MINUTES))

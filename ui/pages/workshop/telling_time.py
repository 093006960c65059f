"""Times of play and of the room in words, as the facilitator's view shows them."""

from __future__ import annotations

import datetime

from PySide6.QtWidgets import QLabel

from planner.errors import InputRefused
from planner.exercise.clock import DAY_MINUTES, Clock, minutes_of, time_words

NO_TIME = -1.0


def say(shown: QLabel, words: str) -> None:
    """Set the words of a label only where they changed: setting them lays its row out anew."""
    if shown.text() != words:
        shown.setText(words)


def room_time(moment: datetime.datetime) -> str:
    """Return a moment of the room as a time of day: 10:58."""
    return f"{moment:%H:%M}"


def play_words(play: float) -> str:
    """Return a moment of play: Day 9, 08:30."""
    return f"Day {int(play // DAY_MINUTES)}, {time_words(play)}"


def left_words(seconds: float) -> str:
    """Return seconds left as minutes and seconds: 07:42."""
    whole = int(seconds + 0.999)
    return f"{whole // 60:02d}:{whole % 60:02d}"


def clock_state(clock: Clock) -> tuple[str, str]:
    """Return what is said of a clock that does not run, and the kind of tag it is said in."""
    if clock.is_ended:
        return "Ended", "tag"
    if not clock.is_started:
        return "Not started", "tag"
    return ("", "tag") if clock.is_running else ("Clock held", "tag-caution")


def decided_at(words: str, now: datetime.datetime) -> datetime.datetime | None:
    """Return when something was decided, from a time of day of the room; None where none is given.

    InputRefused where it is no time or has not come yet.
    """
    if not words.strip():
        return None
    minutes = minutes_of(words, NO_TIME)
    if minutes == NO_TIME:
        raise InputRefused.one("Decided at", f"“{words}” is no time of day", "write it as 10:45")
    found = now.replace(hour=int(minutes // 60), minute=int(minutes % 60), second=0, microsecond=0)
    if found > now:
        raise InputRefused.one(
            "Decided at", f"{words} has not come yet", f"give a time before {room_time(now)}"
        )
    return found

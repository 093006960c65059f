"""What stands around the pages of every paper of an exercise, and how moments of play are said."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from planner import fields
from planner.document.blocks import Block
from planner.document.document import Document
from planner.document.finding_document import PRINTS_LAST
from planner.document.wording import NOT_KNOWN, long_date, start
from planner.document.words import brief, clean
from planner.exercise.clock import DAY_MINUTES, USUAL_START, minutes_of, time_words
from planner.plan.marking import exercise_marking_of
from planner.register.records import Exercise, Inject
from planner.register.register import Register

LONGEST_MARKING = 56
KINDS = {
    "discussion": "Discussion",
    "table_top": "Table-top exercise",
    "stress_test": "Stress test",
    "command_post": "Command post exercise",
    "live": "Live exercise",
}
HOW = {
    "in_person": "in person",
    "social_media": "on social media",
    "press": "from the press",
    "radio_or_tv": "on radio or television",
    "system_alert": "as an alert of a system",
}
"""How news arrives, where "by" and the word would not do."""


def exercise_document(
    register: Register,
    exercise: Exercise,
    kind: str,
    blocks: Sequence[Block],
    today: datetime.date,
) -> Document:
    """Return a paper of an exercise: EXERCISE stands beside the marking of every page."""
    council = clean(register.council.name)
    title = clean(f"{kind}: {brief(exercise.title, 90)}")
    expires = today + datetime.timedelta(days=PRINTS_LAST)
    return Document(
        kind=kind,
        title=clean(f"{title} · {council}" if council else title),
        subject=title,
        council=council,
        author=council or "Backstop",
        marking=brief(exercise_marking_of(register), LONGEST_MARKING),
        header=clean(f"{title} · {council}" if council else title),
        footer=f"Register revision {register.revision:,} · Made {long_date(today)}",
        expires=f"Printed copies expire on {long_date(expires)}",
        made_on=today,
        blocks=tuple(blocks),
    )


def kind_of(exercise: Exercise) -> str:
    """Return how an exercise is played, in words."""
    return KINDS.get(exercise.kind or "", start(fields.in_words(exercise.kind or NOT_KNOWN)))


def moment(play: float) -> str:
    """Return a moment of play, in minutes from midnight of day 0: Day 3, 08:30."""
    return f"Day {int(play // DAY_MINUTES)}, {time_words(play)}"


def due(inject: Inject) -> str:
    """Return when an inject is due: Day 3, 08:30; "" where it names no day."""
    if inject.day is None:
        return ""
    if not inject.time:
        return f"Day {inject.day}"
    return moment(inject.day * DAY_MINUTES + minutes_of(inject.time, USUAL_START))


def medium_of(inject: Inject) -> str:
    """Return how an inject arrives, in words."""
    return start(fields.in_words(inject.medium)) if inject.medium else NOT_KNOWN


def arrives(inject: Inject) -> str:
    """Return how an inject arrives, as it stands in a sentence: by phone, in person."""
    if not inject.medium:
        return ""
    return HOW.get(inject.medium, f"by {fields.in_words(inject.medium)}")


def paragraphs(text: str | None) -> list[str]:
    """Return the paragraphs of a text as somebody typed it."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]

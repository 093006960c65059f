"""Records of what people decide, plan, do and learn.

They are imported from `planner.register.records`, where every record is known by its name.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A stored version of a plan, with what it was made from."""

    id: str
    title: str
    scenario: str
    version: int
    status: str
    register_revision: int | None = None
    register_fingerprint: str | None = None
    made_on: datetime.date | None = None
    made_by: str | None = None
    owner: str | None = None
    approver: str | None = None
    review_date: datetime.date | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do, with an owner and a date."""

    id: str
    title: str
    plan: str | None = None
    service: str | None = None
    owner: str | None = None
    due: datetime.date | None = None
    done_on: datetime.date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What an officer decided for a service, and why; it overrides the suggestion."""

    id: str
    scenario: str
    service: str
    decision: str
    reason: str
    decided_by: str | None = None
    decided_on: datetime.date | None = None
    powers: str | None = None


@dataclass(frozen=True, slots=True)
class TimetableTask:
    """A task of a re-commissioning timetable as people changed or added it.

    It stands in place of the task of that title in the rules; blank lengths are theirs. `needs`
    counts only where `own_needs` is true: then the task waits for those alone, or for none.
    """

    scenario: str
    service: str
    title: str
    days: int | None = None
    low_days: int | None = None
    high_days: int | None = None
    own_needs: bool | None = None
    needs: tuple[str, ...] = ()
    left_out: bool | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """Something learnt from an exercise or a failure, with an owner and a date.

    `kind` is "lesson" or "good_practice"; `services` and `providers` are those it concerns.
    """

    id: str
    title: str
    exercise: str | None = None
    owner: str | None = None
    due: datetime.date | None = None
    done_on: datetime.date | None = None
    kind: str | None = None
    services: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    learnt_on: datetime.date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """A workshop that plays a scenario.

    Play begins on `start_day` of the scenario at `start_time` ("09:00"); `speed` is how many
    minutes of play pass in a minute of the room.
    """

    id: str
    title: str
    scenario: str | None = None
    date: datetime.date | None = None
    aim: str | None = None
    objectives: tuple[str, ...] = ()
    players: tuple[str, ...] = ()
    kind: str | None = None
    scope: str | None = None
    facilitator: str | None = None
    start_day: int | None = None
    start_time: str | None = None
    speed: float | None = None
    room_minutes: int | None = None
    money: str | None = None


@dataclass(frozen=True, slots=True)
class Inject:
    """One piece of news given to the players of an exercise.

    It is due on `day` of the scenario at `time` ("08:30") of play; `minute` counts from the start
    of the exercise in the room, where it is planned so. `objective` is one of the exercise's.
    `decide_minutes` is how long the room has for `question`. `drafted_from` says what in the model
    it was drafted from.
    """

    id: str
    exercise: str
    title: str
    minute: int | None = None
    day: int | None = None
    sent_to: str | None = None
    content: str | None = None
    expected_action: str | None = None
    time: str | None = None
    sent_from: str | None = None
    medium: str | None = None
    objective: str | None = None
    question: str | None = None
    decide_minutes: int | None = None
    prompts: tuple[str, ...] = ()
    drafted_from: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A date by which somebody looks again at any one record."""

    id: str
    subject_kind: str
    subject: str
    due: datetime.date | None = None
    owner: str | None = None
    done_on: datetime.date | None = None
    note: str | None = None

"""What officers of the sample council decided before any failure, and the workshop they plan."""

from __future__ import annotations

import datetime
import tomllib
from importlib import resources

from planner.exercise.drafting import ROOM_MINUTES
from planner.exercise.room import RELEASED
from planner.exercise.timetable import TIMES_PLAY
from planner.exercise.wording_rules import facilitator, objectives, players
from planner.register.records import Decision, Exercise, Inject, Lesson

_EXERCISE = "exercise-sandpiper"


def decisions() -> list[Decision]:
    """Return the officers' decisions, with their reasons, that plans must keep to."""
    return [
        Decision(
            id="D-001",
            scenario="friday-liquidation",
            service="welfare-calls",
            decision="let_go",
            reason="Volunteers of the lunch clubs will ring everyone once a week.",
            decided_by="Communities manager",
            decided_on=datetime.date(2026, 11, 12),
            powers="Scheme of delegation, part 3",
        ),
        Decision(
            id="D-002",
            scenario="leisure-trust",
            service="leisure-centres",
            decision="bridge",
            reason="Cabinet wants the pools open by spring and agreed an interim operator.",
            decided_by="Cabinet",
            decided_on=datetime.date(2026, 10, 20),
            powers="Local Government Act 2000 s.9D",
        ),
    ]


def workshop() -> list[Exercise | Inject | Lesson]:
    """Return a table-top exercise of the first story, ready to be played, and what was learnt."""
    exercise = Exercise(
        id=_EXERCISE,
        title="Exercise Sandpiper",
        scenario="friday-liquidation",
        date=datetime.date(2026, 12, 10),
        aim=(
            "To find out whether everybody is safe by the second night after a home care firm "
            "closes on a Friday, and what our plan still lacks."
        ),
        objectives=tuple(one.text for one in objectives()),
        players=players(),
        kind="table_top",
        scope=(
            "In play: 8 services, from home care to welfare calls, from Friday afternoon to the "
            "thirtieth day. Not in play: why the firm failed, and who could have prevented it. "
            "People served are counted and never named."
        ),
        facilitator=facilitator(),
        start_day=0,
        start_time="16:00",
        speed=TIMES_PLAY,
        room_minutes=ROOM_MINUTES,
        money=RELEASED,
    )
    return [exercise, *_injects(), *_lessons()]


def _injects() -> list[Inject]:
    """Return the main events list as it was drafted and then polished by hand."""
    place = resources.files("resources.sample").joinpath("tables", "sandpiper.toml")
    rows = tomllib.loads(place.read_text(encoding="utf-8"))["inject"]
    return [Inject(exercise=_EXERCISE, **{**row, "prompts": tuple(row["prompts"])}) for row in rows]


def _lessons() -> list[Lesson]:
    return [
        Lesson(
            id="L-001",
            title="The list of self-funders was six months old; ask providers for it each quarter",
            owner="Brokerage duty desk",
            due=datetime.date(2026, 12, 18),
            kind="lesson",
            services=("home-care", "night-live-in"),
            learnt_on=datetime.date(2026, 3, 12),
            note="A smaller firm closed in March. Eleven people who paid for themselves were found "
            "by their families, not by us.",
        ),
        Lesson(
            id="L-002",
            title="One number to ring for all its staff kept most of a firm's rounds going",
            owner="Human resources duty lead",
            kind="good_practice",
            services=("home-care",),
            learnt_on=datetime.date(2026, 3, 12),
            done_on=datetime.date(2026, 9, 30),
            note="The number and the words said on it are now in the duty folder.",
        ),
    ]

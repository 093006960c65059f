"""An exercise drafted from a scenario: its aim, its roles and its main events list.

Everything told comes from the register and from what the run found; the same arguments give the
same script. Each inject carries a mark of its words, so that words changed by hand are known.
"""

from __future__ import annotations

import datetime
import re
import zlib
from dataclasses import dataclass

from planner.exercise.cascade_news import first_calls, followers
from planner.exercise.case_news import other_councils, signs_before, standing
from planner.exercise.clock import USUAL_START, time_words
from planner.exercise.news import News, day_of_news, main_event, who_is_hit
from planner.exercise.response_news import (
    blocked,
    contract_dates,
    ends,
    money,
    offers,
    records_back,
)
from planner.exercise.room import RELEASED
from planner.exercise.timetable import TIMES_PLAY, Timed, chosen, timed
from planner.exercise.waiting_news import limits, who_pays
from planner.exercise.wording_rules import facilitator, names, objectives, players
from planner.plan import wording
from planner.plan.case import Case
from planner.plan.words_of_events import WHAT_HAPPENS
from planner.register.new_records import free_code
from planner.register.records import Exercise, Inject, Scenario
from planner.register.register import Register
from planner.scenario.outcome import Outcome

ROOM_MINUTES = 120
MARK = re.compile(r" \(draft ([0-9a-f]{8})\)$")


@dataclass(frozen=True, slots=True)
class Script:
    """An exercise and its main events list, not yet in the register.

    `scenario` has to be stored with it; None where it is stored. `removed` are codes of injects
    that go. `notes` say in sentences what was kept or needs a look.
    """

    exercise: Exercise
    injects: tuple[Inject, ...]
    scenario: Scenario | None = None
    removed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def draft(
    register: Register,
    scenario: Scenario,
    outcome: Outcome,
    today: datetime.date,
    room_minutes: int = ROOM_MINUTES,
    start_time: str = "",
    code: str = "",
) -> Script:
    """Return a script drafted for a scenario and what its run found.

    `today` stands for day 0 where the scenario has no date. `room_minutes` is how long the room
    has, with 20 minutes of it for the debrief. `code` is the exercise's, else a free one.
    """
    case = Case(register, scenario, outcome, today)
    start = start_time or time_words(USUAL_START)
    exercise = _exercise(case, room_minutes, start, code)
    found = injects_of_case(case, exercise)
    new = scenario if scenario.id not in register.scenarios else None
    return Script(exercise, found, new)


def injects_of_case(case: Case, exercise: Exercise) -> tuple[Inject, ...]:
    """Return the main events list drafted for an exercise of a case."""
    from planner.exercise.timetable import usual_start

    keys = [one.key for one in objectives()]
    room = exercise.room_minutes or ROOM_MINUTES
    news = chosen(every_news(case), room, keys, case.outcome.horizon_days)
    start = usual_start(exercise.start_time)
    return tuple(
        _inject(exercise, one) for one in timed(news, room, exercise.start_day or 0, start)
    )


def every_news(case: Case) -> list[News]:
    """Return all news that a case offers, from which an exercise is put together."""
    return [
        *first_calls(case),
        *followers(case),
        *limits(case),
        *who_pays(case),
        *offers(case),
        *blocked(case),
        *money(case),
        *ends(case),
        *contract_dates(case),
        *records_back(case),
        *signs_before(case),
        *other_councils(case),
        *standing(case),
    ]


def _exercise(case: Case, room_minutes: int, start: str, code: str) -> Exercise:
    register, scenario = case.register, case.scenario
    return Exercise(
        id=code or free_code(register, "exercise", f"exercise-{scenario.id}"),
        title=f"Exercise {free_name(register, scenario.id)}",
        scenario=scenario.id,
        aim=aim_of(case),
        objectives=tuple(one.text for one in objectives()),
        players=players(),
        kind="table_top",
        scope=scope_of(case),
        facilitator=facilitator(),
        start_day=day_of_news(case),
        start_time=start,
        speed=TIMES_PLAY,
        room_minutes=room_minutes,
        money=RELEASED if register.reserves else "free",
    )


def free_name(register: Register, scenario: str) -> str:
    """Return the name of a bird that no exercise has: always the same for a scenario."""
    taken = {getattr(one, "title", "") for one in register.of_kind("exercise").values()}
    birds = names()
    first = zlib.crc32(scenario.encode()) % len(birds)
    turned = [*birds[first:], *birds[:first]]
    free = [one for one in turned if f"Exercise {one}" not in taken]
    return free[0] if free else f"{turned[0]} {len(taken) + 1}"


def aim_of(case: Case) -> str:
    """Return what an exercise of a case is for."""
    event = main_event(case)
    if event is None:
        return "To practise how we decide together when a provider fails."
    what = f"{who_is_hit(case, event)} {WHAT_HAPPENS[event.kind]}"
    return f"To practise what we do when {what}, and to find what our plan still lacks."


def scope_of(case: Case) -> str:
    """Return what is in play, and what is not."""
    services = case.services
    told = wording.counted(len(services), "service", "services")
    hit = (
        f"In play: {told}, {wording.listed([wording.inside(one.title) for one in services], 4)}."
        if services
        else "In play: the scenario and what follows; no service of the register is hit."
    )
    days = wording.days(case.outcome.horizon_days)
    return (
        f"{hit} The model follows {days}. Not in play: why the provider failed, and who could have "
        "prevented it. People served are counted and never named."
    )


def _inject(exercise: Exercise, one: Timed) -> Inject:
    news = one.news
    texts = {row.key: row.text for row in objectives()}
    made = Inject(
        id=f"{exercise.id}-{news.slot}",
        exercise=exercise.id,
        title=news.title,
        minute=one.minute,
        day=news.day,
        sent_to=news.sent_to,
        content=news.content,
        expected_action=news.expected,
        time=one.time,
        sent_from=news.sent_from,
        medium=news.medium,
        objective=texts[news.objective],
        question=news.question,
        decide_minutes=one.decide_minutes,
        prompts=news.prompts,
    )
    return _with_mark(made, news.told_from)


def _with_mark(inject: Inject, told_from: str) -> Inject:
    import dataclasses

    return dataclasses.replace(inject, drafted_from=f"{told_from} (draft {mark_of(inject)})")


def mark_of(inject: Inject) -> str:
    """Return the mark of an inject's words; times, which are moved freely, are left out."""
    words = "\x1f".join(
        (
            inject.title,
            inject.sent_from or "",
            inject.sent_to or "",
            inject.medium or "",
            inject.content or "",
            inject.expected_action or "",
            inject.question or "",
            "\x1e".join(inject.prompts),
        )
    )
    return f"{zlib.crc32(words.encode()):08x}"


def drafted_from_words(inject: Inject) -> str:
    """Return what an inject was drafted from, without its mark; "" where it was written by hand."""
    return MARK.sub("", inject.drafted_from or "")


def is_drafted(inject: Inject) -> bool:
    """Return whether an inject was drafted, edited since or not."""
    return MARK.search(inject.drafted_from or "") is not None


def is_edited(inject: Inject) -> bool:
    """Return whether the words of an inject are not those that were drafted."""
    found = MARK.search(inject.drafted_from or "")
    return found is None or found.group(1) != mark_of(inject)

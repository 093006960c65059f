"""Lessons are found again, concern what they should, and are not forgotten."""

from __future__ import annotations

import datetime

from planner.document.calendar_dates import calendar_dates
from planner.exchange.register_json import read_register
from planner.exercise.log import Entry
from planner.exercise.memory import (
    cold_debrief,
    cold_debriefs,
    exercises,
    lessons,
    lessons_for,
    status_of,
)
from planner.plan.build import build_plan
from planner.register.records import (
    Contract,
    Council,
    Event,
    Exercise,
    Lesson,
    Provider,
    Scenario,
    Service,
)
from planner.register.register import Register
from planner.scenario.run import run
from resources.sample import sample_register_path

TODAY = datetime.date(2026, 11, 21)
DAY = datetime.date
SAMPLE = read_register(sample_register_path())


def _register() -> Register:
    return Register.build(
        Council("Test"),
        [
            Service("care", "Home care", "must"),
            Service("roads", "Road repairs", "needed"),
            Provider("kind", "Kind Care Ltd"),
            Provider("tar", "Tar Ltd"),
            Contract("C1", "Care", "care", "kind"),
            Contract("C2", "Roads", "roads", "tar"),
            Scenario("s", "Kind stops", events=(Event("insolvency", "kind"),)),
            Exercise("e", "Exercise Wren", "s", DAY(2026, 10, 1)),
            Lesson("l1", "Keep one list", "e", "Lead", DAY(2026, 12, 1), services=("care",)),
            Lesson("l2", "Ring staff first", "e", "Lead", DAY(2026, 11, 1)),
            Lesson("l3", "Grit the yard", due=DAY(2026, 12, 5), providers=("tar",)),
            Lesson("l4", "Share rotas", services=("care",), done_on=DAY(2026, 11, 2)),
            Lesson("l5", "The log was kept", "e", kind="good_practice"),
        ],
    )


def _entry(kind: str, number: int, day: DAY) -> Entry:
    at = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    return Entry(number=number, kind=kind, at=at, play=0.0)  # type: ignore[arg-type]


def test_what_is_late_comes_first_and_what_is_done_last() -> None:
    found = lessons(_register(), TODAY)
    assert [(one.lesson.id, one.status) for one in found] == [
        ("l2", "overdue"), ("l1", "open"), ("l3", "open"), ("l4", "acted_on"),
        ("l5", "good_practice"),
    ]  # fmt: skip
    assert status_of(Lesson("x", "x", due=TODAY), TODAY) == "open"
    assert [one.lesson.id for one in lessons(_register(), TODAY, status="open")] == ["l1", "l3"]
    assert [one.lesson.id for one in lessons(_register(), TODAY, exercise="e")] == [
        "l2", "l1", "l5",
    ]  # fmt: skip


def test_words_are_found_with_a_letter_wrong_and_in_what_a_lesson_concerns() -> None:
    def found(words: str) -> list[str]:
        return [one.lesson.id for one in lessons(_register(), TODAY, words)]

    assert found("stafff") == ["l2"]
    assert found("home care") == ["l1", "l4"]
    assert found("tar yard") == ["l3"]
    assert found("wren list") == ["l1"]
    assert found("swimming") == []


def test_lessons_concern_directly_through_contracts_and_through_what_was_played() -> None:
    register = _register()
    care = lessons_for(register, "service", "care", TODAY)
    assert [(line.lesson.id, about.is_direct) for line, about in care] == [
        ("l1", True), ("l4", True),
    ]  # fmt: skip
    kind = {
        line.lesson.id: about for line, about in lessons_for(register, "provider", "kind", TODAY)
    }
    assert set(kind) == {"l1", "l2", "l4", "l5"}
    assert kind["l1"].why == "about Home care, which Kind Care Ltd provides"
    assert kind["l2"].why == "learnt when the failure of Kind Care Ltd was played"
    roads = lessons_for(register, "service", "roads", TODAY)
    assert [(line.lesson.id, about.is_direct) for line, about in roads] == [("l3", False)]
    assert {one[0].lesson.id for one in lessons_for(register, "scenario", "s", TODAY)} == set(kind)
    assert [one[0].lesson.id for one in lessons_for(register, "contract", "C2", TODAY)] == ["l3"]
    assert lessons_for(register, "pool", "x", TODAY) == ()


def test_the_cold_debrief_is_due_two_to_six_weeks_after_the_end() -> None:
    exercise = Exercise("e", "Exercise Wren")
    assert cold_debrief(exercise, [_entry("start", 1, DAY(2026, 10, 1))]) is None
    log = [_entry("start", 1, DAY(2026, 10, 1)), _entry("end", 2, DAY(2026, 10, 1)),
           _entry("debrief", 3, DAY(2026, 10, 1))]  # fmt: skip
    due = cold_debrief(exercise, log)
    assert due is not None
    assert (due.first, due.last, due.held) == (DAY(2026, 10, 15), DAY(2026, 11, 12), None)
    assert due.is_overdue(TODAY)
    assert not due.is_overdue(DAY(2026, 11, 12))
    held = cold_debrief(exercise, [*log, _entry("debrief", 4, DAY(2026, 10, 20))])
    assert held is not None
    assert held.held == DAY(2026, 10, 20)
    assert not held.is_overdue(TODAY)


def test_exercises_are_listed_with_when_they_were_played_and_what_is_open() -> None:
    log = [_entry("start", 1, DAY(2026, 10, 1)), _entry("end", 2, DAY(2026, 10, 2))]
    (line,) = exercises(_register(), TODAY, {"e": log})
    assert (line.state, line.last_played, line.open_lessons) == ("played", DAY(2026, 10, 1), 2)
    (line,) = exercises(_register(), TODAY, {})
    assert (line.state, line.last_played, line.cold_debrief) == ("no injects", None, None)
    (line,) = exercises(SAMPLE, TODAY, {})
    assert (line.state, line.injects) == ("ready", 13)


def test_lessons_and_cold_debriefs_stand_in_the_calendar() -> None:
    log = [_entry("start", 1, DAY(2026, 11, 12)), _entry("end", 2, DAY(2026, 11, 12))]
    register = _register()
    due = cold_debriefs(register, lambda code: log if code == "e" else [])
    dates = calendar_dates(register, TODAY, kinds=("lesson", "debrief"), debriefs=due)
    assert [(one.kind, one.key, one.date, one.done) for one in dates] == [
        ("lesson", "l2", DAY(2026, 11, 1), False),
        ("debrief", "e", DAY(2026, 11, 26), False),
        ("lesson", "l1", DAY(2026, 12, 1), False),
        ("lesson", "l3", DAY(2026, 12, 5), False),
    ]
    assert dates[1].last == DAY(2026, 12, 24)
    assert dates[0].owner == "Lead"
    assert "1 November 2026" in dates[0].words


def test_a_plan_names_the_open_lessons_that_concern_it() -> None:
    scenario = SAMPLE.scenarios["friday-liquidation"]
    outcome = run(SAMPLE, scenario, worths=False)
    plan = build_plan(SAMPLE, scenario, outcome, today=TODAY, made_by="A", draws=50)
    (told,) = plan.lessons
    assert told.startswith("The list of self-funders was six months old")
    assert "about Home care for older people" in told
    assert "due 18 December 2026" in told
    assert "Brokerage duty desk" in told

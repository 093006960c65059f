"""Standing sections of every plan: messages, data, staff, kinds of ending, standing down."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any

from planner.plan import wording
from planner.plan.case import Case
from planner.plan.findings import Note, RuleGrid, RuleRow
from planner.plan.purchase import staff_may_transfer
from planner.register.lessons import LessonAbout, lessons_about
from planner.register.work_records import Exercise, Lesson

BUYING = "buying"


@functools.cache
def _table() -> dict[str, Any]:
    place = resources.files("planner.plan.rules").joinpath("standing.toml")
    return tomllib.loads(place.read_text(encoding="utf-8"))


def notes(case: Case) -> tuple[Note, ...]:
    """Return the standing notes, with what this scenario decides among them."""
    found = [
        Note(row["heading"], tuple(row["sentences"]), row["source"], row["verified"], row["topic"])
        for row in _table()["note"]
    ]
    source = "TUPE regulations, regulation 8, and guides to insolvency"
    staff = Note("Staff", _staff(case), source, True, "staff")
    at = next((at for at, note in enumerate(found) if note.topic == BUYING), len(found))
    return (*found[:at], staff, *found[at:])


def rule_grids(case: Case) -> tuple[RuleGrid, ...]:
    """Return the tables of what holds in every failure, this scenario's own rows marked."""
    kinds = _kinds(case)
    return tuple(
        RuleGrid(
            grid["topic"],
            grid["title"],
            tuple(grid["headings"]),
            tuple(
                RuleRow(
                    tuple(row["cells"]),
                    tuple(row.get("to_check", ())),
                    not kinds.isdisjoint(row.get("cases", ())),
                )
                for row in grid["row"]
            ),
            grid["source"],
        )
        for grid in _table()["grid"]
    )


def _kinds(case: Case) -> set[str]:
    """Return the kinds of ending in a scenario: insolvency is liquidation unless it trades on."""
    kinds = {event.kind for event in case.scenario.events}
    insolvent = [e for e in case.scenario.events if e.kind in ("insolvency", "group_failure")]
    if any(event.trading_on for event in insolvent):
        kinds.add("administration")
    brought_down = {one.id for one in case.outcome.failures} & set(case.register.providers)
    trading = {event.target for event in insolvent if event.trading_on}
    if brought_down - trading:
        kinds.add("liquidation")
    return kinds


def tested(case: Case) -> tuple[str, ...]:
    """Return which exercises of the scenario the register holds, and what is still to be learnt."""
    told = []
    for exercise in case.register.of_kind("exercise").values():
        if not isinstance(exercise, Exercise) or exercise.scenario != case.scenario.id:
            continue
        date = wording.date_words(exercise.date)
        if exercise.date is None:
            told.append(f"An exercise of this scenario has no date yet: {exercise.title}.")
        elif exercise.date > case.today:
            told.append(f"An exercise of this scenario is set for {date}: {exercise.title}.")
        else:
            told.append(f"An exercise of this scenario was set for {date}: {exercise.title}.")
    lessons = [
        one
        for one in case.register.of_kind("lesson").values()
        if isinstance(one, Lesson) and one.done_on is None
    ]
    if lessons:
        are = "is" if len(lessons) == 1 else "are"
        counted = wording.counted(len(lessons), "lesson", "lessons")
        told.append(f"{counted} of exercises {are} still open.")
    return tuple(told)


def lessons_that_concern(case: Case) -> tuple[str, ...]:
    """Return in a line each lesson on the services and providers hit: those to act on first."""
    services = {found.service for found in case.services}
    providers = set(case.providers_hit) | set(case.failed)
    providers |= {event.target for event in case.scenario.events}
    found = [
        one
        for one in lessons_about(case.register, services, providers)
        if one.lesson.done_on is None
    ]
    found.sort(key=lambda one: (one.lesson.kind == "good_practice", one.lesson.due is None,
                                one.lesson.due or case.today))  # fmt: skip
    return tuple(_lesson_line(case, one) for one in found)


def _lesson_line(case: Case, about: LessonAbout) -> str:
    lesson = about.lesson
    parts = [about.why]
    if lesson.kind == "good_practice":
        parts.insert(0, "good practice")
    elif lesson.due is None:
        parts.append("no date yet")
    else:
        late = "was due" if lesson.due < case.today else "due"
        parts.append(f"{late} {wording.date_words(lesson.due)}")
    if lesson.owner:
        parts.append(lesson.owner)
    return f"{lesson.title.rstrip('.')} ({'; '.join(parts)})"


def _staff(case: Case) -> tuple[str, ...]:
    general = (
        "Liquidation: staff do not transfer by law; new providers may offer them work.",
        "Administration: staff transfer to a new provider, with some debts left to the State.",
        "Hand-back or a planned end: staff transfer; inform them, and consult where work changes.",
        "The old employer gives staff information at least 28 days before a transfer.",
    )
    lost = tuple(c for c in case.contracts_hit if case.lost_for_good(c))
    if not lost:
        return general
    if staff_may_transfer(case, lost):
        return ("In this scenario staff may transfer: the timetable has time for it.", *general)
    return ("This plan takes it that the provider is liquidated: no staff transfer.", *general)

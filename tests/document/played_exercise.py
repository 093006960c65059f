"""An exercise of the sample council, drafted, played, corrected and debriefed by hand."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from typing import Any

from planner.document.exercise_report.book import ReportBook
from planner.document.exercise_report.whole import report_book
from planner.exchange.register_json import read_register
from planner.exercise.drafting import Script, draft
from planner.exercise.log import Act, Entry
from planner.exercise.reveal import reveal
from planner.exercise.room import best_outcome
from planner.register.records import Lesson
from planner.register.register import Register
from resources.sample import sample_register_path

TODAY = datetime.date(2026, 12, 11)
TEN = datetime.datetime(2026, 12, 10, 10, 0, tzinfo=datetime.UTC)
SCENARIO = "friday-liquidation"


class Log:
    """Writes entries a minute of the room apart."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def add(self, kind: str, day: int, time: int, words: str = "", **more: Any) -> int:
        number = len(self.entries) + 1
        self.entries.append(
            Entry(
                number=number,
                kind=kind,  # type: ignore[arg-type]
                at=more.pop("at", TEN + datetime.timedelta(minutes=2 * number)),
                play=float(day * 1440 + time),
                words=words,
                who="A. Tester",
                **more,
            )
        )
        return number


@functools.cache
def script() -> tuple[Register, Script]:
    """Return the sample council with the drafted exercise, and the script itself."""
    register = read_register(sample_register_path())
    scenario = register.scenarios[SCENARIO]
    made = draft(register, scenario, best_outcome(register, scenario), TODAY)
    lessons = {
        "L-1": Lesson(
            "L-1",
            "Agree prices with every neighbour in advance",
            made.exercise.id,
            "Contracts and brokerage lead",
            datetime.date(2027, 1, 15),
            services=("home-care",),
            note="Three calls went on prices.",
        ),
        "L-2": Lesson("L-2", "Let the incident manager spend £50,000 without a call",
                      made.exercise.id, "Section 151 officer", datetime.date(2026, 12, 1)),
        "L-3": Lesson("L-3", "Keep the list of people at risk on paper", made.exercise.id),
        "L-4": Lesson("L-4", "One voice to families from the first hour", made.exercise.id,
                      kind="good_practice", note="The line was agreed before noon."),
    }  # fmt: skip
    register = register.with_table("lesson", {**register.of_kind("lesson"), **lessons})
    return register, made


@functools.cache
def played_log() -> tuple[Entry, ...]:
    """Return a log: news, decisions with their acts, a correction, a late entry, the debrief."""
    register, made = script()
    scenario = register.scenarios[SCENARIO]
    best = best_outcome(register, scenario)
    used = [one for one in best.options if one.used]
    log = Log()
    log.add("start", 0, 540)
    for number, inject in enumerate(made.injects):
        day = inject.day or 0
        log.add("show", day, 540 + number, inject.title, inject=inject.id)
        for use in used[2 * number : 2 * number + 2]:
            log.add("decision", day, 560 + number, f"Call option {use.option} in",
                    why="Nearest, and it knows the people", powers="Care Act 2014, section 48",
                    owner="Contracts and brokerage lead", weighed=("Wait a day", "Ask elsewhere"),
                    review_at=float((day + 2) * 1440 + 600),
                    act=Act("call", day, option=use.option))  # fmt: skip
        if number == 1:
            wrong = log.add("decision", day, 570, "Release £300,000 of the reserve",
                            why="Carers are paid on Friday", powers="Emergency spend",
                            act=Act("spend", day, reserve=next(iter(register.reserves)),
                                    amount=300_000.0))  # fmt: skip
            log.add("correction", day, 575, "Release all of the reserve", corrects=wrong,
                    why="Another figure was read out", powers="Emergency spend",
                    act=Act("spend", day, reserve=next(iter(register.reserves))))  # fmt: skip
        if number == 2:
            taken = log.add("decision", day, 580, "Ask the press to wait", why="Nothing to say yet")
            log.add("correction", day, 582, "", corrects=taken, why="Said of another matter")
            log.add("decision", day, 590, "Tell families by noon", why="They ring already",
                    decided_at=TEN + datetime.timedelta(minutes=4))  # fmt: skip
        if number == 4:
            log.add("note", day, 600, "The brokerage desk asks for a second telephone")
            log.add("observation", day, 601, "The room set priorities in four minutes",
                    objective=made.exercise.objectives[1])  # fmt: skip
    for code in register.reserves:
        log.add("decision", 29, 620, f"Release what {register.reserves[code].name} holds",
                why="The cost runs on", act=Act("spend", 29, reserve=code))  # fmt: skip
    log.add("end", 30, 700)
    verdicts = ("met", "met", "partly met", "not met")
    for objective, verdict in zip(made.exercise.objectives, verdicts, strict=False):
        log.add("debrief", 30, 700, f"Seen in the room: {verdict}", why=verdict,
                objective=objective)  # fmt: skip
    log.add("debrief", 30, 700, "Everybody knew the first call to make")
    return tuple(log.entries)


@functools.cache
def played() -> ReportBook:
    """Return what the report of the exercise is made from."""
    register, made = script()
    scenario = register.scenarios[SCENARIO]
    found = reveal(register, scenario, made.exercise, played_log())
    return report_book(register, made.exercise, scenario, made.injects, played_log(), found, TODAY)


def hostile() -> ReportBook:
    """Return the same with long and awkward words typed into it."""
    book = played()
    long = "Ein <b>long</b> & odd {name} ‰ " * 20
    entries = tuple(
        dataclasses.replace(one, words=long if one.words else "", why=long) for one in book.entries
    )
    exercise = dataclasses.replace(book.exercise, title=long, aim=long, scope=long)
    return dataclasses.replace(book, entries=entries, exercise=exercise)

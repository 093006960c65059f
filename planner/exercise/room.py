"""What the room's decisions do in the model: a scenario in which only what was decided happens.

An option serves people only once the room has called it, from the day it did; refused again, it
ends. A service that is let go gets nothing from that day. A neighbour that was asked counts as
having agreed. Where the exercise says that money has to be released, reserves pay what the room
released. Everything else is the model's own: who fails when, and the best use of what was called.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.exercise.log import Act, Entry, standing
from planner.progress import Progress, unreported
from planner.register.records import Exercise, Option, Scenario
from planner.register.register import Register
from planner.scenario.outcome import Outcome
from planner.scenario.run import play, run

RELEASED = "released"


@dataclass(frozen=True, slots=True)
class RoomCase:
    """The register and the scenario as the room's decisions make them."""

    register: Register
    scenario: Scenario


@dataclass(frozen=True, slots=True)
class Called:
    """From which day an option serves at the earliest, and until when: days of the scenario."""

    first: int
    last: int | None = None


def acts_of(entries: Iterable[Entry], leaving_out: int | None = None) -> tuple[Act, ...]:
    """Return what the decisions in force do, by day; `leaving_out` is the number of a decision
    that is not counted."""
    acts = [
        entry.act
        for number, entry in standing(entries).items()
        if entry.act is not None and number != leaving_out
    ]
    return tuple(sorted(acts, key=lambda act: act.day))


def room_case(
    register: Register, scenario: Scenario, exercise: Exercise, acts: Iterable[Act]
) -> RoomCase:
    """Return the case the room has made by its acts."""
    done = tuple(acts)
    calls = called(register, done)
    known = _known_days(register, scenario)
    delays: dict[str, float] = dict(scenario.option_delays)
    limits: dict[str, float] = dict(scenario.option_limits)
    for code, times in calls.items():
        option = register.options[code]
        begins = known.get(option.service, 0)
        delays[code] = max(delays.get(code, 0.0), float(times.first - begins))
        if times.last is not None:
            lasts = float(max(0, times.last - times.first))
            limits[code] = min(limits.get(code, lasts), lasts)
    excluded = {code for code in register.options if code not in calls}
    excluded |= {code for code, times in calls.items() if times.last == times.first}
    played = dataclasses.replace(
        scenario,
        excluded_options=tuple(sorted(excluded | set(scenario.excluded_options))),
        option_delays={code: days for code, days in delays.items() if days > 0},
        option_limits=limits,
        reserve_overrides=released(register, scenario, exercise, done),
    )
    return RoomCase(_with_neighbours(register, done), played)


def room_outcome(
    register: Register,
    scenario: Scenario,
    exercise: Exercise,
    acts: Iterable[Act],
    report: Progress = unreported,
) -> Outcome:
    """Return what follows from the room's acts, day by day."""
    case = room_case(register, scenario, exercise, acts)
    return run(case.register, case.scenario, report=report, worths=False)


def nothing_outcome(
    register: Register, scenario: Scenario, report: Progress = unreported
) -> Outcome:
    """Return what follows where nobody does anything."""
    idle = dataclasses.replace(scenario, excluded_options=tuple(sorted(register.options)))
    return run(register, idle, report=report, worths=False)


def best_outcome(register: Register, scenario: Scenario, report: Progress = unreported) -> Outcome:
    """Return what follows from the model's best response."""
    return run(register, scenario, report=report, worths=False)


def called(register: Register, acts: Iterable[Act]) -> Mapping[str, Called]:
    """Return the options called, by code; a service let go ends its options on that day."""
    found: dict[str, Called] = {}
    for act in acts:
        if act.kind in {"call", "ask_neighbour"} and act.option in register.options:
            before = found.get(act.option)
            if before is None or before.last is not None:
                found[act.option] = Called(act.day if before is None else before.first)
        elif act.kind == "refuse" and act.option in found:
            found[act.option] = dataclasses.replace(found[act.option], last=act.day)
        elif act.kind == "let_go":
            for code, times in list(found.items()):
                if register.options[code].service == act.service and times.last is None:
                    found[code] = dataclasses.replace(times, last=max(act.day, times.first))
    return found


def _known_days(register: Register, scenario: Scenario) -> Mapping[str, int]:
    """Return by service the day from which the model would call its options."""
    return play(register, scenario).demand.known_day


def released(
    register: Register, scenario: Scenario, exercise: Exercise, acts: Iterable[Act]
) -> Mapping[str, float]:
    """Return what each reserve may pay, in pounds, where money has to be released first."""
    if exercise.money != RELEASED:
        return scenario.reserve_overrides
    paid = dict.fromkeys(register.reserves, 0.0)
    for act in acts:
        reserve = register.reserves.get(act.reserve)
        if act.kind != "spend" or reserve is None:
            continue
        held = scenario.reserve_overrides.get(act.reserve, reserve.amount or 0.0)
        more = held if act.amount is None else act.amount
        paid[act.reserve] = min(held, paid[act.reserve] + more)
    return paid


def _with_neighbours(register: Register, acts: tuple[Act, ...]) -> Register:
    """Return the register in which those that were asked have agreed."""
    asked = {act.option for act in acts if act.kind == "ask_neighbour"} & set(register.options)
    if not asked:
        return register
    changed: dict[str, Option] = {
        code: dataclasses.replace(option, agreed=True) if code in asked else option
        for code, option in register.options.items()
    }
    return register.with_table("option", changed)

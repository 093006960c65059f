"""What the room's decisions came to, beside the model's best response and doing nothing.

What one decision did is measured by leaving it out, with its corrections, and working the days out
again; what a later call did, by calling that option alone on the day the model calls it. Each is
measured alone: they must not be added up.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.exercise.course import Course, course_of
from planner.exercise.log import Act, ActKind, Entry, standing
from planner.exercise.room import (
    RELEASED,
    acts_of,
    best_outcome,
    called,
    nothing_outcome,
    released,
    room_outcome,
)
from planner.exercise.situation import Fallen, situation
from planner.plan.case import Case
from planner.progress import Progress, unreported
from planner.register.records import Exercise, Scenario
from planner.register.register import Register
from planner.scenario.outcome import ByClass, Outcome, Worth

PERSON_DAY = 0.05
"""Person-days below which two courses count as the same: the rounding of the solver."""
POUND = 1.0


@dataclass(frozen=True, slots=True)
class Effect:
    """What one decision in force did, measured by leaving it out.

    `number` is that of the entry it was first logged under, `words` and `why` as they stand after
    corrections, `day` the day of the scenario it acts on (None: it acts on nothing in the model).
    `play` is when it was logged, in minutes of play. `worth` is what the room has by it:
    person-days and pounds saved, positive where it helped.
    """

    number: int
    words: str
    why: str
    play: float
    act: Act | None
    worth: Worth

    @property
    def day(self) -> int | None:
        """Return the day of the scenario on which it acts."""
        return None if self.act is None else self.act.day

    @property
    def matters(self) -> bool:
        """Return whether it moved any person-day."""
        return _moves(self.worth)


@dataclass(frozen=True, slots=True)
class Call:
    """An option of the model's best response, and when each called it: days of the scenario.

    `label` names the option, `title` its service. `room_day` is None where the room did not call
    it; `until` is the day on which the room ended it again. `worth` is what calling it on
    `best_day`, and nothing else, would have saved the room.
    """

    option: str
    service: str
    label: str
    title: str
    best_day: int
    room_day: int | None
    until: int | None
    worth: Worth

    @property
    def days_later(self) -> int | None:
        """Return how many days after the model the room called it; None: it did not."""
        return None if self.room_day is None else max(0, self.room_day - self.best_day)

    @property
    def is_as_best(self) -> bool:
        """Return whether the room called it when the model does, and did not end it."""
        return self.days_later == 0 and self.until is None


@dataclass(frozen=True, slots=True)
class Release:
    """A reserve the best response draws on: what that draws, and what the room released.

    `worth` is what releasing all of it, and nothing else, would have saved the room. Pounds.
    """

    reserve: str
    name: str
    drawn: float
    released: float
    worth: Worth


@dataclass(frozen=True, slots=True)
class Reveal:
    """The room beside the model's best response and beside doing nothing.

    `effects` are all decisions in force, those that saved most must person-days first; `calls` the
    options of the best response, those whose day made most difference first; `releases` reserves,
    only where the exercise has money released. `beyond` are options the room had that the best
    response may not use, such as a neighbour that was asked. `falls` are providers and assets that
    fell in the room's course, soonest first.
    """

    room: Course
    best: Course
    nothing: Course
    effects: tuple[Effect, ...]
    calls: tuple[Call, ...]
    releases: tuple[Release, ...]
    beyond: tuple[str, ...]
    falls: tuple[Fallen, ...]

    @property
    def prevented(self) -> ByClass:
        """Return the person-days past the limit that the room prevented, by class."""
        return self.nothing.breach_person_days.less(self.room.breach_person_days)

    @property
    def above_best(self) -> ByClass:
        """Return the person-days past the limit by which the room is above the best response."""
        return self.room.breach_person_days.less(self.best.breach_person_days)

    @property
    def made_difference(self) -> tuple[Effect, ...]:
        """Return the decisions that moved any person-day."""
        return tuple(one for one in self.effects if one.matters)


def reveal(
    register: Register,
    scenario: Scenario,
    exercise: Exercise,
    entries: Iterable[Entry],
    report: Progress = unreported,
) -> Reveal:
    """Return what the decisions in force came to; about two runs for each of them."""
    log = tuple(entries)
    acts = acts_of(log)
    decided = standing(log)
    best = best_outcome(register, scenario)
    nothing = nothing_outcome(register, scenario)
    known: dict[tuple[Act, ...], Outcome] = {}

    def played(these: Sequence[Act]) -> Outcome:
        key = tuple(these)
        if key not in known:
            known[key] = room_outcome(register, scenario, exercise, key)
        return known[key]

    room = played(acts)
    case = Case(register, scenario, best, scenario.start_date or datetime.date.min)
    wanted = _wanted(case, acts)
    short = _short(register, scenario, exercise, best, acts)
    total = len(decided) + len(wanted) + len(short)
    effects: list[Effect] = []
    for done, (number, entry) in enumerate(decided.items()):
        report(done, total, f"Leaving out decision {number}")
        without = room if entry.act is None else played(acts_of(log, leaving_out=number))
        worth = _saved(without, room)
        effects.append(Effect(number, entry.words, entry.why, entry.play, entry.act, worth))
    calls: list[Call] = []
    for done, one in enumerate(wanted, start=len(decided)):
        report(done, total, "Calling what the best response calls")
        worth = _saved(room, room if one.is_as_best else played(_called_at(acts, one)))
        calls.append(dataclasses.replace(one, worth=worth))
    releases: list[Release] = []
    for done, fund in enumerate(short, start=len(decided) + len(wanted)):
        report(done, total, "Releasing what the best response draws")
        all_of_it = (*acts, Act("spend", 0, reserve=fund.reserve))
        worth = _saved(room, played(sorted(all_of_it, key=lambda act: act.day)))
        releases.append(Release(fund.reserve, fund.name, fund.drawn, fund.released, worth))
    report(total, total, "Laid side by side")
    return Reveal(
        room=course_of(room),
        best=course_of(best),
        nothing=course_of(nothing),
        effects=tuple(sorted(effects, key=lambda one: (*_by_worth(one.worth), one.number))),
        calls=tuple(sorted(calls, key=lambda one: (*_by_worth(one.worth), one.option))),
        releases=tuple(sorted(releases, key=lambda one: (*_by_worth(one.worth), one.reserve))),
        beyond=_beyond(case, room),
        falls=situation(register, room, scenario.horizon_days).fallen,
    )


def _wanted(case: Case, acts: Sequence[Act]) -> list[Call]:
    """Return the options the best response uses, with the days on which the room has them."""
    best = case.outcome
    begins = {one.service: one.known_day or 0 for one in best.services}
    room = called(case.register, acts)
    found = []
    for use in best.options:
        if not use.used:
            continue
        starts = begins.get(use.service, 0)
        times = room.get(use.option)
        day = None if times is None else max(times.first, starts)
        until = None if times is None else times.last
        label, title = case.option_labels.get(use.option, use.option), case.name_of(use.service)
        found.append(Call(use.option, use.service, label, title, starts, day, until, NO_WORTH))
    return found


def _called_at(acts: Sequence[Act], call: Call) -> list[Act]:
    """Return the acts with one option called when the model calls it, and kept to the end.

    Where its service is let go, it alone is called again at once.
    """
    is_asked = any(act.kind == "ask_neighbour" and act.option == call.option for act in acts)
    kept = [act for act in acts if act.option != call.option]
    days = [call.best_day]
    days += [act.day for act in kept if act.kind == "let_go" and act.service == call.service]
    kind: ActKind = "ask_neighbour" if is_asked else "call"
    added = [Act(kind, max(day, call.best_day), option=call.option) for day in days]
    return sorted([*kept, *added], key=lambda act: act.day)


def _short(
    register: Register,
    scenario: Scenario,
    exercise: Exercise,
    best: Outcome,
    acts: Sequence[Act],
) -> list[Release]:
    """Return the reserves of which the room released less than the best response draws."""
    if exercise.money != RELEASED:
        return []
    paid = released(register, scenario, exercise, acts)
    return [
        Release(fund.reserve, fund.name, fund.drawn, paid.get(fund.reserve, 0.0), NO_WORTH)
        for fund in best.funds
        if fund.drawn > paid.get(fund.reserve, 0.0) + POUND / 2
    ]


def _beyond(case: Case, room: Outcome) -> tuple[str, ...]:
    """Return the options that served in the room's course but may not in the best response."""
    allowed = {use.option for use in case.outcome.options}
    beyond = [use.option for use in room.options if use.used and use.option not in allowed]
    return tuple(sorted(beyond))


NO_WORTH = Worth(ByClass(), ByClass(), 0.0)


def _saved(without: Outcome, having: Outcome) -> Worth:
    """Return what the second outcome saves against the first."""
    if without is having:
        return NO_WORTH
    return Worth(
        without.breach_person_days.less(having.breach_person_days),
        without.unmet_person_days.less(having.unmet_person_days),
        without.cost - having.cost,
    )


def _moves(worth: Worth) -> bool:
    every = (
        *worth.breach_person_days.as_dict().values(),
        *worth.unmet_person_days.as_dict().values(),
    )
    return any(abs(one) > PERSON_DAY for one in every)


def _by_worth(worth: Worth) -> tuple[float, ...]:
    """Return what sorts changes: the class that matters more first, breach before waiting."""
    breach, unmet = worth.breach_person_days, worth.unmet_person_days
    return tuple(
        -round(one, 1)
        for one in (breach.must, unmet.must, breach.needed, unmet.needed, breach.could, unmet.could)
    )

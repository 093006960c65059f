"""Where things stand on one day of play: who is without a service, what has fallen, what is spent.

Told from the outcome of what the room has decided so far; nothing here looks beyond the day but
what has to be prepared for: the next to fall and the next option to start.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.fields import CLASSES
from planner.register.register import Register
from planner.scenario.outcome import Outcome, ServiceOutcome

NOBODY = 0.05
"""Fewer people than this, a rounding of the solver, count as nobody."""


@dataclass(frozen=True, slots=True)
class ClassNow:
    """One class on a day, in people: hit by the failure, covered by options, without.

    `limit_day` is the first day on which somebody has waited longer than people can; None where
    nobody will. `service` is that of the first limit. `is_known` is false where the register
    counts nobody in the services of the class that are hit.
    """

    class_: str
    hit: float
    covered: float
    without: float
    limit_day: int | None
    service: str
    is_known: bool

    @property
    def is_hit(self) -> bool:
        """Whether anything of the class is hit at all."""
        return self.hit > NOBODY or not self.is_known


@dataclass(frozen=True, slots=True)
class Fallen:
    """A provider or asset that has fallen, or is the next to: on which day, and what brought it."""

    id: str
    name: str
    kind: str
    day: int
    why: str
    from_id: str


@dataclass(frozen=True, slots=True)
class Starting:
    """An option of the room that serves from a day, for how many people at most."""

    option: str
    service: str
    day: int
    people: float


@dataclass(frozen=True, slots=True)
class Situation:
    """Where things stand on a day.

    `classes` are must, needed and could, in this order. `fallen` have fallen by the day, soonest
    first; `next_to_fall` fall later. `starting` are options called that serve nobody yet, `serving`
    how many people each option serves. `spent` is what the response has cost by the end of the day,
    in pounds.
    """

    day: int
    classes: tuple[ClassNow, ...]
    fallen: tuple[Fallen, ...]
    next_to_fall: tuple[Fallen, ...]
    starting: tuple[Starting, ...]
    serving: Mapping[str, float]
    spent: float

    def of(self, class_: str) -> ClassNow:
        """Return one class."""
        return next(one for one in self.classes if one.class_ == class_)


def situation(register: Register, outcome: Outcome, day: int) -> Situation:
    """Return where things stand on a day of an outcome; days beyond its end stand as its last."""
    at = period_at(outcome, day)
    falls = [
        Fallen(one.id, one.name, one.kind, one.day, one.cause.sentence, one.cause.from_id)
        for one in sorted(outcome.failures, key=lambda one: (one.day, one.id))
    ]
    used = [one for one in outcome.options if one.used]
    return Situation(
        day=day,
        classes=tuple(_class_now(outcome, class_, at) for class_ in CLASSES),
        fallen=tuple(one for one in falls if one.day <= day),
        next_to_fall=tuple(one for one in falls if one.day > day),
        starting=tuple(
            Starting(one.option, one.service, one.from_day, one.capacity)
            for one in sorted(used, key=lambda one: (one.from_day, one.option))
            if one.from_day > day
        ),
        serving={one.option: one.served[at] for one in used if one.served[at] > NOBODY},
        spent=_spent(outcome, day),
    )


def period_at(outcome: Outcome, day: int) -> int:
    """Return the place of the period a day lies in."""
    for at, period in enumerate(outcome.periods):
        if period.start <= day < period.end:
            return at
    return 0 if day < 0 else len(outcome.periods) - 1


def _class_now(outcome: Outcome, class_: str, at: int) -> ClassNow:
    mine = [one for one in outcome.services if (one.class_ or "must") == class_]
    hit = sum(one.displaced[at] for one in mine if one.displaced)
    without = sum(one.unmet[at] for one in mine if one.unmet)
    limits = [(day, one.title) for one in mine if (day := limit_day(outcome, one)) is not None]
    first, service = min(limits, default=(None, ""))
    return ClassNow(
        class_=class_,
        hit=hit,
        covered=max(0.0, hit - without),
        without=without,
        limit_day=first,
        service=service,
        is_known=not mine or any(one.people is not None for one in mine),
    )


def limit_day(outcome: Outcome, service: ServiceOutcome) -> int | None:
    """Return the first day on which somebody of a service has waited longer than people can.

    A group waits from the day it loses the service (MODEL.md section 5); as groups are not told
    apart here, it is the first day of being late of those hit first. None where nobody is late.
    """
    if service.breach_person_days <= NOBODY or service.first_day is None:
        return None
    earliest = service.first_day + (service.mtpd_days or 0)
    for at, period in enumerate(outcome.periods):
        if period.end > earliest and service.unmet[at] > NOBODY:
            return max(earliest, period.start)
    return None


def _spent(outcome: Outcome, day: int) -> float:
    """Return what the response has cost by the end of a day, weeks in equal days."""
    spent = 0.0
    for service in outcome.services:
        for at, period in enumerate(outcome.periods):
            if not service.spend_by_period:
                continue
            part = min(max(day + 1 - period.start, 0), period.days) / period.days
            spent += service.spend_by_period[at] * part
    return spent

"""The course of one response: what it came to, in the numbers that courses are laid beside."""

from __future__ import annotations

from dataclasses import dataclass

from planner.exercise.situation import NOBODY
from planner.scenario.outcome import ByClass, Outcome, Period, ServiceOutcome


@dataclass(frozen=True, slots=True)
class Restored:
    """When one service is whole again: days of the scenario, and people at the worst moment.

    `lost_day` is the first day that touches anybody; `back_day` the first from which everybody is
    served to the end (None: never). `worst` is the most people without it. `people` is None where
    the register counts nobody, and the days say nothing.
    """

    service: str
    title: str
    class_: str
    people: int | None
    lost_day: int
    back_day: int | None
    worst: float
    breach_person_days: float
    unmet_person_days: float

    @property
    def days(self) -> int | None:
        """Return the days without the whole service; None where it never comes back."""
        return None if self.back_day is None else max(0, self.back_day - self.lost_day)


@dataclass(frozen=True, slots=True)
class Course:
    """What one response came to.

    `breach_person_days` and `unmet_person_days` by class; `left` people without a service in the
    last period; `cost` of the response and `net_cost` above the money it frees, in pounds;
    `without` people without a service of each class in each period; `services` those that lost
    anything, must first.
    """

    breach_person_days: ByClass
    unmet_person_days: ByClass
    left: ByClass
    cost: float
    net_cost: float
    periods: tuple[Period, ...]
    without: tuple[ByClass, ...]
    services: tuple[Restored, ...]

    @property
    def must_back_day(self) -> int | None:
        """Return the day from which every must service is whole; None: not within the horizon.

        Day 0 where no must service that counts people was ever short.
        """
        short = [one for one in self.services if one.class_ == "must" and one.worst > NOBODY]
        days = [one.back_day for one in short]
        return (
            max((day for day in days if day is not None), default=0) if None not in days else None
        )

    @property
    def has_unknown(self) -> bool:
        """Return whether a service was hit in which the register counts nobody."""
        return any(one.people is None for one in self.services)

    def service(self, code: str) -> Restored | None:
        """Return one service; None where this course never touched it."""
        return next((one for one in self.services if one.service == code), None)


def course_of(outcome: Outcome) -> Course:
    """Return the course of an outcome."""
    order = {"must": 0, "needed": 1, "could": 2}
    hit = [_restored(one) for one in outcome.services if one.first_day is not None]
    return Course(
        breach_person_days=outcome.breach_person_days,
        unmet_person_days=outcome.unmet_person_days,
        left=_without(outcome, len(outcome.periods) - 1),
        cost=outcome.cost,
        net_cost=outcome.net_cost,
        periods=outcome.periods,
        without=tuple(_without(outcome, at) for at in range(len(outcome.periods))),
        services=tuple(sorted(hit, key=lambda one: (order[one.class_], one.title, one.service))),
    )


def _restored(one: ServiceOutcome) -> Restored:
    return Restored(
        service=one.service,
        title=one.title,
        class_=one.class_ or "must",
        people=one.people,
        lost_day=one.first_day or 0,
        back_day=one.return_day,
        worst=max(one.unmet, default=0.0),
        breach_person_days=one.breach_person_days,
        unmet_person_days=one.unmet_person_days,
    )


def _without(outcome: Outcome, at: int) -> ByClass:
    """Return the people without a service in a period; a class not decided counts as must."""
    sums = {"must": 0.0, "needed": 0.0, "could": 0.0}
    for one in outcome.services:
        if one.unmet:
            sums[one.class_ or "must"] += one.unmet[at]
    return ByClass(**sums)

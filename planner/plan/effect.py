"""What a change to a plan does to people and money: two runs of one scenario, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.plan import wording
from planner.scenario.outcome import Outcome, ServiceOutcome

SAME = 0.5
"""Person-days and pounds closer than this count as the same."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One number before and after; None is not known."""

    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        """Return how much more it is after, None where either is not known."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


NOT_KNOWN = Moved(None, None)


@dataclass(frozen=True, slots=True)
class ServiceEffect:
    """What a change does to one service.

    Person-days without the service and past the tolerable period; `return_day` counts from the
    start of the scenario, None where it is not restored in the time followed.
    """

    service: str
    title: str
    class_: str | None
    person_days_unmet: Moved
    person_days_breach: Moved
    return_day: Moved


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does: in a sentence, in money (pounds of cost in all), and by service."""

    sentence: str
    cost: Moved
    person_days_unmet: Moved
    person_days_breach: Moved
    services: tuple[ServiceEffect, ...]


def effect(before: Outcome, after: Outcome) -> Effect:
    """Return what differs for people and money from one run to another of the same scenario."""
    old = {found.service: found for found in before.services}
    services = tuple(
        _of_service(old[found.service], found) for found in after.services if found.service in old
    )
    cost = Moved(_spend(before), _spend(after))
    unmet = _summed(one.person_days_unmet for one in services)
    breach = _summed(one.person_days_breach for one in services)
    return Effect(_sentence(cost, unmet, breach), cost, unmet, breach, services)


def _of_service(before: ServiceOutcome, after: ServiceOutcome) -> ServiceEffect:
    known = after.people is not None
    return ServiceEffect(
        after.service,
        after.title,
        after.class_,
        Moved(before.unmet_person_days, after.unmet_person_days) if known else NOT_KNOWN,
        Moved(before.breach_person_days, after.breach_person_days) if known else NOT_KNOWN,
        Moved(before.return_day, after.return_day) if known else NOT_KNOWN,
    )


def _spend(outcome: Outcome) -> float:
    """Return what all options cost together, running and set-up, in pounds."""
    return sum(found.spend for found in outcome.services)


def _summed(moved: Iterable[Moved]) -> Moved:
    """Return the sums of what is known on both sides; not known where nothing is."""
    known = [
        (one.before, one.after) for one in moved if one.before is not None and one.after is not None
    ]
    if not known:
        return NOT_KNOWN
    return Moved(sum(one[0] for one in known), sum(one[1] for one in known))


def _sentence(cost: Moved, unmet: Moved, breach: Moved) -> str:
    told = []
    for moved, what in ((breach, "past the tolerable period"), (unmet, "without the service")):
        change = moved.change
        if change is not None and abs(change) >= SAME:
            days = wording.counted(round(abs(change)), "person-day", "person-days")
            told.append(f"{days} {'more' if change > 0 else 'fewer'} {what}")
    spent = cost.change or 0.0
    if abs(spent) >= SAME:
        told.append(f"{wording.money(abs(spent))} {'more' if spent > 0 else 'less'} spent")
    return wording.full_stop(", ".join(told)) if told else "Nothing changes for people or money."

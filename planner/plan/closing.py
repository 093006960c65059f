"""The gap between the last day of the stop-gaps and the restart, and what would close it."""

from __future__ import annotations

import datetime

from planner.plan import wording
from planner.plan.case import SAME, Case
from planner.plan.purchase import Purchase, Timetable
from planner.plan.stop_gaps import first_end, in_use, left_at
from planner.plan.tasks import Readiness
from planner.plan.timetable import GapCloser
from planner.scenario.outcome import OptionUse, ServiceOutcome


def gap_days(
    restart: datetime.date, ends: datetime.date | None, found: ServiceOutcome, case: Case
) -> int | None:
    """Return the days between the last day of the stop-gap and the restart that nobody covers."""
    if ends is not None:
        return max(0, (restart - ends).days - 1)
    return 0 if in_use(case, found.service) else None


def red_finding(purchase: Purchase, base: Timetable, ends: datetime.date | None) -> str | None:
    """Return the red finding where stop-gaps end before the restart or there is none, else None."""
    if ends is None:
        if in_use(purchase.case, purchase.found.service):
            return None
        return "No stop-gap is in place until the new contract starts."
    gap = gap_days(base.p50, ends, purchase.found, purchase.case) or 0
    if not gap:
        return None
    left = left_at(purchase.case, purchase.found, base.p50)
    have = "has" if round(left) == 1 else "have"
    return (
        f"A stop-gap ends {wording.weeks_of(gap)} before the new contract starts; by then "
        f"{wording.people(left)} {have} nobody."
    )


def gap_closers(
    purchase: Purchase, base: Timetable, ends: datetime.date | None
) -> tuple[GapCloser, ...]:
    """Return changes that shorten the gap, each worked out again alone with the same draws."""
    case, found = purchase.case, purchase.found
    closers = []
    if ends is not None:
        closers.append(_longer_stop_gaps(purchase, base))
    if purchase.route.kind in ("open", "competitive"):
        ready = purchase.timetable(Readiness(framework=True))
        closers.append(
            GapCloser(
                "Set up a framework to call off before it is needed",
                gap_days(ready.p50, ends, found, case),
                ready.p50,
                "Procurement lead",
            )
        )
    if any(step.task.name.startswith("Specification") for step in base.steps):
        ready = purchase.timetable(Readiness(specification=True))
        closers.append(
            GapCloser(
                "Keep specification, lots and price model ready and reviewed each year",
                gap_days(ready.p50, ends, found, case),
                ready.p50,
                "Contract manager",
            )
        )
    return tuple(closers)


def _longer_stop_gaps(purchase: Purchase, base: Timetable) -> GapCloser:
    case, found = purchase.case, purchase.found
    first = first_end(case, found)
    early = () if first is None or not first.inside else first.uses
    people = {use.option: _served_before_it_ends(use) for use in early}
    for use in in_use(case, found.service):
        if use.last_day is not None and case.date_of(use.last_day) < base.p50:
            people.setdefault(use.option, use.served[-1])
    people = {option: count for option, count in people.items() if count > SAME}
    weekly = sum(
        7 * count * (case.register.options[option].unit_cost_day or 0.0)
        for option, count in people.items()
    )
    whose = "the stop-gap" if len(people) == 1 else f"the {len(people)} stop-gaps"
    cost = f" ({wording.money(weekly)} a week)" if weekly else ""
    change = f"Let {whose} run until {wording.date_words(base.p50)}{cost}"
    return GapCloser(change, 0, base.p50, "Head of commissioning")


def _served_before_it_ends(use: OptionUse) -> float:
    last = max((i for i, people in enumerate(use.served) if people > SAME), default=0)
    return use.served[max(0, last - 1)]

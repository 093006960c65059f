"""The gap between the last day of the stop-gaps and the restart, and what would close it."""

from __future__ import annotations

import datetime

from planner.plan import wording
from planner.plan.case import SAME, Case
from planner.plan.purchase import Purchase, Timetable
from planner.plan.tasks import Readiness
from planner.plan.timetable import GapCloser
from planner.scenario.outcome import OptionUse, ServiceOutcome


def stop_gaps(case: Case, service: str) -> tuple[datetime.date | None, str]:
    """Return the first last day among stop-gaps still needed when they end, and it in words."""
    used = [use for use in case.outcome.options if use.service == service and use.used]
    if not used:
        return None, "There is no stop-gap in this plan."
    ending = [use for use in used if use.last_day is not None and _needed_at_its_end(case, use)]
    if not ending:
        return None, "The stop-gaps have no end of their own."
    day = min(use.last_day for use in ending if use.last_day is not None)
    labels = [case.option_labels[use.option] for use in ending if use.last_day == day]
    date = case.date_of(day)
    verb = "ends" if len(labels) == 1 else "end"
    return date, f"{wording.listed(labels, 3)} {verb} on {wording.date_words(date)}."


def _needed_at_its_end(case: Case, use: OptionUse) -> bool:
    last = min(use.last_day if use.last_day is not None else 0, case.outcome.horizon_days - 1)
    for period, people in zip(case.outcome.periods, use.served, strict=True):
        if period.start <= last < period.end:
            return people > SAME
    return False


def _has_stop_gap(case: Case, service: str) -> bool:
    return any(use.service == service and use.used for use in case.outcome.options)


def gap_days(
    restart: datetime.date, ends: datetime.date | None, found: ServiceOutcome, case: Case
) -> int | None:
    """Return the days between the last day of the stop-gap and the restart that nobody covers."""
    if ends is not None:
        return max(0, (restart - ends).days - 1)
    return 0 if _has_stop_gap(case, found.service) else None


def red_finding(purchase: Purchase, base: Timetable, ends: datetime.date | None) -> str | None:
    """Return the red finding where stop-gaps end before the restart or there is none, else None."""
    if ends is None:
        if _has_stop_gap(purchase.case, purchase.found.service):
            return None
        return "No stop-gap is in place until the new contract starts."
    gap = gap_days(base.p50, ends, purchase.found, purchase.case) or 0
    if not gap:
        return None
    return f"The first stop-gap ends {wording.weeks_of(gap)} before the new contract starts."


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
    case = purchase.case
    ending = [
        use
        for use in case.outcome.options
        if use.service == purchase.found.service
        and use.used
        and use.last_day is not None
        and case.date_of(use.last_day) < base.p50
    ]
    weekly = sum(
        7
        * use.served[-1 if use.served[-1] > SAME else _last_served(use)]
        * (case.register.options[use.option].unit_cost_day or 0.0)
        for use in ending
    )
    first = min(use.from_day for use in ending)
    weeks = -(-(base.p50 - case.date_of(first)).days // 7)
    whose = "the stop-gap" if len(ending) == 1 else f"the {len(ending)} stop-gaps"
    cost = f" ({wording.money(weekly)} a week)" if weekly else ""
    change = f"Let {whose} run {wording.counted(weeks, 'week', 'weeks')}{cost}"
    return GapCloser(change, 0, base.p50, "Head of commissioning")


def _last_served(use: OptionUse) -> int:
    return max((i for i, people in enumerate(use.served) if people > SAME), default=-1)

"""How long the stop-gaps hold: the first end that leaves people without, and who is left when."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from planner.plan import wording
from planner.plan.case import SAME, Case
from planner.plan.timetable import PacedEnd
from planner.scenario.failing_years import PACES
from planner.scenario.outcome import OptionUse, ServiceOutcome


@dataclass(frozen=True, slots=True)
class FirstEnd:
    """The first end of stop-gaps that the others cannot make good: last day, whose, how many."""

    day: int
    date: datetime.date
    uses: tuple[OptionUse, ...]
    labels: tuple[str, ...]
    people: float
    inside: bool


def in_use(case: Case, service: str) -> list[OptionUse]:
    """Return the options of a service that the response uses."""
    return [use for use in case.outcome.options if use.service == service and use.used]


def first_end(case: Case, found: ServiceOutcome) -> FirstEnd | None:
    """Return the first end of stop-gaps after which more people go without, or None.

    Within the time followed that is seen in the run. After it, the people served at the end are
    held against what the stop-gaps still running could hold: their full capacities, pools
    counted once, where area and need are left out of account.
    """
    used = in_use(case, found.service)
    for day in sorted({use.last_day for use in used if use.last_day is not None}):
        ending = tuple(use for use in used if use.last_day == day)
        inside = day < case.outcome.horizon_days - 1
        if inside:
            lost = _lost_at(case, found, day) if _serve_to_the_end(case, ending) else 0.0
        else:
            lost = served_at_the_end(found) - _hold(case, _after(used, day))
        if lost > wording.SMALL:
            labels = tuple(case.option_labels[use.option] for use in ending)
            return FirstEnd(day, case.date_of(day), ending, labels, lost, inside)
    return None


def paced_ends(case: Case, found: ServiceOutcome) -> tuple[PacedEnd, ...]:
    """Return the last day of the first end, for each pace at which its options may mobilise.

    An option runs its longest time from the day it is mobilised, so one that mobilises slowly also
    ends later. Of several that end on one day the first to end then counts. None where no end of a
    stop-gap leaves people without.
    """
    first = first_end(case, found)
    if first is None:
        return ()
    options = [case.register.options[use.option] for use in first.uses]
    days = [option.mobilise_days or 0 for option in options]
    return tuple(
        PacedEnd(pace, weight, case.date_of(first.day + min(int(d * pace + 0.5) - d for d in days)))
        for pace, weight in PACES.items()
    )


def left_at(case: Case, found: ServiceOutcome, date: datetime.date) -> float:
    """Return how many of the people served until then have no stop-gap on a day after the end."""
    first = first_end(case, found)
    lost = first.people if first is not None and first.inside else 0.0
    running = _after(in_use(case, found.service), (date - case.start).days - 1)
    return max(0.0, served_at_the_end(found) + lost - _hold(case, running))


def served_at_the_end(found: ServiceOutcome) -> float:
    """Return how many people stop-gaps serve on the last day followed."""
    return sum(series[-1] for series in found.served.values() if series)


def ends_in_words(case: Case, found: ServiceOutcome) -> str:
    """Return when stop-gaps end, as a sentence, and how many that leaves without."""
    if not in_use(case, found.service):
        return "There is no stop-gap in this plan."
    first = first_end(case, found)
    if first is None:
        return "No end of a stop-gap leaves people without."
    verb = "ends" if len(first.labels) == 1 else "end"
    need = "needs" if round(first.people) == 1 else "need"
    return (
        f"{wording.listed(first.labels, 3)} {verb} on {wording.date_words(first.date)}; from then "
        f"on {wording.people(first.people)} {need} the new contract."
    )


def _after(used: Iterable[OptionUse], day: int) -> list[OptionUse]:
    return [use for use in used if use.last_day is None or use.last_day > day]


def _hold(case: Case, uses: Iterable[OptionUse]) -> float:
    """Return how many people some options hold at full capacity, each pool counted once."""
    alone, pooled = 0.0, defaultdict[str, float](float)
    for use in uses:
        pool = case.register.options[use.option].pool
        if pool in case.register.pools:
            pooled[pool or ""] += use.capacity
        else:
            alone += use.capacity
    ceilings = {id_: case.register.pools[id_].capacity for id_ in pooled}
    return alone + sum(
        amount if ceilings[id_] is None else min(amount, ceilings[id_] or 0.0)
        for id_, amount in pooled.items()
    )


def _serve_to_the_end(case: Case, uses: Iterable[OptionUse]) -> bool:
    """Return whether options serve anyone in the period in which they end."""
    for use in uses:
        for period, people in zip(case.outcome.periods, use.served, strict=True):
            if period.start <= (use.last_day or 0) < period.end and people > SAME:
                return True
    return False


def _lost_at(case: Case, found: ServiceOutcome, day: int) -> float:
    """Return how many more wait in the period after one that a day falls in than before it."""
    for index, period in enumerate(case.outcome.periods):
        if period.start <= day < period.end:
            after = found.unmet[min(index + 1, len(found.unmet) - 1)]
            return after - found.unmet[max(0, index - 1)]
    return 0.0

"""A service to buy again: its route, its tasks and the timetables worked out from them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.plan.calendar import WorkingCalendar, working_calendar
from planner.plan.case import Case
from planner.plan.routes import Route, choose_route
from planner.plan.rule_tables import LeadTime, lead_time_of
from planner.plan.schedule import Schedule, dated, simulated_dates
from planner.plan.tasks import Readiness, Step, steps_of
from planner.plan.timetable_changes import with_changes
from planner.register.records import Contract, Service, TimetableTask
from planner.scenario.outcome import ServiceOutcome


@dataclass(frozen=True, slots=True)
class Timetable:
    """One timetable worked out: its steps, their schedule and the dates of the restart."""

    steps: tuple[Step, ...]
    schedule: Schedule
    likely: datetime.date
    p50: datetime.date
    p80: datetime.date


@dataclass(frozen=True, slots=True)
class Purchase:
    """A service to buy again: everything its timetable is worked out from."""

    case: Case
    found: ServiceOutcome
    service: Service
    contracts: tuple[Contract, ...]
    route: Route
    lead: LeadTime
    calendar: WorkingCalendar
    starts_on: datetime.date
    staff: bool
    seed: int
    draws: int
    changes: tuple[TimetableTask, ...] = ()

    def timetable(self, ready: Readiness) -> Timetable:
        """Return the timetable; P50 and P80 are met in 5 and 8 of 10 simulated ones."""
        by_rules = steps_of(self.route, self.lead, self.starts_on, self.staff, ready)
        steps = with_changes(by_rules, self.changes)
        tasks = [step.task for step in steps]
        day = self.calendar.day_of(self.starts_on)
        schedule = dated(tasks, self.calendar, day)
        finishes = simulated_dates(tasks, self.calendar, day, self.draws, self.seed)
        half, most = np.percentile(finishes, [50, 80], method="higher")
        return Timetable(
            steps,
            schedule,
            self._restart(int(schedule.finish)),
            self._restart(int(half)),
            self._restart(int(most)),
        )

    def _restart(self, finish: int) -> datetime.date:
        return self.calendar.date_of(self.calendar.next_open(finish))


def purchase_of(
    case: Case,
    found: ServiceOutcome,
    lost: tuple[Contract, ...],
    nation: str,
    seed: int,
    draws: int,
) -> Purchase:
    """Return how a service is bought again after losing contracts; work starts when it is known."""
    service = case.record_of(found)
    starts_on = case.date_of(found.known_day or 0)
    calendar = working_calendar(nation, starts_on.year)
    starts_on = calendar.date_of(calendar.next_open(calendar.day_of(starts_on)))
    return Purchase(
        case,
        found,
        service,
        lost,
        choose_route(case, service, lost),
        lead_time_of(service),
        calendar,
        starts_on,
        staff_may_transfer(case, lost),
        seed,
        draws,
        tuple(
            task
            for task in case.register.timetable_tasks.values()
            if task.scenario == case.scenario.id and task.service == found.service
        ),
    )


def staff_may_transfer(case: Case, contracts: Sequence[Contract]) -> bool:
    """Return whether TUPE may move staff: not out of a liquidation, which is taken by default."""
    trading_on = any(event.trading_on > 0 for event in case.scenario.events)
    return trading_on or any(contract.provider not in case.failed for contract in contracts)

"""A service to buy again: its route, its tasks and the timetables worked out from them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from planner.plan.calendar import WorkingCalendar, working_calendar
from planner.plan.case import Case
from planner.plan.restart import Restart, restart_of
from planner.plan.routes import Route, choose_route
from planner.plan.rule_tables import LeadTime, lead_time_of
from planner.plan.schedule import Schedule
from planner.plan.tasks import Readiness, Step, steps_of
from planner.plan.timetable_changes import with_changes
from planner.register.records import Contract, Service, TimetableTask
from planner.scenario.outcome import ServiceOutcome


@dataclass(frozen=True, slots=True)
class Timetable:
    """One timetable worked out: its steps, and the restart they come to."""

    steps: tuple[Step, ...]
    restart: Restart

    @property
    def schedule(self) -> Schedule:
        """Return the schedule on likely lengths."""
        return self.restart.schedule

    @property
    def likely(self) -> datetime.date:
        """Return the restart on likely lengths."""
        return self.restart.likely

    @property
    def p50(self) -> datetime.date:
        """Return the date by which half of the drawn timetables restart."""
        return self.restart.p50

    @property
    def p80(self) -> datetime.date:
        """Return the date by which 8 of 10 drawn timetables restart."""
        return self.restart.p80


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
        """Return the timetable; P50 and P80 are met in 5 and 8 of 10 drawn ones."""
        by_rules = steps_of(self.route, self.lead, self.starts_on, self.staff, ready)
        steps = with_changes(by_rules, self.changes)
        tasks = [step.task for step in steps]
        found = restart_of(tasks, self.calendar, self.starts_on, self.draws, self.seed)
        return Timetable(steps, found)


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

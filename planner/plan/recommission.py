"""How each lost service is bought again: route, timetable, and the gap after the stop-gaps."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner import fields
from planner.plan import wording
from planner.plan.calendar import NATIONS, WorkingCalendar, working_calendar
from planner.plan.case import SAME, Case
from planner.plan.decision import is_let_go
from planner.plan.plan import ServiceDecision
from planner.plan.routes import Route, choose_route
from planner.plan.rule_tables import LeadTime, lead_time_of, rule
from planner.plan.schedule import Schedule, dated, simulated_dates
from planner.plan.tasks import Readiness, Step, steps_of
from planner.plan.timetable import GapCloser, NoticeLine, Recommissioning, TaskLine
from planner.register.records import Contract, Service
from planner.scenario.outcome import OptionUse, ServiceOutcome

DRAWS = 10_000


@dataclass(frozen=True, slots=True)
class Timetable:
    """One timetable worked out: its steps, their schedule and the dates of the restart."""

    steps: tuple[Step, ...]
    schedule: Schedule
    likely: datetime.date
    p50: datetime.date
    p80: datetime.date


@dataclass(frozen=True, slots=True)
class _Purchase:
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

    def timetable(self, ready: Readiness) -> Timetable:
        """Return the timetable; P50 and P80 are met in 5 and 8 of 10 simulated ones."""
        steps = steps_of(self.route, self.lead, self.starts_on, self.staff, ready)
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


def recommissioning(
    case: Case,
    decisions: Sequence[ServiceDecision],
    *,
    nation: str,
    seed: int,
    draws: int = DRAWS,
) -> tuple[Recommissioning, ...]:
    """Return the re-commissioning plan of each service that is kept and lost contracts for good."""
    kept = {decision.service for decision in decisions if not is_let_go(decision)}
    plans = []
    for found in case.services:
        lost = tuple(c for c in case.contracts_of(found.service) if case.lost_for_good(c))
        if found.service in kept and lost:
            plans.append(_plan(_purchase(case, found, lost, nation, seed, draws)))
    return tuple(plans)


def _purchase(
    case: Case,
    found: ServiceOutcome,
    lost: tuple[Contract, ...],
    nation: str,
    seed: int,
    draws: int,
) -> _Purchase:
    service = case.record_of(found)
    starts_on = case.date_of(found.known_day or 0)
    calendar = working_calendar(nation, starts_on.year)
    starts_on = calendar.date_of(calendar.next_open(calendar.day_of(starts_on)))
    return _Purchase(
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
    )


def staff_may_transfer(case: Case, contracts: Sequence[Contract]) -> bool:
    """Return whether TUPE may move staff: not out of a liquidation, which is taken by default."""
    trading_on = any(event.trading_on_days > 0 for event in case.scenario.events)
    return trading_on or any(contract.provider not in case.failed for contract in contracts)


def _plan(purchase: _Purchase) -> Recommissioning:
    case, found = purchase.case, purchase.found
    base = purchase.timetable(Readiness())
    ends, end_words = stop_gaps(case, found.service)
    gap_p50 = _gap(base.p50, ends, found, case)
    return Recommissioning(
        service=found.service,
        title=found.title,
        class_=found.class_,
        headline=_headline(purchase, base),
        route=purchase.route.words,
        regime=purchase.route.regime,
        reasons=purchase.route.reasons,
        annual_value=purchase.route.annual_value,
        value_words=purchase.route.value_words,
        threshold_words=purchase.route.threshold_words,
        nation=NATIONS[purchase.calendar.nation][0],
        starts_on=purchase.starts_on,
        tasks=tuple(_line(step, base.schedule, purchase.calendar) for step in base.steps),
        critical_path=base.schedule.path,
        likely=base.likely,
        p50=base.p50,
        p80=base.p80,
        draws=purchase.draws,
        stop_gap_ends=ends,
        stop_gap_words=end_words,
        gap_days_likely=_gap(base.likely, ends, found, case),
        gap_days_p50=gap_p50,
        gap_days_p80=_gap(base.p80, ends, found, case),
        finding=_finding(purchase, base, ends),
        closers=_closers(purchase, base, ends) if gap_p50 != 0 else (),
        notices=_notices(purchase, base),
        lots=_lots(purchase),
        users_wanted="Not recorded yet: ask people, families and staff in the first weeks.",
        past_performance=_past_performance(purchase),
    )


def _headline(purchase: _Purchase, base: Timetable) -> str:
    thing = {"grant": "A new grant", "restore": "Restoring the service"}.get(
        purchase.route.kind, "A new contract"
    )
    length = wording.weeks_of((base.p50 - purchase.starts_on).days)
    return f"{thing} takes {length} to start"


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


def _gap(
    restart: datetime.date, ends: datetime.date | None, found: ServiceOutcome, case: Case
) -> int | None:
    """Return the days between the last day of the stop-gap and the restart that nobody covers."""
    if ends is not None:
        return max(0, (restart - ends).days - 1)
    return 0 if _has_stop_gap(case, found.service) else None


def _finding(purchase: _Purchase, base: Timetable, ends: datetime.date | None) -> str | None:
    starts = (
        f"The new contract starts on {wording.date_words(base.p50)} (P50) or "
        f"{wording.date_words(base.p80)} (P80)."
    )
    if ends is None:
        if _has_stop_gap(purchase.case, purchase.found.service):
            return None
        return f"No stop-gap is in place until the new contract starts. {starts}"
    gap = _gap(base.p50, ends, purchase.found, purchase.case) or 0
    if not gap:
        return None
    return (
        f"The first stop-gap ends {wording.weeks_of(gap)} before the new contract starts. It ends "
        f"on {wording.date_words(ends)}. {starts}"
    )


def _closers(
    purchase: _Purchase, base: Timetable, ends: datetime.date | None
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
                _gap(ready.p50, ends, found, case),
                ready.p50,
                "Procurement lead",
            )
        )
    if any(step.task.name.startswith("Specification") for step in base.steps):
        ready = purchase.timetable(Readiness(specification=True))
        closers.append(
            GapCloser(
                "Keep specification, lots and price model ready and reviewed each year",
                _gap(ready.p50, ends, found, case),
                ready.p50,
                "Contract manager",
            )
        )
    return tuple(closers)


def _longer_stop_gaps(purchase: _Purchase, base: Timetable) -> GapCloser:
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


def _line(step: Step, schedule: Schedule, calendar: WorkingCalendar) -> TaskLine:
    timing = schedule.timings[step.task.name]
    start, finish = int(timing.early_start), int(timing.early_finish)
    return TaskLine(
        stage=step.stage,
        title=step.task.name,
        low=round(step.task.low),
        likely=round(step.task.likely),
        high=round(step.task.high),
        every_day=step.task.every_day,
        start=calendar.date_of(start),
        finish=calendar.date_of(max(start, finish - 1)),
        total_float=round(timing.total_float),
        free_float=round(timing.free_float),
        critical=timing.critical,
        needs=step.task.needs,
        owner=step.owner,
        notice=step.notice,
        source=step.source,
        verified=step.verified,
    )


def _notices(purchase: _Purchase, base: Timetable) -> tuple[NoticeLine, ...]:
    calendar, lines = purchase.calendar, []
    for step in base.steps:
        if step.rule is None:
            continue
        timing = base.schedule.timings[step.task.name]
        found = step.rule
        lines.append(
            NoticeLine(
                step.notice or step.task.name,
                calendar.date_of(int(timing.early_start)),
                wording.full_stop(found.words),
                found.source,
                found.verified,
            )
        )
    signed = base.schedule.timings.get("Sign the contract")
    if signed is not None and purchase.route.regime.startswith("Procurement Act"):
        name = "contract_details_notice" + ("_light_touch" if purchase.route.light_touch else "")
        details = rule(name, purchase.starts_on)
        by = calendar.date_of(int(signed.early_finish) - 1 + int(details.value))
        lines.append(
            NoticeLine(
                "Contract details notice (UK7), at the latest",
                by,
                wording.full_stop(details.words),
                details.source,
                details.verified,
            )
        )
    return tuple(sorted(lines, key=lambda line: line.date))


def _lots(purchase: _Purchase) -> tuple[str, ...]:
    said = [wording.full_stop(purchase.lead.lots)] if purchase.lead.lots else []
    if not purchase.route.reasons or "No other provider" in " ".join(purchase.route.reasons):
        said.append("Talk to providers in neighbouring areas: no other is in the register.")
    return tuple(said)


def _past_performance(purchase: _Purchase) -> tuple[str, ...]:
    register = purchase.case.register
    told = []
    for provider in dict.fromkeys(contract.provider for contract in purchase.contracts):
        signs = [sign for sign in register.warning_signs.values() if sign.provider == provider]
        name = register.providers[provider].name
        if signs:
            last = max(sign.date for sign in signs)
            signs_seen = wording.counted(len(signs), "warning sign", "warning signs")
            told.append(f"{name}: {signs_seen}, the last on {wording.date_words(last)}.")
        else:
            told.append(f"{name}: nothing recorded.")
    kpis = [kpi for contract in purchase.contracts for kpi in contract.kpis]
    if kpis:
        told.append(f"Measured by: {wording.listed(kpis, 5)}.")
    measure = purchase.service.outcome_measure
    if measure:
        told.append(f"People are better off where: {wording.inside(measure)}.")
    return tuple(told)


def rules_used(plans: Sequence[Recommissioning]) -> frozenset[str]:
    """Return the sources of all rules and lead times that the timetables used."""
    return frozenset(task.source for plan in plans for task in plan.tasks)


def regime_words(regime: str | None) -> str | None:
    """Return the rules a contract was let under, in words; None where not known."""
    return None if regime is None else wording.upper_first(fields.in_words(regime))

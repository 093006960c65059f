"""Everything the window shows of one stored plan, put together away from the window."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from planner.document.charts import MoneyByWeek, Waterfall
from planner.document.plan_charts import money_by_week, money_sources
from planner.plan.one_calendar import ServiceCalendar, calendars, worst_first
from planner.plan.opening_words import DecisionLine, decision_lines, headline, red_mends, red_words
from planner.plan.plan import Plan
from planner.plan.review import NextStep, next_steps
from planner.plan.to_do import told_when
from planner.plan.versions import is_stale, read_plan
from planner.register.records import StoredPlan
from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """One stored plan as the window shows it.

    `earlier` is the version before it, "" where there is none; `is_latest` whether no later one is
    stored. `told` is who is told what and when. `mends` is the service and the option, in words,
    whose end leaves the gap that the worst red finding is about, None where it is about none.
    """

    record: str
    plan: Plan
    title: str
    headline: str
    red: str
    stale: str
    is_latest: bool
    earlier: str
    review_late: bool
    decisions: tuple[DecisionLine, ...]
    calendars: tuple[ServiceCalendar, ...]
    shown_first: str
    next_steps: tuple[NextStep, ...]
    money_by_week: MoneyByWeek | None
    money_sources: Waterfall | None
    told: tuple[tuple[str, str, str], ...]
    mends: tuple[str, str] | None = None


def plan_sheet(register: Register, record: StoredPlan, today: datetime.date) -> PlanSheet:
    """Return what the window shows of a stored plan; InputRefused where it cannot be read."""
    plan = read_plan(record)
    stale = is_stale(plan, register) or ""
    scenario = register.scenarios.get(record.scenario)
    versions = [one for one in register.plans.values() if one.scenario == record.scenario]
    earlier = max(
        (one for one in versions if one.version < record.version),
        key=lambda one: one.version,
        default=None,
    )
    review = record.review_date
    return PlanSheet(
        record=record.id,
        plan=plan,
        title=scenario.title if scenario is not None else record.title,
        headline=headline(plan),
        red=red_words(plan),
        stale=stale,
        is_latest=all(one.version <= record.version for one in versions),
        earlier=earlier.id if earlier is not None else "",
        review_late=review is not None and review < today and record.status != "superseded",
        decisions=decision_lines(plan),
        calendars=calendars(plan),
        shown_first=worst_first(plan),
        next_steps=next_steps(plan, stale),
        money_by_week=money_by_week(plan.reserve),
        money_sources=money_sources(plan.reserve),
        told=told_when(plan),
        mends=red_mends(plan),
    )

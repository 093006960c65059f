"""What the money of a plan is traced back to, and whether formulas can follow it to the penny.

A plan kept by an older version has no weeks by service: then nothing is traced, and its figures
stand as the run gave them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from planner.plan.money import ReservePlan, ServiceMoney
from planner.plan.plan import Plan, StepIn

PENNY = 0.005
MOST_LIMITS = 24
"""So many sets of funds at most are weighed by formulas."""
Funds = frozenset[int]


@dataclass(frozen=True, slots=True)
class Spent:
    """One option in one week: its number, that of its service (0: it is let go), person-days."""

    step: StepIn
    label: str
    option: int
    service: int
    week: int
    person_days: float
    price: float | None
    setup: float
    first: bool

    @property
    def running(self) -> float:
        """Return what it costs in pounds, set-up apart."""
        return self.person_days * (self.price or 0.0)

    @property
    def one_off(self) -> float:
        """Return its set-up cost in pounds where this is its first week."""
        return self.setup if self.first else 0.0


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """The money of one service in one week, in pounds."""

    money: ServiceMoney
    number: int
    group: int
    week: int
    running: float
    setup: float
    days: float
    not_due: float
    bonds: float
    recoveries: float
    total: float

    @property
    def net(self) -> float:
        """Return what goes out less what comes back."""
        return self.running + self.setup - self.not_due - self.bonds - self.recoveries

    @property
    def needed(self) -> float:
        """Return what reserves must have lent by the end of the week."""
        return max(0.0, self.total)


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything the formulas on money start from.

    `groups` are sets of fund numbers that may pay, each for some of the services, and `limits`
    the unions of them: reserves together pay no more than any limit has and leaves over.
    """

    spent: tuple[Spent, ...]
    rows: tuple[ServiceRow, ...]
    groups: tuple[Funds, ...]
    limits: tuple[Funds, ...]

    def needs(self, week: int, group: int | None = None) -> float:
        """Return what services must have been lent by the end of a week, of one group or all."""
        return sum(
            row.needed for row in self.rows if row.week == week and group in (None, row.group)
        )

    def limit(self, reserve: ReservePlan, week: int, funds: Funds) -> float:
        """Return what some funds have, and what services need that others may pay for."""
        has = sum(fund.amount or 0.0 for fund in reserve.funds if fund.order in funds)
        return has + sum(
            self.needs(week, number)
            for number, group in enumerate(self.groups, start=1)
            if not group <= funds
        )


def numbered(plan: Plan) -> dict[str, int]:
    """Return the services whose money counts, numbered from 1 in the order they are paid for."""
    return {money.service: at for at, money in enumerate(plan.reserve.services, start=1)}


def options_of(plan: Plan) -> dict[tuple[str, str], int]:
    """Return the number of each usable option, by its service and label."""
    pairs = [(step.service, option.label) for step in plan.step_in for option in step.usable]
    return {pair: at for at, pair in enumerate(pairs, start=1)}


def trace_of(plan: Plan) -> Trace | None:
    """Return what the money is traced to; None where its formulas would not give our figures."""
    reserve = plan.reserve
    if not reserve.known or not reserve.weeks or not reserve.services:
        return None
    if any(len(money.weeks) != len(reserve.weeks) for money in reserve.services):
        return None
    spent = spent_of(plan)
    groups = tuple(dict.fromkeys(frozenset(money.funds) for money in reserve.services))
    rows = tuple(_rows(reserve, spent, groups))
    limits = {frozenset[int]()}
    for group in groups:
        limits |= {group | other for other in limits}
        if len(limits) > MOST_LIMITS:
            return None
    ordered = tuple(sorted(limits, key=lambda funds: (len(funds), sorted(funds))))
    found = Trace(spent, rows, groups, ordered)
    return found if _agrees(found, reserve) else None


def spent_of(plan: Plan) -> tuple[Spent, ...]:
    """Return the person-days of every option by week, with its price."""
    services, options = numbered(plan), options_of(plan)
    found: list[Spent] = []
    for step in plan.step_in:
        usable = {option.label: option for option in step.usable}
        for series in step.served:
            option = usable.get(series.label)
            if option is None or len(series.served) != len(plan.periods):
                continue
            by_week: dict[int, float] = {}
            for span, people in zip(plan.periods, series.served, strict=True):
                week = span.start // 7 + 1
                by_week[week] = by_week.get(week, 0.0) + people * span.days
            first = next((w for w, days in by_week.items() if days > 1e-6), min(by_week, default=1))
            found += [
                Spent(
                    step, series.label, options[step.service, series.label],
                    services.get(step.service, 0), week, days, option.unit_cost_day,
                    option.setup_cost, week == first,
                )
                for week, days in by_week.items()
                if days or week == first
            ]  # fmt: skip
    return tuple(found)


def served_by_option(plan: Plan) -> dict[int, float]:
    """Return the person-days of each option that serves anybody, by its number."""
    found: dict[int, float] = {}
    for one in spent_of(plan):
        found[one.option] = found.get(one.option, 0.0) + one.person_days
    return found


def _rows(
    reserve: ReservePlan, spent: Sequence[Spent], groups: Sequence[Funds]
) -> list[ServiceRow]:
    running: dict[tuple[int, int], float] = {}
    setup: dict[tuple[int, int], float] = {}
    for one in spent:
        key = one.service, one.week
        running[key] = running.get(key, 0.0) + one.running
        setup[key] = setup.get(key, 0.0) + one.one_off
    found: list[ServiceRow] = []
    for number, money in enumerate(reserve.services, start=1):
        cash = [
            (running.get((number, w.week), 0.0), setup.get((number, w.week), 0.0), w)
            for w in money.weeks
        ]
        totals = accumulate(
            run + once - week.price_not_due - week.bonds - week.recoveries
            for run, once, week in cash
        )
        group = groups.index(frozenset(money.funds)) + 1
        found += [
            ServiceRow(
                money, number, group, week.week, run, once, week.days_not_due,
                week.price_not_due, week.bonds, week.recoveries, total,
            )
            for (run, once, week), total in zip(cash, totals, strict=True)
        ]  # fmt: skip
    return found


def _agrees(found: Trace, reserve: ReservePlan) -> bool:
    """Return whether the sums by service give the figures of the plan, to the penny."""
    for week in reserve.weeks:
        rows = [row for row in found.rows if row.week == week.week]
        pairs = [
            (sum(row.running for row in rows), week.running_cost),
            (sum(row.setup for row in rows), week.setup_cost),
            (sum(row.not_due for row in rows), week.price_not_due),
            (sum(row.bonds for row in rows), week.bonds),
            (sum(row.recoveries for row in rows), week.recoveries),
            (found.needs(week.week), week.needed),
            (min(found.limit(reserve, week.week, one) for one in found.limits), week.drawn),
        ]
        if any(abs(ours - theirs) >= PENNY for ours, theirs in pairs):
            return False
    return True

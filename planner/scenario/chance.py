"""A year at risk: what the failures of many drawn years do to people and money (MODEL section 6).

Costs are what the best use of the options asks for where money is no limit, which is what a
reserve has to be measured with; people left without are those whom no option reaches in time
however much money there is. Whether today's funds pay is told year by year beside it.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from planner.dependence.likelihood import likelihoods
from planner.errors import InputRefused
from planner.progress import Progress, unreported
from planner.register.register import Register
from planner.scenario.case_book import CaseBook
from planner.scenario.estimates import (
    Estimate,
    Estimates,
    difference,
    estimates_of,
    percentile_of,
    rank,
    share_of,
    worst_of,
)
from planner.scenario.failing_years import Floats, Luck, failing_years, perils
from planner.scenario.outcome import CLASSES
from planner.scenario.worst_years import Tail, tail_of
from planner.scenario.yearly_tolls import Solved, Years, add_up

PERCENT = 80.0
NEAR = 0.025
"""Years this far on either side of a percentile are those its peak date is taken from."""
NOTHING = 0.005


@dataclass(frozen=True, slots=True)
class PeakCash:
    """The most a year has paid out above what came in, in pounds, and the day that comes about.

    `day` counts from the first of the year; it is the middle one among the years within 2.5
    percentage points of this one by size, None where nothing is ever paid out.
    """

    amount: Estimate
    day: int | None


@dataclass(frozen=True, slots=True)
class Fund:
    """A fund of today; `amount` None is not known.

    `short` is the share of years in which it is among the fewest funds that too much is asked of;
    funds that may pay for the same services run short together.
    """

    id: str
    name: str
    amount: float | None
    short: float


@dataclass(frozen=True, slots=True)
class ReserveToHold:
    """How much to hold so that it pays for `percent` of years, against what is held today.

    Pounds. `gap` is what is missing in all, 0 or more; `more` what a fund for any service has to be
    given so that the funds, each for what it may pay, pay for that percentage of years. `enough` is
    the share of years whose net cost is at most what is held, `holds` that in which the funds also
    pay each only for what it may.
    `no_fund` is the share of years in which a service needs money that no fund may pay.
    """

    percent: float
    to_hold: Estimate
    held: float
    gap: Estimate
    more: Estimate
    enough: Estimate
    holds: Estimate
    funds: tuple[Fund, ...]
    no_fund: float


@dataclass(frozen=True, slots=True)
class Assessed:
    """On how many providers a figure rests, and how many of them nobody has assessed."""

    providers: int
    unassessed: int
    assets: int


@dataclass(frozen=True, eq=False)
class Chance:
    """What a year may do, from drawn years.

    `net` and `must_net` are pounds above the money that is freed, for all services and for must
    services (those without a class too); `breach` and `unmet` person-days by class, "must",
    "needed", "could". `nothing` is the share of years without any net cost. `years` has the same
    year by year. `register_revision` is that of the register it was drawn on.
    """

    luck: Luck
    net: Estimates
    must_net: Estimates
    breach: dict[str, Estimates]
    unmet: dict[str, Estimates]
    nothing: Estimate
    nobody_fails: Estimate
    peak_middle: PeakCash
    peak_p95: PeakCash
    tail: Tail
    assessed: Assessed
    years: Years
    funds: tuple[Fund, ...]
    no_fund: float
    register_revision: int

    def reserve(self, percent: float = PERCENT) -> ReserveToHold:
        """Return how much to hold to pay for this percentage of years; no new draws are needed.

        InputRefused unless 0 < percent < 100.
        """
        percent = checked_percent(percent)
        held = sum(fund.amount or 0.0 for fund in self.funds)
        net = self.years.net_total
        to_hold = percentile_of(np.sort(net), percent / 100)
        gap = Estimate(*(max(0.0, one - held) for one in _three(to_hold)))
        return ReserveToHold(
            percent,
            to_hold,
            held,
            gap,
            percentile_of(np.sort(self.years.shortfall), percent / 100),
            share_of(net <= held + NOTHING),
            share_of(self.years.holds),
            self.funds,
            self.no_fund,
        )


def checked_percent(percent: float) -> float:
    """Return a percentage of years; InputRefused unless it is above 0 and below 100."""
    if not 0 < percent < 100:
        raise InputRefused.one(
            "Percent", f"{percent:g} is out of range", "give more than 0 and less than 100"
        )
    return percent


@dataclass(frozen=True, slots=True)
class Moved:
    """How the figures move from one register to another under the same draws: after less before.

    Each band is that of the difference itself (a paired bootstrap), which is far narrower than
    that of either figure. Pounds, and must person-days past the limit.
    """

    name: str
    mean: Estimate
    p80: Estimate
    p95: Estimate
    worst: Estimate
    breach: Estimate
    breach_worst: Estimate
    holds: Estimate


def chance(
    register: Register,
    luck: Luck | None = None,
    *,
    today: datetime.date | None = None,
    solved: Solved | None = None,
    executor: Executor | None = None,
    report: Progress = unreported,
) -> Chance:
    """Draw years, answer each distinct case once and add up; exact for the years drawn.

    Warning signs count as of `today`. `solved` keeps the cases of this very register between
    questions. The same luck gives the same
    bits whatever `executor` does the work.
    """
    luck = luck or Luck()
    if solved is None:
        solved = Solved(CaseBook(register))
    report(0, 1, "Drawing who fails")
    drawn = failing_years(perils(register, today), luck)
    cases = solved.cases(drawn, executor, report)
    solved.solve(cases.parts, executor, report)
    failures = np.bincount(drawn.draw, minlength=drawn.draws)
    years, short = add_up(solved, cases, failures, report)
    net = years.net_total
    likely = likelihoods(register, today)
    return Chance(
        luck=luck,
        net=estimates_of(net),
        must_net=estimates_of(years.net[0]),
        breach=_by_class(years.breach),
        unmet=_by_class(years.unmet),
        nothing=share_of(net < NOTHING),
        nobody_fails=share_of(failures == 0),
        peak_middle=_peak(years, 0.5),
        peak_p95=_peak(years, 0.95),
        tail=tail_of(cases, solved.tolls),
        assessed=Assessed(
            len(register.providers),
            sum(not likely[id_].assessed for id_ in register.providers),
            len(register.assets),
        ),
        years=years,
        funds=_funds(register, short, luck.draws),
        no_fund=short[frozenset()] / luck.draws,
        register_revision=register.revision,
    )


def moved(name: str, before: Years, after: Years, seed: int) -> Moved:
    """Return how the figures move between two registers drawn with the same luck."""

    def of(figure: str) -> Estimate:
        first, then = before.net_total, after.net_total
        if figure == "mean":
            return difference(_mean, first, then, seed)
        if figure == "worst":
            return difference(_worst, first, then, seed)
        part = float(figure) / 100
        return difference(lambda losses: _percentile(losses, part), first, then, seed)

    return Moved(
        name,
        of("mean"),
        of("80"),
        of("95"),
        of("worst"),
        difference(_mean, before.breach[0], after.breach[0], seed),
        difference(_worst, before.breach[0], after.breach[0], seed),
        difference(_mean, before.holds.astype(float), after.holds.astype(float), seed),
    )


def compared(
    register: Register,
    others: Sequence[tuple[str, Register]],
    luck: Luck | None = None,
    *,
    today: datetime.date | None = None,
    solved: Solved | None = None,
    executor: Executor | None = None,
    report: Progress = unreported,
) -> tuple[Chance, tuple[tuple[Chance, Moved], ...]]:
    """Return the chance of a register, that of others (by name), and how each moves the figures.

    All are drawn with the same luck: the same provider fails on the same day in each, unless its
    own likelihood differs.
    """
    base = chance(register, luck, today=today, solved=solved, executor=executor, report=report)
    found = []
    for name, other in others:
        then = chance(other, luck, today=today, executor=executor, report=report)
        found.append((then, moved(name, base.years, then.years, base.luck.seed)))
    return base, tuple(found)


def _by_class(by_class: Floats) -> dict[str, Estimates]:
    return {class_: estimates_of(row) for class_, row in zip(CLASSES, by_class, strict=True)}


def _funds(register: Register, short: Counter[frozenset[str]], draws: int) -> tuple[Fund, ...]:
    return tuple(
        Fund(
            id_,
            fund.name,
            fund.amount,
            sum(times for ids, times in short.items() if id_ in ids) / draws,
        )
        for id_, fund in register.reserves.items()
    )


def _peak(years: Years, part: float) -> PeakCash:
    order = np.argsort(years.peak, kind="stable")
    draws = order.size
    near = order[rank(draws, part - NEAR) : rank(draws, part + NEAR) + 1]
    days = np.sort(years.peak_day[near])
    days = days[days >= 0]
    day = int(days[days.size // 2]) if days.size else None
    return PeakCash(percentile_of(years.peak[order], part), day)


def _three(one: Estimate) -> tuple[float, float, float]:
    return one.value, one.low, one.high


def _mean(losses: Floats) -> float:
    return float(losses.mean())


def _worst(losses: Floats) -> float:
    return worst_of(losses).value


def _percentile(losses: Floats, part: float) -> float:
    at = rank(losses.size, part)
    return float(np.partition(losses, at)[at])

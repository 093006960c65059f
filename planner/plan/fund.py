"""How the levy's fund builds up over the years while failures draw on it.

Every year the contribution comes in first, as far as the target asks for it; then the fund meets
the net cost of that year's failures as far as it can, and the general reserve the rest. Prices and
the register stay as they are: nobody is taken to be replaced or to grow.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.errors import InputRefused
from planner.scenario.estimates import rank

Floats = NDArray[np.float64]
MOST_PATHS = 10_000
"""Paths that are followed at most; the first draws begin one each."""
PENNY = 0.005
FEWEST_YEARS, MOST_YEARS = 10, 30
"""How long a fund is followed at least and at most where nobody says."""


@dataclass(frozen=True, slots=True)
class FundYear:
    """The fund at the end of one year, counted from 1, in pounds.

    `p10`, `p50` and `p90` are balances that 10, 50 and 90 paths in 100 do not exceed. `runs_out` is
    the share of paths, 0 to 1, in which the year costs more than the fund has; `reached` that of
    paths which have had the whole target at some time by then, losses of the year not yet taken.
    `paid` is what the fund pays on average, `shortfall` what the general reserve meets on average,
    and `shortfall_p90` what it meets at most in 90 paths of 100.
    """

    year: int
    p10: float
    p50: float
    p90: float
    runs_out: float
    reached: float
    paid: float
    shortfall: float
    shortfall_p90: float


@dataclass(frozen=True, slots=True)
class FundBuildUp:
    """The fund year by year, in pounds.

    `runs_out_ever` is the share of paths in which the fund runs out in any year. `middle_year` is
    the first year by which half of all paths have reached the target, None where they do not
    within the years followed; `expected_year` the average first year of those paths that reach it,
    None where none does. `shortfall` is what the general reserve meets over all years, on average,
    `shortfall_p90` at most in 90 paths of 100.
    """

    opening: float
    contribution: float
    target: float
    paths: int
    years: tuple[FundYear, ...]
    runs_out_ever: float
    middle_year: int | None
    expected_year: float | None
    shortfall: float
    shortfall_p90: float

    @property
    def yearly_cost(self) -> float:
        """Return what the failures of a year cost on average over all years, in pounds."""
        return sum(year.paid + year.shortfall for year in self.years) / len(self.years)


@dataclass(frozen=True, slots=True, eq=False)
class FundPaths:
    """Every path year by year, in pounds, each of shape (paths, years).

    `balance` is that at the end of the year: that before, plus `contributed`, less `paid`.
    What a year costs is `paid` plus `shortfall`. `full` says that the target was in the fund when
    the contribution had come in.
    """

    balance: Floats
    contributed: Floats
    paid: Floats
    shortfall: Floats
    full: NDArray[np.bool_]


def years_followed(built_over: int) -> int:
    """Return how many years to follow a fund that is built up over some: twice as many."""
    return min(MOST_YEARS, max(FEWEST_YEARS, 2 * built_over))


def paths_of(draws: Floats, years: int) -> Floats:
    """Return yearly costs of shape (paths, years) made from drawn years in their order.

    Path p follows draws p, p + 1 and so on, going on from the first after the last: every year of
    the fund sees each draw once, so that its average cost is that of the draws, and another number
    of years leaves the first years as they were. No more than MOST_PATHS paths are followed.
    """
    if draws.ndim != 1 or not draws.size:
        raise InputRefused.one("Drawn years", "there are none", "run the chance first")
    starts = np.arange(min(draws.size, MOST_PATHS))
    return np.asarray(draws[(starts[:, None] + np.arange(years)[None, :]) % draws.size])


def follow(yearly: Floats, contribution: float, opening: float, target: float) -> FundPaths:
    """Return the fund along every path of `yearly` costs, pounds of shape (paths, years)."""
    shape = yearly.shape
    balance, contributed, paid, shortfall = (np.zeros(shape) for _ in range(4))
    full = np.zeros(shape, dtype=bool)
    held = np.full(shape[0], opening)
    for year in range(shape[1]):
        costs = np.maximum(0.0, yearly[:, year])
        contributed[:, year] = np.minimum(contribution, np.maximum(0.0, target - held))
        held = held + contributed[:, year]
        full[:, year] = held >= target - PENNY
        paid[:, year] = np.minimum(held, costs)
        shortfall[:, year] = costs - paid[:, year]
        held = held - paid[:, year]
        balance[:, year] = held
    return FundPaths(balance, contributed, paid, shortfall, full)


def build_up(
    yearly: Floats, contribution: float, opening: float = 0.0, target: float = 0.0
) -> FundBuildUp:
    """Return how a fund builds up from `opening` pounds under yearly costs of (paths, years).

    InputRefused where an amount is below zero or not a number.
    """
    for where, amount in (
        ("Contribution a year", contribution),
        ("Opening balance", opening),
        ("Target fund", target),
    ):
        if not 0 <= amount < float("inf"):
            raise InputRefused.one(where, f"{amount:,.0f} is not an amount", "give 0 or more")
    if yearly.ndim != 2 or not yearly.size:
        raise InputRefused.one("Years to follow", "there are none", "give at least one")
    paths = follow(yearly, contribution, opening, target)
    reached = np.logical_or.accumulate(paths.full, axis=1)
    ran_out = paths.shortfall > PENNY
    count = yearly.shape[0]
    in_all = paths.shortfall.sum(axis=1)
    share = reached.mean(axis=0)
    half = np.flatnonzero(share >= 0.5)
    ever = reached[:, -1]
    first = reached[ever].argmax(axis=1) + 1
    return FundBuildUp(
        opening,
        contribution,
        target,
        count,
        tuple(_year(paths, ran_out, reached, at) for at in range(yearly.shape[1])),
        float(ran_out.any(axis=1).mean()),
        int(half[0]) + 1 if half.size else None,
        float(first.mean()) if first.size else None,
        float(in_all.mean()),
        *_percentiles(in_all, (0.9,)),
    )


def _year(
    paths: FundPaths, ran_out: NDArray[np.bool_], reached: NDArray[np.bool_], at: int
) -> FundYear:
    p10, p50, p90 = _percentiles(paths.balance[:, at], (0.1, 0.5, 0.9))
    return FundYear(
        at + 1,
        p10,
        p50,
        p90,
        float(ran_out[:, at].mean()),
        float(reached[:, at].mean()),
        float(paths.paid[:, at].mean()),
        float(paths.shortfall[:, at].mean()),
        *_percentiles(paths.shortfall[:, at], (0.9,)),
    )


def _percentiles(amounts: Floats, parts: tuple[float, ...]) -> tuple[float, ...]:
    """Return the smallest amounts that these parts of all paths do not exceed."""
    ranks = [rank(amounts.size, part) for part in parts]
    ordered = np.partition(amounts, ranks)
    return tuple(float(ordered[one]) for one in ranks)

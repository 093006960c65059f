"""Figures estimated from drawn years, each with the band in which the true one lies.

All bands are those of 95 % confidence for independent draws: of a mean by its standard error, of a
percentile by order statistics (the ranks a binomial count would reach, which asks nothing of the
shape of the losses), of the average of the worst years by the standard error of its influence
function (Manistre and Hancock 2005). Draws are laid out evenly, so the true error is no larger.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SURE = 1.959963984540054
"""Standard errors on either side of an estimate within which the truth lies 95 times in 100."""
WORST = 0.05
"""The part of all years that counts as the worst."""
RESAMPLES = 200


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and the band from `low` to `high` that holds the true one 95 times in 100."""

    value: float
    low: float
    high: float

    @property
    def error(self) -> float:
        """Return half the width of the band: "plus or minus"."""
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True)
class Estimates:
    """What is said of a loss: mean, three percentiles, and the average of the worst 5 % of years.

    The unit is that of the loss: pounds or person-days.
    """

    mean: Estimate
    p50: Estimate
    p80: Estimate
    p95: Estimate
    worst: Estimate


def estimates_of(losses: Floats) -> Estimates:
    """Return all figures of one loss a year."""
    ordered = np.sort(losses)
    return Estimates(
        mean_of(losses),
        percentile_of(ordered, 0.50),
        percentile_of(ordered, 0.80),
        percentile_of(ordered, 0.95),
        worst_of(losses),
    )


def mean_of(losses: Floats) -> Estimate:
    """Return the average of all years; losses that are never negative have no negative band."""
    return _above(losses, _around(float(losses.mean()), _standard_error(losses)))


def share_of(hits: NDArray[np.bool_]) -> Estimate:
    """Return the share of years in which something holds, 0 to 1 (Wilson's score interval)."""
    draws, share = hits.size, float(hits.mean())
    square = SURE * SURE / draws
    middle = (share + square / 2) / (1 + square)
    reach = SURE * math.sqrt(share * (1 - share) / draws + square / (4 * draws)) / (1 + square)
    return Estimate(share, max(0.0, middle - reach), min(1.0, middle + reach))


def percentile_of(ordered: Floats, part: float) -> Estimate:
    """Return the smallest loss that at least `part` of years do not exceed.

    `ordered` are the losses from the smallest. The band runs between order statistics.
    """
    draws = ordered.size
    reach = SURE * math.sqrt(draws * part * (1 - part))
    return Estimate(
        float(ordered[rank(draws, part)]),
        float(ordered[max(0, math.floor(draws * part - reach) - 1)]),
        float(ordered[min(draws - 1, math.ceil(draws * part + reach))]),
    )


def rank(draws: int, part: float) -> int:
    """Return the place of a percentile among ordered losses, counted from 0."""
    # A thousandth of a year less, or rounding would turn 0.95 * 10,000 into one year more.
    return min(draws - 1, max(0, math.ceil(draws * part - 1e-3) - 1))


def weights_of_worst(losses: Floats, worst: float = WORST) -> Floats:
    """Return the weight of each year in the average of the worst, summing to 1.

    Years above the percentile count in full; those at it share what is left of the worst part
    equally, so that it is exactly that part of all years (Acerbi and Tasche 2002).
    """
    draws = losses.size
    at = float(np.sort(losses)[rank(draws, 1 - worst)])
    above, there = losses > at, losses == at
    weights = above / (draws * worst)
    weights[there] = max(0.0, 1.0 - float(weights.sum())) / int(there.sum())
    return weights


def worst_of(losses: Floats, worst: float = WORST) -> Estimate:
    """Return the average of the worst part of years: expected shortfall."""
    at = float(np.sort(losses)[rank(losses.size, 1 - worst)])
    over = np.maximum(losses - at, 0.0) / worst
    value = float((weights_of_worst(losses, worst) * losses).sum())
    return _above(losses, _around(value, _standard_error(over)))


def difference(
    figure: Callable[[Floats], float], before: Floats, after: Floats, seed: int
) -> Estimate:
    """Return how a figure moves from one register to another under the same draws.

    The band is that of a paired bootstrap: the same years are drawn again for both.
    """
    draws = before.size
    random = np.random.Generator(np.random.Philox(key=seed))
    moved = np.empty(RESAMPLES)
    for number in range(RESAMPLES):
        again = random.integers(0, draws, draws)
        moved[number] = figure(after[again]) - figure(before[again])
    return _around(figure(after) - figure(before), float(moved.std(ddof=1)))


def _standard_error(losses: Floats) -> float:
    if losses.size < 2:
        return math.inf
    return float(losses.std(ddof=1)) / math.sqrt(losses.size)


def _above(losses: Floats, one: Estimate) -> Estimate:
    low = max(one.low, 0.0) if losses.min(initial=0.0) >= 0 else one.low
    return Estimate(one.value, low, one.high)


def _around(value: float, error: float) -> Estimate:
    return Estimate(value, value - SURE * error, value + SURE * error)

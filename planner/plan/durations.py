"""How long tasks take, drawn from their three estimates.

PERT-beta: on the range from low to high with shapes 1 + 4 (likely - low) / (high - low) and
1 + 4 (high - likely) / (high - low), which together are always 6. Triangular: its peak at likely.
Each task has one uniform number in each draw, found by the seed and the task's name alone, and its
length is the quantile of that number: so a task keeps its luck whatever else is changed.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from planner.plan.schedule import Task

Numbers = NDArray[np.float64]
Shape = Literal["pert", "triangular"]
NODES = 4096
EVEN, ENDS = 4096, 64
"""Even chances that are looked up, and how many at each end are not."""


def drawn_lengths(tasks: Sequence[Task], draws: int, seed: int, shape: Shape = "pert") -> Numbers:
    """Return lengths in days, not rounded, of shape (tasks, draws)."""
    found = np.empty((len(tasks), draws))
    for row, task in enumerate(tasks):
        if task.high > task.low:
            found[row] = quantiles(task, uniforms(task.name, draws, seed), shape)
        else:
            found[row] = task.likely
    return found


def uniforms(name: str, draws: int, seed: int) -> Numbers:
    """Return the luck of a task in each draw, 0 to 1; more draws go on where fewer ended."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return np.random.default_rng([seed, int.from_bytes(digest, "little")]).random(draws)


def quantiles(task: Task, parts: Numbers, shape: Shape = "pert") -> Numbers:
    """Return the lengths that a task stays within with the given chances, 0 to 1."""
    width = task.high - task.low
    if width <= 0:
        return np.full(parts.shape, float(task.likely))
    peak = (task.likely - task.low) / width
    if shape == "triangular":
        return task.low + width * _triangular(peak, parts)
    return task.low + width * _pert(float(peak)).places_of(parts)


def _triangular(peak: float, parts: Numbers) -> Numbers:
    rising = np.sqrt(parts * peak)
    falling = 1.0 - np.sqrt((1.0 - parts) * (1.0 - peak))
    return np.where(parts <= peak, rising, falling)


@dataclass(frozen=True, slots=True)
class _Pert:
    """A PERT-beta distribution on 0 to 1: chances at places, and places at even chances.

    Even chances are looked up at once; at both ends, where places lie far apart, `chances` is
    searched.
    """

    chances: Numbers
    places: Numbers
    even: Numbers
    steps: Numbers

    def places_of(self, parts: Numbers) -> Numbers:
        """Return the places that chances fall on."""
        scaled = parts * EVEN
        number = np.minimum(scaled.astype(np.intp), EVEN - 1)
        scaled -= number
        found = self.even.take(number) + scaled * self.steps.take(number)
        ends = (number < ENDS) | (number >= EVEN - ENDS)
        found[ends] = np.interp(parts[ends], self.chances, self.places)
        return found


@functools.lru_cache(maxsize=512)
def _pert(peak: float) -> _Pert:
    """Return the distribution with its peak at a place.

    The density x^(4 peak) (1 - x)^(4 - 4 peak) is summed over equal steps of an angle with
    x = sin squared, which is smooth and closest at both ends; see the closed forms in the tests.
    """
    angle = np.linspace(0.0, np.pi / 2, NODES + 1)
    sine, cosine = np.sin(angle), np.cos(angle)
    density = sine ** (8 * peak + 1) * cosine ** (9 - 8 * peak)
    density[-1] = 0.0
    chances = np.concatenate(([0.0], np.cumsum(density[1:] + density[:-1])))
    chances /= chances[-1]
    places = sine**2
    even = np.interp(np.linspace(0.0, 1.0, EVEN + 1), chances, places)
    return _Pert(chances, places, even, np.diff(even))

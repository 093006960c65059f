"""Seeded chance for the details nobody writes by hand: each record draws from a stream of its own.

A stream is named by its record, so a change to one record leaves the draws of all others as they
were. Only `random()` and `seed(text)` are used: their results are the same in every Python.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

SEED = 20261121

_T = TypeVar("_T")


class Draws:
    """A stream of chance for one record."""

    def __init__(self, *names: str) -> None:
        self._random = random.Random("/".join((str(SEED), *names)))

    def share(self) -> float:
        """Return a number from 0 up to, but without, 1."""
        return self._random.random()

    def chance(self, probability: float) -> bool:
        """Return yes with the probability given."""
        return self.share() < probability

    def between(self, low: float, high: float) -> float:
        """Return a number between two limits."""
        return low + (high - low) * self.share()

    def whole(self, low: int, high: int) -> int:
        """Return a whole number between two limits, both included."""
        return low + int(self.share() * (high - low + 1))

    def one_of(self, choices: Sequence[_T]) -> _T:
        """Return one of several."""
        return choices[int(self.share() * len(choices))]

    def yes_no_blank(self, yes: float, no: float) -> bool | None:
        """Return yes, no or not known, with the probabilities of yes and no given."""
        drawn = self.share()
        if drawn < yes:
            return True
        return False if drawn < yes + no else None

    def shuffled(self, items: Sequence[_T]) -> list[_T]:
        """Return the items in a drawn order."""
        order = sorted((self.share(), place) for place in range(len(items)))
        return [items[place] for _, place in order]

"""Who fails together, and what that does to people and money, as values that can be added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.scenario.funds import added
from planner.scenario.outcome import ByClass

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, order=True)
class Failing:
    """A provider or asset that stops, and how many days before that it was known."""

    id: str
    warning_days: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """Failures to be answered together; `pace` is what options' days to mobilise are times."""

    failing: tuple[Failing, ...]
    pace: float = 1.0


@dataclass(frozen=True, slots=True)
class Toll:
    """What a failure does after the best response, and what it costs.

    `breach` and `unmet` are person-days by class, `cost` gross pounds, `net` pounds above the money
    freed by class of the service, `spend` and `freed` pounds by period (set-up falls in the period
    of the first use at the earliest; bonds in the period they fall due). `needs` are the pounds
    asked of the funds, by the set of funds that may pay. `waiting_must` is people of must services
    left without by period. `spent` and `credit` are pounds by service: what its response costs and
    the money it has, bonds included.
    """

    breach: ByClass
    unmet: ByClass
    cost: float
    net: ByClass
    spend: Floats
    freed: Floats
    needs: Mapping[frozenset[str], float]
    waiting_must: Floats
    spent: Mapping[str, float]
    credit: Mapping[str, float]

    def net_without(self, money: Mapping[str, float]) -> float:
        """Return the net cost in pounds if some money by service were not there."""
        return sum(
            max(0.0, spent - self.credit.get(service, 0.0) + money.get(service, 0.0))
            for service, spent in self.spent.items()
        )


def total(tolls: Sequence[Toll], periods: int) -> Toll:
    """Return the sum of what several parts do and cost."""
    if len(tolls) == 1:
        return tolls[0]
    nothing = np.zeros(periods)
    breach, unmet, net = ByClass(), ByClass(), ByClass()
    for toll in tolls:
        breach, unmet, net = breach.plus(toll.breach), unmet.plus(toll.unmet), net.plus(toll.net)
    return Toll(
        breach,
        unmet,
        sum(toll.cost for toll in tolls),
        net,
        sum((toll.spend for toll in tolls), nothing),
        sum((toll.freed for toll in tolls), nothing),
        added(toll.needs for toll in tolls),
        sum((toll.waiting_must for toll in tolls), nothing),
        {service: spent for toll in tolls for service, spent in toll.spent.items()},
        {service: has for toll in tolls for service, has in toll.credit.items()},
    )

"""Who makes the worst years: the share of each in the average of the worst 5 %."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.scenario.estimates import weights_of_worst
from planner.scenario.toll import Part, Toll
from planner.scenario.yearly_tolls import Cases, Floats, sum_by_draw


@dataclass(frozen=True, slots=True)
class TailShare:
    """What one provider, owner or asset adds to the average of the worst years.

    `pounds` of all add up to that average exactly (Euler's rule: what each brings to the same
    years), `share` to 1. `fails` is the share of the worst years in which it fails by itself,
    `together` of those in which it does so in one case with another, 0 to 1.
    """

    id: str
    pounds: float
    share: float
    fails: float
    together: float


@dataclass(frozen=True, slots=True)
class Tail:
    """The worst years taken apart, the largest share first.

    `together` is the share of them in which two or more failures meet: at the same people,
    options, pools or suppliers.
    """

    shares: tuple[TailShare, ...]
    together: float


def tail_of(cases: Cases, tolls: Mapping[Part, Toll]) -> Tail:
    """Take the worst years by net cost apart.

    The cost of failures that meet is shared in proportion to what each costs on average in the
    drawn years in which it meets nobody; one that never fails alone counts as the average of the
    others in its case, and where none of them costs anything alone they share equally.
    """
    pounds = np.array([tolls[part].net.total for part in cases.parts])
    years = sum_by_draw(cases, pounds)
    weights = weights_of_worst(years)
    alone = _alone(cases, pounds)
    # The weight of the worst years in which each distinct part falls.
    heavy = np.bincount(
        cases.part, weights=weights[cases.draw] if cases.draw.size else None,
        minlength=len(cases.parts),
    )  # fmt: skip
    costs: dict[str, float] = {}
    fails: dict[str, float] = {}
    together: dict[str, float] = {}
    for number in np.flatnonzero(heavy).tolist():
        ids = [one.id for one in cases.parts[number].failing]
        weight = float(heavy[number])
        for id_, part in zip(ids, _divided(ids, alone), strict=True):
            costs[id_] = costs.get(id_, 0.0) + weight * part * float(pounds[number])
            fails[id_] = fails.get(id_, 0.0) + weight
            if len(ids) > 1:
                together[id_] = together.get(id_, 0.0) + weight
    total = sum(costs.values())
    shares = [
        TailShare(id_, cost, cost / total if total else 0.0, fails[id_], together.get(id_, 0.0))
        for id_, cost in costs.items()
    ]
    shares.sort(key=lambda one: (-one.pounds, one.id))
    several = np.array([len(part.failing) > 1 for part in cases.parts], bool)
    meeting = np.zeros(cases.draws, bool)
    if several.size:
        meeting[cases.draw[several[cases.part]]] = True
    return Tail(tuple(shares), float(weights[meeting].sum()))


def _alone(cases: Cases, pounds: Floats) -> dict[str, float]:
    """Return what each costs on average in the years in which it meets nobody."""
    times = np.bincount(cases.part, minlength=len(cases.parts))
    total: dict[str, float] = {}
    count: dict[str, int] = {}
    for number, part in enumerate(cases.parts):
        if len(part.failing) == 1:
            id_ = part.failing[0].id
            total[id_] = total.get(id_, 0.0) + float(pounds[number]) * int(times[number])
            count[id_] = count.get(id_, 0) + int(times[number])
    return {id_: total[id_] / count[id_] for id_ in total}


def _divided(ids: Sequence[str], alone: Mapping[str, float]) -> list[float]:
    """Return the part of each in one case, summing to 1."""
    known = [alone[id_] for id_ in ids if id_ in alone]
    usual = sum(known) / len(known) if known else 1.0
    sizes = [alone.get(id_, usual) for id_ in ids]
    whole = sum(sizes)
    return [size / whole for size in sizes] if whole > 0 else [1 / len(ids)] * len(ids)

"""The best use of the options where money is no limit, piece by piece.

Without the limit of money only pools tie services together, so the programme of MODEL section 4
falls into pieces that are answered alone; their objectives add up, and the order of objectives is
kept by adding. Where the funds then pay for all of it, that is the answer with money as well.

Most pieces are one service whose people may all use the same options. Those need no solver: in each
period as many are served as there are places, those past their tolerable period first, by the
cheapest options first; options with a set-up cost are chosen by trying every set of them.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.scenario.outcome import CLASSES, ByClass, Period
from planner.scenario.question import ENOUGH, Question, Together, Usable, mean_by_period
from planner.scenario.response import respond

Floats = NDArray[np.float64]
MOST_TRIED = 8
"""Options with a set-up cost whose sets are all tried; more go to the solver."""
# People: smaller differences between two ways to serve are rounding.
SAME = 1e-9


@dataclass(frozen=True, slots=True)
class PieceAnswer:
    """The best use of the options of one piece.

    `breach` and `unmet` are person-days by class, `waiting_must` people of must services left
    without in each period. `spend` is pounds by service and period, `set_up` pounds by service,
    `used` person-days by option.
    """

    breach: ByClass
    unmet: ByClass
    waiting_must: Floats
    spend: Mapping[str, Floats]
    set_up: Mapping[str, float]
    used: Mapping[str, float]

    def cost_of(self, service: str) -> float:
        """Return what serving one service costs in pounds, set-up included."""
        return float(self.spend[service].sum()) + self.set_up.get(service, 0.0)


def answer_piece(
    periods: tuple[Period, ...],
    groups: Sequence[Together],
    usable: Mapping[str, Usable],
    pools: Mapping[str, float],
) -> PieceAnswer:
    """Return the best use of the options of services that share pools, money being no limit."""
    lengths = np.array([float(period.days) for period in periods])
    if not groups:
        return PieceAnswer(ByClass(), ByClass(), np.zeros(lengths.size), {}, {}, {})
    places = _places(periods, groups, usable, pools)
    if places is None:
        return _by_solver(periods, groups, usable, pools, lengths)
    chosen, given = _chosen(groups, usable, places, lengths)
    return _told(groups, usable, chosen, given, lengths)


def _places(
    periods: tuple[Period, ...],
    groups: Sequence[Together],
    usable: Mapping[str, Usable],
    pools: Mapping[str, float],
) -> dict[str, Floats] | None:
    """Return the places of each option by period, or None where a solver is needed."""
    services = {group.service for group in groups}
    if len(services) > 1:
        return None
    places = {}
    for id_, option in usable.items():
        by_period = mean_by_period(option.capacity, periods)
        if option.option.pool is not None:
            by_period = np.minimum(by_period, pools[option.option.pool])
        if by_period.max(initial=0.0) > ENOUGH:
            places[id_] = by_period
    shared = [usable[id_].option.pool for id_ in places if usable[id_].option.pool is not None]
    if len(shared) != len(set(shared)):
        return None
    sets = {frozenset(places.keys() & set(group.options)) for group in groups}
    if len({one for one in sets if one}) > 1:
        return None
    reached: frozenset[str] = frozenset().union(*sets)
    started = [id_ for id_ in reached if usable[id_].option.setup_cost]
    if len(started) > MOST_TRIED:
        return None
    return {id_: places[id_] for id_ in sorted(reached)}


def _chosen(
    groups: Sequence[Together],
    usable: Mapping[str, Usable],
    places: Mapping[str, Floats],
    lengths: Floats,
) -> tuple[dict[str, Floats], Floats]:
    """Return the people by option and period, and by period in all: the cheapest way to serve."""
    wanted = np.zeros(lengths.size)
    for group in groups:
        if places.keys() & set(group.options):
            wanted = wanted + np.where(group.displaced > ENOUGH, group.displaced, 0.0)
    given = np.minimum(wanted, sum(places.values(), np.zeros(lengths.size)))
    if not given.any():
        return {}, given
    cheapest = sorted(places, key=lambda id_: (usable[id_].option.unit_cost_day or 0.0, id_))
    best: tuple[float, dict[str, Floats]] | None = None
    for left_out in _sets([id_ for id_ in cheapest if usable[id_].option.setup_cost]):
        still = given
        people: dict[str, Floats] = {}
        cost = 0.0
        for id_ in cheapest:
            if id_ in left_out:
                continue
            taken = np.minimum(still, places[id_])
            if taken.any():
                option = usable[id_].option
                people[id_] = taken
                still = still - taken
                price = (option.unit_cost_day or 0.0) * float(taken @ lengths)
                cost += price + (option.setup_cost or 0.0)
        if still.max() <= SAME and (best is None or cost < best[0]):
            best = (cost, people)
    assert best is not None  # with nothing left out everybody who can be served is
    return best[1], given


def _sets(options: Sequence[str]) -> Iterator[frozenset[str]]:
    for count in range(len(options) + 1):
        yield from map(frozenset, itertools.combinations(options, count))


def _told(
    groups: Sequence[Together],
    usable: Mapping[str, Usable],
    chosen: Mapping[str, Floats],
    given: Floats,
    lengths: Floats,
) -> PieceAnswer:
    """Return the answer of one service, those displaced first being served first."""
    breach = dict.fromkeys(CLASSES, 0.0)
    unmet = dict.fromkeys(CLASSES, 0.0)
    waiting = np.zeros(lengths.size)
    still = given
    # The tolerable period of one service is the same for all: who lost it first is late first.
    for group in sorted(groups, key=lambda group: -float(group.late_days.sum())):
        left = group.displaced
        if chosen and chosen.keys() & set(group.options):
            served = np.minimum(still, left)
            still = still - served
            left = left - served
        breach[group.class_] += float(left @ group.late_days)
        unmet[group.class_] += float(left @ lengths)
        if group.class_ == "must":
            waiting = waiting + left
    service = groups[0].service
    spend = np.zeros(lengths.size)
    set_up = 0.0
    for id_, people in chosen.items():
        spend = spend + people * lengths * (usable[id_].option.unit_cost_day or 0.0)
        set_up += usable[id_].option.setup_cost or 0.0
    return PieceAnswer(
        ByClass(**breach),
        ByClass(**unmet),
        waiting,
        {service: spend},
        {service: set_up},
        {id_: float(people @ lengths) for id_, people in chosen.items()},
    )


def _by_solver(
    periods: tuple[Period, ...],
    groups: Sequence[Together],
    usable: Mapping[str, Usable],
    pools: Mapping[str, float],
    lengths: Floats,
) -> PieceAnswer:
    services = {group.service for group in groups}
    response = respond(
        Question(
            periods,
            tuple(groups),
            usable,
            pools,
            dict.fromkeys(services, math.inf),
            {},
            {},
        ),
        with_duals=False,
    )
    spend = {service: np.zeros(lengths.size) for service in services}
    used: dict[str, float] = {}
    waiting = np.zeros(lengths.size)
    for group, served, left in zip(groups, response.served, response.unmet, strict=True):
        if group.class_ == "must":
            waiting = waiting + left
        for id_, people in served.items():
            price = usable[id_].option.unit_cost_day or 0.0
            spend[group.service] = spend[group.service] + people * lengths * price
            used[id_] = used.get(id_, 0.0) + float(people @ lengths)
    set_up = dict.fromkeys(services, 0.0)
    for id_ in response.used:
        option = usable[id_].option
        set_up[option.service] += option.setup_cost or 0.0
    return PieceAnswer(
        ByClass(**response.breach), ByClass(**response.unmet_days), waiting, spend, set_up, used
    )

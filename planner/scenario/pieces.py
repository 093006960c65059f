"""The best use of the options where money is no limit, piece by piece.

Without the limit of money only pools tie services together, so the programme of MODEL section 4
falls into pieces that are answered alone; their objectives add up, and the order of objectives is
kept by adding. Where the funds then pay for all of it, that is the answer with money as well.

A piece falls further into its periods, each a flow from options through pools to groups. What the
options can supply, and what the groups can be given, are polymatroids, so that both are found by
taking the best first: groups by class and lateness, options by price. That the two greedy answers
can be had at once is the linking theorem (Mendelsohn and Dulmage 1958; Pym 1969). How much flow a
set of options or groups allows is the least cut, which is taken over all sets of groups that the
same options serve. Set-up costs tie periods together: every set of such options is tried.
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
MOST_SETS = 8
"""Different sets of options by which groups can be served; more go to the solver."""
MOST_TRIED = 6
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
    places = {}
    for id_, option in usable.items():
        by_period = mean_by_period(option.capacity, periods)
        if by_period.max(initial=0.0) > ENOUGH:
            places[id_] = by_period
    flow = _Flow(groups, usable, places, pools)
    started = [id_ for id_ in flow.options if usable[id_].option.setup_cost]
    if len(flow.sets) > MOST_SETS or len(started) > MOST_TRIED:
        return _by_solver(periods, groups, usable, pools, lengths)
    return _told(groups, usable, flow, _cheapest(flow, usable, started, lengths), lengths)


class _Flow:
    """How many people options can serve in each period.

    `sets` are the different sets of options that groups may be served by, `options` all options of
    these. Row x of `_reached` tells which options are still of use when the sets in x are cut off
    as satisfied.
    """

    def __init__(
        self,
        groups: Sequence[Together],
        usable: Mapping[str, Usable],
        places: Mapping[str, Floats],
        pools: Mapping[str, float],
    ) -> None:
        may = [frozenset(places.keys() & set(group.options)) for group in groups]
        self.sets = sorted({one for one in may if one}, key=sorted)
        self.options = sorted(frozenset[str]().union(*self.sets))
        number = {one: at for at, one in enumerate(self.sets)}
        self.set_of = [number.get(one) for one in may]
        self.displaced = [np.where(one.displaced > ENOUGH, one.displaced, 0.0) for one in groups]
        self._places = np.array([places[id_] for id_ in self.options])
        count = len(self.sets)
        if count > MOST_SETS:
            return
        bits = np.arange(1 << count)[:, None] >> np.arange(count) & 1
        self._cut = bits.astype(float)
        serves = np.array([[id_ in one for id_ in self.options] for one in self.sets])
        self._reached = ((1 - bits) @ serves > 0).astype(float)
        names = [usable[id_].option.pool for id_ in self.options]
        self._pools = [
            (np.array([one == name for one in names]), pools[name])
            for name in sorted({one for one in names if one is not None})
        ]
        self._free = np.array([one is None for one in names])

    def wanted(self, numbers: Sequence[int]) -> Floats:
        """Return people by set and period of some of the groups."""
        found = np.zeros((len(self.sets), self.displaced[0].size))
        for number in numbers:
            at = self.set_of[number]
            if at is not None:
                found[at] += self.displaced[number]
        return found

    def most(self, with_options: NDArray[np.bool_], wanted: Floats) -> Floats:
        """Return the most people that some options can serve by period: the least cut."""
        used = self._places * with_options[:, None]
        cut = self._cut @ wanted + self._reached[:, self._free] @ used[self._free]
        for of_pool, size in self._pools:
            cut = cut + np.minimum(size, self._reached[:, of_pool] @ used[of_pool])
        return np.asarray(cut.min(axis=0))


def _cheapest(
    flow: _Flow, usable: Mapping[str, Usable], started: Sequence[str], lengths: Floats
) -> dict[str, Floats]:
    """Return people by option and period: as many as can be served, for the least money."""
    if not flow.options:
        return {}
    wanted = flow.wanted(range(len(flow.displaced)))
    every = np.ones(len(flow.options), dtype=bool)
    served = flow.most(every, wanted)
    price = [usable[id_].option.unit_cost_day or 0.0 for id_ in flow.options]
    order = sorted(range(len(flow.options)), key=lambda at: (price[at], flow.options[at]))
    best: tuple[float, dict[str, Floats]] | None = None
    for left_out in _subsets(started):
        allowed = np.array([id_ not in left_out for id_ in flow.options])
        if left_out and (served - flow.most(allowed, wanted)).max() > SAME:
            continue
        taken = np.zeros(len(flow.options), dtype=bool)
        before = np.zeros(lengths.size)
        people: dict[str, Floats] = {}
        cost = 0.0
        for at in order:
            if not allowed[at]:
                continue
            taken[at] = True
            so_far = flow.most(taken, wanted)
            given = np.maximum(0.0, so_far - before)
            before = so_far
            if given.max() > SAME:
                option = usable[flow.options[at]].option
                people[flow.options[at]] = given
                cost += price[at] * float(given @ lengths) + (option.setup_cost or 0.0)
        if best is None or cost < best[0]:
            best = (cost, people)
    assert best is not None  # leaving nothing out is always tried
    return best[1]


def _subsets(options: Sequence[str]) -> Iterator[frozenset[str]]:
    for count in range(len(options) + 1):
        yield from map(frozenset, itertools.combinations(options, count))


def _told(
    groups: Sequence[Together],
    usable: Mapping[str, Usable],
    flow: _Flow,
    chosen: Mapping[str, Floats],
    lengths: Floats,
) -> PieceAnswer:
    breach = dict.fromkeys(CLASSES, 0.0)
    unmet = dict.fromkeys(CLASSES, 0.0)
    waiting = np.zeros(lengths.size)
    for group, served in zip(groups, _given(groups, flow, lengths), strict=True):
        left = np.maximum(0.0, group.displaced - served)
        breach[group.class_] += float(left @ group.late_days)
        unmet[group.class_] += float(left @ lengths)
        if group.class_ == "must":
            waiting = waiting + left
    spend = {group.service: np.zeros(lengths.size) for group in groups}
    set_up = dict.fromkeys(spend, 0.0)
    for id_, people in chosen.items():
        option = usable[id_].option
        spend[option.service] += people * lengths * (option.unit_cost_day or 0.0)
        set_up[option.service] += option.setup_cost or 0.0
    used = {id_: float(people @ lengths) for id_, people in chosen.items()}
    return PieceAnswer(ByClass(**breach), ByClass(**unmet), waiting, spend, set_up, used)


def _given(groups: Sequence[Together], flow: _Flow, lengths: Floats) -> list[Floats]:
    """Return people served by group and period: by class, then those late for more days first."""
    served = [np.zeros(lengths.size) for _ in groups]
    if not flow.options:
        return served
    every = np.ones(len(flow.options), dtype=bool)
    for order, periods in _orders(groups, lengths.size).items():
        before = np.zeros(lengths.size)
        for count, number in enumerate(order):
            so_far = flow.most(every, flow.wanted(order[: count + 1]))
            served[number][periods] = np.maximum(0.0, so_far - before)[periods]
            before = so_far
    return served


def _orders(groups: Sequence[Together], periods: int) -> dict[tuple[int, ...], list[int]]:
    """Return the order in which groups are served, with the periods in which it is that."""
    ranks = [
        (CLASSES.index(group.class_), -float(group.late_days.sum()), number)
        for number, group in enumerate(groups)
    ]
    if len({group.service for group in groups}) == 1:
        # The tolerable period is the same for all: who lost the service first is late first.
        return {tuple(sorted(range(len(groups)), key=ranks.__getitem__)): list(range(periods))}
    found: dict[tuple[int, ...], list[int]] = {}
    for tau in range(periods):
        keys = [
            (rank[0], -float(group.late_days[tau]), *rank[1:])
            for rank, group in zip(ranks, groups, strict=True)
        ]
        order = tuple(sorted(range(len(groups)), key=keys.__getitem__))
        found.setdefault(order, []).append(tau)
    return found


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

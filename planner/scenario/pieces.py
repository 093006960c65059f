"""The best use of the options where money is no limit, piece by piece.

Without the limit of money only pools tie services together, so the programme of MODEL section 4
falls into pieces that are answered alone; their objectives add up, and the order of objectives is
kept by adding. Where the funds then pay for all of it, that is the answer with money as well.

A pool that services share is left out at first: each service is answered alone, and where together
they take no more than every pool holds that is the answer. Where not, those services are answered
as one. How one is answered stands in `piece_flow`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.scenario.outcome import CLASSES, ByClass, Period
from planner.scenario.piece_flow import MOST_SETS, SAME, Flow, cheapest, given_to
from planner.scenario.question import ENOUGH, Question, Together, Usable, mean_by_period
from planner.scenario.response import respond

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PieceAnswer:
    """The best use of the options of one piece.

    `breach` and `unmet` are person-days by class, `waiting_must` people of must services left
    without in each period. `spend` is pounds by service and period, `set_up` pounds by service,
    `served` people by option and period.
    """

    breach: ByClass
    unmet: ByClass
    waiting_must: Floats
    spend: Mapping[str, Floats]
    set_up: Mapping[str, float]
    served: Mapping[str, Floats]

    def cost_of(self, service: str) -> float:
        """Return what serving one service costs in pounds, set-up included."""
        return float(self.spend[service].sum()) + self.set_up.get(service, 0.0)


def answer_piece(
    periods: tuple[Period, ...],
    groups: Sequence[Together],
    usable: Mapping[str, Usable],
    pools: Mapping[str, float],
    known: dict[tuple[Any, ...], PieceAnswer] | None = None,
) -> PieceAnswer:
    """Return the best use of the options of services that share pools, money being no limit.

    `known` holds answers found before for the same register, and is added to.
    """
    known = {} if known is None else known
    lengths = np.array([float(period.days) for period in periods])
    places = {}
    for id_, option in usable.items():
        by_period = mean_by_period(option.capacity, periods)
        if by_period.max(initial=0.0) > ENOUGH:
            places[id_] = by_period
    of_service: dict[str, list[Together]] = {}
    for group in groups:
        of_service.setdefault(group.service, []).append(group)
    answers: dict[frozenset[str], PieceAnswer] = {}
    waiting = [frozenset({service}) for service in of_service]
    while waiting:
        for services in waiting:
            mine = [group for service in sorted(services) for group in of_service[service]]
            asked = _asked(mine, usable, places)
            if asked not in known:
                known[asked] = _answered(periods, mine, usable, places, pools, lengths)
            answers[services] = known[asked]
        waiting = _overdrawn(answers, usable, pools)
        for services in waiting:
            answers = {one: answer for one, answer in answers.items() if not one & services}
    return _added(list(answers.values()), lengths)


def _asked(
    groups: Sequence[Together], usable: Mapping[str, Usable], places: Mapping[str, Floats]
) -> tuple[Any, ...]:
    """Return all that an answer hangs on within one register."""
    services = {group.service for group in groups}
    return (
        *(
            (one.service, one.options, one.displaced.tobytes(), one.late_days.tobytes())
            for one in groups
        ),
        *(
            (id_, by_period.tobytes())
            for id_, by_period in sorted(places.items())
            if usable[id_].option.service in services
        ),
    )


def _answered(
    periods: tuple[Period, ...],
    groups: Sequence[Together],
    usable: Mapping[str, Usable],
    places: Mapping[str, Floats],
    pools: Mapping[str, float],
    lengths: Floats,
) -> PieceAnswer:
    flow = Flow(groups, usable, places, pools, lengths)
    if len(flow.sets) <= MOST_SETS:
        given = given_to(groups, flow)
        chosen = cheapest(flow, usable, given)
        return _told(groups, usable, flow, given, chosen, lengths)
    mine = {group.service for group in groups}
    theirs = {id_: one for id_, one in usable.items() if one.option.service in mine}
    return _by_solver(periods, groups, theirs, pools, lengths)


def _overdrawn(
    answers: Mapping[frozenset[str], PieceAnswer],
    usable: Mapping[str, Usable],
    pools: Mapping[str, float],
) -> list[frozenset[str]]:
    """Return the services that together take more from a pool than it holds, as one set each."""
    takers: dict[str, dict[frozenset[str], Floats]] = {}
    for services, answer in answers.items():
        for id_, people in answer.served.items():
            pool = usable[id_].option.pool
            if pool is not None:
                taken = takers.setdefault(pool, {})
                taken[services] = taken[services] + people if services in taken else people
    found: list[frozenset[str]] = []
    for pool, taken in takers.items():
        if len(taken) > 1 and np.max(sum(taken.values()) - pools[pool]) > SAME:
            together = frozenset[str]().union(*taken)
            meeting = [one for one in found if one & together]
            found = [one for one in found if not one & together]
            found.append(together.union(*meeting))
    return found


def _added(answers: Sequence[PieceAnswer], lengths: Floats) -> PieceAnswer:
    breach, unmet = ByClass(), ByClass()
    waiting = np.zeros(lengths.size)
    spend: dict[str, Floats] = {}
    set_up: dict[str, float] = {}
    served: dict[str, Floats] = {}
    for answer in answers:
        breach, unmet = breach.plus(answer.breach), unmet.plus(answer.unmet)
        waiting = waiting + answer.waiting_must
        spend |= answer.spend
        set_up |= answer.set_up
        served |= answer.served
    return PieceAnswer(breach, unmet, waiting, spend, set_up, served)


def _told(
    groups: Sequence[Together],
    usable: Mapping[str, Usable],
    flow: Flow,
    given: Sequence[Floats],
    chosen: Mapping[str, Floats],
    lengths: Floats,
) -> PieceAnswer:
    breach = dict.fromkeys(CLASSES, 0.0)
    unmet = dict.fromkeys(CLASSES, 0.0)
    waiting = np.zeros(lengths.size)
    for group, served in zip(groups, given, strict=True):
        left = np.maximum(0.0, group.displaced - served[flow.column])
        breach[group.class_] += float(left @ group.late_days)
        unmet[group.class_] += float(left @ lengths)
        if group.class_ == "must":
            waiting = waiting + left
    spend = {group.service: np.zeros(lengths.size) for group in groups}
    set_up = dict.fromkeys(spend, 0.0)
    people = {id_: by_column[flow.column] for id_, by_column in chosen.items()}
    for id_, by_period in people.items():
        option = usable[id_].option
        spend[option.service] += by_period * lengths * (option.unit_cost_day or 0.0)
        set_up[option.service] += option.setup_cost or 0.0
    return PieceAnswer(ByClass(**breach), ByClass(**unmet), waiting, spend, set_up, people)


def _by_solver(
    periods: tuple[Period, ...],
    groups: Sequence[Together],
    usable: Mapping[str, Usable],
    pools: Mapping[str, float],
    lengths: Floats,
) -> PieceAnswer:
    # In order, as a set has another in every process and sums would differ in their last bit.
    services = sorted({group.service for group in groups})
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
    given: dict[str, Floats] = {}
    waiting = np.zeros(lengths.size)
    for group, served, left in zip(groups, response.served, response.unmet, strict=True):
        if group.class_ == "must":
            waiting = waiting + left
        for id_, people in served.items():
            price = usable[id_].option.unit_cost_day or 0.0
            spend[group.service] = spend[group.service] + people * lengths * price
            given[id_] = given[id_] + people if id_ in given else people
    set_up = dict.fromkeys(services, 0.0)
    for id_ in response.used:
        option = usable[id_].option
        set_up[option.service] += option.setup_cost or 0.0
    return PieceAnswer(
        ByClass(**response.breach), ByClass(**response.unmet_days), waiting, spend, set_up, given
    )

"""Which preventive actions to take under a budget, given bounds on the harm of each case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from planner.plan.prevention_programme import Cut
from planner.plan.remedies import Remedy
from planner.scenario.lexicographic import NoAnswer, Programme, loaded

ROOM = 1e-3
"""Weighted person-days that may be given up for an action less: below what anybody could see."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a choice of actions has to keep to.

    `budget` is pounds of the first year; an action whose cost is not known is only taken where it
    is forced in, and then counts as nothing. `most` is how many actions at most.
    """

    budget: float
    most: int
    forced_in: frozenset[str] = frozenset()
    forced_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of actions and calls (0 to 1 each), and the weighted harm it is promised to have."""

    done: Mapping[str, float]
    promised: float


@dataclass(frozen=True, slots=True)
class Found:
    """The actions chosen, the weighted harm measured with them done, and the proven least."""

    actions: tuple[Remedy, ...]
    left: float
    least: float


def fits(chosen: Sequence[Remedy], limits: Limits) -> bool:
    """Return whether a choice made before keeps to other limits."""
    ids = {one.id for one in chosen}
    within = sum(one.cost or 0.0 for one in chosen) <= limits.budget
    fits = within and len(chosen) <= limits.most
    return fits and limits.forced_in <= ids and not limits.forced_out & ids


def choose(
    remedies: Sequence[Remedy],
    weights: Mapping[str, float],
    cuts: Mapping[str, Sequence[Cut]],
    calls: Sequence[str],
    limits: Limits,
    *,
    whole: bool = True,
) -> Choice:
    """Return the actions of least harm by the bounds known so far.

    Not `whole`: actions may be done in part, which is quick and bounds the harm from below.
    """
    if not remedies and not calls and not cuts:
        return Choice({}, 0.0)
    programme = Programme()
    columns = {
        name: programme.column(1.0, yes_no=True) for name in [*(r.id for r in remedies), *calls]
    }
    harm = {case: programme.column() for case in cuts}
    costs = {remedy.id: remedy.cost or 0.0 for remedy in remedies}
    programme.row(
        [columns[remedy.id] for remedy in remedies],
        [costs[remedy.id] for remedy in remedies],
        max(limits.budget, sum(costs[id_] for id_ in limits.forced_in if id_ in costs)),
    )
    forced = [remedy for remedy in remedies if remedy.id in limits.forced_in]
    programme.row(
        [columns[remedy.id] for remedy in remedies],
        [1.0] * len(remedies),
        float(max(limits.most, len(forced))),
    )
    for remedy in remedies:
        if remedy.id in limits.forced_in:
            programme.row([columns[remedy.id]], [1.0], 1.0, 1.0)
        elif remedy.id in limits.forced_out or remedy.cost is None:
            programme.row([columns[remedy.id]], [1.0], 0.0)
    for case, bounds in cuts.items():
        for cut in bounds:
            _hold(programme, harm[case], columns, cut)
    count = len(programme.uppers)
    factors = np.zeros(count)
    for case, column in harm.items():
        factors[column] = weights[case]
    if not whole:
        programme.yes_no = []
    highs = loaded(programme, searching=whole)
    highs.changeColsCost(count, np.arange(count, dtype=np.int32), factors)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise NoAnswer(highs.modelStatusToString(highs.getModelStatus()))
    found = np.asarray(highs.getSolution().col_value, dtype=float)
    if whole:
        done = {name: float(round(found[column])) for name, column in columns.items()}
    else:
        done = {name: min(1.0, max(0.0, float(found[c]))) for name, c in columns.items()}
    return Choice(done, sum(weights[case] * float(found[column]) for case, column in harm.items()))


def _hold(programme: Programme, harm: int, columns: Mapping[str, int], cut: Cut) -> None:
    """Hold the harm of a case above a bound, where the actions are those it holds for."""
    terms: dict[str, float] = {id_: -slope for id_, slope in cut.slopes.items()}
    # The bound itself can be no more than this, so that much lifts it where it does not hold.
    most = max(0.0, cut.at_least + sum(max(0.0, slope) for slope in cut.slopes.values()))
    for id_ in cut.given:
        terms[id_] = terms.get(id_, 0.0) - most
    for id_ in cut.without:
        terms[id_] = terms.get(id_, 0.0) + most
    named = [columns[id_] for id_ in terms]
    programme.row(
        [harm, *named],
        [1.0, *terms.values()],
        highspy.kHighsInf,
        cut.at_least - most * len(cut.given),
    )

"""The best use of the options (MODEL section 4), as one programme solved in strict order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.scenario.build_response import Build
from planner.scenario.lexicographic import Answer, Solver
from planner.scenario.outcome import CLASSES
from planner.scenario.question import ENOUGH, Question
from planner.scenario.shorter import shorter

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Response:
    """The best use of the options.

    `served[g][option]` is people by period for group number g; `unmet[g]` those left without;
    `drawn` pounds by reserve and service; `used` the options called. `breach` and `unmet_days` are
    person-days by class, `cost` pounds. `pool_duals`, `option_duals` and `reserve_duals` give, by
    objective ("breach must", "unmet must", ...), what one more place or pound saves.
    """

    question: Question
    served: tuple[Mapping[str, Floats], ...]
    unmet: tuple[Floats, ...]
    drawn: Mapping[tuple[str, str], float]
    used: frozenset[str]
    breach: Mapping[str, float]
    unmet_days: Mapping[str, float]
    cost: float
    pool_duals: Mapping[str, Mapping[str, float]]
    option_duals: Mapping[str, Mapping[str, float]]
    reserve_duals: Mapping[str, Mapping[str, float]]


def respond(question: Question, *, with_duals: bool) -> Response:
    """Return the best use of the options, objectives in the strict order of MODEL section 4.

    With duals, equally good answers are told apart too: the one that serves soonest is returned.
    """
    if not with_duals and question.groups:
        return _in_fewer_periods(question)
    build = Build(question)
    if not build.served:
        return _read(build, None, [])
    names, objectives = build.objectives()
    return _read(build, Solver(build.programme, objectives).solve_with_duals(build.early()), names)


def _in_fewer_periods(question: Question) -> Response:
    """Answer with equal periods taken as one, and say it in the periods that were asked."""
    short, column = shorter(question)
    build = Build(short)
    if not build.served:
        return _read(Build(question), None, [])
    names, objectives = build.objectives()
    found = _read(build, Solver(build.programme, objectives).solve(), names)
    return replace(
        found,
        question=question,
        served=tuple(
            {option: people[column] for option, people in given.items()} for given in found.served
        ),
        unmet=tuple(left[column] for left in found.unmet),
    )


def _read(build: Build, answer: Answer | None, names: list[str]) -> Response:
    question = build.question
    columns = answer.columns if answer is not None else np.zeros(0)
    served = build.people(columns)
    unmet = tuple(
        np.maximum(0.0, group.displaced - sum(given.values(), np.zeros(len(question.periods))))
        for group, given in zip(question.groups, served, strict=True)
    )
    used = frozenset(option for given in served for option in given)
    objectives = dict(zip(names, answer.objectives, strict=True)) if answer is not None else {}
    breach = dict.fromkeys(CLASSES, 0.0)
    unmet_days = dict.fromkeys(CLASSES, 0.0)
    for group, left in zip(question.groups, unmet, strict=True):
        breach[group.class_] += float(left @ group.late_days)
        unmet_days[group.class_] += float(left @ build.lengths)
    # The values of the objectives are unique; the answer may give up a millionth of them.
    for class_ in CLASSES:
        breach[class_] = objectives.get(f"breach {class_}", breach[class_])
        unmet_days[class_] = objectives.get(f"unmet {class_}", unmet_days[class_])
    drawn = {key: max(0.0, float(columns[column])) for key, column in build.fund.items()}
    return Response(
        question,
        tuple(served),
        unmet,
        drawn,
        used,
        breach,
        unmet_days,
        max(0.0, objectives.get("cost", 0.0)),
        _saved(build.pool_rows, answer, names),
        _saved(build.option_rows, answer, names),
        _saved(build.reserve_rows, answer, names),
    )


def _saved(
    rows: Mapping[int, str], answer: Answer | None, names: list[str]
) -> dict[str, dict[str, float]]:
    """Return, by what a row limits, the sum of what one more on each of its rows would save."""
    saved: dict[str, dict[str, float]] = {}
    if answer is None or not answer.duals:
        return saved
    for place, name in enumerate(names):
        for row, limited in rows.items():
            worth = max(0.0, -float(answer.duals[place][row]))
            if worth > ENOUGH:
                mine = saved.setdefault(limited, {})
                mine[name] = mine.get(name, 0.0) + worth
    return saved

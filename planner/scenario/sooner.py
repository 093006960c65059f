"""What one day less to mobilise would be worth, option by option (a finite difference).

One programme is built with columns for the earlier day; for each option its places are moved a day
forward, the objectives down to the class of its service are solved again, and the places put back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.progress import Progress
from planner.scenario.build_response import Build
from planner.scenario.lexicographic import Solver
from planner.scenario.outcome import CLASSES
from planner.scenario.question import Question, mean_by_period

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sooner:
    """Person-days by objective ("breach must", ...) without and with the day less."""

    before: Mapping[str, float]
    after: Mapping[str, float]


def one_day_sooner(
    question: Question, options: Sequence[str], report: Progress
) -> dict[str, Sooner]:
    """Return what each of the options would change if it started one day sooner."""
    earlier = {
        id_: mean_by_period(question.options[id_].a_day_earlier, question.periods)
        for id_ in options
    }
    build = Build(question, earlier)
    names, objectives = build.objectives()
    if not options or not build.served:
        return {}
    solver = Solver(build.programme, objectives)
    before = dict(zip(names, solver.solve().objectives, strict=True))
    found: dict[str, Sooner] = {}
    for done, id_ in enumerate(options):
        report(done, len(options), "Valuing one day less to mobilise")
        first = _down_to(names, _class_served(build, id_))
        _move(build, solver, id_, earlier[id_])
        after = dict(zip(names, solver.solve(first).objectives, strict=False))
        _move(build, solver, id_, build.places[id_])
        found[id_] = Sooner({name: before[name] for name in after}, after)
    return found


def _class_served(build: Build, option: str) -> str:
    service = build.question.options[option].option.service
    return next(group.class_ for group in build.question.groups if group.service == service)


def _down_to(names: list[str], class_: str) -> int:
    wanted = CLASSES[: CLASSES.index(class_) + 1]
    return sum(name.endswith(wanted) for name in names)


def _move(build: Build, solver: Solver, option: str, places: Floats) -> None:
    """Give an option other places in every period."""
    called = build.called.get(option)
    for (id_, tau), row in build.row_of.items():
        if id_ != option:
            continue
        limit = min(float(places[tau]), build.wanted[id_, tau])
        if called is None:
            solver.change_upper(row, limit)
        else:
            solver.change_factor(row, called, -limit)

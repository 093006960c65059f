"""The best use of the options (MODEL section 4), as one programme solved in strict order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.scenario.lexicographic import Answer, Objective, Programme, solve
from planner.scenario.outcome import CLASSES
from planner.scenario.question import ENOUGH, Question, Together, mean_by_period

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


class _Build:
    """The programme of one question, with the meaning of its rows and columns."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.programme = Programme()
        self.lengths = np.array([float(period.days) for period in question.periods])
        self.places = {
            id_: mean_by_period(usable.capacity, question.periods)
            for id_, usable in question.options.items()
        }
        self.served: dict[tuple[int, str, int], int] = {}
        self.called: dict[str, int] = {}
        self.fund: dict[tuple[str, str], int] = {}
        self.option_rows: dict[int, str] = {}
        self.pool_rows: dict[int, str] = {}
        self.reserve_rows: dict[int, str] = {}
        self._serve()
        self._limit_options()
        self._limit_pools()
        self._limit_money()

    def _serve(self) -> None:
        for number, group in enumerate(self.question.groups):
            for tau, displaced in enumerate(group.displaced):
                if displaced <= ENOUGH:
                    continue
                columns = [
                    self._column(number, option, tau)
                    for option in group.options
                    if self.places[option][tau] > ENOUGH
                ]
                if columns:
                    self.programme.row(columns, [1.0] * len(columns), float(displaced))

    def _column(self, number: int, option: str, tau: int) -> int:
        column = self.programme.column()
        self.served[number, option, tau] = column
        return column

    def _limit_options(self) -> None:
        """Hold each option to its places; none at all unless it is called, if calling costs."""
        together: dict[tuple[str, int], list[int]] = {}
        wanted: dict[tuple[str, int], float] = {}
        for (number, option, tau), column in self.served.items():
            together.setdefault((option, tau), []).append(column)
            displaced = float(self.question.groups[number].displaced[tau])
            wanted[option, tau] = wanted.get((option, tau), 0.0) + displaced
        for (option, tau), columns in together.items():
            places = min(float(self.places[option][tau]), wanted[option, tau])
            factors = [1.0] * len(columns)
            if self.question.options[option].option.setup_cost:
                called = self.called.get(option)
                if called is None:
                    called = self.called[option] = self.programme.column(1.0, yes_no=True)
                row = self.programme.row([*columns, called], [*factors, -places], 0.0)
            else:
                row = self.programme.row(columns, factors, places)
            self.option_rows[row] = option

    def _limit_pools(self) -> None:
        together: dict[tuple[str, int], list[int]] = {}
        for (_, option, tau), column in self.served.items():
            pool = self.question.options[option].option.pool
            if pool is not None:
                together.setdefault((pool, tau), []).append(column)
        for (pool, _), columns in together.items():
            row = self.programme.row(columns, [1.0] * len(columns), self.question.pools[pool])
            self.pool_rows[row] = pool

    def _limit_money(self) -> None:
        """Hold the spend of each service to its credit and what its reserves lend it."""
        spend: dict[str, list[tuple[int, float]]] = {}
        for (_, option, tau), column in self.served.items():
            record = self.question.options[option].option
            price = (record.unit_cost_day or 0.0) * self.lengths[tau]
            if price:
                spend.setdefault(record.service, []).append((column, price))
        for option, column in self.called.items():
            record = self.question.options[option].option
            spend.setdefault(record.service, []).append((column, record.setup_cost or 0.0))
        lent: dict[str, list[int]] = {}
        for service, terms in spend.items():
            columns = [column for column, _ in terms]
            factors = [price for _, price in terms]
            for reserve, allowed in self.question.reserve_services.items():
                if not allowed or service in allowed:
                    fund = self.fund[reserve, service] = self.programme.column()
                    lent.setdefault(reserve, []).append(fund)
                    columns.append(fund)
                    factors.append(-1.0)
            self.programme.row(columns, factors, self.question.credit.get(service, 0.0))
        for reserve, funds in lent.items():
            row = self.programme.row(funds, [1.0] * len(funds), self.question.reserves[reserve])
            self.reserve_rows[row] = reserve

    def objectives(self) -> tuple[list[str], list[Objective]]:
        """Return the objectives that are not nothing from the start, with their names."""
        count = len(self.programme.uppers)
        names: list[str] = []
        found: list[Objective] = []
        for class_ in CLASSES:
            groups = {n: g for n, g in enumerate(self.question.groups) if g.class_ == class_}
            for what in ("breach", "unmet"):
                factors = np.zeros(count)
                for (number, _, tau), column in self.served.items():
                    if number in groups:
                        factors[column] = -self._days(groups[number], what)[tau]
                constant = sum(
                    float(group.displaced @ self._days(group, what)) for group in groups.values()
                )
                if factors.any():
                    names.append(f"{what} {class_}")
                    found.append(Objective(factors, constant))
        cost = np.zeros(count)
        for (_, option, tau), column in self.served.items():
            record = self.question.options[option].option
            cost[column] = (record.unit_cost_day or 0.0) * self.lengths[tau]
        for option, column in self.called.items():
            cost[column] = self.question.options[option].option.setup_cost or 0.0
        names.append("cost")
        found.append(Objective(cost))
        return names, found

    def _days(self, group: Together, what: str) -> Floats:
        return group.late_days if what == "breach" else self.lengths


def respond(question: Question, *, with_duals: bool, down_to: str | None = None) -> Response:
    """Return the best use of the options, objectives in the strict order of MODEL section 4.

    With `down_to`, a class, the objectives after that class are left out: the person-days of the
    classes down to it are the same, those below and the cost are not the least there are.
    """
    build = _Build(question)
    if not build.served:
        return _read(build, None, [])
    names, objectives = build.objectives()
    if down_to is not None:
        wanted = CLASSES[: CLASSES.index(down_to) + 1]
        kept = [place for place, name in enumerate(names) if name.endswith(wanted)]
        names = [names[place] for place in kept]
        objectives = [objectives[place] for place in kept]
    answer = solve(build.programme, objectives, with_duals=with_duals)
    return _read(build, answer, names)


def _read(build: _Build, answer: Answer | None, names: list[str]) -> Response:
    question = build.question
    columns = answer.columns if answer is not None else np.zeros(0)
    served: list[dict[str, Floats]] = [{} for _ in question.groups]
    for (number, option, tau), column in build.served.items():
        people = max(0.0, float(columns[column]))
        if people > ENOUGH:
            series = served[number].setdefault(option, np.zeros(len(question.periods)))
            series[tau] = people
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

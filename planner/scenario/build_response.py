"""The programme behind a response: its rows, its columns and what they mean."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from planner.scenario.lexicographic import Objective, Programme
from planner.scenario.outcome import CLASSES
from planner.scenario.question import ENOUGH, Question, Together, mean_by_period

Floats = NDArray[np.float64]
# The cost on a plan is the cost of what it serves, to the penny.
EXACT = 1e-9


class Build:
    """The programme of one question, with the meaning of its rows and columns.

    `also` holds further places by option and period for which there are to be columns, though no
    places yet, so that they can be opened later.
    """

    def __init__(self, question: Question, also: Mapping[str, Floats] | None = None) -> None:
        self.question = question
        self.also = also or {}
        self.programme = Programme()
        self.lengths = np.array([float(period.days) for period in question.periods])
        self.places = {
            id_: mean_by_period(usable.capacity, question.periods)
            for id_, usable in question.options.items()
        }
        self.served: dict[tuple[int, str, int], int] = {}
        self.called: dict[str, int] = {}
        self.fund: dict[tuple[str, str], int] = {}
        self.wanted: dict[tuple[str, int], float] = {}
        self.row_of: dict[tuple[str, int], int] = {}
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
                    if self._open(option, tau)
                ]
                if columns:
                    self.programme.row(columns, [1.0] * len(columns), float(displaced))

    def _open(self, option: str, tau: int) -> bool:
        later = self.also.get(option)
        return bool(
            self.places[option][tau] > ENOUGH or (later is not None and later[tau] > ENOUGH)
        )

    def _column(self, number: int, option: str, tau: int) -> int:
        column = self.programme.column()
        self.served[number, option, tau] = column
        return column

    def _limit_options(self) -> None:
        """Hold each option to its places; none at all unless it is called, if calling costs."""
        together: dict[tuple[str, int], list[int]] = {}
        for (number, option, tau), column in self.served.items():
            together.setdefault((option, tau), []).append(column)
            displaced = float(self.question.groups[number].displaced[tau])
            self.wanted[option, tau] = self.wanted.get((option, tau), 0.0) + displaced
        for (option, tau), columns in together.items():
            places = min(float(self.places[option][tau]), self.wanted[option, tau])
            factors = [1.0] * len(columns)
            if self.question.options[option].option.setup_cost:
                called = self.called.get(option)
                if called is None:
                    called = self.called[option] = self.programme.column(1.0, yes_no=True)
                row = self.programme.row([*columns, called], [*factors, -places], 0.0)
            else:
                row = self.programme.row(columns, factors, places)
            self.option_rows[row] = option
            self.row_of[option, tau] = row

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
        found.append(Objective(cost, tolerance=EXACT))
        return names, found

    def early(self) -> Objective:
        """Return what tells equally good answers apart: serve now rather than later.

        Where money runs out, one answer serves until then and another in every other week, with
        the same person-days; nobody can run a service in every other week.
        """
        when = np.zeros(len(self.programme.uppers))
        for (_, _, tau), column in self.served.items():
            when[column] = self.question.periods[tau].start * self.lengths[tau]
        return Objective(when)

    def _days(self, group: Together, what: str) -> Floats:
        return group.late_days if what == "breach" else self.lengths

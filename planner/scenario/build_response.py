"""The programme behind a response: its rows, its columns and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.scenario.lexicographic import Objective, Programme
from planner.scenario.outcome import CLASSES
from planner.scenario.question import ENOUGH, Question, Together, mean_by_period

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
# The cost on a plan is the cost of what it serves, to the penny.
EXACT = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Served:
    """The columns in which an option may serve a group in a period; they run from 0.

    `groups`, `options` and `periods` say for each column what it is, by number.
    """

    groups: Whole
    options: Whole
    periods: Whole

    def __len__(self) -> int:
        """Return the number of columns."""
        return len(self.groups)


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
        self.called: dict[str, int] = {}
        self.fund: dict[tuple[str, str], int] = {}
        self.wanted: dict[tuple[str, int], float] = {}
        self.row_of: dict[tuple[str, int], int] = {}
        self.option_rows: dict[int, str] = {}
        self.pool_rows: dict[int, str] = {}
        self.reserve_rows: dict[int, str] = {}
        self._names = tuple(question.options)
        self._records = [question.options[id_].option for id_ in self._names]
        self.served = self._serve()
        # What a day and a person cost, option by option.
        self._prices = np.array([record.unit_cost_day or 0.0 for record in self._records])
        self._limit_options()
        self._limit_pools()
        self._limit_money()

    def _serve(self) -> Served:
        """Make a column for each group, period and option that may serve it then, in that order."""
        place = {id_: number for number, id_ in enumerate(self._names)}
        is_open = [self._open(id_) for id_ in self._names]
        groups: list[Whole] = []
        options: list[Whole] = []
        periods: list[Whole] = []
        for number, group in enumerate(self.question.groups):
            may = np.array([place[option] for option in group.options], dtype=np.int64)
            when = np.flatnonzero(group.displaced > ENOUGH)
            if not may.size or not when.size:
                continue
            can = np.array([is_open[option] for option in may.tolist()])[:, when].T
            at, which = np.nonzero(can)
            groups.append(np.full(at.size, number))
            options.append(may[which])
            periods.append(when[at])
            lengths = can.sum(axis=1)
            some = lengths > 0
            first = self.programme.columns(at.size)
            self.programme.rows(
                lengths[some],
                np.arange(first, first + at.size),
                np.ones(at.size),
                group.displaced[when][some],
            )
        return Served(_joined(groups), _joined(options), _joined(periods))

    def _open(self, option: str) -> NDArray[np.bool_]:
        later = self.also.get(option)
        places = self.places[option] > ENOUGH
        return places if later is None else places | (later > ENOUGH)

    def _limit_options(self) -> None:
        """Hold each option to its places; none at all unless it is called, if calling costs."""
        served, count = self.served, len(self.question.periods)
        keys, ranks = _ranked(served.options * count + served.periods)
        displaced = np.array([group.displaced for group in self.question.groups]).reshape(-1, count)
        wanted = np.bincount(
            ranks, displaced[served.groups, served.periods], minlength=len(keys)
        ).tolist()
        called: list[tuple[int, int, float]] = []
        uppers = []
        first = len(self.programme.row_upper)
        for rank, key in enumerate(keys.tolist()):
            number, tau = divmod(key, count)
            option = self._names[number]
            self.wanted[option, tau] = wanted[rank]
            places = min(float(self.places[option][tau]), wanted[rank])
            if self._records[number].setup_cost:
                if option not in self.called:
                    self.called[option] = self.programme.column(1.0, yes_no=True)
                called.append((rank, self.called[option], -places))
                places = 0.0
            uppers.append(places)
            self.option_rows[first + rank] = option
            self.row_of[option, tau] = first + rank
        self._rows(ranks, np.arange(len(served)), np.ones(len(served)), uppers, called)

    def _limit_pools(self) -> None:
        pools = list(self.question.pools)
        place = {pool: number for number, pool in enumerate(pools)}
        of_option = np.array(
            [-1 if record.pool is None else place[record.pool] for record in self._records],
            dtype=np.int64,
        )
        count = len(self.question.periods)
        columns = np.flatnonzero(of_option[self.served.options] >= 0)
        pool = of_option[self.served.options[columns]]
        keys, ranks = _ranked(pool * count + self.served.periods[columns])
        names = [pools[key // count] for key in keys.tolist()]
        first = len(self.programme.row_upper)
        self.pool_rows = {first + rank: name for rank, name in enumerate(names)}
        uppers = [self.question.pools[name] for name in names]
        self._rows(ranks, columns, np.ones(columns.size), uppers, [])

    def _limit_money(self) -> None:
        """Hold the spend of each service to its credit and what its reserves lend it."""
        services = list(dict.fromkeys(record.service for record in self._records))
        place = {service: number for number, service in enumerate(services)}
        of_option = np.array([place[record.service] for record in self._records], dtype=np.int64)
        price = self._price()
        columns = np.flatnonzero(price)
        extra = [
            (place[self.question.options[option].option.service], column, cost)
            for option, column in self.called.items()
            if (cost := self.question.options[option].option.setup_cost or 0.0)
        ]
        also = np.array([service for service, _, _ in extra], dtype=np.int64)
        keys, ranks = _ranked(np.concatenate([of_option[self.served.options[columns]], also]))
        rank_of = {key: rank for rank, key in enumerate(keys.tolist())}
        setup = [(rank_of[service], column, cost) for service, column, cost in extra]
        lent: dict[str, list[int]] = {}
        for rank, key in enumerate(keys.tolist()):
            service = services[key]
            for reserve, allowed in self.question.reserve_services.items():
                if not allowed or service in allowed:
                    fund = self.fund[reserve, service] = self.programme.column()
                    lent.setdefault(reserve, []).append(fund)
                    setup.append((rank, fund, -1.0))
        uppers = [self.question.credit.get(services[key], 0.0) for key in keys.tolist()]
        self._rows(ranks[: columns.size], columns, price[columns], uppers, setup)
        for reserve, funds in lent.items():
            row = self.programme.row(funds, [1.0] * len(funds), self.question.reserves[reserve])
            self.reserve_rows[row] = reserve

    def _rows(
        self,
        ranks: Whole,
        columns: Whole,
        factors: Floats,
        uppers: list[float],
        more: list[tuple[int, int, float]],
    ) -> None:
        """Add a row for each rank: its columns, then those of `more` (rank, column, factor)."""
        ranks = np.concatenate([ranks, np.array([rank for rank, _, _ in more], dtype=np.int64)])
        columns = np.concatenate([columns, np.array([one for _, one, _ in more], dtype=np.int64)])
        factors = np.concatenate([factors, np.array([factor for _, _, factor in more])])
        order = np.argsort(ranks, kind="stable")
        lengths = np.bincount(ranks, minlength=len(uppers))
        self.programme.rows(lengths, columns[order], factors[order], np.array(uppers))

    def _price(self) -> Floats:
        """Return what a person costs over the period of each column of `served`, in pounds."""
        return np.asarray(self._prices[self.served.options] * self.lengths[self.served.periods])

    def objectives(self) -> tuple[list[str], list[Objective]]:
        """Return the objectives that are not nothing from the start, with their names."""
        count, served = len(self.programme.uppers), self.served
        names: list[str] = []
        found: list[Objective] = []
        for class_ in CLASSES:
            groups = {n: g for n, g in enumerate(self.question.groups) if g.class_ == class_}
            if not groups:
                continue
            of_class = np.zeros(len(self.question.groups), dtype=bool)
            of_class[list(groups)] = True
            mine = np.flatnonzero(of_class[served.groups])
            for what in ("breach", "unmet"):
                days = np.array([self._days(group, what) for group in self.question.groups])
                factors = np.zeros(count)
                factors[mine] = -days[served.groups[mine], served.periods[mine]]
                constant = sum(
                    float(group.displaced @ self._days(group, what)) for group in groups.values()
                )
                if factors.any():
                    names.append(f"{what} {class_}")
                    found.append(Objective(factors, constant))
        cost = np.zeros(count)
        cost[: len(served)] = self._price()
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
        starts = np.array([float(period.start) for period in self.question.periods])
        when[: len(self.served)] = (starts * self.lengths)[self.served.periods]
        return Objective(when)

    def people(self, columns: Floats) -> list[dict[str, Floats]]:
        """Return by group and option the people served in each period, of those who are."""
        found: list[dict[str, Floats]] = [{} for _ in self.question.groups]
        served, count = self.served, len(self.question.periods)
        some = np.flatnonzero(columns[: len(served)] > ENOUGH)
        rows = zip(
            served.groups[some].tolist(),
            served.options[some].tolist(),
            served.periods[some].tolist(),
            columns[some].tolist(),
            strict=True,
        )
        for group, option, tau, people in rows:
            id_ = self._names[option]
            series = found[group].get(id_)
            if series is None:
                series = found[group][id_] = np.zeros(count)
            series[tau] = people
        return found

    def _days(self, group: Together, what: str) -> Floats:
        return group.late_days if what == "breach" else self.lengths


def _joined(parts: list[Whole]) -> Whole:
    return np.concatenate([np.zeros(0, dtype=np.int64), *parts])


def _ranked(keys: Whole) -> tuple[Whole, Whole]:
    """Return the keys in the order they first come, and the place of each in that order."""
    found, first, places = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(first)
    ranks = np.empty(len(found), dtype=np.int64)
    ranks[order] = np.arange(len(found))
    return found[order], ranks[places]

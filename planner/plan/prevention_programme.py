"""One failure as a linear programme in which preventive actions are yes/no.

The programme asks for the fewest must person-days past the limit, the first objective of the
response (MODEL section 4), given which actions are done. Actions that open an option, widen an
option or a pool, start an option sooner, add a new option or add money enter as columns: where
several touch one option, its places are a mix of what it has under each combination of them, and
each of these is read off a register in which that combination is really done. Set-up costs may be
called in part, so the programme never promises less harm than is true, and its reduced costs bound
the harm of every other choice of actions too: the harm is convex in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import highspy
import numpy as np
from numpy.typing import NDArray

from planner.dependence.gates import ON_CONTRACT, block_on
from planner.plan.prevention_cases import Cases
from planner.plan.remedies import AddTo, NewOption, Remedy, SetField, with_remedies
from planner.register.records import Option
from planner.register.register import Register
from planner.scenario.lexicographic import NoAnswer, Programme, loaded
from planner.scenario.question import (
    ENOUGH,
    Question,
    Usable,
    ask,
    capacity_by_day,
    class_of,
    mean_by_period,
)
from planner.scenario.run import Played

Floats = NDArray[np.float64]
NOTHING = 1e-9
A_POUND = 1e-6
"""Person-days a pound more counts when it is asked how many pounds would help."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A bound on the harm of one case: at least `at_least` plus a slope for each action done.

    `given` are the actions that must be done, `without` those that must not, for it to hold.
    """

    case: str
    at_least: float
    slopes: Mapping[str, float]
    given: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()

    def bound(self, done: Mapping[str, float]) -> float:
        """Return the bound under a choice of actions (0 to 1 each) for which it holds."""
        return self.at_least + sum(slope * done.get(id_, 0.0) for id_, slope in self.slopes.items())


class CaseProgramme:
    """One case of a register, with the actions that leave who is hit as it is."""

    def __init__(self, played: Played, remedies: Sequence[Remedy]) -> None:
        self.case = played.scenario.events[0].target
        self._played = played
        self._register = played.register
        self._programme = Programme()
        self._factors: dict[int, float] = {}
        self._constant = 0.0
        self.done: dict[str, int] = {}
        self._called: dict[str, int] = {}
        self._over: list[int] = []
        self._over_of: dict[str, int] = {}
        self._build(list(remedies))
        self._highs = loaded(self._programme, searching=False)
        costs = np.zeros(len(self._programme.uppers))
        for column, factor in self._factors.items():
            costs[column] = factor
        count = len(self._programme.uppers)
        if count:
            self._highs.changeColsCost(count, np.arange(count, dtype=np.int32), costs)

    @property
    def calls(self) -> tuple[str, ...]:
        """Return the names of the choices to call an option that costs something to set up."""
        return tuple(f"call:{self.case}:{option}" for option in self._called)

    def cut(self, done: Mapping[str, float], *, whole: bool = False) -> Cut:
        """Return the least harm under a choice of actions, as a bound that holds for all.

        With `whole`, the calls of options with set-up costs are chosen with the actions, by their
        names in `calls`, and the bound has slopes for them too.
        """
        if not self._factors:
            return Cut(self.case, self._constant, {})
        chosen = dict(self.done)
        for column in self._over:
            self._highs.changeColBounds(column, 0.0, highspy.kHighsInf if whole else 0.0)
        for name, column in zip(self.calls, self._called.values(), strict=True):
            if whole:
                chosen[name] = column
            else:
                self._highs.changeColBounds(column, 0.0, 1.0)
        for id_, column in chosen.items():
            value = done.get(id_, 0.0)
            self._highs.changeColBounds(column, value, value)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._highs.clearSolver()
            self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise NoAnswer(self._highs.modelStatusToString(self._highs.getModelStatus()))
        solution = self._highs.getSolution()
        duals = np.asarray(solution.col_dual, dtype=float)
        value = self._constant + float(self._highs.getInfo().objective_function_value)
        slopes = {
            id_: float(duals[column])
            for id_, column in chosen.items()
            if abs(duals[column]) > NOTHING
        }
        at = value - sum(slope * done.get(id_, 0.0) for id_, slope in slopes.items())
        return Cut(self.case, at, slopes)

    def money_short(self, service: str) -> float:
        """Return the pounds that would spare a service most, at next to nothing a pound."""
        over = self._over_of.get(service)
        if over is None:
            return 0.0
        self._highs.changeColCost(over, A_POUND)
        self._highs.changeColBounds(over, 0.0, highspy.kHighsInf)
        self._highs.run()
        found = float(self._highs.getSolution().col_value[over])
        self._highs.changeColCost(over, self._factors[over])
        self._highs.changeColBounds(over, 0.0, 0.0)
        return max(0.0, found)

    def _build(self, remedies: list[Remedy]) -> None:
        played, register = self._played, self._register
        must = {
            group.service
            for group in played.demand.groups
            if class_of(register, group.service) == "must"
        }
        if not must:
            return
        fullest = with_remedies(register, remedies)
        touching = {
            option.id: [one for one in remedies if _touches(register, one, option)]
            for option in fullest.options.values()
            if option.service in must
        }
        free = {option.id: option for option in played.free}
        options = [fullest.options[id_] for id_, mine in touching.items() if mine or id_ in free]
        question = ask(
            register,
            played.scenario,
            played.demand,
            played.fallen,
            played.network.index,
            played.periods,
            options,
        )
        served = self._serve(question)
        self._limit_options(question, served, touching, options)
        self._limit_pools(question, served, remedies)
        self._limit_money(question, served, remedies)

    def _x(self, remedy: Remedy) -> int:
        """Return the column that says whether an action is done."""
        if remedy.id not in self.done:
            self.done[remedy.id] = self._programme.column(1.0)
        return self.done[remedy.id]

    def _serve(self, question: Question) -> dict[tuple[int, str, int], int]:
        served: dict[tuple[int, str, int], int] = {}
        for number, group in enumerate(question.groups):
            if group.class_ != "must":
                continue
            self._constant += float(group.displaced @ group.late_days)
            for tau, displaced in enumerate(group.displaced):
                if displaced <= ENOUGH or group.late_days[tau] <= 0:
                    continue
                columns = []
                for option in group.options:
                    column = self._programme.column()
                    self._factors[column] = -float(group.late_days[tau])
                    served[number, option, tau] = column
                    columns.append(column)
                if columns:
                    self._programme.row(columns, [1.0] * len(columns), float(displaced))
        return served

    def _limit_options(
        self,
        question: Question,
        served: Mapping[tuple[int, str, int], int],
        touching: Mapping[str, Sequence[Remedy]],
        options: Sequence[Option],
    ) -> None:
        together: dict[str, dict[int, list[int]]] = {}
        wanted: dict[tuple[str, int], float] = {}
        for (number, id_, tau), column in served.items():
            together.setdefault(id_, {}).setdefault(tau, []).append(column)
            displaced = float(question.groups[number].displaced[tau])
            wanted[id_, tau] = wanted.get((id_, tau), 0.0) + displaced
        for option in options:
            rows = together.get(option.id)
            if rows is None:
                continue
            mix = self._mix(option.id, touching[option.id])
            if option.setup_cost:
                self._called[option.id] = self._programme.column(1.0)
            for tau, columns in rows.items():
                most = wanted[option.id, tau]
                places = [min(float(held[tau]), most) for _, held in mix]
                self._hold(option.id, columns, [column for column, _ in mix], places)

    def _hold(
        self, option: str, columns: list[int], mix: list[int | None], places: list[float]
    ) -> None:
        """Hold what an option serves in a period to its places under the actions done."""
        ones = [1.0] * len(columns)
        called = self._called.get(option)
        if mix == [None]:
            if called is None:
                self._programme.row(columns, ones, places[0])
            else:
                self._programme.row([*columns, called], [*ones, -places[0]], 0.0)
            return
        weights = [column for column in mix if column is not None]
        self._programme.row([*columns, *weights], [*ones, *(-held for held in places)], 0.0)
        if called is not None:
            self._programme.row([*columns, called], [*ones, -max(places)], 0.0)

    def _mix(self, option: str, remedies: Sequence[Remedy]) -> list[tuple[int | None, Floats]]:
        """Return the weight and places (by period) of an option under each set of actions."""
        if not remedies:
            return [(None, self._places(self._register, option))]
        found: list[tuple[int | None, Floats]] = []
        of_remedy: dict[str, list[int]] = {remedy.id: [] for remedy in remedies}
        for chosen in _subsets(remedies):
            column = self._programme.column(1.0)
            found.append((column, self._places(with_remedies(self._register, chosen), option)))
            for remedy in chosen:
                of_remedy[remedy.id].append(column)
        weights = [column for column, _ in found if column is not None]
        self._programme.row(weights, [1.0] * len(weights), 1.0, 1.0)
        for remedy in remedies:
            columns = of_remedy[remedy.id]
            factors = [1.0] * len(columns)
            self._programme.row([*columns, self._x(remedy)], [*factors, -1.0], 0.0, 0.0)
        return found

    def _places(self, register: Register, option: str) -> Floats:
        """Return the places of an option by period on a register; none where it is blocked."""
        played = self._played
        record = register.options.get(option)
        trading = played.shock.trading_on
        if record is None or block_on(register, record, played.demand.touched, trading):
            return np.zeros(len(played.periods))
        known = played.demand.known_day.get(record.service)
        if known is None:
            return np.zeros(len(played.periods))
        supplied = (
            played.fallen.delivery.get(played.network.index[record.supplier])
            if record.supplier
            else None
        )
        usable: Usable = capacity_by_day(record, known, played.demand.horizon, supplied)
        return mean_by_period(usable.capacity, played.periods)

    def _limit_pools(
        self,
        question: Question,
        served: Mapping[tuple[int, str, int], int],
        remedies: Sequence[Remedy],
    ) -> None:
        together: dict[tuple[str, int], list[int]] = {}
        for (_, option, tau), column in served.items():
            pool = question.options[option].option.pool
            if pool is not None:
                together.setdefault((pool, tau), []).append(column)
        more = _added(remedies, "pool")
        for (pool, _), columns in together.items():
            widened = more.get(pool, [])
            self._programme.row(
                [*columns, *(self._x(remedy) for remedy, _ in widened)],
                [*([1.0] * len(columns)), *(-amount for _, amount in widened)],
                question.pools[pool],
            )

    def _limit_money(
        self,
        question: Question,
        served: Mapping[tuple[int, str, int], int],
        remedies: Sequence[Remedy],
    ) -> None:
        spend: dict[str, list[tuple[int, float]]] = {}
        for (_, option, tau), column in served.items():
            record = question.options[option].option
            price = (record.unit_cost_day or 0.0) * question.periods[tau].days
            if price:
                spend.setdefault(record.service, []).append((column, price))
        for option, column in self._called.items():
            record = question.options[option].option
            spend.setdefault(record.service, []).append((column, record.setup_cost or 0.0))
        bonds = self._bonds(remedies)
        lent: dict[str, list[int]] = {}
        for service, terms in spend.items():
            for remedy, amount in bonds.get(service, ()):
                terms.append((self._x(remedy), -amount))
            for reserve, allowed in question.reserve_services.items():
                if not allowed or service in allowed:
                    fund = self._programme.column()
                    lent.setdefault(reserve, []).append(fund)
                    terms.append((fund, -1.0))
            # Calls may want more than there is: no more than so much harm can come of a pound.
            over = self._programme.column()
            self._factors[over] = max(1.0, self._constant)
            self._over.append(over)
            self._over_of[service] = over
            terms.append((over, -1.0))
            columns = [column for column, _ in terms]
            factors = [factor for _, factor in terms]
            self._programme.row(columns, factors, question.credit.get(service, 0.0))
        more = _added(remedies, "reserve")
        for reserve, funds in lent.items():
            held = more.get(reserve, [])
            self._programme.row(
                [*funds, *(self._x(remedy) for remedy, _ in held)],
                [*([1.0] * len(funds)), *(-amount for _, amount in held)],
                question.reserves[reserve],
            )

    def _bonds(self, remedies: Sequence[Remedy]) -> dict[str, list[tuple[Remedy, float]]]:
        """Return by service the actions that add to its bonds in this case, with the pounds."""
        played = self._played
        insolvent = {played.network.ids[node] for node in played.fallen.insolvent}
        found: dict[str, list[tuple[Remedy, float]]] = {}
        for remedy in remedies:
            if remedy.kind != "bond":
                continue
            for change in remedy.changes:
                assert isinstance(change, SetField)
                contract = self._register.contracts[change.key]
                more = float(change.value) - (contract.bond_amount or 0.0)
                if contract.provider in insolvent and more > 0:
                    found.setdefault(contract.service, []).append((remedy, more))
        return found


def _subsets(remedies: Sequence[Remedy]) -> Iterable[tuple[Remedy, ...]]:
    for size in range(len(remedies) + 1):
        yield from combinations(remedies, size)


def _touches(register: Register, remedy: Remedy, option: Option) -> bool:
    """Return whether an action could change the places of an option by itself or with others."""
    for change in remedy.changes:
        if isinstance(change, NewOption):
            if change.option.id == option.id:
                return True
        elif isinstance(change, (SetField, AddTo)):
            if change.kind == "option" and change.key == option.id:
                return True
            if change.kind == "contract" and change.attribute == ON_CONTRACT.get(option.route):
                contract = register.contracts[change.key]
                theirs = option.for_contract in (None, contract.id)
                if contract.service == option.service and theirs:
                    return True
    return False


def _added(remedies: Sequence[Remedy], kind: str) -> dict[str, list[tuple[Remedy, float]]]:
    """Return by record of one kind the actions that add to it, with how much."""
    found: dict[str, list[tuple[Remedy, float]]] = {}
    for remedy in remedies:
        for change in remedy.changes:
            if isinstance(change, AddTo) and change.kind == kind:
                found.setdefault(change.key, []).append((remedy, change.amount))
    return found


def case_programme(
    cases: Cases, case: str, before: Sequence[Remedy], remedies: Sequence[Remedy]
) -> CaseProgramme:
    """Return the programme of one case once other actions are done."""
    return CaseProgramme(cases.played(cases.changed(before), case), remedies)

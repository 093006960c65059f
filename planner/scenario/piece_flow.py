"""How many people options can serve in each period, who is served, and the cheapest way to do it.

One period of a piece is a flow from options to groups. Who is served first is told by class and
lateness: what groups can be given is a polymatroid, so the best first is best for all, and how much
some of them can be given is the least cut, taken over all sets of groups that the same options
serve. What options can supply is another, so the cheapest first is cheapest for all, and both can
be had at once by the linking theorem (Mendelsohn and Dulmage 1958). Set-up costs tie periods
together: sets of such options are searched by branch and bound. A pool that several options draw on
breaks the second half: where it is used up, a solver finds the cheapest way.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from planner.scenario.lexicographic import Objective, Programme, Solver
from planner.scenario.outcome import CLASSES
from planner.scenario.question import ENOUGH, Together, Usable
from planner.scenario.shorter import alike

Floats = NDArray[np.float64]
MOST_SETS = 10
"""Different sets of options by which groups can be served; more go to the solver."""
MOST_STEPS = 60
"""Steps of the search among options with a set-up cost before it is left to the solver."""
# People: smaller differences between two ways to serve are rounding.
SAME = 1e-9


class Flow:
    """How many people options can serve in each period.

    `sets` are the different sets of options that groups may be served by, `options` all options of
    these. Row x of `_reached` tells which options are still of use when the sets in x are cut off
    as satisfied. Periods in which everything is the same are one column, `lengths` days long;
    `column` is that of each period.
    """

    def __init__(
        self,
        groups: Sequence[Together],
        usable: Mapping[str, Usable],
        places: Mapping[str, Floats],
        pools: Mapping[str, float],
        lengths: Floats,
    ) -> None:
        may = [frozenset(places.keys() & set(group.options)) for group in groups]
        self.sets = sorted({one for one in may if one}, key=sorted)
        self.options = sorted(frozenset[str]().union(*self.sets))
        number = {one: at for at, one in enumerate(self.sets)}
        self.set_of = [number.get(one) for one in may]
        displaced = [np.where(one.displaced > ENOUGH, one.displaced, 0.0) for one in groups]
        every = np.array([*displaced, *(places[id_] for id_ in self.options)])
        late = np.array([group.late_days for group in groups])
        self.late_differs = bool((late != late[0]).any())
        # Where lateness differs, who comes first may change from one day to the next.
        first, self.column = alike(np.vstack((every, late)) if self.late_differs else every)
        self.late = late[:, first]
        self.class_of = [CLASSES.index(group.class_) for group in groups]
        self.columns = list(range(len(first)))
        self.lengths = np.bincount(self.column, lengths)
        self.displaced = every[: len(displaced), first]
        self.places = every[len(displaced) :, first]
        count = len(self.sets)
        if count > MOST_SETS:
            return
        bits = np.arange(1 << count)[:, None] >> np.arange(count) & 1
        self._cut = bits.astype(float)
        serves = np.array([[id_ in one for id_ in self.options] for one in self.sets])
        self._reached = ((1 - bits) @ serves > 0).astype(float)
        names = [usable[id_].option.pool for id_ in self.options]
        self.pools = [
            (np.flatnonzero([one == name for one in names]), pools[name])
            for name in sorted({one for one in names if one is not None})
        ]
        for of_pool, size in self.pools:
            self.places[of_pool] = np.minimum(self.places[of_pool], size)
        self.pools = [(of_pool, size) for of_pool, size in self.pools if of_pool.size > 1]

    def asking(self) -> Floats:
        """Return what each group adds to each cut, by column; nothing where nobody serves it."""
        found = np.zeros((len(self.set_of), len(self._cut), self.lengths.size))
        for group, at in enumerate(self.set_of):
            if at is not None:
                np.multiply.outer(self._cut[:, at], self.displaced[group], out=found[group])
        return found

    def supplying(self) -> Floats:
        """Return what each option adds to each cut, by column."""
        return np.asarray(self._reached.T[:, :, None] * self.places[:, None, :])

    def all_supply(self, *, pooled: bool) -> Floats:
        """Return what all options add to each cut; unless `pooled`, as if they shared no pool."""
        cut = self._reached @ self.places
        if pooled:
            for of_pool, size in self.pools:
                cut -= np.maximum(0.0, self._reached[:, of_pool] @ self.places[of_pool] - size)
        return np.asarray(cut)

    def all_asking(self) -> Floats:
        """Return what all groups add to each cut."""
        wanted = np.zeros((len(self.sets), self.lengths.size))
        for group, at in enumerate(self.set_of):
            if at is not None:
                wanted[at] += self.displaced[group]
        return np.asarray(self._cut @ wanted)

    def rank(self, group: int, column: int) -> tuple[int, float]:
        """Return by what a group is served in a column, least first; equals may be exchanged."""
        late = float(self.late[group, column]) if self.late_differs else 0.0
        return self.class_of[group], -late

    def overdrawn(self, people: Mapping[str, Floats]) -> bool:
        """Return whether these people by option and column take more than a pool holds."""
        nobody = np.zeros(self.lengths.size)
        for of_pool, size in self.pools:
            taken = sum((people.get(self.options[at], nobody) for at in of_pool), nobody)
            if (taken - size).max() > SAME:
                return True
        return False


def cheapest(
    flow: Flow, usable: Mapping[str, Usable], given: Sequence[Floats]
) -> dict[str, Floats]:
    """Return people by option and column who serve what groups are given for the least money."""
    if not flow.options:
        return {}
    asked = flow.all_asking()
    served = (asked + flow.all_supply(pooled=False)).min(axis=0)
    if not flow.pools or (served - sum(given)).max() <= SAME:
        found = _cheapest_first(flow, usable, asked, served)
        if found is not None and not flow.overdrawn(found):
            return found
    return _cheapest_by_solver(flow, usable, given)


def _cheapest_first(
    flow: Flow, usable: Mapping[str, Usable], asked: Floats, served: Floats
) -> dict[str, Floats] | None:
    """Return the cheapest way where options share no pool, None after too many steps."""
    count = len(flow.options)
    options = [usable[id_].option for id_ in flow.options]
    price = [option.unit_cost_day or 0.0 for option in options]
    set_up = [option.setup_cost or 0.0 for option in options]
    order = sorted(range(count), key=lambda at: (price[at], flow.options[at]))
    supply = flow.supplying()
    best: tuple[float, dict[int, Floats]] | None = None
    waiting: list[tuple[frozenset[int], frozenset[int], dict[int, Floats] | None]] = [
        (frozenset(), frozenset(), None)
    ]
    for _ in range(MOST_STEPS):
        if not waiting:
            break
        left_out, called, given = waiting.pop()
        if given is None:
            allowed = [at for at in order if at not in left_out]
            given = _in_order(supply, allowed, asked, served)
        if given is None:
            continue
        running = sum(price[at] * float(people @ flow.lengths) for at, people in given.items())
        bound = running + sum(set_up[at] for at in called)
        if best is not None and bound >= best[0] - SAME:
            continue
        cost = running + sum(set_up[at] for at in given)
        if best is None or cost < best[0]:
            best = (cost, given)
        free = [at for at in given if set_up[at] and at not in called]
        if free:
            dearest = max(free, key=lambda at: (set_up[at], -at))
            # With it called the people are the same: only what must be saved elsewhere differs.
            waiting.append((left_out, called | {dearest}, given))
            waiting.append((left_out | {dearest}, called, None))
    if waiting or best is None:
        return None
    return {flow.options[at]: people for at, people in best[1].items()}


def _in_order(
    supply: Floats, order: Sequence[int], asked: Floats, served: Floats
) -> dict[int, Floats] | None:
    """Return people by option, the first taken first; None where fewer are served than can be."""
    cut = asked.copy()
    so_far = np.zeros((len(order) + 1, served.size))
    for count, at in enumerate(order, start=1):
        cut += supply[at]
        cut.min(axis=0, out=so_far[count])
        if (served - so_far[count]).max() <= SAME:
            given = np.maximum(0.0, so_far[1 : count + 1] - so_far[:count])
            used = np.flatnonzero(given.max(axis=1) > SAME).tolist()
            return {order[one]: given[one] for one in used}
    return None if served.max() > SAME else {}


def given_to(groups: Sequence[Together], flow: Flow) -> list[Floats]:
    """Return people served by group and column: by class, then those late for more days first."""
    if not flow.options:
        return [np.zeros(flow.lengths.size) for _ in groups]
    served = np.zeros((len(groups), flow.lengths.size))
    supply, asking = flow.all_supply(pooled=True), flow.asking()
    for order, columns in _orders(groups, flow).items():
        numbers = list(order)
        so_far = (np.add.accumulate(asking[numbers], axis=0) + supply).min(axis=1)
        given = np.maximum(0.0, np.diff(so_far, axis=0, prepend=0.0))
        served[np.ix_(numbers, columns)] = given[:, columns]
    return list(served)


def _orders(groups: Sequence[Together], flow: Flow) -> dict[tuple[int, ...], list[int]]:
    """Return the order in which groups are served, with the columns in which it is that."""
    numbers = range(len(groups))
    if not flow.late_differs:
        return {tuple(sorted(numbers, key=flow.class_of.__getitem__)): flow.columns}
    found: dict[tuple[int, ...], list[int]] = {}
    for column in flow.columns:
        order = tuple(sorted(numbers, key=lambda at: flow.rank(at, column)))
        found.setdefault(order, []).append(column)
    return found


def _cheapest_by_solver(
    flow: Flow, usable: Mapping[str, Usable], given: Sequence[Floats]
) -> dict[str, Floats]:
    """Return the cheapest way to give groups what they are given, where options share pools."""
    programme = Programme()
    options = [usable[id_].option for id_ in flow.options]
    called = {
        at: programme.column(1.0, yes_no=True)
        for at, option in enumerate(options)
        if option.setup_cost
    }
    price: dict[int, float] = {at: options[o].setup_cost or 0.0 for o, at in called.items()}
    taking: dict[tuple[int, int], list[int]] = {}
    reached: dict[tuple[int, int], float] = {}
    may = [[at for at, id_ in enumerate(flow.options) if id_ in one] for one in flow.sets]
    is_open = (flow.places > ENOUGH).tolist()
    by_day = [option.unit_cost_day or 0.0 for option in options]
    for tau in flow.columns:
        owed: dict[tuple[int, float], float] = {}
        wanted: dict[tuple[tuple[int, float], int], float] = {}
        for number, people in enumerate(given):
            may_by = flow.set_of[number]
            if may_by is not None:
                rank = flow.rank(number, tau)
                owed[rank] = owed.get(rank, 0.0) + float(people[tau])
                people_here = float(flow.displaced[number][tau])
                wanted[rank, may_by] = wanted.get((rank, may_by), 0.0) + people_here
        serving: dict[tuple[int, float], list[int]] = {}
        days = float(flow.lengths[tau])
        for (rank, number), people_here in wanted.items():
            if owed[rank] <= ENOUGH or people_here <= ENOUGH:
                continue
            serves = [at for at in may[number] if is_open[at][tau]]
            first = programme.columns(len(serves))
            columns = list(range(first, first + len(serves)))
            for at, column in zip(serves, columns, strict=True):
                price[column] = by_day[at] * days
                taking.setdefault((at, tau), []).append(column)
                reached[at, tau] = reached.get((at, tau), 0.0) + people_here
            if columns:
                programme.row(columns, [1.0] * len(columns), people_here)
                serving.setdefault(rank, []).extend(columns)
        for rank, columns in serving.items():
            # Among equals it is the same who is served: only how many of them is owed.
            programme.row(columns, [1.0] * len(columns), math.inf, owed[rank] - SAME)
    places = flow.places.tolist()
    for (at, tau), columns in taking.items():
        # The tighter the room, the closer half a set-up comes to a whole one.
        room = min(places[at][tau], reached[at, tau])
        if at in called:
            programme.row([*columns, called[at]], [*[1.0] * len(columns), -room], 0.0)
        else:
            programme.row(columns, [1.0] * len(columns), room)
    for of_pool, size in flow.pools:
        for tau in flow.columns:
            columns = [one for at in of_pool for one in taking.get((int(at), tau), ())]
            if columns:
                programme.row(columns, [1.0] * len(columns), size)
    factors = np.array([price[column] for column in range(len(programme.uppers))])
    found = Solver(programme, [Objective(factors)]).solve().columns
    served: dict[str, Floats] = {}
    for (at, tau), columns in taking.items():
        taken = float(found[columns].sum())
        if taken > SAME:
            row = served.setdefault(flow.options[at], np.zeros(flow.lengths.size))
            row[tau] = taken
    return served

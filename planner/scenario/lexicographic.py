"""A linear programme with yes/no variables, solved for several objectives in strict order.

The solver is HiGHS (highspy): arrays in, duals out. Each objective is held at its best value,
within the tolerance of MODEL section 4, while the next is optimised.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

import highspy
import numpy as np
from numpy.typing import NDArray

from planner.errors import BackstopError

TOLERANCE = 1e-6
"""What MODEL section 4 lets an objective give up; where the solver can, far less is given up."""
LITTLE = 1e-9
# Person-days. An objective needs room for the solver's own rounding in every row it sums: with
# less, an option would be set up for a millionth of a person. Nobody can notice as much.
LEAST_ROOM = 5e-6
CALLED = 1e-7
PROVEN = 1e-9
MOST_STEPS = 400
EXACT = 1e-9
LESS_EXACT = 1e-7
LARGE = 100_000
"""Columns from which on the algorithm is chosen by what there is to begin with."""
PRIMAL = 4
"""What HiGHS calls the primal simplex method."""
STRUGGLING = (
    highspy.HighsModelStatus.kUnknown,
    highspy.HighsModelStatus.kSolveError,
    highspy.HighsModelStatus.kIterationLimit,
)

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


class NoAnswer(BackstopError):
    """The solver found no answer, as numbers of very different size can make it."""

    def __init__(self, status: str) -> None:
        super().__init__(
            "No best use of the options could be worked out "
            f"({status}); look for amounts, counts or costs with too many or too few noughts."
        )


@dataclass(slots=True)
class Programme:
    """Rows and columns, added one by one or many at once: minimise each objective in order.

    Every column has a lower bound of 0. Rows read `lower <= sum <= upper`.
    """

    uppers: array[float] = field(default_factory=lambda: array("d"))
    yes_no: list[int] = field(default_factory=list)
    row_lower: array[float] = field(default_factory=lambda: array("d"))
    row_upper: array[float] = field(default_factory=lambda: array("d"))
    starts: array[int] = field(default_factory=lambda: array("i"))
    indices: array[int] = field(default_factory=lambda: array("i"))
    values: array[float] = field(default_factory=lambda: array("d"))

    def column(self, upper: float = highspy.kHighsInf, *, yes_no: bool = False) -> int:
        """Add a column and return its number."""
        self.uppers.append(upper)
        if yes_no:
            self.yes_no.append(len(self.uppers) - 1)
        return len(self.uppers) - 1

    def columns(self, count: int) -> int:
        """Add so many columns with no upper bound and return the number of the first."""
        self.uppers.frombytes(np.full(count, highspy.kHighsInf).tobytes())
        return len(self.uppers) - count

    def rows(self, lengths: Whole, columns: Whole, factors: Floats, uppers: Floats) -> None:
        """Add rows with no lower limit; the columns of one stand after those of the last."""
        starts = len(self.indices) + np.cumsum(lengths) - lengths
        self.starts.frombytes(starts.astype(np.intc).tobytes())
        self.indices.frombytes(columns.astype(np.intc).tobytes())
        self.values.frombytes(factors.astype(np.float64).tobytes())
        self.row_upper.frombytes(uppers.astype(np.float64).tobytes())
        self.row_lower.frombytes(np.full(len(lengths), -highspy.kHighsInf).tobytes())

    def row(
        self, columns: list[int], factors: list[float], upper: float, lower: float | None = None
    ) -> int:
        """Add a row and return its number."""
        self.starts.append(len(self.indices))
        self.indices.extend(columns)
        self.values.extend(factors)
        self.row_upper.append(upper)
        self.row_lower.append(-highspy.kHighsInf if lower is None else lower)
        return len(self.row_upper) - 1


@dataclass(frozen=True, slots=True)
class Objective:
    """Something to make small: a constant plus a factor for each column.

    `tolerance` is the part of its best value that later objectives may give up of it.
    """

    factors: Floats
    constant: float = 0.0
    tolerance: float = TOLERANCE


@dataclass(frozen=True, slots=True)
class Answer:
    """The best columns, the value of each objective and, for each, the duals of the rows.

    `duals[k][row]` is the change of objective k for one more on the row's upper limit, with the
    yes/no variables and the objectives before it held; never positive for a minimum.
    """

    columns: Floats
    objectives: tuple[float, ...]
    duals: tuple[Floats, ...]


class Solver:
    """A programme with its objectives, solved again and again as single limits change.

    Each solve starts from the basis the last one ended with, so a small change is quick.
    """

    def __init__(self, programme: Programme, objectives: list[Objective]) -> None:
        self._programme = programme
        self._objectives = objectives
        self._highs = loaded(programme, searching=False)
        for objective in objectives:
            _hold(self._highs, objective, highspy.kHighsInf)

    def solve(self, first: int | None = None) -> Answer:
        """Minimise the first so many objectives in order (None: all); without duals."""
        held = self._in_order(self._objectives[:first])
        self._let_go()
        return Answer(held.columns, held.values, ())

    def solve_with_duals(self, tie_break: Objective) -> Answer:
        """Minimise all objectives, value one more on each row, and break ties.

        The yes/no columns are settled by then; of all answers that are as good in every objective
        the columns are those that make `tie_break` least.
        """
        held = self._in_order(self._objectives)
        self._let_go()
        settled = [float(round(held.columns[number])) for number in self._programme.yes_no]
        _fix(self._highs, self._programme, settled, settled)
        found: list[Floats] = []
        for place, objective in enumerate(self._objectives):
            duals = np.zeros(len(self._programme.row_upper))
            if _try(self._highs, objective) is not None:
                duals = np.asarray(self._highs.getSolution().row_dual, dtype=float)
            found.append(duals[: len(self._programme.row_upper)])
            self._limit(place, held.limits[place])
        columns, _ = _try(self._highs, tie_break) or (held.columns, 0.0)
        self._let_go()
        return Answer(columns, held.values, tuple(found))

    def change_upper(self, row: int, upper: float) -> None:
        """Put another upper limit on a row."""
        self._programme.row_upper[row] = upper
        self._highs.changeRowBounds(row, self._programme.row_lower[row], upper)

    def change_factor(self, row: int, column: int, factor: float) -> None:
        """Put another factor on a column of a row that holds it already."""
        start = self._programme.starts[row]
        place = self._programme.indices.index(column, start)
        self._programme.values[place] = factor
        self._highs.changeCoeff(row, column, factor)

    def _in_order(self, objectives: list[Objective]) -> _Held:
        try:
            return self._each_held(objectives, LITTLE)
        except NoAnswer:
            self._let_go()
            return self._each_held(objectives, TOLERANCE)

    def _each_held(self, objectives: list[Objective], most: float) -> _Held:
        columns = np.zeros(len(self._programme.uppers))
        values: list[float] = []
        limits: list[float] = []
        for place, objective in enumerate(objectives):
            found = _branch(self._highs, self._programme, objective)
            if found is None:
                before = list(zip(objectives[:place], limits, strict=True))
                found = _search(self._programme, objective, before)
            columns, value = found
            room = max(min(objective.tolerance, most) * abs(value), LEAST_ROOM)
            values.append(value)
            limits.append(value + room - objective.constant)
            self._limit(place, limits[-1])
        return _Held(columns, tuple(values), tuple(limits))

    def _limit(self, place: int, limit: float) -> None:
        row = len(self._programme.row_upper) + place
        self._highs.changeRowBounds(row, -highspy.kHighsInf, limit)

    def _let_go(self) -> None:
        for place in range(len(self._objectives)):
            self._limit(place, highspy.kHighsInf)
        count = len(self._programme.yes_no)
        _fix(self._highs, self._programme, [0.0] * count, [1.0] * count)


@dataclass(frozen=True, slots=True)
class _Held:
    columns: Floats
    values: tuple[float, ...]
    limits: tuple[float, ...]


def _branch(
    highs: highspy.Highs, programme: Programme, objective: Objective
) -> tuple[Floats, float] | None:
    """Return the best columns by branching on the yes/no columns, or None after too many steps.

    Each step solves the programme with some columns settled and the others free between 0 and 1,
    starting from the last step's basis. That bounds what the step can give; calling everything it
    calls in part gives a whole answer, most often of the same value. There are few such columns
    (set-up costs), which makes this many times faster here than the solver's general search.
    """
    if not programme.yes_no:
        return _minimise(highs, objective)
    count = len(programme.yes_no)
    best: tuple[Floats, float] | None = None
    waiting = [([0.0] * count, [1.0] * count)]
    for _ in range(MOST_STEPS):
        if not waiting:
            break
        lower, upper = waiting.pop()
        bound = _settled(highs, programme, objective, lower, upper)
        if bound is None or (best is not None and bound[1] >= best[1] - _room(best[1])):
            continue
        calls = [float(bound[0][number]) for number in programme.yes_no]
        called = [float(call > CALLED) for call in calls]
        whole = _settled(highs, programme, objective, called, called)
        if whole is not None and (best is None or whole[1] < best[1]):
            best = whole
        if whole is not None and whole[1] <= bound[1] + _room(bound[1]):
            continue
        free = [place for place in range(count) if lower[place] < upper[place]]
        place = max(free, key=lambda place: (abs(calls[place] - round(calls[place])), -place))
        waiting.append((lower, [*upper[:place], 0.0, *upper[place + 1 :]]))
        waiting.append(([*lower[:place], 1.0, *lower[place + 1 :]], upper))
    _fix(highs, programme, [0.0] * count, [1.0] * count)
    return None if waiting else best


def _room(value: float) -> float:
    return PROVEN * max(1.0, abs(value))


def _settled(
    highs: highspy.Highs,
    programme: Programme,
    objective: Objective,
    lower: list[float],
    upper: list[float],
) -> tuple[Floats, float] | None:
    """Return the best columns with the yes/no columns between two bounds, None where none fit."""
    _fix(highs, programme, lower, upper)
    return _try(highs, objective)


def _search(
    programme: Programme, objective: Objective, held: list[tuple[Objective, float]]
) -> tuple[Floats, float]:
    """Return the best columns by the solver's own search, with the objectives before it held."""
    highs = loaded(programme, searching=True)
    for before, limit in held:
        _hold(highs, before, limit)
    columns, value = _minimise(highs, objective)
    # The search leaves rounding in the columns; with the calls settled, a last pass is exact.
    called = [float(round(columns[number])) for number in programme.yes_no]
    exact = loaded(programme, searching=False)
    for before, limit in held:
        _hold(exact, before, limit)
    return _settled(exact, programme, objective, called, called) or (columns, value)


def _fix(
    highs: highspy.Highs, programme: Programme, lower: list[float], upper: list[float]
) -> None:
    for number, low, high in zip(programme.yes_no, lower, upper, strict=True):
        highs.changeColBounds(number, low, high)


def _hold(highs: highspy.Highs, objective: Objective, limit: float) -> None:
    used = np.flatnonzero(objective.factors).astype(np.int32)
    highs.addRow(-highspy.kHighsInf, limit, used.size, used, objective.factors[used])


def _minimise(highs: highspy.Highs, objective: Objective) -> tuple[Floats, float]:
    found = _try(highs, objective)
    if found is None:
        raise NoAnswer(highs.modelStatusToString(highs.getModelStatus()))
    return found


def _try(highs: highspy.Highs, objective: Objective) -> tuple[Floats, float] | None:
    count = objective.factors.size
    highs.changeColsCost(count, np.arange(count, dtype=np.int32), objective.factors)
    if count >= LARGE:
        _choose_for_many(highs)
    highs.run()
    if highs.getModelStatus() in STRUGGLING:
        # Sums of very different size (a penny beside a billion): start afresh, a little less exact.
        highs.clearSolver()
        highs.setOptionValue("solver", "choose")
        _be_exact(highs, LESS_EXACT)
        highs.run()
        _be_exact(highs, EXACT)
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    columns = np.asarray(highs.getSolution().col_value, dtype=float)
    return columns, objective.constant + float(objective.factors @ columns)


def _choose_for_many(highs: highspy.Highs) -> None:
    """Choose the algorithm for very many columns: inner points to begin with, then the simplex.

    The dual simplex method takes many times as long as inner points here. But once there is a
    best answer to one objective, it fits the next one too, and the primal simplex method goes on
    from there, while inner points would begin anew.
    """
    if highs.getBasis().valid:
        highs.setOptionValue("solver", "simplex")
        highs.setOptionValue("simplex_strategy", PRIMAL)
    else:
        highs.setOptionValue("solver", "ipm")


def _be_exact(highs: highspy.Highs, tolerance: float) -> None:
    highs.setOptionValue("primal_feasibility_tolerance", tolerance)
    highs.setOptionValue("dual_feasibility_tolerance", tolerance)


def loaded(programme: Programme, *, searching: bool) -> highspy.Highs:
    """Return a solver that holds a programme, its yes/no columns whole only when `searching`."""
    count = len(programme.uppers)
    model = highspy.HighsLp()
    model.num_col_ = count
    model.num_row_ = len(programme.row_upper)
    model.col_cost_ = np.zeros(count)
    model.col_lower_ = np.zeros(count)
    model.col_upper_ = np.asarray(programme.uppers, dtype=float)
    model.row_lower_ = np.asarray(programme.row_lower, dtype=float)
    model.row_upper_ = np.asarray(programme.row_upper, dtype=float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.asarray([*programme.starts, len(programme.indices)], dtype=np.int32)
    model.a_matrix_.index_ = np.asarray(programme.indices, dtype=np.int32)
    model.a_matrix_.value_ = np.asarray(programme.values, dtype=float)
    if searching and programme.yes_no:
        kinds = [highspy.HighsVarType.kContinuous] * count
        for number in programme.yes_no:
            kinds[number] = highspy.HighsVarType.kInteger
        model.integrality_ = kinds
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("mip_rel_gap", 1e-9)
    highs.setOptionValue("mip_abs_gap", 1e-7)
    highs.setOptionValue("mip_feasibility_tolerance", 1e-9)
    _be_exact(highs, EXACT)
    if highs.passModel(model) == highspy.HighsStatus.kError:
        raise NoAnswer("the programme was not accepted")
    return highs

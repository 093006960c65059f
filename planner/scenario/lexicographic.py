"""A linear programme with yes/no variables, solved for several objectives in strict order.

The solver is HiGHS (highspy): arrays in, duals out. Each objective is held at its best value,
within the tolerance of MODEL section 4, while the next is optimised.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import highspy
import numpy as np
from numpy.typing import NDArray

TOLERANCE = 1e-6
# An objective held at exactly nothing needs room for the solver's own rounding.
LEAST_ROOM = 1e-7

Floats = NDArray[np.float64]


class NoAnswer(Exception):
    """The solver found no answer: a fault of the programme's making, never of the user's input."""


@dataclass(slots=True)
class Programme:
    """Rows and columns collected one by one: minimise each objective in order.

    Every column has a lower bound of 0. Rows read `lower <= sum <= upper`.
    """

    uppers: list[float] = field(default_factory=list)
    yes_no: list[int] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    indices: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def column(self, upper: float = highspy.kHighsInf, *, yes_no: bool = False) -> int:
        """Add a column and return its number."""
        self.uppers.append(upper)
        if yes_no:
            self.yes_no.append(len(self.uppers) - 1)
        return len(self.uppers) - 1

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
    """Something to make small: a constant plus a factor for each column."""

    factors: Floats
    constant: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The best columns, the value of each objective and, for each, the duals of the rows.

    `duals[k][row]` is the change of objective k for one more on the row's upper limit, with the
    yes/no variables and the objectives before it held; never positive for a minimum.
    """

    columns: Floats
    objectives: tuple[float, ...]
    duals: tuple[Floats, ...]


def solve(programme: Programme, objectives: list[Objective], *, with_duals: bool) -> Answer:
    """Minimise the objectives in order and return the columns of the last."""
    highs = _loaded(programme)
    columns, best = _in_order(highs, programme, objectives, None)
    if not with_duals:
        return Answer(columns, best, ())
    fixed = np.round(columns[programme.yes_no])
    again = _loaded(programme)
    for number, value in zip(programme.yes_no, fixed, strict=True):
        again.changeColBounds(number, float(value), float(value))
        again.changeColIntegrality(number, highspy.HighsVarType.kContinuous)
    duals: list[Floats] = []
    _in_order(again, programme, objectives, duals)
    return Answer(columns, best, tuple(duals))


def _in_order(
    highs: highspy.Highs,
    programme: Programme,
    objectives: list[Objective],
    duals: list[Floats] | None,
) -> tuple[Floats, tuple[float, ...]]:
    """Optimise each objective, holding those before; collect duals where a list is given."""
    count = len(programme.uppers)
    rows = len(programme.row_upper)
    numbers = np.arange(count, dtype=np.int32)
    columns = np.zeros(count)
    best: list[float] = []
    for place, objective in enumerate(objectives):
        highs.changeColsCost(count, numbers, objective.factors)
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise NoAnswer(str(highs.getModelStatus()))
        solution = highs.getSolution()
        columns = np.asarray(solution.col_value, dtype=float)
        value = objective.constant + float(objective.factors @ columns)
        best.append(value)
        if duals is not None:
            duals.append(np.asarray(solution.row_dual, dtype=float)[:rows])
        if place + 1 < len(objectives):
            used = np.flatnonzero(objective.factors).astype(np.int32)
            held = value + max(TOLERANCE * abs(value), LEAST_ROOM) - objective.constant
            highs.addRow(-highspy.kHighsInf, held, used.size, used, objective.factors[used])
    return columns, tuple(best)


def _loaded(programme: Programme) -> highspy.Highs:
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
    if programme.yes_no:
        kinds = [highspy.HighsVarType.kContinuous] * count
        for number in programme.yes_no:
            kinds[number] = highspy.HighsVarType.kInteger
            model.col_upper_[number] = 1.0
        model.integrality_ = kinds
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("mip_rel_gap", 1e-9)
    highs.setOptionValue("mip_abs_gap", 1e-7)
    highs.setOptionValue("mip_feasibility_tolerance", 1e-9)
    highs.setOptionValue("primal_feasibility_tolerance", 1e-9)
    highs.setOptionValue("dual_feasibility_tolerance", 1e-9)
    if highs.passModel(model) == highspy.HighsStatus.kError:
        raise NoAnswer("the programme was not accepted")
    return highs

"""Which module draws which kind of chart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF

from planner.document.charts import (
    Bars,
    ChanceByDate,
    Chart,
    CoursesOverTime,
    FundOverYears,
    HarmBySpend,
    MoneyByWeek,
    MoneyEachWeek,
    PairMatrix,
    PeopleOverTime,
    ReturnTimes,
    RiskPicture,
    ServedOverTime,
    Timetable,
    Waterfall,
    YearsByLoss,
)
from ui.charts import (
    bars,
    chance,
    courses,
    fund,
    matrix,
    money,
    people,
    returns,
    risk,
    served,
    spend,
    timetable,
    waterfall,
    years,
)
from ui.charts.pen import Pen, Spot

USUAL = 240
LEAST = 110

DRAW: dict[type[Chart], Callable[[Pen, Any, QRectF], tuple[Spot, ...]]] = {
    Bars: bars.draw,
    ChanceByDate: chance.draw,
    CoursesOverTime: courses.draw,
    FundOverYears: fund.draw,
    HarmBySpend: spend.draw,
    MoneyByWeek: money.draw_so_far,
    MoneyEachWeek: money.draw_each,
    PairMatrix: matrix.draw,
    PeopleOverTime: people.draw,
    ReturnTimes: returns.draw,
    RiskPicture: risk.draw,
    ServedOverTime: served.draw,
    Timetable: timetable.draw,
    Waterfall: waterfall.draw,
    YearsByLoss: years.draw,
}
ROWS: dict[type[Chart], Callable[[Any], float]] = {
    Bars: bars.height,
    PairMatrix: matrix.height,
    ReturnTimes: returns.height,
    Timetable: timetable.height,
    Waterfall: waterfall.height,
}


def draw(pen: Pen, chart: Chart, box: QRectF) -> tuple[Spot, ...]:
    """Draw a chart into a box and return its spots; KeyError for a kind nobody draws."""
    return DRAW[type(chart)](pen, chart, box)


def height(chart: Chart, *, least: bool = False) -> float:
    """Return the height a chart needs at 100 % text, in pixels."""
    rows = ROWS.get(type(chart))
    if rows is not None:
        return rows(chart)
    return LEAST if least else USUAL

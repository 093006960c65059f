"""Which native Excel chart each kind of chart has: one table that a new kind adds a row to.

A chart stands beside its table twin, and draws columns of it. A kind without a row here is told
by its table alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from planner.document.charts import (
    Bars,
    ChanceByDate,
    Chart,
    CoursesOverTime,
    FundOverYears,
    HarmBySpend,
    MoneyByWeek,
    MoneyEachWeek,
    PeopleOverTime,
    ReturnTimes,
    ServedOverTime,
    Waterfall,
    YearsByLoss,
)
from planner.document.workbook.sheets import Column, SheetChart

MOST_BARS = 30
Shape = Callable[[Any, Sequence[Column], int], SheetChart]
"""From a chart, the columns of its table twin and how many rows it has."""


def _across(*at: int) -> Shape:
    """Return a shape of bars across, side by side, from columns of the table."""

    def shaped(chart: Chart, columns: Sequence[Column], rows: int) -> SheetChart:
        series = [columns[one].heading for one in at]
        shown = (0, min(rows, MOST_BARS))
        return SheetChart(chart, columns[0].heading, series, shown, stacked=False, across=True)

    return shaped


def _stacked(first: int, last: int | None = None) -> Shape:
    """Return a shape of stacked columns, from columns `first` up to `last` of the table."""

    def shaped(chart: Chart, columns: Sequence[Column], rows: int) -> SheetChart:
        series = [column.heading for column in columns[first:last]]
        return SheetChart(chart, columns[0].heading, series, (0, rows))

    return shaped


def _upright(*at: int) -> Shape:
    """Return a shape of columns side by side."""

    def shaped(chart: Chart, columns: Sequence[Column], rows: int) -> SheetChart:
        series = [columns[one].heading for one in at]
        return SheetChart(chart, columns[0].heading, series, (0, rows), stacked=False)

    return shaped


def _courses(chart: CoursesOverTime, columns: Sequence[Column], rows: int) -> SheetChart:
    """Return a column for each course, side by side."""
    series = [column.heading for column in columns[1:]]
    return SheetChart(chart, columns[0].heading, series, (0, rows), stacked=False)


def _curve(chart: ChanceByDate, columns: Sequence[Column], _rows: int) -> SheetChart:
    """Return a column for each point of a line; the rows of its marks stay beneath."""
    shown = (0, len(chart.points))
    return SheetChart(chart, columns[0].heading, [columns[1].heading], shown, stacked=False)


def _years(chart: YearsByLoss, columns: Sequence[Column], rows: int) -> SheetChart:
    """Return stacked columns of all shares of years, by the loss they are above."""
    series = [column.heading for column in columns[2:]]
    return SheetChart(chart, columns[0].heading, series, (0, rows))


SHAPES: dict[type[Chart], Shape] = {
    Bars: _across(1),
    ChanceByDate: _curve,
    CoursesOverTime: _courses,
    FundOverYears: _upright(1, 2, 3),
    HarmBySpend: _upright(2),
    MoneyByWeek: _upright(1),
    MoneyEachWeek: _stacked(1),
    PeopleOverTime: _stacked(2, -1),
    ReturnTimes: _across(2, 3),
    ServedOverTime: _stacked(1),
    Waterfall: _across(1),
    YearsByLoss: _years,
}


def native(chart: Chart, columns: Sequence[Column], rows: int) -> tuple[SheetChart, ...]:
    """Return the native chart of a chart's table twin; none where its kind has none."""
    shape = SHAPES.get(type(chart))
    return (shape(chart, columns, rows),) if shape is not None and rows else ()

"""Which drawing each kind of chart has on a page: one table that a new kind adds a row to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from planner.document.charts import (
    Bars,
    Chart,
    FundOverYears,
    MoneyByWeek,
    MoneyEachWeek,
    PeopleOverTime,
    ReturnTimes,
    RiskPicture,
    ServedOverTime,
    Timetable,
    Waterfall,
)
from planner.document.pdf.charts.bars import BarsPicture, ReturnPicture
from planner.document.pdf.charts.fund import FundPicture
from planner.document.pdf.charts.money import MoneyEachPicture, MoneyPicture, WaterfallPicture
from planner.document.pdf.charts.pen import Picture
from planner.document.pdf.charts.people import PeoplePicture
from planner.document.pdf.charts.risk import RiskDrawing
from planner.document.pdf.charts.served import ServedPicture
from planner.document.pdf.charts.timetable import TimetablePicture

Make = Callable[[Any, float], Picture]

PICTURES: dict[type[Chart], Make] = {
    Bars: lambda chart, _scale: BarsPicture(chart),
    FundOverYears: lambda chart, scale: FundPicture(chart, 178 * scale),
    MoneyByWeek: lambda chart, scale: MoneyPicture(chart, 178 * scale),
    MoneyEachWeek: lambda chart, scale: MoneyEachPicture(chart, 178 * scale),
    PeopleOverTime: lambda chart, scale: PeoplePicture(chart, 220 * scale),
    ReturnTimes: lambda chart, _scale: ReturnPicture(chart),
    RiskPicture: lambda chart, scale: RiskDrawing(chart, 300 * scale),
    ServedOverTime: lambda chart, scale: ServedPicture(chart, 232 * scale),
    Timetable: TimetablePicture,
    Waterfall: lambda chart, _scale: WaterfallPicture(chart),
}


def picture_of(chart: Chart, scale: float = 1.0) -> Picture:
    """Return the drawing of a chart; those with room to spare can be drawn lower.

    TypeError for a kind that has no drawing.
    """
    make = PICTURES.get(type(chart))
    if make is None:
        raise TypeError(f"no drawing for {type(chart).__name__}")
    return make(chart, scale)

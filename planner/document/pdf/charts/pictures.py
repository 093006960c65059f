"""Which drawing each kind of chart has on a page: one table that a new kind adds a row to."""

from __future__ import annotations

from collections.abc import Callable
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
    PairMatrix,
    PeopleOverTime,
    ReturnTimes,
    RiskPicture,
    ServedOverTime,
    Timetable,
    Waterfall,
    YearsByLoss,
)
from planner.document.pdf.charts.bars import BarsPicture, NarrowBarsPicture, ReturnPicture
from planner.document.pdf.charts.chance import ChancePicture
from planner.document.pdf.charts.courses import CoursesPicture
from planner.document.pdf.charts.fund import FundPicture
from planner.document.pdf.charts.matrix import MatrixPicture
from planner.document.pdf.charts.money import MoneyEachPicture, MoneyPicture, WaterfallPicture
from planner.document.pdf.charts.pen import Picture
from planner.document.pdf.charts.people import PeoplePicture
from planner.document.pdf.charts.risk import RiskDrawing
from planner.document.pdf.charts.served import ServedPicture
from planner.document.pdf.charts.spend import SpendPicture
from planner.document.pdf.charts.timetable import TimetablePicture
from planner.document.pdf.charts.years import YearsPicture
from planner.document.pdf.styles import WIDTH

Make = Callable[[Any, float], Picture]
NARROW = 0.7

PICTURES: dict[type[Chart], Make] = {
    Bars: lambda chart, _scale: BarsPicture(chart),
    ChanceByDate: lambda chart, scale: ChancePicture(chart, 168 * scale),
    CoursesOverTime: lambda chart, scale: CoursesPicture(chart, 214 * scale),
    FundOverYears: lambda chart, scale: FundPicture(chart, 178 * scale),
    HarmBySpend: lambda chart, scale: SpendPicture(chart, 200 * scale),
    MoneyByWeek: lambda chart, scale: MoneyPicture(chart, 178 * scale),
    MoneyEachWeek: lambda chart, scale: MoneyEachPicture(chart, 178 * scale),
    PairMatrix: lambda chart, _scale: MatrixPicture(chart),
    PeopleOverTime: lambda chart, scale: PeoplePicture(chart, 220 * scale),
    ReturnTimes: lambda chart, _scale: ReturnPicture(chart),
    RiskPicture: lambda chart, scale: RiskDrawing(chart, 300 * scale),
    ServedOverTime: lambda chart, scale: ServedPicture(chart, 232 * scale),
    Timetable: TimetablePicture,
    Waterfall: lambda chart, _scale: WaterfallPicture(chart),
    YearsByLoss: lambda chart, scale: YearsPicture(chart, 214 * scale),
}


def picture_of(chart: Chart, scale: float = 1.0, width: float = WIDTH) -> Picture:
    """Return the drawing of a chart; those with room to spare can be drawn lower.

    Bars fit a column narrower than the page, at most `NARROW` of it; the others keep their width.

    TypeError for a kind that has no drawing.
    """
    if isinstance(chart, Bars) and width < NARROW * WIDTH:
        return NarrowBarsPicture(chart, width)
    make = PICTURES.get(type(chart))
    if make is None:
        raise TypeError(f"no drawing for {type(chart).__name__}")
    return make(chart, scale)

"""Native Excel charts of chart values: the same titles and colours as on paper."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, ParagraphProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planner.document.palette import BANDS, ORANGE, TEXT, WHITE
from planner.document.workbook.cells import Formula, clean
from planner.document.workbook.sheets import (
    CHART_ROWS,
    FIRST_ROW,
    HEADING_ROW,
    Sheet,
    SheetChart,
)

FILLS = BANDS
NOT_COVERED = {"Without", "Short"}
AXES = {"percent": "0%", "percent_1": "0%", "price": "#,##0.00"}
"""Number formats of an axis where its column holds no whole numbers."""
WHOLE_FROM = 100.0
"""From here up, an axis shows whole numbers."""
MOST_BENEATH = 3
"""More names than this stand at the right of a chart: beneath it they would take its room."""
TITLE = CharacterProperties(sz=1200, b=True, solidFill=TEXT.lstrip("#"))


def add_charts(made: Worksheet, sheet: Sheet) -> list[str]:
    """Put the charts of a sheet at the right of its table; return their alt texts in order."""
    column = get_column_letter(len(sheet.columns) + 2)
    for number, wanted in enumerate(sheet.charts):
        made.add_chart(_native(made, sheet, wanted), f"{column}{HEADING_ROW + number * CHART_ROWS}")
    return [wanted.words or wanted.chart.alt for wanted in sheet.charts]


def _native(made: Worksheet, sheet: Sheet, wanted: SheetChart) -> BarChart:
    bars: Any = BarChart()
    column = sheet.column(wanted.series[0]) - 1
    bars.type = "bar" if wanted.across else "col"
    bars.grouping = "stacked" if wanted.stacked else "clustered"
    bars.overlap = 100 if wanted.stacked else 0
    bars.gapWidth = 30
    for number, heading in enumerate(wanted.series):
        bars.series.append(_series(made, sheet, wanted, heading, number))
    bars.set_categories(_cells(made, sheet, wanted, wanted.categories))
    bars.title = clean(wanted.title or wanted.chart.title)[:250]
    bars.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=TITLE)
    for run in bars.title.tx.rich.p[0].r:
        run.rPr = TITLE
    bars.title.overlay = False
    bars.width, bars.height = 20, 8.2
    bars.legend.position = "b"
    bars.legend.overlay = False
    if len(wanted.series) == 1 and wanted.line is None:
        bars.legend = None
    many = len(wanted.series) > MOST_BENEATH
    if many:
        bars.legend.position = "r"
    wide, high = (0.55, 0.66) if many else (0.87, 0.62)
    bars.layout = Layout(manualLayout=ManualLayout(x=0.09, y=0.16, w=wide, h=high))
    for axis in (bars.x_axis, bars.y_axis):
        axis.delete = False
    if wanted.across:
        bars.x_axis.scaling.orientation = "maxMin"
        bars.y_axis.crosses = "max"
    bars.x_axis.title = wanted.categories if not wanted.across else None
    numbers = _numbers(sheet, wanted)
    small = max(map(abs, numbers), default=0.0) < WHOLE_FROM
    bars.y_axis.number_format = AXES.get(sheet.columns[column].kind if small else "", "#,##0")
    bars.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="E1E4E6"))
    bars.x_axis.tickLblPos = "low"
    if min(numbers, default=0.0) >= 0:
        bars.y_axis.scaling.min = 0
    if wanted.line is not None:
        bars += _line(made, sheet, wanted, wanted.line)
    return bars


def _numbers(sheet: Sheet, wanted: SheetChart) -> list[float]:
    """Return the numbers that a chart shows."""
    columns = [sheet.column(heading) - 1 for heading in wanted.series]
    first, end = wanted.rows
    cells = [
        cell.shown if isinstance(cell, Formula) else cell
        for row in sheet.rows[first:end]
        for cell in (row[at] for at in columns)
    ]
    return [one for one in cells if isinstance(one, int | float)]


def _series(made: Worksheet, sheet: Sheet, wanted: SheetChart, heading: str, number: int) -> Series:
    series: Any = Series(_cells(made, sheet, wanted, heading), title=heading)
    look = series.graphicalProperties
    if heading in NOT_COVERED:
        look.pattFill = PatternFillProperties(prst="wdUpDiag")
        look.pattFill.fgClr = _rgb(ORANGE)
        look.pattFill.bgClr = _rgb(WHITE)
        look.line.solidFill = TEXT.lstrip("#")
        look.line.width = 9525
    elif number >= len(FILLS):
        look.pattFill = PatternFillProperties(prst="dkHorz")
        look.pattFill.fgClr = _rgb(FILLS[number % len(FILLS)])
        look.pattFill.bgClr = _rgb(WHITE)
        look.line.solidFill = WHITE.lstrip("#")
    else:
        look.solidFill = FILLS[number].lstrip("#")
        look.line.solidFill = WHITE.lstrip("#")
    return series


def _rgb(value: str) -> ColorChoice:
    return ColorChoice(srgbClr=value.lstrip("#"))


def _line(made: Worksheet, sheet: Sheet, wanted: SheetChart, heading: str) -> LineChart:
    chart: Any = LineChart()
    series: Any = Series(_cells(made, sheet, wanted, heading), title=heading)
    series.marker.symbol = "none"
    series.graphicalProperties.line.solidFill = TEXT.lstrip("#")
    series.graphicalProperties.line.width = 19050
    chart.series.append(series)
    return chart


def _cells(made: Worksheet, sheet: Sheet, wanted: SheetChart, heading: str) -> Reference:
    first, end = wanted.rows
    column = sheet.column(heading)
    return Reference(made, min_col=column, min_row=FIRST_ROW + first, max_row=FIRST_ROW + end - 1)

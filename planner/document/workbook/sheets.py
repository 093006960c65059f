"""A sheet as a value, and how it is built: title, scope and note, one named table, print set-up."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from planner.document.charts import Chart
from planner.document.palette import NAVY, ORANGE
from planner.document.workbook.cells import (
    FONT,
    Formula,
    Value,
    clean,
    colour,
    make_heading,
    make_input,
    make_title,
    put,
)

HEADING_ROW = 5
FIRST_ROW = 6


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading with unit, what it holds, its width and how it is summed.

    `kind` is a number format ("text", "count", "pounds", "price", "percent", "date"). `total`
    puts a sum into the total row; `given` marks figures that formulas start from.
    """

    heading: str
    kind: str = "text"
    width: float = 14.0
    total: bool = False
    given: bool = False


@dataclass(frozen=True, slots=True)
class SheetChart:
    """A chart value, and the columns and rows of the table that its native form draws.

    `series` names headings; `rows` counts from the first row of the table, end not included.
    `title` and `words` stand in for the title and alt text of the chart where the table shows
    something else than the chart on paper does.
    """

    chart: Chart
    categories: str
    series: Sequence[str]
    rows: tuple[int, int]
    line: str | None = None
    stacked: bool = True
    across: bool = False
    title: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its words in rows 1 to 4 and its table from row 5."""

    name: str
    table: str
    title: str
    scope: str
    note: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    charts: Sequence[SheetChart] = ()
    flag: str = ""
    flag_column: str = ""
    flag_fill: str = ORANGE

    def column(self, heading: str) -> int:
        """Return the number of a column, from 1."""
        return [column.heading for column in self.columns].index(heading) + 1


def build(workbook: Workbook, sheet: Sheet, marking: str, footer: str) -> Worksheet:
    """Add a sheet to the workbook with its table, widths, frozen headings and print set-up."""
    made = workbook.create_sheet(sheet.name)
    make_title(put(made, 1, 1, sheet.title))
    for row, words in (
        (2, f"{sheet.scope} {footer}. {marking}"),
        (3, sheet.note),
        (4, _size(sheet)),
    ):
        put(made, row, 1, words).alignment = Alignment(vertical="top", wrap_text=False)
    for number, column in enumerate(sheet.columns, start=1):
        make_heading(put(made, HEADING_ROW, number, column.heading), column.kind != "text")
        made.column_dimensions[get_column_letter(number)].width = column.width
    headings = [column.heading for column in sheet.columns]
    made.row_dimensions[HEADING_ROW].height = max(32.0, _height(sheet.columns, headings) + 2)
    rows = sheet.rows or [["None recorded", *[""] * (len(sheet.columns) - 1)]]
    for at, values in enumerate(rows, start=FIRST_ROW):
        made.row_dimensions[at].height = _height(sheet.columns, values)
        for number, (column, value) in enumerate(zip(sheet.columns, values, strict=True), start=1):
            cell = put(made, at, number, value, column.kind)
            if column.given and isinstance(value, int | float):
                make_input(cell)
    last = FIRST_ROW + len(rows) - 1
    _add_table(made, sheet, last)
    if sheet.flag:
        letter = get_column_letter(sheet.column(sheet.flag_column))
        made.conditional_formatting.add(
            f"{letter}{FIRST_ROW}:{letter}{last}",
            CellIsRule(operator="equal", formula=[f'"{sheet.flag}"'], font=Font(bold=True),
                       fill=PatternFill("solid", bgColor=colour(sheet.flag_fill))),
        )  # fmt: skip
    made.freeze_panes = made.cell(row=FIRST_ROW, column=2)
    print_setup(made, marking, footer)
    made.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    return made


def _height(columns: Sequence[Column], values: Sequence[Value]) -> float:
    """Return a height for a row that shows all of its text, in points; Excel allows 409."""
    lines = [
        sum(max(1, math.ceil(len(line) * 1.12 / column.width)) for line in value.split("\n"))
        for column, value in zip(columns, values, strict=True)
        if isinstance(value, str)
    ]
    return min(409.0, 15.0 * max(lines, default=1))


def _size(sheet: Sheet) -> str:
    rows = len(sheet.rows)
    return f"One table, {rows:,} {'row' if rows == 1 else 'rows'}. Filter by any heading."


def _add_table(made: Worksheet, sheet: Sheet, last: int) -> None:
    """Name the table; where a column is summed, add a total row that follows the filter."""
    totals = any(column.total for column in sheet.columns) and bool(sheet.rows)
    end = get_column_letter(len(sheet.columns))
    table = Table(displayName=sheet.table, ref=f"A{HEADING_ROW}:{end}{last + int(totals)}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    table._initialise_columns()
    table.autoFilter.ref = f"A{HEADING_ROW}:{end}{last}"
    columns: list[TableColumn] = table.tableColumns
    for number, (made_column, column) in enumerate(zip(columns, sheet.columns, strict=True), 1):
        made_column.name = column.heading
        if not totals:
            continue
        if column.total:
            made_column.totalsRowFunction = "sum"
            words: Value = Formula(f"=SUBTOTAL(109,{_column_range(sheet, number, last)})")
        else:
            words = "Total" if number == 1 else ""
            if number == 1:
                made_column.totalsRowLabel = "Total"
        cell = put(made, last + 1, number, words, column.kind)
        cell.font = Font(name=FONT, size=10.5, bold=True)
        line = Side(style="medium", color=colour(NAVY))
        cell.border = Border(top=line, bottom=line)
    if totals:
        table.totalsRowCount = 1
    made.add_table(table)


def _column_range(sheet: Sheet, number: int, last: int) -> str:
    """Return a column of the table in a formula: by its name, unless that would need escaping."""
    heading = sheet.columns[number - 1].heading
    if re.fullmatch(r"[A-Za-z][A-Za-z -]*", heading):
        return f"{sheet.table}[{heading}]"
    letter = get_column_letter(number)
    return f"{letter}{FIRST_ROW}:{letter}{last}"


def print_setup(made: Worksheet, marking: str, footer: str) -> None:
    """Print on A4 landscape, one page wide, with the marking at the top and the page beneath."""
    setup: Any = made.page_setup
    setup.orientation, setup.paperSize = "landscape", 9
    setup.fitToWidth, setup.fitToHeight = 1, 0
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.oddHeader.left.text = _plain(marking)
    made.oddHeader.right.text = "&A"
    made.oddFooter.left.text = _plain(footer)
    made.oddFooter.right.text = "Page &P of &N"
    made.sheet_view.showGridLines = False
    made.page_margins.left = made.page_margins.right = 0.5


def _plain(words: str) -> str:
    """Return words for a print header, where an ampersand starts a code and 255 is the most."""
    return clean(words)[:100].replace("&", "&&")

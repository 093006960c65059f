"""A sheet as a value, and how it is built: title, scope and note, one named table, print set-up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from planner.document.charts import Chart
from planner.document.palette import NAVY, ORANGE
from planner.document.words import Secret
from planner.document.workbook.cells import (
    FONT,
    Formula,
    Value,
    clean,
    colour,
    make_heading,
    make_title,
    put,
)

HEADING_ROW = 5
FIRST_ROW = 6
WIDEST = 170.0
"""So wide, in characters, a table is made at most for the words above it."""
BUTTON = 15.0
"""Points that a heading keeps free beneath its words for the button of the filter."""
CHART_ROWS = 17
CHART_COLUMNS = 13
"""Rows and columns of usual size that hold one chart."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading with unit, what it holds, its width and how it is summed.

    `kind` is a number format ("text", "count", "pounds", "price", "percent", "date"). `total`
    puts a sum into the total row; `given` marks figures that formulas start from; `choices` are
    the words a reader may pick when filling the column in. `secret` is why a redacted edition
    leaves the column out, `people` that its figures count people, so that small ones are hidden.
    """

    heading: str
    kind: str = "text"
    width: float = 14.0
    total: bool = False
    given: bool = False
    choices: Sequence[str] = ()
    secret: Secret = ""
    people: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """A word of a column that gets a fill as well, so that it is not told by colour alone."""

    column: str
    word: str
    fill: str = ORANGE


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
    """One sheet: its name, its words in rows 1 to 4 and its table from row 5.

    `secret` is why a redacted edition leaves the sheet out.
    """

    name: str
    table: str
    title: str
    scope: str
    note: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    charts: Sequence[SheetChart] = ()
    flags: Sequence[Flag] = ()
    secret: Secret = ""

    def column(self, heading: str) -> int:
        """Return the number of a column, from 1."""
        return [column.heading for column in self.columns].index(heading) + 1


def build(workbook: Workbook, sheet: Sheet, marking: str, footer: str) -> Worksheet:
    """Add a sheet to the workbook with its table, widths, frozen headings and print set-up."""
    made = workbook.create_sheet(sheet.name)
    make_title(put(made, 1, 1, sheet.title))
    told = [sheet.scope, sheet.note, f"{_size(sheet)} {footer}. {marking}"]
    widths = _widths(sheet, told)
    for row, words in enumerate(told, start=2):
        put(made, row, 1, words).alignment = Alignment(vertical="top", wrap_text=False)
    for number, column in enumerate(sheet.columns, start=1):
        make_heading(put(made, HEADING_ROW, number, column.heading), column.kind != "text")
        made.column_dimensions[get_column_letter(number)].width = widths[number - 1]
    headings = [column.heading for column in sheet.columns]
    made.row_dimensions[HEADING_ROW].height = max(32.0, _height(widths, headings) + BUTTON)
    rows = sheet.rows or [["None recorded", *[""] * (len(sheet.columns) - 1)]]
    for at, values in enumerate(rows, start=FIRST_ROW):
        made.row_dimensions[at].height = _height(widths, values)
        for number, (column, value) in enumerate(zip(sheet.columns, values, strict=True), start=1):
            put(made, at, number, value, column.kind, given=column.given)
    last = FIRST_ROW + len(rows) - 1
    _add_table(made, sheet, last)
    for flag in sheet.flags:
        letter = get_column_letter(sheet.column(flag.column))
        made.conditional_formatting.add(
            f"{letter}{FIRST_ROW}:{letter}{last}",
            CellIsRule(operator="equal", formula=[f'"{flag.word}"'], font=Font(bold=True),
                       fill=PatternFill("solid", bgColor=colour(flag.fill))),
        )  # fmt: skip
    _add_choices(made, sheet, last)
    made.freeze_panes = made.cell(row=FIRST_ROW, column=2)
    print_setup(made, marking, footer)
    made.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    made.print_area = _print_areas(sheet, last)
    return made


def _print_areas(sheet: Sheet, last: int) -> list[str]:
    """Return the table, and on pages of their own the charts beside it."""
    width = len(sheet.columns)
    totals = any(column.total for column in sheet.columns) and bool(sheet.rows)
    areas = [f"A1:{get_column_letter(width)}{last + int(totals)}"]
    first, end = get_column_letter(width + 2), get_column_letter(width + 1 + CHART_COLUMNS)
    for number in range(len(sheet.charts)):
        top = HEADING_ROW + number * CHART_ROWS
        areas.append(f"{first}{top}:{end}{top + CHART_ROWS - 2}")
    return areas


def _widths(sheet: Sheet, told: Sequence[str]) -> list[float]:
    """Return the widths of the columns: wider, where the words above the table need the room."""
    widths = [column.width for column in sheet.columns]
    wanted = min(WIDEST, max(map(len, told), default=0) * 0.92)
    texts = [at for at, column in enumerate(sheet.columns) if column.kind == "text"]
    stretched = texts or list(range(len(widths)))
    lacking = wanted - sum(widths)
    if lacking > 0:
        whole = sum(widths[at] for at in stretched)
        for at in stretched:
            widths[at] += lacking * widths[at] / whole
    return widths


def _add_choices(made: Worksheet, sheet: Sheet, last: int) -> None:
    """Offer a list of words in each column that has one; another word is asked about, not barred.

    A comma parts the words of a list and 255 characters are the most it may have.
    """
    for number, column in enumerate(sheet.columns, start=1):
        words: list[str] = []
        for word in dict.fromkeys(clean(choice) for choice in column.choices):
            if word and not set(word) & {",", '"'} and len(",".join([*words, word])) <= 250:
                words.append(word)
        if not words:
            continue
        offered = DataValidation(
            "list", formula1='"' + ",".join(words) + '"', allow_blank=True,
            showErrorMessage=True, errorStyle="warning", errorTitle="Not in the list",
            error="Keep this word? It is not one of the usual ones.",
        )  # fmt: skip
        letter = get_column_letter(number)
        offered.add(f"{letter}{FIRST_ROW}:{letter}{last}")
        made.add_data_validation(offered)


def _height(widths: Sequence[float], values: Sequence[Value]) -> float:
    """Return a height for a row that shows all of its text, in points; Excel allows 409."""
    lines = [
        sum(_lines(line, width) for line in value.split("\n"))
        for width, value in zip(widths, values, strict=True)
        if isinstance(value, str)
    ]
    return min(409.0, 15.0 * max(lines, default=1))


def _lines(text: str, width: float) -> int:
    """Return how many lines words take in a column: between words, and in words too long for it."""
    room = max(4.0, width - 1)
    if len(text) <= room:
        return 1
    lines, used = 1, 0.0
    for word in text.split(" "):
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, 0.0
        used += len(word) + (1 if used else 0)
        while used > room:
            lines, used = lines + 1, used - room
    return lines


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


def print_setup(made: Worksheet, marking: str, footer: str, *, one_page: bool = False) -> None:
    """Print on A4 landscape, one page wide, with the marking at the top and the page beneath."""
    setup: Any = made.page_setup
    setup.orientation, setup.paperSize = "landscape", 9
    setup.fitToWidth, setup.fitToHeight = 1, int(one_page)
    setup.pageOrder = "downThenOver"
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

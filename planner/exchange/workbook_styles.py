"""How a register workbook looks: headings, widths, number formats, notes and drop-down lists."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from planner.exchange.workbook_layout import Column
from planner.exchange.workbook_texts import escaped
from planner.field_types import Field, FieldType
from planner.fields import in_words

FONT = "Calibri"
NAVY = "FF12436D"
PALE = "FFFFF6D6"
GREY = "FF595959"
_WIDTHS = {
    FieldType.CODE: 22,
    FieldType.TEXT: 26,
    FieldType.LONG_TEXT: 46,
    FieldType.CHOICE: 20,
    FieldType.LINK: 24,
    FieldType.TEXTS: 32,
    FieldType.CHOICES: 20,
    FieldType.LINKS: 32,
    FieldType.AMOUNTS: 32,
    FieldType.YES_NO: 11,
}
_NAME_WIDTH = 42
_FORMATS = {
    FieldType.WHOLE: "0",
    FieldType.NUMBER: "#,##0.####",
    FieldType.MONEY: "#,##0.00",
    FieldType.SHARE: "0.00####",
    FieldType.DATE: "d mmm yyyy",
}


def number_format(field: Field | None) -> str:
    """Return the number format of a field's column; texts are "@", so that they stay texts."""
    return "@" if field is None else _FORMATS.get(field.type, "@")


def style_cell(cell: Cell, field: Field | None, *, is_example: bool) -> None:
    """Dress a cell under the headings; others may share its style."""
    cell.number_format = number_format(field)
    cell.alignment = Alignment(vertical="top")
    if number_format(field) == "@":  # a little air after a number in the column before
        cell.alignment = Alignment(horizontal="left", vertical="top", indent=1)
    cell.font = Font(name=FONT, size=11)
    if is_example:
        cell.font = Font(name=FONT, size=11, italic=True, color=GREY)
        cell.fill = PatternFill("solid", fgColor=PALE)


def put(cell: Cell, value: Any) -> None:
    """Write a value: text stays text, a number keeps its last figure, None leaves it blank."""
    if isinstance(value, str):
        cell.value = escaped(value)
        cell.data_type = "s"
    elif isinstance(value, float):
        # openpyxl writes 16 figures of a number, and the seventeenth may be the one that tells.
        cell.value = repr(int(value) if value.is_integer() and abs(value) < 2**53 else value)
        cell.data_type = "n"
    elif isinstance(value, int | datetime.date):
        shape = cell.number_format
        cell.value = value
        cell.number_format = shape


def put_headings(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Write the headings into the first row, each with a note of what its column is for."""
    for number, column in enumerate(columns, start=1):
        cell = sheet.cell(1, number)
        put(cell, column.heading)
        if number == 1:
            dress_heading(cell)
        else:
            cell._style = sheet.cell(1, 1)._style
        cell.comment = _note(column)
        sheet.column_dimensions[get_column_letter(number)].width = _width(column)
    sheet.row_dimensions[1].height = 48
    sheet.freeze_panes = sheet.cell(2, min(3, len(columns)))
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _width(column: Column) -> float:
    """Return a width in which the heading stands in three lines, and most values in one."""
    field = column.field
    longest = max(len(word) for word in column.heading.split())
    wanted = max(longest + 5, len(column.heading) // 2 + 5)
    if field is None:
        return max(24, wanted)
    if field.name in ("title", "name"):
        return max(_NAME_WIDTH, wanted)
    choices = max((len(in_words(one)) + 4 for one in field.choices), default=0)
    return max(_WIDTHS.get(field.type, 14), wanted, min(choices, _NAME_WIDTH))


def dress_heading(cell: Cell) -> None:
    """Dress a cell as the heading of a table."""
    cell.font = Font(name=FONT, size=11, bold=True, color="FFFFFFFF")
    cell.fill = PatternFill("solid", fgColor=NAVY)
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def name_table(sheet: Worksheet, name: str, headings: Sequence[str], rows: int) -> None:
    """Make what stands under the headings one Excel table, with a filter on each heading."""
    reach = f"A1:{get_column_letter(len(headings))}{max(rows, 1) + 1}"
    table = Table(displayName=name, ref=reach)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    table._initialise_columns()
    for column, heading in zip(table.tableColumns, headings, strict=True):
        column.name = heading
    sheet.add_table(table)


def offer(sheet: Worksheet, column: int, source: str, rows: int, heading: str) -> None:
    """Offer a list of values in a column's cells, in those of rows to come too; others may stand.

    A value that is not in the list is asked about, not forbidden: it may be a record of a row that
    is still to be written.
    """
    rule = DataValidation(type="list", formula1=source, allow_blank=True, errorStyle="warning")
    rule.errorTitle = heading[:32]
    rule.error = "This is not in the list. Keep it all the same?"
    rule.showErrorMessage = True
    letter = get_column_letter(column)
    rule.add(f"{letter}2:{letter}{rows + 1}")
    sheet.add_data_validation(rule)


def _note(column: Column) -> Comment:
    words = column.help
    field = column.field
    if field is not None:
        if field.required:
            words += " Needed."
        if field.type in (FieldType.TEXTS, FieldType.CHOICES, FieldType.LINKS):
            words += " Part several by semicolons."
        if field.type is FieldType.AMOUNTS:
            words += " Code = amount, parted by semicolons."
    note = Comment(escaped(words), "Backstop", width=280)
    note.height = 40 + 18 * (1 + len(words) // 38)
    return note

"""The sheets of a register workbook that hold no records: the front, and what each column is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment, Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner import fields
from planner.exchange.workbook_cells import cell_of
from planner.exchange.workbook_layout import (
    ABOUT,
    FORM,
    FORM_NAME,
    IS_TEMPLATE,
    MADE_ON,
    MARK,
    REVISION,
    SheetLayout,
)
from planner.exchange.workbook_styles import FONT, GREY, NAVY, dress_heading, put, style_cell
from planner.field_types import Field, FieldType
from planner.register.records import Council

_HOW_TO = (
    "Each sheet holds one kind of record, a row for each. Change cells, and save the workbook as "
    "it is: Backstop shows every difference, before and after, and you choose what it takes.",
    "New record: write a row beneath the others. Leave its code blank and Backstop makes one; "
    "other rows may name it by its title until then.",
    "A row you delete is only offered for removal; Backstop removes nothing by itself.",
    "Blank means not known, which is never 0. Several values in one cell are parted by semicolons.",
    "You may sort, filter, hide and move columns, and add columns of your own, which are left "
    "alone. Keep the names of the sheets and the headings.",
    "Point at a heading to read what its column is for, or see the sheet “About the columns”.",
    "It is for counts of people. Please write nobody's name who is served.",
)
_TEMPLATE = (
    "The shaded rows are examples. Backstop leaves them out as long as they are as they were; "
    "write over them or beneath them, or delete them.",
)
_HOLDS = {
    FieldType.CODE: "a short code",
    FieldType.TEXT: "text",
    FieldType.LONG_TEXT: "text of any length",
    FieldType.WHOLE: "a whole number",
    FieldType.NUMBER: "a number",
    FieldType.MONEY: "pounds",
    FieldType.SHARE: "a share, 0.25 or 25%",
    FieldType.YES_NO: "yes or no",
    FieldType.DATE: "a date",
    FieldType.CHOICE: "one of a list",
    FieldType.LINK: "the code of a record",
    FieldType.TEXTS: "texts, parted by semicolons",
    FieldType.CHOICES: "some of a list, parted by semicolons",
    FieldType.LINKS: "codes, parted by semicolons",
    FieldType.AMOUNTS: "code = amount, parted by semicolons",
}


@dataclass(frozen=True, slots=True)
class Made:
    """When a workbook was made, and from what: the revision of the register, and its mark."""

    made_on: datetime.date
    revision: int = 0
    mark: str = ""
    is_template: bool = False


def write_front(sheet: Worksheet, council: Council, made: Made, sheets: Sequence[str]) -> None:
    """Write the front sheet: the council, how to use the workbook, and what it was made from."""
    name = council.name or "the council"
    title = "A register to fill in" if made.is_template else f"The register of {name}"
    put(sheet.cell(1, 1), title)
    sheet.cell(1, 1).font = Font(name=FONT, size=16, bold=True, color=NAVY)
    row = _head(sheet, 3, "The council")
    for field in fields.COUNCIL.fields:
        _name(sheet, row, field.heading)
        value = sheet.cell(row, 2)
        style_cell(value, field, is_example=False)
        put(value, None if made.is_template else cell_of(field, getattr(council, field.attribute)))
        value.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        _said(sheet, row, 3, field.help)
        if isinstance(value.value, str):
            tall = 15.0 * -(-len(value.value) // 42)
            sheet.row_dimensions[row].height = max(tall, sheet.row_dimensions[row].height)
        row += 1
    row = _head(sheet, row + 1, "How to use it")
    for number, words in enumerate((*(_TEMPLATE if made.is_template else ()), *_HOW_TO), start=1):
        _name(sheet, row, str(number))
        _spread(sheet, row, words)
        row += 1
    row = _head(sheet, row + 1, "Sheets")
    _name(sheet, row, "In their order")
    _spread(sheet, row, ", ".join(sheets), lines=3)
    row = _head(sheet, row + 2, "Where it comes from; leave this as it is")
    facts = [(FORM, FORM_NAME), (MADE_ON, made.made_on)]
    if made.is_template:
        facts.append((IS_TEMPLATE, "yes"))
    else:
        facts += [(REVISION, made.revision), (MARK, made.mark)]
    for label, fact in facts:
        _name(sheet, row, label)
        cell = sheet.cell(row, 2)
        cell.number_format = "d mmm yyyy" if fact == made.made_on else "0"
        cell.alignment = Alignment(horizontal="left")
        put(cell, fact)
        row += 1
    for letter, width in (("A", 30), ("B", 44), ("C", 78)):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def write_about(book: Workbook, layouts: Sequence[SheetLayout]) -> None:
    """Write the sheet that says of every column what it is for, what it holds and its limits."""
    sheet = book.create_sheet(ABOUT)
    headings = ("Sheet", "Column", "What it is for", "Holds", "Needed", "Choices")
    for number, (heading, width) in enumerate(
        zip(headings, (22, 32, 70, 32, 9, 60), strict=True), start=1
    ):
        cell = sheet.cell(1, number)
        put(cell, heading)
        dress_heading(cell)
        sheet.column_dimensions[cell.column_letter].width = width
    row = 2
    for layout in layouts:
        for column in layout.columns:
            field = column.field
            told = (layout.name, column.heading, column.help, *_holds(field))
            for number, words in enumerate(told, start=1):
                cell = sheet.cell(row, number)
                put(cell, words or None)
                if row == 2 and number == 1:
                    cell.alignment = Alignment(vertical="top", wrap_text=True)
                cell._style = sheet.cell(2, 1)._style
            sheet.row_dimensions[row].height = 15.0 * max(
                1, -(-len(told[2]) // 68), -(-len(told[5]) // 58)
            )
            row += 1
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:F{row - 1}"


def _holds(field: Field | None) -> tuple[str, str, str]:
    if field is None:
        return "a name Backstop gives", "", ""
    holds = _HOLDS[field.type]
    limits = (field.at_least, field.at_most)
    if limits[1] is not None and field.type is not FieldType.SHARE:
        holds += f", {limits[0] or 0:g} to {limits[1]:g}"
    elif limits[0] is not None and limits[0] > 0:
        holds += f", {limits[0]:g} or more"
    if field.links_to:
        holds += f" ({' or '.join(fields.BY_NAME[kind].label.lower() for kind in field.links_to)})"
    return holds, "yes" if field.required else "", "; ".join(map(fields.in_words, field.choices))


def _head(sheet: Worksheet, row: int, words: str) -> int:
    cell = sheet.cell(row, 1)
    put(cell, words)
    cell.font = Font(name=FONT, size=12, bold=True, color=NAVY)
    return row + 1


def _name(sheet: Worksheet, row: int, words: str) -> None:
    put(sheet.cell(row, 1), words)
    sheet.cell(row, 1).alignment = Alignment(vertical="top")


def _said(sheet: Worksheet, row: int, column: int, words: str) -> None:
    cell = sheet.cell(row, column)
    put(cell, words)
    cell.font = Font(name=FONT, size=11, color=GREY)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.row_dimensions[row].height = 15.0 * max(1, -(-len(words) // 76))


def _spread(sheet: Worksheet, row: int, words: str, lines: int = 1) -> None:
    sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
    cell = sheet.cell(row, 2)
    put(cell, words)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.row_dimensions[row].height = 15.0 * max(lines, -(-len(words) // 122))

"""Packing a workbook: lines of words on a sheet, values of formulas, words of charts, one date."""

from __future__ import annotations

import datetime
import io
import math
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from openpyxl.styles import Alignment, Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from planner.document.palette import INPUT_BLUE
from planner.document.workbook.cells import FONT, clean, colour, make_title, put
from planner.document.workbook.sheets import Sheet
from planner.document.workbook.shown import Shown, shown_values, with_values
from planner.workbook_packing import WorkbookPacker

FRAME = re.compile(rb'<cNvPr id="(\d+)" name="([^"]*)"\s*/>')


def lines(sheet: Worksheet, title: str, told: Sequence[tuple[str, str]]) -> None:
    """Write a title, and under it lines of a name and its words."""
    make_title(put(sheet, 1, 1, title))
    for row, (name, words) in enumerate(told, start=3):
        cell = put(sheet, row, 1, name)
        cell.font = Font(name=FONT, size=10.5, bold=True)
        put(sheet, row, 2, words)
        high = max(1, math.ceil(len(words) / 92), math.ceil(len(name) / 24))
        sheet.row_dimensions[row].height = min(409.0, 15.0 * high)
    sheet.column_dimensions["A"].width = 26
    sheet.column_dimensions["B"].width = 96


def contents(sheet: Worksheet, parts: Sequence[Sheet]) -> None:
    """Write the names of the sheets, each a link, with their titles."""
    make_title(put(sheet, 1, 1, "Contents"))
    for row, part in enumerate(parts, start=3):
        cell = put(sheet, row, 1, part.name)
        place = part.name.replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{place}'!A1")
        cell.font = Font(name=FONT, size=10.5, color=colour(INPUT_BLUE), underline="single")
        put(sheet, row, 2, part.title)
    sheet.column_dimensions["A"].width = 26
    sheet.column_dimensions["B"].width = 96


def properties(book: Workbook, title: str, creator: str, made_on: datetime.date) -> None:
    """Set title, author, language and date of a workbook that is otherwise finished."""
    made = datetime.datetime.combine(made_on, datetime.time())
    facts = book.properties
    facts.title, facts.creator = clean(title), clean(creator)
    facts.lastModifiedBy, facts.language = facts.creator, "en-GB"
    facts.created = facts.modified = made
    book.calculation.fullCalcOnLoad = True
    for sheet in book.worksheets:
        sheet["A1"].alignment = Alignment(vertical="center")


def shown(book: Workbook, sheets: Sequence[Sheet]) -> dict[str, dict[str, Shown]]:
    """Return what the formulas come to, by the part of the file that holds each sheet."""
    return {
        f"xl/worksheets/sheet{book.sheetnames.index(sheet.name) + 1}.xml": shown_values(sheet)
        for sheet in sheets
    }


def packed(
    book: Workbook,
    alts: list[list[str]],
    values: dict[str, dict[str, Shown]],
    made_on: datetime.date,
) -> bytes:
    """Return the workbook packed with one date throughout, values of formulas and chart words.

    openpyxl stamps the clock on each part and can write neither, so all are done here.
    """
    raw, made = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
        WorkbookPacker(book, archive).write_data()
    date = (max(1980, made_on.year), made_on.month, made_on.day, 0, 0, 0)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name in values:
                data = with_values(data, values[name])
            drawing = re.fullmatch(r"xl/drawings/drawing(\d+)\.xml", name)
            if drawing:
                data = _with_words(data, alts[int(drawing[1]) - 1])
            entry = zipfile.ZipInfo(name, date_time=date)
            target.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _with_words(drawing: bytes, alts: list[str]) -> bytes:
    """Return a drawing part with an alternative text for each of its charts, in order."""
    words = iter(alts)

    def described(found: re.Match[bytes]) -> bytes:
        alt = quoteattr(clean(next(words, ""))).encode("utf-8")
        return b'<cNvPr id="' + found[1] + b'" name="' + found[2] + b'" descr=' + alt + b"/>"

    return FRAME.sub(described, drawing)

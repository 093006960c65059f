"""The plan as one workbook: cover, contents and notes, then one table a sheet."""

from __future__ import annotations

import datetime
import io
import math
import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import quoteattr

from openpyxl.styles import Alignment, Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from planner.document.in_place import put_in_place
from planner.document.palette import INPUT_BLUE
from planner.document.wording import long_date, or_not_known, start
from planner.document.workbook import money, people, work
from planner.document.workbook.cells import FONT, clean, colour, make_title, put
from planner.document.workbook.charts import add_charts
from planner.document.workbook.sheets import Sheet, build, print_setup
from planner.document.workbook.shown import Shown, shown_values, with_values
from planner.plan.plan import Plan
from planner.progress import Progress, unreported

PARTS = (
    people.people,
    people.decisions,
    people.options,
    people.served,
    money.money_by_week,
    money.reserve,
    work.timetable,
    work.gaps,
    work.actions,
    work.assumptions,
    work.contacts,
    work.providers,
)
FRAME = re.compile(rb'<cNvPr id="(\d+)" name="([^"]*)"\s*/>')


def write_workbook(
    plan: Plan, path: Path, report: Progress = unreported, *, stale: bool = False
) -> None:
    """Write the plan as a workbook, whole or not at all; `stale` says the register changed since.

    The same plan always gives the same bytes. OSError where the place cannot be written.
    """
    put_in_place(workbook_bytes(plan, report, stale=stale), path)


def workbook_bytes(plan: Plan, report: Progress = unreported, *, stale: bool = False) -> bytes:
    """Return the plan as a workbook in memory."""
    book = Workbook()
    front = book.active
    assert isinstance(front, Worksheet)
    head = plan.header
    footer = f"Register revision {head.register_revision} · Plan version {head.version} · "
    footer += f"Printed copies expire on {long_date(head.expires_on)}"
    sheets = [part(plan) for part in PARTS]
    _cover(front, plan, stale)
    _contents(book.create_sheet("Contents"), sheets)
    _notes(book.create_sheet("Notes"), plan)
    for made in (front, book["Contents"], book["Notes"]):
        print_setup(made, head.marking, footer)
    alts: list[list[str]] = []
    for number, sheet in enumerate(sheets):
        report(number, len(sheets) + 1, f"Writing the sheet {sheet.name}")
        built = build(book, sheet, head.marking, footer)
        if sheet.charts:
            alts.append(add_charts(built, sheet))
    _properties(book, plan)
    report(len(sheets), len(sheets) + 1, "Packing the workbook")
    data = _packed(book, alts, _shown(book, sheets), head.made_on)
    report(len(sheets) + 1, len(sheets) + 1, "Workbook written")
    return data


def _lines(sheet: Worksheet, title: str, lines: list[tuple[str, str]]) -> None:
    make_title(put(sheet, 1, 1, title))
    for row, (name, words) in enumerate(lines, start=3):
        cell = put(sheet, row, 1, name)
        cell.font = Font(name=FONT, size=10.5, bold=True)
        put(sheet, row, 2, words)
        sheet.row_dimensions[row].height = min(409.0, 15.0 * max(1, math.ceil(len(words) / 84)))
    sheet.column_dimensions["A"].width = 26
    sheet.column_dimensions["B"].width = 96


def _cover(sheet: Worksheet, plan: Plan, stale: bool) -> None:
    head = plan.header
    sheet.title = "Cover"
    made = f"Register revision {head.register_revision}, {long_date(head.made_on)}"
    if stale:
        made += ". The register has changed since: make the plan again before use."
    _lines(
        sheet,
        head.title,
        [
            ("Marking", head.marking),
            ("Council", or_not_known(head.council)),
            ("Status", f"{start(head.status)}, version {head.version}"),
            ("Made from", made),
            ("Made by", or_not_known(head.made_by)),
            ("Scenario", head.scenario_title),
            ("Day 0", long_date(head.start_date) + (" (assumed)" if head.start_assumed else "")),
            ("Owner", or_not_known(head.owner)),
            ("Approver", or_not_known(head.approver)),
            ("Review by", long_date(head.review_date)),
            ("Printed copies expire", long_date(head.expires_on)),
            ("The decision", plan.card.decision),
            ("Known gap", plan.card.known_gap or "none found"),
            *[("Summary", words) for words in plan.summary],
        ],
    )


def _contents(sheet: Worksheet, sheets: list[Sheet]) -> None:
    make_title(put(sheet, 1, 1, "Contents"))
    for row, part in enumerate(sheets, start=3):
        cell = put(sheet, row, 1, part.name)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{part.name}'!A1")
        cell.font = Font(name=FONT, size=10.5, color=colour(INPUT_BLUE), underline="single")
        put(sheet, row, 2, part.title)
    sheet.column_dimensions["A"].width = 26
    sheet.column_dimensions["B"].width = 96


def _notes(sheet: Worksheet, plan: Plan) -> None:
    lines = [
        ("Blanks", "“not known” is never zero: no sum counts it."),
        ("Colours", "Blue figures come from the run or the register. Black bold figures are "
         "formulas that start from them."),
        ("Formulas", "Excel works them out again when the workbook is opened. A preview or a "
         "telephone shows what they came to when the plan was made."),
        ("Person-day", "One person without the service for one day."),
        ("Must, needed, could", "Must services always keep going. Needed services are bridged. "
         "Could services may be let go, with a recorded reason."),
        ("Day 0", "The day it happens. Weeks count from 1."),
        *[("Not counted", words) for words in plan.reserve.not_counted],
    ]  # fmt: skip
    _lines(sheet, "Notes", lines)


def _properties(book: Workbook, plan: Plan) -> None:
    made = datetime.datetime.combine(plan.header.made_on, datetime.time())
    facts = book.properties
    facts.title, facts.creator = clean(plan.header.title), clean(plan.header.made_by or "Backstop")
    facts.lastModifiedBy, facts.language = facts.creator, "en-GB"
    facts.created = facts.modified = made
    book.calculation.fullCalcOnLoad = True
    for sheet in book.worksheets:
        sheet["A1"].alignment = Alignment(vertical="center")


def _shown(book: Workbook, sheets: list[Sheet]) -> dict[str, dict[str, Shown]]:
    """Return what the formulas come to, by the part of the file that holds each sheet."""
    return {
        f"xl/worksheets/sheet{book.sheetnames.index(sheet.name) + 1}.xml": shown_values(sheet)
        for sheet in sheets
    }


def _packed(
    book: Workbook,
    alts: list[list[str]],
    shown: dict[str, dict[str, Shown]],
    made_on: datetime.date,
) -> bytes:
    """Return the workbook packed with one date throughout, values of formulas and chart words.

    openpyxl stamps the clock on each part and can write neither, so all are done here.
    """
    raw, packed = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
        ExcelWriter(book, archive).write_data()
    date = (max(1980, made_on.year), made_on.month, made_on.day, 0, 0, 0)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name in shown:
                data = with_values(data, shown[name])
            drawing = re.fullmatch(r"xl/drawings/drawing(\d+)\.xml", name)
            if drawing:
                data = _with_words(data, alts[int(drawing[1]) - 1])
            entry = zipfile.ZipInfo(name, date_time=date)
            target.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _with_words(drawing: bytes, alts: list[str]) -> bytes:
    """Return a drawing part with an alternative text for each of its charts, in order."""
    words = iter(alts)

    def described(found: re.Match[bytes]) -> bytes:
        alt = quoteattr(clean(next(words, ""))).encode("utf-8")
        return b'<cNvPr id="' + found[1] + b'" name="' + found[2] + b'" descr=' + alt + b"/>"

    return FRAME.sub(described, drawing)

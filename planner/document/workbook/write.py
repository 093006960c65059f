"""The plan as one workbook: cover, contents and notes, then one table a sheet."""

from __future__ import annotations

from pathlib import Path

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.document.in_place import put_in_place
from planner.document.wording import long_date, or_not_known, start
from planner.document.workbook import money, people, work
from planner.document.workbook.charts import add_charts
from planner.document.workbook.packing import contents, lines, packed, properties, shown
from planner.document.workbook.sheets import build, print_setup
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
    work.restarts,
    work.gaps,
    work.actions,
    work.assumptions,
    work.contacts,
    work.providers,
)


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
    contents(book.create_sheet("Contents"), sheets)
    _notes(book.create_sheet("Notes"), plan)
    for made in (front, book["Contents"], book["Notes"]):
        print_setup(made, head.marking, footer)
    alts: list[list[str]] = []
    for number, sheet in enumerate(sheets):
        report(number, len(sheets) + 1, f"Writing the sheet {sheet.name}")
        built = build(book, sheet, head.marking, footer)
        if sheet.charts:
            alts.append(add_charts(built, sheet))
    properties(book, head.title, head.made_by or "Backstop", head.made_on)
    report(len(sheets), len(sheets) + 1, "Packing the workbook")
    data = packed(book, alts, shown(book, sheets), head.made_on)
    report(len(sheets) + 1, len(sheets) + 1, "Workbook written")
    return data


def _cover(sheet: Worksheet, plan: Plan, stale: bool) -> None:
    head = plan.header
    sheet.title = "Cover"
    made = f"Register revision {head.register_revision}, {long_date(head.made_on)}"
    if stale:
        made += ". The register has changed since: make the plan again before use."
    lines(
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


def _notes(sheet: Worksheet, plan: Plan) -> None:
    told = [
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
    lines(sheet, "Notes", told)

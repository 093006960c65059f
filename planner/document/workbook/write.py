"""The plan as one workbook: cover, contents and notes, then one table a sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.document.in_place import put_in_place
from planner.document.redaction.secrets import Secrets
from planner.document.redaction.sheets import redacted_book
from planner.document.wording import long_date, or_not_known, start
from planner.document.workbook import funds, money, people, tracing, work
from planner.document.workbook.charts import add_charts
from planner.document.workbook.packing import contents, lines, packed, properties, shown
from planner.document.workbook.sheets import Sheet, build, print_setup
from planner.plan.plan import Plan
from planner.progress import Progress, unreported

PARTS: tuple[Callable[[Plan], Sheet | None], ...] = (
    people.people,
    people.decisions,
    people.options,
    people.served,
    tracing.stop_gaps,
    tracing.contracts,
    tracing.money_by_service,
    money.money_by_week,
    funds.limits,
    funds.who_pays,
    funds.reserve,
    funds.steps,
    work.timetable,
    work.restarts,
    work.gaps,
    work.actions,
    work.assumptions,
    work.contacts,
    work.providers,
)


def write_workbook(
    plan: Plan,
    path: Path,
    report: Progress = unreported,
    *,
    stale: bool = False,
    secrets: Secrets | None = None,
) -> None:
    """Write the plan as a workbook, whole or not at all; `stale` says the register changed since.

    The same plan always gives the same bytes. OSError where the place cannot be written.
    """
    put_in_place(workbook_bytes(plan, report, stale=stale, secrets=secrets), path)


def workbook_bytes(
    plan: Plan,
    report: Progress = unreported,
    *,
    stale: bool = False,
    secrets: Secrets | None = None,
) -> bytes:
    """Return the plan as a workbook in memory; with `secrets` its redacted edition."""
    book = Workbook()
    front = book.active
    assert isinstance(front, Worksheet)
    head = plan.header
    footer = f"Register revision {head.register_revision} · Plan version {head.version} · "
    footer += f"Printed copies expire on {long_date(head.expires_on)}"
    sheets = [sheet for part in PARTS if (sheet := part(plan)) is not None]
    title, marking, author = head.title, head.marking, head.council or "Backstop"
    cover, notes = _cover(plan, stale), _notes(plan)
    if secrets is not None:
        public = redacted_book(
            sheets, cover, notes, title=title, author=head.council, footer=footer, secrets=secrets
        )
        sheets, cover, notes = public.sheets, public.cover, public.notes
        title, marking, author = public.title, public.marking, public.author
        footer = public.footer
    front.title = "Cover"
    lines(front, title, cover)
    contents(book.create_sheet("Contents"), sheets)
    lines(book.create_sheet("Notes"), "Notes", notes)
    for made in (front, book["Contents"], book["Notes"]):
        print_setup(made, marking, footer, one_page=made is front)
    alts: list[list[str]] = []
    for number, sheet in enumerate(sheets):
        report(number, len(sheets) + 1, f"Writing the sheet {sheet.name}")
        built = build(book, sheet, marking, footer)
        if sheet.charts:
            alts.append(add_charts(built, sheet))
    properties(book, title, author, head.made_on)
    report(len(sheets), len(sheets) + 1, "Packing the workbook")
    data = packed(book, alts, shown(book, sheets), head.made_on)
    report(len(sheets) + 1, len(sheets) + 1, "Workbook written")
    return data


def _cover(plan: Plan, stale: bool) -> list[tuple[str, str]]:
    head = plan.header
    made = f"Register revision {head.register_revision}, {long_date(head.made_on)}"
    if stale:
        made += ". The register has changed since: make the plan again before use."
    return [
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
        *[("" if at else "Summary", words) for at, words in enumerate(plan.summary)],
    ]


def _notes(plan: Plan) -> list[tuple[str, str]]:
    return [
        ("Blanks", "“not known” is never zero: no sum counts it."),
        ("Colours", "Blue figures are inputs: they come from the run or the register, and can be "
         "changed. Black bold figures are formulas that start from them."),
        ("Money", "Change what a fund has on the sheet Reserve, a price on the sheet Options or a "
         "contract’s value on the sheet Contracts: all money follows. Who is served does not: "
         "make the plan again for that."),
        ("Numbers of rows", "“Service no” and “Option no” tie the sheets together: "
         "keep them as they are."),
        ("Formulas", "Excel works them out again when the workbook is opened. A preview or a "
         "telephone shows what they came to when the plan was made."),
        ("Person-day", "One person without the service for one day."),
        ("Must, needed, could", "Must services always keep going. Needed services are bridged. "
         "Could services may be let go, with a recorded reason."),
        ("Day 0", "The day it happens. Weeks count from 1."),
        *[("Not counted", words) for words in plan.reserve.not_counted],
    ]  # fmt: skip

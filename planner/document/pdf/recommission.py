"""The re-commissioning plan of each service: route, timetable, gap, notices and what users want."""

from __future__ import annotations

from reportlab.platypus import Flowable

from planner.document import plan_charts
from planner.document.pdf.marks import ClassMark
from planner.document.pdf.parts import Book, chart, section, sentences
from planner.document.pdf.styles import BODY, CELL, H3, PANEL, SOURCE
from planner.document.pdf.tables import Column, Row, panel, table
from planner.document.pdf.text import bold, brief, link, plum, say
from planner.document.wording import (
    count,
    full_stop,
    long_date,
    middle,
    short_date,
    start,
    weeks,
)
from planner.plan.timetable import Recommissioning

OVERVIEW_FROM = 2
MOST_TASK_TABLES = 3


def place_of(number: int) -> str:
    """Return the mark of the re-commissioning page of a service, counted from 1."""
    return f"recommission-{number}"


def recommission(book: Book) -> list[Flowable]:
    """Return the overview, where there are several services, and the pages of each."""
    works = book.plan.recommissioning
    several = len(works) >= OVERVIEW_FROM
    story = _overview(book) if several else []
    for number, work in enumerate(works, start=1):
        if number == 1 and not several:
            story += _service(book, work, number, "recommission", 0)
        else:
            story += _service(book, work, number, place_of(number), 1)
    return story


def _overview(book: Book) -> list[Flowable]:
    works = book.plan.recommissioning
    late = sum(1 for work in works if work.gap_days_p50)
    title = f"{len(works)} services to buy again"
    if late:
        title += f", {late} with a gap"
    story = book.opening("recommission", "Re-commissioning plan", title, "Re-commissioning")
    rows: list[Row] = [
        (
            [ClassMark(work.class_)] if work.class_ else "",
            say(CELL, bold(brief(work.title, 100))),
            brief(work.route, 120),
            short_date(work.p50),
            short_date(work.stop_gap_ends) if work.stop_gap_ends else "none set",
            gap_words(work.gap_days_p50),
            link(book.pages.page(place_of(number)), place_of(number)),
        )
        for number, work in enumerate(works, start=1)
    ]
    columns = [
        Column("", 18),
        Column("Service", 118),
        Column("Route", 118),
        Column("New contract (P50)", 68),
        Column("Stop-gap ends", 66),
        Column("Gap", 59, True),
        Column("Page", 34, True),
    ]
    note = "P50: the new contract starts by this date in half of the simulated timetables."
    return [*story, table(columns, rows), say(SOURCE, note)]


def gap_words(gap_days: int | None) -> str:
    """Return a gap between stop-gaps and new contract in words."""
    return "not known" if gap_days is None else "none" if gap_days <= 0 else weeks(gap_days)


def _service(
    book: Book, work: Recommissioning, number: int, key: str, level: int
) -> list[Flowable]:
    many = len(book.plan.recommissioning) > 1
    bookmark = work.title if level else "Re-commissioning"
    of = f", service {number} of {len(book.plan.recommissioning)}" if many else ""
    more = f"{brief(work.title, 60)} · {middle(work.route)}"
    story = book.opening(key, f"Re-commissioning plan{of}", work.headline, bookmark, work.class_,
                         more, level=level)  # fmt: skip
    if work.finding:
        story.append(
            panel(
                [say(PANEL, plum("Red finding. "), bold(full_stop(work.finding)))],
                gap=True,
            )
        )
    reasons = " ".join(full_stop(reason) for reason in work.reasons)
    route = full_stop(
        f"{start(work.route)}, under the {work.regime}" if work.regime else work.route
    )
    story.append(say(BODY, bold("Route and reason. "), route, " ", reasons))
    value = " ".join(full_stop(w) for w in (work.value_words, work.threshold_words) if w)
    if value:
        story.append(say(BODY, bold("Value. "), value))
    note = (
        f"P50: the new contract starts by this date in half of {work.draws:,} simulated "
        f"timetables. P80: in 8 of 10. Likely times alone give {long_date(work.likely)}."
    )
    crowded = len(book.plan.recommissioning) > MOST_TASK_TABLES
    if crowded:
        note += " Durations and sources of every task: sheet Timetable of the workbook."
    story += chart(plan_charts.timetable(work), say(SOURCE, note))
    story += _closers(work)
    story += _notices(work)
    story += _market(work)
    return story if crowded else story + _tasks(work)


def _closers(work: Recommissioning) -> list[Flowable]:
    rows: list[Row] = [
        (
            brief(line.change, 240),
            bold(gap_words(line.gap_days)),
            short_date(line.restart),
            brief(line.owner, 80),
        )
        for line in work.closers
    ]
    columns = [
        Column("Change", 236),
        Column("Gap at P50", 62, True),
        Column("New contract", 74),
        Column("Who", 109),
    ]
    return section("What would close the gap", table(columns, rows)) if rows else []


def _notices(work: Recommissioning) -> list[Flowable]:
    rows: list[Row] = [
        (
            brief(line.title, 120),
            long_date(line.date),
            brief(line.rule, 200),
            brief(line.source, 120),
            "Verified" if line.verified else bold("To be checked"),
        )
        for line in work.notices
    ]
    columns = [
        Column("Notice", 126),
        Column("Date", 86),
        Column("Rule", 122),
        Column("Source", 82),
        Column("Rule is", 65),
    ]
    return section("Notices and waiting", table(columns, rows, padding=2.4)) if rows else []


def _market(work: Recommissioning) -> list[Flowable]:
    story: list[Flowable] = []
    if work.lots:
        lines = sentences([full_stop(line) for line in work.lots])
        story += section("Lots and market", *lines, style=H3)
    if work.users_wanted:
        words = say(BODY, full_stop(work.users_wanted))
        story += section("What users wanted", words, style=H3)
    words = " ".join(full_stop(line) for line in work.past_performance)
    lines = sentences([words])
    return story + section("Past performance", *lines, style=H3)


def _tasks(work: Recommissioning) -> list[Flowable]:
    rows: list[Row] = [
        (
            brief(task.title, 110),
            brief(task.owner, 70),
            f"{task.low} / {task.likely} / {task.high}{', every day' if task.every_day else ''}",
            short_date(task.start),
            short_date(task.finish),
            bold("critical") if task.critical else count(task.total_float),
            "Verified" if task.verified else bold("To be checked"),
        )
        for task in work.tasks
    ]
    columns = [
        Column("Task", 122),
        Column("Owner", 70),
        Column("Working days: low / likely / high", 74, True),
        Column("Starts", 63),
        Column("Ends", 63),
        Column("Days to spare", 40, True),
        Column("Duration is", 66),
    ]
    return section("Tasks and durations", table(columns, rows, padding=2)) if rows else []

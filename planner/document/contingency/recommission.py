"""The re-commissioning plan of each service: route, timetable, gap, notices and what users want."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from planner.document import plan_charts
from planner.document.blocks import CELL, PANEL, SOURCE, Block, ClassMark, Column, Style, Text
from planner.document.building import (
    LooseRow,
    chart,
    note_at,
    padding_at,
    panel,
    say,
    section,
    table,
    to_a_page,
)
from planner.document.contingency.book import Book
from planner.document.contingency.rule_tables import note_section
from planner.document.restart_charts import chance_by_date
from planner.document.wording import (
    count,
    counted,
    full_stop,
    long_date,
    middle,
    short_date,
    start,
    weeks,
)
from planner.document.words import Words, bold, brief, grey, joined, on_page, plum
from planner.plan.chance_words import band_words, holds_words, of_100
from planner.plan.timetable import NoticeLine, Recommissioning

OVERVIEW_FROM = 2
MOST_TASK_TABLES = 3
RULE_COLUMNS = (Column("Rule and source", 190), Column("Rule is", 69))


def place_of(number: int) -> str:
    """Return the mark of the re-commissioning page of a service, counted from 1."""
    return f"recommission-{number}"


def recommission(book: Book) -> list[Block]:
    """Return the overview, where there are several services, and the pages of each."""
    works = book.plan.recommissioning
    several = len(works) >= OVERVIEW_FROM
    story = _overview(book) if several else []
    for number, work in enumerate(works, start=1):
        if number == 1 and not several:
            key, level = "recommission", 0
        else:
            key, level = place_of(number), 1
        story += to_a_page(partial(_service, book, work, number, key, level))
        if not several:
            story += note_section(book.plan.notes, ("buying",))
    return story


def _overview(book: Book) -> list[Block]:
    works = book.plan.recommissioning
    late = sum(1 for work in works if work.gap_days_p50)
    title = f"{len(works)} services to buy again"
    if late:
        title += f", {late} with a gap"
    story = book.opening("recommission", "Re-commissioning plan", title, "Re-commissioning")
    rows: list[LooseRow] = [
        (
            [ClassMark(work.class_)] if work.class_ else "",
            say(CELL, bold(brief(work.title, 100))),
            brief(work.route, 120),
            short_date(work.p50),
            short_date(work.stop_gap_ends) if work.stop_gap_ends else "none set",
            gap_words(work.gap_days_p50),
            on_page(place_of(number), "see its part", "number"),
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
    note = (
        f"P50: the new contract starts by this date in half of {works[0].draws:,} simulated "
        "timetables. P80: in 8 of 10."
    )
    story += [table(columns, rows), say(SOURCE, note)]
    return [*story, *_rules(works), *note_section(book.plan.notes, ("buying",))]


def gap_words(gap_days: int | None) -> str:
    """Return a gap between stop-gaps and new contract in words."""
    return "not known" if gap_days is None else "none" if gap_days <= 0 else weeks(gap_days)


def _service(
    book: Book, work: Recommissioning, number: int, key: str, level: int, scale: float
) -> list[Block]:
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
    style = note_at(scale)
    story.append(say(style, bold("Route and reason. "), route, " ", reasons))
    value = " ".join(full_stop(w) for w in (work.value_words, work.threshold_words) if w)
    if value:
        story.append(say(style, bold("Value. "), value))
    note = f"Likely times alone give {long_date(work.likely)}."
    if not many:
        note = (
            f"P50: the new contract starts by this date in half of {work.draws:,} simulated "
            f"timetables. P80: in 8 of 10. {note}"
        )
    crowded = len(book.plan.recommissioning) > MOST_TASK_TABLES
    if crowded:
        note += " Durations and sources of every task: sheet Timetable of the workbook."
    story += chart(plan_charts.timetable(work), say(SOURCE, note), scale=scale)
    story += _closers(work, padding_at(scale))
    story += _dates(book, work, style) if many else _notices(work)
    story += _market(work, style)
    return story if crowded else story + _chance(work, style) + _tasks(work)


def _chance(work: Recommissioning, style: Style) -> list[Block]:
    """Return how sure the dates are: whether the stop-gaps hold, the bands, and the curve."""
    told = [words for words in (holds_words(work.chance), band_words(work)) if words]
    if not told:
        return []
    note = say(style, bold("How sure this is. "), " ".join(told))
    return [note, *chart(chance_by_date(work))]


def _closers(work: Recommissioning, padding: float) -> list[Block]:
    rows: list[LooseRow] = [
        (
            brief(line.change, 240),
            bold(gap_words(line.gap_days)),
            short_date(line.restart),
            brief(line.owner, 80),
        )
        for line in work.closers
    ]
    columns = [
        Column("Change", 278),
        Column("Gap at P50", 52, True),
        Column("New contract", 60),
        Column("Who", 91),
    ]
    made = table(columns, rows, padding=padding)
    return section("What would close the gap", made) if rows else []


def _notices(work: Recommissioning) -> list[Block]:
    """Return the notices of the only service with their dates and rules."""
    rows: list[LooseRow] = [
        (say(CELL, bold(brief(line.title, 120))), long_date(line.date), *_rule(line))
        for line in work.notices
    ]
    columns = [Column("Notice", 130), Column("Date", 92), *RULE_COLUMNS]
    return section("Notices and waiting", table(columns, rows, padding=2.4)) if rows else []


def _rules(works: Sequence[Recommissioning]) -> list[Block]:
    """Return the rules behind the notices of several services, each rule once."""
    found = {(line.title, line.rule, line.source): line for work in works for line in work.notices}
    rows: list[LooseRow] = [
        (say(CELL, bold(brief(line.title, 120))), *_rule(line)) for line in found.values()
    ]
    title = "Notices and waiting: the rules"
    columns = [Column("Notice", 150), *RULE_COLUMNS]
    return section(title, table(columns, rows, padding=2.4)) if rows else []


def _rule(line: NoticeLine) -> tuple[Text, Words]:
    source = f" {full_stop(brief(line.source, 120))}" if line.source else ""
    words = say(CELL, full_stop(brief(line.rule, 200)), grey(source))
    return words, "Verified" if line.verified else bold("To be checked")


def _dates(book: Book, work: Recommissioning, style: Style) -> list[Block]:
    """Return the dates of the notices of one of several services; the rules stand before."""
    if not work.notices:
        return []
    dates = "; ".join(f"{brief(n.title, 90)} {short_date(n.date)}" for n in work.notices)
    unchecked = sum(1 for line in work.notices if not line.verified)
    rules = " Rules:"
    if unchecked:
        rules = f" {counted(unchecked, 'rule is', 'rules are')} to be checked:"
    where = joined(f"{rules} ", book.page("recommission"), ".")
    return [say(style, bold("Notices and waiting. "), full_stop(dates), where)]


def _market(work: Recommissioning, style: Style) -> list[Block]:
    told = (
        ("Lots and market. ", work.lots),
        ("What users wanted. ", [work.users_wanted] if work.users_wanted else []),
        ("Past performance. ", work.past_performance),
    )
    return [
        say(style, bold(title), " ".join(full_stop(line) for line in lines))
        for title, lines in told
        if lines
    ]


def _tasks(work: Recommissioning) -> list[Block]:
    rows: list[LooseRow] = [
        (
            brief(task.title, 110),
            brief(task.owner, 70),
            f"{task.low} / {task.likely} / {task.high}{', every day' if task.every_day else ''}",
            short_date(task.start),
            short_date(task.finish),
            bold("critical") if task.critical else count(task.total_float),
            "" if task.critical_share is None else of_100(task.critical_share),
            "Verified" if task.verified else bold("To be checked"),
        )
        for task in work.tasks
    ]
    columns = [
        Column("Task", 98),
        Column("Owner", 72),
        Column("Working days: low / likely / high", 70, True),
        Column("Starts", 57),
        Column("Ends", 57),
        Column("Days to spare", 43, True),
        Column("Critical in, of 100", 39, True),
        Column("Duration is", 62),
    ]
    if not rows:
        return []
    note = say(
        SOURCE,
        f"Critical in: how many of 100 drawn timetables ({work.draws:,} were drawn) have the task "
        "on the critical path, where a day lost is a day lost at the end.",
    )
    return section("Tasks and durations", table(columns, rows, padding=2), note)

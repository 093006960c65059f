"""Gaps, what would close them, and preventive actions with what each is worth."""

from __future__ import annotations

from reportlab.platypus import Flowable

from planner.document import plan_charts
from planner.document.pdf.parts import Book, chart, section
from planner.document.pdf.styles import CELL, CELL_GREY, NUMBER, PANEL, SOURCE
from planner.document.pdf.tables import Column, Row, panel, table
from planner.document.pdf.text import bold, brief, plum, say
from planner.document.wording import count, full_stop, pounds, short_date, small, start

MOST_ACTIONS = 12


def gaps(book: Book) -> list[Flowable]:
    """Return the gaps of the plan and the preventive actions."""
    plan = book.plan
    found = plan.gaps
    noun = "gap" if len(found) == 1 else "gaps"
    title = f"{start(small(len(found)))} {noun} in this plan" if found else "No gap was found"
    lead = "Worst first. Each line says what would close it, where anything would."
    story = book.opening("gaps", "Gaps and preventive actions", title, "Gaps and actions",
                         lead=lead if found else "")  # fmt: skip
    rows: list[Row] = []
    for number, gap in enumerate(found, start=1):
        closes = " ".join(full_stop(line) for line in gap.closes)
        opening = [plum("Red finding. ")] if gap.red else []
        rows.append(
            (
                say(NUMBER, str(number)),
                [
                    say(CELL, *opening, bold(full_stop(brief(gap.title, 140)))),
                    say(CELL_GREY, full_stop(brief(gap.sentence, 420))),
                ],
                "money" if gap.kind == "money" else "" if gap.people is None else count(gap.people),
                brief(gap.when, 90),
                brief(closes, 420) if closes else "Nothing the register holds would.",
            )
        )
    columns = [
        Column("", 22),
        Column("Gap", 190),
        Column("People", 42, True),
        Column("When", 82),
        Column("What would close it", 145),
    ]
    if rows:
        story += section("What this plan cannot yet do", table(columns, rows))
    return story + _prevention(book)


def _prevention(book: Book) -> list[Flowable]:
    actions = book.plan.preventive
    if not actions:
        words = "No preventive action was worked out: record options, people and tolerable periods."
        return [panel([say(PANEL, bold("What to do next. "), words)])]
    breach = sum(step.person_days_breach or 0.0 for step in book.plan.step_in)
    story = chart(
        plan_charts.prevention(actions, breach),
        say(SOURCE, "Each change is worked out alone, more places and earlier starts for one place "
            "or one day. The bars overlap, so do not add them. A person-day is one person without "
            "the service for one day."),
    )  # fmt: skip
    rows: list[Row] = [
        (
            say(NUMBER, str(number)),
            brief(action.title, 160),
            brief(action.worth, 200),
            "not known" if action.added_cost is None else pounds(action.added_cost),
            brief(action.owner, 80),
            "none set" if action.due is None else short_date(action.due),
            start(brief(action.status, 40)),
        )
        for number, action in enumerate(actions[:MOST_ACTIONS], start=1)
    ]
    columns = [
        Column("", 20),
        Column("Preventive action", 122),
        Column("What it is worth", 100),
        Column("Added cost", 50, True),
        Column("Owner", 74),
        Column("Due", 62),
        Column("Status", 53),
    ]
    made: list[Flowable] = [table(columns, rows)]
    if book.plan.preventive_rest:
        made.append(say(SOURCE, full_stop(book.plan.preventive_rest)))
    return [*story, *section("What to do, in order", *made)]

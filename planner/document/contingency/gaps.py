"""Gaps, what would close them, and preventive actions with what each is worth."""

from __future__ import annotations

import dataclasses

from planner.document import plan_charts
from planner.document.blocks import CELL, CELL_GREY, NUMBER, PANEL, SOURCE, Block, Column
from planner.document.building import LooseRow, chart, panel, say, section, table
from planner.document.charts import Bars
from planner.document.contingency.book import Book
from planner.document.wording import count, full_stop, on_page_of, pounds, short_date, small, start
from planner.document.words import bold, brief, plum, semibold
from planner.plan.findings import PreventiveAction
from planner.plan.plan import Plan

MOST_ACTIONS = 12
MOST_BARS = 5


def gaps(book: Book) -> list[Block]:
    """Return the gaps of the plan and the preventive actions."""
    plan = book.plan
    found = plan.gaps
    noun = "gap" if len(found) == 1 else "gaps"
    title = f"{start(small(len(found)))} {noun} in this plan" if found else "No gap was found"
    lead = "Worst first. Each line says what would close it, where anything would."
    story = book.opening("gaps", "Gaps and preventive actions", title, "Gaps and actions",
                         lead=lead if found else "")  # fmt: skip
    rows: list[LooseRow] = []
    for number, gap in enumerate(found, start=1):
        closes = " ".join(full_stop(line) for line in gap.closes)
        opening = [plum("Red finding. ")] if gap.red else []
        closers = brief(closes, 420) if closes else "Nothing the register holds would."
        rows.append(
            (
                say(NUMBER, str(number)),
                [
                    say(CELL, *opening, bold(full_stop(brief(gap.title, 140)))),
                    say(CELL_GREY, full_stop(brief(gap.sentence, 420))),
                    say(CELL, semibold("What would close it: "), closers),
                ],
                "money" if gap.kind == "money" else "" if gap.people is None else count(gap.people),
                brief(gap.when, 90),
            )
        )
    columns = [
        Column("", 22),
        Column("Gap, and what would close it", 325),
        Column("People", 40, True, people=True),
        Column("When", 94),
    ]
    if rows:
        story += section("What this plan cannot yet do", table(columns, rows, padding=1.2))
    return story + _prevention(book)


def _named_once(plan: Plan) -> tuple[PreventiveAction, ...]:
    """Return the actions with a contract called by its number where the service stands beside."""
    titles = {step.service: step.title for step in plan.step_in}

    def named(action: PreventiveAction) -> PreventiveAction:
        service = titles.get(action.service or "", "")
        if not service or action.title.casefold().count(service.casefold()) < 2:
            return action
        return dataclasses.replace(action, title=on_page_of(action.title, service))

    return tuple(named(action) for action in plan.preventive)


def _worth_most(value: Bars | None) -> Bars | None:
    """Return the chart with the changes worth most only; the tracker lists them all."""
    return None if value is None else dataclasses.replace(value, bars=value.bars[:MOST_BARS])


def _prevention(book: Book) -> list[Block]:
    actions = _named_once(book.plan)
    if not actions:
        words = "No preventive action was worked out: record options, people and tolerable periods."
        return [panel([say(PANEL, bold("What to do next. "), words)])]
    breach = sum(step.person_days_breach or 0.0 for step in book.plan.step_in)
    story = chart(
        _worth_most(plan_charts.prevention(actions, breach)),
        say(SOURCE, "Each change is worked out alone, more places and earlier starts for one place "
            "or one day. The bars overlap, so do not add them. A person-day is one person without "
            "the service for one day."),
        scale=0.8,
    )  # fmt: skip
    rows: list[LooseRow] = [
        (
            say(NUMBER, str(number)),
            brief(action.title, 160),
            brief(action.worth, 200),
            "not known" if action.added_cost is None else pounds(action.added_cost),
            brief(action.owner, 80),
            f"{'No date set' if action.due is None else short_date(action.due)}. "
            f"{full_stop(start(brief(action.status, 40)))}",
        )
        for number, action in enumerate(actions[:MOST_ACTIONS], start=1)
    ]
    columns = [
        Column("", 20),
        Column("Preventive action", 186),
        Column("What it is worth", 98),
        Column("Added cost", 48, True, "money"),
        Column("Owner", 64),
        Column("Due, status", 65),
    ]
    made: list[Block] = [table(columns, rows, padding=1.2)]
    if book.plan.preventive_rest:
        made.append(say(SOURCE, full_stop(book.plan.preventive_rest)))
    return [*story, *section("Action tracker: what to do before it happens, in order", *made)]

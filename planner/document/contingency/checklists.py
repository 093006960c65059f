"""Checklists by phase with boxes to tick, and what each role may decide."""

from __future__ import annotations

import datetime

from planner.document.blocks import ACTION, CELL, CELL_GREY, Block, Column, Group, TickBox
from planner.document.building import LooseRow, say, section, table
from planner.document.contingency.book import Book
from planner.document.wording import counted, full_stop, long_date, within
from planner.document.words import bold, brief
from planner.plan.card import ChecklistItem, Phase
from planner.plan.plan import Header


def checklists(book: Book) -> list[Block]:
    """Return the checklists and the roles."""
    phases = book.plan.checklist
    total = sum(len(phase.items) for phase in phases)
    lead = "Tick each box and write the time beside it. Bold lines are special to this plan."
    title = (
        f"{counted(total, 'thing', 'things')} to do, in {counted(len(phases), 'phase', 'phases')}"
    )
    story = book.opening("roles", "Checklists", title, "Checklists", lead=lead)
    rows: list[LooseRow] = []
    for phase in phases:
        rows.append(Group(phase_words(phase, book.plan.header)))
        rows += [_line(item) for item in phase.items]
    columns = [Column("Done", 30), Column("Do this", 303), Column("Who", 103), Column("Time", 45)]
    if rows:
        story.append(table(columns, rows, padding=2.6))
    return story + _roles(book)


def phase_words(phase: Phase, header: Header) -> str:
    """Return the title of a phase and when it ends, in hours or days after the news on day 0.

    A date is only told where the scenario names the date of day 0.
    """
    hours = phase.within_hours
    ends = header.start_date + datetime.timedelta(days=hours // 24)
    by = f"day {hours // 24}" if header.start_assumed else f"{ends:%A} {long_date(ends)}"
    after = f"{within(hours)} after the news"
    if hours < 24:
        return (
            f"{phase.title} after the news"
            if header.start_assumed
            else f"{phase.title}: by {by}, {after}"
        )
    return f"{phase.title}: by {by}"


def _line(item: ChecklistItem) -> LooseRow:
    words = full_stop(brief(item.text, 400))
    return ([TickBox()], say(ACTION, bold(words) if item.specific else words), item.owner, "")


def _roles(book: Book) -> list[Block]:
    rows: list[LooseRow] = [
        (
            [say(CELL, bold(brief(role.role, 80))), say(CELL_GREY, full_stop(role.job))],
            full_stop(role.may_decide),
            full_stop(role.ask_first),
            full_stop(role.reports_to),
        )
        for role in book.plan.role_cards
    ]
    columns = [
        Column("Role and job", 166),
        Column("May decide", 110),
        Column("Asks first", 110),
        Column("Reports to", 95),
    ]
    return section("Who does what", table(columns, rows)) if rows else []

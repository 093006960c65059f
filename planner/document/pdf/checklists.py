"""Checklists by phase with boxes to tick, and what each role may decide."""

from __future__ import annotations

from reportlab.platypus import Flowable

from planner.document.pdf.marks import TickBox
from planner.document.pdf.parts import Book, section
from planner.document.pdf.styles import ACTION, CELL, CELL_GREY
from planner.document.pdf.tables import Column, Group, Row, table
from planner.document.pdf.text import bold, brief, say
from planner.document.wording import counted, full_stop, within
from planner.plan.card import ChecklistItem, Phase


def checklists(book: Book) -> list[Flowable]:
    """Return the checklists and the roles."""
    phases = book.plan.checklist
    total = sum(len(phase.items) for phase in phases)
    lead = "Tick each box and write the time beside it. Bold lines are special to this plan."
    title = (
        f"{counted(total, 'thing', 'things')} to do, in {counted(len(phases), 'phase', 'phases')}"
    )
    story = book.opening("checklists", "Checklists", title, "Checklists", lead=lead, new_page=True)
    rows: list[Row] = []
    for phase in phases:
        rows.append(Group(_phase_words(phase)))
        rows += [_line(item) for item in phase.items]
    columns = [Column("Done", 30), Column("Do this", 290), Column("Who", 116), Column("Time", 45)]
    if rows:
        story.append(table(columns, rows, padding=3))
    return story + _roles(book)


def _phase_words(phase: Phase) -> str:
    limit = f"within {within(phase.within_hours)}"
    return phase.title if any(ch.isdigit() for ch in phase.title) else f"{phase.title}, {limit}"


def _line(item: ChecklistItem) -> Row:
    words = full_stop(brief(item.text, 400))
    return ([TickBox()], say(ACTION, bold(words) if item.specific else words), item.owner, "")


def _roles(book: Book) -> list[Flowable]:
    rows: list[Row] = [
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

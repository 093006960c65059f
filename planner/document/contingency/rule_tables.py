"""Tables of what holds in every failure, with what is still to be checked in each row."""

from __future__ import annotations

from collections.abc import Sequence

from planner.document.blocks import BODY, CELL, H2, SOURCE, Block, CellPart, Column, Style
from planner.document.building import LooseRow, bullets, say, section, table
from planner.document.wording import full_stop, listed
from planner.document.words import bold, brief, grey, joined
from planner.plan.findings import Note, RuleGrid, RuleRow
from planner.plan.plan import Plan

HERE = "This plan"


def grid_of(plan: Plan, topic: str) -> RuleGrid | None:
    """Return the table of a topic; None where the plan was kept before there was one."""
    return next((grid for grid in plan.rules if grid.topic == topic), None)


def rule_table(grid: RuleGrid | None, shares: Sequence[float], style: Style = H2) -> list[Block]:
    """Return a table of rules under its title, or nothing where there is none."""
    if grid is None:
        return []
    rows: list[LooseRow] = [
        [_cells(grid, row, at, words) for at, words in enumerate(row.cells)] for row in grid.rows
    ]
    columns = [Column(heading, share) for heading, share in zip(grid.headings, shares, strict=True)]
    made = table(columns, rows, padding=2.4, summary=grid.title)
    return section(grid.title, made, say(SOURCE, _source(grid)), style=style)


def _source(grid: RuleGrid) -> str:
    unchecked = list(dict.fromkeys(name for row in grid.rows for name in row.to_check))
    source = f"Source: {full_stop(grid.source)}"
    if not unchecked:
        return source
    whole = [name for name in unchecked if all(name in row.to_check for row in grid.rows)]
    parts = [f"the column {name}" for name in whole]
    if len(whole) < len(unchecked):
        parts.append("what an asterisk (*) marks")
    return f"{source} To be checked: {listed(parts)}."


def _cells(grid: RuleGrid, row: RuleRow, at: int, words: str) -> list[CellPart]:
    name = grid.headings[at]
    whole_column = all(name in one.to_check for one in grid.rows)
    star = " *" if name in row.to_check and not whole_column else ""
    if at:
        return [say(CELL, full_stop(brief(words, 240)), bold(star))]
    parts: list[CellPart] = [say(CELL, bold(brief(words, 120)))]
    if row.here:
        parts.append(say(CELL, grey(HERE)))
    return parts


def note_section(notes: Sequence[Note], topics: Sequence[str], style: Style = H2) -> list[Block]:
    """Return the standing notes of some topics, each a short list with its source."""
    story: list[Block] = []
    for note in notes:
        if note.topic not in topics:
            continue
        state = "" if note.verified else bold(" To be checked.")
        content = bullets([full_stop(words) for words in note.sentences], BODY)
        if note.source:
            source = joined(grey(f"Source: {full_stop(note.source)}"), state)
            content.append(say(SOURCE, source))
        story += section(note.heading, *content, style=style)
    return story

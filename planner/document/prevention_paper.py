"""The best preventive actions, as a paper."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from planner.document.chart_tables import Heading
from planner.document.paper import Paper, PaperPart, paper_of
from planner.document.plain_sheet import PlainSheet, plain_sheet
from planner.document.prevention_words import PreventionReport, PreventionRow
from planner.document.wording import round_pounds
from planner.register.register import Register

HEADINGS = (
    Heading("#", "number"),
    Heading("Action"),
    Heading("What it does"),
    Heading("Owner"),
    Heading("Takes"),
    Heading("Cost in the first year, £", "pounds"),
    Heading("Must person-days spared", "people"),
    Heading("Less harm so far", "share"),
)
ASSUMPTIONS = (
    "Each provider, owner and shared asset fails alone on day 0 without warning, and is answered "
    "with the best use of the options; followed for 182 days.",
    "Each figure is a fresh run of the cases with that action and those above it really done in "
    "the register, so that worth is never counted twice.",
    "How long an action takes and what it costs are our judgement unless a source is named; an "
    "action at £0 takes staff time only.",
)


def prevention_paper(register: Register, found: PreventionReport, today: datetime.date) -> Paper:
    """Return the finding, the curve, the actions within the budget and the next ones."""
    inside = [row for row in found.rows if row.chosen]
    beyond = [row for row in found.rows if not row.chosen]
    figures = tuple(f"{one.number} {one.words}." for one in found.figures)
    budget = round_pounds(found.budget)
    parts = [PaperPart("What money buys", (*figures, found.proven), (found.curve,))]
    if inside:
        parts.append(PaperPart(f"Within {budget}", (), (), (_table("Actions", inside),)))
    if beyond:
        parts.append(PaperPart(found.next_words, (), (), (_table("Next", beyond),)))
    parts += [PaperPart(f"{row.number}. {row.title}", row.story) for row in inside]
    return paper_of(
        register,
        today,
        title="What to change first",
        subtitle=f"The best few preventive actions for {budget}",
        headline=found.headline,
        parts=tuple(parts),
        assumptions=ASSUMPTIONS,
    )


def _table(title: str, rows: Sequence[PreventionRow]) -> PlainSheet:
    cells = [
        (
            row.number,
            row.title,
            row.detail,
            row.owner,
            row.takes,
            row.cost,
            row.spared,
            row.so_far,
        )
        for row in rows
    ]
    return plain_sheet(title, HEADINGS, cells)

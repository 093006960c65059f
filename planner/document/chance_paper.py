"""The chance of a year and the reserve to hold, as a paper."""

from __future__ import annotations

import datetime

from planner.document.chance_charts import ChanceReport
from planner.document.chart_tables import Heading
from planner.document.paper import Paper, PaperPart, paper_of
from planner.document.plain_sheet import PlainSheet, plain_sheet
from planner.document.reserve_workings import reserve_tables
from planner.register.register import Register


def chance_paper(register: Register, found: ChanceReport, today: datetime.date) -> Paper:
    """Return the finding, the years by net cost and by people, the figures and who makes them."""
    funds = (_funds(found),) if found.reserve.funds else ()
    money = (found.money,) if found.tail.bars else ()
    parts = [
        PaperPart("What to hold", found.sentences, money, funds),
        PaperPart("What it means for people", (), (found.people,)),
    ]
    if not found.is_known:
        parts = [PaperPart("What to hold", found.sentences, (), funds)]
    if found.tail.bars:
        parts.append(
            PaperPart(
                "Who makes the worst years", (found.tail_words,), (found.tail,), (found.makers,)
            )
        )
    if found.is_known:
        parts.append(PaperPart("Every figure, with its band", (), (), (_figures(found),)))
    return paper_of(
        register,
        today,
        title="A year at risk",
        subtitle="What provider failure may cost in a year, and the reserve to hold",
        headline=found.headline,
        parts=tuple(parts),
        assumptions=found.assumptions,
        inputs=reserve_tables(found) if found.is_known else (),
    )


def _funds(found: ChanceReport) -> PlainSheet:
    return plain_sheet(
        "Funds held today",
        (
            Heading("Fund"),
            Heading("Held, £", "pounds"),
            Heading("Years in which too much is asked of it", "share"),
        ),
        [(fund.name, fund.amount, fund.short) for fund in found.reserve.funds],
    )


def _figures(found: ChanceReport) -> PlainSheet:
    """Return every figure in a row of its own, as a page is too narrow for all side by side."""
    names = found.figures.headings[1::3]
    rows = [
        (row[0], name, *row[1 + 3 * at : 4 + 3 * at])
        for row in found.figures.rows
        for at, name in enumerate(names)
    ]
    return plain_sheet(
        found.figures.title,
        (
            Heading("In a year"),
            Heading("Figure"),
            Heading("Value", "number"),
            Heading("95% band from", "number"),
            Heading("to", "number"),
        ),
        rows,
    )

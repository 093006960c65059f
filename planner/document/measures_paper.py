"""Every measure of dependence as a paper."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import get_args

from planner.dependence.shares import Grouping
from planner.document.measure import Measure
from planner.document.paper import Paper, PaperPart, paper_of
from planner.document.plain_sheet import PlainSheet, plain_sheet
from planner.document.share_workings import inputs_of, workings_of
from planner.document.wording import percent
from planner.register.register import Register

GROUPED = frozenset(get_args(Grouping))
ASSUMPTIONS = (
    "Values are those of the register's contracts; a contract without a value counts in no share "
    "of money.",
    "A group is a provider with all that it owns, wholly or by more than half.",
    "The index of a market (HHI) is the sum of squared percentage shares: 10,000 for one provider "
    "alone, above 2,500 in few hands.",
    "Shares of people by area, group or funder are blank where a provider serves nobody there.",
)


def measures_paper(
    register: Register, found: Sequence[Measure], limit: float, today: datetime.date
) -> Paper:
    """Return one part for each measure: its finding, its chart and its table."""
    return paper_of(
        register,
        today,
        title="How much rests on few",
        subtitle=f"Measures of dependence; shares above {percent(limit)} are marked",
        headline=found[0].headline if found else "Nothing can be measured yet.",
        parts=tuple(
            PaperPart(
                one.label,
                () if _says_it(one) else (one.headline,),
                () if one.chart is None else (one.chart,),
                (_table(one),) if one.rows else (),
            )
            for one in found
        ),
        assumptions=ASSUMPTIONS,
        inputs=inputs_of(register, found),
    )


def _table(one: Measure) -> PlainSheet:
    """Return the table of a measure; a share of people nobody has there is blank, not unknown."""
    if one.name not in GROUPED:
        return plain_sheet(one.label, one.headings, one.rows, workings_of(one))
    rows = [["" if cell is None else cell for cell in row] for row in one.rows]
    return plain_sheet(one.label, one.headings, rows)


def _says_it(one: Measure) -> bool:
    """Return whether the title of the chart already says the finding."""
    return one.chart is not None and one.chart.title == one.headline.rstrip(".")

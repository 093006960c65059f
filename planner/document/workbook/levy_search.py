"""The sheet that finds the factor k of the levy, step by step."""

from __future__ import annotations

from planner.document.workbook.cells import Formula, Value
from planner.document.workbook.levy_cells import (
    CONTRIBUTION,
    LEVY,
    SEARCH,
    STEPS,
    TINY,
    weight_of,
)
from planner.document.workbook.sheets import FIRST_ROW, Column, Sheet
from planner.plan.levy_terms import Levy


def search_sheet(levy: Levy) -> Sheet:
    """Return the steps from k = 0: what all pay at that k, and how much of k is still missing."""
    last = FIRST_ROW + max(len(levy.known), 1) - 1
    flat, most, weight = (f"{LEVY}!${letter}${FIRST_ROW}:${letter}${last}" for letter in "JLP")
    rows: list[list[Value]] = []
    for number, step in enumerate(_steps(levy)):
        at = FIRST_ROW + number
        k, raised, missing, slope = step
        paid = f"{flat}+{weight}*B{at}"
        rows.append(
            [
                number,
                Formula("=0", 0.0)
                if not number
                else Formula(
                    f"=IF(OR(D{at - 1}<=0,E{at - 1}<={TINY}),B{at - 1},"
                    f"B{at - 1}+D{at - 1}/E{at - 1})",
                    k,
                ),
                Formula(f"=SUMPRODUCT(({paid}<{most})*({paid})+({paid}>={most})*{most})", raised),
                Formula(f"=ROUND({CONTRIBUTION}-C{at},9)", missing),
                Formula(f"=SUMPRODUCT(({paid}<{most})*{weight})", slope),
            ]
        )
    return Sheet(
        SEARCH,
        "FindingK",
        "Finding k",
        "From k = 0, each step follows the line at hand to the contribution; contracts it takes "
        "past their cap are held there.",
        "The last k is the one used. Where all are held at the cap the contribution cannot be met.",
        [
            Column("Step", "count", 8),
            Column("k", "exact", 20),
            Column("Raised at this k", "price", 20),
            Column("Still missing", "price", 20),
            Column("More for each unit of k", "price", 24),
        ],
        rows,
    )


def _steps(levy: Levy) -> list[tuple[float, float, float, float]]:
    """Return k, raised, missing and slope of every step, as the formulas work them out."""
    payers = [
        (
            row.flat or 0.0,
            row.most or 0.0,
            weight_of(row),
        )
        for row in levy.known
    ]
    k = 0.0
    found: list[tuple[float, float, float, float]] = []
    for _ in range(STEPS):
        raised = sum(min(most, flat + weight * k) for flat, most, weight in payers)
        slope = sum(weight for flat, most, weight in payers if flat + weight * k < most)
        missing = round(levy.terms.contribution - raised, 9) + 0.0
        found.append((k, raised, missing, slope))
        if missing > 0 and slope > float(TINY):
            k += missing / slope
    return found

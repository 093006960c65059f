"""Where the terms of the levy stand in its workbook, and its pence as the formulas share them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from planner.document.workbook.sheets import FIRST_ROW
from planner.plan.levy_terms import Levy, LevyRow

TERMS, LEVY, SEARCH, LEFT_OUT = "Terms", "Levy", "Finding k", "Not known"
STEPS = 40
TINY = "0.000000000001"
TARGET, YEARS, CONTRIBUTION, FLAT, CAP, RELIEF, K, RAISED, LACKING, PENNIES, CHARGED, CHECK = (
    f"{TERMS}!$B${row}" for row in range(FIRST_ROW, FIRST_ROW + 12)
)
NAMES = {
    "Target_fund": TARGET,
    "Built_over": YEARS,
    "Contribution": CONTRIBUTION,
    "Flat_part": FLAT,
    "Levy_cap": CAP,
    "Flat_only_below": RELIEF,
    "Levy_k": K,
    "Levy_check": CHECK,
}
"""Names of cells, that people may use in formulas of their own."""
MET, LESS, MORE = "Met to the penny", "Not met", "More than asked"


@dataclass(frozen=True, slots=True)
class Pence:
    """A levy in whole pence, as the formulas come to it.

    Where several remainders are equal, the contract further up takes its penny first.
    """

    down: float
    rest: float
    place: int
    charged: float


def pence_of(levy: Levy) -> list[Pence]:
    """Return each levy rounded down, its remainder and place, and with its penny."""
    exact = [
        min(row.most or 0.0, (row.flat or 0.0) + levy.k * weight_of(row)) for row in levy.known
    ]
    down = [math.floor((one + 0.0000001) * 100) / 100 for one in exact]
    rest = [max(0.0, round(one - whole, 7)) for one, whole in zip(exact, down, strict=True)]
    order = sorted(range(len(rest)), key=lambda at: (-rest[at], at))
    places = {at: place for place, at in enumerate(order, start=1)}
    left = round((levy.terms.contribution - math.fsum(down)) * 100)
    return [
        Pence(whole, more, places[at], whole + 0.01 if more > 0 and places[at] <= left else whole)
        for at, (whole, more) in enumerate(zip(down, rest, strict=True))
    ]


def weight_of(row: LevyRow) -> float:
    """Return what a contract pays more for each unit of k, in pounds."""
    return 0.0 if row.limit == "relief" else (row.exposure or 0.0) * row.probability

"""How much to hold, worked out from the drawn years: the tables that a workbook adds."""

from __future__ import annotations

import numpy as np

from planner.document.chance_charts import ChanceReport
from planner.document.chart_tables import Heading
from planner.document.plain_sheet import Cell, PlainSheet, Working, plain_sheet
from planner.scenario.chance import NOTHING

MOST_YEARS = 20_000
"""Drawn years that a sheet lists at most; beyond, nothing is worked out in the workbook."""
HOLD, DRAWN, FUNDS = "Reserve to hold", "Drawn years", "Funds today"
NET, UNPAID = "Net cost", "Not paid by funds"


def reserve_tables(found: ChanceReport) -> tuple[PlainSheet, ...]:
    """Return the reserve step by step, the funds and the drawn years; none where too many."""
    net, unpaid = found.years.net_total, found.years.shortfall
    if not 0 < net.size <= MOST_YEARS:
        return ()
    funds = plain_sheet(
        FUNDS,
        (Heading("Fund"), Heading("Amount", "pounds")),
        [(fund.name, fund.amount) for fund in found.reserve.funds],
    )
    years = plain_sheet(
        DRAWN,
        (Heading("Year drawn", "number"), Heading(NET, "pounds"), Heading(UNPAID, "pounds")),
        [
            (at, float(one), float(two))
            for at, (one, two) in enumerate(zip(net, unpaid, strict=True), start=1)
        ],
    )
    return (_steps(found), funds, years)


def _steps(found: ChanceReport) -> PlainSheet:
    reserve, net = found.reserve, found.years.net_total
    drawn, costs, unpaid = (
        f"{{{DRAWN}|Year drawn}}", f"{{{DRAWN}|{NET}}}", f"{{{DRAWN}|{UNPAID}}}"
    )  # fmt: skip
    asked, many, hold, held = (f"{{{HOLD}|Amount|{row}}}" for row in (1, 2, 3, 4))
    # The smallest loss that so many years do not exceed; see planner.scenario.estimates.rank.
    place = f"MIN({many},MAX(1,ROUNDUP({many}*{asked}/100-0.001,0)))"
    lines: list[tuple[str, float, str, str]] = [
        ("Years to pay for, of 100", reserve.percent, "change it here", ""),
        ("Years drawn", float(net.size), "years", f"=COUNT({drawn})"),
        ("To hold", reserve.to_hold.value, "£", f"=SMALL({costs},{place})"),
        ("Held today", reserve.held, "£", f"=SUM({{{FUNDS}|Amount}})"),
        ("Missing in all", reserve.gap.value, "£", f"=MAX(0,{hold}-{held})"),
        (
            "Missing where each fund pays only for what it may",
            reserve.more.value,
            "£; funds as they were drawn with",
            f"=SMALL({unpaid},{place})",
        ),
        (
            "Years that cost no more than is held",
            reserve.enough.value * 100,
            "of 100",
            f"=100*SUMPRODUCT(({costs}<={held}+{NOTHING})*1)/{many}",
        ),
        ("An average year costs", float(np.mean(net)), "£", f"=AVERAGE({costs})"),
    ]
    rows: list[tuple[Cell, ...]] = [(name, amount, unit) for name, amount, unit, _ in lines]
    return plain_sheet(
        HOLD,
        (Heading("Step"), Heading("Amount", "pounds"), Heading("Unit")),
        rows,
        tuple(
            Working("Amount", formula, row)
            for row, (*_, formula) in enumerate(lines, start=1)
            if formula
        ),
    )

"""What shares and indexes are worked out from: the tables and workings that a workbook adds."""

from __future__ import annotations

from collections.abc import Sequence

from planner.dependence.concentration import A_YEAR, better_measure, three_ways
from planner.document.chart_tables import Heading
from planner.document.measure import Measure
from planner.document.plain_sheet import Cell, PlainSheet, Working, plain_sheet
from planner.register.register import Register

MONEY, TERMS = "Money by market", "What shares are of"
VIEWS = ("Provider", "Group", "Through the chain")


def money_by_market(register: Register, markets: Sequence[str]) -> PlainSheet:
    """Return what each holder has of each market, three ways, with its share and its square.

    `markets` are numbered from 1 in the order given.
    """
    numbers = {market: at for at, market in enumerate(markets, start=1)}
    rows: list[tuple[Cell, ...]] = []
    views = three_ways(register, better_measure(register))
    for view, (name, values) in enumerate(zip(VIEWS, views, strict=True), start=1):
        totals: dict[str, float] = {}
        for mine in values.values():
            for market, value in mine.items():
                totals[market] = totals.get(market, 0.0) + value
        for holder, mine in values.items():
            for market, value in mine.items():
                if market in numbers and value:
                    share = value / totals[market]
                    known = register.providers.get(holder)
                    rows.append(
                        (
                            name, market, known.name if known else "not known", value, share,
                            (100 * share) ** 2, numbers[market], view,
                        )
                    )  # fmt: skip
    whole = "SUMIFS({*Value},{*Market no},{Market no},{*View no},{View no})"
    return plain_sheet(
        MONEY,
        (
            Heading("Seen by"),
            Heading("Market"),
            Heading("Holder"),
            Heading("Value", "pounds"),
            Heading("Share", "share"),
            Heading("Squared", "number"),
            Heading("Market no", "number"),
            Heading("View no", "number"),
        ),
        rows,
        (
            Working("Share", "={Value}/" + whole),
            Working("Squared", "=(100*{Share})^2"),
        ),
    )


def terms(register: Register) -> PlainSheet:
    """Return the yearly budget that shares of it are of; not known where values are of awards."""
    budget = register.council.budget_annual if better_measure(register) == A_YEAR else None
    return plain_sheet(
        TERMS, (Heading("Term"), Heading("Amount", "pounds")), [("Yearly budget", budget)]
    )


def workings_of(measure: Measure) -> tuple[Working, ...]:
    """Return how a measure's figures come from those tables; none where they are not there."""
    if measure.name == "limits":
        return (
            Working("% of contracts", "={Value, £}/SUM({*Value, £})"),
            Working("% of budget", f"={{Value, £}}/{{{TERMS}|Amount|1}}"),
            Working("% of people", "={People}/SUM({*People})"),
        )
    if measure.name == "markets":
        keys = f"{{{MONEY}|Market no}},{{row}},{{{MONEY}|View no}}"
        return (
            Working("Value, £", f"=SUMIFS({{{MONEY}|Value}},{keys},1)"),
            Working("HHI", f"=SUMIFS({{{MONEY}|Squared}},{keys},1)"),
            Working("HHI by group", f"=SUMIFS({{{MONEY}|Squared}},{keys},2)"),
            Working("HHI through the chain", f"=SUMIFS({{{MONEY}|Squared}},{keys},3)"),
            Working(
                "Its share",
                f"=SUMPRODUCT(MAX(({{{MONEY}|Market no}}={{row}})*({{{MONEY}|View no}}=1)"
                f"*{{{MONEY}|Share}}))",
            ),
        )
    return ()


def inputs_of(register: Register, found: Sequence[Measure]) -> tuple[PlainSheet, ...]:
    """Return the tables that the workings of the measures start from."""
    markets = next((one for one in found if one.name == "markets"), None)
    tables = [terms(register)]
    if markets is not None and markets.rows:
        tables.append(money_by_market(register, [str(row[0]) for row in markets.rows]))
    return tuple(tables)

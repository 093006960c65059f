"""Contract money by category, kind of supplier and class as a paper that may be published."""

from __future__ import annotations

import dataclasses
import datetime

from planner.dependence.money_shared_out import SharedOut, SharedRow, money_shared_out
from planner.document.chart_tables import Kind
from planner.document.charts import Bar, Bars
from planner.document.measure import MOST_BARS, fifteen_words
from planner.document.paper import Paper, PaperPart, paper_of
from planner.document.plain_sheet import PlainSheet
from planner.document.wording import counted, long_date, middle, round_pounds, start
from planner.register.register import Register

HEADINGS = (
    "Shared out by",
    "Group",
    "What the money is",
    "Money (£)",
    "Share of the money that is known (%)",
    "Entries",
    "Suppliers",
    "Entries whose value is not known",
)
"""Of the plain table: an entry is a contract, or a supplier's payments of a year."""

MARKING = "For publication"
ASSUMPTIONS = (
    "Money is that of the contracts the register holds, without VAT. It is not the council's whole "
    "spending.",
    "A contract whose value is not known is counted, but adds no money. An award that several "
    "suppliers share has no value of their own, so it adds none either.",
    "The kind of a supplier and the class of a service are the council's own records. Where they "
    "are not known the table says so.",
    "Shares are rounded to a pound in each £1,000, a tenth of a per cent, so that they add up.",
)


def sector_paper(register: Register, today: datetime.date) -> Paper:
    """Return the paper: a part with its finding, chart and table for each way of sharing out."""
    tables = money_shared_out(register)
    paper = paper_of(
        register,
        today,
        title="Where contract money goes",
        subtitle=f"Contracts known on {long_date(today)}",
        headline=finding(tables[0]),
        parts=tuple(_part(one) for one in tables),
        assumptions=ASSUMPTIONS,
    )
    return dataclasses.replace(paper, marking=MARKING)


def sector_rows(register: Register) -> tuple[tuple[str, ...], ...]:
    """Return the tables one under the other as plain text, blank where not known.

    The shares of each table add up to 100.
    """
    return tuple(
        (
            table.by,
            row.group,
            table.money_is,
            "" if row.value is None else f"{row.value:.2f}",
            "" if row.thousandths is None else f"{row.thousandths / 10:.1f}",
            str(row.contracts),
            str(row.suppliers),
            str(row.without_value),
        )
        for table in money_shared_out(register)
        for row in table.rows
    )


def finding_of(register: Register) -> str:
    """Return what the money by category says first, in a sentence."""
    return finding(money_shared_out(register)[0])


def finding(table: SharedOut) -> str:
    """Return what a table says first, in a sentence."""
    known = [row for row in table.rows if row.value]
    if not known:
        return "No contract has a value that is known yet, so money cannot be shared out."
    first = max(known, key=lambda row: row.value or 0.0)
    what = {"Class of service": "services of the class", "Kind of supplier": "the kind"}
    words = what.get(table.by, "the category")
    return f"{_tenths(first)} of the money that is known goes to {words} “{first.group}”."


def _of_1000(row: SharedRow) -> float | str | None:
    """Return the pounds of each £1,000; what is little is not told as nothing."""
    return "under £1" if row.value and row.thousandths == 0 else row.thousandths


def _tenths(row: SharedRow) -> str:
    return f"{(row.thousandths or 0) / 10:.1f}%"


def _part(table: SharedOut) -> PaperPart:
    paid = table.money_is.startswith("paid")
    heading = f"By {middle(table.by)}" + (f": {table.money_is}" if paid else "")
    unit = ("supplier", "suppliers") if paid else ("contract", "contracts")
    missing = table.without_value
    charts = _charts(table)
    told = [] if charts else [finding(table)]  # a chart says it in its title
    told.append(f"The table adds up to {round_pounds(table.total)}.")
    if missing:
        have = "has" if missing == 1 else "have"
        told.append(f"{counted(missing, *unit)} {have} no value that is known.")
    return PaperPart(heading, tuple(told), charts, (_sheet(table, heading, paid),))


def _charts(table: SharedOut) -> tuple[Bars, ...]:
    known = [row for row in table.rows if row.value][:MOST_BARS]
    if not known:
        return ()
    title = fifteen_words(finding(table).rstrip("."))
    bars = tuple(
        Bar(row.group, row.value or 0.0, f"{_tenths(row)}, {round_pounds(row.value)}")
        for row in known
    )
    told = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    subtitle = f"{start(table.money_is)} in pounds, by {middle(table.by)}"
    return (Bars(title=title, subtitle=subtitle, alt=f"{title}. {told}.", bars=bars),)


def _sheet(table: SharedOut, heading: str, paid: bool) -> PlainSheet:
    money = f"{start(table.money_is)}, £"
    unit = "Suppliers' payments" if paid else "Contracts"
    headings = (table.by, money, "Of each £1,000", unit, "Suppliers", "Value not known")
    rows = [
        (row.group, row.value, _of_1000(row), row.contracts, row.suppliers, row.without_value)
        for row in table.rows
    ]
    kinds: tuple[Kind, ...] = ("text", "pounds", "pounds", "number", "number", "number")
    return PlainSheet(heading, headings, tuple(rows), kinds)

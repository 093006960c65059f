"""Payments as councils publish them (over £250 or £500), every row of a file accounted for.

A row is a payment, a credit note (money back: a negative amount, kept and taken off), a blank line,
the headings again (the columns may have moved), a line of totals, or refused with the reason. The
money of a file is the sum of its payments and credit notes.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from planner.errors import InputRefused
from planner.exchange import cells
from planner.exchange.cells import Cell, DateOrder, Unreadable, as_text, shortened
from planner.exchange.column_words import name_score, plain_words
from planner.exchange.match_columns import (
    ColumnChoice,
    ColumnMapping,
    columns_under,
    guess_mapping,
)
from planner.exchange.read_table import Row, Table, open_table
from planner.exchange.total_rows import RunningTotal
from planner.exchange.vocabularies import SPEND

_COMPANY_WORDS = re.compile(
    r"\b(?:ltd|limited|plc|llp|cic|council|nhs|trust|services|university|group|solutions)\b", re.I
)
_LEAST_COMPANIES = 0.15
_SURE = 0.8
_NEEDED = ("supplier", "amount", "date")


class SpendNature(StrEnum):
    """What one row of a list of payments is."""

    PAYMENT = "payment"
    CREDIT = "credit note"
    BLANK = "blank line"
    HEADINGS = "headings again"
    TOTAL = "line of totals"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SpendRow:
    """One row of a list of payments.

    `place` says where it stands. `supplier` is the name as published, "" where there is none.
    `amount` is in pounds, negative for a credit note; 0 where the row is neither. `paid_on` is None
    where no date can be read, and `reason` then says why, as it does for a refused row.
    """

    place: str
    nature: SpendNature
    supplier: str = ""
    supplier_number: str = ""
    company_number: str = ""
    charity_number: str = ""
    amount: float = 0.0
    paid_on: datetime.date | None = None
    reason: str = ""

    @property
    def is_money(self) -> bool:
        """Return whether the row counts: a payment or a credit note."""
        return self.nature in (SpendNature.PAYMENT, SpendNature.CREDIT)


@dataclass(frozen=True)
class SpendRead:
    """A list of payments ready to be gone through, as often as wanted.

    `is_card` where it lists purchases by card, whose merchants are seldom the council's providers.
    """

    path: Path
    how: str
    mapping: ColumnMapping
    rows: Callable[[], Iterator[SpendRow]]
    is_card: bool = False
    warnings: tuple[str, ...] = ()


def read_spend(
    path: Path,
    mapping: ColumnMapping | None = None,
    sheet: str | None = None,
    heading_row: int | None = None,
) -> SpendRead:
    """Open a list of payments; InputRefused where no column holds the amounts or the suppliers.

    Lists without headings are read by what their cells hold.
    """
    table = open_table(path, sheet, heading_row)
    chosen = spend_columns(table) if mapping is None else mapping.for_headings(table.headings.names)
    for name in _NEEDED[:2]:
        if chosen.column(name) is None:
            named = ", ".join(one for one in table.headings.names if one) or "none found"
            what = "suppliers" if name == "supplier" else "amounts paid"
            raise InputRefused.one(
                path.name,
                f"no column holds the {what}",
                f"choose the {name} column yourself; the headings are: {shortened(named, 400)}",
            )
    warnings = []
    if table.headings.row < 0 and mapping is None:
        warnings.append("The list has no headings: its columns are known by what they hold.")
    if chosen.column("date") is None:
        warnings.append("No column holds the dates paid: the money belongs to no year.")
    amount = chosen.choice("amount")
    if amount is not None and "gross" in plain_words(amount.heading).split():
        warnings.append(f'"{amount.heading}" may hold amounts with VAT, which contracts leave out.')
    is_card = chosen.column("card") is not None and _is_all_card(table, chosen)
    if is_card:
        warnings.append(
            "These are purchases by card: the names are merchants, seldom holders of a contract."
        )
    return SpendRead(
        path,
        table.how,
        chosen,
        lambda: _SpendRows(table, chosen).rows(),
        is_card,
        tuple(warnings),
    )


def _is_all_card(table: Table, mapping: ColumnMapping) -> bool:
    """Return whether every payment is marked as one by card, not just some of them."""
    place = mapping.column("card")
    marks = [as_text(row.cell(place)) for row in table.sample(200)] if place is not None else []
    no = ("", "n", "no", "0", "false", "na", "n/a")
    return bool(marks) and all(mark.casefold() not in no for mark in marks)


def spend_columns(table: Table) -> ColumnMapping:
    """Return which column of a list of payments holds what, by its headings, else by its cells."""
    if table.headings.row >= 0:
        return guess_mapping(table, SPEND)
    return _by_cells(table)


def looks_like_spend(table: Table) -> bool:
    """Return whether a table lists payments: suppliers, amounts and dates paid, no contracts."""
    words = {plain_words(name) for name in table.headings.names if name}
    if any({"end", "expiry"} & set(one.split()) for one in words):
        return False
    mapping = spend_columns(table)
    if any(mapping.column(name) is None for name in _NEEDED):
        return False
    if table.headings.row < 0:
        return True
    told = " | ".join(sorted(words))
    return bool(
        re.search(
            r"payment|paid|transaction|invoice (?:number|date)|expenditure|spend|creditor|payee",
            told,
        )
    )


def _by_cells(table: Table) -> ColumnMapping:
    """Tell the columns of a list without headings by what they hold.

    Dates are dates; the amounts are the last column of money in which pence occur; the suppliers
    are the column in which most cells end or speak like an organisation's name.
    """
    sample = table.sample()
    width = len(table.headings.names)
    columns = [[row.cell(place) for row in sample] for place in range(width)]
    filled = [[cell for cell in column if as_text(cell)] for column in columns]
    often = [place for place in range(width) if len(filled[place]) * 2 > len(sample)]
    dates = [place for place in often if _share(filled[place], _is_date) > 0.8]
    amounts = [
        place
        for place in often
        if place not in dates and _share(filled[place], _is_pounds) > 0.9
        and any("." in str(cell) for cell in filled[place])
    ]  # fmt: skip
    named = sorted(
        (-_share(filled[place], _is_organisation), place)
        for place in often
        if place not in dates and place not in amounts
    )
    found = []
    if dates:
        order = cells.date_order(columns[dates[0]])
        found.append(_choice("date", dates[0], "its cells are dates", order))
    if amounts:
        found.append(_choice("amount", amounts[-1], "its cells are amounts with pence"))
    if named and -named[0][0] >= _LEAST_COMPANIES:
        words = f"{-named[0][0]:.0%} of its cells are names of organisations"
        found.append(_choice("supplier", named[0][1], words))
    return ColumnMapping(table.headings.names, tuple(found), SPEND)


def _choice(
    name: str, place: int, reason: str, order: DateOrder = DateOrder.DAY_FIRST
) -> ColumnChoice:
    return ColumnChoice(name, place, f"Column {place + 1}", 0.7, reason, order)


def _share(column: Sequence[Cell], test: Callable[[Cell], bool]) -> float:
    return sum(test(cell) for cell in column) / len(column) if column else 0.0


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, int | float) or re.fullmatch(r"[\d,.]+", as_text(cell)):
        return False
    try:
        return cells.date(cell) is not None
    except Unreadable:
        return False


def _is_pounds(cell: Cell) -> bool:
    try:
        return cells.money(cell) is not None
    except Unreadable:
        return False


def _is_organisation(cell: Cell) -> bool:
    return isinstance(cell, str) and _COMPANY_WORDS.search(cell) is not None


class _SpendRows:
    """Goes down one list of payments; columns may move at a second line of headings."""

    def __init__(self, table: Table, mapping: ColumnMapping) -> None:
        self.table = table
        self.mapping = mapping
        self.sheet = f"sheet {table.sheet}, " if table.sheet else ""
        self.columns: dict[str, int | None] = {
            one.name: mapping.column(one.name) for one in mapping.fields
        }
        date = mapping.choice("date")
        self.order = date.order if date is not None else DateOrder.DAY_FIRST
        self.totals = RunningTotal()
        self._dates: dict[Cell, tuple[datetime.date | None, str]] = {}
        self._names: dict[Cell, str] = {}

    def rows(self) -> Iterator[SpendRow]:
        for row in self.table.rows():
            yield self._row(row)

    def _row(self, row: Row) -> SpendRow:
        place = f"{self.sheet}row {row.number}"
        if row.is_blank:
            return SpendRow(place, SpendNature.BLANK)
        if self.table.headings.repeated_by(row.cells):
            names = [as_text(cell) for cell in row.cells]
            self.columns = columns_under(self.mapping, self.columns, names)
            return SpendRow(place, SpendNature.HEADINGS)
        supplier = self._name(row)
        paid_on, why = self._paid_on(row)
        try:
            amount = cells.money(self._cell(row, "amount"))
        except Unreadable as error:
            if self._says_headings(row):
                return SpendRow(place, SpendNature.HEADINGS)
            return SpendRow(place, SpendNature.REFUSED, supplier, reason=f"amount: {error}")
        if (not supplier or paid_on is None) and self.totals.is_total(
            row, amount, has_supplier=bool(supplier)
        ):
            return SpendRow(place, SpendNature.TOTAL, reason="is a line of totals")
        if amount is None:
            words = "gives no amount" if supplier else "gives neither a supplier nor an amount"
            return SpendRow(place, SpendNature.REFUSED, supplier, reason=words)
        self.totals.add(amount)
        return SpendRow(
            place,
            SpendNature.CREDIT if amount < 0 else SpendNature.PAYMENT,
            supplier,
            self._text(row, "supplier_number"),
            self._text(row, "company_number"),
            self._text(row, "charity_number"),
            amount,
            paid_on,
            why,
        )

    def _says_headings(self, row: Row) -> bool:
        """Return whether the cells of a list without headings of its own name their columns."""
        named = [name_score(self.mapping.field(name), self._text(row, name))[0] for name in _NEEDED]
        return min(named) >= _SURE

    def _cell(self, row: Row, name: str) -> Cell:
        column = self.columns[name]
        return None if column is None else row.cell(column)

    def _text(self, row: Row, name: str) -> str:
        column = self.columns[name]
        return "" if column is None else as_text(row.cell(column))

    def _name(self, row: Row) -> str:
        """Return the supplier's name; a long list says few names often, so each is read once."""
        cell = self._cell(row, "supplier")
        found = self._names.get(cell)
        if found is None:
            found = self._names[cell] = as_text(cell)
        return found

    def _paid_on(self, row: Row) -> tuple[datetime.date | None, str]:
        cell = self._cell(row, "date")
        found = self._dates.get(cell)
        if found is None:
            try:
                day = cells.date(_day_number(cell), self.order)
                found = day, "" if day else "gives no date"
            except Unreadable as error:
                found = None, f"date: {error}"
            self._dates[cell] = found
        return found


def _day_number(cell: Cell) -> Cell:
    """Return a date written as Excel's number of days, in text, as that number."""
    if isinstance(cell, str) and re.fullmatch(r"\s*[34]\d{4}(?:\.\d+)?\s*", cell):
        return float(cell)
    return cell

"""The contracts register that the Local Government Transparency Code 2015 asks for, as CSV.

Its columns are those of the Code, in its order. The columns after them say what else helps a
reader, and bring the file back into Backstop whole. What the register does not know stays blank: a
blank is not a no and not a zero.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

from planner.exchange.open_csv import open_csv
from planner.exchange.published_contracts import PublishedContract, published_contracts
from planner.fields import in_words
from planner.register.register import Register

Cell = Callable[[PublishedContract], str]


def _money(amount: float | None) -> str:
    if amount is None:
        return ""
    return f"{amount:.0f}" if float(amount).is_integer() else f"{amount:.2f}"


def _day(date: datetime.date | None) -> str:
    return "" if date is None else date.isoformat()


def _yes(value: bool | None) -> str:
    return "" if value is None else ("Yes" if value else "No")


COLUMNS: Mapping[str, Cell] = {
    "Reference number": lambda one: one.reference,
    "Title of agreement": lambda one: one.title,
    "Department responsible": lambda one: one.department or "",
    "Description of the goods and/or services": lambda one: one.service,
    "Supplier name": lambda one: one.supplier.name,
    "Total contract value (£)": lambda one: _money(one.total_value),
    "Annual contract value (£)": lambda one: _money(one.annual_value),
    "VAT that cannot be recovered (£)": lambda one: "",
    "Start date": lambda one: _day(one.start),
    "End date": lambda one: _day(one.end),
    "Review date": lambda one: _day(one.review),
    "Result of an invitation to quote or a published invitation to tender": lambda one: "",
    "SME": lambda one: _yes(one.supplier.small),
    "VCSE": lambda one: _yes(one.supplier.voluntary),
    "Company number": lambda one: one.supplier.company_number or "",
    "Charity number": lambda one: one.supplier.charity_number or "",
    "Service area": lambda one: one.service,
    "Extension to": lambda one: _day(one.extension_to),
    "Contract type": lambda one: in_words(one.kind) if one.kind else "",
    "Procurement rules": lambda one: in_words(one.regime) if one.regime else "",
    "Light touch": lambda one: _yes(one.light_touch),
}


def transparency_csv(register: Register, *, bom: bool = True) -> bytes:
    """Return the published contracts as CSV, a row each, under the headings of the Code.

    Dates are YYYY-MM-DD, money is pounds without VAT. The same register gives the same bytes.
    """
    contracts = published_contracts(register).contracts
    rows = ([cell(one) for cell in COLUMNS.values()] for one in contracts)
    return open_csv(tuple(COLUMNS), rows, bom=bom)

"""Grants as published under the 360Giving standard, as CSV with colon headings or as JSON.

Every grant is a contract of kind grant. Money goes by what was awarded; a grant that gives no start
counts from the day it was awarded, and one that gives its length instead of an end ends by it.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from planner.errors import InputRefused
from planner.exchange import cells
from planner.exchange.cells import Unreadable, as_text, shortened, text_or_none
from planner.exchange.file_nature import nature_of
from planner.exchange.listed_award import ListedAward, ListedSupplier, ListRead, checked_dates
from planner.exchange.match_names import NamedSupplier
from planner.exchange.read_table import open_table, read_json
from planner.exchange.registered_numbers import charity_number, company_number
from planner.exchange.supplier_names import is_nobody
from planner.exchange.vocabularies import GRANTS

LONGEST_NOTE = 1_000
# Heading of the CSV and, parted by points, the way to the same fact in the JSON.
_FACTS: Mapping[str, str] = {
    "Identifier": "id",
    "Title": "title",
    "Description": "description",
    "Currency": "currency",
    "Amount Awarded": "amountAwarded",
    "Award Date": "awardDate",
    "Planned Dates:Start Date": "plannedDates.startDate",
    "Planned Dates:End Date": "plannedDates.endDate",
    "Planned Dates:Duration (months)": "plannedDates.duration",
    "Recipient Org:Identifier": "recipientOrganization.id",
    "Recipient Org:Name": "recipientOrganization.name",
    "Recipient Org:Charity Number": "recipientOrganization.charityNumber",
    "Recipient Org:Company Number": "recipientOrganization.companyNumber",
    "Funding Org:Department": "fundingOrganization.department",
    "Grant Programme:Title": "grantProgramme.title",
}
NEEDED = ("Identifier", "Amount Awarded", "Award Date", "Recipient Org:Name")


def is_grants_table(names: Mapping[str, Any] | set[str]) -> bool:
    """Return whether the headings of a table are those of the standard."""
    known = {_plain(name) for name in names}
    return all(_plain(name) in known for name in NEEDED)


def is_grants_json(held: Any) -> bool:
    """Return whether a JSON value is a package of grants."""
    grants = held.get("grants") if isinstance(held, dict) else None
    return isinstance(grants, list) and all(
        isinstance(one, dict) and "amountAwarded" in one for one in grants[:20]
    )


def read_grants(path: Path) -> ListRead:
    """Open a list of grants; InputRefused where it is not one."""
    is_json = nature_of(path).kind == "json"
    if is_json and not is_grants_json(held := read_json(path)):
        raise InputRefused.one(path.name, "holds no grants under the 360Giving standard", "")
    if is_json:
        rows, how = _json_rows(held["grants"]), "360Giving JSON"
    else:
        table = open_table(path)
        if not is_grants_table(set(table.headings.names)):
            raise InputRefused.one(
                path.name,
                f"lacks columns of the 360Giving standard ({', '.join(NEEDED)})",
                "import it as contracts_register and choose the columns yourself",
            )
        rows, how = _table_rows(table), table.how
    kept = list(rows)
    undated = sum(not row[1].get("Planned Dates:Start Date") for row in kept)
    warnings = ["Every row is taken as a grant, on the rules for grants."]
    if undated:
        warnings.append(
            f"{undated:,} grants give no planned start: they count from the day of the award."
        )
    return ListRead(
        kind=GRANTS,
        how=how,
        rows_are="grants",
        services_from="the grant programmes",
        awards=lambda: itertools.starmap(_award, kept),
        warnings=tuple(warnings),
        are_notices=False,
    )


def _table_rows(table: Any) -> Iterator[tuple[str, dict[str, cells.Cell]]]:
    names = {_plain(name): place for place, name in enumerate(table.headings.names)}
    columns = {name: names[_plain(name)] for name in _FACTS if _plain(name) in names}
    for row in table.rows():
        yield f"row {row.number}", {name: row.cell(place) for name, place in columns.items()}


def _json_rows(grants: list[Any]) -> Iterator[tuple[str, dict[str, cells.Cell]]]:
    for number, grant in enumerate(grants, start=1):
        yield f"grant {number}", {name: _at(grant, way) for name, way in _FACTS.items()}


def _at(held: Any, way: str) -> cells.Cell:
    """Follow a way into a grant; of several organisations or dates the first counts."""
    for step in way.split("."):
        if isinstance(held, list):
            held = held[0] if held else None
        held = held.get(step) if isinstance(held, dict) else None
    return held if isinstance(held, str | int | float) else None


def _plain(name: str) -> str:
    return " ".join(name.replace(":", ": ").casefold().split())


def _award(place: str, facts: Mapping[str, cells.Cell]) -> ListedAward:
    if not any(as_text(cell) for cell in facts.values()):
        return ListedAward(place, refused="blank line")
    doubts: list[str] = []
    name = text_or_none(facts.get("Recipient Org:Name")) or ""
    title = text_or_none(facts.get("Title")) or text_or_none(facts.get("Identifier")) or ""
    amount = _tried("Amount Awarded", cells.money, facts, doubts)
    if amount is not None and amount < 0:
        doubts.append(f"Amount Awarded: {amount:,.2f} is negative: left blank")
        amount = None
    start, end, _, impossible = checked_dates(*_term(facts, doubts), None)
    currency = (text_or_none(facts.get("Currency")) or "GBP").upper()
    refused = "" if currency == "GBP" else f"is in {currency}, not in pounds"
    if not refused and is_nobody(name):
        refused = "names no recipient"
    note = text_or_none(facts.get("Description"))
    return ListedAward(
        place=place,
        title=shortened(title, 300),
        suppliers=() if is_nobody(name) else (ListedSupplier(_recipient(name, facts), None),),
        reference=text_or_none(facts.get("Identifier")),
        service=text_or_none(facts.get("Grant Programme:Title")),
        service_owner=text_or_none(facts.get("Funding Org:Department")),
        total_value=amount,
        start=start,
        end=end,
        kind="grant",
        regime="grant",
        note=shortened(note, LONGEST_NOTE) if note and note != title else None,
        doubts=(*doubts, *impossible),
        refused=refused,
    )


def _recipient(name: str, facts: Mapping[str, cells.Cell]) -> NamedSupplier:
    """Return the recipient with its numbers, those in its identifier (GB-COH-, GB-CHC-) too."""
    company = company_number(facts.get("Recipient Org:Company Number"))
    charity = charity_number(facts.get("Recipient Org:Charity Number"))
    identifier = as_text(facts.get("Recipient Org:Identifier")).upper()
    if identifier.startswith("GB-COH-"):
        company = company or company_number(identifier)
    elif identifier.startswith(("GB-CHC-", "GB-SC-", "GB-NIC-")):
        charity = charity or charity_number(identifier)
    return NamedSupplier(name, company, charity)


def _term(
    facts: Mapping[str, cells.Cell], doubts: list[str]
) -> tuple[datetime.date | None, datetime.date | None]:
    start = _tried("Planned Dates:Start Date", cells.date, facts, doubts) or _tried(
        "Award Date", cells.date, facts, doubts
    )
    end = _tried("Planned Dates:End Date", cells.date, facts, doubts)
    months = _tried("Planned Dates:Duration (months)", cells.whole, facts, doubts)
    if end is None and start is not None and months and months <= 600:
        end = cells.later_by_months(start, months) - datetime.timedelta(days=1)
    return start, end


def _tried(name: str, read: Any, facts: Mapping[str, cells.Cell], doubts: list[str]) -> Any:
    try:
        return read(facts.get(name))
    except Unreadable as error:
        doubts.append(f"{name}: {error}: left blank")
        return None

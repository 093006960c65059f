"""How a row of each register of another body is read: its names, its numbers and its signs."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from planner.exchange import cells
from planner.exchange.cells import DateOrder, Unreadable, text_or_none
from planner.exchange.listed_bodies import ListedBody, ListedSign
from planner.exchange.match_columns import ColumnMapping
from planner.exchange.match_names import NamedSupplier
from planner.exchange.read_table import Row
from planner.exchange.registered_numbers import charity_number, company_number
from planner.exchange.supplier_names import is_nobody
from planner.exchange.vocabularies import (
    CHARITIES,
    COMPANIES,
    CQC,
    DIRECTORY,
    OFSTED,
    OFSTED_LEAVERS,
)

SITE_RATING = "Regulator's rating"
RATINGS: Mapping[str, int] = MappingProxyType(
    {
        "outstanding": 0,
        "good": 0,
        "requires improvement": 2,
        "requires improvement to be good": 2,
        "adequate": 2,
        "inadequate": 3,
    }
)
_COMPANY_SIGNS = (
    (r"receiver", "Receiver or administrative receiver", 3),
    (r"administrat", "Administration", 3),
    (r"voluntary arrangement", "Voluntary arrangement with creditors", 3),
    (r"liquidation", "In liquidation", 3),
    (r"insolvency", "Insolvency proceedings", 3),
    (r"strike off", "Proposal to strike the company off", 1),
    (r"dissolved|closed|removed", "Struck off or dissolved", 3),
)
COMPANY_SIGNS = frozenset(label for _, label, _ in _COMPANY_SIGNS)
CHARITY_SIGNS = frozenset(
    ("Charity's trustees cannot pay debts as due", "Administration", "Accounts filed late")
)


class BodyCells:
    """One row under its fields; what cannot be read is blank, with the reason in `doubts`."""

    def __init__(
        self,
        row: Row,
        place: str,
        columns: Mapping[str, int | None],
        mapping: ColumnMapping,
    ) -> None:
        self.row = row
        self.place = place
        self.columns = columns
        self.mapping = mapping
        self.doubts: list[str] = []

    def cell(self, name: str) -> cells.Cell:
        """Return the cell of a field, None where no column holds it."""
        column = self.columns.get(name)
        return None if column is None else self.row.cell(column)

    def text(self, name: str) -> str:
        """Return a field as text, "" for a blank."""
        return text_or_none(self.cell(name)) or ""

    def name(self, name: str) -> str:
        """Return a name, "" where it is withheld or stands for nobody."""
        text = self.text(name)
        return "" if is_nobody(text) else text

    def day(self, name: str) -> datetime.date | None:
        """Return a date in the order its column writes them, or None."""
        choice = self.mapping.choice(name)
        order = choice.order if choice is not None else DateOrder.DAY_FIRST
        found: datetime.date | None = self._tried(name, lambda: cells.date(self.cell(name), order))
        return found

    def count(self, name: str) -> int | None:
        """Return a whole number, or None."""
        found: int | None = self._tried(name, lambda: cells.whole(self.cell(name)))
        return found

    def pounds(self, name: str) -> float | None:
        """Return an amount of pounds of 0 or more, or None."""
        amount = self._tried(name, lambda: cells.money(self.cell(name)))
        return amount if amount is None or amount >= 0 else None

    def flag(self, name: str) -> bool:
        """Return whether a cell says yes."""
        return cells.yes_no(self.cell(name)) is True

    def _tried(self, name: str, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except Unreadable as error:
            self.doubts.append(f"{self.mapping.field(name).label}: {error}: left blank")
            return None

    def body(self, *subjects: NamedSupplier, **values: Any) -> ListedBody:
        """Return the row as a body; refused where it gives neither a name nor a number."""
        known = tuple(dict.fromkeys(one for one in subjects if _is_told(one)))
        refused = "" if known else "gives neither a name nor a number"
        return ListedBody(self.place, known, doubts=tuple(self.doubts), refused=refused, **values)


def _is_told(one: NamedSupplier) -> bool:
    return bool(one.name or one.company_number or one.charity_number or one.regulator_id)


def _company(row: BodyCells) -> ListedBody:
    number, status = company_number(row.cell("company_number")), row.text("status")
    signs = []
    for pattern, label, rating in _COMPANY_SIGNS:
        if re.search(pattern, status.casefold()):
            words = f"Companies House gives its status as {status}"
            signs.append(ListedSign(label, rating, words, row.day("status_date")))
            break
    is_sound = not signs and status.casefold() == "active"
    return row.body(
        NamedSupplier(row.name("name"), number),
        told=_filled(company_number=number),
        signs=tuple(signs),
        clears=COMPANY_SIGNS if is_sound else frozenset(),
    )


def _charity(row: BodyCells) -> ListedBody:
    number, company = (
        charity_number(row.cell("charity_number")),
        company_number(row.cell("company_number")),
    )
    signs = []
    commission = "the Charity Commission's register says"
    if row.flag("insolvent"):
        words = f"{commission} that it is insolvent"
        signs.append(ListedSign("Charity's trustees cannot pay debts as due", 3, words))
    if row.flag("in_administration"):
        signs.append(ListedSign("Administration", 3, f"{commission} that it is in administration"))
    status, reporting = row.text("status"), row.text("reporting").casefold()
    if "removed" in status.casefold():
        words = f"{commission} that it was removed"
        signs.append(
            ListedSign("Removed from the charity register", 2, words, row.day("status_date"))
        )
    elif "double" in reporting or "overdue" in reporting or "default" in reporting:
        rating = 3 if "double" in reporting else 2
        signs.append(ListedSign("Accounts filed late", rating, f"{commission}: {reporting}"))
    return row.body(
        NamedSupplier(row.name("name"), company, number),
        told=_filled(
            charity_number=number, company_number=company, turnover=row.pounds("turnover")
        ),
        signs=tuple(signs),
        clears=frozenset() if signs or not status else CHARITY_SIGNS,
    )


def _cqc(row: BodyCells) -> ListedBody:
    provider, location = row.name("name"), row.name("location_name")
    code, place = row.text("regulator_id"), row.text("location")
    company, charity = (
        company_number(row.cell("company_number")),
        charity_number(row.cell("charity_number")),
    )
    ended = row.day("status_date")
    signs = _site_signs(row, location or place, "CQC")
    if ended is not None:
        signs = (ListedSign("Homes or locations closed", 1, f"{location} closed", ended, location),)
    return row.body(
        NamedSupplier(provider, company, charity, regulator_id=code or None),
        NamedSupplier(location, regulator_id=place or None),
        owner=row.name("parent"),
        told=_filled(company_number=company, charity_number=charity, regulator_id=code or None),
        signs=() if row.flag("status") else signs,
        beds=row.count("beds"),
        is_home=True,
    )


def _ofsted(row: BodyCells) -> ListedBody:
    owner, home, urn = row.name("parent"), row.name("name"), row.text("regulator_id")
    signs = _site_signs(row, home or urn, "Ofsted")
    status = row.text("status")
    if status.casefold() not in ("", "active"):
        words = f"Ofsted gives {home or urn} as {status.lower()}"
        signs = (*signs, ListedSign(_STOPPED, 2, words, None, home or urn))
    return row.body(
        NamedSupplier(owner),
        NamedSupplier(home, regulator_id=urn or None),
        owner=owner,
        signs=signs,
        beds=row.count("beds"),
        is_home=True,
    )


_STOPPED = "Placements stopped or registration refused"


def _leaver(row: BodyCells) -> ListedBody:
    home, urn = row.name("name"), row.text("regulator_id")
    cancelled = row.day("cancelled_date")
    closed = row.day("status_date") or row.day("resigned_date")
    status, site = row.text("status").casefold(), home or urn
    signs: tuple[ListedSign, ...] = ()
    if cancelled is not None or "cancel" in status:
        words = f"Ofsted cancelled the registration of {site}"
        signs = (ListedSign(_STOPPED, 3, words, cancelled or closed, site),)
    elif closed is not None and "join" not in status:
        words = f"{site} closed or gave up its registration"
        signs = (ListedSign("Homes or locations closed", 1, words, closed, site),)
    return row.body(
        NamedSupplier(home, regulator_id=urn or None),
        signs=signs,
        beds=row.count("beds"),
        is_home=True,
    )


def _directory(row: BodyCells) -> ListedBody:
    """A link to a regulator's page in Scotland carries the number of the service: CS and digits."""
    code = _SERVICE_NUMBER.search(row.text("regulator_id").upper())
    number = code[0] if code is not None else None
    return row.body(
        NamedSupplier(_without_tags(row.name("name")), regulator_id=number),
        told=_filled(regulator_id=number),
    )


_SERVICE_NUMBER = re.compile(r"\bCS\d{6,12}\b")


def _without_tags(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def _site_signs(row: BodyCells, site: str, whose: str) -> tuple[ListedSign, ...]:
    rating = RATINGS.get(row.text("rating").casefold())
    if rating is None:
        return ()
    words = f"{whose} rates {site} {row.text('rating').lower()}"
    return (ListedSign(SITE_RATING, rating, words, row.day("rating_date"), site),)


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


READERS: Mapping[str, Callable[[BodyCells], ListedBody]] = MappingProxyType(
    {
        COMPANIES: _company,
        CHARITIES: _charity,
        CQC: _cqc,
        OFSTED: _ofsted,
        OFSTED_LEAVERS: _leaver,
        DIRECTORY: _directory,
    }
)

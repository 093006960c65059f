"""Registers that other bodies keep of companies, charities and homes, read row by row.

A row names one body under one or more names (a home and its owner) and numbers. What it says of
that body's soundness is a warning sign in the words of the library of signs.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from planner.errors import InputRefused
from planner.exchange import cells
from planner.exchange.cells import DateOrder, Unreadable, as_text, shortened, text_or_none
from planner.exchange.match_columns import ColumnMapping, columns_under, guess_mapping
from planner.exchange.match_names import NamedSupplier
from planner.exchange.read_table import Row, Table, open_table
from planner.exchange.registered_numbers import charity_number, company_number
from planner.exchange.supplier_names import is_nobody
from planner.exchange.vocabularies import CHARITIES, COMPANIES, CQC, OFSTED, OFSTED_LEAVERS

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


@dataclass(frozen=True, slots=True)
class ListedSign:
    """What a row says of a body's soundness, rated 0 (clear) to 3; `seen` None is the reading day.

    `site` is set where it is about one of a body's homes or locations, and names it.
    """

    indicator: str
    rating: int
    words: str
    seen: datetime.date | None = None
    site: str = ""


@dataclass(frozen=True, slots=True)
class ListedBody:
    """One row: the names and numbers its body may be known by, and what is said of it.

    `owner` is the group, brand or company behind it. `told` are fields of a provider. `clears` are
    the signs that a sound row takes back. `beds` counts places of a home. `refused` says why the
    row gives nothing; `says` is something to tell of it that the register has no field for.
    """

    place: str
    subjects: tuple[NamedSupplier, ...] = ()
    owner: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)
    signs: tuple[ListedSign, ...] = ()
    clears: frozenset[str] = frozenset()
    beds: int | None = None
    is_home: bool = False
    doubts: tuple[str, ...] = ()
    refused: str = ""
    owner_number: str | None = None
    says: str = ""

    @property
    def owner_named(self) -> NamedSupplier:
        """Return the owner as it is matched with the register."""
        return NamedSupplier(self.owner, self.owner_number)


@dataclass(frozen=True)
class BodiesRead:
    """A register of other bodies ready to be gone through, as often as wanted."""

    path: Path
    kind: str
    how: str
    mapping: ColumnMapping | None
    bodies: Callable[[], Iterator[ListedBody]]


_NEEDED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        COMPANIES: ("status",),
        CHARITIES: ("charity_number", "name"),
        CQC: ("name", "location_name", "regulator_id"),
        OFSTED: ("regulator_id", "name"),
        OFSTED_LEAVERS: ("regulator_id", "name"),
    }
)


def read_bodies(
    path: Path,
    kind: str,
    mapping: ColumnMapping | None = None,
    sheet: str | None = None,
    heading_row: int | None = None,
) -> BodiesRead:
    """Open a register of another body; InputRefused where none of its key columns is there."""
    table = open_table(path, sheet, heading_row)
    names = table.headings.names
    chosen = guess_mapping(table, kind) if mapping is None else mapping.for_headings(names)
    if all(chosen.column(name) is None for name in _NEEDED[kind]):
        wanted = " or ".join(chosen.field(name).label.lower() for name in _NEEDED[kind])
        found = ", ".join(name for name in names if name) or "none found"
        raise InputRefused.one(
            path.name,
            f"no column holds the {wanted}",
            f"choose it yourself; the headings are: {shortened(found, 400)}",
        )
    return BodiesRead(path, kind, table.how, chosen, lambda: _BodyRows(table, chosen).bodies())


class _BodyRows:
    """Goes down one register of another body."""

    def __init__(self, table: Table, mapping: ColumnMapping) -> None:
        self.table = table
        self.mapping = mapping
        self.sheet = f"sheet {table.sheet}, " if table.sheet else ""
        self.columns: dict[str, int | None] = {
            one.name: mapping.column(one.name) for one in mapping.fields
        }
        self.read = _READERS[mapping.kind]

    def bodies(self) -> Iterator[ListedBody]:
        for row in self.table.rows():
            place = f"{self.sheet}row {row.number}"
            if row.is_blank:
                yield ListedBody(place, refused="blank line")
            elif self.table.headings.repeated_by(row.cells):
                names = [as_text(cell) for cell in row.cells]
                self.columns = columns_under(self.mapping, self.columns, names)
                yield ListedBody(place, refused="repeats the headings")
            else:
                yield self.read(_BodyCells(row, place, self.columns, self.mapping))


class _BodyCells:
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
        column = self.columns.get(name)
        return None if column is None else self.row.cell(column)

    def text(self, name: str) -> str:
        return text_or_none(self.cell(name)) or ""

    def name(self, name: str) -> str:
        text = self.text(name)
        return "" if is_nobody(text) else text

    def day(self, name: str) -> datetime.date | None:
        choice = self.mapping.choice(name)
        order = choice.order if choice is not None else DateOrder.DAY_FIRST
        found: datetime.date | None = self._tried(name, lambda: cells.date(self.cell(name), order))
        return found

    def count(self, name: str) -> int | None:
        found: int | None = self._tried(name, lambda: cells.whole(self.cell(name)))
        return found

    def pounds(self, name: str) -> float | None:
        amount = self._tried(name, lambda: cells.money(self.cell(name)))
        return amount if amount is None or amount >= 0 else None

    def flag(self, name: str) -> bool:
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


def _company(row: _BodyCells) -> ListedBody:
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


def _charity(row: _BodyCells) -> ListedBody:
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


def _cqc(row: _BodyCells) -> ListedBody:
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


def _ofsted(row: _BodyCells) -> ListedBody:
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


def _leaver(row: _BodyCells) -> ListedBody:
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


def _site_signs(row: _BodyCells, site: str, whose: str) -> tuple[ListedSign, ...]:
    rating = RATINGS.get(row.text("rating").casefold())
    if rating is None:
        return ()
    words = f"{whose} rates {site} {row.text('rating').lower()}"
    return (ListedSign(SITE_RATING, rating, words, row.day("rating_date"), site),)


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


_READERS: Mapping[str, Callable[[_BodyCells], ListedBody]] = MappingProxyType(
    {
        COMPANIES: _company,
        CHARITIES: _charity,
        CQC: _cqc,
        OFSTED: _ofsted,
        OFSTED_LEAVERS: _leaver,
    }
)

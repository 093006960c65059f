"""Notices of Contracts Finder and Find a Tender, in the forms people download or scrape them.

Only awarded notices with a named supplier give contracts. These services write 0 where a value is
not known, so a 0 is read as blank here.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from planner.errors import InputRefused
from planner.exchange import cells
from planner.exchange.cells import Unreadable, as_lines, as_text, shortened, text_or_none
from planner.exchange.contracts_register import LONGEST_NOTE
from planner.exchange.cpv import branch_of
from planner.exchange.listed_award import (
    ListedAward,
    ListedSupplier,
    ListRead,
    checked_dates,
    kind_in,
    refusal,
    sector_of,
)
from planner.exchange.match_names import NamedSupplier
from planner.exchange.read_table import open_table, read_json
from planner.exchange.registered_numbers import charity_number, company_number, other_number
from planner.exchange.supplier_names import SplitNames, is_nobody, split_suppliers

Notice = Mapping[str, Any]
_SERVICES = "the main branch of each notice's first CPV code"
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


def read_csv_download(path: Path) -> ListRead:
    """Open the CSV download of Contracts Finder."""
    table = open_table(path)
    names = [as_text(name) for name in table.headings.names]

    def awards() -> Iterator[ListedAward]:
        for row in table.rows():
            held = {name: row.cell(place) for place, name in enumerate(names)}
            if row.is_blank:
                yield ListedAward(f"row {row.number}", refused="blank line")
            else:
                yield _from_csv(f"row {row.number}", held)

    return ListRead("contracts_finder_csv", table.how, "notices", _SERVICES, awards)


def read_search_response(path: Path) -> ListRead:
    """Open a page of answers of the Contracts Finder search service."""
    return _json_list(
        path, "contracts_finder_search", lambda held: held["noticeList"], _from_search
    )


def read_own_notice(path: Path) -> ListRead:
    """Open one notice of Contracts Finder in its own JSON, or a list of them."""
    return _json_list(
        path,
        "contracts_finder_notice",
        lambda held: _own_awards(held if isinstance(held, list) else [held]),
        _from_own,
    )


def read_notice_list(path: Path) -> ListRead:
    """Open a list of Contracts Finder notices as flat JSON records, as several sites keep it."""
    return _json_list(
        path,
        "contracts_finder_list",
        lambda held: held["contracts"] if isinstance(held, dict) else held,
        _from_list,
    )


def read_scraped(path: Path) -> ListRead:
    """Open award notices scraped from the pages of Find a Tender."""
    read = _json_list(path, "find_a_tender_scraped", lambda held: held, _from_scraped)
    return dataclasses.replace(
        read, services_from="the titles of the contracts, alike ones together"
    )


def _json_list(
    path: Path,
    kind: str,
    pick: Callable[[Any], Sequence[Notice]],
    build: Callable[[str, Notice], ListedAward],
) -> ListRead:
    try:
        notices = pick(read_json(path))
        if not isinstance(notices, list):
            raise TypeError("not a list")
    except (KeyError, TypeError, AttributeError) as error:
        raise InputRefused.one(
            path.name, "does not have the shape of such notices", "choose another kind of list"
        ) from error

    def awards() -> Iterator[ListedAward]:
        for number, notice in enumerate(notices, start=1):
            place = f"notice {number}"
            if isinstance(notice, dict):
                yield build(place, notice)
            else:
                yield ListedAward(place, refused="is not a notice")

    return ListRead(kind, "JSON", "notices", _SERVICES, awards)


def _from_csv(place: str, held: Mapping[str, cells.Cell]) -> ListedAward:
    column = next((name for name in held if name.startswith("Supplier [")), "")
    suppliers, nobody = _bracketed(held.get(column))
    return _award(
        place,
        title=held.get("Title"),
        reference=held.get("Notice Identifier"),
        status=held.get("Status"),
        note=held.get("Description"),
        codes=held.get("Cpv Codes"),
        kind=held.get("Notice Type"),
        values=(held.get("Awarded Value"),),
        start=held.get("Contract start date"),
        end=held.get("Contract end date"),
        suppliers=suppliers,
        nobody=nobody,
    )


def _bracketed(cell: cells.Cell) -> tuple[tuple[ListedSupplier, ...], tuple[str, ...]]:
    """Read "[Name|Address|Ref type|Ref number|Is SME|Is VCSE]", once per supplier."""
    text = as_lines(cell)
    found: list[ListedSupplier] = []
    nobody: list[str] = []
    for entry in _BRACKETS.findall(text) or ([text] if "|" in text else []):
        parts = [as_text(part) for part in entry.split("|")] + [""] * 6
        if not parts[0] or is_nobody(parts[0]):
            nobody.append(parts[0] or "nothing")
            continue
        sector = _sector(parts[4], parts[5])
        found.append(ListedSupplier(_numbered(parts[0], parts[2], parts[3]), sector))
    if text and not found and not nobody:
        split = split_suppliers(text)
        return _plain(split), split.nobody
    return tuple(dict.fromkeys(found)), tuple(nobody)


def _numbered(name: str, kind: str, number: Any) -> NamedSupplier:
    """Build a supplier with the number its reference type says it is."""
    words = kind.casefold().replace("_", " ")
    if "compan" in words or "coh" in words:
        company = company_number(number)
        return NamedSupplier(name, company, None, None if company else other_number(number))
    if "charit" in words or "chc" in words:
        return NamedSupplier(name, None, charity_number(number))
    return NamedSupplier(name, None, None, other_number(number))


def _sector(sme: Any, vcse: Any) -> str | None:
    return sector_of(cells.yes_no(sme), cells.yes_no(vcse))


def _plain(split: SplitNames, sector: str | None = None) -> tuple[ListedSupplier, ...]:
    only = sector if len(split.names) == 1 else None
    return tuple(ListedSupplier(NamedSupplier(name), only) for name in split.names)


def _from_search(place: str, notice: Notice) -> ListedAward:
    item = notice.get("item")
    held = item if isinstance(item, dict) else notice
    split = split_suppliers(held.get("awardedSupplier"))
    sector = _sector(held.get("awardedToSme"), held.get("awardedToVcse"))
    return _award(
        place,
        title=held.get("title"),
        reference=held.get("id") or held.get("noticeIdentifier"),
        status=held.get("noticeStatus"),
        note=held.get("description"),
        codes=held.get("cpvCodes"),
        kind=held.get("noticeType"),
        values=(held.get("awardedValue"),),
        start=held.get("start"),
        end=held.get("end"),
        suppliers=_plain(split, sector),
        nobody=split.nobody,
    )


def _from_list(place: str, held: Notice) -> ListedAward:
    split = split_suppliers(held.get("awarded_supplier"))
    sector = _sector(held.get("awarded_to_sme"), held.get("awarded_to_vcse"))
    return _award(
        place,
        title=held.get("title"),
        reference=held.get("id"),
        status=held.get("status"),
        note=held.get("description"),
        codes=held.get("cpv_codes"),
        kind=held.get("notice_type"),
        values=(held.get("awarded_value"),),
        start=held.get("start"),
        end=held.get("end"),
        suppliers=_plain(split, sector),
        nobody=split.nobody,
    )


def _own_awards(documents: Sequence[Notice]) -> list[Notice]:
    """Return one entry per award of each notice, or the notice alone where it has none."""
    found: list[Notice] = []
    for document in documents:
        notice, awards = document["notice"], document.get("awards")
        listed = awards if isinstance(awards, list) and awards else [None]
        found += [{"notice": notice, "award": award} for award in listed]
    return found


def _from_own(place: str, held: Notice) -> ListedAward:
    notice = held["notice"] if isinstance(held["notice"], dict) else {}
    award = held["award"] if isinstance(held["award"], dict) else {}
    split = split_suppliers(award.get("supplierName"))
    sector = _sector(award.get("awardedToSME"), award.get("awardedToVCSO"))
    suppliers = tuple(
        ListedSupplier(
            _numbered(name, as_text(award.get("referenceType")), award.get("reference")), sector
        )
        if len(split.names) == 1
        else ListedSupplier(NamedSupplier(name))
        for name in split.names
    )
    codes = _list(notice.get("cpvCodes"))
    return _award(
        place,
        title=notice.get("title"),
        reference=notice.get("id"),
        status=notice.get("status"),
        note=notice.get("description"),
        codes=" ".join(str(code) for code in codes),
        kind=notice.get("type"),
        values=(award.get("supplierAwardedValue"), award.get("value")),
        start=award.get("startDate") or notice.get("start"),
        end=award.get("endDate") or notice.get("end"),
        suppliers=suppliers,
        nobody=split.nobody,
    )


def _from_scraped(place: str, held: Notice) -> ListedAward:
    split = split_suppliers(held.get("supplier_name"))
    values = [as_text(value) for value in _list(held.get("contract_value"))]
    net = [value for value in values if "excluding" in value.casefold()]
    dates = [as_text(date) for date in _list(held.get("contract_dates"))]
    award = _award(
        place,
        title=held.get("title"),
        reference=held.get("tender_id"),
        status=None,
        note=held.get("description"),
        codes=None,
        kind=None,
        values=(*net, *values),
        start=dates[0] if len(dates) == 2 else None,
        end=dates[1] if len(dates) == 2 else None,
        suppliers=_plain(split),
        nobody=split.nobody,
    )
    if award.total_value is None or net:
        return award
    doubt = "the value includes VAT, since none without it is given"
    return dataclasses.replace(award, doubts=(*award.doubts, doubt))


def _award(
    place: str,
    *,
    title: Any,
    reference: Any,
    status: Any,
    note: Any,
    codes: Any,
    kind: Any,
    values: Sequence[Any],
    start: Any,
    end: Any,
    suppliers: tuple[ListedSupplier, ...],
    nobody: tuple[str, ...],
) -> ListedAward:
    doubts: list[str] = []
    first, last = _date("start", start, doubts), _date("end", end, doubts)
    first, last, _, impossible = checked_dates(first, last, None)
    words = as_text(title) or as_text(reference)
    description = text_or_none(note)
    return ListedAward(
        place=place,
        title=shortened(words, 300),
        suppliers=suppliers,
        reference=text_or_none(reference),
        service=branch_of(as_text(codes)),
        total_value=_first_value(values, doubts),
        start=first,
        end=last,
        kind=kind_in(text_or_none(kind)),
        note=None if description is None else shortened(description, LONGEST_NOTE),
        doubts=(*doubts, *impossible),
        refused=refusal(text_or_none(status), len(suppliers), nobody, words),
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _first_value(values: Sequence[Any], doubts: list[str]) -> float | None:
    for value in values:
        try:
            amount = cells.money(value)
        except Unreadable as error:
            doubts.append(f"value: {error}: left blank")
            continue
        if amount is not None and amount > 0:
            return amount
    return None


def _date(name: str, value: Any, doubts: list[str]) -> datetime.date | None:
    try:
        return cells.date(value)
    except Unreadable as error:
        doubts.append(f"{name}: {error}: left blank")
        return None

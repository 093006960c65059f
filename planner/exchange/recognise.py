"""Which kind of list a file is, and how each kind is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from planner.errors import InputRefused
from planner.exchange.cells import as_text
from planner.exchange.column_words import plain_words
from planner.exchange.contract_notices import (
    read_csv_download,
    read_notice_list,
    read_own_notice,
    read_scraped,
    read_search_response,
)
from planner.exchange.contracts_register import read_register
from planner.exchange.file_nature import nature_of
from planner.exchange.grants import is_grants_json, is_grants_table, read_grants
from planner.exchange.law_lists import is_law_table
from planner.exchange.listed_award import ListRead
from planner.exchange.match_columns import ColumnMapping, guess_mapping
from planner.exchange.ocds import read_ocds
from planner.exchange.ocds_releases import is_ocds
from planner.exchange.ownership import is_ownership_file, is_ownership_json
from planner.exchange.read_table import Table, flat_records, open_table, read_json
from planner.exchange.spend import looks_like_spend
from planner.exchange.vocabularies import (
    CHARITIES,
    COMPANIES,
    CONTRACTS,
    CQC,
    DIRECTORY,
    GRANTS,
    LAW,
    OFSTED,
    OFSTED_LEAVERS,
    OWNERSHIP,
    SPEND,
)


@dataclass(frozen=True, slots=True)
class ListKind:
    """One kind of list: its name for `--as`, what it is called, and its reader.

    `read` is None where the list gives no contracts and is read by its own module. A `table` has
    columns that a person can settle.
    """

    name: str
    label: str
    read: Callable[[Path], ListRead] | None = None
    is_table: bool = False


LIST_KINDS: Mapping[str, ListKind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            ListKind(CONTRACTS, "contracts register, or any table", read_register, is_table=True),
            ListKind("contracts_finder_csv", "Contracts Finder CSV download", read_csv_download),
            ListKind("contracts_finder_search", "Contracts Finder search", read_search_response),
            ListKind("contracts_finder_notice", "Contracts Finder notice", read_own_notice),
            ListKind("contracts_finder_list", "list of Contracts Finder notices", read_notice_list),
            ListKind("find_a_tender_scraped", "Find a Tender notices, scraped", read_scraped),
            ListKind("ocds", "OCDS 1.1 package, record, release or folder of them", read_ocds),
            ListKind(GRANTS, "grants under the 360Giving standard", read_grants),
            ListKind(LAW, "LGA list of services, powers and duties"),
            ListKind(SPEND, "payments over £250 or £500", is_table=True),
            ListKind(COMPANIES, "companies of Companies House", is_table=True),
            ListKind(CHARITIES, "charities of the Charity Commission", is_table=True),
            ListKind(CQC, "CQC directory", is_table=True),
            ListKind(OFSTED, "Ofsted list of providers", is_table=True),
            ListKind(OFSTED_LEAVERS, "Ofsted list of leavers", is_table=True),
            ListKind(DIRECTORY, "directory of homes or providers", is_table=True),
            ListKind(OWNERSHIP, "owners of companies (BODS statements)"),
        )
    }
)


def recognise(path: Path, sheet: str | None = None, heading_row: int | None = None) -> str:
    """Return the name of the kind a file is; InputRefused in one sentence where it is none.

    `sheet` and `heading_row` say where its table stands, as `open_table` takes them.
    """
    if path.is_dir():
        first = next(iter(sorted(path.glob("*.json"))), None)
        return OWNERSHIP if first is not None and is_ownership_file(first) else "ocds"
    if nature_of(path).kind == "json":
        return _recognise_json(path, read_json(path))
    return _recognise_table(open_table(path, sheet, heading_row))


def _recognise_table(table: Table) -> str:
    names = {as_text(name) for name in table.headings.names}
    if "Notice Identifier" in names and any(name.startswith("Supplier [") for name in names):
        return "contracts_finder_csv"
    if is_law_table(names):
        return LAW
    if is_grants_table(names):
        return GRANTS
    words = {plain_words(name) for name in table.headings.names if name}
    for kind, marks in _MARKS:
        if all(any(one in words for one in mark.split("|")) for mark in marks):
            return kind
    if _is_directory(table, words):
        return DIRECTORY
    return SPEND if looks_like_spend(table) else CONTRACTS


def _is_directory(table: Table, words: set[str]) -> bool:
    """Return whether a table lists who offers something: names and ways to reach them, no more."""
    ways = {"website", "phone number", "telephone", "email", "phone"}
    if not ({"name", "postcode"} <= words and ways & words):
        return False
    contracts = guess_mapping(table)
    return all(contracts.column(name) is None for name in ("supplier", "title", "total_value"))


_MARKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (COMPANIES, ("company number", "company status")),
    (
        CHARITIES,
        (
            "charity name",
            "registered charity number|charity number|organisation number",
            "charity registration status|charity insolvent|latest income|charity reporting status",
        ),
    ),
    (CQC, ("location id", "provider name|provider id|location name")),
    (OFSTED_LEAVERS, ("urn", "leaver status|leave join|close date")),
    (OFSTED, ("urn", "provision type|provider type")),
)
"""Headings, in plain words, that only a list of the kind has; each group needs one of its own."""


def check_kind(name: str) -> None:
    """Refuse a name that is no kind of list, with those that are."""
    if name not in LIST_KINDS:
        known = ", ".join(LIST_KINDS)
        raise InputRefused.one("", f"there is no kind of list called {name}", f"use one of {known}")


def read_list(
    path: Path,
    kind: str | None,
    mapping: ColumnMapping | None,
    sheet: str | None = None,
    heading_row: int | None = None,
    answers: Mapping[str, str] = MappingProxyType({}),
) -> ListRead:
    """Open a list of a kind, or of the kind it is recognised as.

    `sheet` and `heading_row` are for tables alone, as `open_table` takes them, and so are
    `answers`, those a person gave to what can be mended.
    """
    name = kind or recognise(path)
    check_kind(name)
    if name == CONTRACTS:
        return read_register(path, mapping, sheet, heading_row, answers)
    if mapping is not None:
        raise InputRefused.one(
            path.name,
            f"a mapping of columns has no use for the kind {name}",
            "leave it out, or import the file as contracts_register",
        )
    read = LIST_KINDS[name].read
    if read is None:
        raise InputRefused.one(
            path.name, f"is a list of {LIST_KINDS[name].label}, not of contracts"
        )
    return read(path)


def _recognise_json(path: Path, held: Any) -> str:
    if is_ocds(held):
        return "ocds"
    if is_ownership_json(held) or (held == [] and is_ownership_file(path)):
        return OWNERSHIP
    if is_grants_json(held):
        return GRANTS
    if isinstance(held, dict):
        if held.get("format") == "backstop-register":
            raise InputRefused.one(path.name, "is a Backstop register, not a list", "open it")
        if isinstance(held.get("noticeList"), list):
            return "contracts_finder_search"
        if isinstance(held.get("notice"), dict):
            return "contracts_finder_notice"
        if "$schema" in held and "properties" in held:
            raise InputRefused.one(path.name, "is a schema, not data", "import the data instead")
    records = flat_records(held)
    first = [row for row in held[:20] if isinstance(row, dict)] if isinstance(held, list) else []
    names = {name for row in (records or first)[:20] for name in row}
    if {"awarded_supplier", "awarded_value"} <= names:
        return "contracts_finder_list"
    if {"tender_id", "supplier_name", "contract_value"} <= names:
        return "find_a_tender_scraped"
    if first and isinstance(first[0].get("notice"), dict):
        return "contracts_finder_notice"
    if records is None:
        raise InputRefused.one(path.name, _why_no_list(held), "import a list with one row each")
    return _recognise_table(open_table(path))


def _why_no_list(held: Any) -> str:
    """Say what a JSON value is instead of one list of contracts."""
    if _names_a_supplier(held):
        return "is JSON, but not one list of flat records"
    return "is nested words and figures, not one list of contracts: its entries name no suppliers"


def _names_a_supplier(held: Any) -> bool:
    """Return whether any entry anywhere gives a supplier beside a title or a value."""
    left = [held]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            names = {str(name).casefold() for name in one}
            if names & {"supplier", "suppliers", "supplier_name", "provider", "awarded_supplier"}:
                return True
            left.extend(one.values())
        elif isinstance(one, list):
            left.extend(one)
    return False

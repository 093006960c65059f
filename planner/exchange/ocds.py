"""OCDS 1.1 packages and records as awards: each contract, or each award that has none yet."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from planner.exchange import cells
from planner.exchange.cells import Unreadable, as_text, shortened, text_or_none
from planner.exchange.contracts_register import LONGEST_NOTE
from planner.exchange.cpv import branch_of
from planner.exchange.listed_award import (
    ListedAward,
    ListedSupplier,
    ListRead,
    checked_dates,
    sector_of,
)
from planner.exchange.match_names import NamedSupplier
from planner.exchange.ocds_releases import Process, processes_in
from planner.exchange.registered_numbers import charity_number, company_number
from planner.exchange.supplier_names import is_nobody, one_supplier

Part = Mapping[str, Any]
_NO_PART: Part = {}
_COPY = "is a copy of"
_NOT_MADE = frozenset(("cancelled", "unsuccessful", "pending", "terminated"))
_LAWS = {"2023/54": "pa2023", "2015/102": "pcr2015", "2023/1348": "psr"}
_CHARITIES = ("GB-CHC", "GB-SC", "GB-NIC")
_REGULATORS = ("GB-CQC", "GB-OFSTED")


def read_ocds(path: Path) -> ListRead:
    """Open an OCDS release or record package, a single release or record, or a folder of them."""
    processes = processes_in(path)

    def awards() -> Iterator[ListedAward]:
        first: dict[str, Process] = {}
        for process in processes:
            earlier = first.setdefault(process.same_as, process)
            yield from _of_process(process, "" if earlier is process else _copy(earlier))

    return ListRead(
        "ocds",
        "OCDS JSON",
        "awards",
        "the main branch of each award's first CPV code, else the titles",
        awards,
    )


def _copy(earlier: Process) -> str:
    return f"{_COPY} {earlier.ocid} in {earlier.place} under another ocid"


def _of_process(process: Process, refused: str) -> Iterator[ListedAward]:
    awards = _parts(process.state.get("awards"))
    contracts = _parts(process.state.get("contracts"))
    known = {str(award.get("id")) for award in awards}
    if not awards and not contracts:
        reason = refused or process.problem or "nothing is awarded yet"
        yield ListedAward(process.place, title=_title(process, {}, {}), refused=reason)
    for award in awards:
        own = [one for one in contracts if str(one.get("awardID")) == str(award.get("id"))]
        for contract in own or [_NO_PART]:
            yield _award(process, award, contract, refused)
    for contract in contracts:
        if str(contract.get("awardID")) not in known:
            yield _award(process, {}, contract, refused)


def _award(process: Process, award: Part, contract: Part, refused: str) -> ListedAward:
    number = as_text(contract.get("id") or award.get("id")) or "1"
    doubts: list[str] = []
    period = _part(contract, "period") or _part(award, "contractPeriod")
    start = _date(period, "startDate", doubts)
    end = _date(period, "endDate", doubts)
    extension = _date(period, "maxExtentDate", doubts)
    start, end, extension, impossible = checked_dates(start, end, extension)
    title = _title(process, award, contract)
    suppliers, nobody = _suppliers(process, award)
    tender = _part(process.state, "tender")
    note = text_or_none(
        as_text(contract.get("description"))
        or _own_words(award)
        or as_text(tender.get("description"))
    )
    status = as_text(contract.get("status") or award.get("status")).casefold()
    if not refused and status in _NOT_MADE:
        refused = f"its status is {status}"
    if not refused and not suppliers:
        refused = f'names no supplier ("{nobody[0]}")' if nobody else "names no supplier"
    value = _value(_part(contract, "value") or _part(award, "value"), doubts)
    return ListedAward(
        place=f"{process.place}, award {number}",
        title=shortened(title or process.ocid, 300),
        suppliers=suppliers,
        reference=f"{process.same_as}/{number}",
        service=_service(award, contract, tender),
        total_value=value,
        start=start,
        end=end,
        extension_to=extension,
        kind="contract" if contract else None,
        regime=_regime(tender),
        light_touch=True if "lightTouch" in _words(tender, "specialRegime") else None,
        note=None if note is None else shortened(note, LONGEST_NOTE),
        doubts=(*doubts, *impossible),
        refused=refused,
        is_copy=refused.startswith(_COPY),
    )


def _own_words(award: Part) -> str | None:
    words = text_or_none(award.get("description"))
    return None if words is None or words.startswith("See description of") else words


def _title(process: Process, award: Part, contract: Part) -> str:
    tender = _part(process.state, "tender")
    for part in (contract, award, tender, process.state):
        if words := text_or_none(part.get("title")):
            return words
    return text_or_none(tender.get("description")) or ""


def _suppliers(process: Process, award: Part) -> tuple[tuple[ListedSupplier, ...], tuple[str, ...]]:
    """Return the award's suppliers, with what the list of parties knows of them.

    Without an award the parties in the role of supplier stand in.
    """
    parties = _parts(process.state.get("parties"))
    by_id: dict[str, Part] = {}
    for party in parties:
        by_id.setdefault(str(party.get("id")), party)
    named = _parts(award.get("suppliers"))
    if not award:
        named = [party for party in parties if "supplier" in _words(party, "roles")]
    found: list[ListedSupplier] = []
    nobody: list[str] = []
    for reference in named:
        party = {**by_id.get(str(reference.get("id")), {}), **reference}
        identifier = _part(party, "identifier")
        name = one_supplier(party.get("name")) or one_supplier(identifier.get("legalName"))
        if is_nobody(name):
            nobody.append(name or "nothing")
            continue
        found.append(ListedSupplier(_identified(name, party), _sector(party)))
    return tuple(dict.fromkeys(found)), tuple(nobody)


def _identified(name: str, party: Part) -> NamedSupplier:
    company = charity = regulator = None
    for one in (_part(party, "identifier"), *_parts(party.get("additionalIdentifiers"))):
        scheme, number = as_text(one.get("scheme")).upper(), one.get("id")
        if scheme == "GB-COH":
            company = company or company_number(number)
        elif scheme in _CHARITIES:
            charity = charity or charity_number(number)
        elif scheme in _REGULATORS:
            regulator = regulator or text_or_none(number)
    return NamedSupplier(name, company, charity, None, regulator)


def _sector(party: Part) -> str | None:
    details = _part(party, "details")
    scale = as_text(details.get("scale")).casefold()
    small = scale in ("sme", "micro", "small", "medium") or party.get("sme") is True
    return sector_of(small, details.get("vcse") is True or party.get("vco") is True)


def _value(value: Part, doubts: list[str]) -> float | None:
    """Return the net amount in pounds; a value of 0 is how Contracts Finder writes "not known"."""
    try:
        net, gross = cells.money(value.get("amount")), cells.money(value.get("amountGross"))
    except Unreadable as error:
        doubts.append(f"value: {error}: left blank")
        return None
    amount = net if net is not None else gross
    currency = as_text(value.get("currency")) or "GBP"
    if amount is None or amount <= 0:
        return None
    if currency != "GBP":
        doubts.append(f"value: {amount:,.2f} {currency} is not in pounds: left blank")
        return None
    if net is None:
        doubts.append("the value includes VAT, since none without it is given")
    return amount


def _date(period: Part, name: str, doubts: list[str]) -> datetime.date | None:
    try:
        return cells.date(period.get(name))
    except Unreadable as error:
        doubts.append(f"{name}: {error}: left blank")
        return None


def _service(award: Part, contract: Part, tender: Part) -> str | None:
    for part in (contract, award, tender):
        for item in (part, *_parts(part.get("items"))):
            classes = (
                _part(item, "classification"),
                *_parts(item.get("additionalClassifications")),
            )
            for one in classes:
                if as_text(one.get("scheme")).upper() == "CPV" and (
                    branch := branch_of(as_text(one.get("id")))
                ):
                    return branch
    return None


def _regime(tender: Part) -> str | None:
    law = as_text(_part(tender, "legalBasis").get("id"))
    return next((regime for number, regime in _LAWS.items() if number in law), None)


def _part(part: Part, name: str) -> Part:
    value = part.get(name)
    return value if isinstance(value, dict) else _NO_PART


def _words(part: Part, name: str) -> list[str]:
    value = part.get(name)
    return [as_text(one) for one in value] if isinstance(value, list) else [as_text(value)]


def _parts(value: Any) -> list[Part]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []

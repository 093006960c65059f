"""A register's contracts as a release package of the Open Contracting Data Standard 1.1.

Each award is one contracting process with one release: who buys, who supplies, under which law,
for how much and until when. A contract that came with an ocid keeps it; the others get one made of
the council's own registered prefix and their reference, the same each time. What the register does
not know is left out, never filled in.
"""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from planner.errors import InputRefused
from planner.exchange.awards_together import term_value
from planner.exchange.ocid import checked_prefix, ocid_of
from planner.exchange.published_contracts import (
    PublishedContract,
    PublishedSupplier,
    published_contracts,
)
from planner.register.register import Register

_EXTENSIONS = "https://raw.githubusercontent.com/open-contracting-extensions"
EXTENSIONS = tuple(
    f"{_EXTENSIONS}/ocds_{name}_extension/master/extension.json"
    for name in ("legalBasis", "organizationScale")
)
LAWS: Mapping[str, tuple[str, str]] = {
    "pa2023": ("UKPGA", "2023/54"),
    "pcr2015": ("UKSI", "2015/102"),
    "psr": ("UKSI", "2023/1348"),
}
METHODS: Mapping[str, str] = {"framework_call_off": "Call-off from a framework", "grant": "Grant"}
BUYER = "buyer"

Part = dict[str, Any]


def ocds_json(register: Register, prefix: str, today: datetime.date) -> bytes:
    """Return the release package as JSON in UTF-8; the same arguments give the same bytes.

    `today` is the day of publication. InputRefused where the prefix or the council's name is not
    there, or where there is nothing to publish.
    """
    package = release_package(register, prefix, today)
    return (json.dumps(package, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def release_package(register: Register, prefix: str, today: datetime.date) -> Part:
    """Return the release package as plain values, a release for each award."""
    prefix = checked_prefix(prefix)
    name = register.council.name.strip()
    if not name:
        raise InputRefused.one(
            "The register", "does not say which council publishes", "enter the council's name"
        )
    awards: dict[str, list[PublishedContract]] = {}
    for one in published_contracts(register).contracts:
        awards.setdefault(one.award, []).append(one)
    if not awards:
        raise InputRefused.one(
            "The register", "holds no contract with an outside supplier", "enter contracts first"
        )
    moment = _moment(today)
    buyer = {"id": BUYER, "name": name}
    releases = [_release(found, prefix, buyer, today) for found in awards.values()]
    called = f"{prefix}/{name}/{register.revision}/{today.isoformat()}"
    return {
        "uri": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, called)}",
        "version": "1.1",
        "extensions": list(EXTENSIONS),
        "publishedDate": moment,
        "publisher": {"name": name},
        "releases": releases,
    }


def _release(
    contracts: Sequence[PublishedContract], prefix: str, buyer: Part, today: datetime.date
) -> Part:
    first = contracts[0]
    ocid, number = ocid_of(first.reference, prefix)
    suppliers: dict[str, Part] = {}
    for one in contracts:
        party = _party(one.supplier)
        suppliers.setdefault(party["id"], party)
    named = [{"id": one["id"], "name": one["name"]} for one in suppliers.values()]
    period = _period(first)
    amount = _amount(contracts)
    value = {} if amount is None else {"value": {"amount": amount, "currency": "GBP"}}
    status = {"status": "active"} if _runs(first, today) else {}
    items = [{"id": "1", "description": first.service}] if first.service else []
    planning = _planning(first)
    release: Part = {
        "ocid": ocid,
        "id": f"{ocid}-{number}-{today.isoformat()}",
        "date": _moment(today),
        "tag": [*(["planning"] if planning else []), "tender", "award", "contract"],
        "initiationType": "tender",
        "language": "en",
        "parties": [
            {**buyer, "identifier": {"legalName": buyer["name"]}, "roles": [BUYER]},
            *suppliers.values(),
        ],
        "buyer": buyer,
    }
    if planning:
        release["planning"] = planning
    release["tender"] = _tender(first, ocid, items)
    award: Part = {"id": number, "title": first.title, "status": "active", **value}
    award["suppliers"] = named
    contract: Part = {"id": number, "awardID": number, "title": first.title, **status, **value}
    if period:
        award["contractPeriod"] = period
        contract["period"] = period
    release["awards"] = [award]
    release["contracts"] = [contract]
    return release


def _tender(first: PublishedContract, ocid: str, items: list[Part]) -> Part:
    tender: Part = {"id": ocid, "title": first.title}
    if items:
        tender["items"] = items
    if method := METHODS.get(first.kind or ""):
        tender["procurementMethodDetails"] = method
    if law := LAWS.get(first.regime or ""):
        tender["legalBasis"] = {"scheme": law[0], "id": law[1]}
    if first.light_touch:
        tender["specialRegime"] = ["lightTouch"]
    return tender


def _planning(first: PublishedContract) -> Part:
    """Return what a year costs where only that is known of an award that is not shared."""
    if first.total_value is not None or first.annual_value is None or first.shared_by > 1:
        return {}
    words = f"£{first.annual_value:,.2f} in a year."
    if _amount([first]) is not None:
        words += " The value of the award is this over its term."
    return {"budget": {"description": words}}


def _amount(contracts: Iterable[PublishedContract]) -> float | None:
    """Return the value of an award: as stated, else the yearly value over its term."""
    found = list(contracts)
    stated = [one.total_value for one in found if one.total_value is not None]
    if stated:
        return max(stated)
    one = found[0]
    if one.shared_by > 1 or one.annual_value is None or one.start is None or one.end is None:
        return None
    return term_value(one.annual_value, one.start, one.end)


def _runs(one: PublishedContract, today: datetime.date) -> bool:
    """Return whether a contract surely runs today, extended or not."""
    if one.start is None or one.end is None:
        return False
    return one.start <= today <= one.end


def _period(one: PublishedContract) -> Part:
    dates = {"startDate": one.start, "endDate": one.end, "maxExtentDate": one.extension_to}
    return {
        name: _moment(date, last=name != "startDate")
        for name, date in dates.items()
        if date is not None
    }


def _moment(date: datetime.date, *, last: bool = False) -> str:
    """Return a day as the standard writes dates: its first second, or its last."""
    return f"{date.isoformat()}T{'23:59:59' if last else '00:00:00'}Z"


def _party(one: PublishedSupplier) -> Part:
    identifiers = []
    if one.company_number:
        identifiers.append({"scheme": "GB-COH", "id": one.company_number, "legalName": one.name})
    if one.charity_number:
        scheme = _charity_scheme(one.charity_number)
        identifiers.append({"scheme": scheme, "id": one.charity_number, "legalName": one.name})
    first = identifiers[0] if identifiers else None
    party: Part = {
        "id": f"{first['scheme']}-{first['id']}" if first else f"supplier-{one.code}",
        "name": one.name,
        "identifier": first or {"legalName": one.name},
    }
    if identifiers[1:]:
        party["additionalIdentifiers"] = identifiers[1:]
    party["roles"] = ["supplier"]
    details: Part = {}
    if one.scale is not None:
        details["scale"] = one.scale
    if one.voluntary is not None:
        details["vcse"] = one.voluntary
    if details:
        party["details"] = details
    return party


def _charity_scheme(number: str) -> str:
    letters = number[:2].upper()
    return {"SC": "GB-SC", "NI": "GB-NIC"}.get(letters, "GB-CHC")

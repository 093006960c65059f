"""The providers and whom to ring there: hand-written table, drawn numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

from planner.register.records import Contact, Contract, Provider, SupplyLink
from resources.sample.contracts import Let
from resources.sample.draws import Draws
from resources.sample.services import Priced
from resources.sample.tables import Row, rows

# Turnover as a multiple of what the council pays, by sector, where the table gives none.
_TURNOVER = {
    "in_house": (1.0, 1.0),
    "private": (1.5, 3.0),
    "sme": (1.15, 1.9),
    "vcse": (1.3, 2.2),
    "social_enterprise": (1.2, 1.9),
    "mutual": (1.3, 1.8),
}
_NO_NUMBER_KNOWN = 0.12
_SUPPLIER_TURNOVER = 2_400_000.0
_PARENT_BUFFER_DAYS = 7
_PARENT_REPLACE_DAYS = 120


def names_of_parents() -> dict[str, str]:
    """Return the name of the parent of each provider that has one."""
    names = {row.need("id"): row.need("name") for row in rows("providers")}
    return {
        row.need("id"): names[parent]
        for row in rows("providers")
        if (parent := row.text("parent")) is not None
    }


def providers(let: Iterable[Let], priced: Mapping[str, Priced]) -> list[Provider]:
    """Return the providers; what a provider earns here sets its turnover where none is given."""
    by_provider: dict[str, list[Contract]] = {}
    for one in let:
        by_provider.setdefault(one.contract.provider, []).append(one.contract)
    return [
        _provider(number, row, by_provider.get(row.need("id"), []), priced)
        for number, row in enumerate(rows("providers"), start=1)
    ]


def _provider(
    number: int, row: Row, contracts: list[Contract], priced: Mapping[str, Priced]
) -> Provider:
    code, sector = row.need("id"), row.need("sector")
    draws = Draws("provider", code)
    charity = sector == "vcse"
    company = sector not in ("in_house", "public_body") and (not charity or draws.chance(0.5))
    regulated = any(priced[contract.service].service.regulated for contract in contracts)
    known = draws.chance(1 - _NO_NUMBER_KNOWN)
    small = sector in ("sme", "social_enterprise", "vcse")
    return Provider(
        id=code,
        name=row.need("name"),
        sector=sector,
        reach=row.need("reach"),
        parent=row.text("parent"),
        company_number=_company_number(number) if company and known else None,
        charity_number=f"99{number:05d}" if charity and known else None,
        regulator_id=f"1-99{number:08d}" if regulated else None,
        turnover=_turnover(row, sector, contracts, draws),
        cash_days=row.number("cash_days"),
        cost_flex=row.number("cost_flex"),
        failure_probability=0.0 if sector == "in_house" else None,
        asset_lock=True if sector == "social_enterprise" else charity or None,
        key_person=draws.yes_no_blank(0.2, 0.5) if small else None,
        contacts=_contact_ids(code, contracts, priced),
    )


def _company_number(number: int) -> str:
    return f"99{number:06d}"


def _turnover(row: Row, sector: str, contracts: list[Contract], draws: Draws) -> float | None:
    given = row.number("turnover")
    if given is not None or sector == "public_body":
        return given
    earned = sum(contract.annual_value or 0 for contract in contracts)
    if not earned:
        return _SUPPLIER_TURNOVER
    low, high = _TURNOVER[sector]
    return float(math.ceil(earned * draws.between(low, high) / 1000) * 1000)


def _contact_ids(
    code: str, contracts: list[Contract], priced: Mapping[str, Priced]
) -> tuple[str, ...]:
    classes = {priced[contract.service].service.class_ for contract in contracts}
    in_house = any(contract.kind == "in_house" for contract in contracts)
    if "must" in classes and not in_house:
        return (f"{code}-lead", f"{code}-finance")
    return (f"{code}-lead",) if contracts else ()


def contacts_of(found: Iterable[Provider]) -> list[Contact]:
    """Return whom to ring at the providers: roles, with numbers kept for drama by Ofcom."""
    contacts = []
    at_providers = ((provider, code) for provider in found for code in provider.contacts)
    for number, (provider, code) in enumerate(at_providers):
        finance = code.endswith("-finance")
        care = provider.regulator_id is not None
        lead = "Registered manager" if care else "Contract lead"
        contacts.append(
            Contact(
                id=code,
                role="Finance director" if finance else lead,
                provider=provider.id,
                phone_day=f"01632 960{100 + number:03d}",
                phone_night=None if finance else f"07700 900{100 + number:03d}",
                email=f"{'finance' if finance else 'manager'}.{_slug(provider.id)}@example.org",
            )
        )
    return contacts


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower())


def parent_links() -> list[SupplyLink]:
    """Return what each provider with a parent loses with it; share 0 is ring-fenced."""
    return [
        SupplyLink(
            upstream=row.need("parent"),
            downstream=row.need("id"),
            kind="parent",
            input="ownership",
            share=row.number("parent_share"),
            buffer_days=_PARENT_BUFFER_DAYS,
            replace_days=_PARENT_REPLACE_DAYS,
        )
        for row in rows("providers")
        if row.text("parent")
    ]

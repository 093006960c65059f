"""What providers lean on and what stands by: links, assets, options, pools, signs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from planner.register.records import Accounts, Asset, Option, Pool, SupplyLink, WarningSign
from resources.sample.contracts import Let
from resources.sample.tables import Row, rows


def assets() -> list[Asset]:
    """Return the shared premises, systems, fleets and workforces."""
    return [
        Asset(
            id=row.need("id"),
            name=row.need("name"),
            kind=row.need("kind"),
            owner=row.text("owner"),
            access_right=row.yes_no("access_right"),
        )
        for row in rows("assets")
    ]


def supply_links() -> list[SupplyLink]:
    """Return the links between providers and from assets to providers, without ownership."""
    return [
        SupplyLink(
            upstream=row.need("upstream").removeprefix("asset:"),
            downstream=row.need("downstream"),
            kind=row.need("kind"),
            input=row.text("input"),
            share=row.number("share"),
            buffer_days=row.whole("buffer_days"),
            replace_days=row.whole("replace_days"),
            income_share=row.number("income_share"),
            payment_days=row.whole("payment_days"),
        )
        for row in rows("links")
    ]


def pools() -> list[Pool]:
    """Return the capacity that several options share."""
    return [Pool(row.need("id"), row.need("name"), row.number("capacity")) for row in rows("pools")]


def options(let: Iterable[Let]) -> list[Option]:
    """Return the ways to keep services going; the table names a contract by code or provider."""
    by_place = {(one.contract.service, one.contract.provider): one.contract.id for one in let}
    return [
        _option(f"O-{number:03d}", row, by_place) for number, row in enumerate(rows("options"), 1)
    ]


def _option(code: str, row: Row, by_place: dict[tuple[str, str], str]) -> Option:
    service, only_for = row.need("service"), row.text("for_contract")
    if only_for is not None and not only_for.startswith("C-"):
        only_for = by_place[service, only_for]
    return Option(
        id=code,
        service=service,
        route=row.need("route"),
        supplier=row.text("supplier"),
        pool=row.text("pool"),
        capacity=row.number("capacity"),
        mobilise_days=row.whole("mobilise_days"),
        ramp_days=row.whole("ramp_days"),
        max_days=row.whole("max_days"),
        unit_cost_day=row.number("unit_cost_day"),
        setup_cost=row.number("setup_cost"),
        areas=row.many("areas"),
        needs=row.many("needs"),
        for_contract=only_for,
        agreed=row.yes_no("agreed"),
        confidence=row.number("confidence"),
    )


def warning_signs() -> list[WarningSign]:
    """Return the signs of trouble seen at providers, oldest first for each provider."""
    return [
        WarningSign(
            provider=row.need("provider"),
            date=row.date("date"),
            indicator=row.need("indicator"),
            rating=row.whole("rating"),
            source=row.text("source"),
        )
        for row in rows("warning_signs")
    ]


def accounts() -> list[Accounts]:
    """Return the yearly accounts that were looked at; what they do not say stays blank."""
    figures = (
        "turnover", "operating_profit", "net_debt", "free_cash_flow", "ebitda", "pension_deficit",
        "net_interest_paid", "current_assets", "stock", "current_liabilities", "net_assets",
        "group_exposure", "gross_assets",
    )  # fmt: skip
    found = []
    for row in rows("accounts"):
        values: dict[str, Any] = {name: row.number(name) for name in figures}
        found.append(
            Accounts(
                row.need("provider"), row.date("year_end"), source=row.text("source"), **values
            )
        )
    return found

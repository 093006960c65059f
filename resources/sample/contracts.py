"""The contracts, grants and in-house arrangements: hand-written table, drawn detail."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from planner.register.records import Contract, Place
from resources.sample.draws import Draws
from resources.sample.people import places
from resources.sample.services import Priced
from resources.sample.tables import Row, rows

_DAY = datetime.timedelta(days=1)
# Procurements begun before 24 February 2025 stay under the regulations of 2015; letting takes
# about half a year, so contracts that started before September 2025 were let under them.
_FIRST_UNDER_THE_ACT = datetime.date(2025, 9, 1)
_FIRST_UNDER_PROVIDER_SELECTION = datetime.date(2024, 1, 1)
_THRESHOLD = 207_720
_HEALTH_MARKETS = ("Public health", "Therapies")
_NOT_LIGHT_TOUCH = ("Waste", "Highways", "Corporate", "Public transport", "Equipment", "Leisure")
_STARTS = ((1, 1), (4, 1), (7, 1), (9, 1), (10, 1))
_MEASURES = (
    "Complaints answered within ten days",
    "Staff turnover below 25%",
    "Invoices right first time",
    "Users rating the service good or better",
    "Vacant posts below 10%",
)
_LOT = {
    "contract": "contract",
    "framework_call_off": "framework lot",
    "grant": "yearly grant",
    "in_house": "council's own team",
}
_MAKE: Mapping[str, Callable[[str], Any]] = {
    "start": datetime.date.fromisoformat,
    "end": datetime.date.fromisoformat,
    "bond_amount": float,
    "pbr_share": float,
    "tupe_staff": int,
    "notice_days_provider": int,
}


@dataclass(frozen=True, slots=True)
class Let:
    """A contract with the people it serves."""

    contract: Contract
    places: tuple[Place, ...]


def contracts(priced: Mapping[str, Priced], owners: Mapping[str, str]) -> dict[str, Let]:
    """Return the contracts by id; `owners` maps a provider to the name of its parent."""
    table = list(rows("contracts"))
    fixed = {row.settings("set").get("id") for row in table}
    free = (f"C-{number:03d}" for number in range(1, 1000))
    found: dict[str, Let] = {}
    lots = _lots(table)
    for row, lot in zip(table, lots, strict=True):
        code = row.settings("set").get("id") or next(c for c in free if c not in fixed)
        found[code] = _let(code, lot, row, priced[row.need("service")], owners)
    return found


def _lots(table: list[Row]) -> list[str]:
    """Return what sets the contracts of a service apart: the kind, numbered where it repeats."""
    alike = Counter((row.need("service"), row.need("kind")) for row in table)
    seen: Counter[tuple[str, str]] = Counter()
    lots = []
    for row in table:
        key = (row.need("service"), row.need("kind"))
        seen[key] += 1
        number = f" {seen[key]}" if alike[key] > 1 else ""
        lots.append(f"{_LOT[row.need('kind')]}{number}")
    return lots


def _let(code: str, lot: str, row: Row, priced: Priced, owners: Mapping[str, str]) -> Let:
    settings = row.settings("set")
    council_only = settings.pop("funders", "") == "council"
    settings.pop("id", None)
    people = row.whole("people")
    served = places(code, people, priced.mix, council_only) if people else []
    provider = row.need("provider")
    draws = Draws("contract", row.need("service"), provider)
    value = _annual_value(row, priced, served, draws)
    contract = Contract(
        id=code,
        title=f"{priced.service.title} ({lot})",
        service=priced.service.id,
        provider=provider,
        kind=row.need("kind"),
        annual_value=value,
    )
    drawn = _in_house(draws) if contract.kind == "in_house" else _let_outside(contract, draws)
    drawn |= _security(contract, owners.get(provider), draws)
    drawn |= _measures(contract, priced, draws)
    if "end" in settings:
        drawn["extension_to"] = None
    drawn |= {name: _as_value(name, text) for name, text in settings.items()}
    return Let(_with_rules(dataclasses.replace(contract, **drawn), priced), tuple(served))


def _as_value(name: str, text: str) -> Any:
    if text in ("yes", "no"):
        return text == "yes"
    return _MAKE[name](text)


def _annual_value(row: Row, priced: Priced, served: list[Place], draws: Draws) -> float | None:
    given = row.number("value")
    if given is not None or priced.price_day is None:
        return given
    paid_for = sum(place.people or 0 for place in served if place.funder == "council")
    exact = paid_for * priced.price_day * 365 * draws.between(0.96, 1.05)
    return float(round(exact / 100) * 100)


def _in_house(draws: Draws) -> dict[str, Any]:
    return {
        "in_house_allowed": True,
        "start": datetime.date(2023, 4, 1),
        "data_return": True,
        "tupe_staff": None,
    }


def _let_outside(contract: Contract, draws: Draws) -> dict[str, Any]:
    years = draws.one_of((2, 3, 3, 4, 5)) if contract.kind != "grant" else draws.whole(1, 3)
    month, day = draws.one_of(_STARTS)
    start = datetime.date(draws.whole(2023, 2026), month, day)
    start = min(start, datetime.date(2026, 10, 1))
    end = start.replace(year=start.year + years) - _DAY
    while end < datetime.date(2027, 1, 31):
        end = (end + _DAY).replace(year=end.year + (2 if end.day == 31 and end.month == 12 else 1))
        end -= _DAY
    extendable = contract.kind != "grant" and draws.chance(0.5)
    grant = contract.kind == "grant"
    return {
        "start": start,
        "end": end,
        "extension_to": (end + _DAY).replace(year=(end + _DAY).year + 1) - _DAY
        if extendable
        else None,
        "notice_days_council": draws.one_of((90, 90, 180)) if not grant else 60,
        "notice_days_provider": draws.one_of((28, 90, 90, 180)) if not grant else 30,
        "pbr_share": None if draws.chance(0.3) else 0.0,
        "payment_days": draws.one_of((14, 30, 30)),
        "open_book": draws.yes_no_blank(0.3, 0.5),
        "step_in_right": draws.yes_no_blank(0.34, 0.58),
        "novation_allowed": draws.yes_no_blank(0.6, 0.32),
        "in_house_allowed": draws.yes_no_blank(0.82, 0.1),
        "exit_plan_date": datetime.date(2026, draws.whole(1, 10), draws.whole(1, 28))
        if draws.chance(0.65) and not grant
        else None,
        "data_return": draws.yes_no_blank(0.8, 0.11),
        "tupe_staff": _staff(contract, draws),
    }


def _staff(contract: Contract, draws: Draws) -> int | None:
    if contract.annual_value is None or contract.kind == "grant" or draws.chance(0.12):
        return None
    return max(1, round(contract.annual_value * 0.7 / draws.between(24_000, 33_000)))


def _security(contract: Contract, owner: str | None, draws: Draws) -> dict[str, Any]:
    if contract.kind != "contract" or (contract.annual_value or 0) < 1_000_000:
        return {}
    bond = round((contract.annual_value or 0) * 0.1, -4) if draws.chance(0.55) else None
    return {"bond_amount": bond, "guarantee_by": owner if draws.chance(0.7) else None}


def _measures(contract: Contract, priced: Priced, draws: Draws) -> dict[str, Any]:
    outcome = priced.service.outcome_measure
    if contract.kind == "grant" or outcome is None or draws.chance(0.12):
        return {"kpis": ()}
    others = draws.shuffled(_MEASURES)[: draws.whole(1, 2)]
    return {"kpis": (outcome, *others)}


def _with_rules(contract: Contract, priced: Priced) -> Contract:
    """Return the contract with the procurement rules that its start, value and market mean."""
    market = priced.service.market or ""
    regime = _regime(contract, market)
    light_touch = None
    if regime in ("pcr2015", "pa2023"):
        light_touch = market not in _NOT_LIGHT_TOUCH
    return dataclasses.replace(contract, regime=regime, light_touch=light_touch)


def _regime(contract: Contract, market: str) -> str | None:
    if contract.kind == "in_house" or contract.start is None:
        return None
    if contract.kind == "grant":
        return "grant"
    if market in _HEALTH_MARKETS and contract.start >= _FIRST_UNDER_PROVIDER_SELECTION:
        return "psr"
    days = (contract.end - contract.start).days + 1 if contract.end else 365
    if (contract.annual_value or 0) * days / 365 < _THRESHOLD:
        return "below_threshold"
    return "pa2023" if contract.start >= _FIRST_UNDER_THE_ACT else "pcr2015"

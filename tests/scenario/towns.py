"""Small registers made by hand for the tests of scenarios."""

from __future__ import annotations

from typing import Any

from planner.register.records import (
    Asset,
    Contract,
    Council,
    Event,
    Option,
    Place,
    Pool,
    Provider,
    Reserve,
    Scenario,
    Service,
    SupplyLink,
)
from planner.register.register import Register


def service(id_: str = "care", class_: str | None = "must", **more: Any) -> Service:
    more.setdefault("mtpd_days", 2)
    return Service(id_, f"Service {id_}", class_, market=more.pop("market", "care"), **more)


def provider(id_: str, **more: Any) -> Provider:
    return Provider(id_, f"Provider {id_}", **more)


def contract(id_: str, provider_id: str, service_id: str = "care", **more: Any) -> Contract:
    more.setdefault("annual_value", 365_000)
    return Contract(id_, f"Contract {id_}", service_id, provider_id, **more)


def people(contract_id: str, count: int | None, **more: str) -> Place:
    return Place(
        contract_id,
        more.get("area", "North"),
        more.get("need", "standard"),
        more.get("funder", "council"),
        count,
    )


def option(id_: str, capacity: float | None = 100, **more: Any) -> Option:
    more.setdefault("unit_cost_day", 1.0)
    return Option(
        id_,
        more.pop("service", "care"),
        more.pop("route", "spot_purchase"),
        capacity=capacity,
        **more,
    )


def stops(target: str, day: int = 0, kind: str = "insolvency", **more: Any) -> Event:
    return Event(kind, target, day, **more)


def scenario(*events: Event, horizon: int = 28, **more: Any) -> Scenario:
    return Scenario("X1", "Test", horizon, events=events, **more)


def town(*rows: Any, council: Council | None = None) -> Register:
    return Register.build(council or Council("Testford"), rows)


def one_firm(*more: Any, count: int = 100, **of_contract: Any) -> Register:
    """One must service, one provider A with contract C1 and 100 council-funded people."""
    return town(
        service(), provider("A"), contract("C1", "A", **of_contract), people("C1", count), *more
    )


__all__ = [
    "Asset",
    "Pool",
    "Reserve",
    "SupplyLink",
    "contract",
    "one_firm",
    "option",
    "people",
    "provider",
    "scenario",
    "service",
    "stops",
    "town",
]

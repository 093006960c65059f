"""A register of three contracts whose levy can be worked out by hand."""

from __future__ import annotations

from typing import Any

from planner.register.records import Contract, Council, Provider, Record, Service
from planner.register.register import Register
from planner.scenario.case_book import HORIZON_DAYS
from planner.scenario.outcome import ByClass
from planner.scenario.sweep import Fall, Sweep

NONE = ByClass(0.0, 0.0, 0.0)


def fall(provider: str, net_cost: float, **more: Any) -> Fall:
    """Return what the failure of a provider costs, and nothing else of it."""
    values: dict[str, Any] = {
        "id": provider,
        "name": provider.title(),
        "kind": "provider",
        "breach_person_days": NONE,
        "unmet_person_days": NONE,
        "displaced_person_days": NONE,
        "displaced_people": 10.0,
        "contracts": 1,
        "value": 0.0,
        "award_value": 0.0,
        "cost": net_cost,
        "secure": True,
        "systemic_index": None,
        "also_fail": (),
        "net_cost": net_cost,
    }
    return Fall(**{**values, **more})


def sweep_of(*falls: Fall) -> Sweep:
    """Return a sweep that found these falls."""
    return Sweep(falls, HORIZON_DAYS, None)


def three_contracts(*more: Record) -> Register:
    """Return a register with one contract each of a likely, an unlikely and a small provider."""
    return Register.build(
        Council("Aldermoor Council"),
        [
            Service("care", "Home care", class_="must"),
            Provider("likely", "Likely Care Ltd", failure_probability=0.5),
            Provider("steady", "Steady Care Ltd", failure_probability=0.0005),
            Provider("small", "Small Care CIC", failure_probability=0.5),
            Contract("C-1", "Home care north", "care", "likely", annual_value=100_000.0,
                     bond_amount=10_000.0),
            Contract("C-2", "Home care south", "care", "steady", annual_value=1_000_000.0),
            Contract("C-3", "Befriending", "care", "small", annual_value=20_000.0),
            *more,
        ],
    )  # fmt: skip


def three_falls() -> Sweep:
    """Return what their failures cost: £50,000 before a bond of £10,000, £1m and £5,000."""
    return sweep_of(
        fall("likely", 40_000.0, own_bonds=10_000.0),
        fall("steady", 1_000_000.0),
        fall("small", 5_000.0),
    )

"""Small registers on which preventive actions can be worked by hand or against every subset."""

from __future__ import annotations

from planner.register.records import (
    Contract,
    Council,
    Option,
    Place,
    Pool,
    Provider,
    Record,
    Reserve,
    Service,
    SupplyLink,
)
from planner.register.register import Register


def town(*more: Record, people: int = 100, signed: bool = False, reserve: float = 1e6) -> Register:
    """Return one firm with 100 people, limit day 2, and a neighbour who has not signed."""
    return Register.build(
        Council("Aldermoor", budget_annual=1e7),
        [
            Service("care", "Home care", class_="must", mtpd_days=2, owner="Care lead"),
            Provider("harbour", "Harbour", failure_probability=0.1),
            Provider("fellside", "Fellside", failure_probability=0.0),
            Contract("c1", "Care, all areas", "care", "harbour", annual_value=365_000.0),
            Place("c1", "North", "standard", "council", people),
            Option(
                "aid",
                "care",
                "mutual_aid",
                supplier="fellside",
                capacity=60.0,
                mobilise_days=0,
                unit_cost_day=10.0,
                agreed=signed,
            ),
            Reserve("general", "General fund", reserve),
            *more,
        ],
    )


def pair(pool: int, second: int, days: int, people: int, setup: float) -> Register:
    """Return two firms that share a pool, an agent that falls with one, and little money."""
    return Register.build(
        Council("Aldermoor", budget_annual=1e7),
        [
            Service("care", "Home care", class_="must", mtpd_days=1, market="Care"),
            Service("night", "Night care", class_="must", mtpd_days=2, market="Care"),
            Provider("harbour", "Harbour", failure_probability=0.2),
            Provider("moor", "Moor", failure_probability=0.1),
            Provider("agent", "Agent", cash_days=10.0, turnover=365_000.0, cost_flex=0.0),
            Contract("c1", "Care one", "care", "harbour", annual_value=400_000.0),
            Contract("c2", "Nights", "night", "moor", annual_value=300_000.0),
            Contract("c3", "Care two", "care", "agent", annual_value=90_000.0),
            Place("c1", "North", "standard", "council", people),
            Place("c2", "North", "standard", "council", 30),
            Place("c3", "South", "standard", "council", 12),
            SupplyLink("agent", "harbour", "partial", share=0.1, income_share=0.9),
            Pool("staff", "Agency staff", float(pool)),
            Option(
                "a", "care", "spot_purchase", pool="staff", capacity=40.0, mobilise_days=days,
                unit_cost_day=12.0, setup_cost=setup,
            ),
            Option(
                "b", "night", "spot_purchase", pool="staff", capacity=20.0, mobilise_days=1,
                unit_cost_day=14.0,
            ),
            Option(
                "s", "care", "step_in", for_contract="c1", capacity=float(second),
                mobilise_days=3, unit_cost_day=9.0, setup_cost=setup / 2,
            ),
            Reserve("general", "General fund", 20_000.0),
        ],
    )  # fmt: skip

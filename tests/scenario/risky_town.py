"""A small town in which providers, their owner and a depot are likely to fail in a year."""

from __future__ import annotations

from functools import cache

from planner.register.register import Register
from tests.scenario.towns import (
    Asset,
    Pool,
    Reserve,
    SupplyLink,
    contract,
    option,
    people,
    provider,
    service,
    town,
)


@cache
def risky_town(places: float = 60, amount: float = 20_000.0) -> Register:
    """Two services with a pool between them, one supplier, one owner of two, and a depot."""
    return town(
        service("care"),
        service("meals", "needed"),
        provider("A", failure_probability=0.10, parent="OWNER"),
        provider("B", failure_probability=0.05),
        provider("C", failure_probability=0.20, parent="OWNER"),
        provider("SUB", failure_probability=0.08),
        provider("OWNER", failure_probability=0.04),
        Asset("depot", "Depot"),
        contract("C1", "A"),
        contract("C2", "B", annual_value=100_000),
        contract("C3", "C", "meals"),
        people("C1", 50),
        people("C2", 30),
        people("C3", 80),
        SupplyLink("SUB", "A", "partial", share=0.4),
        SupplyLink("depot", "C", "essential", share=1.0),
        SupplyLink("OWNER", "A", "parent", share=1.0),
        SupplyLink("OWNER", "C", "parent", share=0.5),
        option("O1", places, pool="P", mobilise_days=10, unit_cost_day=40.0),
        option("O2", 200, service="meals", pool="P", mobilise_days=5, unit_cost_day=25.0),
        option("O3", 15, setup_cost=900.0, unit_cost_day=90.0),
        Pool("P", "Bank of staff", 90),
        Reserve("R1", "Care fund", amount, ("care",)),
        Reserve("R2", "General", amount),
    )

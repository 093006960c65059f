"""A small town for tests of maps: two services, three providers, an asset, an owner."""

from __future__ import annotations

from planner.register.records import (
    Asset,
    Contract,
    Council,
    Option,
    Place,
    Provider,
    Service,
    SupplyLink,
)
from planner.register.register import Register


def town() -> Register:
    """Return the register: Alder serves 60 at home and 10 by day, Birch 40, Cedar 20."""
    return Register.build(
        Council("Town"),
        [
            Service("home", "Home care", "must", market="Care"),
            Service("day", "Day centre", "needed", market="Care"),
            Service("advice", "Advice", "could", market="Advice"),
            Provider("alder", "Alder", cash_days=30),
            Provider("birch", "Birch", parent="grove", cash_days=10),
            Provider("cedar", "Cedar"),
            Provider("grove", "Grove Group"),
            Provider("dogwood", "Dogwood"),
            Asset("rota", "Rota system", "system"),
            Contract("c1", "Home north", "home", "alder", annual_value=600_000),
            Contract("c2", "Home south", "home", "birch", annual_value=300_000),
            Contract("c3", "Day", "day", "cedar", annual_value=50_000),
            Contract("c4", "Day too", "day", "alder", annual_value=25_000),
            Contract("c5", "Advice", "advice", "dogwood", annual_value=10_000),
            Place("c1", "North", "standard", "council", 50),
            Place("c1", "South", "complex", "self", 10),
            Place("c2", "South", "standard", "council", 40),
            Place("c3", "North", "standard", "council", 20),
            Place("c4", "South", "standard", "council", 10),
            SupplyLink("rota", "alder", "essential", "rota", 1.0, 2),
            SupplyLink("alder", "cedar", "partial", "staff", 0.6, 3),
            Option("o1", "home", "spot_purchase", "birch", capacity=25, agreed=True),
        ],
    )

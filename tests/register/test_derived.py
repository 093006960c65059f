"""Sums and counts beside the records: what they add up to, and blank where nothing is known."""

from __future__ import annotations

from planner.exchange.register_json import read_register
from planner.register.derived import derived
from planner.register.records import Contract, Council, Place, Provider, Service
from planner.register.register import Register
from resources.sample import sample_register_path


def columns(register: Register, kind: str) -> dict[str, dict[str, object]]:
    return {one.name: dict(one.values) for one in derived(register, kind)}


def test_people_of_all_services_providers_and_contracts_are_the_same_people():
    register = read_register(sample_register_path())
    people = sum(place.people or 0 for place in register.places.values())
    for kind in ("service", "provider", "contract"):
        found = columns(register, kind)["people"]
        assert set(found) == set(register.of_kind(kind))
        assert sum(value or 0 for value in found.values()) == people  # type: ignore[misc]


def test_what_nobody_counted_is_blank_and_not_nothing():
    register = Register.build(
        Council("X"),
        [
            Service("s", "Care"),
            Service("t", "Meals"),
            Provider("p", "P"),
            Contract("c", "C", "s", "p", annual_value=10.0),
            Contract("d", "D", "s", "p"),
            Place("c", "North", "standard", "self", None),
        ],
    )
    services = columns(register, "service")
    assert services["people"] == {"s": None, "t": None}
    assert services["yearly"] == {"s": 10.0, "t": None}
    assert services["providers"] == {"s": 1, "t": 0}
    assert columns(register, "provider")["worst_sign"] == {"p": None}
    assert columns(register, "pool") == {}

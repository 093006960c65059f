"""The dated rules and lead times, read once from their tables."""

from __future__ import annotations

import datetime
import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

from planner.register.records import Service


@dataclass(frozen=True, slots=True)
class Rule:
    """One number with its unit, its source and whether it was seen there.

    It holds from `valid_from` to `valid_to` (None: until a later one takes its place).
    """

    name: str
    value: float
    unit: str
    words: str
    source: str
    verified: bool
    valid_from: datetime.date
    valid_to: datetime.date | None


@dataclass(frozen=True, slots=True)
class Weeks:
    """A length in weeks: low, likely and high."""

    low: float
    likely: float
    high: float

    def days(self, share: float = 1.0) -> tuple[int, int, int]:
        """Return a share of it in working days, five to the week."""
        return (
            round(5 * share * self.low),
            round(5 * share * self.likely),
            round(5 * share * self.high),
        )


@dataclass(frozen=True, slots=True)
class LeadTime:
    """How long one kind of service or route takes to prepare, compete and mobilise.

    `mobilise` is None for a route: then that of the kind of service holds.
    """

    name: str
    words: tuple[str, ...]
    prepare: Weeks
    compete: Weeks
    mobilise: Weeks | None
    source: str
    verified: bool
    lots: str


@functools.cache
def _table(name: str) -> dict[str, Any]:
    text = resources.files("planner.plan.rules").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@functools.cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, in the order of its table."""
    return tuple(
        Rule(
            row["name"],
            row["value"],
            row["unit"],
            row["words"],
            row["source"],
            row["verified"],
            row["valid_from"],
            row.get("valid_to"),
        )
        for row in _table("limits.toml")["rule"]
    )


def rule(name: str, on: datetime.date) -> Rule:
    """Return the rule that holds on a day: the latest begun, else the earliest there is.

    KeyError where no rule has the name. A rule used after its last day counts as not verified.
    """
    known = sorted((r for r in all_rules() if r.name == name), key=lambda r: r.valid_from)
    if not known:
        raise KeyError(f"no rule {name}")
    begun = [r for r in known if r.valid_from <= on]
    found = begun[-1] if begun else known[0]
    if not begun or (found.valid_to is not None and on > found.valid_to):
        return Rule(
            found.name,
            found.value,
            found.unit,
            found.words,
            found.source,
            verified=False,
            valid_from=found.valid_from,
            valid_to=found.valid_to,
        )
    return found


@functools.cache
def lead_kinds() -> tuple[LeadTime, ...]:
    """Return the lead times by kind of service; the last fits every service."""
    return tuple(_lead_time(row) for row in _table("lead_times.toml")["kind"])


@functools.cache
def lead_routes() -> dict[str, LeadTime]:
    """Return the lead times of the shorter routes, by name."""
    return {row["name"]: _lead_time(row) for row in _table("lead_times.toml")["route"]}


def shares() -> dict[str, float]:
    """Return how the weeks to prepare and compete are split over their tasks."""
    return dict(_table("lead_times.toml")["shares"])


def lead_time_of(service: Service) -> LeadTime:
    """Return the lead times of a service, by the words in its title, market and code."""
    text = " ".join(filter(None, (service.title, service.market, service.id))).lower()
    text = f" {text.replace('-', ' ').replace('_', ' ')} "
    for kind in lead_kinds():
        if any(f" {word}" in text for word in kind.words):
            return kind
    return lead_kinds()[-1]


def _lead_time(row: dict[str, Any]) -> LeadTime:
    return LeadTime(
        row["name"],
        tuple(row.get("words", ())),
        Weeks(*row["prepare"]),
        Weeks(*row["compete"]),
        Weeks(*row["mobilise"]) if "mobilise" in row else None,
        row["source"],
        row["verified"],
        row.get("lots", ""),
    )

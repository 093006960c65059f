"""The ten roles of a response and what each does whatever fails, read once from their table."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Role:
    """One role of the response; `words` find its number among the contacts of the council."""

    name: str
    job: str
    may_decide: str
    ask_first: str
    asks: tuple[str, ...]
    reports_to: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandingItem:
    """Something a role does whatever fails, within `hours` of the news, with where it is from."""

    role: str
    hours: int
    text: str
    source: str
    verified: bool


@functools.cache
def _table() -> dict[str, Any]:
    place = resources.files("planner.plan.rules").joinpath("role_cards.toml")
    return tomllib.loads(place.read_text(encoding="utf-8"))


@functools.cache
def roles() -> tuple[Role, ...]:
    """Return the ten roles in the order in which every document prints them."""
    return tuple(
        Role(
            row["name"],
            row["job"],
            row["may_decide"],
            row["ask_first"],
            tuple(row["asks"]),
            row["reports_to"],
            tuple(row["words"]),
        )
        for row in _table()["role"]
    )


@functools.cache
def standing_items() -> tuple[StandingItem, ...]:
    """Return what each role does whatever fails, by role and then in the order of time."""
    table = _table()
    return tuple(
        StandingItem(row["role"], row["hours"], row["text"], table[row["source"]], row["verified"])
        for row in table["item"]
    )

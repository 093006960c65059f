"""The wording that exercises are drafted with, read once from its table."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Objective:
    """What an exercise is to show; `key` is how news names it."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Opening:
    """The first call of one kind of event; `warned` where it comes days before the event."""

    kind: str
    title: str
    sent_from: str
    medium: str
    content: str
    warned: bool = False
    trades_on: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """News that comes in every failure of some kinds (none named: of all kinds).

    `after` is in days after the first call, or after the first service is hit (`from_effect`).
    `weight` is 10 for what comes first; `when` names a condition of the case. `verified` is true
    where the source was seen to describe such news.
    """

    slot: str
    kinds: tuple[str, ...]
    when: str
    after: int
    from_effect: bool
    weight: int
    title: str
    sent_from: str
    sent_to: str
    medium: str
    content: str
    expected: str
    objective: str
    question: str
    minutes: int
    prompts: tuple[str, ...]
    source: str
    verified: bool


@functools.cache
def _table() -> dict[str, Any]:
    place = resources.files("planner.exercise.rules").joinpath("standing_injects.toml")
    return tomllib.loads(place.read_text(encoding="utf-8"))


@functools.cache
def objectives() -> tuple[Objective, ...]:
    """Return the objectives of a drafted exercise, in order."""
    return tuple(Objective(row["key"], row["text"]) for row in _table()["objective"])


def names() -> tuple[str, ...]:
    """Return the names exercises are given, each a bird of these islands."""
    return tuple(_table()["names"])


def players() -> tuple[str, ...]:
    """Return the roles that play; they are roles of the contingency plan."""
    return tuple(_table()["players"])


def facilitator() -> str:
    """Return the role that runs an exercise."""
    return str(_table()["facilitator"])


@functools.cache
def openings() -> tuple[Opening, ...]:
    """Return the first calls, by kind of event."""
    return tuple(
        Opening(
            row["kind"],
            row["title"],
            row["from"],
            row["medium"],
            row["content"],
            row.get("warned", False),
            row.get("trades_on", False),
        )
        for row in _table()["opening"]
    )


@functools.cache
def standing_news() -> tuple[Standing, ...]:
    """Return the news that comes in every failure."""
    return tuple(
        Standing(
            slot=row["slot"],
            kinds=tuple(row["kinds"]),
            when=row.get("when", ""),
            after=row["after"],
            from_effect=row.get("from_effect", False),
            weight=row["weight"],
            title=row["title"],
            sent_from=row["from"],
            sent_to=row["to"],
            medium=row["medium"],
            content=row["content"],
            expected=row["expected"],
            objective=row["objective"],
            question=row["question"],
            minutes=row["minutes"],
            prompts=tuple(row["prompts"]),
            source=row["source"],
            verified=row["verified"],
        )
        for row in _table()["standing"]
    )

"""The library of warning signs, and which of its signs the words of a register mean."""

from __future__ import annotations

import datetime
import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any

DOMAINS = (
    "financial",
    "operational",
    "workforce",
    "quality",
    "governance",
    "market",
    "insolvency",
)
OWN_WEIGHT = 2
"""Weight of a sign in words of one's own: usual."""
OWN_GOOD_DAYS = 183
"""Days a rating of a sign in words of one's own counts: half a year, as register health says."""
OWN_LOOK_DAYS = 90
RATING_WORDS = ("clear", "watch", "worry", "severe")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One warning sign of the library.

    `weight` is 1 light, 2 usual or 3 heavy. `ratings` say what 0 to 3 mean. A rating counts for
    `good_days`; a provider of the highest tier is looked at every `look_days`. From the rating
    `red_from` on, where there is one, the sign alone means red; every sign of an insolvency has
    one. `verified`: the sign, not its weight, was seen in `source`.
    """

    id: str
    label: str
    domain: str
    weight: int
    look_days: int
    good_days: int
    ratings: tuple[str, str, str, str]
    phrases: tuple[str, ...]
    source: str
    verified: bool
    red_from: int | None = None
    insolvency: bool = False


def table(name: str) -> dict[str, Any]:
    """Return one of the dated tables of this package, read from its file."""
    text = resources.files("planner.dependence.rules").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@functools.cache
def indicators() -> tuple[Indicator, ...]:
    """Return every sign of the library, by domain in the order of its table."""
    return tuple(
        Indicator(
            row["id"],
            row["label"],
            row["domain"],
            row["weight"],
            row["look_days"],
            row["good_days"],
            tuple(row["ratings"]),
            tuple(row["phrases"]),
            row["source"],
            row["verified"],
            row.get("red_from"),
            row.get("insolvency", False),
        )
        for row in table("indicators.toml")["indicator"]
    )


@functools.cache
def library_date() -> datetime.date:
    """Return the day the library was last gone through."""
    dated: datetime.date = table("indicators.toml")["dated"]
    return dated


@functools.cache
def by_id() -> Mapping[str, Indicator]:
    """Return the library by the id of its signs."""
    return MappingProxyType({one.id: one for one in indicators()})


@functools.cache
def indicator_of(words: str) -> Indicator | None:
    """Return the sign of the library that words mean; None where they are words of one's own.

    An id or a label names its sign. Else the longest phrase of the library that stands in the
    words, from the beginning of a word on, decides; letter case counts for nothing.
    """
    plain = _plain(words)
    for one in indicators():
        if plain in (one.id, _plain(one.label)):
            return one
    found = max(
        (
            (len(phrase), -number)
            for number, one in enumerate(indicators())
            for phrase in one.phrases
            if re.search(rf"\b{re.escape(_plain(phrase))}", plain)
        ),
        default=None,
    )
    return None if found is None else indicators()[-found[1]]


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())

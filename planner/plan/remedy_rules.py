"""How long each kind of preventive action takes and what it costs, from a dated table."""

from __future__ import annotations

import datetime
import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class RemedyRule:
    """What one kind of action takes: working weeks until it is in place, and pounds in a year.

    `pounds` is a cost whatever the size, `share` a part of `share_of`; None: there is none.
    `verified` is true only where the numbers were seen in the source.
    """

    name: str
    weeks: float
    pounds: float | None
    share: float | None
    share_of: str
    source: str
    verified: bool
    valid_from: datetime.date

    def cost(self, amount: float | None = None, number: int = 1) -> float | None:
        """Return the pounds of the first year; None where it is not known.

        `amount` is what a share is taken of, in pounds; `number` counts what is paid for each.
        """
        if self.share is not None:
            if amount is None:
                return None
            return self.share * amount + (self.pounds or 0.0) * number
        return None if self.pounds is None else self.pounds * number


@functools.cache
def _table() -> dict[str, Any]:
    text = resources.files("planner.plan.rules").joinpath("remedies.toml").read_text("utf-8")
    return tomllib.loads(text)


@functools.cache
def remedy_rules() -> Mapping[str, RemedyRule]:
    """Return the rule of each kind of action, by its name."""
    table = _table()
    return {
        row["name"]: RemedyRule(
            row["name"],
            row["weeks"],
            row.get("pounds"),
            row.get("share"),
            row.get("share_of", ""),
            row["source"],
            row["verified"],
            table["valid_from"],
        )
        for row in table["kind"]
    }


def sizes() -> Mapping[str, float]:
    """Return how far one action goes: parts, days and places, by name."""
    return dict(_table()["sizes"])

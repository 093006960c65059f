"""How likely a provider is to fail in a year, in the bands of the National Risk Register."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass

from planner.dependence.warning_score import UNKNOWN_BAND, last_day, warning_scores
from planner.register.register import Register

BANDS = ("under 0.2%", "0.2% to 1%", "1% to 5%", "5% to 25%", "over 25%")
EDGES = (0.002, 0.01, 0.05, 0.25)
CLEAR = 0.0052
"""Probability a year of a provider assessed and found clear: Insolvency Service, 2024 base rate."""
PROBABILITIES = {
    1: 0.001,
    2: math.sqrt(0.002 * 0.01),
    3: math.sqrt(0.01 * 0.05),
    4: math.sqrt(0.05 * 0.25),
    5: 0.4,
}
"""Probability a year by band: its geometric middle, the ends by convention (MODEL section 6)."""


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A band from 1 to 5, and whether anybody assessed it: unknown counts as 3, never as safe.

    `probability` is that of failing within a year, 0 to 1.
    """

    band: int
    assessed: bool
    probability: float


UNKNOWN = Likelihood(UNKNOWN_BAND, False, PROBABILITIES[UNKNOWN_BAND])


def likelihoods(register: Register, today: datetime.date | None = None) -> Mapping[str, Likelihood]:
    """Return the likelihood of every provider and asset; nobody assesses assets.

    A probability that is given decides; else the score of the warning signs and accounts that
    count on `today`. Left out, `today` is the latest day anything was seen, so that a register
    says the same on every day.
    """
    scores = warning_scores(register, last_day(register) if today is None else today)
    found = dict.fromkeys(register.assets, UNKNOWN)
    for id_, provider in register.providers.items():
        score = scores[id_]
        if provider.failure_probability is not None:
            above = sum(provider.failure_probability >= edge for edge in EDGES)
            found[id_] = Likelihood(above + 1, True, provider.failure_probability)
        elif score.score is None:
            found[id_] = UNKNOWN
        else:
            likely = PROBABILITIES[score.band] if score.score > 0 else CLEAR
            found[id_] = Likelihood(score.band, True, likely)
    return found

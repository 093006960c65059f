"""How likely a provider is to fail in a year, in the bands of the National Risk Register."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from planner.register.records import WarningSign
from planner.register.register import Register

BANDS = ("under 0.2%", "0.2% to 1%", "1% to 5%", "5% to 25%", "over 25%")
EDGES = (0.002, 0.01, 0.05, 0.25)
UNKNOWN_BAND = 3
RATING_BANDS = {0: 2, 1: 3, 2: 4, 3: 5}
"""The band of the heaviest sign that stands: clear is the base rate of all firms."""
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


def likelihoods(register: Register) -> Mapping[str, Likelihood]:
    """Return the likelihood of every provider and asset; nobody assesses assets.

    A probability that is given decides; else the heaviest rating among the latest of each sign.
    """
    latest: dict[tuple[str, str], WarningSign] = {}
    for sign in register.warning_signs.values():
        if sign.rating is not None:
            key = (sign.provider, sign.indicator)
            if key not in latest or latest[key].date <= sign.date:
                latest[key] = sign
    heaviest: dict[str, int] = {}
    for sign in latest.values():
        heaviest[sign.provider] = max(heaviest.get(sign.provider, 0), sign.rating or 0)
    found = dict.fromkeys(register.assets, UNKNOWN)
    for id_, provider in register.providers.items():
        if provider.failure_probability is not None:
            above = sum(provider.failure_probability >= edge for edge in EDGES)
            found[id_] = Likelihood(above + 1, True, provider.failure_probability)
        elif id_ in heaviest:
            band = RATING_BANDS[heaviest[id_]]
            likely = PROBABILITIES[band] if heaviest[id_] else CLEAR
            found[id_] = Likelihood(band, True, likely)
        else:
            found[id_] = UNKNOWN
    return found

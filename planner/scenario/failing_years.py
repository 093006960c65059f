"""Who fails in a year, when, and with how much warning: many years drawn at once.

A year is one draw. Every provider has one uniform number in it, found by the seed, the draw and
the provider's id alone, so that the same provider has the same luck in every register and plan
that is compared, however many others there are and whoever counts the draws.
"""

from __future__ import annotations

import datetime
import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.dependence.likelihood import likelihoods
from planner.errors import InputRefused
from planner.register.register import Register
from planner.scenario.normal import normal_chance, normal_quantile
from planner.scenario.sweep import only_parents

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BLOCK = 1000
"""Draws whose numbers are laid out together; all draws of a block are always counted at once."""
DRAWS = 10_000
MOST_DRAWS = 1_000_000
DAYS = 365
WARNINGS: Mapping[int, float] = {0: 1.0, 7: 1.0, 25: 1.0, 90: 1.0, 180: 1.0}
PACES: Mapping[float, float] = {0.7: 0.2, 1.0: 0.5, 1.6: 0.3}


@dataclass(frozen=True, slots=True)
class Luck:
    """What a year is drawn with.

    `common` is the correlation of any two providers, `market` what those of one market have on
    top of it, 0 to 1 together. `warnings` are days of notice with their weights (equal where
    nobody says otherwise), `paces` factors on the time options take to mobilise, with theirs.
    `days` is the length of the year. InputRefused where a number is out of range.
    """

    draws: int = DRAWS
    seed: int = 1
    common: float = 0.10
    market: float = 0.10
    warnings: tuple[tuple[int, float], ...] = tuple(WARNINGS.items())
    paces: tuple[tuple[float, float], ...] = tuple(PACES.items())
    days: int = DAYS

    def __post_init__(self) -> None:
        """Refuse numbers out of range."""
        if not 1 <= self.draws <= MOST_DRAWS:
            raise InputRefused.one(
                "Number of draws", f"{self.draws:,} is out of range", f"give 1 to {MOST_DRAWS:,}"
            )
        if not (min(self.common, self.market) >= 0 and self.common + self.market < 1):
            raise InputRefused.one(
                "Correlations",
                f"{self.common:g} and {self.market:g} do not go together",
                "give two numbers from 0 that add up to less than 1",
            )
        if self.days < 1:
            raise InputRefused.one("Days", f"{self.days} is too few", "give 1 or more")
        for words, weighted in (("Days of warning", self.warnings), ("Paces", self.paces)):
            weights = [weight for _, weight in weighted]
            if any(value < 0 for value, _ in weighted) or min(weights, default=-1.0) < 0:
                raise InputRefused.one(words, "a value or weight is below zero", "give 0 or more")
            if sum(weights) <= 0:
                raise InputRefused.one(words, "no weight is above zero", "give at least one")


@dataclass(frozen=True, slots=True)
class Peril:
    """One provider, owner or asset that may fail.

    `kind` is "provider", "parent" or "asset"; `probability` that of failing within 365 days.
    `market` is that of a provider's largest contract, "" where it has none. `leans` says whether
    it is moved by what moves others; an asset or a mere owner is a shock of its own.
    """

    id: str
    kind: str
    probability: float
    market: str
    leans: bool


@dataclass(frozen=True, slots=True)
class FailingYears:
    """The failures of draws `first` to `first + draws`, one entry a failure, by draw, then peril.

    `draw` counts from `first`, `who` is the number of the peril in `ids`, `day` 0 to 364,
    `warning` in days. `pace` has one factor a draw.
    """

    ids: tuple[str, ...]
    first: int
    draws: int
    draw: Ints
    who: Ints
    day: Ints
    warning: Ints
    pace: Floats


def perils(register: Register, today: datetime.date | None = None) -> tuple[Peril, ...]:
    """Return all that may fail, providers first, in the order of entry.

    Warning signs count as of `today`.

    A provider's market is that of its contract of the largest yearly value (the first of equals;
    a service without a market is one of its own). A provider without a contract has none.
    """
    likely = likelihoods(register, today)
    only_owners = only_parents(register)
    found = []
    for id_ in register.providers:
        contracts = register.contracts_of_provider.get(id_, ())
        market = ""
        if contracts:
            largest = max(contracts, key=lambda one: one.annual_value or 0.0)
            service = register.services[largest.service]
            market = service.market or service.title
        owner = id_ in only_owners
        kind = "parent" if owner else "provider"
        found.append(Peril(id_, kind, likely[id_].probability, market, leans=not owner))
    for id_ in register.assets:
        found.append(Peril(id_, "asset", likely[id_].probability, "", leans=False))
    return tuple(found)


def failing_years(
    of: Sequence[Peril], luck: Luck, first: int = 0, last: int | None = None
) -> FailingYears:
    """Draw the years `first` to `last` (all where None) and return who fails in them.

    Providers: a Gaussian copula with one common factor and one for each market, day of failure by
    the exponential law with the same yearly probability. Assets and mere owners: independent
    exponential shocks (Marshall-Olkin), whose victims fall by the cascade. Numbers are laid out
    evenly in each block of draws (a Latin hypercube), so that errors are those of plain draws or
    smaller. The same draws have the same bits however they are split.
    """
    last = luck.draws if last is None else min(last, luck.draws)
    begin, end = first // BLOCK, -(-last // BLOCK)
    parts = [_block(of, luck, block) for block in range(begin, end)]
    draw = np.concatenate([part[0] for part in parts] or [np.zeros(0, np.int64)])
    keep = (draw >= first) & (draw < last)
    who, day, warning = (
        np.concatenate([part[column] for part in parts] or [np.zeros(0, np.int64)])[keep]
        for column in (1, 2, 3)
    )
    pace = np.concatenate([_paces(luck, block) for block in range(begin, end)] or [np.zeros(0)])
    return FailingYears(
        tuple(one.id for one in of),
        first,
        max(0, last - first),
        draw[keep] - first,
        who,
        day,
        warning,
        pace[first - begin * BLOCK : last - begin * BLOCK],
    )


def chance_within(probability: float, days: int) -> float:
    """Return the chance of failing within a number of days, given that within 365 (MODEL 6)."""
    return 1.0 - math.pow(1.0 - probability, days / DAYS)


def _block(of: Sequence[Peril], luck: Luck, block: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Return draw, peril, day and warning of every failure of one block of draws."""
    common = normal_quantile(_uniforms(luck.seed, "common", block)) * math.sqrt(luck.common)
    markets: dict[str, Floats] = {}
    draws, whos, days, warnings = [], [], [], []
    for number, peril in enumerate(of):
        chance = chance_within(peril.probability, luck.days)
        if chance <= 0.0:
            continue
        name = f"{'asset' if peril.kind == 'asset' else 'provider'}/{peril.id}"
        own = _uniforms(luck.seed, name, block)
        if peril.leans:
            at, fate = _leaning(peril, luck, block, chance, own, common, markets)
        else:
            at = np.flatnonzero(own < chance)
            fate = own[at]
        if at.size:
            draws.append(at + block * BLOCK)
            whos.append(np.full(at.size, number))
            days.append(_day(fate, peril.probability, luck.days))
            warnings.append(_warnings(luck, f"warning/{name}", block)[at])
    if not draws:
        nothing = np.zeros(0, np.int64)
        return nothing, nothing, nothing, nothing
    draw, who = np.concatenate(draws), np.concatenate(whos)
    order = np.lexsort((who, draw))
    return draw[order], who[order], np.concatenate(days)[order], np.concatenate(warnings)[order]


def _leaning(
    peril: Peril,
    luck: Luck,
    block: int,
    chance: float,
    own: Floats,
    common: Floats,
    markets: dict[str, Floats],
) -> tuple[Ints, Floats]:
    """Return the draws in which a provider fails, and its uniform number in each."""
    left = 1.0 - luck.common
    shared = common
    if peril.market:
        left -= luck.market
        if peril.market not in markets:
            mood = normal_quantile(_uniforms(luck.seed, f"market/{peril.market}", block))
            markets[peril.market] = common + mood * math.sqrt(luck.market)
        shared = markets[peril.market]
    limit = float(normal_quantile(np.array([chance]))[0])
    strength = shared + normal_quantile(own) * math.sqrt(left)
    at = np.flatnonzero(strength < limit)
    return at, normal_chance(strength[at])


def _day(fate: Floats, probability: float, days: int) -> Ints:
    """Return the day of failure: the exponential law turned round at each uniform number."""
    if probability >= 1.0:
        return np.zeros(fate.size, np.int64)
    years = np.log1p(-fate) / math.log1p(-probability)
    return np.minimum(np.floor(years * DAYS), days - 1).astype(np.int64)


def _warnings(luck: Luck, name: str, block: int) -> Ints:
    return _weighted(luck.warnings, _uniforms(luck.seed, name, block)).astype(np.int64)


def _paces(luck: Luck, block: int) -> Floats:
    return _weighted(luck.paces, _uniforms(luck.seed, "pace", block))


def _weighted(values: Sequence[tuple[float, float]], uniforms: Floats) -> Floats:
    weights = np.cumsum([weight for _, weight in values])
    at = np.searchsorted(weights / weights[-1], uniforms, side="right")
    return np.array([value for value, _ in values], dtype=np.float64)[
        np.minimum(at, len(values) - 1)
    ]


def _uniforms(seed: int, name: str, block: int) -> Floats:
    """Return one uniform number for each draw of a block, one in each thousandth, shuffled.

    The counter-based generator (Philox) is keyed by the seed and the name and set to the block, so
    that no number hangs on any other.
    """
    key = int.from_bytes(hashlib.blake2b(f"{seed}/{name}".encode(), digest_size=16).digest(), "big")
    raw = np.random.Philox(key=key, counter=[0, block, 0, 0]).random_raw(2 * BLOCK)
    order = np.argsort(raw[:BLOCK], kind="stable")
    inside = ((raw[BLOCK:] >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53
    found = np.empty(BLOCK)
    found[order] = np.minimum((np.arange(BLOCK) + inside) / BLOCK, 1.0 - 2.0**-53)
    return found

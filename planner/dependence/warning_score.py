"""What the warning signs of a provider say together: score, band, colour and trend (MODEL 6).

Each rating that counts takes a part of what the others leave: with parts p, the score is
100 * (1 - product of (1 - p)). The part is `STEPS` of its rating times `FACTORS` of its weight. So
one sign of the usual weight gives by itself watch, amber or red at a rating of 1, 2 or 3, and
several lighter ones together weigh as one heavy one: signs matter in combination.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from planner.dependence.indicators import (
    OWN_GOOD_DAYS,
    OWN_LOOK_DAYS,
    OWN_WEIGHT,
    indicator_of,
)
from planner.dependence.ratios import (
    families,
    family_signs,
    latest_accounts,
    ratio_source,
    ratios_of,
)
from planner.register.records import WarningSign
from planner.register.register import Register

STEPS = (0.0, 0.15, 0.35, 0.65)
"""Part a rating of 0 to 3 takes at the usual weight."""
FACTORS: Mapping[int, float] = {1: 0.6, 2: 1.0, 3: 1.4}
AMBER_FROM, RED_FROM = 30.0, 60.0
"""Scores from which a provider is amber (band 4) and red (band 5); above 0 it is watched."""
UNKNOWN_BAND = 3
CLEAR_BAND = 2
RED_BAND = 5
NOT_ASSESSED = "not assessed"
COLOURS: Mapping[int, str] = {2: "clear", 3: "watch", 4: "amber", 5: "red"}
FAILED = "failed"
TREND_DAYS = 90
STEADY_WITHIN = 5.0
"""Points of the score within which nothing counts as risen or fallen."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating as it counts, or as it lapsed.

    `key` is that of the warning sign in the register, "" where it was computed from accounts.
    `indicator` is the id in the library, "" for words of one's own. `part` is what it takes of the
    score, 0 to 1. It counts up to and including `good_until`. `red`: it means red by itself.
    """

    key: str
    provider: str
    indicator: str
    words: str
    domain: str
    rating: int
    weight: int
    seen: datetime.date
    good_until: datetime.date
    look_days: int
    part: float
    red: bool = False
    failed: bool = False
    source: str = ""
    who: str = ""

    @property
    def computed(self) -> bool:
        """Return whether it was worked out from accounts, not rated by somebody."""
        return not self.key


@dataclass(frozen=True, slots=True)
class WarningScore:
    """What a provider's signs say on a day.

    `score` is 0 to 100, None where nothing that counts was assessed: then the band is 3, because
    unknown is not safe. `before` is the score 90 days earlier, with what was known and counted
    then; `trend` compares the two: rising, steady, falling, "new" where there was none, "lapsed"
    where there is none now. `counted` and `lapsed` are the latest ratings, heaviest first.
    """

    provider: str
    score: float | None
    band: int
    colour: str
    before: float | None
    trend: str
    counted: tuple[Rating, ...]
    lapsed: tuple[Rating, ...]

    @property
    def assessed(self) -> bool:
        """Return whether a rating counts today."""
        return self.score is not None

    @property
    def last(self) -> Rating | None:
        """Return the last rating that somebody gave, whether it still counts or not."""
        given = [one for one in (*self.counted, *self.lapsed) if not one.computed]
        return max(given, key=lambda one: one.seen, default=None)

    @property
    def overrides(self) -> tuple[Rating, ...]:
        """Return the ratings that mean red whatever the others say."""
        return tuple(one for one in self.counted if one.red)


def last_day(register: Register) -> datetime.date:
    """Return the latest day anything was seen or a year of accounts ended.

    It stands for today where no day is given, so that the same register says the same always.
    """
    days = [one.date for one in register.warning_signs.values() if one.rating is not None]
    days += [one.year_end for one in register.accounts.values()]
    return max(days, default=datetime.date.min)


def warning_scores(
    register: Register,
    today: datetime.date,
    recorded_by: Mapping[str, str] | None = None,
) -> Mapping[str, WarningScore]:
    """Return the score of every provider on a day; the same arguments give the same scores.

    Signs dated after `today` are not seen yet. `recorded_by` says by key of sign who recorded it,
    for signs that do not say so themselves.
    """
    names = recorded_by or {}
    now = _latest(register, today, names)
    earlier = _earlier(register, today)
    then = _latest(register, earlier, names) if earlier is not None else {}
    nothing: tuple[list[Rating], list[Rating]] = ([], [])
    return {
        provider: _scored(
            provider, *now.get(provider, nothing), _score(then.get(provider, nothing)[0])
        )
        for provider in register.providers
    }


def part_of(rating: int, weight: int) -> float:
    """Return the part of the score a rating 0 to 3 of a weight 1 to 3 takes, 0 to 1."""
    return STEPS[rating] * FACTORS[weight]


def combined(parts: Iterable[float]) -> float:
    """Return the score 0 to 100 of parts that each take of what the others leave."""
    return 100.0 * (1.0 - math.prod(1.0 - part for part in parts))


def band_of(score: float) -> int:
    """Return the band of a score: 2 where all is clear, else 3, 4 or 5."""
    if score >= RED_FROM:
        return RED_BAND
    if score >= AMBER_FROM:
        return 4
    return 3 if score > 0 else CLEAR_BAND


def _earlier(register: Register, today: datetime.date) -> datetime.date | None:
    if today - datetime.date.min < datetime.timedelta(days=TREND_DAYS):
        return None
    return today - datetime.timedelta(days=TREND_DAYS)


def _score(counted: list[Rating]) -> float | None:
    if not counted:
        return None
    score = combined(one.part for one in counted)
    return max(score, RED_FROM) if any(one.red for one in counted) else score


def _scored(
    provider: str, counted: list[Rating], lapsed: list[Rating], before: float | None
) -> WarningScore:
    score = _score(counted)
    if score is None:
        band, colour = UNKNOWN_BAND, NOT_ASSESSED
    else:
        band = band_of(score)
        colour = FAILED if any(one.failed for one in counted) else COLOURS[band]
    heaviest = sorted(counted, key=lambda one: (not one.red, -one.part, one.words))
    return WarningScore(
        provider, score, band, colour, before, _trend(score, before), tuple(heaviest),
        tuple(sorted(lapsed, key=lambda one: (one.good_until, one.words))),
    )  # fmt: skip


def _trend(score: float | None, before: float | None) -> str:
    if score is None:
        return "" if before is None else "lapsed"
    if before is None:
        return "new"
    if abs(score - before) <= STEADY_WITHIN:
        return "steady"
    return "rising" if score > before else "falling"


def _latest(
    register: Register, today: datetime.date, names: Mapping[str, str]
) -> dict[str, tuple[list[Rating], list[Rating]]]:
    """Return by provider the latest ratings that count, and those lapsed with nothing newer."""
    good: dict[tuple[str, str], Rating] = {}
    gone: dict[tuple[str, str], Rating] = {}
    for key, sign in register.warning_signs.items():
        if sign.rating is None or sign.date > today or not 0 <= sign.rating < len(STEPS):
            continue
        rating = _rating(key, sign, names)
        held = good if today <= rating.good_until else gone
        place = (sign.provider, rating.indicator or rating.words.casefold())
        if place not in held or _newer(rating, held[place]):
            held[place] = rating
    for rating in _from_accounts(register, today):
        good[rating.provider, rating.indicator] = rating
    found: dict[str, tuple[list[Rating], list[Rating]]] = {}
    for (provider, _), rating in good.items():
        found.setdefault(provider, ([], []))[0].append(rating)
    for place, rating in gone.items():
        if place not in good:
            found.setdefault(place[0], ([], []))[1].append(rating)
    return found


def _newer(rating: Rating, held: Rating) -> bool:
    """Tell whether a rating takes the place of another; of one day the heavier stands."""
    return (rating.seen, rating.rating) > (held.seen, held.rating)


def _rating(key: str, sign: WarningSign, names: Mapping[str, str]) -> Rating:
    found = indicator_of(sign.indicator)
    rated = sign.rating or 0
    weight = OWN_WEIGHT if found is None else found.weight
    is_red = found is not None and found.red_from is not None and rated >= found.red_from
    made = Rating(
        key=key,
        provider=sign.provider,
        indicator="" if found is None else found.id,
        words=sign.indicator,
        domain="own words" if found is None else found.domain,
        rating=rated,
        weight=weight,
        seen=sign.date,
        good_until=sign.expires
        or _after(sign.date, OWN_GOOD_DAYS if found is None else found.good_days),
        look_days=OWN_LOOK_DAYS if found is None else found.look_days,
        part=part_of(rated, weight),
        red=is_red,
        failed=found is not None and found.insolvency and rated == len(STEPS) - 1,
        source=sign.source or "",
        who=sign.recorded_by or names.get(key, ""),
    )
    if found is not None and sign.indicator == found.id:
        return replace(made, words=found.label)
    return made


def _from_accounts(register: Register, today: datetime.date) -> Iterable[Rating]:
    """Yield a computed sign for each family of ratios of the latest accounts that count.

    Accounts that tell of some weaknesses only cannot clear a provider: what is low counts only
    where all families are known.
    """
    _, _, good_days = ratio_source()
    for provider, accounts in latest_accounts(register, today).items():
        signs = tuple(family_signs(ratios_of(register, accounts)))
        is_whole = len(signs) == len(families())
        for family, rated, words in signs:
            if not rated and not is_whole:
                continue
            yield Rating(
                key="",
                provider=provider,
                indicator=f"accounts/{family.name}",
                words=family.label,
                domain="financial",
                rating=rated,
                weight=family.weight,
                seen=accounts.year_end,
                good_until=_after(accounts.year_end, good_days),
                look_days=365,
                part=part_of(rated, family.weight),
                source=words,
                who="computed",
            )


def _after(day: datetime.date, days: int) -> datetime.date:
    if datetime.date.max - day < datetime.timedelta(days=days):
        return datetime.date.max
    return day + datetime.timedelta(days=days)

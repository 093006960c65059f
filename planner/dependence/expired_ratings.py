"""Ratings of providers that have run out, as findings of register health."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from planner.dependence.indicators import OWN_GOOD_DAYS
from planner.dependence.warning_score import WarningScore, warning_scores
from planner.register.findings import MUCH, SOME, Examination, Finding, plural
from planner.register.records import Provider
from planner.register.register import Register

NAME = "ratings that have run out"
SAME_PROVIDER = "must providers not assessed lately"
"""The check of the register that says the same of a provider where all of its ratings ran out."""
MEND = "look again and rate what you see, 0 where all is clear"


def expired_ratings(register: Register, today: datetime.date) -> list[Finding]:
    """Return a finding for each outside provider of a must service with ratings that ran out.

    Where none counts any longer it weighs more: not known is not safe. Where nobody has looked for
    half a year, register health says so itself, and nothing is said of single ratings.
    """
    seen = Examination(register, today)
    scores = warning_scores(register, today)
    return [
        finding
        for id_, provider in register.providers.items()
        if id_ in seen.providers_of_must and provider.sector != "in_house"
        for finding in _of(seen, provider, scores[id_])
    ]


def with_expired(found: list[Finding], register: Register, today: datetime.date) -> list[Finding]:
    """Return findings with those of expired ratings, each provider's said once."""
    expired = expired_ratings(register, today)
    said = {one.key for one in expired}
    kept = [one for one in found if one.name != SAME_PROVIDER or one.key not in said]
    return kept + expired


def _of(seen: Examination, provider: Provider, score: WarningScore) -> Iterator[Finding]:
    last = score.last
    if last is None or not score.lapsed:
        return
    ran_out = max(one.good_until for one in score.lapsed)
    day = f"{ran_out.day} {ran_out:%B %Y}"
    reach = seen.reach_of_provider(provider)
    if not score.assessed:
        what = f"No rating of {provider.name} counts any longer; the last ran out on {day}"
        yield Finding(NAME, f"{what}.", MUCH * reach, "provider", provider.id, "", f"{_mend()}.")
    elif (seen.today - last.seen).days <= OWN_GOOD_DAYS:
        ratings = plural(len(score.lapsed), "rating")
        has = "has" if len(score.lapsed) == 1 else "have"
        what = f"{ratings} of {provider.name} {has} run out, the last on {day}"
        yield Finding(NAME, f"{what}.", SOME * reach, "provider", provider.id, "", f"{_mend()}.")


def _mend() -> str:
    return MEND[:1].upper() + MEND[1:]

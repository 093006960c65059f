"""The watch list: every provider by what its failure would do times how likely it is, and what is
due to be looked at again.

Ratings are confidential: a leak can bring a provider down. Nothing here belongs into anything that
leaves the council or is exported as redacted; `CONFIDENTIAL` says so wherever it is shown.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from planner.dependence.captive import Captive
from planner.dependence.likelihood import BANDS, Likelihood, likelihoods
from planner.dependence.tier import ProviderTier, TierRule, provider_tiers
from planner.dependence.warning_score import WarningScore, warning_scores
from planner.document.wording import count, counted, short_date
from planner.register.register import Register

CONFIDENTIAL = (
    "Ratings are confidential: word of one can bring a provider down. Keep this list inside the "
    "council, and out of anything published or redacted."
)
OURS = frozenset({"in_house"})
"""Sectors nobody rates: the council itself."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something to look at again by a date, and why."""

    date: datetime.date
    words: str


@dataclass(frozen=True, slots=True)
class WatchRow:
    """One provider on the list.

    `points` are its consequence, 0 to 14, from the register alone, with their reasons; `risk` is
    points times the probability of failing in a year. `band` and `colour` are those of its warning
    signs, whatever chance was given for it; `given` says that one was. `before` is the score 90
    days earlier, `trend_words` the trend with both numbers. `due` are all that will be due,
    soonest first.
    """

    id: str
    name: str
    tier: TierRule
    points: int
    tier_reasons: tuple[str, ...]
    value: float | None
    people: int | None
    is_must: bool
    score: float | None
    before: float | None
    band: int
    colour: str
    chance: str
    given: bool
    risk: float
    trend: str
    trend_words: str
    looked: datetime.date | None
    looked_by: str
    due: tuple[Due, ...]

    def due_by(self, day: datetime.date) -> tuple[Due, ...]:
        """Return what is due by a day, that day included."""
        return tuple(one for one in self.due if one.date <= day)


@dataclass(frozen=True, slots=True)
class WatchList:
    """The list on a day: its sentence, its rows by risk, and the last day of the month."""

    today: datetime.date
    headline: str
    rows: tuple[WatchRow, ...]
    month_end: datetime.date

    @property
    def confidential(self) -> str:
        """Return what is to be said wherever the list is shown."""
        return CONFIDENTIAL

    @property
    def due_this_month(self) -> tuple[WatchRow, ...]:
        """Return the rows with something due by the end of the month, overdue ones included."""
        return tuple(row for row in self.rows if row.due_by(self.month_end))

    def of(self, *colours: str) -> int:
        """Return how many providers have one of these colours."""
        return sum(row.colour in colours for row in self.rows)

    @property
    def must_not_assessed(self) -> int:
        """Return how many providers of must services nobody's rating counts for."""
        return sum(row.score is None and row.is_must for row in self.rows)


def watch_list(
    register: Register,
    today: datetime.date,
    recorded_by: Mapping[str, str] | None = None,
    captive: Iterable[Captive] | None = None,
) -> WatchList:
    """Return the watch list; the same arguments give the same list.

    `recorded_by` says by key of warning sign who recorded it, where the sign does not say so.
    """
    scores = warning_scores(register, today, recorded_by)
    likely = likelihoods(register, today)
    tiers = provider_tiers(register, captive)
    rows = [
        _row(register, id_, scores[id_], likely[id_], tiers[id_], today)
        for id_ in register.providers
    ]
    rows.sort(key=lambda row: (-row.risk, -row.points, -(row.people or 0), row.name.casefold()))
    last = calendar.monthrange(today.year, today.month)[1]
    found = WatchList(today, "", tuple(rows), today.replace(day=last))
    return WatchList(today, headline(found), found.rows, found.month_end)


def headline(found: WatchList) -> str:
    """Return what the list says in one sentence."""
    if not found.rows:
        return "There is no provider to watch yet."
    red, amber = found.of("red", "failed"), found.of("amber")
    unknown = found.must_not_assessed
    worst = f"{count(red)} of {counted(len(found.rows), 'provider', 'providers')} "
    worst += ("is" if red == 1 or len(found.rows) == 1 else "are") + f" red, {count(amber)} amber"
    if not unknown:
        return f"{worst}."
    return f"{worst}; {count(unknown)} with must services not assessed."


def trend_in_words(score: WarningScore) -> str:
    """Return the trend with both numbers: "rising, from 15 to 35"."""
    if score.trend == "":
        return "never assessed"
    if score.score is None:
        return f"lapsed, was {count(score.before)}"
    if score.before is None:
        return f"new, now {count(score.score)}"
    if score.trend == "steady":
        return f"steady, {count(score.before)} to {count(score.score)}"
    return f"{score.trend}, from {count(score.before)} to {count(score.score)}"


def _row(
    register: Register,
    id_: str,
    score: WarningScore,
    likely: Likelihood,
    tier: ProviderTier,
    today: datetime.date,
) -> WatchRow:
    provider = register.providers[id_]
    given = provider.failure_probability is not None
    chance = f"{BANDS[likely.band - 1]} a year"
    if given:
        chance = f"{chance} (given)"
    last = score.last
    return WatchRow(
        id=id_,
        name=provider.name,
        tier=tier.tier,
        points=tier.points,
        tier_reasons=tuple(
            f"{one.words}: {one.points}" if one.points else one.words for one in tier.reasons
        ),
        value=tier.value,
        people=tier.people,
        is_must="must" in tier.classes,
        score=score.score,
        before=score.before,
        band=score.band,
        colour=score.colour,
        chance=chance,
        given=given,
        risk=tier.points * likely.probability,
        trend=score.trend,
        trend_words=trend_in_words(score),
        looked=None if last is None else last.seen,
        looked_by="" if last is None else last.who or last.source,
        due=() if provider.sector in OURS else due_reviews(score, tier.tier, today),
    )


def due_reviews(score: WarningScore, tier: TierRule, today: datetime.date) -> tuple[Due, ...]:
    """Return what is to be looked at again, soonest first.

    A provider nobody ever rated is due today; a rating is due the day after its last; and a
    provider is due as often as its tier asks, counted from the last time somebody looked.
    """
    last = score.last
    if last is None:
        return (Due(today, "Never assessed: rate what you can see, 0 where all is clear"),)
    found = [
        Due(_after(one.good_until, 1), f"“{one.words}” ran out on {short_date(one.good_until)}")
        for one in score.lapsed
    ]
    found += [
        Due(_after(one.good_until, 1), f"“{one.words}” runs out on {short_date(one.good_until)}")
        for one in score.counted
        if not one.computed
    ]
    rhythm = counted(tier.look_days, "day", "days")
    words = f"Look again: {tier.label} tier, every {rhythm}"
    found.append(Due(_after(last.seen, tier.look_days), words))
    return tuple(sorted(found, key=lambda due: (due.date, due.words)))


def _after(day: datetime.date, days: int) -> datetime.date:
    if datetime.date.max - day < datetime.timedelta(days=days):
        return datetime.date.max
    return day + datetime.timedelta(days=days)


def plain_list(found: WatchList, *, due: bool = False) -> dict[str, Any]:
    """Return a watch list as plain values for JSON: what is not known is None, dates are ISO.

    `due` leaves only the providers with something due by the end of the month.
    """
    return {
        "as_of": found.today.isoformat(),
        "headline": found.headline,
        "confidential": CONFIDENTIAL,
        "month_end": found.month_end.isoformat(),
        "providers": [_plain(row) for row in (found.due_this_month if due else found.rows)],
    }


def _plain(row: WatchRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "tier": row.tier.name,
        "consequence_points": row.points,
        "annual_value_pounds": row.value,
        "people": row.people,
        "score": row.score,
        "score_90_days_ago": row.before,
        "band": row.band,
        "colour": row.colour,
        "chance": row.chance,
        "chance_given": row.given,
        "trend": row.trend or None,
        "trend_words": row.trend_words,
        "last_looked": None if row.looked is None else row.looked.isoformat(),
        "last_looked_by": row.looked_by or None,
        "due": [{"date": one.date.isoformat(), "words": one.words} for one in row.due],
    }

"""What a watched provider's score rests on: signs by domain, ratios, and the score by month."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from planner.dependence.indicators import DOMAINS, RATING_WORDS, by_id
from planner.dependence.ratios import Ratio, latest_accounts, ratio_source, ratios_of
from planner.dependence.warning_score import Rating, WarningScore, warning_scores
from planner.document.charts import Bar, Bars, Look
from planner.document.wording import count, short_date
from planner.register.register import Register

MONTHS = 12
LOOKS: Mapping[str, Look] = {
    "clear": "teal",
    "watch": "tint",
    "amber": "striped",
    "red": "late",
    "failed": "late",
}


@dataclass(frozen=True, slots=True)
class SignLine:
    """One sign in words: what, how bad, what the rating means, when, by whom, until when."""

    words: str
    rating: int
    rating_words: str
    means: str
    seen: str
    good_until: str
    lapsed: bool
    red: bool


@dataclass(frozen=True, slots=True)
class WatchDetail:
    """A provider's signs by domain, the ratios of its last accounts, and its score by month.

    `accounts` says which year the ratios are of, "" where there are none; `ratio_note` that their
    edges are still to be verified.
    """

    provider: str
    summary: str
    signs: tuple[tuple[str, tuple[SignLine, ...]], ...]
    accounts: str
    ratios: tuple[Ratio, ...]
    ratio_note: str
    history: Bars


def watch_detail(
    register: Register,
    provider: str,
    today: datetime.date,
    recorded_by: Mapping[str, str] | None = None,
) -> WatchDetail:
    """Return the detail of one provider; KeyError where there is none of that code."""
    alone = only(register, provider)
    score = warning_scores(alone, today, recorded_by)[provider]
    accounts = latest_accounts(alone, today).get(provider)
    source, verified, _ = ratio_source()
    return WatchDetail(
        provider=provider,
        summary=summary(score),
        signs=_by_domain(score),
        accounts="" if accounts is None else f"Accounts to {short_date(accounts.year_end)}",
        ratios=() if accounts is None else ratios_of(alone, accounts),
        ratio_note="" if verified else f"Edges still to be verified against: {source}",
        history=score_chart(score_history(alone, provider, month_ends(today))),
    )


def only(register: Register, provider: str) -> Register:
    """Return a register of one provider with its signs, accounts and contracts alone."""
    tables = dict(register.tables)
    for kind in ("warning_sign", "accounts", "contract"):
        mine = {
            key: record
            for key, record in register.of_kind(kind).items()
            if getattr(record, "provider", "") == provider
        }
        tables[kind] = MappingProxyType(mine)
    tables["provider"] = MappingProxyType({provider: register.providers[provider]})
    return Register(register.council, MappingProxyType(tables), register.revision)


def summary(score: WarningScore) -> str:
    """Return in a sentence how the score comes about."""
    if score.score is None:
        if score.lapsed:
            return "Every rating has run out: not known counts as band 3, never as safe."
        return "Never assessed: not known counts as band 3, never as safe."
    if score.overrides:
        worst = score.overrides[0]
        return f"“{worst.words}” by itself means red, whatever the other signs say."
    if not score.score:
        return "Assessed and clear: the base rate of all companies, 0.52% a year."
    bad = [one for one in score.counted if one.part]
    if len(bad) == 1:
        return f"“{bad[0].words}” alone gives {count(score.score)} of 100."
    return (
        f"{len(bad)} signs together give {count(score.score)} of 100; the heaviest, "
        f"“{bad[0].words}”, gives {count(100 * bad[0].part)} alone."
    )


def month_ends(today: datetime.date, months: int = MONTHS) -> tuple[datetime.date, ...]:
    """Return the last days of the months before this one, oldest first, and then today."""
    days = [today]
    for _ in range(months - 1):
        before = days[-1].replace(day=1) - datetime.timedelta(days=1)
        days.append(before.replace(day=calendar.monthrange(before.year, before.month)[1]))
    return tuple(reversed(days))


def score_history(
    register: Register, provider: str, days: Sequence[datetime.date]
) -> tuple[tuple[datetime.date, WarningScore], ...]:
    """Return the score as it was on each day, with what was seen and counted then."""
    return tuple((day, warning_scores(register, day)[provider]) for day in days)


def score_chart(history: Sequence[tuple[datetime.date, WarningScore]]) -> Bars:
    """Return the score by month as bars."""
    bars = tuple(
        Bar(
            f"{day:%b %Y}",
            score.score or 0.0,
            "not assessed" if score.score is None else f"{count(score.score)} {score.colour}",
            LOOKS.get(score.colour, "outline"),
        )
        for day, score in history
    )
    known = [(day, score) for day, score in history if score.score is not None]
    title = "Nothing was assessed in these months"
    if known:
        first, last = known[0], known[-1]
        title = f"Score {count(first[1].score)} in {first[0]:%b %Y}, {count(last[1].score)} now"
        if last[0] != history[-1][0]:
            title = f"Score {count(last[1].score)} in {last[0]:%b %Y}, run out since"
    return Bars(
        title=title,
        subtitle="Warning score at the end of each month, 0 to 100; red from 60",
        alt=f"{title}. " + ", ".join(f"{bar.label}: {bar.text}" for bar in bars) + ".",
        bars=bars,
    )


def _by_domain(score: WarningScore) -> tuple[tuple[str, tuple[SignLine, ...]], ...]:
    found: dict[str, list[SignLine]] = {}
    for ratings, lapsed in ((score.counted, False), (score.lapsed, True)):
        for one in ratings:
            found.setdefault(one.domain, []).append(_line(one, lapsed))
    order = ("insolvency", *(name for name in DOMAINS if name != "insolvency"), "own words")
    return tuple(
        (f"{name[:1].upper()}{name[1:]}", tuple(found[name])) for name in order if name in found
    )


def _line(one: Rating, lapsed: bool) -> SignLine:
    indicator = by_id().get(one.indicator)
    means = indicator.ratings[one.rating] if indicator is not None else ""
    if one.computed:
        means = one.source
    whom = one.who or one.source
    seen = short_date(one.seen)
    if not one.computed and whom:
        seen = f"{seen}, {whom}"
    until = short_date(one.good_until)
    return SignLine(
        words=one.words,
        rating=one.rating,
        rating_words=RATING_WORDS[one.rating],
        means=means,
        seen=seen,
        good_until=f"ran out {until}" if lapsed else f"good until {until}",
        lapsed=lapsed,
        red=one.red,
    )

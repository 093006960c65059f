"""What the page about failing each provider in turn shows: sentences, rows and the risk picture."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from planner.dependence.likelihood import BANDS, Likelihood, likelihoods
from planner.document.charts import Bar, Bars, Risk, RiskPicture
from planner.document.outcome_words import LEGAL
from planner.document.wording import count, counted, people, percent
from planner.register.register import Register
from planner.scenario.sweep import Fall, Sweep, counts_people

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class FallRow:
    """One case as a table shows it; `days_late` are must person-days past the limit, `cost` the
    net cost in pounds.

    `safe` is "in time", "day 45" or "over 182 days"; `chance` a band in words, and whether it was
    assessed. `markets` are those of the contracts it touches. Where the people are not counted,
    nobody knows whether it is `secure`.
    """

    id: str
    name: str
    kind: str
    days_late: float
    must_people: float | None
    safe: str
    cost: float
    band: int
    chance: str
    assessed: bool
    secure: bool
    markets: tuple[str, ...]
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class SweepReport:
    """A sweep as people read it; rows stand worst first, those that are secure after the rest.

    Unless it `is_known` no contract counts its people, and nobody can say who is secure.
    """

    headline: str
    worst: str
    worst_words: str
    secure: Bars
    secure_people: Bars | None
    rows: tuple[FallRow, ...]
    picture: RiskPicture
    markets: tuple[str, ...]
    is_known: bool


def report_of(register: Register, sweep: Sweep, today: datetime.date | None = None) -> SweepReport:
    """Return what a page about a sweep shows; warning signs count as of `today`."""
    likely = likelihoods(register, today)
    markets = _markets(register)
    rows = tuple(
        _row(sweep, fall, likely[fall.id], markets.get(fall.id, ())) for fall in sweep.falls
    )
    rows = tuple(sorted(rows, key=lambda row: row.secure))
    worst = next((row for row in rows if not row.secure), None)
    return SweepReport(
        headline=headline(sweep.falls),
        worst=LEGAL.sub("", worst.name) if worst else "",
        worst_words=_worst_words(rows) if worst else "",
        secure=secure_cases(sweep),
        secure_people=secure_people(sweep),
        rows=rows,
        picture=_picture(rows),
        markets=tuple(sorted({market for row in rows for market in row.markets})),
        is_known=counts_people(sweep.falls),
    )


def headline(falls: Sequence[Fall]) -> str:
    """Return in one sentence how many failures alone would break a must service."""
    if not falls:
        return "There is no provider or asset in the register to lose yet."
    if not counts_people(falls):
        return "The register counts no people, so what losing anybody would do is not known."
    breaking = sum(not fall.secure for fall in falls)
    secure = len(falls) - breaking
    if len(falls) == 1:
        would = "would break a must service" if breaking else "would break no must service"
        return f"Losing {falls[0].name}, the only case, {would}."
    if not breaking:
        return (
            f"No must service would break, whichever one of {secure:,} providers or assets is lost."
        )
    if not secure:
        return (
            f"Losing any one of all {breaking:,} cases would break a must service; none is secure."
        )
    are = "is" if secure == 1 else "are"
    if breaking == 1:
        return (
            f"Only one of {len(falls):,} losses would break a must service; {secure:,} are secure."
        )
    return (
        f"Losing any one of {breaking:,} providers, assets or owners would break a must service; "
        f"{secure:,} {are} secure."
    )


def _worst_words(rows: Sequence[FallRow]) -> str:
    insecure = [row for row in rows if not row.secure]
    highest = max(row.band for row in insecure)
    alone = sum(row.band == highest for row in insecure) == 1
    if insecure[0].band == highest and alone and len(insecure) > 1:
        return f"worst, and also the likeliest of the {len(insecure):,}"
    return f"worst: {count(insecure[0].days_late)} must person-days past the limit"


def secure_cases(sweep: Sweep) -> Bars:
    """Return how many cases are secure, as one bar out of all."""
    total = len(sweep.falls)
    secure = sum(fall.secure for fall in sweep.falls)
    return _part("Secure cases", secure, total)


def secure_people(sweep: Sweep) -> Bars | None:
    """Return how many must people no single loss leaves too long; None where none are counted."""
    if not sweep.must_people:
        return None
    return _part("Must people in secure cases", sweep.secure_must_people, sweep.must_people)


def _part(name: str, part: float, whole: float) -> Bars:
    share = percent(part / whole) if whole else "none"
    words = f"{count(part)} of {count(whole)}"
    title = f"{name}: {share}"
    return Bars(
        title=title,
        subtitle=words,
        alt=f"{title}, {words}.",
        bars=(Bar(name, part, words),),
        limit=whole,
    )


def _row(sweep: Sweep, fall: Fall, likely: Likelihood, markets: tuple[str, ...]) -> FallRow:
    return FallRow(
        id=fall.id,
        name=fall.name,
        kind=fall.kind,
        days_late=fall.breach_person_days.must,
        must_people=fall.must_people,
        safe="not known"
        if fall.displaced_people is None
        else "in time"
        if fall.secure
        else f"over {sweep.horizon_days} days"
        if fall.safe_day is None
        else f"day {fall.safe_day}",
        cost=fall.net_cost,
        band=likely.band,
        chance=BANDS[likely.band - 1] if likely.assessed else "not assessed",
        assessed=likely.assessed,
        secure=fall.secure,
        markets=markets,
        is_counted=fall.displaced_people is not None,
    )


def _markets(register: Register) -> dict[str, tuple[str, ...]]:
    """Return the markets each case is about: its contracts', and those of whom it supplies."""
    own: dict[str, dict[str, None]] = {}
    for contract in register.contracts.values():
        service = register.services[contract.service]
        own.setdefault(contract.provider, {})[service.market or service.title] = None
    found = {id_: dict(markets) for id_, markets in own.items()}
    for link in register.supply_links.values():
        found.setdefault(link.upstream, {}).update(own.get(link.downstream, {}))
    for provider in register.providers.values():
        if provider.parent:
            found.setdefault(provider.parent, {}).update(own.get(provider.id, {}))
    return {id_: tuple(markets) for id_, markets in found.items()}


def risk_picture(register: Register, sweep: Sweep) -> RiskPicture:
    """Return likelihood against consequence of every case, secure ones counted by band."""
    return report_of(register, sweep).picture


def _picture(rows: Sequence[FallRow]) -> RiskPicture:
    risks = tuple(
        Risk(
            row.id, LEGAL.sub("", row.name), row.band, row.days_late, row.must_people, row.assessed
        )
        for row in rows
        if not row.secure
    )
    secure = tuple(
        sum(row.secure and row.band == band for row in rows) for band in range(1, len(BANDS) + 1)
    )
    title = _picture_title(risks)
    unassessed = sum(not row.assessed for row in rows)
    note = (
        f" {counted(unassessed, 'case', 'cases')} nobody assessed "
        f"{'counts' if unassessed == 1 else 'count'} as band 3 (dashed)."
        if unassessed
        else ""
    )
    return RiskPicture(
        title=title,
        subtitle="Must person-days past the limit (log scale) against chance of failing in a year; "
        f"area shows must people hit.{note}",
        alt=f"{title}. "
        + "; ".join(
            f"{r.name}: band {r.band}, {count(r.days_late)} person-days past the limit, "
            f"{people(r.people)}"
            for r in risks[:MOST_NAMED]
        )
        + (". " if risks else "")
        + f"Of {counted(len(rows), 'case', 'cases')} {len(risks):,} break a must service; "
        f"{sum(secure):,} do not.",
        risks=risks,
        secure=secure,
        bands=BANDS,
    )


def _picture_title(risks: Sequence[Risk]) -> str:
    if not risks:
        return "No single loss breaks a must service"
    likely = [risk for risk in risks if risk.band >= 4]
    if len(likely) == 1:
        return _short(f"{likely[0].name} is the one that is both likely and harmful")
    if likely:
        return f"{len(likely)} of {len(risks)} harmful losses are likely: band 4 or above"
    return f"{len(risks)} losses are harmful; none of them is known to be likely"


def _short(title: str) -> str:
    return title if len(title.split()) <= 15 else "One loss is both likely and harmful"

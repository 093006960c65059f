"""What the page about another cut of contracts shows: a sentence, what it changes, and shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from planner.document.charts import Bar, Bars
from planner.document.outcome_words import LEGAL
from planner.document.wording import count, percent
from planner.plan.lots import LIMITS, LotsEffect
from planner.register.changes import apply_changes
from planner.register.register import Register

MOST_BARS = 8


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure before and after, in words; `better` None where neither is."""

    what: str
    before: str
    after: str
    better: bool | None


@dataclass(frozen=True, slots=True)
class LotsReport:
    """What a cut changes, as people read it; `effect` is what it was made from."""

    headline: str
    sentence: str
    rows: tuple[Comparison, ...]
    before: Bars
    after: Bars
    effect: LotsEffect


def report_of(register: Register, found: LotsEffect) -> LotsReport:
    """Return what a page about another cut of contracts shows."""
    after = apply_changes(register, found.edit.changes(register))
    market = found.markets[0].market
    shares = _shares(register, market, "Before"), _shares(after, market, "After")
    # Both are drawn to one scale: a bar half as long is half the share.
    widest = max((bar.value for chart in shares for bar in chart.bars), default=0.0)
    return LotsReport(
        headline=headline(found),
        sentence=found.sentence,
        rows=tuple(_rows(found)),
        before=replace(shares[0], widest=widest),
        after=replace(shares[1], widest=widest),
        effect=found,
    )


def headline(found: LotsEffect) -> str:
    """Return in one sentence what it does to the harm of single failures and to the market."""
    before, after = found.late_days()
    name = found.markets[0].market
    old, new = found.markets[0].before, found.markets[0].after
    largest = ""
    if old is not None and new is not None:
        largest = (
            f"the largest holds {percent(new.largest_share)} of {name} instead of "
            f"{percent(old.largest_share)}"
        )
    if abs(after - before) < 1:
        harm = "Single failures would do the same harm"
    else:
        less = "less" if after < before else "more"
        harm = (
            f"Single failures would leave must services {count(abs(after - before))} person-days "
            f"{less} past the limit"
        )
    return f"{harm}; {largest}." if largest else f"{harm}."


def _rows(found: LotsEffect) -> list[Comparison]:
    rows = []
    for change in found.markets:
        old, new = change.before, change.after
        if old is None or new is None or old.hhi is None or new.hhi is None:
            continue
        rows.append(_row(f"HHI of {change.market}", old.hhi, new.hhi, count, less_is_better=True))
        rows.append(
            _row(
                f"Largest share of {change.market}",
                old.largest_share,
                new.largest_share,
                percent,
                less_is_better=True,
            )
        )
    for limit, (before, after) in zip(LIMITS, (found.over_20, found.over_25), strict=True):
        words = f"Markets where one holds over {limit:.0%}"
        rows.append(_row(words, before, after, count, less_is_better=True))
    rows.append(_row("Providers secure alone", *found.secure_share(), percent))
    for words, (was, would_be) in (
        ("Must person-days past the limit, all single failures", found.late_days()),
        ("Must person-days past the limit, worst failure", found.worst()),
        ("Must person-days past the limit expected in a year", found.expected),
    ):
        rows.append(_row(words, was, would_be, count, less_is_better=True))
    return rows


def _row(
    what: str, before: float, after: float, told: object, *, less_is_better: bool = False
) -> Comparison:
    assert callable(told)
    words = told(before), told(after)
    # "80%, 80%, better" would read like a mistake.
    better = None if words[0] == words[1] else (after < before) == less_is_better
    return Comparison(what, *words, better)


def _shares(register: Register, market: str, when: str) -> Bars:
    """Return who holds how much of a market, the largest first, with the 20 % limit."""
    held = _held(register, market)
    most = sorted(held.items(), key=lambda one: (-one[1], one[0]))
    bars = [
        Bar(LEGAL.sub("", register.providers[id_].name), share, percent(share), key=id_)
        for id_, share in most[:MOST_BARS]
    ]
    rest = sum(share for _, share in most[MOST_BARS:])
    if rest:
        words = f"The {len(most) - MOST_BARS} others"
        bars.append(Bar(words, rest, percent(rest), "tint"))
    title = f"{when}: {len(most)} share {market}" if most else f"{when}: no value known"
    told = "; ".join(f"{bar.label} {bar.text}" for bar in bars)
    return Bars(
        title=title if len(title.split()) <= 15 else f"{when}: {len(most)} share the market",
        subtitle="Share of the market's yearly value",
        alt=f"{title}. {told}.",
        bars=tuple(bars),
        limit=LIMITS[0],
        limit_text="limit 20%",
    )


def _held(register: Register, market: str) -> Mapping[str, float]:
    worth: dict[str, float] = {}
    for contract in register.contracts.values():
        service = register.services[contract.service]
        if (service.market or service.title) == market and contract.annual_value:
            worth[contract.provider] = worth.get(contract.provider, 0.0) + contract.annual_value
    total = sum(worth.values())
    return {id_: value / total for id_, value in worth.items()} if total else {}

"""Measures of dependence: limits on shares of money, and how concentrated markets are."""

from __future__ import annotations

from typing import get_args

from planner.dependence.concentration import Concentration, concentration
from planner.dependence.shares import (
    Grouping,
    Trait,
)
from planner.document.chart_tables import Heading
from planner.document.charts import Bar, Bars
from planner.document.measure import MOST_BARS, Measure, fifteen_words, pounds_of, provider_name
from planner.document.share_charts import captive, money_by_trait, people_by
from planner.document.wording import count, percent, round_pounds, small, start
from planner.register.register import Register

HIGH = 2_500.0
SOME = 1_500.0


def measures(register: Register, limit: float) -> tuple[Measure, ...]:
    """Return every measure of dependence; `limit` marks shares above it, 0 to 1."""
    found = concentration(register, limit=limit)
    return (
        _limits(found),
        _markets(register, found),
        *(people_by(register, by, limit) for by in get_args(Grouping)),
        captive(register),
        *(money_by_trait(register, trait, found) for trait in get_args(Trait)),
    )


def _limits(found: Concentration) -> Measure:
    of = "the budget" if found.budget else "contract money"
    holders = [one for one in found.groups if one.value > 0]
    shares = {
        one.id: one.share if one.budget_share is None else one.budget_share for one in holders
    }
    over = [one for one in holders if one.over_limit]
    limit = percent(found.limit)
    if not holders:
        headline = "No contract has a value yet, so shares of money are not known."
    elif over:
        headline = (
            f"{start(small(len(over)))} {'group holds' if len(over) == 1 else 'groups hold'} more "
            f"than {limit} of {of}."
        )
    else:
        headline = (
            f"Nobody holds more than {limit} of {of}; the most is {percent(max(shares.values()))}."
        )
    title = headline.rstrip(".")
    bars = tuple(
        Bar(
            one.name,
            shares[one.id],
            f"{percent(shares[one.id])}, {round_pounds(one.value)}"
            + (", over the limit" if one.over_limit else ""),
            "late" if one.over_limit else "navy",
            one.over_limit,
            one.id,
        )
        for one in holders[:MOST_BARS]
    )
    chart = (
        Bars(
            title=fifteen_words(title),
            subtitle=f"Share of {of} by provider with all that it owns, {pounds_of(found)}",
            alt=f"{title}. " + "; ".join(f"{bar.label} {bar.text}" for bar in bars[:3]) + ".",
            bars=bars,
            limit=found.limit,
            limit_text=f"limit {limit}",
        )
        if bars
        else None
    )
    rows = tuple(
        (
            one.name,
            one.value,
            one.share,
            None if one.budget_share is None else one.budget_share,
            one.people,
            None if one.people_share is None else one.people_share,
            f"over {limit}" if one.over_limit else "within",
        )
        for one in found.providers
    )
    return Measure(
        "limits",
        "Limits",
        headline,
        chart,
        (
            Heading("Provider"),
            Heading("Value, £", "pounds"),
            Heading("% of contracts", "share"),
            Heading("% of budget", "share"),
            Heading("People", "people"),
            Heading("% of people", "share"),
            Heading("Limit"),
        ),
        rows,
        tuple(one.id for one in found.providers),
    )


def _markets(register: Register, found: Concentration) -> Measure:
    markets = sorted(
        (one for one in found.markets if one.hhi is not None), key=lambda one: -(one.hhi or 0.0)
    )
    high = sum((one.hhi or 0.0) > HIGH for one in markets)
    if not markets:
        headline = "No contract has a value yet, so markets cannot be measured."
    elif len(markets) == 1:
        index = "above 2,500" if high else "2,500 or less"
        headline = f"The only market is {'' if high else 'not '}in few hands (index {index})."
    elif high:
        headline = (
            f"{start(small(high))} of {len(markets)} markets {'is' if high == 1 else 'are'} in few "
            "hands (index above 2,500)."
        )
    else:
        headline = f"None of {len(markets)} markets is in few hands (index above 2,500)."
    names = {one.market: provider_name(register, one.largest) for one in markets}
    bars = tuple(
        Bar(
            one.market,
            one.hhi or 0.0,
            f"{count(one.hhi)}, {_hands(one.hhi or 0.0)}",
            "late" if (one.hhi or 0.0) > HIGH else "navy" if (one.hhi or 0.0) > SOME else "tint",
            (one.hhi or 0.0) > HIGH,
            one.largest,
        )
        for one in markets[:MOST_BARS]
    )
    title = fifteen_words(headline.rstrip("."))
    return Measure(
        "markets",
        "Markets",
        headline,
        Bars(
            title=title,
            subtitle="Concentration of each market (HHI: the sum of squared percentage shares, "
            "10,000 for one provider alone)",
            alt=f"{title}. " + "; ".join(f"{bar.label} {bar.text}" for bar in bars[:3]) + ".",
            bars=bars,
            limit=HIGH,
            limit_text="2,500: in few hands",
        )
        if bars
        else None,
        (
            Heading("Market"),
            Heading("Value, £", "pounds"),
            Heading("HHI", "number"),
            Heading("HHI by group", "number"),
            Heading("HHI through the chain", "number"),
            Heading("Largest provider"),
            Heading("Its share", "share"),
        ),
        tuple(
            (
                one.market,
                one.value,
                one.hhi,
                one.hhi_of_groups,
                one.hhi_through_chain,
                names[one.market],
                one.largest_share,
            )
            for one in markets
        ),
        tuple(one.largest for one in markets),
    )


def _hands(hhi: float) -> str:
    return "few hands" if hhi > HIGH else "some concentration" if hhi > SOME else "many hands"

"""The measures of dependence as people read them: a sentence, a chart and a table for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from planner.dependence.captive import captive_people
from planner.dependence.concentration import A_YEAR, Concentration, concentration
from planner.dependence.shares import (
    Grouping,
    GroupShare,
    MoneyPart,
    Trait,
    across,
    money_by,
    people_shares,
)
from planner.document.chart_tables import Cell, Heading
from planner.document.charts import Bar, Bars
from planner.document.wording import count, counted, people, percent, round_pounds, small, start
from planner.register.register import Register

MOST_BARS = 12
MOST_GROUPS = 8
HIGH = 2_500.0
SOME = 1_500.0


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its headline, its chart (None where nothing is known) and its table.

    `keys` names the provider that each row of the table is about, "" where it is about none.
    """

    name: str
    label: str
    headline: str
    chart: Bars | None
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: tuple[str, ...]


def measures(register: Register, limit: float) -> tuple[Measure, ...]:
    """Return every measure of dependence; `limit` marks shares above it, 0 to 1."""
    found = concentration(register, limit=limit)
    return (
        _limits(found),
        _markets(register, found),
        *(_groups(register, by, limit) for by in get_args(Grouping)),
        _captive(register),
        *(_money(register, trait, found) for trait in get_args(Trait)),
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
            title=_fifteen(title),
            subtitle=f"Share of {of} by provider with all that it owns, {_pounds_of(found)}",
            alt=f"{title}. " + "; ".join(f"{bar.label} {bar.text}" for bar in bars) + ".",
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


def _pounds_of(found: Concentration) -> str:
    return "pounds a year" if found.measured_by == A_YEAR else "pounds of whole awards"


def _markets(register: Register, found: Concentration) -> Measure:
    markets = sorted(
        (one for one in found.markets if one.hhi is not None), key=lambda one: -(one.hhi or 0.0)
    )
    high = sum((one.hhi or 0.0) > HIGH for one in markets)
    if not markets:
        headline = "No contract has a value yet, so markets cannot be measured."
    elif high:
        headline = (
            f"{start(small(high))} of {len(markets)} markets {'is' if high == 1 else 'are'} in few "
            "hands (index above 2,500)."
        )
    else:
        headline = f"None of {len(markets)} markets is in few hands (index above 2,500)."
    names = {one.market: _provider(register, one.largest) for one in markets}
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
    title = _fifteen(headline.rstrip("."))
    return Measure(
        "markets",
        "Markets",
        headline,
        Bars(
            title=title,
            subtitle="Concentration of each market (HHI: the sum of squared percentage shares, "
            "10,000 for one provider alone)",
            alt=f"{title}. " + "; ".join(f"{bar.label} {bar.text}" for bar in bars) + ".",
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


def _provider(register: Register, id_: str) -> str:
    return register.providers[id_].name if id_ in register.providers else id_


LABELS = {"area": "Areas", "need": "Needs", "funder": "Funders"}


def _groups(register: Register, by: Grouping, limit: float) -> Measure:
    groups = people_shares(register, by)
    over = [group for group in groups if group.holders[0].share > limit]
    what = LABELS[by].lower()
    if not groups:
        headline = f"No people are counted yet, so {what} cannot be compared."
    else:
        headline = (
            f"In {small(len(over))} of {counted(len(groups), by, what)} one provider serves more "
            f"than {percent(limit)} of the people."
        )
    title = _fifteen(headline.rstrip("."))
    bars = tuple(_group_bar(by, group, limit) for group in groups[:MOST_BARS])
    chart = (
        Bars(
            title=title,
            subtitle=f"Largest share of the people of each {by} served by one provider",
            alt=f"{title}. " + "; ".join(f"{bar.label}: {bar.text}" for bar in bars) + ".",
            bars=bars,
            limit=limit,
            limit_text=f"limit {percent(limit)}",
        )
        if bars
        else None
    )
    shown = groups[:MOST_GROUPS]
    shares = across(groups)
    totals: dict[str, int] = {}
    for group in groups:
        for held in group.holders:
            totals[held.provider] = totals.get(held.provider, 0) + held.people
    ranked = sorted(shares, key=lambda id_: (-totals[id_], id_))
    return Measure(
        by,
        LABELS[by],
        headline,
        chart,
        (
            Heading("Provider"),
            Heading("People", "people"),
            *(Heading(_said(by, group.name), "share") for group in shown),
        ),
        tuple(
            (
                _provider(register, id_),
                totals[id_],
                *(shares[id_].get(group.key) for group in shown),
            )
            for id_ in ranked
        ),
        tuple(ranked),
    )


def _group_bar(by: Grouping, group: GroupShare, limit: float) -> Bar:
    first = group.holders[0]
    over = first.share > limit
    words = f"{percent(first.share)} of {people(group.people)}, {first.name}"
    return Bar(
        _said(by, group.name),
        first.share,
        words,
        "late" if over else "navy",
        over,
        first.provider,
    )


def _said(by: str, name: str) -> str:
    """Return a group as a person reads it: funders by their words, all else as written."""
    if by == "funder":
        return {"nhs": "NHS", "self": "Self-funders"}.get(name, name.replace("_", " ").capitalize())
    return name.replace("_", " ")


def _captive(register: Register) -> Measure:
    found = [one for one in captive_people(register) if one.people]
    captive = sorted(
        (one for one in found if one.captive > 0),
        key=lambda one: register.services[one.service].class_ in ("needed", "could"),
    )
    total = sum(one.captive for one in captive)
    must = sum(
        one.captive
        for one in captive
        if (register.services[one.service].class_ or "must") == "must"
    )
    if not found:
        headline = "No people are counted yet, so nobody can be said to be captive."
    elif must:
        headline = (
            f"{people(must)} of must services have nowhere else to go if their provider fails."
        )
    elif captive:
        headline = f"{people(total)} have nowhere else to go if their provider fails.".replace(
            "1 person have", "1 person has"
        )
    else:
        headline = "Everyone counted could be held by other options."
    title = _fifteen(headline.rstrip("."))
    shown = [
        one
        for one in captive
        if not must or (register.services[one.service].class_ or "must") == "must"
    ]
    bars = tuple(
        Bar(
            f"{_provider(register, one.provider)}: {register.services[one.service].title}",
            one.captive,
            f"{count(one.captive)} of {people(one.people)}",
            "late",
            False,
            one.provider,
        )
        for one in shown[:MOST_BARS]
    )
    return Measure(
        "captive",
        "Captive people",
        headline,
        Bars(
            title=title,
            subtitle="People whom all other permitted options together, at full capacity, could "
            "not hold; must services where there are any",
            alt=f"{title}. " + "; ".join(f"{bar.label}: {bar.text}" for bar in bars) + ".",
            bars=bars,
        )
        if bars
        else None,
        (
            Heading("Provider"),
            Heading("Service"),
            Heading("Class", "class"),
            Heading("People", "people"),
            Heading("Others could hold", "people"),
            Heading("Captive", "people"),
            Heading("% of the service", "share"),
        ),
        tuple(
            (
                _provider(register, one.provider),
                register.services[one.service].title,
                register.services[one.service].class_,
                one.people,
                one.held,
                one.captive,
                one.share,
            )
            for one in found
        ),
        tuple(one.provider for one in found),
    )


def _money(register: Register, trait: Trait, found: Concentration) -> Measure:
    parts = money_by(register, trait, found.measured_by)
    label = {"sector": "Sectors", "reach": "Reach"}[trait]
    if not parts:
        headline = "No contract has a value yet, so money cannot be divided."
    else:
        first = parts[0]
        headline = (
            f"{percent(first.share)} of contract money goes to "
            f"{_kind(first.name)} ({counted(first.providers, 'provider', 'providers')})."
        )
    title = _fifteen(headline.rstrip("."))
    bars = tuple(_money_bar(part) for part in parts)
    return Measure(
        trait,
        label,
        headline,
        Bars(
            title=title,
            subtitle=f"Contract money by the {trait} of the provider, {_pounds_of(found)}",
            alt=f"{title}. " + "; ".join(f"{bar.label}: {bar.text}" for bar in bars) + ".",
            bars=bars,
        )
        if bars
        else None,
        (
            Heading(trait.capitalize()),
            Heading("Value, £", "pounds"),
            Heading("% of money", "share"),
            Heading("Providers", "number"),
        ),
        tuple((start(_kind(part.name)), part.value, part.share, part.providers) for part in parts),
        ("",) * len(parts),
    )


def _money_bar(part: MoneyPart) -> Bar:
    many = counted(part.providers, "provider", "providers")
    words = f"{percent(part.share)}, {round_pounds(part.value)}, {many}"
    return Bar(start(_kind(part.name)), part.value, words, "navy")


KINDS = {
    "in_house": "in-house teams",
    "public_body": "public bodies",
    "vcse": "charities and community groups",
    "social_enterprise": "social enterprises",
    "mutual": "mutuals",
    "sme": "small and medium firms",
    "private": "larger private firms",
    "local": "local providers",
    "national": "national providers",
    "overseas": "overseas providers",
    "not known": "providers of a kind not known",
}


def _kind(name: str) -> str:
    return KINDS.get(name, name.replace("_", " "))


def _fifteen(title: str) -> str:
    """Return a title of at most fifteen words, cut at the end of a word."""
    words = title.split()
    return title if len(words) <= 15 else " ".join(words[:14]) + " …"

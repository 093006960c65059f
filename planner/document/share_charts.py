"""Measures of dependence: people by group, captive people, and money by what providers are."""

from __future__ import annotations

from planner.dependence.captive import captive_people
from planner.dependence.concentration import Concentration
from planner.dependence.shares import (
    Grouping,
    GroupShare,
    MoneyPart,
    Trait,
    across,
    money_by,
    people_shares,
)
from planner.document.chart_tables import Heading
from planner.document.charts import Bar, Bars
from planner.document.measure import MOST_BARS, Measure, fifteen_words, pounds_of, provider_name
from planner.document.wording import count, counted, people, percent, round_pounds, small, start
from planner.register.register import Register

MOST_GROUPS = 8

LABELS = {"area": "Areas", "need": "Needs", "funder": "Funders"}


def people_by(register: Register, by: Grouping, limit: float) -> Measure:
    """Return who serves the people of each area, need or funder; shares over `limit` are marked."""
    groups = people_shares(register, by)
    over = [group for group in groups if group.holders[0].share > limit]
    what = LABELS[by].lower()
    if not groups:
        headline = f"No people are counted yet, so {what} cannot be compared."
    elif len(groups) == 1:
        headline = (
            f"In the only {by} {'one' if over else 'no'} provider serves more than "
            f"{percent(limit)} of the people."
        )
    else:
        headline = (
            f"In {small(len(over))} of {counted(len(groups), by, what)} one provider serves more "
            f"than {percent(limit)} of the people."
        )
    title = fifteen_words(headline.rstrip("."))
    bars = tuple(_group_bar(by, group, limit) for group in groups[:MOST_BARS])
    chart = (
        Bars(
            title=title,
            subtitle=f"Largest share of the people of each {by} served by one provider",
            alt=f"{title}. " + "; ".join(f"{bar.label}: {bar.text}" for bar in bars[:3]) + ".",
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
                provider_name(register, id_),
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


def captive(register: Register) -> Measure:
    """Return whom nobody else could hold, must services first."""
    found = [one for one in captive_people(register) if one.people]
    held = sorted(
        (one for one in found if one.captive > 0),
        key=lambda one: register.services[one.service].class_ in ("needed", "could"),
    )
    total = sum(one.captive for one in held)
    must = sum(
        one.captive for one in held if (register.services[one.service].class_ or "must") == "must"
    )
    if not found:
        headline = "No people are counted yet, so nobody can be said to be captive."
    elif must:
        headline = (
            f"{people(must)} of must services have nowhere else to go if their provider fails."
        ).replace("1 person of must services have", "1 person of must services has")
    elif held:
        headline = f"{people(total)} have nowhere else to go if their provider fails.".replace(
            "1 person have", "1 person has"
        )
    else:
        headline = "Everyone counted could be held by other options."
    title = fifteen_words(headline.rstrip("."))
    shown = [
        one
        for one in held
        if not must or (register.services[one.service].class_ or "must") == "must"
    ]
    bars = tuple(
        Bar(
            f"{provider_name(register, one.provider)}: {register.services[one.service].title}",
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
            alt=f"{title}. " + "; ".join(f"{bar.label}: {bar.text}" for bar in bars[:3]) + ".",
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
                provider_name(register, one.provider),
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


def money_by_trait(register: Register, trait: Trait, found: Concentration) -> Measure:
    """Return contract money by the sector or the reach of providers."""
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
    title = fifteen_words(headline.rstrip("."))
    bars = tuple(_money_bar(part) for part in parts)
    return Measure(
        trait,
        label,
        headline,
        Bars(
            title=title,
            subtitle=f"Contract money by the {trait} of the provider, {pounds_of(found)}",
            alt=f"{title}. " + "; ".join(f"{bar.label}: {bar.text}" for bar in bars[:3]) + ".",
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

"""Sentences about a year at risk and the reserve to hold."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from planner.document.outcome_words import LEGAL, Number
from planner.document.wording import (
    count,
    counted,
    listed,
    long_date,
    percent,
    pounds,
)
from planner.document.wording import (
    start as open_sentence,
)
from planner.register.register import Register
from planner.scenario.chance import NOTHING, Chance, Moved, ReserveToHold
from planner.scenario.estimates import Estimate

USUAL = 95
MET = 0.5
"""Pounds: less is no gap."""


def in_brief(amount: float) -> str:
    """Return pounds in about three figures: £940, £12k, £0.85m, £12.3m."""
    size = abs(amount)
    sign = "\N{MINUS SIGN}" if amount < 0 else ""
    if size < 999.5:
        return pounds(amount)
    if size < 99_950:
        return f"{sign}£{size / 1e3:.1f}".removesuffix(".0") + "k"
    return f"{sign}£{size / 1e6:.2f}m" if size < 9.995e6 else f"{sign}£{size / 1e6:.1f}m"


def in_hundred(share: float) -> str:
    """Return a share of years: "83 years out of 100"; never all or none where it is not."""
    if 0 < share < 0.01:
        return "fewer than 1 year out of 100"
    if 0.99 < share < 1:
        return "more than 99 years out of 100"
    return f"{share * 100:.0f} {'year' if round(share * 100) == 1 else 'years'} out of 100"


def headline(register: Register, found: Chance, reserve: ReserveToHold) -> str:
    """Return in one sentence how often today's funds are enough, and what is missing."""
    if register.contracts and not counts_people(register):
        return "The register counts no people, so what the failures of a year cost is not known."
    if not found.tail.shares or found.net.worst.value < MET:
        return _without_cost(found)
    asked = f"{reserve.percent:g}"
    if not reserve.funds:
        return (
            f"No reserve is held; to cover {asked} years out of 100 the council needs "
            f"{in_brief(reserve.to_hold.value)}."
        )
    enough = in_hundred(reserve.holds.value)
    if reserve.more.value >= MET:
        tied = reserve.gap.value < MET
        where = ", for any service" if tied else ""
        return (
            f"Today's reserve is enough in {enough}; to cover {asked} the council needs "
            f"{in_brief(reserve.more.value)} more{where}."
        )
    usual = found.reserve(USUAL)
    if reserve.percent < USUAL and usual.more.value >= MET:
        return (
            f"Today's reserve is enough in {enough}; to cover {USUAL} the council needs "
            f"{in_brief(usual.more.value)} more."
        )
    return f"Today's reserve is enough in {enough}."


def _without_cost(found: Chance) -> str:
    """Return why there is nothing to hold: nobody fails, nothing can be bought, or all is freed."""
    if not found.assessed.providers and not found.assessed.assets:
        return "There is no provider or asset in the register that could fail yet."
    costs = "No drawn year costs more than the money that failures free"
    if sum(one.mean.value for one in found.unmet.values()) < MET:
        return f"{costs}."
    return f"{costs}, but people go without: no option that may be used reaches them all."


def numbers(found: Chance, reserve: ReserveToHold, start: datetime.date) -> tuple[Number, ...]:
    """Return the key numbers, each with its words."""
    funds = counted(len(reserve.funds), "fund", "funds")
    net = found.net
    gap = "met" if reserve.more.value < MET else f"{in_brief(reserve.more.value)} short"
    named = "the usual reserve" if reserve.percent == 80 else "the reserve asked for"
    peak, case = found.peak_middle, "the middle case"
    if peak.day is None:
        peak, case = found.peak_p95, "one year in twenty"
    date = "Never" if peak.day is None else day_and_month(start, peak.day)
    return (
        Number(in_brief(reserve.held), f"held today, in {funds}"),
        Number(in_brief(reserve.to_hold.value), f"P{reserve.percent:g}, {named}: {gap}"),
        Number(in_brief(net.p95.value), f"P95, \N{PLUS-MINUS SIGN} {in_brief(net.p95.error)}"),
        Number(in_brief(net.worst.value), "average of the worst 5%"),
        Number(date, f"peak cash date, {case.removeprefix('the ')}"),
    )


def day_and_month(start: datetime.date, day: int) -> str:
    """Return a day counted from the first of the year as a date without its year: 21 June."""
    date = start + datetime.timedelta(days=day)
    return f"{date.day} {date:%B}"


def name_of(register: Register, id_: str) -> str:
    """Return the name of a provider or asset without its legal form; its code if it is gone."""
    one = register.providers.get(id_) or register.assets.get(id_)
    return LEGAL.sub("", one.name) if one is not None else id_


def tail_words(register: Register, found: Chance) -> str:
    """Return who fails in the worst years, and how often with somebody else."""
    first = [one for one in found.tail.shares if one.pounds >= NOTHING][:2]
    if not first:
        return ""
    said = []
    for one in first:
        name = name_of(register, one.id)
        if one.together >= one.fails / 2 > 0:
            said.append(f"{name} fails together with somebody else in {percent(one.together)}")
        else:
            said.append(f"{name} fails in {percent(one.fails)}")
    return (
        f"Of these years, {' and '.join(said)}; in {percent(found.tail.together)} failures meet at "
        "the same services, pools or suppliers."
    )


def sentences(
    register: Register, found: Chance, reserve: ReserveToHold, start: datetime.date
) -> tuple[str, ...]:
    """Return what is to be known beside the headline: funds, cash, people, who is not assessed."""
    if register.contracts and not counts_people(register):
        return ("Enter the people each contract serves; until then every figure is nothing.",)
    told = [
        f"To pay for {reserve.percent:g} years out of 100 takes {band(reserve.to_hold)}; today's "
        f"funds hold {pounds(reserve.held)} in all, which is at least the net cost of "
        f"{in_hundred(reserve.enough.value)}.",
        *_tied(reserve),
        *_cash(found, start),
        "Must person-days past the limit: "
        f"{count(found.breach['must'].mean.value)} in an average year, "
        f"{count(found.breach['must'].worst.value)} in the average of the worst 5%.",
    ]
    unassessed = unassessed_words(found)
    if unassessed:
        told.append(unassessed)
    uncounted = uncounted_words(register)
    if uncounted:
        told.append(uncounted)
    unknown = [fund.name for fund in reserve.funds if fund.amount is None]
    if unknown:
        told.append(f"What is in {listed(unknown)} is not known and counts as nothing.")
    return tuple(told)


def band(one: Estimate) -> str:
    """Return a figure in pounds with its band."""
    return f"{pounds(one.value)} (between {pounds(one.low)} and {pounds(one.high)})"


def unassessed_words(found: Chance) -> str:
    """Return how many providers nobody assessed, and that this moves the figures; "" for none."""
    of = found.assessed
    if not of.unassessed:
        return ""
    are = "is" if of.unassessed == 1 else "are"
    assets = (
        f" {counted(of.assets, 'asset counts', 'assets count')} as band 3 too." if of.assets else ""
    )
    return (
        f"{count(of.unassessed)} of {counted(of.providers, 'provider', 'providers')} {are} not "
        "assessed and taken to fail with a chance of 2.2% a year (band 3): assessing them would "
        f"move these figures.{assets}"
    )


def counts_people(register: Register) -> bool:
    """Return whether the people of any contract are known, as every figure of a year needs."""
    return any(register.people_of_contract(id_) is not None for id_ in register.contracts)


def uncounted_words(register: Register) -> str:
    """Return how many contracts count no people, and that this hides harm; "" for none."""
    contracts = register.contracts
    unknown = sum(register.people_of_contract(id_) is None for id_ in contracts)
    if not unknown or not counts_people(register):
        return ""
    serve = "serves" if unknown == 1 else "serve"
    return (
        f"How many people {count(unknown)} of {count(len(contracts))} contracts {serve} is not "
        "known: they count as nobody, so the true figures are higher."
    )


def _tied(reserve: ReserveToHold) -> tuple[str, ...]:
    if reserve.enough.value - reserve.holds.value < 0.005:
        return ()
    short = [fund.name for fund in reserve.funds if fund.short > 0.005]
    which = f" ({listed(short)})" if short else ""
    told = [
        "As most funds may pay for some services only, they pay in full in "
        f"{in_hundred(reserve.holds.value)}; what runs short{which} would have to be "
        f"{band(reserve.more)} larger to pay for {reserve.percent:g}."
    ]
    if reserve.no_fund > 0:
        told.append(
            f"In {percent(reserve.no_fund)} of years a service needs money that no fund may pay."
        )
    return tuple(told)


def _cash(found: Chance, start: datetime.date) -> tuple[str, ...]:
    middle, far = found.peak_middle, found.peak_p95
    if far.day is None:
        return ()
    told = []
    for peak, case in ((middle, "the middle case"), (far, "one year in twenty")):
        if peak.day is not None:
            date = long_date(start + datetime.timedelta(days=peak.day))
            told.append(f"in {case} by {pounds(peak.amount.value)}, about {date}")
    return (open_sentence(f"cash runs ahead of what comes in most {', and '.join(told)}."),)


def assumptions(found: Chance) -> tuple[str, ...]:
    """Return what the figures rest on, in plain words."""
    luck = found.luck
    warnings = listed([f"{value:g}" for value, weight in luck.warnings if weight], most=9)
    equal = len({weight for _, weight in luck.warnings}) == 1
    paces = ", ".join(f"{value:g} ({weight:g})" for value, weight in luck.paces)
    return (
        f"{counted(luck.draws, 'year was', 'years were')} drawn with seed {luck.seed}; the same "
        "seed gives the same figures.",
        f"Any two providers move together with a correlation of {luck.common:g}, two of one market "
        f"with {luck.common + luck.market:g}; a provider's market is that of its largest contract.",
        "Assets and owners fail by themselves and bring down whoever leans on them.",
        f"Warning is {warnings} days{', all as likely' if equal else ''}; options mobilise in "
        f"these multiples of their days (weight): {paces}.",
        "Failures of one year that meet are taken to stop on the same day; each is followed for "
        "its own horizon, past the end of the year if need be.",
        "Cost is that of the best use of the options where money is no limit, above the contract "
        "money that is freed; people are those whom no option reaches.",
        "The cost of failures that meet is shared among them by what each costs alone.",
        "Bands hold the true figure 95 times in 100, if all of this is so.",
    )


def moved_words(one: Moved) -> str:
    """Return how another register moves the figures, in one sentence."""
    return (
        f"{one.name}: the reserve for 80 years out of 100 {_less(one.p80, pounds)}; must "
        f"person-days past the limit in an average year {_less(one.breach, count)}."
    )


def _less(one: Estimate, said: Callable[[float], str]) -> str:
    if abs(one.value) < NOTHING and one.error < NOTHING:
        return "stays as it is"
    way = "falls" if one.value < 0 else "rises"
    return f"{way} by {said(abs(one.value))} (\N{PLUS-MINUS SIGN} {said(one.error)})"

"""Health of what providers are paid, laid beside what their contracts are worth.

Compared is the latest financial year whose lists cover at least a quarter. The contract side is the
yearly value of each contract times the days it ran while the lists cover, so that part of a year is
held against part of a year. Companies of one owner are taken together, because groups are often
paid through one of them for the contracts of another.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from planner.register.financial_years import days_of_year
from planner.register.findings import LITTLE, MUCH, SOME, Examination, Finding
from planner.register.records import Contract, Provider, Spend

FURTHER_OFF = 0.25
"""Share of the contract value by which spend may differ before it is worth a look."""
LEAST_POUNDS = 5_000.0
"""Councils publish contracts from £5,000 on (Local Government Transparency Code)."""
LEAST_DAYS = 90
LARGE_SHARE = 0.25
LEAST_PROVIDERS = 4
DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class SpendOfYear:
    """What a provider and its group were paid in the latest year that lists cover well enough.

    `provider` is the one of `family` that was paid most. `amount` in pounds; `first` and `last` are
    what the lists cover, `covered` how many days of it.
    """

    provider: str
    family: tuple[str, ...]
    year: str
    amount: float
    first: datetime.date
    last: datetime.date
    covered: int

    @property
    def words(self) -> str:
        """Return which time is meant, such as "in 2024/25" or "in 120 days of 2024/25"."""
        if self.covered >= 350:
            return f"in {self.year}"
        return f"in {self.covered} days of {self.year}"


def latest_spend(seen: Examination) -> list[SpendOfYear]:
    """Return what each provider, with its group, was paid in the latest year to compare."""
    register = seen.register
    covers = _covers(register.spend)
    paid: dict[str, dict[str, dict[str, float]]] = {}
    for one in register.spend.values():
        if one.amount is None or _days(covers.get(one.year, ())) < LEAST_DAYS:
            continue
        members = paid.setdefault(_head(seen, one.provider), {}).setdefault(one.year, {})
        members[one.provider] = members.get(one.provider, 0.0) + one.amount
    families: dict[str, list[str]] = defaultdict(list)
    for code in register.providers:
        families[_head(seen, code)].append(code)
    found = []
    for head, years in paid.items():
        year = max(years)
        members = years[year]
        found.append(
            SpendOfYear(
                max(members, key=lambda code: (members[code], code)),
                tuple(families[head]),
                year,
                round(sum(members.values()), 2),
                min(first for first, _ in covers[year]),
                max(last for _, last in covers[year]),
                _days(covers[year]),
            )
        )
    return found


def _head(seen: Examination, code: str) -> str:
    """Return the owner at the head of a provider's group, itself where it has none."""
    known = {code}
    while (parent := seen.register.providers[code].parent) is not None and parent not in known:
        known.add(parent)
        code = parent
    return code


def _covers(
    spend: Mapping[str, Spend],
) -> dict[str, list[tuple[datetime.date, datetime.date]]]:
    """Return by year the days that lists cover, within that year; a list covers for everybody."""
    found: dict[str, set[tuple[datetime.date, datetime.date]]] = defaultdict(set)
    for one in spend.values():
        bounds = days_of_year(one.year)
        if bounds is None or one.covers_from is None or one.covers_to is None:
            continue
        first, last = max(bounds[0], one.covers_from), min(bounds[1], one.covers_to)
        if first <= last:
            found[one.year].add((first, last))
    return {year: sorted(parts) for year, parts in found.items()}


def _days(parts: Iterable[tuple[datetime.date, datetime.date]]) -> int:
    """Return how many days some spans cover together, each day once."""
    count, upto = 0, datetime.date.min
    for first, last in sorted(parts):
        start = max(first, upto + datetime.timedelta(days=1)) if upto > datetime.date.min else first
        if last >= start:
            count += (last - start).days + 1
            upto = last
    return count


def _expected(contracts: Iterable[Contract], of: SpendOfYear, *, extended: bool) -> float | None:
    """Return what contracts come to while the lists cover; None where a value is not known.

    Whether a contract that could be extended was is not known, so both are worked out.
    """
    whole = (of.last - of.first).days + 1
    total = 0.0
    for contract in contracts:
        start = max(of.first, contract.start or of.first)
        ends = contract.end
        if ends is not None and extended and contract.extension_to is not None:
            ends = max(ends, contract.extension_to)
        end = min(of.last, ends or of.last)
        if end < start:
            continue
        if contract.annual_value is None:
            return None
        part = ((end - start).days + 1) / whole
        total += contract.annual_value * part * of.covered / DAYS_A_YEAR
    return total


def providers_paid_without_a_contract(seen: Examination) -> Iterator[Finding]:
    """Find providers that were paid while the register holds no contract of theirs."""
    for provider, of, contracts in _paid(seen):
        if not contracts and of.amount >= LEAST_POUNDS and provider.sector != "in_house":
            what = (
                f"{_named(seen, of)} was paid £{of.amount:,.0f} {of.words} and the register holds "
                "no contract of theirs"
            )
            mend = "add the contract it was paid under; leave it where it was a single purchase"
            yield _of(seen, provider, MUCH, "", what, mend)


def spend_over_the_value_of_contracts(seen: Examination) -> Iterator[Finding]:
    """Find providers paid over a quarter more than their contracts are worth."""
    for provider, of, expected in _compared(seen, extended=True):
        if of.amount > expected * (1 + FURTHER_OFF):
            mend = "check the yearly values, and look for a contract that is missing"
            yield _of(seen, provider, MUCH, "", _off(seen, of, expected), mend)


def spend_under_the_value_of_contracts(seen: Examination) -> Iterator[Finding]:
    """Find providers paid over a quarter less than their contracts are worth."""
    for provider, of, expected in _compared(seen, extended=False):
        if of.amount < expected * (1 - FURTHER_OFF):
            mend = (
                "check the yearly values, and whether it is paid under another name or by another "
                "body"
            )
            yield _of(seen, provider, SOME, "", _off(seen, of, expected), mend)


def large_shares_of_what_is_paid(seen: Examination) -> Iterator[Finding]:
    """Find owners who get over a quarter of what all known providers are paid in a year."""
    latest = latest_spend(seen)
    year = max((of.year for of in latest), default="")
    paid = [of for of in latest if of.year == year and of.amount > 0]
    total = sum(of.amount for of in paid)
    if len(paid) < LEAST_PROVIDERS:
        return
    for of in paid:
        provider = seen.register.providers[of.provider]
        if provider.sector != "in_house" and of.amount > LARGE_SHARE * total:
            what = (
                f"{_named(seen, of)} gets £{of.amount:,.0f} of the £{total:,.0f} paid to known "
                f"providers {of.words} ({of.amount / total:.0%})"
            )
            yield _of(seen, provider, SOME, "", what, "look at who else could do part of the work")


def lists_of_payments_that_cover_the_same_time(seen: Examination) -> Iterator[Finding]:
    """Find two lists that speak of the same days: what they say may be counted twice."""
    spans: dict[tuple[str, str], tuple[datetime.date, datetime.date, str]] = {}
    for key, one in seen.register.spend.items():
        if one.covers_from and one.covers_to:
            place = one.year, one.source
            spans.setdefault(place, (one.covers_from, one.covers_to, key))
    for (place, mine), (other, theirs) in combinations(sorted(spans.items()), 2):
        if place[0] != other[0]:
            continue
        shared = (min(mine[1], theirs[1]) - max(mine[0], theirs[0])).days + 1
        shorter = min((span[1] - span[0]).days + 1 for span in (mine, theirs))
        if shorter >= 7 and shared * 2 > shorter:
            what = (
                f"The lists {place[1]} and {other[1]} cover the same {shared} days of {place[0]}, "
                "so payments may be counted twice"
            )
            mend = "remove the spend of one of them where they hold the same payments"
            reach = seen.reach_of_all
            yield seen.finding(what, LITTLE * reach, "spend", theirs[2], "source", mend)


def _paid(
    seen: Examination,
) -> Iterator[tuple[Provider, SpendOfYear, tuple[Contract, ...]]]:
    """Go through what was paid, with the contracts of the whole group."""
    for of in latest_spend(seen):
        contracts = tuple(
            contract
            for member in of.family
            for contract in seen.register.contracts_of_provider.get(member, ())
        )
        yield seen.register.providers[of.provider], of, contracts


def _compared(
    seen: Examination, *, extended: bool
) -> Iterator[tuple[Provider, SpendOfYear, float]]:
    """Go through the providers whose spend can be held against contracts of known value."""
    for provider, of, contracts in _paid(seen):
        expected = _expected(contracts, of, extended=extended)
        if contracts and expected is not None and max(expected, of.amount) >= LEAST_POUNDS:
            yield provider, of, expected


def _off(seen: Examination, of: SpendOfYear, expected: float) -> str:
    return (
        f"{_named(seen, of)} was paid £{of.amount:,.0f} {of.words}, but the contracts come to "
        f"£{expected:,.0f} in that time"
    )


def _named(seen: Examination, of: SpendOfYear) -> str:
    name = seen.register.providers[of.provider].name
    return name if len(of.family) == 1 else f"{name} with its group"


def _of(
    seen: Examination, provider: Provider, effect: float, field: str, what: str, mend: str
) -> Finding:
    weight = effect * seen.reach_of_provider(provider)
    return seen.finding(what, weight, "provider", provider.id, field, mend)


CHECKS = (
    providers_paid_without_a_contract,
    spend_over_the_value_of_contracts,
    spend_under_the_value_of_contracts,
    large_shares_of_what_is_paid,
    lists_of_payments_that_cover_the_same_time,
)

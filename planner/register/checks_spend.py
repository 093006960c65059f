"""Health of what providers are paid, laid beside what their contracts are worth.

Compared is the latest financial year whose lists cover at least a quarter. The contract side is the
yearly value of each contract times the days it ran while the lists cover, so that part of a year is
held against part of a year.
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
    """What one provider was paid in the latest year that its lists cover well enough.

    `amount` in pounds; `first` and `last` are what the lists cover, `covered` how many days of it;
    `key` is that of the largest record, where somebody looks first.
    """

    provider: str
    year: str
    amount: float
    first: datetime.date
    last: datetime.date
    covered: int
    key: str

    @property
    def words(self) -> str:
        """Return which time is meant, such as "in 2024/25" or "in 120 days of 2024/25"."""
        if self.covered >= 350:
            return f"in {self.year}"
        return f"in {self.covered} days of {self.year}"


def latest_spend(seen: Examination) -> dict[str, SpendOfYear]:
    """Return by provider what it was paid in the latest year that can be compared."""
    register = seen.register
    covers = _covers(register.spend)
    by_provider: dict[str, dict[str, list[tuple[str, Spend]]]] = defaultdict(dict)
    for key, one in register.spend.items():
        if one.amount is not None:
            by_provider[one.provider].setdefault(one.year, []).append((key, one))
    found = {}
    for provider, years in by_provider.items():
        for year in sorted(years, reverse=True):
            covered = _days(covers.get(year, ()))
            if covered < LEAST_DAYS:
                continue
            records = years[year]
            largest = max(records, key=lambda record: record[1].amount or 0.0)
            found[provider] = SpendOfYear(
                provider,
                year,
                round(sum(one.amount or 0.0 for _, one in records), 2),
                min(first for first, _ in covers[year]),
                max(last for _, last in covers[year]),
                covered,
                largest[0],
            )
            break
    return found


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
    for provider, of in _paid(seen):
        contracts = seen.register.contracts_of_provider.get(provider.id, ())
        if provider.sector == "in_house" or of.amount < LEAST_POUNDS:
            continue
        if not contracts:
            what = (
                f"{provider.name} was paid £{of.amount:,.0f} {of.words} and the register holds no "
                "contract of theirs"
            )
            mend = "add the contract, or say what it was paid for in its record"
            yield _of(seen, provider, MUCH, "", what, mend)


def spend_over_the_value_of_contracts(seen: Examination) -> Iterator[Finding]:
    """Find providers paid over a quarter more than their contracts are worth."""
    for provider, of, expected in _compared(seen, extended=True):
        if of.amount > expected * (1 + FURTHER_OFF):
            what = (
                f"{provider.name} was paid £{of.amount:,.0f} {of.words}, but its contracts come to "
                f"£{expected:,.0f} in that time"
            )
            mend = "check the yearly values, and look for a contract that is missing"
            yield _of(seen, provider, MUCH, "", what, mend)


def spend_under_the_value_of_contracts(seen: Examination) -> Iterator[Finding]:
    """Find providers paid over a quarter less than their contracts are worth."""
    for provider, of, expected in _compared(seen, extended=False):
        if of.amount < expected * (1 - FURTHER_OFF):
            what = (
                f"{provider.name} was paid £{of.amount:,.0f} {of.words}, but its contracts come to "
                f"£{expected:,.0f} in that time"
            )
            mend = (
                "check the yearly values, and whether it is paid under another name or by another "
                "body"
            )
            yield _of(seen, provider, SOME, "", what, mend)


def large_shares_of_what_is_paid(seen: Examination) -> Iterator[Finding]:
    """Find owners who get over a quarter of what all known providers are paid in a year."""
    latest = latest_spend(seen)
    if not latest:
        return
    year = max(of.year for of in latest.values())
    paid: dict[str, float] = defaultdict(float)
    for code, of in latest.items():
        if of.year == year and of.amount > 0:
            owner = seen.register.providers[code].parent or code
            paid[owner] += of.amount
    total = sum(paid.values())
    if len(paid) < LEAST_PROVIDERS:
        return
    for code, amount in paid.items():
        provider = seen.register.providers[code]
        if provider.sector == "in_house" or amount <= LARGE_SHARE * total:
            continue
        what = (
            f"{provider.name} gets £{amount:,.0f} of the £{total:,.0f} paid to known providers in "
            f"{year} ({amount / total:.0%})"
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


def _paid(seen: Examination) -> Iterator[tuple[Provider, SpendOfYear]]:
    for code, of in latest_spend(seen).items():
        yield seen.register.providers[code], of


def _compared(
    seen: Examination, *, extended: bool
) -> Iterator[tuple[Provider, SpendOfYear, float]]:
    """Go through the providers whose spend can be held against contracts of known value."""
    for provider, of in _paid(seen):
        contracts = seen.register.contracts_of_provider.get(provider.id, ())
        expected = _expected(contracts, of, extended=extended)
        if contracts and expected is not None and max(expected, of.amount) >= LEAST_POUNDS:
            yield provider, of, expected


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

"""Contract money shared out by service category, by kind of supplier and by class, to publish.

Each pound stands in one group of a table, so the groups add up to the same total in every table.
A contract whose value is not known is counted beside the money, never as nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.dependence.concentration import better_measure, value_of
from planner.fields import in_words
from planner.register.financial_years import days_of_year
from planner.register.personal_details import personal_details
from planner.register.records import Contract
from planner.register.register import Register

NOT_KNOWN = "Not known"
CLASSES: Mapping[str | None, str] = {
    "must": "Must continue",
    "needed": "Needed",
    "could": "Could stop for a time",
    None: "Not decided",
}
KINDS: Mapping[str | None, str] = {
    "in_house": "In-house",
    "public_body": "Public body",
    "vcse": "Voluntary or community organisation",
    "social_enterprise": "Social enterprise",
    "mutual": "Mutual",
    "sme": "Small or medium-sized company",
    "private": "Large company",
    None: NOT_KNOWN,
}


@dataclass(frozen=True, slots=True)
class SharedRow:
    """One group: its contracts and suppliers, pounds, share in thousandths, and what is missing.

    `value` is None where no contract of the group has a value that is known. The `thousandths` of
    a table add up to 1,000 wherever any money is known.
    """

    group: str
    contracts: int
    suppliers: int
    value: float | None
    thousandths: int | None
    without_value: int


@dataclass(frozen=True, slots=True)
class SharedOut:
    """One table: what it is by, its rows, the most money first, and what its money is.

    `money_is` says "value in a year", "value of the awards" or what was paid in which year.
    """

    by: str
    money_is: str
    rows: tuple[SharedRow, ...]

    @property
    def total(self) -> float:
        """Return the money of all groups, in pounds."""
        return round(sum(row.value or 0.0 for row in self.rows), 2)

    @property
    def without_value(self) -> int:
        """Return how many contracts have no value that is known."""
        return sum(row.without_value for row in self.rows)


def money_shared_out(register: Register) -> tuple[SharedOut, ...]:
    """Return the tables of a register: by category, kind of supplier and class, and what was paid.

    Yearly values are taken, or those of whole awards where more of these are known; an award that
    several suppliers share has no value of their own.
    """
    measure = better_measure(register)
    money_is = "value in a year" if measure == "a year" else "value of the awards"
    bare = personal_details(register).without
    groupings: tuple[tuple[str, Callable[[Contract], str]], ...] = (
        ("Service category", lambda one: bare(_category(register, one))),
        ("Kind of supplier", lambda one: _kind_of(register, one.provider)),
        ("Class of service", lambda one: _class_of(register, one)),
    )
    found = []
    for by, group_of in groupings:
        rows = [
            (group_of(one), one.provider, value_of(one, measure))
            for one in register.contracts.values()
        ]
        found.append(SharedOut(by, money_is, _rows(rows)))
    return (*found, *_paid(register))


def thousandths(values: Sequence[float]) -> list[int]:
    """Return shares of a whole in thousandths that add up to 1,000, by largest remainders."""
    total = sum(values)
    if total <= 0:
        return [0] * len(values)
    exact = [value / total * 1000 for value in values]
    found = [int(share) for share in exact]
    left = sorted(range(len(values)), key=lambda at: (found[at] - exact[at], at))
    for at in left[: 1000 - sum(found)]:
        found[at] += 1
    return found


def _rows(parts: Iterable[tuple[str, str, float | None]]) -> tuple[SharedRow, ...]:
    """Return rows of (group, supplier, pounds), the most money first, the unknown last."""
    groups: dict[str, list[tuple[str, float | None]]] = {}
    for group, supplier, value in parts:
        groups.setdefault(group, []).append((supplier, value))
    sums = {
        group: round(sum(value for _, value in held if value is not None), 2)
        for group, held in groups.items()
        if any(value is not None for _, value in held)
    }
    ordered = sorted(groups, key=lambda one: (one == NOT_KNOWN, -sums.get(one, -1.0), one))
    shares = thousandths([sums.get(group, 0.0) for group in ordered])
    return tuple(
        SharedRow(
            group,
            len(groups[group]),
            len({supplier for supplier, _ in groups[group]}),
            sums.get(group),
            share if group in sums and any(sums.values()) else None,
            sum(value is None for _, value in groups[group]),
        )
        for group, share in zip(ordered, shares, strict=True)
    )


def _category(register: Register, contract: Contract) -> str:
    service = register.services.get(contract.service)
    if service is None:
        return NOT_KNOWN
    return service.market or service.title


def _class_of(register: Register, contract: Contract) -> str:
    service = register.services.get(contract.service)
    return CLASSES.get(None if service is None else service.class_, CLASSES[None])


def _kind_of(register: Register, provider: str) -> str:
    known = register.providers.get(provider)
    sector = None if known is None else known.sector
    return KINDS.get(sector) or in_words(sector or NOT_KNOWN)


def _paid(register: Register) -> tuple[SharedOut, ...]:
    """Return what was paid by kind of supplier in the last financial year that has lists."""
    years = sorted({one.year for one in register.spend.values() if days_of_year(one.year)})
    if not years:
        return ()
    rows = [
        (_kind_of(register, one.provider), one.provider, one.amount)
        for one in register.spend.values()
        if one.year == years[-1]
    ]
    return (SharedOut("Kind of supplier", f"paid in {years[-1]}", _rows(rows)),)

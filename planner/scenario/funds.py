"""Whether today's funds pay for what is needed, each within what it may be spent on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planner.register.register import Register

# Pounds: less than a hundredth of a penny is rounding.
PENNY = 1e-4


def funds_for(register: Register, service: str) -> frozenset[str]:
    """Return the reserves that may be spent on a service; a reserve that names none is for any."""
    return frozenset(
        reserve.id
        for reserve in register.reserves.values()
        if not reserve.services or service in reserve.services
    )


def too_much(
    needs: Mapping[frozenset[str], float], amounts: Mapping[str, float]
) -> frozenset[str] | None:
    """Return funds that what depends on them alone is too much for, or None where all is paid.

    `needs` are pounds by the set of funds that may pay them, `amounts` pounds by fund. By Hall's
    theorem the funds suffice exactly where, for every union of such sets, what only they may pay is
    no more than they hold. Needs that no fund may pay give the empty set.
    """
    asked = {may: amount for may, amount in needs.items() if amount > PENNY}
    for funds in sorted(unions_of(asked), key=lambda one: (len(one), sorted(one))):
        wanted = sum(amount for may, amount in asked.items() if may <= funds)
        if wanted > sum(amounts[fund] for fund in funds) + PENNY:
            return funds
    return None


def added(tables: Iterable[Mapping[frozenset[str], float]]) -> dict[frozenset[str], float]:
    """Return the sum of several needs."""
    total: dict[frozenset[str], float] = {}
    for table in tables:
        for may, amount in table.items():
            total[may] = total.get(may, 0.0) + amount
    return total


def unions_of(sets: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    """Return every set that some of these together make."""
    found: set[frozenset[str]] = set()
    for one in sets:
        found |= {one | other for other in found} | {one}
    return found

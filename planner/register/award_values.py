"""What awards are worth, each counted once however many suppliers share it.

A council that lets one framework to eighteen suppliers publishes its value eighteen times; adding
those up would count the same money eighteen times.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.register.records import Contract
from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class AwardValue:
    """The value of a set of awards in pounds, over their whole terms.

    `awards` counts those with a value, `shared` those of them that several suppliers share;
    `without_value` counts awards whose value is not known, which is not the same as nothing.
    """

    value: float
    awards: int
    shared: int
    without_value: int


def award_of(contract: Contract) -> str:
    """Return what tells an award from others: its reference where suppliers share it, else the
    contract itself.
    """
    is_shared = (contract.award_shared_by or 1) > 1 and contract.award_reference
    return f"award {contract.award_reference}" if is_shared else f"contract {contract.id}"


def value_of_awards(contracts: Iterable[Contract]) -> AwardValue:
    """Return the value of contracts with each shared award counted once.

    Where contracts of one award state different values, the largest is the award's.
    """
    values: dict[str, float | None] = {}
    shared: set[str] = set()
    for contract in contracts:
        award = award_of(contract)
        if (contract.award_shared_by or 1) > 1:
            shared.add(award)
        known = [v for v in (values.get(award), contract.total_value) if v is not None]
        values[award] = max(known) if known else None
    known_values = {award: value for award, value in values.items() if value is not None}
    return AwardValue(
        value=round(sum(known_values.values()), 2),
        awards=len(known_values),
        shared=len(shared & known_values.keys()),
        without_value=len(values) - len(known_values),
    )


def total_award_value(register: Register) -> AwardValue:
    """Return the value of all awards of a register, each counted once."""
    return value_of_awards(register.contracts.values())

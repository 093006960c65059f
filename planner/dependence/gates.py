"""Which options may be used, and for whom: the permission gates of MODEL section 1."""

from __future__ import annotations

from dataclasses import dataclass

from planner import fields
from planner.register.records import Contract, Option
from planner.register.register import Register

ON_CONTRACT = {
    "step_in": "step_in_right",
    "novation": "novation_allowed",
    "takeover": "novation_allowed",
    "in_house": "in_house_allowed",
}
NEEDS_AGREEMENT = frozenset({"neighbour_council", "mutual_aid", "interim_provider"})


@dataclass(frozen=True, slots=True)
class Block:
    """Why an option may not be used: the missing field, where it is missing, and a sentence."""

    option: Option
    missing: str
    contracts: tuple[str, ...]
    sentence: str


def block_on(
    register: Register, option: Option, touched: set[str], trading_on: bool
) -> Block | None:
    """Return what blocks an option, or None where it may be used.

    `touched` are the contracts that deliver less than all of their work at some time; without a
    contract of its own, an option needs the permission on each of these of its service.
    """
    permission = ON_CONTRACT.get(option.route)
    if permission is not None:
        wanted = [
            contract
            for contract in register.contracts_of_service.get(option.service, ())
            if contract.id == option.for_contract
            or (option.for_contract is None and contract.id in touched)
        ]
        without = [contract for contract in wanted if not getattr(contract, permission)]
        if without:
            return Block(
                option,
                permission,
                tuple(contract.id for contract in without),
                _missing_clause(without, permission),
            )
    if option.route in NEEDS_AGREEMENT and not option.agreed:
        who = _who(register, option)
        return Block(option, "agreed", (), f"The agreement with {who} is not signed")
    if option.route == "administrator_trading" and not trading_on:
        return Block(option, "trading_on_days", (), "No administrator keeps the service running")
    return None


def _missing_clause(contracts: list[Contract], permission: str) -> str:
    """Return the sentence for contracts without a permission, or not known to have it."""
    clause = fields.BY_NAME["contract"].field(permission).label.lower()
    titles = [contract.title for contract in contracts]
    if len(titles) > 3:
        titles = [*titles[:2], f"{len(titles) - 2} more"]
    named = f"{', '.join(titles[:-1])} and {titles[-1]}" if len(titles) > 1 else titles[0]
    have = "have" if len(titles) > 1 else "has"
    if all(getattr(contract, permission) is None for contract in contracts):
        return f"It is not known whether {named} {have} a {clause}".replace(" a in-", " an in-")
    return f"{named} {have} no {clause}"


def _who(register: Register, option: Option) -> str:
    if option.supplier is not None:
        return register.providers[option.supplier].name
    if option.route == "neighbour_council":
        return "the neighbouring council"
    return "the helping body"


def may_serve(option: Option, service: str, contract: str, area: str, need: str) -> bool:
    """Return whether an option reaches people of a service, contract, area and need."""
    return (
        option.service == service
        and option.for_contract in (None, contract)
        and (not option.areas or area in option.areas)
        and (not option.needs or need in option.needs)
    )

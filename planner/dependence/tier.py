"""The tier of a contract and of a provider: what a failure would do, and how closely to watch.

The tier comes from the register alone (value, class, people, captive people, complexity, market),
never from how likely a failure is. Points and rhythm stand in `rules/tiers.toml`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from planner.dependence.captive import Captive, captive_people
from planner.dependence.indicators import table
from planner.register.records import Contract
from planner.register.register import Register

MOST_POINTS = 14
"""Points of a contract that has them all."""


@dataclass(frozen=True, slots=True)
class MonitoringLine:
    """One thing to look at, every so many days, and the role that looks."""

    what: str
    days: int
    who: str


@dataclass(frozen=True, slots=True)
class TierRule:
    """A tier: the points it begins at, how often to look, and what to look at."""

    name: str
    label: str
    begins: int
    look_days: int
    lines: tuple[MonitoringLine, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Points and what gives them, as words."""

    points: int
    words: str


@dataclass(frozen=True, slots=True)
class ContractTier:
    """The tier of one contract with its points (0 to 14) and their reasons."""

    contract: str
    tier: TierRule
    points: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ProviderTier:
    """The tier of a provider: that of its weightiest contract, or of whoever leans on it.

    `contract` is that contract, `through` the provider that leans on it where the contract is not
    its own; both "" where nothing hangs on it. `value` in pounds a year and `people` are those of
    its own contracts, None where nothing of them is known.
    """

    provider: str
    tier: TierRule
    points: int
    contract: str
    through: str
    reasons: tuple[Reason, ...]
    value: float | None
    people: int | None
    classes: tuple[str, ...]


@functools.cache
def tier_rules() -> tuple[TierRule, ...]:
    """Return the tiers, the highest first."""
    return tuple(
        TierRule(
            row["name"],
            row["label"],
            row["from"],
            row["look_days"],
            tuple(MonitoringLine(**line) for line in row["line"]),
        )
        for row in _rules()["tier"]
    )


@functools.cache
def _rules() -> dict[str, Any]:
    return table("tiers.toml")


def tier_of_points(points: int) -> TierRule:
    """Return the tier that a number of points reaches."""
    return next(rule for rule in tier_rules() if points >= rule.begins)


def contract_tiers(
    register: Register, captive: Iterable[Captive] | None = None
) -> Mapping[str, ContractTier]:
    """Return the tier of every contract by code; `captive` where it was worked out before."""
    found = captive_people(register) if captive is None else captive
    held = {(one.provider, one.service): one for one in found}
    leaning = {
        link.downstream for link in register.supply_links.values() if link.kind == "essential"
    }
    return {
        code: _contract_tier(register, contract, held, contract.provider in leaning)
        for code, contract in register.contracts.items()
    }


def provider_tiers(
    register: Register, captive: Iterable[Captive] | None = None
) -> Mapping[str, ProviderTier]:
    """Return the tier of every provider by code.

    What leans on a provider by an essential or parent link (a share of 0 is ring-fenced) brings
    its own consequence with it, however long the chain.
    """
    contracts = contract_tiers(register, captive)
    heaviest: dict[str, tuple[int, str, str]] = {}
    for provider in register.providers:
        own = [contracts[one.id] for one in register.contracts_of_provider.get(provider, ())]
        best = max(own, key=lambda one: one.points, default=None)
        heaviest[provider] = (0, "", "") if best is None else (best.points, best.contract, "")
    _pass_up(register, heaviest)
    return {
        provider: _provider_tier(register, provider, heaviest[provider], contracts)
        for provider in register.providers
    }


def _pass_up(register: Register, heaviest: dict[str, tuple[int, str, str]]) -> None:
    """Give every supplier and parent the consequence of whoever leans on it."""
    upstream: dict[str, list[str]] = {}
    for link in register.supply_links.values():
        carries = link.kind in ("essential", "parent") and link.share != 0
        if carries and link.upstream in heaviest:
            upstream.setdefault(link.downstream, []).append(link.upstream)
    waiting = list(heaviest)
    while waiting:
        leaning = waiting.pop()
        points, contract, _ = heaviest[leaning]
        for supplier in upstream.get(leaning, ()):
            if points > heaviest[supplier][0]:
                heaviest[supplier] = (points, contract, leaning)
                waiting.append(supplier)


def _provider_tier(
    register: Register,
    provider: str,
    found: tuple[int, str, str],
    contracts: Mapping[str, ContractTier],
) -> ProviderTier:
    points, contract, through = found
    own = register.contracts_of_provider.get(provider, ())
    values = [one.annual_value for one in own if one.annual_value is not None]
    people = [number for one in own if (number := register.people_of_contract(one.id)) is not None]
    classes = {register.services[one.service].class_ or "" for one in own}
    reasons = contracts[contract].reasons if contract else (Reason(0, "Nothing hangs on it"),)
    if through:
        name = register.providers[through].name
        reasons = (Reason(0, f"{name} leans on it, and brings its consequence"), *reasons)
    return ProviderTier(
        provider,
        tier_of_points(points),
        points,
        contract,
        through,
        reasons,
        sum(values) if values else None,
        sum(people) if people else None,
        tuple(name for name in ("must", "needed", "could", "") if name in classes),
    )


def _contract_tier(
    register: Register,
    contract: Contract,
    held: Mapping[tuple[str, str], Captive],
    leans: bool,
) -> ContractTier:
    captive = held.get((contract.provider, contract.service))
    reasons = (
        _value(contract.annual_value),
        _class(register, contract),
        _people(register.people_of_contract(contract.id)),
        _captive(captive),
        _market(register, contract),
        _complexity(contract, leans),
    )
    points = sum(one.points for one in reasons)
    return ContractTier(contract.id, tier_of_points(points), points, reasons)


def _stepped(name: str, amount: float) -> int:
    points: int = next(given for begins, given in _rules()[name]["steps"] if amount >= begins)
    return points


def _value(amount: float | None) -> Reason:
    if amount is None:
        return Reason(_rules()["value"]["not_known"], "Its yearly value is not known")
    return Reason(_stepped("value", amount), f"£{amount:,.0f} a year")


def _class(register: Register, contract: Contract) -> Reason:
    class_ = register.services[contract.service].class_
    points: int = _rules()["class"][class_ or "not_known"]
    if class_ is None:
        return Reason(points, "Its service has no class yet, and counts as must until it has")
    return Reason(points, f"A {class_} service")


def _people(number: int | None) -> Reason:
    if number is None:
        return Reason(_rules()["people"]["not_known"], "How many people it serves is not known")
    return Reason(_stepped("people", number), f"{number:,} {'person' if number == 1 else 'people'}")


def _captive(found: Captive | None) -> Reason:
    if found is None:
        return Reason(_rules()["captive"]["not_known"], "Who else could serve them is not known")
    share = found.captive / found.people
    words = f"Nobody else could hold {found.captive:,} of the {found.people:,} it serves there"
    if not found.captive:
        words = "Others could hold all of its people"
    return Reason(_stepped("captive", share), words)


def _market(register: Register, contract: Contract) -> Reason:
    others = {
        one.provider
        for one in register.contracts_of_service.get(contract.service, ())
        if one.provider != contract.provider
    }
    if not others:
        return Reason(_rules()["market"]["none"], "The only provider of its service")
    if len(others) == 1:
        return Reason(_rules()["market"]["one"], "One other provider of its service")
    return Reason(0, f"{len(others)} other providers of its service")


def _complexity(contract: Contract, leans: bool) -> Reason:
    found = [
        words
        for words, holds in (
            ("staff would transfer", bool(contract.tupe_staff)),
            ("part is paid by results", bool(contract.pbr_share)),
            ("it cannot work without a supplier or asset", leans),
        )
        if holds
    ]
    points = min(len(found), _rules()["complexity"]["most"])
    if not found:
        return Reason(points, "Nothing makes it complex")
    words = "; ".join(found)
    return Reason(points, words[:1].upper() + words[1:])

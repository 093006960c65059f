"""N-1: every provider and every asset failed in turn, worst first (MODEL section 5)."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from planner.dependence.network import Network
from planner.executors import Shared, in_order
from planner.progress import Progress, unreported
from planner.register.award_values import value_of_awards
from planner.register.records import Event, Scenario
from planner.register.register import Register
from planner.scenario.case_book import HORIZON_DAYS, CaseBook
from planner.scenario.demand import Group
from planner.scenario.outcome import CLASSES, SECURE_BELOW, ByClass, Period
from planner.scenario.question import class_of
from planner.scenario.telling import NOBODY, by_class
from planner.scenario.toll import Failing, Toll

CHUNK = 16
"""Failures worked out between two reports of progress, where others do the work."""


@dataclass(frozen=True, slots=True)
class Fall:
    """What happens when one provider or asset fails alone on day 0 without warning.

    `kind` is "provider", "parent" (a provider that only owns others) or "asset". Person-days by
    class after the best response; `displaced_people` is the largest number without their provider
    on any day before any response, None where no count is known for any contract it touches.
    `value` is the yearly value of the contracts it touches and `award_value` that of their awards,
    each counted once, in pounds. `systemic_index` is the
    person-days lost with no response over all people times the horizon, 0 to 1, None where no
    people are known. `cost` is the whole response and `net_cost` what it costs above the money it
    frees, in pounds. `also_fail` are providers brought down with it. `must_people` is the largest
    number of people of must services (those without a class too) without their provider on any
    day, None where none of them is counted; `safe_day` the first day from which nobody is without
    a must service, None where some still are at the end. `own_bonds` is what the bonds on its own
    contracts have taken off `net_cost`, in pounds.
    """

    id: str
    name: str
    kind: str
    breach_person_days: ByClass
    unmet_person_days: ByClass
    displaced_person_days: ByClass
    displaced_people: float | None
    contracts: int
    value: float
    award_value: float
    cost: float
    secure: bool
    systemic_index: float | None
    also_fail: tuple[str, ...]
    net_cost: float = 0.0
    must_people: float | None = None
    safe_day: int | None = None
    own_bonds: float = 0.0

    @property
    def rank(self) -> tuple[float, ...]:
        """Return what falls are ranked by, worst largest: the tuple of MODEL section 4."""
        breach, unmet = self.breach_person_days, self.unmet_person_days
        return (
            round(breach.must, 3),
            round(unmet.must, 3),
            round(breach.needed, 3),
            round(unmet.needed, 3),
            round(breach.could, 3),
            round(unmet.could, 3),
            round(self.cost, 2),
        )


@dataclass(frozen=True)
class Sweep:
    """The falls of all providers, parents and assets, worst first.

    `secure_people_share` is the share of people all of whose providers and suppliers are secure,
    0 to 1; None where no people are known. `must_people` counts the people of must services,
    `secure_must_people` those of them no insecure fall touches.
    """

    falls: tuple[Fall, ...]
    horizon_days: int
    secure_people_share: float | None
    must_people: int = 0
    secure_must_people: int = 0

    @cached_property
    def secure_share(self) -> float:
        """Return secure providers over all providers, 0 to 1; 1 where there are none."""
        counted = [fall for fall in self.falls if fall.kind == "provider"]
        if not counted:
            return 1.0
        return sum(fall.secure for fall in counted) / len(counted)


def counts_people(falls: Iterable[Fall]) -> bool:
    """Return whether the people of any contract that a fall touches are known.

    Where they are not, nobody can say who is secure.
    """
    return any(fall.contracts and fall.displaced_people is not None for fall in falls)


def sweep(
    register: Register,
    *,
    network: Network | None = None,
    horizon_days: int = HORIZON_DAYS,
    report: Progress = unreported,
    book: CaseBook | None = None,
    executor: Executor | None = None,
) -> Sweep:
    """Fail every provider and asset alone, answer each with the best response, and rank them.

    What a `book` of the same register and horizon holds already is not worked out again. With an
    `executor`, chunks of the falls are worked out there, to the same bits.
    """
    if book is None:
        book = CaseBook(register, network, horizon_days=horizon_days)
    network = book.network
    all_people = sum(place.people or 0 for place in register.places.values())
    owners = only_parents(register)
    falls: list[Fall] = []
    touched_by: dict[str, set[str]] = {}
    total = len(network.ids)
    kinds = [
        ("parent" if id_ in owners else "provider") if number < network.provider_count else "asset"
        for number, id_ in enumerate(network.ids)
    ]
    who = list(zip(network.ids, kinds, strict=True))
    if executor is None:
        for number, (id_, kind) in enumerate(who):
            report(number, total, f"Failing {network.names[number]}")
            fall, touched_by[id_] = _fall(book, id_, kind, all_people)
            falls.append(fall)
    else:
        work = partial(_some_falls, Shared(book), all_people)
        chunks = [who[at : at + CHUNK] for at in range(0, total, CHUNK)]
        for found in in_order(executor, work, chunks, report, "Failing each alone"):
            for fall, touched in found:
                falls.append(fall)
                touched_by[fall.id] = touched
    report(total, total, "Ranking")
    falls.sort(key=lambda fall: (*(-part for part in fall.rank), fall.id))
    everyone, secure = _secure_people(register, falls, touched_by, musts_only=False)
    must, secure_must = _secure_people(register, falls, touched_by, musts_only=True)
    share = secure / everyone if everyone else None
    return Sweep(tuple(falls), horizon_days, share, must, secure_must)


def fall_alone(target: str, kind: str, horizon_days: int = HORIZON_DAYS) -> Scenario:
    """Return the scenario in which one provider, parent or asset ceases on day 0 unannounced."""
    event = "asset_loss" if kind == "asset" else "insolvency"
    return Scenario(f"n-1-{target}", target, horizon_days, events=(Event(event, target),))


def only_parents(register: Register) -> set[str]:
    """Return providers that own others and neither hold a contract nor supply anybody."""
    owners = {provider.parent for provider in register.providers.values() if provider.parent}
    suppliers = set()
    for link in register.supply_links.values():
        if link.kind == "parent":
            owners.add(link.upstream)
        else:
            suppliers.add(link.upstream)
    return {
        owner
        for owner in owners
        if owner not in suppliers and not register.contracts_of_provider.get(owner)
    }


def _some_falls(
    book: Shared[CaseBook], all_people: int, who: list[tuple[str, str]]
) -> list[tuple[Fall, set[str]]]:
    return [_fall(book.value, id_, kind, all_people) for id_, kind in who]


def _fall(book: CaseBook, id_: str, kind: str, all_people: int) -> tuple[Fall, set[str]]:
    register, horizon = book.register, book.horizon_days
    (fallen,) = book.settled(frozenset({id_}))
    struck = book.struck_by(fallen)
    toll = book.held(book.parts([Failing(id_)]))
    touched = {contract for hit in struck for contract in hit.touched}
    groups = [group for hit in struck for group in hit.groups]
    displaced = dict.fromkeys(CLASSES, 0.0)
    for group in groups:
        displaced[class_of(register, group.service)] += float(group.displaced.sum())
    person_days = by_class(displaced)
    known = any(register.people_of_contract(contract) is not None for contract in touched)
    most = _most(groups, horizon) if groups else 0.0
    breach = by_class(toll.breach.as_dict())
    fall = Fall(
        id=id_,
        name=book.network.names[book.network.index[id_]],
        kind=kind,
        breach_person_days=breach,
        unmet_person_days=by_class(toll.unmet.as_dict()),
        displaced_person_days=person_days,
        displaced_people=most if known or not touched else None,
        contracts=len(touched),
        value=sum(register.contracts[contract].annual_value or 0.0 for contract in touched),
        award_value=value_of_awards(register.contracts[c] for c in sorted(touched)).value,
        cost=toll.cost,
        secure=breach.must < SECURE_BELOW,
        systemic_index=person_days.total / (all_people * horizon) if all_people else None,
        also_fail=tuple(other for other in fallen.ran_out if other != id_),
        net_cost=toll.net.total,
        must_people=_must_people(register, touched, groups, horizon),
        safe_day=_safe_day(book.periods, toll),
        own_bonds=_own_bonds(register, toll, id_) if kind == "provider" else 0.0,
    )
    return fall, touched


def _own_bonds(register: Register, toll: Toll, provider: str) -> float:
    """Return what the bonds on a provider's contracts take off the net cost, in pounds."""
    return toll.net_without(bonds_of(register, provider)) - toll.net.total


def bonds_of(register: Register, provider: str) -> dict[str, float]:
    """Return the bonds on the contracts of a provider by service, in pounds."""
    held: dict[str, float] = {}
    for contract in register.contracts_of_provider.get(provider, ()):
        if contract.bond_amount:
            held[contract.service] = held.get(contract.service, 0.0) + contract.bond_amount
    return held


def _most(groups: Iterable[Group], horizon: int) -> float:
    return float(sum((group.displaced for group in groups), np.zeros(horizon)).max())


def _must_people(
    register: Register, touched: set[str], groups: list[Group], horizon: int
) -> float | None:
    contracts = [
        contract
        for contract in touched
        if class_of(register, register.contracts[contract].service) == "must"
    ]
    if all(register.people_of_contract(contract) is None for contract in contracts) and contracts:
        return None
    return _most((one for one in groups if class_of(register, one.service) == "must"), horizon)


def _safe_day(periods: tuple[Period, ...], toll: Toll) -> int | None:
    """Return the first day from which nobody is without a must service."""
    waiting = np.flatnonzero(toll.waiting_must > NOBODY)
    if not waiting.size:
        return 0
    last = int(waiting[-1])
    return periods[last].end if last + 1 < len(periods) else None


def _secure_people(
    register: Register,
    falls: list[Fall],
    touched_by: dict[str, set[str]],
    *,
    musts_only: bool,
) -> tuple[int, int]:
    """Return all people, and those served only by contracts that no insecure fall touches."""
    exposed: set[str] = set()
    for fall in falls:
        if not fall.secure:
            exposed |= touched_by[fall.id]
    people = secure = 0
    for place in register.places.values():
        service = register.contracts[place.contract].service
        if musts_only and class_of(register, service) != "must":
            continue
        people += place.people or 0
        secure += 0 if place.contract in exposed else (place.people or 0)
    return people, secure

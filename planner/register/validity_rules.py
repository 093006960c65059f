"""Rules that hold between the fields of a record, and between a record and its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import cast

from planner import fields
from planner.errors import Problem
from planner.field_types import RecordKind
from planner.register.records import (
    Asset,
    Contract,
    Council,
    Event,
    Place,
    Provider,
    Record,
    Review,
    SupplyLink,
)
from planner.register.register import Register, base_key

RING = "own one another in a ring"
TARGETS_OF_EVENT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "insolvency": ("provider",),
        "group_failure": ("provider",),
        "planned_exit": ("provider",),
        "asset_loss": ("asset",),
        "service_failure": ("contract",),
        "hand_back": ("contract",),
        "recall": ("contract",),
        "outcome_failure": ("contract",),
        "funding_cut": ("contract",),
        "sector_shock": ("market", "sector"),
        "demand_surge": ("service", "area"),
    }
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one field of a record."""

    field: str
    what: str
    mend: str

    def at(self, where: str) -> Problem:
        """Return the fault as a problem of the record that stands at `where`."""
        return Problem(f"{where}, field {self.field}", self.what, self.mend)

    def within(self, field: str, number: int) -> Fault:
        """Return the fault as one of a record that is the `number`th in a list field."""
        return Fault(f"{field}, number {number}, field {self.field}", self.what, self.mend)


def target_fault(event: Event, register: Register) -> Fault | None:
    """Return what is wrong with the target of an event, whose kind says what it can hit."""
    wanted = TARGETS_OF_EVENT[event.kind]
    if any(_is_target(event.target, kind, register) for kind in wanted):
        return None
    what = f"there is no {' or '.join(wanted)} {event.target} for {fields.in_words(event.kind)}"
    return Fault("target", what, "add it or correct the code")


def _is_target(target: str, kind: str, register: Register) -> bool:
    if kind == "market":
        return any(service.market == target for service in register.services.values())
    if kind == "sector":
        return target in fields.SECTORS
    if kind == "area":
        return any(place.area == target for place in register.places.values())
    return target in register.of_kind(kind)


def faults_between_fields(
    kind: RecordKind, record: Record | Council, register: Register
) -> Iterator[Fault]:
    """Yield what is wrong between the fields of a record whose single values are sound."""
    rule = _RULES.get(kind.name)
    if rule is not None:
        yield from rule(record, register)


def _provider_faults(record: Record | Council, register: Register) -> Iterator[Fault]:
    provider = cast(Provider, record)
    ring = _ring_of_owners(provider, register)
    if ring:
        members = " → ".join((*ring, ring[0]))
        what = f"providers {RING} ({members})"
        if len(ring) == 1:
            what = f"provider {provider.id} is its own parent"
        yield Fault("parent", what, "leave the parent of the topmost one blank")


def _ring_of_owners(provider: Provider, register: Register) -> tuple[str, ...]:
    """Return the ring of parents that leads back to a provider, from its smallest code on."""
    path = [provider.id]
    above = provider.parent
    while above is not None and above != provider.id:
        if above in path or above not in register.providers:
            return ()
        path.append(above)
        above = register.providers[above].parent
    if above is None:
        return ()
    first = path.index(min(path))
    return (*path[first:], *path[:first])


def _asset_faults(record: Record | Council, register: Register) -> Iterator[Fault]:
    asset = cast(Asset, record)
    if asset.id in register.providers:
        yield Fault(
            "id",
            f"there is a provider {asset.id} too, and a supply link could mean either",
            "give the asset another code",
        )


def _contract_faults(record: Record | Council, register: Register) -> Iterator[Fault]:
    contract = cast(Contract, record)
    dates = (
        ("start", contract.start),
        ("end", contract.end),
        ("extension_to", contract.extension_to),
    )
    known = [(name, date) for name, date in dates if date is not None]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            yield Fault(
                later,
                f"{second.isoformat()} is before the {earlier} {first.isoformat()}",
                "correct one of the two dates",
            )


def repeated_place_faults(place: Place, register: Register) -> Iterator[Fault]:
    """Yield a fault where another record of `register` already counts the same people.

    `place` is told from its likes by identity: it may stand in the register itself.
    """
    other = register.places.get(base_key(fields.BY_NAME["place"], place))
    if other is not None and other is not place and _same_people(place, other):
        yield Fault(
            "people",
            "the same contract, area, need and funder stand twice",
            "add their people together in one record",
        )


def _same_people(one: Place, other: Place) -> bool:
    return (one.contract, one.area, one.need, one.funder) == (
        other.contract,
        other.area,
        other.need,
        other.funder,
    )


def _supply_link_faults(record: Record | Council, register: Register) -> Iterator[Fault]:
    link = cast(SupplyLink, record)
    if link.upstream is not None and link.upstream == link.downstream:
        yield Fault(
            "upstream",
            f"{link.upstream} cannot lean on itself",
            "name another supplier or remove the link",
        )


def _review_faults(record: Record | Council, register: Register) -> Iterator[Fault]:
    review = cast(Review, record)
    if not review.subject_kind or not review.subject:  # blanked where it was no text
        return
    if review.subject not in register.of_kind(review.subject_kind):
        yield Fault(
            "subject",
            f"there is no {review.subject_kind} {review.subject}",
            "add it or correct the code",
        )


_Rule = Callable[["Record | Council", Register], Iterator[Fault]]
_RULES: Mapping[str, _Rule] = MappingProxyType(
    {
        "provider": _provider_faults,
        "asset": _asset_faults,
        "contract": _contract_faults,
        "supply_link": _supply_link_faults,
        "review": _review_faults,
    }
)

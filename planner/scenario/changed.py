"""What differs between two registers, told by what an answer about failures could hang on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from planner.register.register import Register


@dataclass(slots=True)
class Changed:
    """What was changed, added or removed.

    `ends` are providers and assets whose links or contracts differ, `nodes` those whose own record
    does. `services` have other contracts, places or options, or another record; `pools` another
    size. `funds` tells whether any reserve differs, `everything` that nothing can be kept.
    """

    ends: set[str] = field(default_factory=set)
    nodes: set[str] = field(default_factory=set)
    services: set[str] = field(default_factory=set)
    pools: set[str] = field(default_factory=set)
    funds: bool = False
    everything: bool = False


def changed(before: Register, after: Register) -> Changed:
    """Return what of two registers differs that could change what follows from a failure."""
    found = Changed(everything=before.council.recovery_share != after.council.recovery_share)
    for kind in ("provider", "asset"):
        found.nodes.update(_keys(before, after, kind))
    found.services.update(_keys(before, after, "service"))
    found.pools.update(_keys(before, after, "pool"))
    found.funds = bool(_keys(before, after, "reserve"))
    for register in (before, after):
        for key in _keys(before, after, "supply_link"):
            link = register.supply_links.get(key)
            if link is not None:
                found.ends.update((link.upstream, link.downstream))
        for key in _keys(before, after, "contract"):
            contract = register.contracts.get(key)
            if contract is not None:
                found.ends.add(contract.provider)
                found.services.add(contract.service)
        for key in _keys(before, after, "place"):
            place = register.places.get(key)
            if place is not None:
                found.services.add(register.contracts[place.contract].service)
        for key in _keys(before, after, "option"):
            option = register.options.get(key)
            if option is not None:
                found.services.add(option.service)
    return found


def _keys(before: Register, after: Register, kind: str) -> list[str]:
    old: Mapping[str, Any] = before.of_kind(kind)
    new: Mapping[str, Any] = after.of_kind(kind)
    if old is new:
        return []
    gone = [key for key in old if key not in new]
    return gone + [key for key, record in new.items() if key not in old or old[key] != record]

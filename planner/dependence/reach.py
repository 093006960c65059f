"""What lies within so many steps of a record: services, providers and assets joined by links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.register.records import Contract, SupplyLink
from planner.register.register import Register

Node = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reach:
    """The steps from the centre to each record within reach, by kind and key.

    `contracts` have both ends within reach, and so have `links`, owners among them.
    """

    steps: dict[Node, int]
    contracts: tuple[Contract, ...]
    links: tuple[SupplyLink, ...]


def all_links(register: Register) -> tuple[SupplyLink, ...]:
    """Return every supply link, and one for each owner that has none of its own."""
    known = {
        (link.upstream, link.downstream)
        for link in register.supply_links.values()
        if link.kind == "parent"
    }
    owners = tuple(
        SupplyLink(provider.parent, provider.id, "parent")
        for provider in register.providers.values()
        if provider.parent in register.providers
        and provider.parent is not None
        and (provider.parent, provider.id) not in known
    )
    return (*register.supply_links.values(), *owners)


def reach(register: Register, centres: Iterable[Node], depth: int | None) -> Reach:
    """Return what lies within `depth` steps of the centres; everything where depth is None."""
    links = all_links(register)
    if depth is None:
        steps = {("service", key): 0 for key in register.services}
        steps |= {("provider", key): 0 for key in register.providers}
        steps |= {("asset", key): 0 for key in register.assets}
        return Reach(steps, tuple(register.contracts.values()), links)
    beside: dict[Node, list[Node]] = {}

    def join(one: Node, other: Node) -> None:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)

    for contract in register.contracts.values():
        join(("service", contract.service), ("provider", contract.provider))
    for link in links:
        join(node_of(register, link.upstream), ("provider", link.downstream))
    steps = dict.fromkeys(centres, 0)
    edge = list(steps)
    for distance in range(1, depth + 1):
        further = []
        for node in edge:
            for other in beside.get(node, ()):
                if other not in steps:
                    steps[other] = distance
                    further.append(other)
        edge = further
    return Reach(
        steps,
        tuple(
            contract
            for contract in register.contracts.values()
            if ("service", contract.service) in steps and ("provider", contract.provider) in steps
        ),
        tuple(
            link
            for link in links
            if node_of(register, link.upstream) in steps and ("provider", link.downstream) in steps
        ),
    )


def node_of(register: Register, key: str) -> Node:
    """Return the kind and key of what a supply link names."""
    return ("asset" if key in register.assets else "provider", key)

"""What the services of a register share: pools, suppliers of their options, and funds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.register.register import Register
from planner.scenario.fallen import Fallen, services_of
from planner.scenario.funds import funds_for

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Shared:
    """The services a failure strikes, the pools of their options and the suppliers of these."""

    services: frozenset[str]
    pools: frozenset[str]
    suppliers: frozenset[str]


class Ties:
    """What each service shares with others: `pools`, `suppliers` and `funds` are ids by service."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._shared: dict[frozenset[str], Shared] = {}
        self.pools: dict[str, frozenset[str]] = {}
        self.suppliers: dict[str, frozenset[str]] = {}
        self.funds: dict[str, frozenset[str]] = {}
        for service in register.services:
            options = register.options_of_service.get(service, ())
            self.pools[service] = frozenset(one.pool for one in options if one.pool is not None)
            self.suppliers[service] = frozenset(
                one.supplier for one in options if one.supplier is not None
            )
            self.funds[service] = funds_for(register, service)

    def of(self, one: Fallen) -> Shared:
        """Return what the services that a failure strikes have a share in."""
        found = self._shared.get(one.failing)
        if found is None:
            services = services_of(self._register, one.lowered)
            found = self._shared[one.failing] = Shared(
                services,
                NONE.union(*(self.pools[service] for service in services)),
                NONE.union(*(self.suppliers[service] for service in services)),
            )
        return found


def tied(services: Iterable[str], pools: Mapping[str, frozenset[str]]) -> list[tuple[str, ...]]:
    """Return services grouped so that those in different groups share no pool, in order."""
    found: list[tuple[set[str], set[str]]] = []
    for service in sorted(services):
        mine, reach = {service}, set(pools[service])
        apart = []
        for others, shared in found:
            if shared & reach:
                mine |= others
                reach |= shared
            else:
                apart.append((others, shared))
        found = [*apart, (mine, reach)]
    return sorted(tuple(sorted(group)) for group, _ in found)

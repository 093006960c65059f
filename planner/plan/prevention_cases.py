"""Every single failure of a register, as the search for preventive actions needs it.

A case is one provider, owner or asset failing alone, as in a sweep. What it costs in person-days
hangs only on its footprint: the services it hits, with their options, pools and funds, and the
providers and assets it reaches. An action that meets no footprint changes no case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.dependence.likelihood import likelihoods
from planner.dependence.network import Network, build_network
from planner.plan.remedies import (
    AddTo,
    NewOption,
    Remedy,
    SetField,
    SplitContract,
    with_remedies,
)
from planner.progress import Progress, unreported
from planner.register.register import Register
from planner.scenario.case_book import HORIZON_DAYS
from planner.scenario.outcome import SECURE_BELOW
from planner.scenario.response import net_cost
from planner.scenario.run import Played, play
from planner.scenario.sweep import Sweep, fall_alone, only_parents
from planner.scenario.telling import NOBODY


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """What one failure does after the best response.

    `must_late` is must person-days past the tolerable period, `net_cost` pounds above the money
    freed; `services` and `nodes` are the footprint.
    """

    id: str
    name: str
    kind: str
    probability: float
    must_late: float
    net_cost: float
    services: frozenset[str]
    nodes: frozenset[str]

    @property
    def secure(self) -> bool:
        """Return whether no must service passes its limit."""
        return self.must_late < SECURE_BELOW


@dataclass(frozen=True)
class Figures:
    """The figures of every case of one register, by id."""

    cases: Mapping[str, CaseFigures]

    @property
    def expected(self) -> float:
        """Return must person-days past the limit in a year: each case by its chance."""
        return sum(case.probability * case.must_late for case in self.cases.values())

    @property
    def plain(self) -> float:
        """Return must person-days past the limit, every case counted once."""
        return sum(case.must_late for case in self.cases.values())

    @property
    def worst(self) -> float:
        """Return must person-days past the limit in the worst case."""
        return max((case.must_late for case in self.cases.values()), default=0.0)

    @property
    def net_cost(self) -> float:
        """Return what answering costs above the money freed in a year, by chance, in pounds."""
        return sum(case.probability * case.net_cost for case in self.cases.values())

    @property
    def secure_share(self) -> float:
        """Return secure providers over all providers, 0 to 1; 1 where there are none."""
        counted = [case for case in self.cases.values() if case.kind == "provider"]
        if not counted:
            return 1.0
        return sum(case.secure for case in counted) / len(counted)

    @property
    def secure_cases(self) -> int:
        """Return how many cases break no must service."""
        return sum(case.secure for case in self.cases.values())

    @property
    def insecure(self) -> tuple[CaseFigures, ...]:
        """Return the cases in which a must service passes its limit, worst first."""
        found = [case for case in self.cases.values() if not case.secure]
        return tuple(sorted(found, key=lambda case: (-case.must_late, case.id)))


class Cases:
    """Figures of the cases of a register and of that register with remedies done.

    Each figure is a fresh run of the case on the register as changed. Cases whose footprint a
    change cannot meet keep their figure; every set of remedies asked for is remembered.
    """

    def __init__(
        self, register: Register, swept: Sweep | None = None, report: Progress = unreported
    ) -> None:
        self.register = register
        self._network = build_network(register)
        self._chances = {id_: one.probability for id_, one in likelihoods(register).items()}
        self._kinds = _kinds(register, swept)
        self._known: dict[frozenset[str], Figures] = {}
        found = {}
        for number, id_ in enumerate(self._network.ids):
            report(number, len(self._network.ids), f"Failing {self._network.names[number]}")
            found[id_] = self._figures(register, self._network, id_)
        self.base = self._known[frozenset()] = Figures(found)

    @property
    def index(self) -> Mapping[str, int]:
        """Return the number of each provider and asset in the network of the register."""
        return self._network.index

    def changed(self, remedies: Sequence[Remedy]) -> Register:
        """Return the register with remedies done."""
        return with_remedies(self.register, remedies)

    def played(self, register: Register, id_: str) -> Played:
        """Return one case played on a register as far as the response."""
        network = self._network if register is self.register else build_network(register)
        return play(register, fall_alone(id_, self._kinds[id_], HORIZON_DAYS), network)

    def with_remedies(self, remedies: Sequence[Remedy], report: Progress = unreported) -> Figures:
        """Return the figures of the register with remedies done."""
        key = frozenset(remedy.id for remedy in remedies)
        known = self._known.get(key)
        if known is not None:
            return known
        known_base, fresh = self._nearest(remedies)
        register = self.changed(remedies)
        network = build_network(register)
        earlier = self.changed([one for one in remedies if one not in fresh])
        # A case that no action meets as it stands keeps its footprint, so none meets it after.
        met = dict.fromkeys(
            id_ for one in fresh for id_ in meets(earlier, one, known_base.cases.values())
        )
        found = dict(known_base.cases)
        for number, id_ in enumerate(met):
            report(number, len(met), f"Trying: {fresh[-1].title}")
            found[id_] = self._figures(register, network, id_)
        figures = self._known[key] = Figures(found)
        return figures

    def _nearest(self, remedies: Sequence[Remedy]) -> tuple[Figures, tuple[Remedy, ...]]:
        """Return figures at hand for all remedies but the last, else for none, and the rest."""
        before = self._known.get(frozenset(remedy.id for remedy in remedies[:-1]))
        if before is not None:
            return before, (remedies[-1],)
        return self.base, tuple(remedies)

    def _figures(self, register: Register, network: Network, id_: str) -> CaseFigures:
        case = play(register, fall_alone(id_, self._kinds[id_], HORIZON_DAYS), network)
        response = case.respond()
        late = response.breach["must"]
        return CaseFigures(
            id=id_,
            name=network.names[network.index[id_]],
            kind=self._kinds[id_],
            probability=self._chances[id_],
            must_late=late if late > NOBODY else 0.0,
            net_cost=net_cost(response),
            services=services_of(case),
            nodes=nodes_of(case),
        )


def services_of(case: Played) -> frozenset[str]:
    """Return the services a case hits."""
    contracts = case.register.contracts
    demand = case.demand
    hit = {contracts[contract].service for contract in demand.delivered}
    return frozenset(hit | set(demand.known_day) | {group.service for group in demand.groups})


def nodes_of(case: Played) -> frozenset[str]:
    """Return the providers and assets a case reaches, by what they deliver or by their money."""
    fallen, ids = case.fallen, case.network.ids
    reached = {*fallen.delivery, *fallen.insolvent, *fallen.lost_income}
    return frozenset({ids[node] for node in reached} | set(case.shock.availability))


def meets(register: Register, remedy: Remedy, cases: Iterable[CaseFigures]) -> tuple[str, ...]:
    """Return the ids of the cases whose figures a remedy could change, on this register."""
    services: set[str] = set()
    nodes: set[str] = set()
    for change in remedy.changes:
        if isinstance(change, NewOption):
            services.add(change.option.service)
        elif isinstance(change, SplitContract):
            contract = register.contracts[change.contract]
            services.add(contract.service)
            nodes |= {contract.provider, change.provider}
        else:
            _field_meets(register, change, services, nodes)
    return tuple(
        case.id for case in cases if not services.isdisjoint(case.services) or case.nodes & nodes
    )


def _field_meets(
    register: Register, change: SetField | AddTo, services: set[str], nodes: set[str]
) -> None:
    """Add what one changed field can be felt through: services of a case, or whom it reaches."""
    if change.kind == "option":
        services.add(register.options[change.key].service)
    elif change.kind == "contract":
        services.add(register.contracts[change.key].service)
    elif change.kind == "pool":
        services |= {o.service for o in register.options.values() if o.pool == change.key}
    elif change.kind == "reserve":
        named = register.reserves[change.key].services
        services |= set(named) if named else set(register.services)
    elif change.kind == "supply_link":
        nodes.add(register.supply_links[change.key].upstream)
    elif change.kind == "provider":
        nodes.add(change.key)
    else:
        raise ValueError(f"a change to {change.kind} has no footprint")


def _kinds(register: Register, swept: Sweep | None) -> dict[str, str]:
    """Return the kind of each case: provider, parent (one that only owns others) or asset."""
    if swept is not None:
        return {fall.id: fall.kind for fall in swept.falls}
    owners = only_parents(register)
    found = {id_: "parent" if id_ in owners else "provider" for id_ in register.providers}
    return found | dict.fromkeys(register.assets, "asset")

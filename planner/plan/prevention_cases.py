"""Every single failure of a register, as the search for preventive actions needs it.

A case is one provider, owner or asset failing alone. Its figures are those of a sweep (N-1) of the
register as it stands with actions really done; what an action cannot have changed is handed on
from one sweep to the next by the book of cases. Which actions a case can feel hangs on its
footprint: the services it hits, with their options, pools and funds, and the providers and assets
it reaches.
"""

from __future__ import annotations

import datetime
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.dependence.likelihood import likelihoods
from planner.dependence.network import build_network
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
from planner.scenario.case_book import CaseBook
from planner.scenario.outcome import SECURE_BELOW
from planner.scenario.run import Played, play
from planner.scenario.sweep import fall_alone, sweep

MOST_BOOKS = 4


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """What one failure does after the best response.

    `must_late` is must person-days past the tolerable period, `net_cost` pounds above the money
    freed. `kind` is "provider", "parent" (a provider that only owns others) or "asset".
    """

    id: str
    name: str
    kind: str
    probability: float
    must_late: float
    net_cost: float

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


@dataclass(frozen=True, slots=True)
class Footprint:
    """What one failure meets: ids of services, and of the providers and assets it reaches."""

    services: frozenset[str]
    nodes: frozenset[str]

    def joined(self, other: Footprint) -> Footprint:
        """Return what either meets."""
        return Footprint(self.services | other.services, self.nodes | other.nodes)


class Cases:
    """Figures of all cases of a register, and of that register with remedies really done.

    Warning signs count as of `today`. Every set of remedies asked for is remembered.
    """

    def __init__(
        self,
        register: Register,
        report: Progress = unreported,
        today: datetime.date | None = None,
    ) -> None:
        self.register = register
        self._network = build_network(register)
        likely = likelihoods(register, today)
        self._chances = {id_: one.probability for id_, one in likely.items()}
        self._known: dict[frozenset[str], Figures] = {}
        self._books: OrderedDict[frozenset[str], CaseBook] = OrderedDict()
        self._first = CaseBook(register, self._network)
        self.base = self._known[frozenset()] = self._swept(self._first, report)

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
        return play(register, fall_alone(id_, self.base.cases[id_].kind), network)

    def with_remedies(self, remedies: Sequence[Remedy], report: Progress = unreported) -> Figures:
        """Return the figures of the register with remedies done."""
        key = frozenset(remedy.id for remedy in remedies)
        known = self._known.get(key)
        if known is not None:
            return known
        before = frozenset(remedy.id for remedy in remedies[:-1])
        book = self._books.get(before, self._first).after(self.changed(remedies))
        figures = self._known[key] = self._swept(book, report)
        self._books[key] = book
        while len(self._books) > MOST_BOOKS:
            self._books.popitem(last=False)
        return figures

    def _swept(self, book: CaseBook, report: Progress) -> Figures:
        falls = sweep(book.register, book=book, report=report).falls
        return Figures(
            {
                fall.id: CaseFigures(
                    id=fall.id,
                    name=fall.name,
                    kind=fall.kind,
                    probability=self._chances[fall.id],
                    must_late=fall.breach_person_days.must,
                    net_cost=fall.net_cost,
                )
                for fall in falls
            }
        )


def footprint_of(case: Played) -> Footprint:
    """Return what a case meets."""
    contracts, demand = case.register.contracts, case.demand
    hit = {contracts[contract].service for contract in demand.delivered}
    hit |= set(demand.known_day) | {group.service for group in demand.groups}
    fallen, ids = case.fallen, case.network.ids
    reached = {*fallen.delivery, *fallen.insolvent, *fallen.lost_income}
    nodes = {ids[node] for node in reached} | set(case.shock.availability)
    return Footprint(frozenset(hit), frozenset(nodes))


def meets(register: Register, remedy: Remedy, case: Footprint) -> bool:
    """Return whether a remedy could change the figures of a case of this register."""
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
    return not (services.isdisjoint(case.services) and nodes.isdisjoint(case.nodes))


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

"""Fast exact answers to "what if these fail together?", each worked out once and kept.

Failures whose footprints (people, options, pools, suppliers) do not meet add exactly; those that
meet are followed and answered together. What each needs of the funds is kept beside, fund by fund,
so that whether today's funds pay for everything together is told without solving; only where they
do not is the whole programme of MODEL section 4 solved with its limit of money.

Everything is counted from the day the work stops. Failures that meet are taken to stop on the same
day. A warning of w days calls the options of the provider's services w days before that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.dependence.gates import block_on
from planner.dependence.network import Network, build_network
from planner.register.records import Option
from planner.register.register import Register
from planner.scenario.changed import changed
from planner.scenario.demand import clock
from planner.scenario.fallen import Course, Fallen, Struck, both, fallen, services_of, struck_once
from planner.scenario.funds import added, too_much
from planner.scenario.outcome import CLASSES, ByClass, Period
from planner.scenario.pieces import PieceAnswer, answer_piece
from planner.scenario.question import (
    Question,
    Usable,
    at_pace,
    capacity_by_day,
    class_of,
    put_together,
)
from planner.scenario.response import Response, respond
from planner.scenario.ties import Ties, tied
from planner.scenario.toll import Failing, Part, Toll, total

Floats = NDArray[np.float64]
HORIZON_DAYS = 182


class CaseBook:
    """What happens when any providers and assets of one register fail together.

    `horizon_days` are followed from the day the work stops. All answers are kept: asking the same
    again costs nothing.
    """

    def __init__(
        self,
        register: Register,
        network: Network | None = None,
        *,
        horizon_days: int = HORIZON_DAYS,
    ) -> None:
        self.register = register
        self.network = build_network(register) if network is None else network
        self.horizon_days = horizon_days
        self.periods: tuple[Period, ...] = clock(horizon_days)
        self.ties = Ties(register)
        self.amounts = {one.id: one.amount or 0.0 for one in register.reserves.values()}
        self._pools = {one.id: one.capacity or 0.0 for one in register.pools.values()}
        self._fallen: dict[frozenset[str], Fallen] = {}
        self._settled: dict[frozenset[str], tuple[Fallen, ...]] = {}
        self._struck: dict[tuple[frozenset[str], str], Struck] = {}
        self._courses: dict[Course, Struck] = {}
        self._usable: dict[tuple[str, int, float], Usable] = {}
        self._alike: dict[bytes, int] = {}
        self._pieces: dict[tuple[Any, ...], PieceAnswer] = {}
        self._services: dict[tuple[Any, ...], PieceAnswer] = {}
        self._tolls: dict[Part, Toll] = {}
        self._held: dict[frozenset[Part], Toll] = {}

    def after(self, register: Register) -> CaseBook:
        """Return the book of a changed register, with every answer that still holds for it."""
        book = CaseBook(register, horizon_days=self.horizon_days)
        differs = changed(self.register, register)
        if differs.everything:
            return book
        for failing, one in self._fallen.items():
            if not (one.nodes & differs.ends or one.near & differs.nodes):
                book._fallen[failing] = one
        for of_service, hit in self._struck.items():
            if of_service[0] in book._fallen and of_service[1] not in differs.services:
                book._struck[of_service] = hit
        book._alike = self._alike  # what stands for the same places stays the same number
        options = register.options
        for places, usable in self._usable.items():
            if options.get(places[0]) == self.register.options[places[0]]:
                book._usable[places] = usable
        spoilt = differs.services | {
            service for service, pools in book.ties.pools.items() if pools & differs.pools
        }
        for key, answer in self._pieces.items():
            if not spoilt.intersection(key[0]):
                book._pieces[key] = answer
        if not differs.funds:
            self._hand_on(book, spoilt)
        return book

    def _hand_on(self, book: CaseBook, spoilt: set[str]) -> None:
        """Hand on the tolls of single failures that touch nothing that changed."""
        for part, toll in self._tolls.items():
            failing = frozenset(one.id for one in part.failing)
            if len(failing) == 1 and failing in book._fallen and not spoilt & toll.credit.keys():
                book._tolls[part] = toll
        for parts, toll in self._held.items():
            if parts <= book._tolls.keys():
                book._held[parts] = toll

    def parts(self, failing: Iterable[Failing], pace: float = 1.0) -> tuple[Part, ...]:
        """Split those who fail together into parts whose effects do not meet, and so add."""
        warned = {one.id: one.warning_days for one in sorted(failing)}
        return tuple(
            Part(tuple(Failing(id_, warned[id_]) for id_ in sorted(one.failing)), pace)
            for one in self.settled(frozenset(warned))
        )

    def settled(self, failing: frozenset[str]) -> tuple[Fallen, ...]:
        """Return what follows when these fail, as failures that do not meet each other."""
        found = self._settled.get(failing)
        if found is None:
            found = self._settled[failing] = self._settle(failing)
        return found

    def toll(self, part: Part) -> Toll:
        """Return what one part does and costs where money is no limit."""
        found = self._tolls.get(part)
        if found is None:
            found = self._tolls[part] = self._toll(part)
        return found

    def short_of(self, tolls: Iterable[Toll]) -> frozenset[str] | None:
        """Return funds of today that these together ask too much of; None where all is paid."""
        return too_much(added(toll.needs for toll in tolls), self.amounts)

    def holds(self, tolls: Iterable[Toll]) -> bool:
        """Return whether today's funds, each for what it may pay, cover all these together."""
        return self.short_of(tolls) is None

    def held(self, parts: Sequence[Part]) -> Toll:
        """Return what parts do and cost together with no more money than today's funds hold.

        Exact: parts that ask nothing of a fund that is short add; the others are solved together.
        """
        rest = {part: self.toll(part) for part in parts}
        solved: list[Toll] = []
        while (short := self.short_of(rest.values())) is not None:
            together = self._sharing(rest, short)
            solved.append(self._solved(together))
            rest = {part: toll for part, toll in rest.items() if part not in together}
        return total([*solved, *rest.values()], len(self.periods))

    def struck_by(self, one: Fallen) -> tuple[Struck, ...]:
        """Return every service that a failure strikes."""
        found = []
        for service in sorted(services_of(self.register, one.lowered)):
            key = (one.failing, service)
            if key not in self._struck:
                self._struck[key] = struck_once(
                    self.register, one, service, self.horizon_days, self._courses
                )
            found.append(self._struck[key])
        return tuple(found)

    def _settle(self, failing: frozenset[str]) -> tuple[Fallen, ...]:
        """Join failures that meet, again and again: together they may reach further."""
        waiting = [self._one(frozenset({id_})) for id_ in sorted(failing)]
        done: list[Fallen] = []
        while waiting:
            one = waiting.pop(0)
            meeting = next((other for other in done if self._meet(one, other)), None)
            if meeting is None:
                done.append(one)
                continue
            done.remove(meeting)
            waiting.insert(0, self._join(one, meeting))
        return tuple(sorted(done, key=lambda one: sorted(one.failing)))

    def _one(self, failing: frozenset[str]) -> Fallen:
        if failing not in self._fallen:
            self._fallen[failing] = fallen(self.register, self.network, failing, self.horizon_days)
        return self._fallen[failing]

    def _join(self, one: Fallen, other: Fallen) -> Fallen:
        failing = one.failing | other.failing
        if failing not in self._fallen:
            if one.nodes & other.nodes:
                return self._one(failing)
            self._fallen[failing] = both(one, other)
        return self._fallen[failing]

    def _meet(self, one: Fallen, other: Fallen) -> bool:
        """Return whether two failures touch the same nodes, services, pools or suppliers."""
        if one.nodes & other.nodes:
            return True
        first, second = self.ties.of(one), self.ties.of(other)
        return bool(
            first.services & second.services
            or first.pools & second.pools
            or first.suppliers & other.lowered
            or second.suppliers & one.lowered
        )

    def _toll(self, part: Part) -> Toll:
        answers: list[PieceAnswer] = []
        hits = {hit.service: hit for hit in self.struck_by(self._of(part))}
        for services in tied(hits, self.ties.pools):
            answers.append(self._answer(part, [hits[service] for service in services]))
        return self._told(answers, {id_: self._freed(hit) for id_, hit in hits.items()})

    def _of(self, part: Part) -> Fallen:
        failing = frozenset(one.id for one in part.failing)
        (one,) = self.settled(failing)
        return one

    def _answer(self, part: Part, hits: Sequence[Struck]) -> PieceAnswer:
        warned = {one.id: one.warning_days for one in part.failing}
        one = self._of(part)
        known = {hit.service: self._known(hit, warned) for hit in hits}
        usable = self._free(one, hits, known, part.pace)
        key: list[object] = []
        for hit in hits:
            suppliers = self.ties.suppliers[hit.service] & one.lowered
            providers = {self.register.contracts[id_].provider for id_ in hit.touched}
            # What a service answers hangs on who strikes it and on who fails its suppliers.
            course = frozenset((id_, one.delivery[id_].tobytes()) for id_ in providers | suppliers)
            key.append(course)
        # Warning and pace tell only by the places there are on each day: often they are the same.
        key += [(id_, self._places_alike(option)) for id_, option in sorted(usable.items())]
        asked = (tuple(hit.service for hit in hits), *key)
        found = self._pieces.get(asked)
        if found is None:
            groups = put_together(
                self.register,
                [group for hit in hits for group in hit.groups],
                self.periods,
                usable,
            )
            found = answer_piece(self.periods, groups, usable, self._pools, self._services)
            self._pieces[asked] = found
        return found

    def _known(self, hit: Struck, warned: Mapping[str, int]) -> int:
        return min(hit.known_day, *(-warned[id_] for id_ in hit.news), hit.known_day)

    def _free(
        self, one: Fallen, hits: Sequence[Struck], known: Mapping[str, int], pace: float
    ) -> dict[str, Usable]:
        """Return the options that may be used, with their places by day."""
        found: dict[str, Usable] = {}
        for hit in hits:
            touched = set(hit.touched)
            for option in self.register.options_of_service.get(hit.service, ()):
                if block_on(self.register, option, touched, trading_on=False) is None:
                    found[option.id] = self._places(one, option, known[hit.service], pace)
        return found

    def _places(self, one: Fallen, option: Option, known: int, pace: float) -> Usable:
        days = one.delivery.get(option.supplier) if option.supplier else None
        key = (option.id, known, pace)
        usable = self._usable.get(key)
        if usable is None:
            usable = self._usable[key] = capacity_by_day(
                at_pace(option, pace), known, self.horizon_days, None
            )
        if days is None:
            return usable
        return replace(
            usable, capacity=usable.capacity * days, a_day_earlier=usable.a_day_earlier * days
        )

    def _places_alike(self, usable: Usable) -> int:
        """Return a number that options with the same places on every day have in common."""
        return self._alike.setdefault(usable.capacity.tobytes(), len(self._alike))

    def _freed(self, hit: Struck) -> Floats:
        """Return the money a service has by period: price freed, what others pay, bonds."""
        credit = hit.credit
        by_day = credit.freed_by_day + credit.recovered_by_day
        for day, amount in credit.bond_days:
            by_day = by_day.copy()
            by_day[day] += amount
        starts = [period.start for period in self.periods]
        return np.asarray(np.add.reduceat(by_day, starts))

    def _told(self, answers: Sequence[PieceAnswer], credit: Mapping[str, Floats]) -> Toll:
        nothing = np.zeros(len(self.periods))
        spend, freed, waiting = nothing.copy(), nothing.copy(), nothing.copy()
        breach, unmet = ByClass(), ByClass()
        net = dict.fromkeys(CLASSES, 0.0)
        needs: dict[frozenset[str], float] = {}
        costs: dict[str, float] = {}
        has = {service: float(by_period.sum()) for service, by_period in credit.items()}
        for answer in answers:
            breach, unmet = breach.plus(answer.breach), unmet.plus(answer.unmet)
            waiting += answer.waiting_must
            for service, by_period in answer.spend.items():
                costs[service] = spent = answer.cost_of(service)
                spend += by_period
                first = int((by_period > 0).argmax())
                spend[first] += answer.set_up.get(service, 0.0)
                short = max(0.0, spent - has[service])
                net[class_of(self.register, service)] += short
                if short:
                    may = self.ties.funds[service]
                    needs[may] = needs.get(may, 0.0) + short
        for by_period in credit.values():
            freed += by_period
        return Toll(
            breach,
            unmet,
            sum(costs.values()),
            ByClass(**net),
            spend,
            freed,
            needs,
            waiting,
            costs,
            has,
        )

    def _sharing(self, tolls: Mapping[Part, Toll], short: frozenset[str]) -> frozenset[Part]:
        """Return the parts that ask for funds that hang together with those that are short."""
        reached = set(short)
        joined: set[Part] = set()
        grows = True
        while grows:
            grows = False
            for part, toll in tolls.items():
                if part not in joined and any(not may or may & reached for may in toll.needs):
                    joined.add(part)
                    reached.update(*toll.needs)
                    grows = True
        return frozenset(joined)

    def _solved(self, parts: frozenset[Part]) -> Toll:
        found = self._held.get(parts)
        if found is None:
            found = self._held[parts] = self._solve(sorted(parts, key=str))
        return found

    def _solve(self, parts: Sequence[Part]) -> Toll:
        """Solve parts in one programme with the limit of money."""
        usable: dict[str, Usable] = {}
        groups = []
        credit: dict[str, Floats] = {}
        for part in parts:
            warned = {one.id: one.warning_days for one in part.failing}
            one = self._of(part)
            hits = self.struck_by(one)
            known = {hit.service: self._known(hit, warned) for hit in hits}
            usable |= self._free(one, hits, known, part.pace)
            groups += [group for hit in hits for group in hit.groups]
            credit |= {hit.service: self._freed(hit) for hit in hits}
        question = Question(
            self.periods,
            put_together(self.register, groups, self.periods, usable),
            usable,
            self._pools,
            {service: float(freed.sum()) for service, freed in credit.items()},
            self.amounts,
            {one.id: one.services for one in self.register.reserves.values()},
        )
        return self._read(respond(question, with_duals=False), credit)

    def _read(self, response: Response, credit: Mapping[str, Floats]) -> Toll:
        question = response.question
        lengths = np.array([float(period.days) for period in self.periods])
        spend = {service: np.zeros(len(self.periods)) for service in credit}
        waiting = np.zeros(len(self.periods))
        for group, served, left in zip(
            question.groups, response.served, response.unmet, strict=True
        ):
            if group.class_ == "must":
                waiting += left
            for id_, people in served.items():
                price = question.options[id_].option.unit_cost_day or 0.0
                spend[group.service] += people * lengths * price
        set_up = dict.fromkeys(credit, 0.0)
        for id_ in response.used:
            option = question.options[id_].option
            set_up[option.service] += option.setup_cost or 0.0
        told = self._told([PieceAnswer(ByClass(), ByClass(), waiting, spend, set_up, {})], credit)
        return replace(
            told,
            breach=ByClass(**response.breach),
            unmet=ByClass(**response.unmet_days),
            cost=response.cost,
        )

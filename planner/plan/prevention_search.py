"""The best preventive actions under a budget: bounds on each case, tightened until they are true.

Each case bounds its own harm from below for every choice of actions (`prevention_programme`); one
programme over all of them chooses (`prevention_master`). The cases the choice puts too low add the
bound they miss, until the best choice found is proven. What is chosen is then really done to the
register and every case it meets is run again: a case that turns out worse than it was bounded has
set-up costs that cannot be called in part, and from then on they are chosen whole.

What is proven: no choice within the budget, the number of actions and the catalogue leaves a
weighted sum of must person-days past the limit that is smaller by more than `within` of today's.
Bounds of actions that change who is hit hold for one set of them only; where there are many of
these, the search may end at its most rounds first, and then says how far it was proven. What is not
proven: that the catalogue holds every action there could be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from planner.plan.prevention_cases import Cases, Footprint, footprint_of, meets
from planner.plan.prevention_master import ROOM, Choice, Found, Limits, choose, fits
from planner.plan.prevention_programme import CaseProgramme, Cut
from planner.plan.remedies import Remedy
from planner.progress import Progress, unreported

TOLERANCE = 1e-6
MOST_ROUNDS = 8
"""Most times the whole choice is made again for one answer, so that it comes in seconds."""
MOST_SEEDED = 3
"""Most actions that change who is hit in a case for which every set of them is bounded at once."""
WITHIN = 0.01
"""A choice is good enough if none can be better by this part of the harm there is today."""
A_LITTLE = 100.0
"""Pounds that an action of staff time alone counts as, where actions are ranked by the pound."""
MOST_SWAPS = 3
LEAST_GAIN = 1e-4
"""An action that spares less than this part of what is left is not worth a line."""


def _ranked(seen: Mapping[str, float], one: Remedy, by_pound: bool) -> float:
    """Return what an action is taken to spare, in all or for a pound; unknown: without end."""
    gain = seen.get(one.id, float("inf"))
    return gain / max(one.cost or 0.0, A_LITTLE) if by_pound else gain


class Search:
    """Choices of preventive actions of one register; what it learns serves every budget."""

    def __init__(
        self, cases: Cases, remedies: Sequence[Remedy], report: Progress = unreported
    ) -> None:
        self.cases = cases
        self.remedies = tuple(remedies)
        self._programmes: dict[tuple[str, frozenset[str]], CaseProgramme] = {}
        self._cuts: dict[str, list[Cut]] = {}
        self._shaping: dict[str, tuple[Remedy, ...]] = {}
        self._feet: dict[tuple[str, frozenset[str]], Footprint] = {}
        self._widest: dict[str, Footprint] = {}
        self._whole: set[str] = set()
        self._calls: dict[str, None] = {}
        self._known: dict[tuple[str, frozenset[str]], float] = {}
        self._found: dict[tuple[Remedy, ...], None] = {}
        self._gains: dict[tuple[tuple[str, float], ...], dict[str, float]] = {}
        self._cases_of: dict[str, tuple[int, tuple[str, ...]]] = {}
        insecure = cases.base.insecure
        for number, case in enumerate(insecure):
            report(number, len(insecure), f"Learning what could help if {case.name} fails")
            self._model(case.id)

    def best(
        self,
        weights: Mapping[str, float],
        limits: Limits,
        report: Progress = unreported,
        *,
        within: float = WITHIN,
    ) -> Found:
        """Return the actions of least weighted harm within limits, in the order of the catalogue.

        `weights` says by case what one person-day of its harm counts.
        """
        today = sum(weights.get(id_, 0.0) * c.must_late for id_, c in self.cases.base.cases.items())
        room = max(ROOM, within * today)
        self._learn(weights, limits, report)
        best: tuple[float, tuple[Remedy, ...]] | None
        lowest = 0.0
        first = self.greedy(weights, limits, report)
        best = (self.weighted(weights, first), first)
        for earlier in self._found:
            if fits(earlier, limits) and (harm := self.weighted(weights, earlier)) < best[0]:
                best = (harm, earlier)
        for rounds in range(MOST_ROUNDS):
            report(rounds, MOST_ROUNDS, "Weighing actions against one another")
            choice = self._choose(weights, limits)
            lowest = max(lowest, choice.promised)
            tightened = self._tightened(weights, choice)
            asked = self.named(id_ for id_, done in choice.done.items() if done > 0.5)
            chosen = self._rounded_off(weights, limits, asked)
            harm = self.weighted(weights, chosen)
            if best is None or harm < best[0] - ROOM:
                best = (harm, chosen)
            if tightened and best[0] - lowest > room:
                continue
            chosen = best[1]
            if not self._surprises(chosen, choice.done if chosen == asked else None):
                break
            best = None
        if best is not None:
            chosen = best[1]
        if self.weighted(weights, chosen) - lowest > room:
            chosen = self._swapped(weights, limits, chosen, report)
        self._found[chosen] = None
        measured = self.cases.with_remedies(chosen)
        left = sum(weights.get(id_, 0.0) * c.must_late for id_, c in measured.cases.items())
        return Found(chosen, left, min(lowest, left))

    def weighted(self, weights: Mapping[str, float], chosen: Sequence[Remedy]) -> float:
        """Return the weighted harm of the modelled cases under actions, true but for set-ups."""
        return sum(
            weights[case] * self.harm(case, chosen)
            for case in self._cuts
            if weights.get(case, 0.0) > 0
        )

    def greedy(
        self, weights: Mapping[str, float], limits: Limits, report: Progress = unreported
    ) -> tuple[Remedy, ...]:
        """Return actions taken one by one, each that which spares most for a pound."""
        kept = list(self.named(limits.forced_in))
        while len(kept) < limits.most:
            report(len(kept), limits.most, "Taking the best for a pound, one by one")
            left = limits.budget - sum(one.cost or 0.0 for one in kept)
            one = self.next_best(weights, limits, kept, left, by_pound=True)
            if one is None:
                break
            kept.append(one)
        return self._rounded_off(weights, limits, kept)

    def _rounded_off(
        self, weights: Mapping[str, float], limits: Limits, chosen: Sequence[Remedy]
    ) -> tuple[Remedy, ...]:
        """Return a choice with what still fits and helps, and without what makes no difference."""
        kept = list(chosen)
        while len(kept) < limits.most:
            left = limits.budget - sum(one.cost or 0.0 for one in kept)
            one = self.next_best(weights, limits, kept, left)
            if one is None:
                break
            kept.append(one)
        for one in sorted(kept, key=lambda one: -(one.cost or 0.0)):
            if one.id in limits.forced_in:
                continue
            others = [other for other in kept if other is not one]
            if self.weighted(weights, others) <= self.weighted(weights, kept) + ROOM:
                kept = others
        return self.named(one.id for one in kept)

    def _swapped(
        self,
        weights: Mapping[str, float],
        limits: Limits,
        chosen: Sequence[Remedy],
        report: Progress,
    ) -> tuple[Remedy, ...]:
        """Return a choice in which no one action is better given up for another."""
        best = self.weighted(weights, chosen)
        for _ in range(MOST_SWAPS):
            better: tuple[Remedy, ...] | None = None
            for number, one in enumerate(chosen):
                report(number, len(chosen), "Swapping one action for another")
                others = [other for other in chosen if other is not one]
                if one.id in limits.forced_in:
                    continue
                tried = self._rounded_off(weights, limits, others)
                harm = self.weighted(weights, tried)
                if harm < best - ROOM:
                    best, better = harm, tried
            if better is None:
                break
            chosen = better
        return tuple(chosen)

    def next_best(
        self,
        weights: Mapping[str, float],
        limits: Limits,
        kept: Sequence[Remedy],
        left: float,
        *,
        by_pound: bool = False,
    ) -> Remedy | None:
        """Return the action that spares most on top of others for so many pounds, or None.

        `by_pound` ranks by what is spared for a pound; actions of staff time alone come first.
        """
        before = {case: self.harm(case, kept) for case in self._cuts if weights.get(case, 0.0) > 0}
        room = LEAST_GAIN * sum(weights[case] * harm for case, harm in before.items()) + ROOM
        seen = self._gains.setdefault(tuple(sorted((c, weights[c]) for c in before)), {})
        best: tuple[tuple[float, float], Remedy] | None = None
        for one in sorted(self.remedies, key=lambda one: -_ranked(seen, one, by_pound)):
            if one in kept or one.id in limits.forced_out or one.cost is None or one.cost > left:
                continue
            # What an action spared before is taken for the most it can spare now.
            if best is not None and _ranked(seen, one, by_pound) <= best[0][0]:
                break
            gain = sum(
                weights[case] * (before[case] - self.harm(case, [*kept, one]))
                for case in self.cases_of(one)
                if before.get(case, 0.0) > 0
            )
            seen[one.id] = max(gain, seen.get(one.id, 0.0))
            if gain <= room:
                continue
            rank = (gain / max(one.cost, A_LITTLE), gain) if by_pound else (gain, -one.cost)
            if best is None or rank > best[0]:
                best = (rank, one)
        return best[1] if best is not None else None

    def harm(self, case: str, chosen: Iterable[Remedy]) -> float:
        """Return a lower bound of the harm of a case under actions; true but for set-up costs."""
        self._model(case)
        key = (case, frozenset(one.id for one in chosen if case in self.cases_of(one)))
        if key not in self._known:
            done = {remedy.id: 1.0 for remedy in chosen}
            self._known[key] = self._programme(case, done)[0].cut(done).bound(done)
        return self._known[key]

    def cases_of(self, remedy: Remedy) -> tuple[str, ...]:
        """Return the modelled cases that an action could change."""
        known = self._cases_of.get(remedy.id)
        if known is None or known[0] != len(self._cuts):
            cases = tuple(case for case in self._cuts if self._touches(case, remedy))
            known = self._cases_of[remedy.id] = (len(self._cuts), cases)
        return known[1]

    def named(self, ids: Iterable[str]) -> tuple[Remedy, ...]:
        """Return actions by their ids, in the order of the catalogue."""
        wanted = set(ids)
        return tuple(remedy for remedy in self.remedies if remedy.id in wanted)

    def _touches(self, case: str, remedy: Remedy) -> bool:
        """Return whether an action could change a case, whatever else is done with it."""
        if remedy.changes_who_is_hit:
            return remedy in self._shaping[case]
        return meets(self.cases.register, remedy, self._widest[case])

    def _felt(self, case: str, programme: CaseProgramme, id_: str) -> bool:
        return id_ in programme.done or any(one.id == id_ for one in self._shaping[case])

    def _model(self, case: str) -> None:
        """Take a case into the search, with the bounds of nothing and of everything done."""
        if case in self._cuts:
            return
        self._cuts[case] = []
        self._shaping[case] = self._shapers(case)
        foot = self._footprint(case, self._shaping[case])
        self._widest[case] = foot.joined(self._footprint(case, ()))
        shaping = self._shaping[case]
        sets: list[tuple[Remedy, ...]] = [(), shaping]
        if len(shaping) <= MOST_SEEDED:
            sets = [s for n in range(len(shaping) + 1) for s in combinations(shaping, n)]
        others = [one.id for one in self.remedies if not one.changes_who_is_hit]
        for shaped in dict.fromkeys(sets):
            done = {one.id: 1.0 for one in shaped}
            self._bound(case, done)
            self._bound(case, done | dict.fromkeys(others, 1.0))

    def _shapers(self, case: str) -> tuple[Remedy, ...]:
        """Return the actions that could change who is hit in a case, also after one another."""
        every = [remedy for remedy in self.remedies if remedy.changes_who_is_hit]
        foot = self._footprint(case, ())
        found: dict[str, Remedy] = {}
        while True:
            more = [
                one
                for one in every
                if one.id not in found and meets(self.cases.register, one, foot)
            ]
            if not more:
                return tuple(one for one in every if one.id in found)
            found.update((one.id, one) for one in more)
            done = [one for one in every if one.id in found]
            foot = foot.joined(self._footprint(case, done))

    def _footprint(self, case: str, done: Sequence[Remedy]) -> Footprint:
        key = (case, frozenset(one.id for one in done))
        if key not in self._feet:
            self._feet[key] = footprint_of(self.cases.played(self.cases.changed(done), case))
        return self._feet[key]

    def _programme(
        self, case: str, done: Mapping[str, float]
    ) -> tuple[CaseProgramme, tuple[Remedy, ...]]:
        shaped = tuple(one for one in self._shaping[case] if done.get(one.id, 0.0) > 0.5)
        key = (case, frozenset(one.id for one in shaped))
        if key not in self._programmes:
            register = self.cases.changed(shaped)
            foot = self._footprint(case, shaped)
            others = [
                one
                for one in self.remedies
                if not one.changes_who_is_hit and meets(register, one, foot)
            ]
            self._programmes[key] = CaseProgramme(self.cases.played(register, case), others)
        return self._programmes[key], shaped

    def _bound(self, case: str, done: Mapping[str, float]) -> float:
        """Add the bound a case has at a choice, and return the harm it puts it at."""
        programme, shaped = self._programme(case, done)
        whole = case in self._whole
        cut = programme.cut(done, whole=whole)
        value = cut.bound(done)
        given = frozenset(one.id for one in shaped)
        without = frozenset(one.id for one in self._shaping[case]) - given
        if whole:
            self._calls.update(dict.fromkeys(programme.calls))
        self._cuts[case].append(Cut(case, cut.at_least, cut.slopes, given, without))
        return value

    def _learn(self, weights: Mapping[str, float], limits: Limits, report: Progress) -> None:
        """Tighten the bounds with actions done in part, which is quick."""
        for rounds in range(MOST_ROUNDS):
            report(rounds, MOST_ROUNDS, "Learning what each action could do at best")
            if not self._tightened(weights, self._choose(weights, limits, whole=False)):
                return

    def _choose(
        self,
        weights: Mapping[str, float],
        limits: Limits,
        *,
        whole: bool = True,
    ) -> Choice:
        cuts = {case: found for case, found in self._cuts.items() if weights.get(case, 0.0) > 0}
        return choose(self.remedies, weights, cuts, tuple(self._calls), limits, whole=whole)

    def _tightened(self, weights: Mapping[str, float], choice: Choice) -> bool:
        """Add the bounds that a choice misses; return whether there were any."""
        missed = False
        for case, cuts in list(self._cuts.items()):
            weight = weights.get(case, 0.0)
            if weight <= 0:
                continue
            promised = max((self._at(cut, choice.done) for cut in cuts), default=0.0)
            self._bound(case, choice.done)
            value = self._at(cuts[-1], choice.done)
            room = max(TOLERANCE * abs(value), 0.1 * ROOM / max(1, len(self._cuts)) / weight)
            if value > max(0.0, promised) + room:
                missed = True
            else:
                self._cuts[case].pop()
        return missed

    @staticmethod
    def _at(cut: Cut, done: Mapping[str, float]) -> float:
        """Return where a bound stands at a choice, lifted where it does not hold, as chosen by."""
        most = max(0.0, cut.at_least + sum(max(0.0, slope) for slope in cut.slopes.values()))
        off = sum(1.0 - done.get(id_, 0.0) for id_ in cut.given)
        off += sum(done.get(id_, 0.0) for id_ in cut.without)
        return cut.bound(done) - most * off

    def _surprises(self, chosen: Sequence[Remedy], done: Mapping[str, float] | None) -> bool:
        """Run what is chosen for good; return whether a case is worse than it was bounded."""
        surprised = False
        measured = self.cases.with_remedies(chosen)
        done = done or {remedy.id: 1.0 for remedy in chosen}
        for id_, figures in measured.cases.items():
            before = self.cases.base.cases[id_]
            if id_ not in self._cuts:
                if figures.must_late > before.must_late + ROOM:
                    self._model(id_)
                    surprised = True
                continue
            promised = self.harm(id_, chosen)
            if figures.must_late <= promised + max(ROOM, 10 * TOLERANCE * promised):
                continue
            key = (id_, frozenset(one.id for one in chosen if id_ in self.cases_of(one)))
            self._known[key] = figures.must_late
            surprised = True
            if id_ not in self._whole:
                self._whole.add(id_)
                self._bound(id_, done)
            else:
                self._forbid(id_, figures.must_late, chosen)
        return surprised

    def _forbid(self, case: str, harm: float, chosen: Sequence[Remedy]) -> None:
        """Bound the harm of a case at exactly this choice by what was measured."""
        programme, _ = self._programme(case, {remedy.id: 1.0 for remedy in chosen})
        given = frozenset(one.id for one in chosen if self._felt(case, programme, one.id))
        felt = {*programme.done, *(one.id for one in self._shaping[case])}
        self._cuts[case].append(Cut(case, harm, {}, given, frozenset(felt) - given))

"""The best few preventive actions under a budget, in order, each with what it adds to those above.

Which actions: `prevention_search`, a programme over all cases at once, not a sort; how far its
choice is proven stands with it. In which order: each time the action that spares most for a pound
on top of those above it. What each adds: all cases it can meet are run again on the register with
it and those above it really done, so that worth is never counted twice.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from planner.errors import InputRefused
from planner.plan.prevention_cases import Cases, Figures
from planner.plan.prevention_catalogue import catalogue
from planner.plan.prevention_master import Limits
from planner.plan.prevention_search import WITHIN, Search
from planner.plan.prevention_worth import CaseHelped, Worth, cases_helped, worth
from planner.plan.remedies import Remedy
from planner.progress import Progress, unreported
from planner.register.register import Register

Weigh = Literal["chance", "each"]
MOST_ACTIONS = 12
MOST_BEYOND = 6
DEFAULT_BUDGET = 45_000.0


@dataclass(frozen=True, slots=True)
class Totals:
    """All cases of one register together.

    `expected` is must person-days past the limit by chance in a year, `plain` with every case
    counted once, `worst` in the worst case; `net_cost` pounds a year by chance. `secure` of `cases`
    break no must service; `secure_share` is secure providers over all, 0 to 1.
    """

    expected: float
    plain: float
    worst: float
    net_cost: float
    secure: int
    cases: int
    secure_share: float

    def harm(self, weigh: Weigh) -> float:
        """Return must person-days past the limit, as they are weighed."""
        return self.expected if weigh == "chance" else self.plain


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action at its place: what it adds to those above it, and where they stand together.

    `spent` is pounds with those above; a cost that is not known counts as nothing in it. `helped`
    are the cases it changes at its place, most spared first.
    """

    remedy: Remedy
    worth: Worth
    after: Totals
    spent: float
    helped: tuple[CaseHelped, ...]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The best few actions under a budget, and the next ones beyond it, in order.

    `least` is proven: no choice within the budget and number of actions leaves less, as weighed,
    than that. `offered` are the actions the register allows. `revision` is that of the register it
    was worked out from; without `counts_people` it knows the people of no contract.
    """

    budget: float
    weigh: Weigh
    today: Totals
    chosen: tuple[ActionLine, ...]
    beyond: tuple[ActionLine, ...]
    least: float
    offered: tuple[Remedy, ...]
    forced_in: frozenset[str]
    forced_out: frozenset[str]
    revision: int
    counts_people: bool = True

    @property
    def is_full(self) -> bool:
        """Return whether as many actions are chosen as may be: then more could fit the budget."""
        return len(self.chosen) >= MOST_ACTIONS

    @property
    def after(self) -> Totals:
        """Return where the actions chosen leave the cases."""
        return self.chosen[-1].after if self.chosen else self.today

    @property
    def spent(self) -> float:
        """Return what the actions chosen cost in the first year, in pounds."""
        return self.chosen[-1].spent if self.chosen else 0.0

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """Return the actions chosen, in order."""
        return tuple(line.remedy for line in self.chosen)

    @property
    def weeks(self) -> float:
        """Return the working weeks until the last of the actions chosen is in place."""
        return max((line.remedy.weeks for line in self.chosen), default=0.0)

    def cut_share(self, totals: Totals) -> float:
        """Return which part of today's harm is spared where the cases stand so, 0 to 1."""
        today = self.today.harm(self.weigh)
        return 1 - totals.harm(self.weigh) / today if today else 0.0


class Prevention:
    """The search for preventive actions of one register: what it learns serves every question."""

    def __init__(
        self,
        register: Register,
        report: Progress = unreported,
        today: datetime.date | None = None,
    ) -> None:
        self.register = register
        self.cases = Cases(register, report, today)
        self.search = Search(self.cases, catalogue(self.cases, report), report)

    def portfolio(
        self,
        budget: float,
        weigh: Weigh = "chance",
        *,
        most: int = MOST_ACTIONS,
        forced_in: frozenset[str] = frozenset(),
        forced_out: frozenset[str] = frozenset(),
        within: float = WITHIN,
        report: Progress = unreported,
    ) -> Portfolio:
        """Return the best few actions under a budget in pounds, and the next beyond it.

        Ids of actions that the register does not allow (any more) are passed over.
        """
        if not 0 <= budget < math.inf:
            raise InputRefused.one(
                "Budget", f"{budget:,g} is not an amount to spend", "give pounds from 0 up"
            )
        weights = self.weights(weigh)
        limits = Limits(budget, most, forced_in, forced_out)
        found = self.search.best(weights, limits, report, within=within)
        ordered = self._ordered(weights, found.actions)
        chosen = self._lines((), ordered, report)
        further = self._further(weights, ordered, limits)
        beyond = self._lines(ordered, further, report)
        return Portfolio(
            budget,
            weigh,
            totals(self.cases.base),
            chosen,
            beyond,
            found.least,
            self.search.remedies,
            forced_in,
            forced_out,
            self.register.revision,
            any(
                self.register.people_of_contract(id_) is not None for id_ in self.register.contracts
            ),
        )

    def weights(self, weigh: Weigh) -> Mapping[str, float]:
        """Return what a person-day of each case counts."""
        if weigh == "each":
            return dict.fromkeys(self.cases.base.cases, 1.0)
        return {id_: case.probability for id_, case in self.cases.base.cases.items()}

    def _ordered(
        self, weights: Mapping[str, float], chosen: Sequence[Remedy]
    ) -> tuple[Remedy, ...]:
        left = list(chosen)
        found: list[Remedy] = []
        while left:
            others = frozenset(one.id for one in self.search.remedies if one not in left)
            limits = Limits(float("inf"), len(chosen), forced_out=others)
            one = self.search.next_best(weights, limits, found, float("inf"), by_pound=True) or min(
                left, key=lambda one: (one.cost or 0.0, one.id)
            )
            found.append(one)
            left.remove(one)
        return tuple(found)

    def _further(
        self, weights: Mapping[str, float], chosen: Sequence[Remedy], limits: Limits
    ) -> tuple[Remedy, ...]:
        """Return the next actions one by one, each the one that spares most for a pound."""
        kept = list(chosen)
        for _ in range(MOST_BEYOND):
            one = self.search.next_best(weights, limits, kept, float("inf"), by_pound=True)
            if one is None:
                break
            kept.append(one)
        return tuple(kept[len(chosen) :])

    def _lines(
        self, above: Sequence[Remedy], actions: Sequence[Remedy], report: Progress
    ) -> tuple[ActionLine, ...]:
        done = list(above)
        before = self.cases.with_remedies(done)
        spent = sum(one.cost or 0.0 for one in done)
        found = []
        for number, one in enumerate(actions):
            report(number, len(actions), f"Measuring: {one.title}")
            done.append(one)
            after = self.cases.with_remedies(done)
            spent += one.cost or 0.0
            helped = cases_helped(before, after)
            found.append(ActionLine(one, worth(before, after), totals(after), spent, helped))
            before = after
        return tuple(found)


def totals(figures: Figures) -> Totals:
    """Return all cases of a register together."""
    return Totals(
        figures.expected,
        figures.plain,
        figures.worst,
        figures.net_cost,
        figures.secure_cases,
        len(figures.cases),
        figures.secure_share,
    )

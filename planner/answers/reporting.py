"""The reserve paper and the N-1 report: documents about the whole register.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.answers.chancing import Chancing
from planner.answers.levying import Levying
from planner.progress import Progress, unreported

if TYPE_CHECKING:
    from planner.document.document import Document
    from planner.document.pair_words import PairsReport
    from planner.plan.levy_terms import LevyTerms
    from planner.plan.prevention_portfolio import Portfolio
    from planner.scenario.failing_years import Luck

DEAREST = 1
"""Failures whose costs are traced in the reserve paper."""

MOST_CASES = 36
"""Insecure cases that are followed one by one in the N-1 report; the others are ranked only."""


class Reporting(Chancing, Levying):
    """The reserve paper and the N-1 report."""

    def reserve_paper(
        self,
        percent: float | None = None,
        luck: Luck | None = None,
        terms: LevyTerms | None = None,
        processes: int | None = None,
        report: Progress = unreported,
    ) -> Document:
        """Return the reserve paper: how much to hold for a percentage of years (80), and the levy.

        Without terms the levy builds up what is missing today; where nothing is, there is none.
        InputRefused unless 0 < percent < 100.
        """
        from planner.document.chance_words import MET
        from planner.document.reserve_paper.book import LargeFailure, ReserveBook
        from planner.document.reserve_paper.whole import reserve_paper

        found = self.chance(luck, processes, report)
        told = self.chance_report(found, percent)
        sweep = self.sweep(report)
        missing = told.reserve.more.value if told.is_known else 0.0
        levy = None
        if terms is not None or missing >= MET:
            terms = self.levy_terms(missing) if terms is None else terms
            levy = self.levy_shown(sweep, terms, found.years.net_total)
        dear = sorted(
            (one for one in sweep.falls if one.kind == "provider" and one.net_cost >= MET),
            key=lambda one: (-one.net_cost, one.id),
        )[:DEAREST]
        failures = []
        for one in dear:
            trace = self.cost_trace(one.id)
            failures.append(LargeFailure(one, trace, self.who_pays(trace, 0.0)))
        return reserve_paper(
            ReserveBook(self.register, self.today(), found, told, sweep, levy, tuple(failures))
        )

    def n1_report(
        self,
        prevention: Portfolio | None = None,
        pairs: PairsReport | None = None,
        report: Progress = unreported,
    ) -> Document:
        """Return the N-1 report: every provider, owner and asset stopped in turn.

        Preventive actions and pairs are told of where they are given.
        """
        from planner.document.n1_report.book import NOneBook
        from planner.document.n1_report.whole import n1_report
        from planner.scenario.insecure_cases import insecure_cases

        sweep = self.sweep(report)
        cases = insecure_cases(self.register, sweep, MOST_CASES, self.network(), report)
        return n1_report(NOneBook(self.register, self.today(), sweep, cases, prevention, pairs))

"""The levy per contract, its fund over the years, and who pays for a failure.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner.answers.running import Running
from planner.answers.writing import written
from planner.progress import Progress, unreported

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from planner.document.charts import FundOverYears
    from planner.document.levy_report import CostReport, LevyReport, LevyShown
    from planner.document.paper import Paper
    from planner.plan.fund import FundBuildUp
    from planner.plan.levy_terms import Levy, LevyRow, LevyTerms
    from planner.plan.reserve_trace import ReserveTrace
    from planner.plan.waterfall import Waterfall
    from planner.register.register import Register
    from planner.scenario.sweep import Sweep


class Levying(Running):
    """The levy per contract, its fund over the years, and who pays for a failure."""

    _exposed: tuple[Register, Sweep, tuple[LevyRow, ...]] | None = None

    def levy_terms(
        self,
        target: float,
        years: int | None = None,
        flat: float | None = None,
        cap: float | None = None,
        relief_below: float | None = None,
    ) -> LevyTerms:
        """Return terms with the usual ones where none are given; InputRefused where unfit.

        `target` and `relief_below` are pounds, `flat` and `cap` shares of yearly value, 0 to 1.
        """
        from planner.plan import levy_terms as usual

        return usual.LevyTerms(
            target,
            usual.YEARS if years is None else years,
            usual.FLAT if flat is None else flat,
            usual.CAP if cap is None else cap,
            usual.RELIEF_BELOW if relief_below is None else relief_below,
        ).checked()

    def levy(
        self,
        target: float,
        years: int | None = None,
        flat: float | None = None,
        cap: float | None = None,
        relief_below: float | None = None,
        report: Progress = unreported,
    ) -> Levy:
        """Fail every provider in turn and return the levy of every contract for a target fund."""
        terms = self.levy_terms(target, years, flat, cap, relief_below)
        return self.levy_from(self.sweep(report), terms)

    def levy_from(self, sweep: Sweep, terms: LevyTerms) -> Levy:
        """Return the levy of every contract from a sweep at hand.

        The exposures are kept, so that other terms on the same sweep are answered at once.
        """
        from planner.plan.levy import exposures, levied

        kept = self._exposed
        if kept is None or kept[0] is not self.register or kept[1] is not sweep:
            kept = self._exposed = (
                self.register,
                sweep,
                tuple(exposures(self.register, sweep, self.today())),
            )
        return levied(kept[2], terms)

    def fund_build_up(
        self,
        yearly: NDArray[np.float64],
        contribution: float,
        years: int,
        opening: float = 0.0,
        target: float = 0.0,
    ) -> FundBuildUp:
        """Return how a fund builds up under drawn years: `yearly` is their net cost, in pounds.

        Path p follows draws p, p + 1 and so on, so that the same draws give the same fund.
        """
        from planner.plan.fund import build_up, paths_of

        return build_up(paths_of(yearly, years), contribution, opening, target)

    def fund_chart(self, found: FundBuildUp) -> tuple[FundOverYears, str]:
        """Return the build-up of a fund as a chart, and a sentence on how often it runs out."""
        from planner.document.levy_charts import fund_chart, fund_sentence

        return fund_chart(found), fund_sentence(found)

    def levy_shown(
        self, sweep: Sweep, terms: LevyTerms, yearly: NDArray[np.float64] | None = None
    ) -> LevyShown:
        """Return all that a page about a levy shows, from a sweep and drawn years at hand.

        `yearly` is the net cost of each drawn year, in pounds; without it there is no fund to
        follow. The fund is followed twice as long as it is built over, 10 to 30 years.
        """
        from planner.document.levy_report import LevyShown

        levy = self.levy_from(sweep, terms)
        report = self.levy_report(levy)
        if yearly is None or not terms.target:
            return LevyShown(levy, report, None, "")
        return LevyShown(levy, report, *self.fund_chart(self.levy_fund(levy, yearly)))

    def levy_fund(self, levy: Levy, yearly: NDArray[np.float64]) -> FundBuildUp:
        """Return how the fund of a levy builds up from nothing under drawn years, in pounds.

        It is followed twice as long as it is built over, 10 to 30 years.
        """
        from planner.plan.fund import years_followed

        years = years_followed(levy.terms.years)
        return self.fund_build_up(yearly, levy.raised, years, target=levy.terms.target)

    def levy_paper(self, shown: LevyShown) -> Paper:
        """Return a levy with its fund, to export."""
        from planner.document.levy_paper import levy_paper

        return levy_paper(self.register, shown, self.today())

    def levy_report(self, levy: Levy) -> LevyReport:
        """Return what a page about a levy shows."""
        from planner.document.levy_report import report_of

        return report_of(levy)

    def cost_report(self, provider: str, fund: float) -> CostReport:
        """Return where a provider's exposure comes from, and who pays with `fund` pounds held."""
        from planner.document.levy_report import cost_report

        trace = self.cost_trace(provider)
        return cost_report(self.register, provider, trace, self.who_pays(trace, fund))

    def cost_trace(self, provider: str) -> ReserveTrace:
        """Return where the net cost of one provider failing alone comes from."""
        from planner.plan.reserve_trace import trace_of_provider

        return trace_of_provider(self.register, provider, self.network())

    def scenario_cost_trace(self, scenario: str) -> ReserveTrace:
        """Return where the net cost of a stored scenario comes from."""
        from planner.plan.reserve_trace import trace_of

        return trace_of(self.register, self.scenario_of(scenario), self.network())

    def who_pays(self, trace: ReserveTrace, fund: float) -> Waterfall:
        """Return who pays for a failure in order: bonds, then `fund` pounds, then reserves."""
        from planner.plan.waterfall import losses_of, waterfall

        return waterfall(self.register, losses_of(trace), fund)

    def write_levy(self, levy: Levy, path: Path) -> None:
        """Write a levy as a workbook that works itself out; BackstopError where it cannot be."""
        from planner.document.workbook.levy import write_levy_workbook

        written(lambda: write_levy_workbook(self.register, levy, self.today(), path), path)

"""Results as pictures: the charts of a run and of failing each in turn, measures, comparisons.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.answers.surveying import Surveying
from planner.progress import Progress, unreported

if TYPE_CHECKING:
    from planner.document.charts import MoneyByWeek, MoneyEachWeek, PeopleOverTime
    from planner.document.comparison_charts import ComparisonReport
    from planner.document.measure import Measure
    from planner.document.scenario_report import ScenarioReport
    from planner.document.sweep_charts import SweepReport
    from planner.scenario.sweep import Sweep


class Picturing(Surveying):
    """Results as pictures."""

    def people_chart(self, found: ScenarioReport) -> PeopleOverTime:
        """Return the chart of everyone a run affects, day by day."""
        from planner.document.outcome_charts import people_over_time
        from planner.plan.case import Case

        return people_over_time(Case(self.register, found.scenario, found.outcome, found.start))

    def money_charts(self, found: ScenarioReport) -> tuple[MoneyEachWeek, MoneyByWeek] | None:
        """Return the charts of what a run costs each week and so far; None where nothing."""
        from planner.document.outcome_charts import money
        from planner.plan.case import Case

        return money(Case(self.register, found.scenario, found.outcome, found.start))

    def sweep_report(self, found: Sweep) -> SweepReport:
        """Return what a page about failing each in turn shows."""
        from planner.document.sweep_charts import report_of

        return report_of(self.register, found, self.today())

    def measures(self, limit: float) -> tuple[Measure, ...]:
        """Return every measure of dependence; `limit` marks shares above it, 0 to 1."""
        from planner.document.concentration_charts import measures

        return measures(self.register, limit)

    def comparison(
        self, scenarios: tuple[str, ...], report: Progress = unreported
    ) -> ComparisonReport:
        """Run stored scenarios and lay them side by side."""
        from planner.document.comparison_charts import report_of
        from planner.plan.case import Case
        from planner.scenario.run import run

        cases = []
        for number, id_ in enumerate(scenarios):
            scenario = self.scenario_of(id_)
            report(number, len(scenarios), f"Running {scenario.title}")
            outcome = run(self.register, scenario, network=self.network(), worths=False)
            cases.append(Case(self.register, scenario, outcome, self.today()))
        return report_of(cases)

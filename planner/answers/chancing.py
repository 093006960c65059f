"""The chance of a year, and how much reserve to hold.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.answers.running import Running
from planner.progress import Progress, unreported
from planner.register.register import Register

if TYPE_CHECKING:
    from planner.document.chance_charts import ChanceReport
    from planner.document.paper import Paper
    from planner.scenario.chance import Chance, Moved, ReserveToHold
    from planner.scenario.failing_years import Luck
    from planner.scenario.yearly_tolls import Solved


class Chancing(Running):
    """The chance of a year, and how much reserve to hold."""

    _solved: tuple[Register, Solved] | None = None
    _chances: tuple[Register, dict[Luck, Chance]] | None = None

    def luck(
        self,
        draws: int | None = None,
        seed: int | None = None,
        common: float | None = None,
        market: float | None = None,
    ) -> Luck:
        """Return what years are drawn with, as usual where nothing is said.

        InputRefused where a number is out of range.
        """
        from planner.scenario.failing_years import Luck

        usual = Luck()
        return Luck(
            usual.draws if draws is None else draws,
            usual.seed if seed is None else seed,
            usual.common if common is None else common,
            usual.market if market is None else market,
        )

    def chance(
        self,
        luck: Luck | None = None,
        processes: int | None = None,
        report: Progress = unreported,
        scheduler: str | None = None,
    ) -> Chance:
        """Draw years and return what their failures do to people and money.

        `processes` None means one a core; `scheduler` is the address of a Dask scheduler to share
        the work with instead. What was solved is kept while the register stays as it
        is, so that asking again is quick.
        """
        from planner.executors import open_executor
        from planner.scenario.chance import chance
        from planner.scenario.failing_years import Luck

        luck = luck or Luck()
        if self._chances is None or self._chances[0] is not self.register:
            self._chances = (self.register, {})
        known = self._chances[1]
        if luck not in known:
            with open_executor(processes, scheduler) as executor:
                known[luck] = chance(
                    self.register,
                    luck,
                    today=self.today(),
                    solved=self._solved_cases(),
                    executor=executor,
                    report=report,
                )
        return known[luck]

    def chance_against(
        self,
        others: Sequence[tuple[str, Register]],
        luck: Luck | None = None,
        processes: int | None = None,
        report: Progress = unreported,
        scheduler: str | None = None,
    ) -> tuple[Chance, tuple[tuple[Chance, Moved], ...]]:
        """Return the chance of this register and of others (by name) under the same draws."""
        from planner.executors import open_executor
        from planner.scenario.chance import compared

        with open_executor(processes, scheduler) as executor:
            return compared(
                self.register,
                others,
                luck,
                today=self.today(),
                solved=self._solved_cases(),
                executor=executor,
                report=report,
            )

    def reserve_to_hold(
        self,
        percent: float | None = None,
        luck: Luck | None = None,
        report: Progress = unreported,
    ) -> ReserveToHold:
        """Return how much to hold to pay for a percentage of years (80), and what is missing.

        InputRefused unless 0 < percent < 100.
        """
        from planner.scenario.chance import PERCENT, checked_percent

        asked = checked_percent(PERCENT if percent is None else percent)
        return self.chance(luck, report=report).reserve(asked)

    def chance_report(
        self, found: Chance, percent: float | None = None, start: datetime.date | None = None
    ) -> ChanceReport:
        """Return what a page about the chance of a year shows; the year begins today."""
        from planner.document.chance_charts import report_of
        from planner.scenario.chance import PERCENT

        return report_of(
            self.register, found, start or self.today(), PERCENT if percent is None else percent
        )

    def chance_paper(self, found: ChanceReport) -> Paper:
        """Return the chance of a year and the reserve to hold, to export."""
        from planner.document.chance_paper import chance_paper

        return chance_paper(self.register, found, self.today())

    def _solved_cases(self) -> Solved:
        """Return the cases of this register that are solved already, to add to."""
        from planner.scenario.case_book import CaseBook
        from planner.scenario.yearly_tolls import Solved

        if self._solved is None or self._solved[0] is not self.register:
            self._solved = (self.register, Solved(CaseBook(self.register, self.network())))
        return self._solved[1]

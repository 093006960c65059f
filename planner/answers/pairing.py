"""Every two failed together, and how many can fail without breaking a service.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.answers.running import Running
from planner.progress import Progress, unreported

if TYPE_CHECKING:
    from planner.document.pair_words import PairsReport
    from planner.document.paper import Paper
    from planner.scenario.pairs import Pairs


class Pairing(Running):
    """Every two failed together."""

    def pairs(
        self,
        most: int | None = None,
        processes: int | None = None,
        report: Progress = unreported,
        scheduler: str | None = None,
    ) -> Pairs:
        """Fail every two providers, owners and assets together (N-2), worst first.

        With `most`, only so many of those that have to be worked out are: a first look.
        `scheduler` is the address of a Dask scheduler to share the work with.
        """
        from planner.answers.remembered import book_of
        from planner.executors import open_executor
        from planner.scenario.pairs import pairs

        with open_executor(1 if most is not None else processes, scheduler) as executor:
            return pairs(book_of(self.register), most=most, executor=executor, report=report)

    def pairs_report(
        self,
        most: int | None = None,
        processes: int | None = None,
        report: Progress = unreported,
        scheduler: str | None = None,
    ) -> PairsReport:
        """Return what a page about pairs shows: sentences, rows and the matrix of the worst."""
        from planner.document.pair_words import report_of

        found = self.pairs(most, processes, report, scheduler)
        return report_of(self.register, found, self.sweep())

    def pairs_paper(self, found: PairsReport) -> Paper:
        """Return what failing every two together found, to export."""
        from planner.document.pair_paper import pairs_paper

        return pairs_paper(self.register, found, self.today())

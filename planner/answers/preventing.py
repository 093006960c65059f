"""What to change first: the few preventive actions that spare most, and doing them.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.answers.asked import Asked
from planner.progress import Progress, unreported
from planner.register.register import Register

if TYPE_CHECKING:
    from planner.document.paper import Paper
    from planner.document.prevention_words import PreventionReport
    from planner.plan.prevention_portfolio import Portfolio, Prevention, Weigh
    from planner.plan.remedies import Remedy
    from planner.register.edits import Edit

USUAL_BUDGET = 45_000.0


class Preventing(Asked):
    """The few preventive actions that spare most, and doing them."""

    _prevention: tuple[Register, Prevention] | None = None

    def prevention(
        self,
        budget: float = USUAL_BUDGET,
        weigh: Weigh = "chance",
        forced_in: tuple[str, ...] = (),
        forced_out: tuple[str, ...] = (),
        report: Progress = unreported,
    ) -> Portfolio:
        """Return the best few preventive actions for a budget in pounds.

        `weigh` is "chance" (each failure by its yearly chance) or "each" (each counted once);
        actions named by id are forced in or out.
        """
        from planner.plan.prevention_portfolio import Prevention

        if self._prevention is None or self._prevention[0] is not self.register:
            self._prevention = (self.register, Prevention(self.register, report, self.today()))
        return self._prevention[1].portfolio(
            budget,
            weigh,
            forced_in=frozenset(forced_in),
            forced_out=frozenset(forced_out),
            report=report,
        )

    def prevention_report(
        self,
        budget: float = USUAL_BUDGET,
        weigh: Weigh = "chance",
        forced_in: tuple[str, ...] = (),
        forced_out: tuple[str, ...] = (),
        report: Progress = unreported,
    ) -> PreventionReport:
        """Return what a page about prevention shows: sentences, rows and the curve."""
        from planner.document.prevention_words import report_of

        return report_of(self.prevention(budget, weigh, forced_in, forced_out, report))

    def prevention_paper(self, found: PreventionReport) -> Paper:
        """Return the best preventive actions, to export."""
        from planner.document.prevention_paper import prevention_paper

        return prevention_paper(self.register, found, self.today())

    def to_do_edit(self, remedies: Sequence[Remedy]) -> Edit | None:
        """Return the one step that puts actions on the list of things to do; None if all are."""
        from planner.plan.prevention_actions import to_do_edit

        return to_do_edit(self.register, remedies, self.today())

    def done_edit(self, remedies: Sequence[Remedy]) -> Edit:
        """Return the one step that makes actions true in the register, once they are done."""
        from planner.plan.remedies import edit_of

        return edit_of(self.register, remedies)

    def keep_what_if(self, path: Path, remedies: Sequence[Remedy]) -> None:
        """Write a copy of the register with actions done to a new file; this one stays as it is.

        BackstopError where the file is there already or cannot be written.
        """
        from planner.plan.remedies import with_remedies
        from planner.storage.register_file import RegisterFile

        changed = with_remedies(self.register, remedies)
        made = datetime.datetime.combine(self.today(), datetime.time()).astimezone()
        RegisterFile.new(path, changed, self.folders, made).close()

"""Other cuts of contracts tried out.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.answers.asked import Asked
from planner.progress import Progress, unreported

if TYPE_CHECKING:
    from planner.document.lots_words import LotsReport
    from planner.plan.lots import Cut
    from planner.register.edits import Edit


class Lotting(Asked):
    """Other cuts of contracts tried out."""

    def lots_report(self, cuts: Sequence[Cut], report: Progress = unreported) -> LotsReport:
        """Return what splitting, bundling or moving would change; the register stays as it is.

        InputRefused where it cannot be done.
        """
        from planner.answers.remembered import book_of
        from planner.document.lots_words import report_of
        from planner.plan.lots import effect

        found = effect(
            self.register,
            cuts,
            today=self.today(),
            book=book_of(self.register),
            report=report,
        )
        return report_of(self.register, found)

    def split(self, contract: str, lots: Sequence[tuple[str, float]]) -> Cut:
        """Return a contract cut into lots: (provider or "new", share 0 to 1) each."""
        from planner.plan.lots import Split

        return Split(contract, tuple(lots))

    def bundle(self, contracts: Sequence[str], provider: str) -> Cut:
        """Return contracts of one service put into one pair of hands."""
        from planner.plan.lots import Bundle

        return Bundle(tuple(contracts), provider)

    def move(self, contract: str, provider: str, people: int) -> Cut:
        """Return people of a contract moved to another provider."""
        from planner.plan.lots import Move

        return Move(contract, provider, people)

    def lots_edit(self, cuts: Sequence[Cut]) -> Edit:
        """Return the edit that makes cuts true in the register, as one step."""
        from planner.plan.lots import edit_of

        return edit_of(self.register, cuts)

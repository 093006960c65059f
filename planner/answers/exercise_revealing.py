"""What an exercise came to, laid beside the best response and doing nothing, and its debrief.

Each piece is loaded when it is first asked for, so that opening a register stays quick. The log is
given: a study in another process holds none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.answers.exercising import Exercising
from planner.progress import Progress, unreported

if TYPE_CHECKING:
    from planner.document.reveal_words import RevealReport
    from planner.exercise.debrief import Debrief
    from planner.exercise.log import Entry
    from planner.exercise.reveal import Reveal


class ExerciseRevealing(Exercising):
    """The reveal and the debrief of an exercise."""

    def reveal(self, code: str, entries: Sequence[Entry], report: Progress = unreported) -> Reveal:
        """Return what the decisions in force came to, and what each of them did by itself."""
        from planner.exercise.reveal import reveal

        return reveal(
            self.register, self.scenario_played(code), self.exercise(code), entries, report
        )

    def reveal_report(
        self, code: str, entries: Sequence[Entry], report: Progress = unreported
    ) -> RevealReport:
        """Return the reveal in words, as the window and the documents tell it."""
        from planner.document.reveal_words import reveal_report

        found = self.reveal(code, entries, report)
        return reveal_report(self.register, self.exercise(code).title, entries, found)

    def debrief(self, code: str, entries: Sequence[Entry]) -> Debrief:
        """Return the objectives of an exercise with their verdicts, as the debrief has them."""
        from planner.exercise.debrief import debrief_of

        return debrief_of(self.exercise(code), entries)

"""Papers of an exercise: the workshop pack, the facilitator's list and the post-exercise report.

Each piece is loaded when it is first asked for, so that opening a register stays quick. The log is
given where a study in another process is asked, as only a session keeps one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.answers.exercise_revealing import ExerciseRevealing
from planner.answers.planning import Planning
from planner.answers.writing import written
from planner.progress import Progress, unreported

if TYPE_CHECKING:
    from planner.document.document import Document
    from planner.document.exercise_report.book import ReportBook
    from planner.exercise.log import Entry


class ExercisePapering(ExerciseRevealing, Planning):
    """What is printed before an exercise, and what is written after it."""

    def exercise_pack(self, code: str, report: Progress = unreported) -> Document:
        """Return what is handed out, with the action cards of the scenario's plan on role cards."""
        from planner.document.exercise_pack.whole import exercise_pack

        scenario = self.scenario_played(code)
        cards = self.make_plan(scenario, report=report).role_cards
        return exercise_pack(
            self.register, self.exercise(code), self.injects_of(code), scenario, self.today(), cards
        )

    def facilitators_list(self, code: str) -> Document:
        """Return the main events list with what players are expected to do."""
        from planner.document.exercise_pack.whole import facilitators_list

        return facilitators_list(
            self.register,
            self.exercise(code),
            self.injects_of(code),
            self.scenario_played(code),
            self.today(),
        )

    def exercise_report(
        self, code: str, entries: Sequence[Entry] = (), report: Progress = unreported
    ) -> Document:
        """Return the post-exercise report; without entries it tells of the log that is kept."""
        from planner.document.exercise_report.whole import exercise_report

        return exercise_report(self._report_book(code, entries, report))

    def write_exercise_workbook(
        self,
        code: str,
        path: Path,
        entries: Sequence[Entry] = (),
        report: Progress = unreported,
        *,
        redacted: bool = False,
    ) -> None:
        """Write the post-exercise report as a workbook, whole or not at all.

        BackstopError where the place cannot be written.
        """
        from planner.document.exercise_report.workbook_paper import exercise_paper
        from planner.document.redaction.secrets import secrets_of
        from planner.document.workbook.paper import write_paper_workbook

        paper = exercise_paper(self._report_book(code, entries, report))
        secrets = secrets_of(self.register) if redacted else None
        written(lambda: write_paper_workbook(paper, path, report, secrets=secrets), path)

    def _report_book(self, code: str, entries: Sequence[Entry], report: Progress) -> ReportBook:
        from planner.document.exercise_report.whole import report_book

        log = tuple(entries) or self.log_of(code)
        return report_book(
            self.register,
            self.exercise(code),
            self.scenario_played(code),
            self.injects_of(code),
            log,
            self.reveal(code, log, report),
            self.today(),
        )

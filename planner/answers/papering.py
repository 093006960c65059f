"""Findings as papers, and a paper as a file.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner.answers.asked import Asked
from planner.answers.writing import write_as, written
from planner.progress import Progress, unreported

if TYPE_CHECKING:
    from planner.document.measure import Measure
    from planner.document.paper import Paper
    from planner.document.sweep_charts import SweepReport


class Papering(Asked):
    """Findings as papers, and a paper as a file."""

    def write_paper(
        self,
        paper: Paper,
        path: Path,
        kind: str,
        report: Progress = unreported,
        *,
        redacted: bool = False,
    ) -> None:
        """Write a paper to a file, whole or not at all.

        `kind` is "pdf", "word", "html" or "excel"; the path ends as that kind does. The redacted
        edition holds nothing that must not leave the council. BackstopError where the place cannot
        be written.
        """
        from planner.document.redaction.secrets import secrets_of

        secrets = secrets_of(self.register) if redacted else None
        if kind == "excel":
            from planner.document.workbook.paper import write_paper_workbook

            written(lambda: write_paper_workbook(paper, path, report, secrets=secrets), path)
            return
        from planner.document.paper_document import paper_document
        from planner.document.redaction.edition import redacted as without_secrets

        document = paper_document(paper)
        if secrets is not None:
            document = without_secrets(document, secrets)
        write_as(document, path, kind=kind, report=report)

    def sweep_paper(self, found: SweepReport) -> Paper:
        """Return what failing each provider, asset and owner in turn found, to export."""
        from planner.document.sweep_paper import sweep_paper

        return sweep_paper(self.register, found, self.today())

    def measures_paper(self, found: tuple[Measure, ...], limit: float) -> Paper:
        """Return every measure of dependence, to export; `limit` is the share in force, 0 to 1."""
        from planner.document.measures_paper import measures_paper

        return measures_paper(self.register, found, limit, self.today())

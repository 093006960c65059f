"""Findings as papers, and a paper as a file.

Each piece is loaded when it is first asked for, so that opening a register stays quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner.answers.asked import Asked
from planner.answers.writing import written
from planner.progress import Progress, unreported

if TYPE_CHECKING:
    from planner.document.measure import Measure
    from planner.document.paper import Paper
    from planner.document.sweep_charts import SweepReport


class Papering(Asked):
    """Findings as papers, and a paper as a file."""

    def write_paper(
        self, paper: Paper, path: Path, kind: str, report: Progress = unreported
    ) -> None:
        """Write a paper to a file, whole or not at all; `kind` is "pdf" or "excel".

        BackstopError where the place cannot be written.
        """
        if kind == "pdf":
            from planner.document.paper_document import paper_document
            from planner.document.pdf.pages import write_document_pdf

            document = paper_document(paper)
            written(lambda: write_document_pdf(document, path, report), path)
        else:
            from planner.document.workbook.paper import write_paper_workbook

            written(lambda: write_paper_workbook(paper, path, report), path)

    def sweep_paper(self, found: SweepReport) -> Paper:
        """Return what failing each provider, asset and owner in turn found, to export."""
        from planner.document.sweep_paper import sweep_paper

        return sweep_paper(self.register, found, self.today())

    def measures_paper(self, found: tuple[Measure, ...], limit: float) -> Paper:
        """Return every measure of dependence, to export; `limit` is the share in force, 0 to 1."""
        from planner.document.measures_paper import measures_paper

        return measures_paper(self.register, found, limit, self.today())

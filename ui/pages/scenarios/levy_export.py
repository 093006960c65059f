"""Export of the levy: a PDF to read, or a workbook that works the levy out itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ui.pages.paper_export import PaperExport
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.paper import Paper
    from planner.plan.levy_terms import Levy


class LevyExport(PaperExport):
    """The button "Export", whose Excel is the workbook with live formulas."""

    def __init__(
        self, bench: Workbench, paper: Callable[[], Paper | None], levy: Callable[[], Levy | None]
    ) -> None:
        super().__init__(bench, "the levy", paper)
        self._levy = levy

    def write(self, paper: Paper, path: Path, kind: str) -> None:
        """Write the paper, or the workbook of formulas, to a path; say where it is."""
        levy = self._levy()
        if kind != "excel" or levy is None:
            super().write(paper, path, kind)
            return
        self._bench.tasks.ask(
            self,
            self._bench.session.study(),
            "write_levy",
            levy,
            path,
            then=lambda _nothing: self._say(path),
            failed=self._failed,
            title=f"Writing {path.name}",
            lane="long",
        )

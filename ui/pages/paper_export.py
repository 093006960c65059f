"""Export: what a page found, whole or redacted, in a file the person chooses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from planner.errors import BackstopError
from ui.notices import Answer
from ui.parts.saved_file import allowed_name, opens, sweep_beside
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.paper import Paper

KINDS = {
    "pdf": ("PDF…", ".pdf", "PDF (*.pdf)"),
    "excel": ("Excel…", ".xlsx", "Excel workbook (*.xlsx)"),
    "word": ("Word…", ".docx", "Word (*.docx)"),
    "html": ("Web page…", ".html", "Web page (*.html)"),
}
REDACTED = "Redacted edition: no contacts, ratings, chances, money or counts under 5"
FOLDER = "papers/folder"


class PaperExport(QPushButton):
    """The button "Export" with a menu of formats, for any page that tells what it found.

    `what` names it for those who hear the button ("the failures in turn"). `paper` is asked for
    the paper when a kind is chosen; it only puts together what is at hand, or returns None where
    there is nothing to tell yet. The file is written in the background.
    """

    def __init__(self, bench: Workbench, what: str, paper: Callable[[], Paper | None]) -> None:
        super().__init__("Export")
        self._bench = bench
        self._paper = paper
        self.setAutoDefault(False)
        self.setProperty("kind", "menu")
        self.setAccessibleName(f"Export {what}")
        self.setToolTip(f"Export {what} as PDF, Excel, Word or web page")
        kinds = QMenu(self)
        for kind, (words, _, _) in KINDS.items():
            kinds.addAction(words).setData(kind)
        kinds.addSeparator()
        self.redacted = kinds.addAction(REDACTED)
        self.redacted.setCheckable(True)
        kinds.triggered.connect(self._chosen)
        self.setMenu(kinds)

    def export(self, kind: str) -> None:
        """Ask where to, then write the paper there; `kind` is one of KINDS."""
        paper = self._paper()
        if paper is None:
            self._bench.messages.say("Nothing to export yet.", "The result is not there yet.")
            return
        _, suffix, kinds = KINDS[kind]
        folder = str(self._bench.memory.value(FOLDER, "") or self._bench.session.path.parent)
        title = f"{paper.title}, redacted" if self.redacted.isChecked() else paper.title
        suggested = str(Path(folder) / f"{allowed_name(title)}{suffix}")
        chosen, _ = QFileDialog.getSaveFileName(self, "Export", suggested, kinds)
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != suffix:
            path = path.with_name(f"{path.name}{suffix}")
        self._bench.memory.setValue(FOLDER, str(path.parent))
        self.write(paper, path, kind)

    def write(self, paper: Paper, path: Path, kind: str) -> None:
        """Write a paper to a path, with progress and Cancel; say where it is."""
        task = self._bench.tasks.ask(
            self,
            self._bench.session.study(),
            "write_paper",
            paper,
            path,
            kind,
            redacted=self.redacted.isChecked(),
            then=lambda _nothing: self._say(path),
            failed=self._failed,
            title=f"Writing {path.name}",
            lane="long",
        )
        task.cancelled.connect(lambda: sweep_beside(path))

    def _chosen(self, action: QAction) -> None:
        if action is not self.redacted:
            self.export(str(action.data()))

    def _say(self, path: Path) -> None:
        self._bench.messages.say(
            f"Saved {path.name}.",
            f"In {path.parent}.",
            tone="success",
            answers=[Answer("Open", opens(path)), Answer("Open folder", opens(path.parent))],
        )

    def _failed(self, error: BackstopError) -> None:
        self._bench.messages.say("Not exported.", error.sentence, tone="failure")

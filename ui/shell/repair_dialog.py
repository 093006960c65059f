"""Check a register file as a whole, and save what can be saved of a damaged one in a new file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from planner.answers import caring
from planner.document.wording import counted
from planner.errors import BackstopError
from planner.progress import Progress
from planner.session import local_now, users_folders
from ui.parts.words import button, label
from ui.shell.dialog import Dialog
from ui.shell.file_dialogs import REGISTER_FILES, FileDialogs
from ui.tasks import Task
from ui.workbench import Workbench


class RepairDialog(Dialog):
    """What is wrong with the file at `path`, Repair, and what was saved and lost.

    `backups` shows the backups of the register; `open_path` opens the repaired file.
    """

    def __init__(
        self,
        bench: Workbench,
        window: QWidget,
        dialogs: FileDialogs,
        path: Path,
        who: Callable[[], str],
        backups: Callable[[Path], object],
        open_path: Callable[[Path], object],
    ) -> None:
        super().__init__(bench.look, window, f"Check and repair {path.name}", 760, 560)
        self._bench = bench
        self._dialogs = dialogs
        self._path = path
        self._who = who
        self._open_path = open_path
        self._task: Task | None = None
        self.made: Path | None = None
        self.says = label("", "secondary", wraps=True)
        self.main.addWidget(self.says)
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setAccessibleName("What is wrong with the file")
        self.report.setTabChangesFocus(True)
        self.main.addWidget(self.report, 1)
        self.backups = self.add_button(button("Backups…", lambda: backups(path)))
        self.repair = self.add_button(button("Repair into a new file…", self._repair, "primary"))
        self.open_repaired = self.add_button(
            button("Open the repaired register", self._open, "primary")
        )
        self.repair.setEnabled(False)
        self.open_repaired.hide()
        self.check()

    def check(self) -> None:
        """Check the file, off the window's thread; the bar at the foot of the window cancels."""
        path = self._path
        self.says.setText(
            "Checking pages, links, values, history and the logs of exercises; the file is not "
            "changed."
        )
        self._do(
            lambda report: caring.checked_file(path, users_folders(), report),
            self._show_findings,
            f"Checking {path.name}",
        )

    def done(self, result: int) -> None:
        """Stop what is under way as the dialog closes."""
        if self._task is not None and not self._task.is_over:
            self._task.cancel()
        super().done(result)

    def _show_findings(self, findings: tuple[str, ...]) -> None:
        if not findings:
            self.says.setText(f"Nothing is wrong with {self._path.name}.")
            self.report.setPlainText("")
            return
        things = counted(len(findings), "thing is", "things are")
        self.says.setText(
            f"{things} wrong. Repairing writes what can be saved into a new file and leaves this "
            "one as it is."
        )
        self.report.setPlainText("\n".join(f"• {one}" for one in findings))
        self.repair.setEnabled(True)

    def _repair(self) -> None:
        path, who = self._path, self._who()
        start = str(caring.repaired_name(path))
        chosen = self._dialogs.to_write(
            self, "Where to put the repaired register", start, REGISTER_FILES
        )
        if chosen is None:
            return
        target = chosen if chosen.suffix else chosen.with_suffix(".backstop")
        self.says.setText("Saving what can be saved; the damaged file is not changed.")
        self.repair.setEnabled(False)

        def work(report: Progress) -> caring.Repaired:
            return caring.repair_file(path, target, who, users_folders(), local_now(), report)

        self._do(work, self._show_repaired, f"Repairing {path.name}")

    def _show_repaired(self, repaired: caring.Repaired) -> None:
        self.made = repaired.path
        self.says.setText(repaired.sentence)
        self.report.setPlainText(repaired.report)
        self.report.setAccessibleName("What was saved and what is lost")
        self.repair.hide()
        self.open_repaired.show()
        self.open_repaired.setFocus()

    def _open(self) -> None:
        if self.made is not None:
            made = self.made
            self.close()
            self._open_path(made)

    def _do(
        self, work: Callable[[Progress], object], then: Callable[[Any], None], title: str
    ) -> None:
        def failed(error: BackstopError) -> None:
            self.says.setText(error.sentence)

        def stopped() -> None:
            self.says.setText("You stopped it; nothing was changed.")
            self.repair.setEnabled(bool(self.report.toPlainText()))

        self._task = self._bench.tasks.do(self, work, then=then, failed=failed, title=title)
        self._task.cancelled.connect(stopped)

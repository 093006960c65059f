"""A plan written as PDF or Excel to a file the person chooses, and what to do with it then."""

from __future__ import annotations

import urllib.parse
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.notices import Answer
from ui.parts.saved_file import allowed_name, opens, sweep_beside
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.plan_sheet import PlanSheet
    from planner.errors import BackstopError

PDF, EXCEL = "write_pdf", "write_workbook"
KINDS = {PDF: (".pdf", "PDF (*.pdf)"), EXCEL: (".xlsx", "Excel workbook (*.xlsx)")}
FOLDER = "plans/folder"


class Exporting(QObject):
    """Writes plans to files in the background; a cancelled one leaves nothing behind."""

    def __init__(self, bench: Workbench, owner: QWidget) -> None:
        super().__init__(owner)
        self._bench = bench
        self._owner = owner

    def export(self, sheet: PlanSheet, how: str) -> None:
        """Ask where to, then write the plan there; `how` is PDF or EXCEL."""
        suffix, kinds = KINDS[how]
        folder = str(self._bench.memory.value(FOLDER, "") or self._bench.session.path.parent)
        suggested = str(Path(folder) / f"{file_name(sheet)}{suffix}")
        chosen, _ = QFileDialog.getSaveFileName(self._owner, "Save the plan", suggested, kinds)
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != suffix:
            path = path.with_name(f"{path.name}{suffix}")
        self._bench.memory.setValue(FOLDER, str(path.parent))
        self.write(sheet, how, path)

    def write(self, sheet: PlanSheet, how: str, path: Path) -> None:
        """Write the plan to a path, with progress and Cancel."""

        def failed(error: BackstopError) -> None:
            self._bench.messages.say("Not exported.", error.sentence, tone="failure")

        task = self._bench.tasks.ask(
            self._owner,
            self._bench.session.study(),
            how,
            sheet.plan,
            path,
            then=lambda _nothing: self._say(sheet, path),
            failed=failed,
            title=f"Writing {path.name}",
            lane="long",
        )
        task.cancelled.connect(lambda: sweep_beside(path))

    def _say(self, sheet: PlanSheet, path: Path) -> None:
        self._bench.messages.say(
            f"Saved {path.name}.",
            f"In {path.parent}.",
            tone="success",
            answers=[
                Answer("Open", opens(path)),
                Answer("Open folder", opens(path.parent)),
                Answer("E-mail", lambda: self._mail(sheet, path)),
            ],
        )

    def _mail(self, sheet: PlanSheet, path: Path) -> None:
        """Open a new message and the folder: a link cannot attach the file, so words say so."""
        QDesktopServices.openUrl(QUrl(mail_link(sheet, path)))
        self._bench.messages.say(
            "A new message was opened.",
            f"Attach {path.name} to it yourself; it is in {path.parent}.",
            answers=[Answer("Open folder", opens(path.parent))],
        )


def file_name(sheet: PlanSheet) -> str:
    """Return what a plan's file is called, without what some systems refuse in names."""
    words = f"{sheet.title}, version {sheet.plan.header.version}"
    return allowed_name(words)


def mail_link(sheet: PlanSheet, path: Path) -> str:
    """Return the link that opens a new message about a plan, with subject and words."""
    header = sheet.plan.header
    subject = f"{header.marking}: {header.title}, version {header.version} ({header.status})"
    body = f"{sheet.headline}\n\nAttach this file before you send: {path}\n"
    told = urllib.parse.urlencode({"subject": subject, "body": body}, quote_via=urllib.parse.quote)
    return f"mailto:?{told}"

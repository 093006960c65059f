"""The whole register written elsewhere from the window: as JSON, as a workbook, or a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from planner.progress import Progress
from ui.shell.file_dialogs import JSON, WORKBOOK
from ui.shell.files import RegisterFiles
from ui.shell.template_file import keep_template
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.storage.publish import Saved


class ExportingRegister:
    """Exports that go on with the register file that is open; a refusal is a sentence."""

    names = ("file.export_json", "file.export_workbook")

    def __init__(self, bench: Workbench, window: QWidget, files: RegisterFiles) -> None:
        self._bench = bench
        self._window = window
        self._files = files

    def carry_out(self) -> None:
        """Say how each of the actions is carried out; exports wait for a register."""
        on = self._bench.actions.on
        on("file.export_json", self.export_json, enabled=False)
        on("file.export_workbook", self.export_workbook, enabled=False)
        on("file.template", self.write_template)

    def export_json(self) -> None:
        """Ask for a file and write the register there as JSON, without its history."""
        self._export("Export the register as JSON", JSON, "", ".json")

    def export_workbook(self) -> None:
        """Ask for a file and write the register there as a workbook to edit in Excel."""
        self._export("Export the register as a workbook", WORKBOOK, " register", ".xlsx")

    def write_template(self) -> None:
        """Ask for a file and write an empty register workbook there, with worked rows."""
        start = f"{self._files.start_folder()}/Backstop template.xlsx"
        path = self._files.dialogs.to_write(
            self._window, "Where to keep the template", start, WORKBOOK
        )
        if path is not None:
            path = path if path.suffix else path.with_suffix(".xlsx")
            keep_template(self._bench, self._window, path)

    def _export(self, title: str, kinds: str, more: str, suffix: str) -> None:
        self._files.take_typed()
        if not self._bench.desk.is_open or self._files.is_busy:
            return
        session = self._bench.session
        start = session.path.with_name(f"{session.path.stem}{more}{suffix}")
        path = self._files.dialogs.to_write(self._window, title, str(start), kinds)
        if path is None:
            return
        wanted = path if path.suffix else path.with_suffix(suffix)

        def write(report: Progress) -> Saved:
            if suffix == ".xlsx":
                return session.export_workbook(wanted, report)
            return session.export_json(wanted)

        def told(saved: Saved) -> None:
            words = "Import takes it back from Excel." if suffix == ".xlsx" else saved.sentence
            words = f"{words} {session.log_stays}".strip()
            self._bench.messages.say(f"Exported {saved.path.name}.", words, "success")

        self._files.with_session(f"Exporting {wanted.name}", write, told, refused="Not exported.")

"""Backups of a register, and checking and repairing one, also where it does not open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from planner.answers import caring
from planner.errors import BackstopError
from planner.session import users_folders
from ui.notices import Answer
from ui.shell.dialog import Dialog
from ui.shell.file_dialogs import REGISTER_FILES
from ui.shell.files import RegisterFiles
from ui.workbench import Workbench


class Caring:
    """Shows backups and repairs; a register that is refused as damaged offers both."""

    names: tuple[str, ...] = ()
    """Both actions are always let in: with no register open they ask for one."""

    def __init__(self, bench: Workbench, window: QWidget, files: RegisterFiles) -> None:
        self._bench = bench
        self._window = window
        self._files = files
        self.shown: Dialog | None = None
        files.not_opened.connect(self._offer)
        # A save goes through where no backup could be kept, and that is told at once.
        bench.desk.saved.connect(files.tell_notices)

    def carry_out(self) -> None:
        """Say how each of the actions is carried out."""
        self._bench.actions.on("file.backups", self.ask_backups)
        self._bench.actions.on("file.repair", self.ask_repair)

    def ask_backups(self) -> None:
        """Show the backups of the open register; with none open, ask for one."""
        path = self._asked("The register whose backups to see")
        if path is not None:
            self.show_backups(path)

    def ask_repair(self) -> None:
        """Check the file of the open register; with none open, ask for one."""
        path = self._asked("The register to check")
        if path is not None:
            self.show_repair(path)

    def show_backups(self, path: Path) -> None:
        """Show the backups of the register at a path."""
        from ui.shell.backups_dialog import BackupsDialog

        files = self._files
        self._show(
            BackupsDialog(
                self._bench,
                self._window,
                files.dialogs,
                path.expanduser().resolve(),
                lambda: files.who,
                self._open_restored,
            )
        )

    def show_repair(self, path: Path) -> None:
        """Check the file at a path and offer to repair it."""
        from ui.shell.repair_dialog import RepairDialog

        files = self._files
        self._show(
            RepairDialog(
                self._bench,
                self._window,
                files.dialogs,
                path.expanduser().resolve(),
                lambda: files.who,
                self.show_backups,
                files.open_path,
            )
        )

    def _open_restored(self, path: Path, told: str) -> None:
        """Open a register that was restored, and say then what was kept of it before."""
        say = self._bench.messages.say
        self._files.open_team(path, then=lambda: say("Restored.", told, "caution"))

    def _show(self, dialog: Dialog) -> None:
        if self.shown is not None:
            self.shown.close()
            self.shown.deleteLater()
        self.shown = dialog
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _asked(self, title: str) -> Path | None:
        self._files.take_typed()
        desk = self._bench.desk
        if desk.is_open:
            path = desk.session.path
            if path.suffix.lower() == ".backstop":
                return path
            self._bench.messages.say(
                "Nothing to show.",
                f"{path.name} is not a .backstop file, and only those have backups and are "
                "repaired.",
                "caution",
            )
            return None
        return self._files.dialogs.to_open(
            self._window, title, self._files.start_folder(), REGISTER_FILES
        )

    def _offer(self, path: Path, error: BackstopError) -> None:
        """Offer what may help where a register was refused."""
        answers = []
        if caring.may_be_mended(path, error):
            answers.append(Answer("Check and repair…", lambda: self.show_repair(path)))
        if path.suffix.lower() == ".backstop" and caring.has_backups(path, users_folders()):
            answers.append(Answer("Backups…", lambda: self.show_backups(path)))
        if answers:
            self._bench.messages.say("Not opened.", error.sentence, "failure", answers)

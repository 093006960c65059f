"""Comparing the open register with another, or with its own file as somebody else saved it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.shell.file_dialogs import REGISTERS
from ui.shell.files import RegisterFiles
from ui.workbench import Workbench


class Joining:
    """Asks which register to lay beside the open one, and goes to the differences."""

    names = ("file.compare", "file.compare_saved")

    def __init__(self, bench: Workbench, window: QWidget, files: RegisterFiles) -> None:
        self._bench = bench
        self._window = window
        self._files = files

    def carry_out(self) -> None:
        """Say how each of the actions is carried out; they wait for a register."""
        self._bench.actions.on("file.compare", self.ask, enabled=False)
        self._bench.actions.on("file.compare_saved", self.compare_saved, enabled=False)

    def ask(self) -> None:
        """Ask for another register and compare with it."""
        self._files.take_typed()
        path = self._files.dialogs.to_open(
            self._window, "A register to compare with", self._files.start_folder(), REGISTERS
        )
        if path is not None:
            self.compare(path)

    def compare_saved(self) -> None:
        """Compare with the file of the open register as it is now."""
        self._files.take_typed()
        if self._bench.desk.is_open:
            self.compare(self._bench.session.path)

    def compare(self, path: Path) -> None:
        """Lay another register beside the open one."""
        if self._bench.desk.is_open:
            self._bench.go("register", show="join", file=str(path))

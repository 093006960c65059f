"""Where a file is asked for: the system's own dialogs, which tests put others in place of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

REGISTERS = "Registers (*.backstop *.backstop-team *.json)"
REGISTER_FILES = "Registers (*.backstop)"
JSON = "JSON (*.json)"
WORKBOOK = "Excel workbook (*.xlsx)"
LISTS = "Lists (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt *.json);;All files (*)"

Asked = Callable[[QWidget, str, str, str], Path | None]


def file_to_open(parent: QWidget, title: str, start: str, filters: str) -> Path | None:
    """Ask for a file that is there; None where the person gives up."""
    name, _ = QFileDialog.getOpenFileName(parent, title, start, filters)
    return Path(name) if name else None


def file_to_write(parent: QWidget, title: str, start: str, filters: str) -> Path | None:
    """Ask for a file to write; the dialog itself asks before one that is there is replaced."""
    name, _ = QFileDialog.getSaveFileName(parent, title, start, filters)
    return Path(name) if name else None


@dataclass(slots=True)
class FileDialogs:
    """The two questions about files: each takes the window, a title, where to start, filters."""

    to_open: Asked = file_to_open
    to_write: Asked = file_to_write

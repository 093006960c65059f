"""From nothing to a window in which somebody can work."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from planner.session import users_folders
from ui.main_window import MainWindow
from ui.theme import Look


def start(arguments: list[str]) -> int:
    """Open the window, on a register named in the arguments or the last one, and run it."""
    application = QApplication(arguments)
    application.setApplicationName("Backstop")
    window = made_window(application)
    window.show()
    if len(arguments) > 1:
        window.open_path(Path(arguments[1]))
    return application.exec()


def made_window(application: QApplication) -> MainWindow:
    """Return a window that is not shown yet, laid out as it was last time."""
    look = Look(application)
    look.use("light", 100)
    folder = users_folders().settings
    folder.mkdir(parents=True, exist_ok=True)
    return MainWindow(look, QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat))

"""From nothing to a window in which somebody can work."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from planner.answers import personal
from planner.session import users_folders
from ui.main_window import MainWindow
from ui.shell.crash_net import CrashNet
from ui.shell.header import logo
from ui.shell.preferences import wanted_look
from ui.theme import Look

SMOKE = "--smoke"


def start(arguments: list[str]) -> int:
    """Open the window, on a register named in the arguments or the last one, and run it.

    `--smoke FOLDER` tries the whole program once instead and keeps what comes of it in that folder.
    """
    application = QApplication(arguments)
    application.setApplicationName("Backstop")
    application.setDesktopFileName("backstop")
    # What Qt takes for itself, such as -platform, is not there any more.
    named = [Path(word) for word in application.arguments()[1:] if word != SMOKE]
    is_smoke = SMOKE in application.arguments()
    if is_smoke and (refused := own_home(named)):
        print(refused, file=sys.stderr)
        return 1
    window = made_window(application)
    net = CrashNet(users_folders().settings)
    net.install()
    window.listen_to(net)
    if is_smoke:
        from ui.smoke import smoke

        status = smoke(window, named[0].resolve())
        net.uninstall()
        return status
    window.show()
    personal.tidy_up(users_folders())
    path = named[0] if named else personal.last_register(users_folders())
    if path is not None:
        QTimer.singleShot(0, window, lambda: window.files.take(path))
    status = application.exec()
    net.uninstall()
    return status


def made_window(application: QApplication) -> MainWindow:
    """Return a window that is not shown yet, laid out as it was last time."""
    folder = users_folders().settings
    # Where it cannot be written to, the window opens all the same and forgets how it looked.
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    memory = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    look = Look(application)
    look.use(*wanted_look(memory, application.styleHints()))
    application.setWindowIcon(logo(look))
    return MainWindow(look, memory)


def own_home(named: list[Path]) -> str:
    """Have the program keep all of its own files in a new folder in the one folder named.

    Returns a sentence where that cannot be, else "".
    """
    if len(named) != 1:
        return f"{SMOKE} takes the name of one folder; name a new one."
    try:
        named[0].mkdir(parents=True, exist_ok=True)
        home = tempfile.mkdtemp(prefix="home-", dir=named[0].resolve())
    except OSError as error:
        return f"{named[0]} cannot be used: {error.strerror or error}; name another folder."
    os.environ["BACKSTOP_HOME"] = home
    return ""

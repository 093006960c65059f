"""The real window on a virtual screen, with the sample council, driven as a person would."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.exchange.register_json import read_register
from planner.register.register import Register
from planner.session import Session
from resources.sample import sample_register_path
from ui.main_window import MainWindow
from ui.theme import THEMES, Look

SIZE = (1366, 768)


@pytest.fixture(scope="session", autouse=True)
def clear_clipboard(qapp: QApplication) -> Iterator[None]:
    """Empty the clipboard at the end; without a screen Qt crashes when it goes with words in it."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Look:
    """Return the one look of the application."""
    look = Look(qapp)
    look.use("light", 100)
    return look


@pytest.fixture(scope="session")
def sample_register() -> Register:
    """Return the register of the sample council, read once: it never changes."""
    return read_register(sample_register_path())


@pytest.fixture
def sample(tmp_path: Path, sample_register: Register) -> Session:
    """Return a session on a fresh copy of the sample council; the window closes it."""
    return Session.of(tmp_path / "Orrinshaw.backstop", sample_register, "A. Tester")


@pytest.fixture
def empty_window(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[MainWindow]:
    """Return a shown window with no register open; closing it must leave no thread behind."""
    before = set(threading.enumerate())
    if look.theme is not THEMES["light"] or look.text_size != 100:  # taking a look is not cheap
        look.use("light", 100)
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    window = MainWindow(look, memory)
    window.resize(*SIZE)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    window.deleteLater()
    qtbot.wait(1)
    left = [thread for thread in threading.enumerate() if thread not in before]
    assert not left, f"threads left behind: {left}"


@pytest.fixture
def window(empty_window: MainWindow, sample: Session) -> MainWindow:
    """Return a shown window on the sample council, at its register."""
    empty_window.open_session(sample)
    return empty_window


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[MainWindow], None]:
    """Return a function that waits until the window has no long work left."""

    def wait(window: MainWindow, timeout: int = 30_000) -> None:
        qtbot.waitUntil(lambda: not window.bench.tasks.running, timeout=timeout)

    return wait

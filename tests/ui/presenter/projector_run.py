"""Play an exercise on two real X screens, and unplug the projector; run by a test, under Xvfb."""

from __future__ import annotations

import atexit
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from monitors import Monitors
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.register.edits import AddRecord, Together
from planner.register.records import Exercise, Inject
from planner.session import Session
from ui.main_window import MainWindow
from ui.playing import Playing
from ui.presenter.window import PresenterWindow, open_presenter
from ui.theme import Look

LAPTOP = (0, 0, 1366, 768)
PROJECTOR = (1366, 0, 1920, 1080)


def main() -> None:
    """Say at each step, as JSON on a line, where the room's screen is."""
    monitors = Monitors()
    monitors.first("laptop", *LAPTOP)
    monitors.plug_in("projector", *PROJECTOR)
    application = QApplication([])
    look = Look(application)
    look.use("light", 100)
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    window = MainWindow(look, QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat))
    window.open_session(Session.sample(folder / "Orrinshaw.backstop", "A. Tester"))
    window.setGeometry(0, 0, 1366, 740)
    window.show()
    heron = Exercise("heron", "Exercise Heron", scenario="friday-liquidation", start_day=0)
    news = Inject("heron-1", "heron", "The company rings", day=0, time="09:00")
    window.bench.session.apply(Together("Prepared", (AddRecord(heron), AddRecord(news))))
    playing = Playing(window.bench, "heron", window)
    presenter = open_presenter(window.bench, playing)

    def say(step: str, until: Callable[[], bool]) -> None:
        end = time.monotonic() + 10
        while time.monotonic() < end and not until():
            application.processEvents()
            time.sleep(0.01)
        print(json.dumps({"step": step, **where(presenter)}), flush=True)

    def is_full() -> bool:
        return presenter.isFullScreen() and presenter.geometry().getRect() == PROJECTOR

    def is_back() -> bool:
        return not presenter.isFullScreen() and presenter.screen().name() == "laptop"

    say("two screens", is_full)
    QTest.keyClick(presenter, Qt.Key.Key_Space)
    say("an inject", lambda: playing.current is not None)
    monitors.unplug("projector")
    say("unplugged", is_back)
    monitors.plug_in("projector", *PROJECTOR)
    say("plugged in again", is_full)
    if len(sys.argv) > 1:
        while window.bench.tasks.running:
            application.processEvents()
            time.sleep(0.01)
        application.primaryScreen().grabWindow(0).save(sys.argv[1])
    presenter.close()
    window.close()


def where(presenter: PresenterWindow) -> dict[str, object]:
    """Return where a window is, and what it shows."""
    return {
        "screen": presenter.screen().name(),
        "place": presenter.geometry().getRect(),
        "is_full": presenter.isFullScreen(),
        "is_shown": presenter.isVisible(),
        "news": presenter.parts.news.accessibleDescription(),
    }


if __name__ == "__main__":
    main()

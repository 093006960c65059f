"""Time from `python -m ui` to a window one can work in, on the sample council, in new processes.

The clock starts before the process does and stops when the register page has been painted and the
window has nothing left to do. Run it with the project's Python, where there is a screen or under
`xvfb-run`: `python packaging/benchmarks/start_up.py`. Asked for: 1.5 s.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 5
LIMIT = 1.5
CHILD = "--child"


def child(begun: float) -> None:
    """Open the window as the program does, and print the seconds since `begun` when it is ready."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from ui import start as starting
    from ui.main_window import MainWindow

    def watch() -> None:
        window = next(
            (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)), None
        )
        if (
            window is None
            or not window.bench.desk.is_open
            or not window.page("register").isVisible()
        ):
            return
        # Two turns of the event loop with nothing in between: painted, and idle.
        timer.stop()
        window.repaint()
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: ready(window)))

    def ready(window: MainWindow) -> None:
        print(f"{time.time() - begun:.3f}", flush=True)
        window.close()

    timer = QTimer()
    made = starting.made_window

    def made_and_watched(application: QApplication) -> MainWindow:
        timer.timeout.connect(watch)
        timer.start(5)
        return made(application)

    starting.made_window = made_and_watched
    starting.start(["backstop"])


def prepared(home: Path) -> None:
    """Keep a copy of the sample council as the register opened last."""
    import datetime

    from planner.answers import personal
    from planner.session import Session, users_folders

    with Session.sample(home / "Orrinshaw.backstop", "A. Tester") as session:
        now = datetime.datetime.now().astimezone()
        personal.remember_opened(users_folders(), session.path, session.register, now)


def main() -> None:
    """Print each time and their median against the time asked for."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BACKSTOP_HOME"] = folder
        prepared(Path(folder))
        seconds = []
        for _ in range(RUNS):
            begun = time.time()
            told = subprocess.run(
                [sys.executable, __file__, CHILD, str(begun)],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                capture_output=True,
                text=True,
                check=True,
            )
            seconds.append(float(told.stdout.split()[-1]))
            print(f"{seconds[-1]:.2f} s")
        median = statistics.median(seconds)
        print(f"median {median:.2f} s of {RUNS} starts; asked for: {LIMIT} s")


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == CHILD:
        child(float(sys.argv[2]))
    else:
        main()

"""The program opens no connection: not at the start, not in its work, not in its help."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
# Put before every Python process that is started, so that those it starts are watched as well.
WATCH = """
import os, sys

def watch(event, given):
    if not event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.")):
        return
    if event == "socket.__new__":
        family = given[1]
        if family in (-1, 1):  # pipes between processes of this computer
            return
    elif event in ("socket.bind", "socket.connect") and isinstance(given[1], str | bytes):
        return
    elif event == "socket.gethostname":
        return
    with open(os.environ["WATCHED"], "a") as told:
        told.write(f"{event} {given[1:]}\\n")
sys.addaudithook(watch)
"""
WORK = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.start import made_window
from ui.shell.session_work import fresh_sample

folder = Path(sys.argv[1])
application = QApplication([])
window = made_window(application)
window.show()
session = fresh_sample("Ada")
window.open_session(session)
for page in ("register", "dependence", "scenarios", "plans"):
    window.bench.go(page)
    application.processEvents()
source = folder / "list.csv"
source.write_text("Title,Supplier,Value\\nHome care,http://192.0.2.1/x,5\\n")
session.preview_lists([session.look_at_list(source)])
plan = session.make_plan("friday-liquidation")
session.write_document("summary", [folder / "summary.html"], plan)
session.write_calendar(session.calendar_dates(), folder / "dates.ics")
for action in ("help.guide", "help.about"):
    window.bench.actions[action].trigger()
    application.processEvents()
for _ in range(20):
    application.processEvents()
if os.path.exists("/proc/self/maps"):
    assert "libQt6Network" not in Path("/proc/self/maps").read_text()
assert "PySide6.QtNetwork" not in sys.modules
print("done", flush=True)
os._exit(0)
"""


def worked(folder: Path) -> str:
    """Run the work in a process that is watched; return what the watch told."""
    watcher = folder / "watcher"
    watcher.mkdir(exist_ok=True)
    (watcher / "sitecustomize.py").write_text(WATCH)
    told = folder / "told.txt"
    told.write_text("")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(watcher), str(PROJECT))),
        "WATCHED": str(told),
        "BACKSTOP_HOME": str(folder / "home"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, "-c", WORK, str(folder)],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip().endswith("done"), done.stderr
    return told.read_text()


def test_no_connection_is_opened(tmp_path: Path) -> None:
    assert worked(tmp_path) == ""
    assert (tmp_path / "summary.html").exists()


def test_the_watch_tells_of_a_connection(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCH)
    told = tmp_path / "told.txt"
    told.write_text("")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "WATCHED": str(told)}
    inside = "import socket; socket.socketpair()"
    subprocess.run([sys.executable, "-c", inside], env=environment, check=True)
    assert told.read_text() == ""
    away = "import socket; socket.socket(socket.AF_INET).close()"
    subprocess.run([sys.executable, "-c", away], env=environment, check=True)
    assert "socket.__new__" in told.read_text()

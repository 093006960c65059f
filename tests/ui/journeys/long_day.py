"""One round of a long day in the real window: edit, run, read, write, play, and what it holds."""

from __future__ import annotations

import ctypes
import gc
import os
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from planner.register.edits import ChangeFields
from planner.register.register import Register
from planner.session import Session
from tests.ui.journeys.person import Person
from tests.ui.test_playing import RoomClock
from ui.pages.plans.page import PlansPage
from ui.pages.workshop.page import WorkshopPage
from ui.theme import Look

PLANNED = "ninety-days"
PLAYED = "care-group"
VIEWS = (
    ("register", {"show": "table", "tab": "contract"}),
    ("register", {"show": "table", "tab": "provider"}),
    ("register", {"show": "board"}),
    ("register", {"show": "health"}),
    ("dependence", {"show": "map"}),
    ("dependence", {"show": "concentration"}),
    ("scenarios", {"show": "sweep"}),
    ("plans", {"show": "list"}),
    ("plans", {"show": "actions"}),
)
WRITTEN = (".pdf", ".xlsx", ".docx", ".html")


@dataclass(frozen=True, slots=True)
class Held:
    """What the program held after a round: bytes, open files, threads, objects of Qt; seconds.

    Seconds are of the processor, of this program and of those it started, so that other work on
    the machine does not count. `acts` is how many things a person did in the round.
    """

    memory: int
    handles: int
    threads: int
    widgets: int
    objects: int
    seconds: float
    acts: int


class LongDay(Person):
    """Somebody who works in one window for a long day, on one register of their own."""

    patience = 300.0

    def __init__(self, look: Look, folder: Path, register: Register) -> None:
        super().__init__(look, folder)
        self._sample = register
        self._acts = 0
        self._round = 0
        self.mine = folder / "Ours.backstop"
        session = Session.of(self.mine, register, "Ann")
        session.store_plan(session.make_plan(PLANNED))
        self.window.open_session(session)
        self.window.files.autosave_after(10_000_000)
        self.waits()

    @property
    def session(self) -> Session:
        """The session of the register that is open."""
        return self.window.bench.session

    def does(self, count: int = 1) -> None:
        """Count something a person did."""
        self._acts += count
        self.waits()

    def spends_a_round(self) -> Held:
        """Edit, run, look, write, play and come back; return what is held after it."""
        self._acts, self._round = 0, self._round + 1
        start = _processor()
        self.edits()
        self.looks_and_runs()
        self.writes()
        self.plays_elsewhere()
        self.window.open_path(self.mine)
        self.waits(lambda: self.window.bench.desk.is_open and self.session.path == self.mine)
        self.does()
        return held(_processor() - start, self._acts)

    def edits(self) -> None:
        """Change thirty values, take ten back, make five again, type a search, and save."""
        contracts = list(self.session.register.contracts)
        desk = self.window.bench.desk
        for at in range(30):
            key = contracts[(self._round * 7 + at) % len(contracts)]
            value = 10_000.0 * (1 + (self._round + at) % 50) + self._round
            desk.apply(ChangeFields("contract", key, {"annual_value": value}))
            self.does()
        for _ in range(10):
            self.presses("Ctrl+Z")
            self.does()
        for _ in range(5):
            self.presses("Ctrl+Y")
            self.does()
        self.presses("Ctrl+K")
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit):
            QTest.keyClicks(field, "harbour")
            self.waits()
            QTest.keyClick(field, Qt.Key.Key_Escape)
        self.does()
        self.presses("Ctrl+S")
        self.does()
        assert self.session.is_saved

    def looks_and_runs(self) -> None:
        """Look at every page, and run three scenarios on what was changed."""
        bench = self.window.bench
        for page, view in VIEWS:
            bench.go(page, **view)
            self.does()
        scenarios = list(self.session.register.scenarios)
        for at in range(3):
            scenario = scenarios[(self._round + at) % len(scenarios)]
            bench.go("scenarios", show="result", scenario=scenario)
            self.does()

    def writes(self) -> None:
        """Write a plan in four formats and the register as a workbook and as JSON."""
        plan = next(iter(self.session.register.plans))
        self.window.bench.go("plans", show="documents", plan=plan, document="plan")
        self.does()
        page = self.window.page("plans")
        assert isinstance(page, PlansPage)
        for ending in WRITTEN:
            place = self.folder / f"Plan{ending}"
            place.unlink(missing_ok=True)
            self.answers_with(place)
            page.documents._buttons[ending].click()
            self.waits(place.is_file)
            self.does()
        for name, ending in (("file.export_json", ".json"), ("file.export_workbook", ".xlsx")):
            place = self.folder / f"Register{ending}"
            place.unlink(missing_ok=True)
            self.answers_with(place)
            self.window.bench.actions[name].trigger()
            self.waits(place.is_file)
            self.does()

    def plays_elsewhere(self) -> None:
        """Open a fresh sample council in place of ours, and play a workshop there to its end."""
        place = self.folder / f"Workshop {self._round % 2}.backstop"
        place.unlink(missing_ok=True)
        session = Session.of(place, self._sample, "Ann")
        session.close(discard=True)
        self.window.open_path(place)
        self.waits(lambda: self.window.bench.desk.is_open and self.session.path == place)
        clock = RoomClock()
        self.session._now = clock
        page = self.window.page("workshop")
        assert isinstance(page, WorkshopPage)
        code = next(iter(self.session.register.of_kind("exercise")))
        self.window.bench.go("workshop", show="run", exercise=code)
        playing = page.playing(code)
        assert playing is not None
        self.waits(lambda: playing.best is not None)
        playing._timer.stop()
        self.presses("F11")
        for number in range(4):
            self.presses("Space")
            self.does()
            for _ in range(3):
                clock.passes(1)
                playing.tick()
            playing.decide(f"Decision {number}", "Because of the news", None)
            self.does()
        playing.end()
        self.does()
        self.window.bench.go("workshop", show="reveal", exercise=code)
        self.does()
        self.window.bench.go("workshop", show="debrief", exercise=code)
        self.does()
        room = page.presenter_shown
        if room is not None:
            room.close()


def held(seconds: float, acts: int) -> Held:
    """Return what this process holds now, after everything that can go has gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()
    _trim()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return Held(
        _memory(),
        _handles(),
        threading.active_count(),
        len(application.allWidgets()),
        sum(isinstance(one, QObject) for one in gc.get_objects()),
        seconds,
        acts,
    )


def grew(rounds: Iterable[Held], warm: int) -> dict[str, tuple[float, float]]:
    """Return for each measure the middle of the first and of the last quarter, after `warm`."""
    kept = list(rounds)[warm:]
    quarter = max(1, len(kept) // 4)
    first, last = kept[:quarter], kept[-quarter:]
    return {
        name: (
            median(float(getattr(one, name)) for one in first),
            median(float(getattr(one, name)) for one in last),
        )
        for name in ("memory", "handles", "threads", "widgets", "objects", "seconds")
    }


def _processor() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _memory() -> int:
    """Return the bytes of this process and of those it started that nobody else holds."""
    if not Path("/proc/self/smaps_rollup").exists():
        import psutil  # type: ignore[import-untyped, import-not-found, unused-ignore]

        return int(psutil.Process().memory_info().rss)
    return sum(_private(process) for process in (os.getpid(), *_children(os.getpid())))


def _private(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return 1024 * sum(int(one.split()[1]) for one in lines if one.startswith("Pss:"))


def _children(process: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text(encoding="ascii").split():
            found += [int(child), *_children(int(child))]
    return found


def _handles() -> int:
    place = Path("/proc/self/fd")
    return len(list(place.iterdir())) if place.is_dir() else 0


def _trim() -> None:
    """Give back what the allocator keeps, so that only what is held is measured."""
    try:
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    except (OSError, AttributeError):
        time.sleep(0)

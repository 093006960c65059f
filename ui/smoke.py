"""The whole program tried once, in its own window: `--smoke FOLDER` after the program's name.

It is how a bundle or an installation is proved: the sample council is opened, failed, planned for,
written in every format, saved and opened again, and each step is held to what must come of it.
Everything is kept in FOLDER, nothing of the user's own is touched. One line of JSON says how many
seconds each step took, and `start` how many had passed since the process began when the window was
painted, `start_work` how many of those the processor worked for it. It is kept as `smoke.json`
after every step and printed at the end. Exit status 0, or 1 with a sentence in `failed`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from planner.errors import BackstopError
from planner.register.edits import ChangeFields
from ui.frozen import is_frozen, loaded_from_outside
from ui.main_window import MainWindow
from ui.process_age import process_age
from ui.shell.version import version
from ui.smoke_checks import LEAST_BYTES, need, need_documents, need_rest

FILE_NAME = "smoke.json"
WAITS = 300.0
"""Seconds any one step is given."""
DRAWS = 200
"""Years drawn: few, yet in chunks that are shared among processes."""


def smoke(window: MainWindow, folder: Path) -> int:
    """Try everything in a window that was just made and return the exit status."""
    told: dict[str, Any] = {"ok": False, "version": version(), "frozen": is_frozen()}
    try:
        _Trial(window, folder, told).carry_out()
        told["ok"] = True
    except Exception as fault:
        told["failed"] = f"{type(fault).__name__}: {fault}"
    window.close()
    try:
        write_down(told, folder)
    except OSError as error:
        told["ok"] = False
        told["failed"] = f"{FILE_NAME} cannot be written: {error.strerror or error}"
    # A windowed program on Windows has nowhere to print to.
    if sys.stdout is not None:
        print(json.dumps(told), flush=True)
    return 0 if told["ok"] else 1


def write_down(told: dict[str, Any], folder: Path) -> None:
    """Keep what is known so far, whole at any moment, for who waits for it."""
    unfinished = folder / "smoke.new"
    unfinished.write_text(f"{json.dumps(told)}\n", "utf-8")
    unfinished.replace(folder / FILE_NAME)


class _Trial:
    """The steps, each with the seconds it took in `told`; any error ends it."""

    def __init__(self, window: MainWindow, folder: Path, told: dict[str, Any]) -> None:
        self._window = window
        self._bench = window.bench
        self._folder = folder
        self._told = told
        self._failures: list[BackstopError] = []
        self._bench.tasks.started.connect(
            lambda task: task.failed.connect(self._failures.append),
        )

    def carry_out(self) -> None:
        self._step("shown", self._show)
        self._step("loaded", self._load_rest)
        self._step("sample", self._open_sample)
        self._step("scenario", self._run_scenario)
        self._step("pool", self._draw_years)
        self._step("documents", self._write_documents)
        self._step("saved", self._save)
        self._step("reopened", self._reopen)
        outside = loaded_from_outside()
        need(not outside, f"the bundle looks outside itself: {', '.join(outside)}")
        need(not self._faults(), f"crash notes were written: {self._faults()}")

    def _step(self, name: str, do: Callable[[], None]) -> None:
        begun = time.perf_counter()
        do()
        self._told[name] = round(time.perf_counter() - begun, 3)
        write_down(self._told, self._folder)

    def _wait(self, for_what: str, is_over: Callable[[], bool]) -> None:
        """Let the window live until something is so; BackstopError where work of it failed."""
        until = time.monotonic() + WAITS
        loop = QEventLoop()
        timer = QTimer()
        timer.timeout.connect(
            lambda: loop.quit() if is_over() or self._failures or time.monotonic() > until else None
        )
        timer.start(5)
        if not is_over():
            loop.exec()
        for error in self._failures:
            raise BackstopError(f"{for_what}: {error} {getattr(error, 'details', '')}")
        words = self._bench.messages.words
        need(is_over(), f"{for_what}: not done within {WAITS:.0f} seconds. {words}")

    def _ask(self, answer: str, *arguments: Any, **named: Any) -> Any:
        """Put a question to the open register in another process, as the window does."""
        came: list[Any] = []
        study, title = self._bench.session.study(), f"Trying {answer}"
        self._bench.tasks.ask(
            self._window, study, answer, *arguments, then=came.append, title=title, lane="long",
            **named,
        )  # fmt: skip
        self._wait(answer, lambda: bool(came))
        return came[0]

    def _faults(self) -> str:
        """Return the crash notes that are no mere remark of Qt's on what a platform cannot do."""
        net = self._window.dialogs.net
        notes = net.notes().split("\n\n") if net is not None else []
        return "\n".join(note for note in notes if note and "\nQt: This plugin" not in note)

    def _show(self) -> None:
        self._window.show()
        handle = self._window.windowHandle()
        self._wait("window", lambda: handle is not None and handle.isExposed())
        self._window.repaint()
        self._told["start"] = round(process_age(), 3)
        self._told["start_work"] = round(time.process_time(), 3)

    def _load_rest(self) -> None:
        need_rest()
        self._bench.actions["help.about"].trigger()

    def _open_sample(self) -> None:
        self._window.files.open_sample()
        self._wait("sample", lambda: self._bench.desk.is_open)
        QApplication.processEvents()
        seen: QPixmap = self._window.grab()
        need(seen.save(str(self._folder / "window.png")), "no picture of the window")
        need(bool(self._bench.session.register.contracts), "the sample has no contracts")

    def _run_scenario(self) -> None:
        self._scenario = next(iter(self._bench.session.register.scenarios))
        self._bench.go("scenarios", show="result", id=self._scenario)
        found = self._ask("scenario_report", self._scenario)
        need(bool(found.services), "the scenario hurts nobody")

    def _draw_years(self) -> None:
        found = self._ask("chance", self._bench.session.luck(draws=DRAWS), processes=2)
        need(found.luck.draws == DRAWS, "not all years were drawn")

    def _write_documents(self) -> None:
        plan = self._ask("make_plan", self._scenario)
        paths = [self._folder / f"Plan{ending}" for ending in LEAST_BYTES]
        self._ask("write_document", "plan", paths, plan)
        self._told["bytes"] = {path.suffix: path.stat().st_size for path in paths}
        self._told["pages"] = need_documents(self._folder)

    def _save(self) -> None:
        self._bench.desk.apply(ChangeFields("scenario", self._scenario, {"title": "Smoke"}))
        need(not self._bench.session.is_saved, "an edit did not count as one")
        self._window.files.save()
        # A window that is still busy with the save does not begin to close.
        tasks = self._bench.tasks
        self._wait("save", lambda: self._bench.session.is_saved and not tasks.running)

    def _reopen(self) -> None:
        path = self._bench.session.path
        self._window.files.close_register()
        self._wait("close", lambda: not self._bench.desk.is_open)
        self._window.files.open_path(path)
        self._wait("open", lambda: self._bench.desk.is_open)
        title = self._bench.session.register.scenarios[self._scenario].title
        need(title == "Smoke", f"the edit was lost: the title is {title}")

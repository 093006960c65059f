"""Longest time the window answers nobody, during the work that people do in it. Asked for: 50 ms.

A timer of the window's own thread beats every 5 ms; the longest wait between two beats, less those
5 ms, is the stall. Beside it stands how much of that the window's thread was computing: the rest is
waiting for the interpreter's lock or for a core. With `--where` a second thread looks at the
window's thread while a beat is late and prints what it was doing most often.

Run where there is a screen or under `xvfb-run`:
    python packaging/benchmarks/stalls.py [--where] [rows of the list] [word of a line...]
"""

from __future__ import annotations

import collections
import os
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

LIMIT = 50.0
BEAT = 5
PATIENCE = 600.0
ROWS = 50_000


class Heartbeat:
    """Beats on the window's thread and keeps the longest stall, in milliseconds."""

    def __init__(self, *, looks: bool) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.worst = self.computing = 0.0
        self.seen: collections.Counter[str] = collections.Counter()
        self._now: collections.Counter[str] = collections.Counter()
        self._last = self._used = 0.0
        self._thread = threading.get_ident()
        self._lives = True
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self.beat)
        self._looker = threading.Thread(target=self._look, daemon=True) if looks else None
        if self._looker is not None:
            self._looker.start()

    def start(self) -> None:
        """Begin a measurement."""
        self.worst = self.computing = 0.0
        self.seen.clear()
        self._now.clear()
        self._last, self._used = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> None:
        """End a measurement."""
        self.beat()
        self._timer.stop()
        self._last = 0.0

    def beat(self) -> None:
        """Note how long ago the last beat was."""
        now, used = time.perf_counter(), time.thread_time()
        late = (now - self._last) * 1000 - BEAT
        if late > self.worst:
            self.worst, self.computing = late, (used - self._used) * 1000
            self.seen = self._now.copy()
        self._now.clear()
        self._last, self._used = now, used

    def _look(self) -> None:
        while self._lives:
            time.sleep(0.004)
            if self._last and time.perf_counter() - self._last > 0.03:
                frame = sys._current_frames().get(self._thread)
                lines = traceback.extract_stack(frame)[-9:] if frame is not None else []
                ours = [one for one in lines if "/ui/" in one.filename or "planner" in one.filename]
                self._now[
                    " < ".join(
                        f"{Path(one.filename).name}:{one.lineno} {one.name}"
                        for one in reversed(ours)
                    )
                ] += 1


class Bench:
    """The window on the sample council, and the table of what was measured."""

    def __init__(self, folder: Path, *, looks: bool, wanted: list[str]) -> None:
        from PySide6.QtWidgets import QApplication

        from planner.session import Session
        from ui.start import made_window

        self.application = QApplication.instance() or QApplication([])
        assert isinstance(self.application, QApplication)
        self.folder = folder
        self._looks = looks
        self._wanted = wanted
        self._heart = Heartbeat(looks=looks)
        self.window = made_window(self.application)
        self.window.resize(1366, 768)
        self.window.show()
        Session.sample(folder / "Sample.backstop", "A. Tester").close()
        self.settle()
        print(f"{'What':<46} {'stall ms':>9} {'computing':>10} {'target':>7} {'took s':>7}")

    def settle(self, seconds: float = 0.15) -> None:
        """Let the window go on until it has had nothing to do for a while."""
        tasks = self.window.bench.tasks
        end, rounds = time.monotonic() + PATIENCE, 0
        # Rounds, not seconds: a stall of the window must not pass for rest.
        while time.monotonic() < end and rounds < seconds * 1000:
            self.application.processEvents()
            rounds = 0 if tasks.running else rounds + 1
            time.sleep(0.001)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Let the window go on until something is so."""
        end = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > end:
                raise TimeoutError
            self.application.processEvents()
            time.sleep(0.001)

    def measure(self, what: str, do: Callable[[], object]) -> None:
        """Do something, let the window settle, and print the longest stall on the way."""
        told = not self._wanted or any(word in what for word in self._wanted)
        began = time.monotonic()
        self._heart.start()
        do()
        self.settle()
        self._heart.stop()
        if told:
            mark = "" if self._heart.worst <= LIMIT else " <"
            took = time.monotonic() - began
            print(
                f"{what:<46} {self._heart.worst:>9.0f} {self._heart.computing:>10.0f} "
                f"{LIMIT:>7.0f} {took:>7.1f}{mark}",
                flush=True,
            )
            if self._looks and mark:
                for line, many in self._heart.seen.most_common(6):
                    print(f"    {many:>4} x {line}")


def open_and_save(bench: Bench) -> None:
    """Open the sample, change it and save it."""
    window = bench.window
    path = bench.folder / "Sample.backstop"

    def opened() -> None:
        window.open_path(path)
        bench.until(lambda: window.bench.desk.is_open)

    bench.measure("Open the sample council", opened)

    def edited() -> None:
        from planner.register.edits import ChangeFields

        for number in range(5):
            edit = ChangeFields("service", "home-care", {"owner": f"Lead {number}"})
            window.bench.desk.apply(edit, "Moved team")
            bench.settle(0.05)

    bench.measure("Five edits of a service", edited)
    bench.measure("Undo and redo", lambda: (window.bench.desk.undo(), window.bench.desk.redo()))
    bench.measure("Save", window.files.save)


def walk(bench: Bench) -> None:
    """Go to every page and view, the first time and once more."""
    stops: list[tuple[str, dict[str, str]]] = [
        ("register", {"tab": tab, "show": "table"})
        for tab in ("service", "provider", "contract", "place", "link", "asset", "option")
    ]
    stops += [
        ("register", {"tab": "findings"}),
        ("register", {"tab": "council"}),
        ("register", {"show": "board"}),
        ("dependence", {"show": "map"}),
        ("dependence", {"show": "measures"}),
        ("scenarios", {"show": "list"}),
        ("scenarios", {"show": "builder", "scenario": "missing-clause"}),
        ("scenarios", {"show": "result", "scenario": "missing-clause"}),
        ("plans", {"show": "list"}),
        ("plans", {"show": "actions"}),
    ]
    for times in ("first", "again"):
        for page, view in stops:
            words = " ".join(view.values())
            bench.measure(
                f"{page}, {words} ({times})", lambda p=page, v=view: bench.window.bench.go(p, **v)
            )


def tables(bench: Bench) -> None:
    """Sort and filter the longest table of the sample."""
    bench.window.bench.go("register", tab="contract", show="table")
    bench.settle()
    page = bench.window.page("register")
    table = page.table  # type: ignore[attr-defined]
    head = table.view.head
    name = table.model.shown[1].name
    bench.measure("Sort contracts", lambda: head.sort_wanted.emit(2, False))
    bench.measure("Filter contracts", lambda: head.set_text(name, "care"))
    bench.measure("Show all contracts again", table.clear_filters)


def failures(bench: Bench) -> None:
    """Fail everything in turn and show it."""
    bench.measure(
        "N-1 sweep, then its table and picture",
        lambda: bench.window.bench.go("scenarios", show="sweep"),
    )


def plans(bench: Bench) -> None:
    """Make a plan, read it, and write it as PDF and workbook."""
    window = bench.window
    go = window.bench.go
    bench.measure("Make a plan and show it", lambda: go("plans", make="friday-liquidation"))
    page = window.page("plans")
    plan = next(iter(window.bench.desk.register.plans))
    sheet = page.plan.sheet  # type: ignore[attr-defined]
    for how, name in (("write_pdf", "plan.pdf"), ("write_workbook", "plan.xlsx")):
        bench.measure(
            f"Export {name}",
            lambda how=how, name=name: page.exporting.write(  # type: ignore[attr-defined]
                sheet, how, bench.folder / name
            ),
        )
    bench.measure("Preview the pages", lambda: go("plans", show="preview", plan=plan))


def import_list(bench: Bench, rows: int) -> None:
    """Bring a long list in: preview, apply, undo."""
    from import_csv import write_list

    path = bench.folder / "contracts.csv"
    write_list(path, rows)
    window = bench.window

    def looked_at() -> None:
        window.bench.go("register", show="import", file=str(path))
        wizard = window.page("register").wizard  # type: ignore[attr-defined]
        bench.until(lambda: not wizard.draft.is_looking and not wizard.draft.is_working)

    bench.measure(f"Import {rows:,} rows: read and preview", looked_at)
    wizard = window.page("register").wizard  # type: ignore[attr-defined]
    for step in ("Columns", "Suppliers", "Preview"):
        bench.measure(f"Import: step {step}", lambda step=step: wizard.go(step))
    bench.measure(f"Import {rows:,} rows: apply", wizard.apply)
    bench.measure("Undo the import", window.bench.desk.undo)
    bench.measure("Redo the import", window.bench.desk.redo)
    bench.measure("Findings of the long list", lambda: window.bench.go("register", tab="findings"))
    bench.measure("Save the long list", window.files.save)


def main() -> None:
    """Measure everything and print a line for each."""
    arguments = [one for one in sys.argv[1:] if not one.startswith("--")]
    rows = next((int(one) for one in arguments if one.isdigit()), ROWS)
    words = [one for one in arguments if not one.isdigit()]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BACKSTOP_HOME"] = folder
        bench = Bench(Path(folder), looks="--where" in sys.argv, wanted=words)
        try:
            open_and_save(bench)
            walk(bench)
            tables(bench)
            failures(bench)
            plans(bench)
            if rows:
                import_list(bench, rows)
        finally:
            bench.window.close()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main()

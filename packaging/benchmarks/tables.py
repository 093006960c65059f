"""Time a table of 100,000 records against Qt's own sorting and filtering over the same model.

The rival is QSortFilterProxyModel, the usual way. Run it with the project's Python, without a
screen too: `QT_QPA_PLATFORM=offscreen python packaging/benchmarks/tables.py`.
"""

from __future__ import annotations

import datetime
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QApplication, QTableView

from planner.register.edits import ChangeFields
from planner.register.records import Contract, Council, Provider, Service
from planner.register.register import Register
from planner.session import Session
from ui.main_window import MainWindow
from ui.table.arranging import Arrangement
from ui.table.record_table import RecordTable
from ui.theme import Look

ROWS = 100_000
REPEATS = 5
CLASSES = ("must", "needed", "could")


def large_register(rows: int) -> Register:
    """Return a register with that many contracts over 200 services and 2,000 providers."""
    first = datetime.date(2020, 1, 1)
    return Register.build(
        Council("Large"),
        [
            *(Service(f"s{n}", f"Service {n}", CLASSES[n % 3]) for n in range(200)),
            *(Provider(f"p{n}", f"Provider {n * 7919 % 2000}") for n in range(2000)),
            *(
                Contract(
                    f"C-{n:06}",
                    f"Contract {n * 7919 % rows}",
                    f"s{n % 200}",
                    f"p{n % 2000}",
                    annual_value=float(n * 104729 % 1_000_000),
                    end=first + datetime.timedelta(days=n * 31 % 4000),
                )
                for n in range(rows)
            ),
        ],
    )  # fmt: skip


def timed(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the median wall time of a piece of work, in milliseconds."""
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Print the times of the table and of its rival."""
    os.environ.setdefault("BACKSTOP_HOME", tempfile.mkdtemp())
    application = QApplication(sys.argv)
    folder = Path(tempfile.mkdtemp())
    look = Look(application)
    look.use("light", 100)
    window = MainWindow(look, QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat))
    session = Session.of(folder / "large.backstop", large_register(ROWS), "A. Timer")
    window.bench.desk.put(session)
    start = time.perf_counter()
    table = RecordTable(window.bench, "contract")
    table.resize(1200, 640)
    table.show()
    application.processEvents()
    print(f"{ROWS:,} rows: made and painted in {(time.perf_counter() - start) * 1000:.0f} ms")
    model = table.model

    def sort(name: str, falls: bool) -> None:
        model.arrange(Arrangement(((name, falls),)), {})

    for name in ("title", "annual_value", "end", "provider"):
        start = time.perf_counter()
        sort(name, False)
        first = (time.perf_counter() - start) * 1000
        again = timed(lambda name=name: sort(name, True))  # type: ignore[misc]
        print(f"sort by {name}: {first:.0f} ms the first time, then {again:.0f} ms")

    def filter_(text: str) -> None:
        table.view.head.set_text("title", text)
        table.apply_filters()

    filter_("1")
    texts = iter("23456789" * 10)
    print(f"filter by words: {timed(lambda: filter_(next(texts))):.0f} ms")
    table.clear_filters()
    view = table.view
    print(f"repaint: {timed(lambda: view.viewport().repaint(), 20):.1f} ms")
    places = iter(range(1000, 90_000, 997))
    moved = timed(lambda: scrolled(view, next(places)), 20)
    print(f"scroll to another place and paint: {moved:.1f} ms")
    numbers = iter(range(10))
    key = model.keys[5]
    edit = timed(
        lambda: window.bench.desk.apply(
            ChangeFields("contract", key, {"note": f"n{next(numbers)}"})
        )
    )
    print(f"edit of one cell, kept and shown: {edit:.0f} ms")
    rival(table)
    table.deleteLater()
    window.close()


def scrolled(view: QTableView, place: int) -> None:
    """Scroll and paint."""
    view.verticalScrollBar().setValue(place)
    view.viewport().repaint()


def rival(table: RecordTable) -> None:
    """Print the times of Qt's own way over the same model."""
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(table.model)
    names = [column.name for column in table.model.shown]
    at = names.index("title")
    slow = timed(lambda: proxy.sort(at, Qt.SortOrder.DescendingOrder), 1)
    print(f"rival, QSortFilterProxyModel: sort by title {slow:.0f} ms")
    proxy.setFilterKeyColumn(at)
    slow = timed(lambda: proxy.setFilterFixedString("77"), 1)
    print(f"rival, QSortFilterProxyModel: filter by words {slow:.0f} ms")


if __name__ == "__main__":
    main()

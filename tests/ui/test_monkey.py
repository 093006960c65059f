"""Whatever a person does in whatever order: no fault, no lost edit, every refusal a sentence."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from planner.session import Session
from tests.ui.monkey import Monkey
from ui.main_window import MainWindow
from ui.theme import Look

SECONDS = 4.0
ACTS = 40


@pytest.mark.parametrize("seed", [7, 2026])
def test_anything_in_any_order_does_no_harm(
    window: MainWindow,
    settle,
    look: Look,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
) -> None:
    faults: list[str] = []
    window.bench.tasks.started.connect(
        lambda task: task.failed.connect(
            lambda error: faults.append(getattr(error, "details", "")),
        )
    )
    monkey = Monkey(window, tmp_path, seed, monkeypatch)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and len(monkey.acts) < ACTS:
        monkey.act()
        for _ in range(3):
            QApplication.processEvents()
    monkey.timer.stop()
    settle(window, 60_000)
    told = "\n".join(monkey.acts)
    assert [fault for fault in faults if fault] == [], told
    assert all(words.rstrip().endswith((".", "?")) for words in monkey.refused), told
    assert len(monkey.acts) > 5
    if window.bench.desk.is_open:
        shown, path = window.bench.desk.register, window.bench.session.path
        window.close()
        with Session.open(path, "Reader") as session:
            kept = session.register
        assert kept.council == shown.council, told
        names = {*kept.tables, *shown.tables}
        assert [one for one in names if dict(kept.of_kind(one)) != dict(shown.of_kind(one))] == []
    look.use("light", 100)

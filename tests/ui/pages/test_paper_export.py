from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdf
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.pages.dependence.measures import Measures
from ui.pages.paper_export import PaperExport
from ui.pages.scenarios.sweep_view import SweepView

Settle = Callable[[MainWindow], None]


def test_failing_each_in_turn_is_exported_as_pdf_and_as_excel(
    window: MainWindow,
    settle: Settle,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.bench.go("scenarios", show="sweep")
    settle(window)
    view = window.findChild(SweepView)
    assert view is not None
    by_kind = {action.data(): action for action in view.exported.menu().actions()}
    for name, kind in (("a.pdf", "pdf"), ("b", "excel"), ("c.docx", "word"), ("d", "html")):
        action = by_kind[kind]
        chosen = str(tmp_path / name)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, chosen=chosen: (chosen, ""))
        action.trigger()
        settle(window)
        assert window.bench.messages.words.startswith("Saved ")
    text = pypdf.PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
    assert view.report is not None
    assert " ".join(view.report.headline.split()) in " ".join(text.split())
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    rows = [sheet.max_row for sheet in book.worksheets]
    assert sum(rows) > len(view.report.rows)


def test_the_measures_have_their_paper_and_nothing_yet_is_said(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    window.bench.go("dependence", show="measures")
    settle(window)
    view = window.findChild(Measures)
    assert view is not None
    found = view._paper()
    assert found is not None
    assert [part.heading for part in found.parts] == [one.label for one in view.measures]
    empty = PaperExport(window.bench, "nothing", lambda: None)
    qtbot.addWidget(empty)
    empty.export("pdf")
    assert "Nothing to export yet." in window.bench.messages.words

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.wizard.import_wizard import ImportWizard
from ui.wizard.quiet_choice import QuietChoice

LIST = """Aldermoor contracts register,,,,,,
,,,,,,
Ref,Contract title,Supplier,Area,Start,End date,Annual £
Z-031,Home care north,Harbour Homecare Ltd,ASC,01/04/2023,31/03/2028,"£3,180,000"
Z-032,Night sits,Harbour Home Care,ASC,01/04/2023,31/03/2028,"£412,000"
Z-047,SEND routes,Northgate Transport,CYP,01/09/2025,31/08/2024,£1.24m
Z-053,Telecare,,ASC,01/04/2024,31/03/2027,10
,TOTAL,,,,,"£4,832,010"
"""
Open = Callable[..., ImportWizard]


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot) -> Open:
    """Return a function that opens the import in the window and waits for its preview."""

    def open_on(path: Path | None) -> ImportWizard:
        wizard = ImportWizard(window.bench, path)
        wizard.setParent(window.centralWidget())
        wizard.resize(1280, 700)
        wizard.show()
        ready(wizard)
        return wizard

    def ready(wizard: ImportWizard) -> None:
        qtbot.waitUntil(
            lambda: not (wizard.draft.is_looking or wizard.draft.is_working), timeout=30_000
        )

    open_on.ready = ready  # type: ignore[attr-defined]
    return open_on


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "November.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def _press(qtbot: QtBot, wizard: ImportWizard, words: str) -> None:
    found = [one for one in wizard.findChildren(QPushButton) if one.text() == words]
    assert found, words
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_a_list_is_brought_in_as_one_step_and_taken_back(window, opened, listed, qtbot, settle):
    register = window.bench.desk.register
    before = len(register.contracts)
    wizard = opened(listed)
    made, closed = [], []
    wizard.applied.connect(made.append)
    wizard.closed.connect(lambda: closed.append(True))

    assert wizard.step == "Columns"
    shown = wizard.draft.shown
    assert shown.counts == {"added": 3, "updated": 0, "unchanged": 0, "refused": 2}
    assert sum(int(one.text()) for one in wizard.panel.counts.values()) == 5
    _press(qtbot, wizard, "Next: suppliers")
    _press(qtbot, wizard, "Next: preview")
    _press(qtbot, wizard, "Import")
    qtbot.waitUntil(lambda: bool(closed), timeout=20_000)

    assert len(window.bench.desk.register.contracts) == before + 3
    assert made[0].sentence in window.bench.messages.words
    _undo = next(
        one for one in window.bench.messages.findChildren(QPushButton) if one.text() == "Undo"
    )
    qtbot.mouseClick(_undo, Qt.MouseButton.LeftButton)
    assert len(window.bench.desk.register.contracts) == before
    settle(window)


def test_another_column_for_a_field_changes_the_count_and_lights_the_sheet(opened, listed, qtbot):
    wizard = opened(listed)
    combo = wizard.columns_step.combo("Supplier")
    wizard.columns_step.pick_column(2)
    assert wizard.columns_step.sheet.sheet_model.lit == 2

    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    opened.ready(wizard)

    assert "no column names the suppliers" in wizard.draft.problem
    assert not wizard.on.isEnabled()
    combo = wizard.columns_step.combo("Supplier")
    combo.setCurrentText("Supplier")
    combo.activated.emit(combo.currentIndex())
    opened.ready(wizard)
    assert wizard.draft.is_fresh
    assert wizard.on.isEnabled()
    assert wizard.columns_step.table.item(2, 3).text() == "your choice"


def test_leaving_leaves_the_register_as_it_was(window, opened, listed, qtbot):
    register = window.bench.desk.register
    wizard = opened(listed)
    with qtbot.waitSignal(wizard.closed):
        qtbot.keyClick(wizard.columns_step.table, Qt.Key.Key_Escape)
    assert window.bench.desk.register is register
    assert not [one for one in window.bench.tasks.running if one.owner is wizard.draft]


def test_close_names_are_decided_by_one_key_each(opened, listed, qtbot):
    wizard = opened(listed)
    wizard.go("Suppliers")
    table = wizard.suppliers_step.table
    assert table.item(0, 0).text() == "Harbour Home Care"
    new = wizard.draft.shown.preview.added["providers"]

    qtbot.keyClick(table, Qt.Key.Key_S)
    opened.ready(wizard)
    assert table.item(0, 4).text() == "same as Harbour Homecare Ltd"
    assert wizard.draft.shown.preview.added["providers"] == new - 1

    qtbot.keyClick(table, Qt.Key.Key_U)
    opened.ready(wizard)
    assert table.item(0, 4).text() == "open: kept apart"
    assert wizard.draft.shown.preview.added["providers"] == new

    known = wizard.suppliers_step.other
    known.activated.emit(0)
    opened.ready(wizard)
    assert table.item(0, 4).text() == f"same as {known.itemText(0)}"
    assert wizard.draft.shown.preview.added["providers"] == new - 1


def test_the_row_of_the_headings_can_be_corrected(opened, listed, qtbot):
    wizard = opened(listed)
    wizard.go("Headings")
    assert wizard.headings_step.row.value() == 3
    wizard.headings_step.row.setValue(4)
    opened.ready(wizard)
    assert wizard.draft.looks[0].choice.mapping.headings[0] == "Z-031"
    wizard.headings_step.view.setCurrentIndex(wizard.headings_step.view.model().index(2, 0))
    _press(qtbot, wizard, "Headings are in the chosen row")
    opened.ready(wizard)
    assert wizard.draft.shown.preview.rows_read == 5


def test_refused_rows_can_be_taken_away_to_be_mended(opened, listed, qtbot, tmp_path, window):
    wizard = opened(listed)
    wizard.go("Preview")
    wizard.preview_step.show_outcome("refused")
    assert wizard.preview_step.table.model().rowCount() == 2
    wizard.preview_step.ask_where = lambda parent, name: tmp_path / "refused.csv"
    _press(qtbot, wizard, "Save refused rows…")
    qtbot.waitUntil(lambda: (tmp_path / "refused.csv").exists(), timeout=20_000)
    rows = list(csv.reader(io.StringIO((tmp_path / "refused.csv").read_text("utf-8-sig"))))
    assert [row[:2] for row in rows[1:]] == [
        ["names no supplier", "row 7"],
        ["is a line of totals", "row 8"],
    ]
    _press(qtbot, wizard, "Copy refused rows")
    qtbot.waitUntil(lambda: "Why refused" in QGuiApplication.clipboard().text(), timeout=20_000)


def test_a_mapping_kept_by_name_is_offered_for_the_next_list(window, opened, listed, qtbot, settle):
    wizard = opened(listed)
    look = wizard.draft.looks[0]
    mine = look.choice.mapping.with_choice("department", "Area").with_choice("annual_value", None)
    window.bench.session.remember_mapping("Month end", mine)
    again = opened(listed)

    _press(qtbot, again, "Use the columns of Month end")
    opened.ready(again)

    assert again.columns_step.combo("Area").currentText() == "Department"
    assert again.columns_step.combo("Annual £").currentText() == "Do not import"


def test_what_cannot_be_read_is_told_in_one_sentence(opened, tmp_path, qtbot):
    path = tmp_path / "letter.docx"
    path.write_bytes(b"%PDF-1.4")
    wizard = opened(path)
    assert wizard.step == "File"
    said = [one.text() for one in wizard.file_step.findChildren(QLabel)]
    assert any("is a PDF document" in one for one in said)
    assert not wizard.on.isEnabled()
    _press(qtbot, wizard, "Leave out")
    assert not wizard.draft.looks


def test_open_data_and_a_table_are_brought_in_together(opened, listed, shared, qtbot):
    wizard = opened(next((shared / "data/ocds/cf_raw").glob("*.json")))
    assert wizard.steps == ("File", "Suppliers", "Preview")
    wizard.file_step.ask_for_files = lambda parent, start: [listed]
    wizard.file_step.choose_files()
    opened.ready(wizard)
    assert len(wizard.steps) == 5
    shown = wizard.draft.shown
    assert sum(shown.counts.values()) == shown.preview.rows_read == 6
    wizard.go("Preview")
    assert "November.csv" in wizard.preview_step.table.model().index(1, 0).data()


def test_it_is_worked_out_again_after_an_undo_elsewhere(window, opened, listed, qtbot):
    from planner.register.edits import ChangeFields

    wizard = opened(listed)
    key = next(iter(window.bench.desk.register.services))
    window.bench.desk.apply(ChangeFields("service", key, {"title": "Renamed"}))
    assert not wizard.draft.is_fresh
    opened.ready(wizard)
    assert wizard.draft.is_fresh


@pytest.mark.parametrize("name", ["lancashire_cc", "burnley"])
def test_real_lists_go_through_to_the_preview(opened, shared, name, qtbot):
    wizard = opened(shared / f"data/contracts/lancashire_contracts_finder/{name}.json")
    assert not wizard.draft.problem
    shown = wizard.draft.shown
    assert sum(shown.counts.values()) == shown.preview.rows_read > 10


def test_the_register_page_opens_the_import_and_goes_back_to_its_contracts(
    window, listed, qtbot, settle
):
    window.bench.go("register", show="import", file=str(listed))
    wizard = window.findChild(ImportWizard)
    qtbot.waitUntil(lambda: wizard.step == "Columns", timeout=20_000)
    window.bench.actions["help.guide"].trigger()
    assert window.help.guide.topic == "import"
    qtbot.mouseClick(wizard.cancel, Qt.MouseButton.LeftButton)
    settle(window)
    qtbot.waitUntil(lambda: window.findChild(ImportWizard) is None, timeout=5_000)


def test_an_answer_for_the_whole_list_changes_the_preview_and_can_be_changed_back(
    opened, listed, qtbot
):
    wizard = opened(listed)

    def choice() -> QuietChoice:
        return next(
            one
            for one in wizard.panel.findChildren(QuietChoice)
            if one.property("question") == "reversed" and not one.isHidden()
        )

    def says() -> str:
        return next(row.says for row in wizard.draft.shown.rows if row.title == "SEND routes")

    assert choice().currentText() == "Leave both blank"
    assert "start" not in says()
    choice().setFocus()
    qtbot.keyClick(choice(), Qt.Key.Key_Down)
    opened.ready(wizard)
    assert choice().currentText() == "Swap them"
    assert "start 31 August 2024" in says()
    assert "swapped" in next(row.looks for row in wizard.draft.shown.rows if row.looks)
    qtbot.keyClick(choice(), Qt.Key.Key_Up)
    opened.ready(wizard)
    assert "start" not in says()

"""Lists that are not of contracts, in the import wizard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.wizard.import_wizard import ImportWizard
from ui.wizard.quiet_choice import QuietChoice


@pytest.fixture
def wizard(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> ImportWizard:
    """The wizard on a list of payments, two of them to a provider of the sample council."""
    name = next(
        one.name
        for one in window.bench.desk.register.providers.values()
        if one.sector not in ("in_house", "public_body")
    )
    path = tmp_path / "spend.csv"
    path.write_text(
        "Supplier Name,Payment Date,Net Amount,Purpose\n"
        f"{name},01/05/2026,1000.50,Care\n{name.upper()},02/06/2026,-0.50,Care\n"
        "Elm Repairs,03/06/2026,20.00,Roof\nRedacted,03/06/2026,5.00,Care\n"
    )
    found = ImportWizard(window.bench, path)
    found.setParent(window.centralWidget())
    found.resize(1280, 700)
    found.show()
    ready(found, qtbot)
    return found


def ready(wizard: ImportWizard, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: not (wizard.draft.is_looking or wizard.draft.is_working), timeout=30_000
    )


def words(wizard: ImportWizard) -> str:
    return "\n".join(one.text() for one in wizard.findChildren(QLabel) if one.isVisible())


def test_payments_show_their_totals_before_anything_is_kept(window, wizard, qtbot, settle):
    (look,) = wizard.draft.looks
    assert look.choice.kind == "spend"
    wizard.go("Preview")
    settle(window)
    shown = words(wizard.preview_step)
    for part in ("Paid in the list", "£1,025", "To providers of the register", "£1,000",
                 "To others", "£20", "Names withheld or missing", "£5",
                 "4 rows read: 3 payments, 1 credit note"):  # fmt: skip
        assert part in shown, part
    table = wizard.preview_step.table
    header = [
        table.model().headerData(column, table.horizontalHeader().orientation())
        for column in range(table.model().columnCount())
    ]
    assert "Supplier in the list" in header
    assert "Provider" in header
    assert not window.bench.desk.register.spend
    wizard.apply()
    qtbot.waitUntil(lambda: bool(window.bench.desk.register.spend), timeout=20_000)
    (spend,) = window.bench.desk.register.spend.values()
    assert (spend.amount, spend.payments, spend.year) == (1000.0, 2, "2026/27")
    window.bench.desk.undo()
    qtbot.waitUntil(lambda: not window.bench.desk.register.spend, timeout=20_000)


def test_columns_offer_what_this_kind_of_list_can_hold(window, wizard, settle):
    wizard.go("Columns")
    settle(window)
    combo = wizard.columns_step.combo("Net Amount")
    assert combo.currentText() == "Amount without VAT"
    (amount,) = (one for one in wizard.columns_step._columns if one.heading == "Net Amount")
    assert amount.read_as == "pounds; below zero is a credit note"
    texts = [combo.itemText(at) for at in range(combo.count())]
    assert "Date paid" in texts
    assert "Notice from the council" not in texts


def test_a_list_taken_for_the_wrong_kind_is_put_right(window, wizard, qtbot, settle):
    wizard.go("File")
    settle(window)
    choice = wizard.file_step.findChild(QuietChoice)
    assert choice.currentText().startswith("Payments")
    choice.setCurrentIndex(choice.findData("contracts_register"))
    choice.activated.emit(choice.currentIndex())
    ready(wizard, qtbot)
    assert wizard.draft.looks[0].choice.kind == "contracts_register"
    assert wizard.draft.looks[0].choice.mapping.kind == "contracts_register"
    wizard.go("Columns")
    settle(window)
    combo = wizard.columns_step.combo("Supplier Name")
    assert "Notice from the council" in [combo.itemText(at) for at in range(combo.count())]


def test_homes_are_gathered_under_their_provider(window, qtbot, settle, tmp_path):
    name = next(
        one.name
        for one in window.bench.desk.register.providers.values()
        if one.sector not in ("in_house", "public_body")
    )
    path = tmp_path / "homes.csv"
    rows = [f"10{n},Children's home,Active,Home {n},{name},Inadequate,01/05/2026" for n in range(3)]
    path.write_text(
        "URN,Provision type,Registration status,Name,Organisation which owns the provider,"
        "Overall effectiveness,Inspection date\n" + "\n".join(rows)
    )
    found = ImportWizard(window.bench, path)
    found.setParent(window.centralWidget())
    found.resize(1280, 700)
    found.show()
    ready(found, qtbot)
    assert found.draft.looks[0].choice.kind == "ofsted_providers"
    found.go("Preview")
    settle(window)
    assert "3 rows read: 3 about your providers, 0 not" in words(found.preview_step)
    table = found.preview_step.table.model()
    texts = [table.index(0, column).data() for column in range(table.columnCount())]
    assert "row 2 and 2 more" in texts
    assert any("Regulator's rating, rated 3" in str(text) for text in texts)

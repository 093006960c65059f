"""The levy per contract and its fund, driven by hand in the real window."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from planner.exchange.register_json import read_register
from planner.register.edits import ChangeFields
from planner.scenario.sweep import sweep as failed_in_turn
from resources.sample import sample_register_path
from ui.pages.scenarios import levy_panel
from ui.pages.scenarios.levy_panel import LevyPanel
from ui.pages.scenarios.levy_table import COLUMNS

HEADINGS = [column.heading for column in COLUMNS]


@pytest.fixture(scope="module")
def swept():
    return failed_in_turn(read_register(sample_register_path()))


@pytest.fixture
def panel(window, settle, swept):
    window.bench.results.keep(("sweep",), swept, window.bench.session.revision)
    window.bench.go("scenarios")
    window.bench.actions["scenarios.levy"].trigger()
    settle(window)
    view = window.findChild(LevyPanel)
    assert view.report is not None
    return view


def cell(panel, row, heading):
    return panel.table.model().index(row, HEADINGS.index(heading)).data()


def years(missing, costs):
    """Return what the panel reads of a chance: drawn yearly costs and what is missing."""
    return SimpleNamespace(
        years=SimpleNamespace(net_total=np.asarray(costs, dtype=float)),
        reserve=lambda percent: SimpleNamespace(more=SimpleNamespace(value=missing)),
    )


def test_without_a_target_it_shows_exposures_and_asks_for_one(panel):
    assert panel.status.text() == levy_panel.NO_TARGET
    assert cell(panel, 0, "Exposure").startswith("£")
    assert cell(panel, 0, "Levy") == ""
    assert not panel.exported.isEnabled()
    for field in (panel.fields.target, panel.fields.years, panel.fields.cap, panel.fields.flat,
                  panel.fields.relief, panel.table, panel.detail.table):  # fmt: skip
        assert field.accessibleName()


def test_a_typed_target_is_met_to_the_penny_and_copied(panel, qtbot):
    panel.fields.target.setFocus()
    panel.fields.target.selectAll()
    qtbot.keyClicks(panel.fields.target, "928000")
    qtbot.keyClick(panel.fields.target, Qt.Key.Key_Return)
    assert panel.fields.target.text() == "£928,000"
    assert panel.levy.raised == 185_600.0
    assert panel.status.text().endswith("meet to the penny.")
    assert panel.parts.summed.text().startswith(
        f"{len(panel.levy.known)} contracts, sum £185,600.00 a year"
    )
    assert f"never above {panel.fields.cap.value():g}% of value" in panel.parts.formula.text()
    first = panel.report.rows[0]
    assert cell(panel, 0, "Contract") == f"{first.contract}  {first.title}"
    assert cell(panel, 0, "Levy") == f"£{first.levy:,.0f}"
    assert cell(panel, 0, "Effect") == first.effect
    contracts = [cell(panel, at, "Contract") for at in range(panel.table.model().rowCount())]
    at = contracts.index("Levy not known")
    assert cell(panel, at + 1, "Levy") == "not known"
    assert cell(panel, at + 1, "Effect") in ("exposure not known", "yearly value not known")
    panel.table_copied()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == HEADINGS
    assert [line.split("\t")[0] for line in lines[1:3]] == [
        " ".join(words.split()) for words in contracts[:2]
    ]


def test_terms_change_the_levy_at_once_and_unfit_ones_say_why(panel):
    panel.fields.target.setValue(928_000)
    before = panel.levy
    panel.fields.years.setValue(10)
    assert panel.levy.raised == 92_800.0
    assert panel.levy.k < before.k
    panel.fields.flat.setValue(2.0)
    assert panel.status.text() == (
        "Flat part: 2% is above the cap of 0.5%; lower it or raise the cap."
    )
    panel.fields.cap.setValue(3.0)
    assert "the flat parts alone raise" in panel.status.text()
    panel.fields.years.setValue(1)
    assert panel.fields.years.text() == "1 year"
    panel.fields.target.setValue(50_000_000)
    assert f"the most that can be raised is £{panel.levy.most:,.2f}" in panel.status.text()


def test_choosing_a_row_chooses_the_contract_and_traces_its_cost(window, panel, settle, qtbot):
    panel.fields.target.setValue(928_000)
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    row = panel.report.rows[1]
    assert (window.bench.desk.choice.kind, window.bench.desk.choice.key) == (
        "contract",
        row.contract,
    )
    settle(window)
    net = next(fall.net_cost for fall in panel._sweep.falls if fall.id == row.provider)
    assert panel.detail.headline.text().startswith(f"£{net:,.0f} net if {row.provider_name}")
    assert panel.detail.table.isVisible()
    found = window.bench.results.get("cost_report", row.provider, 928_000.0).value
    assert sum(line[3] for line in found.rows) == pytest.approx(net, rel=1e-7)
    assert "Of £" in panel.detail.shared.text()
    window.bench.desk.choose("contract", panel.report.rows[7].contract)
    assert panel.table.row == 7
    settle(window)


def test_drawn_years_give_the_target_and_the_fund(panel):
    assert panel.detail.chart.isHidden()
    panel.show_chance(years(0.0, [0.0, 1.0]))
    assert panel.status.text() == levy_panel.NOTHING_MISSING
    panel.show_chance(years(927_400.0, [0.0] * 9 + [400_000.0]))
    assert panel.fields.typed.target == 928_000.0
    assert panel.levy.raised == 185_600.0
    assert not panel.detail.chart.isHidden()
    chart = panel.detail.chart.chart
    assert len(chart.middle) == 10
    assert chart.target == 928_000.0
    assert chart.low[0] == 0.0  # in one path of ten the first year takes all there is
    assert chart.high[0] == 185_600.0
    assert "general reserve" in panel.detail.fund_words.text()
    panel.fields.target.setValue(500_000)
    panel.show_chance(years(927_400.0, [0.0, 1.0]))
    assert panel.fields.typed.target == 500_000.0
    panel.show_chance(None)
    assert panel.detail.chart.isHidden()


def test_the_workbook_is_written_where_the_person_says(
    window, panel, settle, tmp_path, monkeypatch
):
    panel.fields.target.setValue(928_000)
    path = tmp_path / "Levy"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    panel.exported.export("excel")
    settle(window)
    book = load_workbook(tmp_path / "Levy.xlsx")
    assert book.sheetnames[:5] == ["Cover", "Contents", "Terms", "Levy", "Finding k"]
    assert window.bench.messages.words.startswith("Saved Levy.xlsx.")
    panel.exported.export("pdf")
    settle(window)
    assert (tmp_path / "Levy.pdf").read_bytes().startswith(b"%PDF")
    assert panel.stale.isHidden()
    provider = panel.report.rows[0].provider
    window.bench.desk.apply(ChangeFields("provider", provider, {"failure_probability": 0.0001}))
    assert not panel.stale.isHidden()


def test_many_contracts_are_worked_out_beside_the_window(window, panel, settle, monkeypatch):
    monkeypatch.setattr(levy_panel, "AT_ONCE", 0)
    panel.fields.target.setValue(500_000)
    panel.fields.target.setValue(928_000)
    settle(window)
    assert panel.levy.raised == 185_600.0
    assert panel.status.text().endswith("meet to the penny.")


def test_a_narrow_window_lets_the_parts_take_turns(window, panel):
    assert panel.table.isVisible()
    assert panel.detail.isVisible()
    window.bench.look.use(text_size=200)
    try:
        assert panel.table.isVisible()
        assert not panel.detail.isVisible()
        panel.table.opened.emit(0)
        assert panel.detail.isVisible()
        assert not panel.table.isVisible()
    finally:
        window.bench.look.use(text_size=100)

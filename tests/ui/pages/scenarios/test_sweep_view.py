"""Every failure in turn, and scenarios side by side, in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from planner.exchange.register_json import read_register
from planner.register.edits import ChangeFields
from planner.scenario.sweep import sweep as failed_in_turn
from resources.sample import sample_register_path
from ui.pages.scenarios.compare_view import CompareView
from ui.pages.scenarios.sweep_view import SweepView


@pytest.fixture(scope="module")
def swept():
    return failed_in_turn(read_register(sample_register_path()))


@pytest.fixture
def sweep(window, settle, swept):
    window.bench.results.keep(("sweep",), swept, window.bench.session.revision)
    window.bench.go("scenarios", show="sweep")
    settle(window)
    view = window.findChild(SweepView)
    assert view.report is not None
    return view


def test_the_ranked_table_and_the_picture_share_one_selection(window, sweep, qtbot):
    assert sweep.headline.text() == sweep.report.headline
    first = sweep.report.rows[0]
    assert sweep.cases.words == f"{sweep.report.secure.title}, {sweep.report.secure.subtitle}"
    assert sweep.table.model().rowCount() == len(sweep.report.rows) + 1
    sweep.table.setFocus()
    qtbot.keyClick(sweep.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(sweep.table, Qt.Key.Key_Down)
    second = sweep.report.rows[1].id
    assert window.bench.desk.choice.key == second
    sweep.picture.chosen.emit(first.id)
    assert window.bench.desk.choice.key == first.id
    assert sweep.table.row == 0


def test_filtering_by_market_counts_what_is_shown(sweep):
    at = sweep.market.findText("Home care")
    sweep.market.setCurrentIndex(at)
    sweep.market.activated.emit(at)
    shown = [row for row in sweep.report.rows if "Home care" in row.markets]
    assert 0 < len(shown) < len(sweep.report.rows)
    assert sweep.table.model().rowCount() == len(shown) + 1
    assert sweep.shown_words.text() == f"{len(shown)} of {len(sweep.report.rows)} cases"
    secure = sum(row.secure for row in shown)
    words = f"Secure: no must service passes its limit ({secure} cases)"
    assert sweep.table.model().index(len(shown) - secure, 0).data() == words


def test_enter_starts_a_scenario_of_that_failure(window, sweep, qtbot):
    sweep.table.pick(2)
    sweep.table.setFocus()
    qtbot.keyClick(sweep.table, Qt.Key.Key_Return)
    here = window.bench.trail.here
    assert here.page == "scenarios"
    assert here.view["show"] == "builder"
    assert window.bench.desk.is_open


def test_an_edit_leaves_the_result_and_says_it_is_old(window, sweep, settle):
    assert sweep.stale.isHidden()
    provider = sweep.report.rows[0].id
    window.bench.desk.apply(ChangeFields("provider", provider, {"failure_probability": 0.0001}))
    assert not sweep.stale.isHidden()
    before = sweep.report
    sweep.run_again()
    settle(window)
    assert sweep.stale.isHidden()
    assert sweep.report is not before
    band = {row.id: row.band for row in sweep.report.rows}
    assert band[provider] == 1


def test_the_table_can_be_copied_whole(sweep):
    sweep.table_copied()
    lines = QApplication.clipboard().text().strip().split("\n")
    assert len(lines) == len(sweep.report.rows) + 1


def test_secure_cases_stand_under_a_line_that_the_keys_pass_over(sweep, qtbot):
    model, rows = sweep.table.model(), sweep.report.rows
    last = sum(not row.secure for row in rows) - 1
    assert model.index(last + 1, 0).data().endswith(f"({len(rows) - last - 1} cases)")
    sweep.table.pick(last)
    sweep.table.setFocus()
    qtbot.keyClick(sweep.table, Qt.Key.Key_Down)
    assert sweep.table.row == last + 1
    kinds = {"provider": "a provider", "parent": "an owner", "asset": "a shared asset"}
    for place, row in ((0, rows[0]), (last + 2, rows[last + 1])):
        cell = model.index(place, 1)
        assert cell.data() == row.name
        said = cell.data(Qt.ItemDataRole.AccessibleTextRole)
        assert said == f"{row.name}, {kinds[row.kind]}"


def test_scenarios_stand_side_by_side_on_one_scale(window, settle, qtbot):
    codes = list(window.bench.desk.register.scenarios)[:3]
    window.bench.go("scenarios", show="compare", scenarios=",".join(codes))
    settle(window)
    view = window.findChild(CompareView)
    assert [side.scenario for side in view.report.sides] == codes
    assert len(view.pictures) == 3
    assert len({one.chart.scale_people for one in view.pictures}) == 1
    assert {len(row.cells) for row in view.report.rows} == {3}
    words = " ".join(cell for row in view.report.rows for cell in row.cells)
    assert ", best" in words
    assert ", worst" in words
    qtbot.mouseClick(view.scale.findChildren(QPushButton)[1], Qt.MouseButton.LeftButton)
    assert {one.chart.scale_people for one in view.pictures} == {0.0}
    view.tabs.setCurrentIndex(1)
    assert not view.scale.isVisible()
    assert view.numbers.isVisible()
    assert view.numbers.model().rowCount() == len(view.report.rows)


def test_without_a_result_everything_is_failed_in_turn_at_once(window, settle):
    window.bench.go("scenarios", show="sweep")
    settle(window)
    view = window.findChild(SweepView)
    assert len(view.report.rows) == 155
    assert view.isVisible()


def test_one_scenario_alone_cannot_be_compared(window, settle):
    code = next(iter(window.bench.desk.register.scenarios))
    window.bench.go("scenarios", show="compare", scenarios=code)
    settle(window)
    assert window.findChild(CompareView).report is None

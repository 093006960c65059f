"""The measures of dependence in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.pages.dependence.measures import LIMITS, Measures


@pytest.fixture
def measures(window, settle):
    window.bench.go("dependence", show="measures")
    settle(window)
    view = window.findChild(Measures)
    assert view.measures
    return view


def test_each_measure_has_its_sentence_and_its_table(measures):
    for at, one in enumerate(measures.measures):
        measures.tabs.setCurrentIndex(at)
        assert measures.headline.text() == one.headline
        assert measures.table.model().rowCount() == len(one.rows)
        assert measures.chart.chart is one.chart


def test_a_lower_limit_finds_more_breaches(window, measures, settle):
    assert "over the limit" not in measures.chart.chart.alt
    strict = LIMITS.index(0.10)
    measures.limit.setCurrentIndex(strict)
    measures.limit.activated.emit(strict)
    settle(window)
    areas = next(one for one in measures.measures if one.name == "area")
    assert "10%" in areas.headline
    assert window.bench.memory.value("dependence/limit") is not None


def test_a_row_or_a_bar_chooses_the_provider_everywhere(window, measures, qtbot):
    keys = measures.measures[0].keys
    measures.table.setFocus()
    qtbot.keyClick(measures.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(measures.table, Qt.Key.Key_Down)
    assert window.bench.desk.choice.key == keys[1]
    measures.chart.chosen.emit(keys[3])
    assert window.bench.desk.choice.key == keys[3]
    assert measures.table.row == 3


def test_enter_opens_the_provider_in_the_register(window, measures, qtbot):
    measures.table.pick(0)
    measures.table.setFocus()
    qtbot.keyClick(measures.table, Qt.Key.Key_Return)
    here = window.bench.trail.here
    assert here.page == "register"

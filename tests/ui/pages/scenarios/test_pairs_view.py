"""Every two failed together, in the real window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from planner.document.pair_words import report_of
from planner.scenario.case_book import CaseBook
from planner.scenario.pairs import pairs as failed_together
from planner.scenario.sweep import sweep as failed_in_turn
from tests.scenario.test_pairs import two_that_stand_in_for_each_other
from ui.pages.scenarios.builder_view import BuilderView
from ui.pages.scenarios.pairs_view import ANSWER, FIRST_LOOK, PairsView


@pytest.fixture(scope="module")
def found():
    register = two_that_stand_in_for_each_other()
    return failed_together(CaseBook(register)), failed_in_turn(register)


def open_pairs(window, settle, *keys):
    for key, report in keys:
        window.bench.results.keep(key, report, window.bench.session.revision)
    window.bench.go("scenarios", show="pairs")
    settle(window)
    return window.findChild(PairsView)


@pytest.fixture
def view(window, settle, found):
    report = report_of(two_that_stand_in_for_each_other(), *found)
    return open_pairs(window, settle, ((ANSWER,), report))


def test_the_hidden_pair_comes_first_with_its_reason(view):
    assert view.headline.sentence == view.report.headline
    assert view.table.model().rowCount() == 1
    assert "Provider A would have stood in for Provider B." in view.why.text()
    assert "9,100 person-days past the limit come only from failing together" in view.why.text()


def test_all_pairs_can_be_shown_and_counted(view, qtbot):
    view.shows.press("all")
    view._chosen_to_show("all")
    assert view.table.model().rowCount() == 3


def test_enter_builds_the_scenario_of_both(window, sample, settle):
    window.bench.go("scenarios", show="builder", target="havenmoor", also="fernholt")
    settle(window)
    builder = window.findChild(BuilderView)
    assert [event.target for event in builder.scenario.events] == ["havenmoor", "fernholt"]
    assert {event.kind for event in builder.scenario.events} == {"insolvency"}


def test_a_first_look_says_that_it_is_one(window, settle, found):
    register = two_that_stand_in_for_each_other()
    first = report_of(register, failed_together(CaseBook(register), most=1), found[1])
    view = open_pairs(window, settle, ((ANSWER, FIRST_LOOK), first))
    assert view.report is first
    assert view.stale.isVisibleTo(view)
    assert Qt.FocusPolicy.NoFocus != view.table.focusPolicy()


def test_enter_in_the_table_opens_the_builder_on_the_pair(view, window, qtbot, settle):
    view._rows = (replace(view._rows[0], first="havenmoor", second="fernholt"),)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    settle(window)
    builder = window.findChild(BuilderView)
    assert [event.target for event in builder.scenario.events] == ["havenmoor", "fernholt"]

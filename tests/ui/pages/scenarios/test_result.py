"""The result of a run in the real window: one day everywhere, what is blocked, what leaves it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from planner.register.edits import ChangeFields

CODE = "missing-clause"
PROVIDER = "larchmead"


@pytest.fixture
def shown(window, qtbot):
    window.bench.go("scenarios", show="result", scenario=CODE)
    page = window.page("scenarios")
    qtbot.waitUntil(lambda: page.runs.report(CODE) is not None, timeout=30_000)
    return page


def test_numbers_of_the_page_are_those_of_the_run(window, shown):
    found = shown.result.report
    run = window.bench.session.run(CODE)
    assert found.outcome == run
    assert found.numbers[1].number == f"{run.breach_person_days.must:,.0f}"
    assert shown.result.tables.services.model().rowCount() == len(found.services)
    assert shown.top.tag.startswith("Exact result")
    window.bench.actions["scenarios.copy"].trigger()
    text = QApplication.clipboard().text()
    assert found.headline in text
    for title in ("Services", "Options", "Blocked options", "Reserves", "Day by day"):
        assert f"\n{title}\n" in text
    assert "<table>" in QApplication.clipboard().mimeData().html()


def test_a_day_is_shown_in_story_chart_and_table_together(window, shown, qtbot):
    result = shown.result
    story = result.side.story
    story.setFocus()
    story.setCurrentRow(0)
    for _ in range(3):
        qtbot.keyClick(story, Qt.Key.Key_Down)
    day = result.report.story[3].day
    assert result.day == day
    at = result.report.stretch_of(day)
    assert result.tables.by_day.row == at
    assert result.people.canvas._picked == str(result.report.by_day[at].start)
    result.people.chosen.emit("0")
    assert result.day == 0
    assert result.tables.by_day.row == 0
    assert story.currentRow() == 0
    result.turn_to("options")
    window.bench.go("plans")
    window.bench.actions["go.back"].trigger()
    assert (shown.show_name, result.tab) == ("result", "options")


def test_a_blocked_option_opens_the_clause_that_blocks_it(window, shown):
    result = shown.result
    stops = []
    window.bench.trail.moved.connect(stops.append)
    result.side.blocked.opened.emit(0)
    here = stops[0]
    first = result.report.blocked[0]
    assert here.page == "register"
    assert (here.view["key"], here.view["field"]) == (first.key, first.field)


def test_a_result_says_when_it_is_out_of_date_and_is_run_again(window, shown, settle):
    bench = window.bench
    provider = bench.desk.register.providers[PROVIDER]
    bench.desk.attempt(ChangeFields("provider", provider.id, {"turnover": 1_000_000}))
    assert shown.stale.isVisible()
    assert shown.top.tag.startswith("Out of date")
    again = next(b for b in shown.stale.findChildren(QPushButton) if b.text() == "Run again")
    again.click()
    settle(window)
    assert not shown.stale.isVisible()
    assert not shown.runs.is_stale(CODE)


def test_edits_that_no_run_reads_leave_a_result_up_to_date(window, shown):
    bench = window.bench
    bench.desk.attempt(ChangeFields("scenario", "depot-fire", {"title": "Another title"}))
    assert not shown.runs.is_stale(CODE)
    assert not bench.results.is_stale("scenario_report", CODE)
    bench.desk.attempt(ChangeFields("scenario", CODE, {"horizon_days": 30}))
    assert shown.runs.is_stale(CODE)


def test_two_to_four_scenarios_are_ticked_to_compare(window, shown):
    from ui.pages.scenarios.compare_choice import ScenarioChoice

    titles = {code: one.title for code, one in window.bench.desk.register.scenarios.items()}
    choice = ScenarioChoice(window.bench.look, titles, ("leisure-trust",), shown)
    found = []
    choice.done.connect(found.append)
    assert not choice.compare.isEnabled()
    choice.list.item(3).setCheckState(Qt.CheckState.Checked)
    assert choice.compare.isEnabled()
    choice.compare.click()
    assert found == [("leisure-trust", list(titles)[3])]


def test_every_control_has_a_name_and_nothing_needs_a_wider_window(window, shown, look):
    for size in (100, 200):
        look.use(text_size=size)
        for show in ("list", "builder", "result"):
            window.bench.go("scenarios", show=show, scenario=CODE)
            for one in shown.findChildren(QWidget):
                if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible():
                    said = one.accessibleName() or getattr(one, "text", str)()
                    assert said, f"{type(one).__name__} in {type(one.parent()).__name__}: no name"
            assert shown.minimumSizeHint().width() <= 1282, (show, size)
    look.use(text_size=100)

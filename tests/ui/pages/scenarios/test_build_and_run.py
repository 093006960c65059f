"""Scenarios built, run, kept and undone in the real window."""

from __future__ import annotations

import datetime
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from planner.register.edits import ChangeFields
from planner.session import Session


@pytest.fixture
def page(window):
    window.bench.go("scenarios", show="list")
    return window.page("scenarios")


def top_buttons(page) -> dict[str, QPushButton]:
    return {one.text(): one for one in page.top.findChildren(QPushButton) if one.isVisible()}


def test_the_list_shows_every_scenario_and_what_its_last_run_found(window, page, settle):
    assert page.list.table.model().rowCount() == len(window.bench.desk.register.scenarios)
    window.bench.go("scenarios", show="result", scenario="missing-clause")
    settle(window)
    window.bench.go("scenarios", show="list", scenario="missing-clause")
    settle(window)
    model = page.list.table.model()
    row = page.list.table.currentIndex().row()
    assert model.index(row, 2).data() == "203"
    assert model.index(row, 5).data() == "up to date"
    register = window.bench.desk.register
    provider = next(iter(register.providers))
    window.bench.desk.attempt(ChangeFields("provider", provider, {"cash_days": 5}))
    settle(window)
    page.list.show_rows()
    assert model.index(row, 5).data() == "out of date"


def test_several_scenarios_are_run_one_after_another(window, page, settle):
    codes = ("missing-clause", "care-group", "no-better-off")
    titles = []
    window.bench.tasks.started.connect(lambda task: titles.append(task.title))
    page.runs.run_all(codes)
    assert not page.list.run_all.isEnabled()
    settle(window)
    model, every = page.list.table.model(), list(window.bench.desk.register.scenarios)
    rows = [every.index(code) for code in codes]
    assert [model.index(row, 5).data() for row in rows] == ["up to date"] * 3
    assert [model.index(row, 2).data() for row in rows] == ["203", "9", "0"]
    assert [one.split(":")[0] for one in titles if one.startswith("Running")] == [
        "Running 1 of 3",
        "Running 2 of 3",
        "Running 3 of 3",
    ]
    assert page.list.run_all.isEnabled()
    assert set(page.list.not_up_to_date) == set(every) - set(codes)


def test_cancel_ends_the_scenarios_that_wait_too(window, page, settle, qtbot):
    qtbot.mouseClick(page.list.run_all, Qt.MouseButton.LeftButton)
    running = next(one for one in window.bench.tasks.running if one.title.startswith("Running 1"))
    running.cancel()
    settle(window)
    qtbot.waitUntil(lambda: not page.runs.is_running_all)
    assert len([one for one in window.bench.desk.register.scenarios if page.runs.report(one)]) < 2


def test_a_scenario_is_built_and_run_with_the_keyboard_alone(window, page, settle, qtbot):
    revision = window.bench.session.revision
    window.bench.actions["scenarios.new"].trigger()
    builder = page.builder
    qtbot.waitUntil(lambda: QApplication.focusWidget() is builder.events[0].whom)
    qtbot.keyClicks(builder.events[0].whom, "larchmead supp")
    popup = builder.events[0].whom.completer().popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert builder.events[0].target == "larchmead"
    day = builder.events[0].day.number
    day.setFocus()
    day.selectAll()
    qtbot.keyClicks(day, "7")
    qtbot.keyClick(day, Qt.Key.Key_Tab)
    slider = builder.events[0].severity.slider
    qtbot.keyClick(slider, Qt.Key.Key_Left)
    assert builder.events[0].event_shown().severity == 0.99
    qtbot.keyClick(builder.title, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert page.show_name == "result"
    assert window.bench.session.revision == revision
    wanted = window.bench.session.run(page.runs.drafts[page.code])
    found = page.result.report
    assert found.outcome.breach_person_days == wanted.breach_person_days
    assert found.outcome.cost == wanted.cost
    late = sum(line.late_person_days for line in found.services if line.class_ == "must")
    assert late == pytest.approx(wanted.breach_person_days.must, rel=1e-5)
    assert page.result.head.sentence == found.headline
    day = window.bench.session.today() + datetime.timedelta(days=7)
    assert f"{day.day} {day:%B}" in found.headline


def test_a_result_is_kept_as_one_step_and_undone(window, page, settle):
    bench = window.bench
    bench.go("scenarios", show="builder", target="larchmead")
    top_buttons(page)["Run"].click()
    settle(window)
    code = page.code
    assert code not in bench.desk.register.scenarios
    top_buttons(page)["Keep this scenario"].click()
    assert bench.desk.register.scenarios[code] == page.result.report.scenario
    assert not page.runs.is_stale(code)
    assert "Keep this scenario" not in top_buttons(page)
    bench.desk.undo()
    assert code not in bench.desk.register.scenarios
    assert page.show_name == "result"
    assert "Keep this scenario" in top_buttons(page)


def test_making_a_plan_of_a_result_that_was_only_tried_keeps_it_first(window, page, settle):
    bench = window.bench
    bench.go("scenarios", show="builder", target="larchmead")
    bench.actions["scenarios.run"].trigger()
    settle(window)
    code = page.code
    steps = len(bench.session.history())
    bench.actions["scenarios.plan"].trigger()
    assert code in bench.desk.register.scenarios
    assert len(bench.session.history()) == steps + 1
    assert bench.trail.here.page == "plans"


def test_a_run_is_cancelled_at_once_and_leaves_the_register_alone(window, page, settle, qtbot):
    bench = window.bench
    settle(window)
    revision, register = bench.session.revision, bench.desk.register
    bench.go("scenarios", show="builder", scenario="friday-liquidation")
    bench.actions["scenarios.run"].trigger()
    qtbot.wait(100)
    assert "Cancel" in top_buttons(page)
    began = time.monotonic()
    top_buttons(page)["Cancel"].click()
    qtbot.waitUntil(lambda: not bench.tasks.running, timeout=3000)
    assert time.monotonic() - began < 0.6
    assert page.runs.report("friday-liquidation") is None
    assert page.show_name == "builder"
    assert "Run" in top_buttons(page)
    assert bench.session.revision == revision
    assert bench.desk.register is register


def test_changes_of_a_stored_scenario_are_one_step_on_leaving(window, page):
    bench = window.bench
    bench.go("scenarios", show="builder", scenario="missing-clause")
    before = bench.desk.register.scenarios["missing-clause"]
    steps = len(bench.session.history())
    builder = page.builder
    assert builder.scenario == before
    builder.events[0].warning.setValue(25)
    builder.followed.number.setValue(90)
    builder.money.setChecked(False)
    assert len(bench.session.history()) == steps
    bench.go("scenarios", show="list")
    after = bench.desk.register.scenarios["missing-clause"]
    assert (after.events[0].warning_days, after.horizon_days) == (25, 90)
    assert after.financial_cascade is False
    assert len(bench.session.history()) == steps + 1
    bench.desk.undo()
    assert bench.desk.register.scenarios["missing-clause"] == before


@pytest.mark.parametrize("code", ["friday-liquidation", "rota-system", "january-surge"])
def test_looking_at_a_scenario_in_the_builder_changes_nothing(window, page, code):
    revision = window.bench.session.revision
    window.bench.go("scenarios", show="builder", scenario=code)
    assert page.builder.scenario == window.bench.desk.register.scenarios[code]
    window.bench.go("register")
    assert window.bench.session.revision == revision


def test_what_is_wrong_is_said_beneath_its_field(window, page):
    bench = window.bench
    bench.go("scenarios", show="builder")
    builder = page.builder
    bench.actions["scenarios.run"].trigger()
    assert "Choose a provider" in builder.events[0]._entries["target"].wrong
    builder.events[0].whom.setText("Nobody at all")
    bench.actions["scenarios.run"].trigger()
    assert "no such provider" in builder.events[0]._entries["target"].wrong
    assert builder.title.text() == ""
    builder.events[0].whom.setText("Larchmead Supported Living Ltd")
    builder.events[0].day.number.setValue(400)
    bench.actions["scenarios.run"].trigger()
    assert "Day 400" in builder.events[0]._entries["day"].wrong
    assert not bench.tasks.running or all(one.quiet for one in bench.tasks.running)


def test_only_fields_that_matter_for_the_kind_are_shown(window, page):
    window.bench.go("scenarios", show="builder", scenario="friday-liquidation")
    form = page.builder.events[0]
    form.what.setCurrentIndex(form.what.findData("sector_shock"))
    shown = {name for name, entry in form._entries.items() if entry.isVisibleTo(form)}
    assert shown == {
        "target",
        "day",
        "severity",
        "warning_days",
        "duration_days",
        "cash_days_lost",
    }
    form.what.setCurrentIndex(form.what.findData("hand_back"))
    shown = {name for name, entry in form._entries.items() if entry.isVisibleTo(form)}
    assert shown == {"target", "day", "warning_days", "duration_days"}


def test_a_ready_made_case_several_events_and_options_left_out(window, page, settle):
    bench = window.bench
    bench.desk.choose("provider", "havenmoor")
    bench.actions["scenarios.new"].trigger()
    builder = page.builder
    assert builder.events[0].target == "havenmoor"
    builder.preset.setCurrentIndex(builder.preset.findData("administration"))
    builder.preset.activated.emit(builder.preset.currentIndex())
    assert builder.scenario.events[0].trading_on_days == 28
    builder.add_event()
    builder.events[1].whom.setText("Larchmead Supported Living Ltd")
    builder.options.filter.setText("havenmoor step in")
    item = builder.options._items["O-012"]
    item.setCheckState(0, Qt.CheckState.Unchecked)
    assert builder.scenario.excluded_options == ("O-012",)
    reserve = next(iter(builder.reserves.fields))
    field = builder.reserves.fields[reserve]
    field.setText("£12,500")
    field.textEdited.emit(field.text())
    assert builder.scenario.reserve_overrides == {reserve: 12_500}
    told = [
        builder.side.lines.itemAt(at).widget().text() for at in range(builder.side.lines.count())
    ]
    assert any("1 option is left out" in line for line in told)
    assert any("£12,500" in line for line in told)
    assert [one.target for one in builder.scenario.events] == ["havenmoor", "larchmead"]


def test_a_scenario_chosen_elsewhere_is_chosen_in_the_list(window, page):
    window.bench.go("register")
    window.bench.desk.choose("scenario", "depot-fire")
    window.bench.go("scenarios", show="list")
    assert page.list.chosen == "depot-fire"
    assert page.list.run.isEnabled()


def test_duplicate_and_delete_are_undone_from_the_message(window, page):
    bench = window.bench
    page.list.choose("missing-clause")
    bench.actions["scenarios.duplicate"].trigger()
    copied = [one for one in bench.desk.register.scenarios.values() if "(copy)" in one.title]
    assert len(copied) == 1
    assert page.list.chosen == copied[0].id
    bench.actions["scenarios.delete"].trigger()
    assert copied[0].id not in bench.desk.register.scenarios
    assert "Removed" in bench.messages.words
    undo = next(b for b in bench.messages.findChildren(QPushButton) if b.text() == "Undo")
    undo.click()
    assert copied[0].id in bench.desk.register.scenarios


def test_what_was_typed_is_not_lost_when_the_register_is_closed(window, page, tmp_path):
    bench = window.bench
    session, path = bench.session, bench.session.path
    bench.go("scenarios", show="builder", scenario="missing-clause")
    page.builder.followed.number.setValue(77)
    window.open_session(Session.sample(tmp_path / "Another.backstop", "A. Tester"))
    assert session.register.scenarios["missing-clause"].horizon_days == 77
    assert bench.desk.register.scenarios["missing-clause"].horizon_days == 182
    with Session.open(path, "A. Tester") as again:
        assert again.register.scenarios["missing-clause"].horizon_days == 77


def test_a_scenario_left_unfit_is_not_kept_but_can_be_gone_on_with(window, page):
    bench = window.bench
    before = bench.desk.register.scenarios["missing-clause"]
    bench.go("scenarios", show="builder", scenario="missing-clause")
    page.builder.title.clear()
    page.builder.title.textEdited.emit("")
    page.builder.events[0].whom.setText("nobody")
    bench.go("register")
    assert bench.desk.register.scenarios["missing-clause"] == before
    assert "Not kept yet" in bench.messages.words
    go_on = next(
        b for b in bench.messages.findChildren(QPushButton) if b.text() == "Go on changing it"
    )
    go_on.click()
    assert page.builder.events[0].target == "nobody"

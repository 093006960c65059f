"""A plan is changed in its editors: by mouse, keys and fields, kept as one step and undone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.pages.plans.gantt import Gantt
from ui.pages.plans.page import PlansPage
from ui.pages.plans.step_in_editor import StepInEditor

Settle = Callable[[MainWindow], None]
RED = "friday-liquidation"


@pytest.fixture
def page(window: MainWindow, settle: Settle, qtbot: QtBot) -> PlansPage:
    """Return the page Plans on a plan whose cover ends before the new contract starts."""
    session = window.bench.session
    session.store_plan(session.make_plan(RED))
    window.bench.go("plans", show="plan", plan="plan-1")
    shown(window, settle, qtbot)
    page = window.page("plans")
    assert isinstance(page, PlansPage)
    return page


def shown(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    """Wait until what was edited or asked for is shown."""
    for _ in range(2):
        qtbot.wait(1)
        settle(window)


def tried(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    """Wait until a trial is worked out, its short pause included."""
    qtbot.wait(300)
    settle(window)


def opened(window: MainWindow, page: PlansPage, settle: Settle, qtbot: QtBot) -> StepInEditor:
    """Open the step-in editor as its shortcut does."""
    page.bench.actions["plans.step_in"].trigger()
    shown(window, settle, qtbot)
    editor = page.editing.step_in
    qtbot.waitUntil(lambda: bool(gantt_of(editor).rows), timeout=10_000)
    return editor


def gantt_of(editor: StepInEditor) -> Gantt:
    gantt = editor.findChild(Gantt)
    assert gantt is not None
    return gantt


def test_an_option_swapped_off_is_kept_with_the_plan_made_again_and_one_undo_takes_both_back(
    window: MainWindow, page: PlansPage, settle: Settle, qtbot: QtBot
) -> None:
    editor = opened(window, page, settle, qtbot)
    assert page.view()["show"] == "step_in"
    option = gantt_of(editor).key
    kept = window.bench.session.register.scenarios[RED]
    editor._form.use.setChecked(False)
    tried(window, settle, qtbot)
    assert editor.has_changes
    assert "more past the tolerable period" in editor._effect.text()
    assert editor._effect.property("kind") == "failure"
    assert gantt_of(editor).rows[0].bars[0].look == "left_out"
    steps = len(window.bench.session.history())
    before = window.bench.session.stored_plan("plan-1")
    editor.keep()
    shown(window, settle, qtbot)
    assert page.view() == {"show": "plan", "plan": "plan-1"}
    assert window.bench.session.register.scenarios[RED].excluded_options == (option,)
    assert len(window.bench.session.history()) == steps + 2
    assert window.bench.messages.words.startswith("Made again, version 1.")
    assert window.bench.session.stored_plan("plan-1").step_in != before.step_in
    assert page.plan.stale.words == ""
    undo = window.bench.messages.findChildren(type(editor._keep))[-1]
    undo.click()
    shown(window, settle, qtbot)
    assert window.bench.session.register.scenarios[RED] == kept
    assert window.bench.session.stored_plan("plan-1").step_in == before.step_in


def test_keys_delay_an_option_and_the_mouse_ends_it_sooner(
    window: MainWindow, page: PlansPage, settle: Settle, qtbot: QtBot
) -> None:
    editor = opened(window, page, settle, qtbot)
    gantt = gantt_of(editor)
    gantt.setFocus()
    qtbot.keyClick(gantt, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    tried(window, settle, qtbot)
    assert editor.draft is not None
    assert editor.draft.option_delays == {gantt.key: 7.0}
    assert editor._form.delay.value() == 7
    qtbot.keyClick(gantt, Qt.Key.Key_Down)
    number = next(n for n, row in enumerate(gantt.rows) if row.key == gantt.key)
    box = gantt._painter().bar_box(number, gantt.rows[number].bars[-1])
    start = QPoint(int(box.right()) - 2, int(box.center().y()))
    qtbot.mousePress(gantt, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(gantt, start - QPoint(80, 0))
    qtbot.mouseRelease(gantt, Qt.MouseButton.LeftButton, pos=start - QPoint(80, 0))
    tried(window, settle, qtbot)
    assert gantt.key in editor.draft.option_limits
    assert gantt.rows[number].bars[-1].last < gantt.last
    editor.let_go()
    settle(window)
    assert not editor.has_changes
    assert editor._effect.text() == "These are the options as kept."


def test_what_is_not_kept_waits_and_is_said(
    window: MainWindow, page: PlansPage, settle: Settle, qtbot: QtBot
) -> None:
    editor = opened(window, page, settle, qtbot)
    editor._form.delay.setValue(14)
    tried(window, settle, qtbot)
    draft = editor.draft
    qtbot.keyClick(gantt_of(editor), Qt.Key.Key_Escape)
    shown(window, settle, qtbot)
    assert page.view()["show"] == "plan"
    assert window.bench.messages.words.startswith("Not kept yet.")
    assert not window.bench.session.register.scenarios[RED].option_delays
    opened(window, page, settle, qtbot)
    assert editor.draft == draft
    window.bench.go("register", tab="provider")
    qtbot.wait(1)
    assert window.bench.messages.words.startswith("Not kept yet.")


def test_what_may_not_be_used_says_why_and_leads_to_the_clause(
    window: MainWindow, page: PlansPage, settle: Settle, qtbot: QtBot
) -> None:
    editor = opened(window, page, settle, qtbot)
    assert editor._trial is not None
    blocked = next(one for one in editor._trial.choices
                   if one.mended_at is not None and one.mended_at[0] == "contract")  # fmt: skip
    editor._services.setCurrentIndex(editor._services.findData(blocked.service))
    gantt_of(editor).pick(blocked.option)
    assert not editor._form.use.isEnabled()
    assert editor._form.why_not.text().startswith("May not be used yet.")
    qtbot.mouseClick(editor._form.mend_button, Qt.MouseButton.LeftButton)
    shown(window, settle, qtbot)
    here = window.bench.trail.here
    assert here is not None
    assert (here.page, here.view["tab"]) == ("register", "contract")


def test_the_red_finding_opens_the_editors_on_what_would_help(
    window: MainWindow, page: PlansPage, settle: Settle, qtbot: QtBot
) -> None:
    answers = {one.text(): one for one in page.plan.findings._buttons}
    sheet = page.plan.sheet
    assert sheet is not None
    assert sheet.mends is not None
    service, option = sheet.mends
    qtbot.mouseClick(answers["Extend cover"], Qt.MouseButton.LeftButton)
    shown(window, settle, qtbot)
    editor = page.editing.step_in
    qtbot.waitUntil(lambda: bool(gantt_of(editor).rows), timeout=10_000)
    assert editor._services.currentData() == service
    assert editor._form.name.text() == option
    qtbot.keyClick(gantt_of(editor), Qt.Key.Key_Escape)
    shown(window, settle, qtbot)
    assert page.view()["show"] == "plan"
    answers = {one.text(): one for one in page.plan.findings._buttons}
    answers["Shorten the timetable"].click()
    shown(window, settle, qtbot)
    assert page.view()["show"] == "timetable"
    assert page.editing.timetable.service == service


def test_enter_on_a_row_of_the_calendar_opens_its_editor(
    window: MainWindow, page: PlansPage, settle: Settle, qtbot: QtBot
) -> None:
    calendar = page.plan.calendar
    assert calendar.shown is not None
    calendar.setFocus()
    for _ in calendar.shown.step_in:
        qtbot.keyClick(calendar, Qt.Key.Key_Down)
    qtbot.keyClick(calendar, Qt.Key.Key_Return)
    shown(window, settle, qtbot)
    assert page.view()["show"] == "timetable"
    tasks = page.editing.timetable.findChild(Gantt)
    assert tasks is not None
    assert tasks.key == calendar.shown.tasks[0].label
    page.editing.timetable.closed.emit()
    shown(window, settle, qtbot)
    middle = QPoint(calendar.width() // 2, calendar._top_of(1) + 5)
    qtbot.mouseDClick(calendar, Qt.MouseButton.LeftButton, pos=middle)
    shown(window, settle, qtbot)
    assert page.view()["show"] == "step_in"
    editor = page.editing.step_in
    qtbot.waitUntil(lambda: bool(gantt_of(editor).rows), timeout=10_000)
    assert editor._form.name.text() == calendar.shown.step_in[1].label


def test_reserves_are_held_otherwise_and_the_plan_follows(
    window: MainWindow, page: PlansPage, settle: Settle, qtbot: QtBot
) -> None:
    page.bench.actions["plans.reserve"].trigger()
    shown(window, settle, qtbot)
    view = page.editing.reserve
    assert "more has to be held" in view.hold.text()
    key, field = next(iter(view.amounts.fields.items()))
    qtbot.keyClicks(field, "lots")
    assert not view.keep_button.isEnabled()
    field.clear()
    qtbot.keyClicks(field, "2,000,000")
    assert view.has_changes
    view.keep_button.click()
    shown(window, settle, qtbot)
    assert window.bench.session.register.scenarios[RED].reserve_overrides == {key: 2_000_000.0}
    assert page.plan.sheet is not None
    assert page.plan.sheet.plan.reserve.more_money < 1
    page.bench.actions["plans.reserve"].trigger()
    shown(window, settle, qtbot)
    assert "which is enough" in view.hold.text()
    assert not view.has_changes


def test_timetables_of_two_services_are_kept_as_one_step(
    window: MainWindow, page: PlansPage, settle: Settle, qtbot: QtBot
) -> None:
    page.bench.actions["plans.timetable"].trigger()
    shown(window, settle, qtbot)
    editor = page.editing.timetable
    box = editor._services
    for place in (0, 1):
        box.setCurrentIndex(place)
        settle(window)
        editor.add_task()
        settle(window)
    box.setCurrentIndex(0)
    settle(window)
    assert editor.drawn is not None
    assert "New task" in [one.title for one in editor.drawn.tasks]
    assert editor._keep.text() == "Keep 2 timetables"
    steps = len(window.bench.session.history())
    editor.keep()
    assert len(window.bench.session.history()) == steps + 1
    shown(window, settle, qtbot)
    plan = window.bench.session.stored_plan("plan-1")
    added = [one for one in plan.recommissioning if "New task" in [t.title for t in one.tasks]]
    assert len(added) == 2
    assert not editor.has_changes

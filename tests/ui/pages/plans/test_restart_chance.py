from __future__ import annotations

import dataclasses
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.pages.plans.page import PlansPage
from ui.pages.plans.timetable_editor import TimetableEditor

Settle = Callable[[MainWindow], None]
SCENARIO, SERVICE = "friday-liquidation", "carers-breaks"


def test_the_plan_and_its_timetable_say_how_sure_the_restart_is(
    window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    window.bench.go("plans", show="plan", make=SCENARIO)
    settle(window)
    page = window.findChild(PlansPage)
    assert page is not None
    view = page.plan
    view._choose(SERVICE)
    assert view.chance.isVisible()
    assert "hold until the new contract starts in " in view.chance.text()
    assert "19 times in 20" in view.chance.text()
    shown = view.calendar.shown
    assert shown is not None
    assert {task.critical_in for task in shown.tasks} >= {"0", "100"}
    assert "of 100 drawn timetables" in shown.tasks[0].words
    view._edit_timetable()
    settle(window)
    editor = window.findChild(TimetableEditor)
    assert editor is not None
    before = editor.chance.chart
    assert before is not None
    assert editor.drawn is not None
    line = next(one for one in editor.drawn.tasks if one.critical_share == 1 and not one.least)
    longer = dataclasses.replace(line, likely=line.likely + 60, high=line.high + 90)
    editor.change_task(line.title, longer)
    settle(window)
    after = editor.chance.chart
    assert after is not None
    assert editor.drawn.chance is not None
    holds = editor.drawn.chance.holds
    assert holds is not None
    assert 0 < holds < 0.5
    assert after.title == f"The stop-gaps hold in {holds * 100:.0f} of 100 timetables"
    assert after.title != before.title

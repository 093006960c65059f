"""The list of exercises: drafted from what fails, used again, deleted and brought back."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from planner.exercise.log import Entry
from ui.main_window import MainWindow
from ui.pages.workshop.list_view import ListView
from ui.pages.workshop.prepare_view import PrepareView
from ui.pages.workshop.what_to_play import WhatToPlay

Settle = Callable[[MainWindow], None]
OLD = "exercise-sandpiper"
"""The exercise of the sample council."""


@pytest.fixture
def shown(window: MainWindow, settle: Settle) -> ListView:
    window.bench.go("workshop", show="list")
    settle(window)
    found = window.findChild(ListView)
    assert found is not None
    assert found.isVisible()
    return found


def panel_of(shown: ListView) -> WhatToPlay:
    found = [one for one in shown.findChildren(WhatToPlay) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def exercises(window: MainWindow) -> set[str]:
    return set(window.bench.session.register.of_kind("exercise"))


def test_a_scenario_is_searched_and_its_script_drafted_in_one_step(window, shown, settle):
    before = len(window.bench.session.history())
    shown.new.click()
    panel = panel_of(shown)
    QTest.keyClicks(panel.words, "liquidation friday")
    assert panel.choice.code == "friday-liquidation"
    assert not panel.preset.isVisible()
    panel.room.setValue(90)
    QTest.keyClick(panel.words, Qt.Key.Key_Return)
    settle(window)
    (code,) = exercises(window) - {OLD}
    session = window.bench.session
    assert session.exercise(code).scenario == "friday-liquidation"
    assert session.exercise(code).room_minutes == 90
    assert len(session.injects_of(code)) >= 10
    assert len(session.history()) == before + 1
    view = window.findChild(PrepareView)
    assert view.isVisible()
    assert view.event_form.event_shown.exercise == code
    told = next(one.text() for one in view.event_form.findChildren(QLabel)
                if one.text().startswith("Drafted from: "))  # fmt: skip
    assert "(draft" not in told, "the mark of a draft is for the machine"
    window.bench.desk.undo()
    assert exercises(window) == {OLD}
    assert shown.isVisible(), "there is no script to look at any more"


def test_something_happens_to_a_provider_and_its_scenario_is_kept_with_it(window, shown, settle):
    shown.new.click()
    panel = panel_of(shown)
    QTest.keyClicks(panel.words, "bright harrow")
    assert panel.choice.kind == "provider"
    assert panel.preset.isVisible()
    panel.preset.setCurrentIndex(panel.preset.findText("Stops after 25 days of warning"))
    assert panel.preset.currentData() == "warning-25"
    target = panel.choice.code
    panel.do.click()
    settle(window)
    (code,) = exercises(window) - {OLD}
    session = window.bench.session
    scenario = session.scenario_played(code)
    assert (scenario.events[0].target, scenario.events[0].warning) == (target, 25)
    window.bench.desk.undo()
    assert exercises(window) == {OLD}
    assert scenario.id not in session.register.scenarios


def test_a_name_that_nobody_has_is_said_and_drafts_nothing(window, shown):
    shown.new.click()
    panel = panel_of(shown)
    QTest.keyClicks(panel.words, "zzz")
    assert panel.choice is None
    assert not panel.do.isEnabled()
    QTest.keyClick(panel.words, Qt.Key.Key_Return)
    assert panel.isVisible()
    panel.close()


def test_an_exercise_is_used_again_for_another_provider(window, shown, settle):
    shown.buttons["Use again for another provider…"].click()
    panel = panel_of(shown)
    QTest.keyClicks(panel.words, "bright harrow")
    target = panel.choice.code
    QTest.keyClick(panel.words, Qt.Key.Key_Return)
    settle(window)
    (code,) = exercises(window) - {OLD}
    session = window.bench.session
    assert session.scenario_played(code).events[0].target == target
    assert session.exercise(code).objectives == session.exercise(OLD).objectives


def test_delete_takes_the_events_along_and_undo_brings_all_back(window, shown):
    session = window.bench.session
    events = len(session.injects_of(OLD))
    shown.table.setFocus()
    QTest.keyClick(shown.table, Qt.Key.Key_Delete)
    assert exercises(window) == set()
    assert not session.register.of_kind("inject")
    assert shown.empty.isVisible()
    assert not shown.card.isVisible()
    words = window.bench.messages.words
    assert words.startswith("Removed exercise")
    undo = next(one for one in window.bench.messages.findChildren(QPushButton)
                if one.text() == "Undo")  # fmt: skip
    undo.click()
    assert len(session.injects_of(OLD)) == events
    assert shown.table.isVisible()
    assert not shown.empty.isVisible()


def test_enter_opens_the_script_and_the_row_says_what_was_played(window, shown, settle):
    session = window.bench.session
    now = datetime.datetime(2026, 11, 2, 9, 0, tzinfo=datetime.UTC)
    session._now = lambda: now
    for number, (kind, day) in enumerate((("start", 2), ("end", 2)), start=1):
        at = datetime.datetime(2026, 11, day, 9, number, tzinfo=datetime.UTC)
        session.log(OLD, Entry(number=number, kind=kind, at=at, play=0.0))
    shown.arrive({})
    row = shown.table.model()
    words = [row.data(row.index(0, at)) for at in range(7)]
    assert words[3:5] == [f"{len(session.injects_of(OLD))}", "2 Nov 2026"]
    assert words[6].startswith("due")
    shown.table.setFocus()
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    settle(window)
    assert window.findChild(PrepareView).isVisible()

"""The bar that plays a failure, by itself."""

from __future__ import annotations

import datetime

import pytest

from planner.answers.study import Study
from planner.storage.folders import users_folders
from tests.dependence.map_town import town
from ui.pages.dependence.failure_bar import FailureBar

TOLD = Study(town(), "A. Tester", users_folders(), datetime.date(2026, 11, 30)).spread("alder")


@pytest.fixture
def bar(qtbot, look):
    """Return the bar with the failure of Alder, held on its first day."""
    bar = FailureBar(look)
    qtbot.addWidget(bar)
    bar.start(TOLD)
    assert bar.is_playing
    bar.hold()
    return bar


def test_the_slider_goes_through_the_days_in_words(bar):
    moved = []
    bar.moved.connect(moved.append)
    bar.slider.setValue(3)
    assert moved == [3]
    assert bar.words.startswith("Alder has stopped; Cedar is down to 40%.")
    assert "Day 3, 3 Dec 2026" in bar.slider.accessibleDescription()


def test_steps_go_from_change_to_change(bar):
    bar._next.click()
    assert bar.day == 3
    bar._back.click()
    assert bar.day == 0


def test_it_plays_day_by_day_to_the_last_change_and_says_what_it_came_to(bar, qtbot, monkeypatch):
    monkeypatch.setattr("ui.pages.dependence.failure_bar.QUIET_DAY", 1)
    monkeypatch.setattr("ui.pages.dependence.failure_bar.CHANGED_DAY", 1)
    monkeypatch.setattr(bar, "is_still", lambda: False)
    days = []
    bar.moved.connect(days.append)
    with qtbot.waitSignal(bar.ended, timeout=5_000) as ended:
        bar.play_button.click()
    assert bar.day == TOLD.spread.last_change
    assert days == list(range(1, bar.day + 1))
    assert ended.args[0].startswith("1 other is pulled down.")
    assert bar.play_button.accessibleName() == "Play"


def test_where_nothing_is_to_move_it_jumps_from_change_to_change(bar, monkeypatch):
    monkeypatch.setattr(bar, "is_still", lambda: True)
    bar._go_on()
    assert bar.day == 3
    bar.hold()


def test_played_again_from_the_end_it_starts_over(bar):
    bar.slider.setValue(TOLD.spread.last_change)
    bar.toggle()
    assert bar.day == 0
    assert bar.play_button.accessibleName() == "Pause"
    bar.toggle()
    assert not bar.is_playing


def test_stop_closes_it_once(bar):
    closed = []
    bar.closed.connect(lambda: closed.append(True))
    bar.stop()
    bar.stop()
    assert closed == [True]
    assert not bar.isVisible()
    assert bar.told is None

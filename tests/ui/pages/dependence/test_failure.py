"""A failure played on the map in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


def state(panel, box):
    return panel.view.map_scene.boxes[box].state


def test_a_provider_is_failed_on_the_map(window, settle, monkeypatch):
    """Fail Havenmoor, go through the days, group anew, stop."""
    window.bench.go("dependence", kind="provider", key="havenmoor")
    settle(window)
    panel = window.page("dependence").map
    said = []
    monkeypatch.setattr(panel, "announce", said.append)
    QTest.mouseClick(panel.tools.fail, Qt.MouseButton.LeftButton)
    settle(window)
    assert panel.failure.is_playing
    assert "Havenmoor Homecare Ltd has stopped. 400 people" in said[0]
    panel.failure.hold()

    assert state(panel, "provider havenmoor").is_stopped
    assert not state(panel, "provider beck-row").is_hit
    panel.failure.slider.setValue(3)
    assert state(panel, "provider beck-row").share == pytest.approx(0.4)
    panel.failure.slider.setValue(29)
    assert state(panel, "provider willow-wren").is_stopped
    assert "Havenmoor" in panel.view.map_scene.hint("provider willow-wren")

    centre = panel.twin.tree.topLevelItem(0)
    parts = {centre.child(n).text(0): centre.child(n) for n in range(centre.childCount())}
    pulled = parts["Pulls down"]
    told = {pulled.child(n).text(0): pulled.child(n).toolTip(1) for n in range(2)}
    assert told["Willow and Wren Wellbeing CIC"] == "stopped, day 29"
    assert told["Beck Row Day Trust"] == "40% of its work left"

    panel.tools.group_by.setCurrentIndex(1)
    settle(window)
    assert panel.failure.day == 29
    assert state(panel, "people standard").lost > 0

    panel.failure.ended.emit(panel.failure.told.ending())
    assert "2 others are pulled down" in said[-1]
    panel.failure.stop()
    assert state(panel, "provider havenmoor") is None
    assert panel.twin.tree.topLevelItem(0).text(1) == "400 people"


def test_the_whole_result_is_one_click_away(window, settle):
    window.bench.go("dependence", kind="asset", key="carers-pool")
    settle(window)
    panel = window.page("dependence").map
    assert panel.tools.fail.text() == "Fail this asset"
    window.bench.actions["dependence.fail"].trigger()
    settle(window)
    panel.failure.hold()
    stops = []
    window.bench.trail.moved.connect(stops.append)
    QTest.mouseClick(panel.failure._result, Qt.MouseButton.LeftButton)
    settle(window)
    assert stops[0].page == "scenarios"
    assert dict(stops[0].view) == {"show": "builder", "target": "carers-pool"}


def test_only_what_can_fail_is_offered_and_another_centre_ends_it(window, settle):
    window.bench.go("dependence", kind="provider", key="havenmoor")
    settle(window)
    panel = window.page("dependence").map
    panel.fail()
    settle(window)
    panel.view.go_to("service home-care")
    assert panel.to_fail() == ("provider", "havenmoor")
    panel.make_centre("service", "home-care")
    settle(window)
    assert panel.failure.told is None
    assert not panel.tools.fail.isEnabled()
    assert not window.bench.actions["dependence.fail"].isEnabled()
    panel.view.go_to("provider calderby")
    assert panel.tools.fail.isEnabled()

"""The Ctrl+K palette, used from the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt


@pytest.fixture
def palette(window, qtbot):
    window.activateWindow()
    window.header.search.setFocus()
    qtbot.waitUntil(lambda: window.isActiveWindow())
    qtbot.keyClick(window.header.search, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.palette_box.isVisible())
    window.stops = []
    window.bench.trail.moved.disconnect()
    window.bench.trail.moved.connect(window.stops.append)
    return window.palette_box


def type_in(qtbot, palette, text, wanted):
    qtbot.keyClicks(palette.field, text)
    qtbot.waitUntil(lambda: any(one.name == wanted for one in palette.found()))


def enter(qtbot, palette):
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    qtbot.wait(10)


def test_a_record_is_found_with_a_letter_wrong_and_chosen(window, palette, qtbot):
    register = window.bench.desk.register
    provider = next(one for one in register.providers.values() if len(one.name) > 14)
    typed = provider.name[:5] + provider.name[6:]
    type_in(qtbot, palette, typed, provider.name)
    while palette.list.currentItem().data(Qt.ItemDataRole.UserRole).key != provider.id:
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    enter(qtbot, palette)
    assert window.bench.desk.choice.key == provider.id
    assert dict(window.stops[-1].view) == {"tab": "provider", "key": provider.id}


def test_a_scenario_leads_to_its_result(window, palette, qtbot):
    scenario = next(iter(window.bench.desk.register.scenarios.values()))
    type_in(qtbot, palette, scenario.id, scenario.title)
    enter(qtbot, palette)
    assert window.stops[-1].page == "scenarios"
    assert window.stops[-1].view["scenario"] == scenario.id


def test_a_command_is_carried_out(window, palette, qtbot):
    type_in(qtbot, palette, "dark", "Dark theme")
    enter(qtbot, palette)
    assert window.bench.look.theme.name == "dark"
    window.bench.look.use("light")


def test_escape_goes_back_and_changes_nothing(window, palette, qtbot):
    qtbot.keyClicks(palette.field, "plans")
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.stops == []


def test_what_is_not_there_is_said(palette, qtbot):
    qtbot.keyClicks(palette.field, "qqqqzzzz")
    assert palette.found() == []
    assert not palette.list.isVisible()


def test_without_a_register_commands_are_found(empty_window, qtbot):
    empty_window.bench.actions["view.palette"].trigger()
    qtbot.keyClicks(empty_window.palette_box.field, "sample")
    assert empty_window.palette_box.found()[0].key == "file.sample"
    assert not any(one.key == "file.save" for one in empty_window.palette_box.found())

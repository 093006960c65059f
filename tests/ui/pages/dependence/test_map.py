"""The map as a person uses it in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest

from planner.register.edits import ChangeFields
from planner.session import Session
from ui.desk import Choice


@pytest.fixture
def panel(window, settle):
    """Return the map drawn round Havenmoor, as when it was chosen in the register."""
    window.bench.desk.choose("provider", "havenmoor")
    window.bench.go("dependence")
    settle(window)
    return window.page("dependence").map


def at(panel, box):
    """Return the middle of a box on the screen."""
    item = panel.view.map_scene.boxes[box]
    return panel.view.mapFromScene(item.sceneBoundingRect().center())


def test_it_opens_on_what_is_chosen_and_the_mouse_goes_on(panel, window, settle):
    assert panel.centre == ("provider", "havenmoor")
    assert panel.headline.sentence.startswith("400 people rely on Havenmoor Homecare Ltd;")
    boxes = panel.view.map_scene.boxes
    assert boxes["provider havenmoor"].box.is_centre
    assert {"service home-care", "provider calderby"} <= set(boxes)
    assert "Havenmoor" in panel.crumb
    for widget in (panel.view, panel.twin.tree, panel.find_box, panel.tools.group_by):
        read = QAccessible.queryAccessibleInterface(widget)
        assert read.text(QAccessible.Text.Name)

    port = panel.view.viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=at(panel, "provider willow-wren"))
    assert window.bench.desk.choice == Choice("provider", "willow-wren")
    assert panel.centre == ("provider", "havenmoor")
    assert panel.twin.tree.currentItem().text(0).startswith("Willow and Wren")

    QTest.mouseDClick(port, Qt.MouseButton.LeftButton, pos=at(panel, "service home-care"))
    settle(window)
    assert panel.centre == ("service", "home-care")
    assert panel.headline.sentence.startswith("905 people rely on Home care for older people")
    window.bench.actions["go.back"].trigger()
    settle(window)
    assert panel.centre == ("provider", "havenmoor")

    panel.make_centre("people", "Kilnmoor")
    settle(window)
    assert "people in Kilnmoor rely on" in panel.headline.sentence
    panel.tools.group_by.setCurrentIndex(1)
    settle(window)
    assert panel.centre is None
    assert panel.headline.sentence.startswith("205,328 people rely on 66 services")


def test_without_a_choice_it_opens_on_the_largest_then_on_the_last(window, settle):
    window.bench.go("dependence")
    settle(window)
    panel = window.page("dependence").map
    assert panel.centre == ("provider", window.bench.session.largest_provider())
    panel.make_centre("service", "home-care")
    settle(window)
    window.bench.desk.choose_nothing()
    panel.centre = None
    window.bench.go("register")
    window.bench.go("dependence", show="map")
    settle(window)
    assert panel.centre == ("service", "home-care")

    window.bench.go("register")
    window.bench.desk.choose("provider", "halden")
    window.bench.go("dependence")
    settle(window)
    assert panel.centre == ("provider", "halden")


def test_the_list_leads_the_map_and_enter_chooses(panel, window):
    tree = panel.twin.tree
    serves = tree.topLevelItem(0).child(0)
    tree.setFocus()
    tree.setCurrentItem(serves.child(1))
    assert panel.view.here == "service welfare-calls"
    assert window.bench.desk.choice == Choice("provider", "havenmoor")
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert window.bench.desk.choice == Choice("service", "welfare-calls")


def test_the_tools_draw_it_another_way(panel, window, settle):
    few = len(panel.view.map_scene.boxes)
    QTest.mouseClick(panel.tools.depths._buttons["3"], Qt.MouseButton.LeftButton)
    settle(window)
    assert len(panel.view.map_scene.boxes) > few
    panel.tools.group_by.setCurrentIndex(1)
    settle(window)
    assert "people complex" in panel.view.map_scene.boxes
    QTest.mouseClick(panel.tools.measures._buttons["money"], Qt.MouseButton.LeftButton)
    settle(window)
    assert "£" in panel.shown.second_line("provider havenmoor")
    assert panel.view_words()["depth"] == "3"
    QTest.mouseClick(panel.tools.measures._buttons["people"], Qt.MouseButton.LeftButton)
    panel.tools.funder.setCurrentIndex(panel.tools.funder.findData("nhs"))
    settle(window)
    assert panel.view.map_scene.boxes["provider havenmoor"].box.amount == 22
    assert window.bench.memory.value("dependence/funder") is None
    panel.tools.funder.setCurrentIndex(0)
    QTest.mouseClick(panel.tools.depths._buttons["all"], Qt.MouseButton.LeftButton)
    settle(window)
    assert len(panel.view.map_scene.boxes) < 50
    others = next(box for box in panel.shown.picture.boxes if box.kind == "others")
    panel.view.entered.emit(others.id)
    settle(window)
    assert len(panel.view.map_scene.boxes) > 200
    panel.twin.go_to("provider", "calderby", "")
    assert panel.twin.tree.currentItem().text(0).startswith("Calderby")


def test_find_makes_what_is_found_the_centre_and_moved_boxes_stay_moved(panel, window, settle):
    place = panel.view.map_scene.boxes["provider willow-wren"]
    start = place.y()
    place.setY(start + 30)
    panel.view.map_scene._put(place)
    window.bench.actions["dependence.search"].trigger()
    QTest.keyClicks(panel.find_box, "calderby")
    QTest.keyClick(panel.find_box, Qt.Key.Key_Return)
    settle(window)
    assert panel.centre == ("provider", "calderby")
    QTest.keyClicks(panel.find_box, "nowhere at all")
    QTest.keyClick(panel.find_box, Qt.Key.Key_Return)
    assert panel.centre == ("provider", "calderby")

    panel.make_centre("provider", "havenmoor")
    settle(window)
    again = panel.view.map_scene.boxes["provider willow-wren"]
    assert again.y() == pytest.approx(start + 30, abs=0.2)
    window.bench.actions["dependence.put_back"].trigger()
    assert again.y() == pytest.approx(start, abs=0.2)


def test_an_edit_is_seen_on_the_map_at_once(panel, window, settle):
    window.bench.desk.attempt(ChangeFields("provider", "havenmoor", {"name": "Harbour Care"}))
    settle(window)
    assert panel.view.map_scene.boxes["provider havenmoor"].box.name == "Harbour Care"
    window.bench.desk.undo()
    settle(window)
    assert panel.view.map_scene.boxes["provider havenmoor"].box.name == "Havenmoor Homecare Ltd"


def test_the_menu_of_a_box(panel, window, tmp_path):
    panel.view.go_to("provider willow-wren")
    panel.view.asked.emit("provider willow-wren", QPoint(10, 10))
    menu = panel._actions.menu
    words = [action.text() for action in menu.actions()]
    assert words[:4] == [
        "Open in the register",
        "Make it the centre",
        "Fail this provider",
        "Copy its name",
    ]
    menu.actions()[3].trigger()
    assert QGuiApplication.clipboard().text() == "Willow and Wren Wellbeing CIC"
    panel._actions.export_to(tmp_path / "map.svg")
    assert (tmp_path / "map.svg").stat().st_size > 1000
    panel._actions.export_to(tmp_path / "nowhere" / "map.png")
    assert not (tmp_path / "nowhere").exists()
    menu.actions()[0].trigger()
    menu.close()
    assert window.page("register").isVisible()
    assert window.bench.desk.choice == Choice("provider", "willow-wren")


def test_a_register_without_contracts_says_what_belongs_here(empty_window, tmp_path, settle):
    empty_window.open_session(Session.new(tmp_path / "New.backstop", "New Council", "A. Tester"))
    empty_window.bench.go("dependence")
    settle(empty_window)
    assert empty_window.page("dependence").map.is_empty

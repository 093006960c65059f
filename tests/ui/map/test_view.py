"""The view of a map by itself: keys, zoom, moved boxes, days of a failure, pictures."""

from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest

from planner.answers.study import Study
from planner.errors import BackstopError
from planner.storage.folders import users_folders
from tests.dependence.map_town import town
from ui.map.export import copy_picture, picture_of, svg_of, write_png, write_svg
from ui.map.view import MapView

TOWN = Study(town(), "A. Tester", users_folders(), datetime.date(2026, 11, 30))


@pytest.fixture
def view(qtbot, look):
    """Return a shown view of the map round Alder, two steps deep."""
    look.use("light", 100)
    view = MapView(look)
    qtbot.addWidget(view)
    view.resize(960, 480)
    view.show_map(TOWN.dependence_map("provider", "alder", 2), {})
    view.show()
    return view


def test_arrow_keys_go_from_box_to_box_and_enter_asks_for_the_centre(view, qtbot):
    assert view.here == "provider alder"
    picked, entered = [], []
    view.picked.connect(picked.append)
    view.entered.connect(entered.append)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert picked == [view.here]
    assert view.map_scene.boxes[view.here].box.column == 1
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.map_scene.boxes[view.here].box.column == 0
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.map_scene.boxes[view.here].box.column == 0
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert entered == [view.here]


def test_up_and_down_stay_in_the_column_in_its_order(view):
    providers = [one for one in view.map_scene.boxes.values() if one.box.column == 2]
    order = [one.box.id for one in sorted(providers, key=lambda one: one.y())]
    view.go_to(order[0])
    for expected in order[1:]:
        QTest.keyClick(view, Qt.Key.Key_Down)
        assert view.here == expected
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.here == order[-2]


def test_plus_minus_and_ctrl_wheel_zoom_and_fit_shows_all(view):
    before = view.transform().m11()
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.transform().m11() == pytest.approx(before * 1.2)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.transform().m11() == pytest.approx(before)
    view.zoom(1000)
    assert view.transform().m11() == 6.0
    view.fit()
    shown = view.mapToScene(view.viewport().rect()).boundingRect().adjusted(-2, -2, 2, 2)
    assert shown.contains(view.map_scene.whole())


def test_spare_room_goes_between_the_columns(view):
    def left(box):
        return view.map_scene.boxes[box].x()

    near = left("provider alder") - left("service home")
    view.resize(1500, 480)
    assert left("provider alder") - left("service home") > near


def test_pointing_at_a_box_lights_its_ribbons_only(view):
    scene = view.map_scene
    scene.light("service day")
    ribbons = scene.shown.picture.ribbons
    assert len(scene._lit) == sum("service day" in (one.start, one.end) for one in ribbons)
    scene.light("")
    assert scene._lit == []


def test_pointing_at_a_ribbon_tells_of_it(view):
    scene = view.map_scene
    number = next(
        n for n, one in enumerate(scene.shown.picture.ribbons) if one.end == "provider alder"
    )
    course = scene._courses[number]
    middle = (course.start + course.end) / 2
    middle.setY(middle.y() + course.width / 2)
    found = scene.ribbon_at(middle)
    assert found is not None
    assert "Alder: " in scene.shown.ribbon_hint(found)
    assert scene.ribbon_at(QPoint(-500, -500)) is None


def test_a_moved_box_takes_its_ribbons_along_and_tells_where_it_is(view):
    scene = view.map_scene
    told = []
    scene.box_moved.connect(lambda *at: told.append(at))
    item = scene.boxes["provider alder"]
    numbers = scene._of_box["provider alder"]
    before = [scene._courses[n].end.y() for n in numbers]
    middle = view.mapFromScene(item.sceneBoundingRect().center())
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(port, middle + QPoint(0, 15))
    QTest.mouseMove(port, middle + QPoint(0, 40))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=middle + QPoint(0, 40))
    assert told
    assert told[-1][0] == "provider alder"
    assert [scene._courses[n].end.y() for n in numbers] != before
    box, x, y = told[-1]
    view.show_map(scene.shown, {box: (x, y)})
    assert scene.boxes[box].y() == pytest.approx(y)
    scene.put_back()
    assert scene.boxes[box].y() == scene.shown.layout.boxes[box].y


def test_the_menu_key_asks_for_the_menu_of_the_box_in_hand(view):
    asked = []
    view.asked.connect(lambda box, _at: asked.append(box))
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    QGuiApplication.sendEvent(view.viewport(), by_key)
    assert asked == ["provider alder"]
    at = view.mapFromScene(view.map_scene.boxes["provider birch"].sceneBoundingRect().center())
    by_mouse = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
    QGuiApplication.sendEvent(view.viewport(), by_mouse)
    assert asked == ["provider alder", "provider birch"]
    assert view.here == "provider birch"


def test_ribbons_into_what_fails_turn_red_and_those_to_its_suppliers_do_not(view):
    scene = view.map_scene
    scene.show_day(TOWN.spread("alder"), 0)
    red = [item for item in scene._bands if item._token == "failure"]
    ribbons = scene.shown.picture.ribbons
    assert len(red) == sum(one.end == "provider alder" for one in ribbons)


def test_each_day_shows_its_states_and_none_takes_them_away(view):
    scene, told = view.map_scene, TOWN.spread("alder")
    scene.show_day(told, 3)
    assert scene.boxes["provider alder"].state.is_stopped
    assert scene.boxes["provider cedar"].second_line == "40% of its work left"
    assert "leans on Alder" in scene.hint("provider cedar")
    assert "because" not in scene.hint("provider birch")
    scene.show_day(None, 0)
    assert scene.boxes["provider cedar"].state is None


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast", "projector"])
def test_what_has_failed_is_told_by_shape_in_every_theme(view, look, theme):
    """The cross is drawn, so that red is not the only sign."""
    look.use(theme)
    plain = picture_of(view.map_scene, look)
    view.map_scene.show_day(TOWN.spread("alder"), 0)
    failed = picture_of(view.map_scene, look)
    assert plain.size() == failed.size()
    assert plain != failed
    look.use("light")


def test_pictures_are_written_and_copied(view, look, tmp_path):
    write_svg(view.map_scene, look, tmp_path / "map.svg")
    assert b"70 people rely on Alder" in (tmp_path / "map.svg").read_bytes()
    assert svg_of(view.map_scene, look).count(b"<path") > 10
    write_png(view.map_scene, look, tmp_path / "map.png")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")
    copy_picture(view.map_scene, look)
    assert QGuiApplication.clipboard().image().width() > 1000
    for write, name in ((write_svg, "map.svg"), (write_png, "map.png")):
        with pytest.raises(BackstopError, match="could not be written"):
            write(view.map_scene, look, tmp_path / "nowhere" / name)

"""Header, rail, status strip and long work: names, order, words, and where they lead."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListWidget

from planner.register.edits import ChangeCouncil
from ui.actions import MENUS


def controls(window):
    """Return what can be focused in the frame and on the welcome page, in the order of Tab."""
    found, one = [], window.header.menu_button
    while one not in found:
        found.append(one)
        one = one.nextInFocusChain()
    kinds = (QAbstractButton, QLineEdit, QListWidget)
    return [
        one
        for one in found
        if isinstance(one, kinds)
        and one.isVisibleTo(window)
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def test_every_control_of_the_frame_has_a_name(empty_window, settle):
    settle(empty_window)
    named = {
        one: one.accessibleName() or getattr(one, "text", str)() for one in controls(empty_window)
    }
    assert [one for one, name in named.items() if not name] == []
    assert len(named) > 12


def test_tab_goes_through_the_frame_as_it_is_read(window):
    order = controls(window)
    names = [one.accessibleName() for one in order]
    wanted = ["Menu", "Back", "Forward", "Search or type a command", "Undo", "Redo"]
    places = [names.index(one) for one in (*wanted, "Register", "Plans", "Settings")]
    assert places == sorted(places)
    assert order.index(window.strip.findings) > places[-1]


def test_the_menus_hold_every_action_once(window):
    held = [
        action.objectName()
        for title in MENUS
        if title in window.menus.menus
        for action in window.menus.menus[title].actions()
        if isinstance(action, QAction) and action.objectName()
    ]
    assert sorted(held) == sorted(one.name for one in window.bench.actions)


def test_f10_opens_the_menu_and_escape_closes_it(window, qtbot):
    window.activateWindow()
    window.header.search.setFocus()
    qtbot.waitUntil(lambda: window.isActiveWindow())
    qtbot.keyClick(window.header.search, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: window.menus.menu.isVisible())
    window.menus.menu.close()
    assert not window.menus.menu.isVisible()


def test_the_strip_counts_findings_and_follows_edits(window, settle, qtbot):
    qtbot.waitUntil(lambda: window.bench.results.get("check") is not None, timeout=20_000)
    kept = window.bench.results.get("check")
    assert window.strip.findings.words.startswith(f"{len(kept.value)} ")
    window.bench.desk.attempt(ChangeCouncil({"budget_annual": None}))
    qtbot.waitUntil(
        lambda: window.bench.results.get("check").revision == window.bench.session.revision,
        timeout=20_000,
    )
    now = window.bench.results.get("check")
    assert str(len(now.value)) in window.strip.findings.words


def test_the_strip_tells_the_secure_share_and_when_it_is_old(window, settle, qtbot):
    qtbot.wait(5)
    window.strip.work_out_secure()
    settle(window)
    assert "N-1 secure" in window.strip.secure.accessibleName()
    assert "out of date" not in window.strip.secure.accessibleName()
    assert window.strip.stale.accessibleName() == "All results up to date"
    window.bench.desk.attempt(ChangeCouncil({"name": "Other"}))
    assert window.strip.secure.accessibleName().endswith("out of date")
    assert window.strip.stale.accessibleName() == "1 result out of date"
    window.bench.desk.undo()


@pytest.mark.parametrize(
    ("part", "page", "view"),
    [
        ("findings", "register", {"tab": "findings"}),
        ("secure", "scenarios", {"show": "sweep"}),
    ],
)
def test_parts_of_the_strip_lead_to_where_they_come_from(window, qtbot, part, page, view):
    stops = []
    window.bench.trail.moved.disconnect()
    window.bench.trail.moved.connect(stops.append)
    qtbot.mouseClick(getattr(window.strip, part), Qt.MouseButton.LeftButton)
    assert (stops[-1].page, dict(stops[-1].view)) == (page, view)


def test_long_work_shows_words_and_can_be_cancelled(window, qtbot, settle):
    settle(window)
    stopped = []

    def work(report):
        for step in range(1000):
            report(step, 1000, "one after another")
            time.sleep(0.01)

    task = window.bench.tasks.do(window, work, title="Counting")
    task.cancelled.connect(lambda: stopped.append(time.monotonic()))
    qtbot.waitUntil(lambda: window.work_bar.isVisible())
    qtbot.waitUntil(lambda: window.work_bar.words == "Counting: one after another")
    begun = time.monotonic()
    window.work_bar.cancel()
    qtbot.waitUntil(lambda: bool(stopped))
    assert stopped[0] - begun < 0.5
    assert not window.work_bar.isVisible()


@pytest.mark.parametrize("size", [100, 200])
def test_the_frame_fits_a_small_laptop(window, settle, size):
    settle(window)
    window.bench.look.use(text_size=size)
    window.resize(1366, 768)
    assert window.header.minimumSizeHint().width() <= 1366
    assert window.strip.findings.width() > 0
    right = window.strip.text_size
    assert right.mapTo(window, right.rect().topRight()).x() <= 1366
    window.bench.look.use(text_size=100)


def test_themes_are_ticked_and_text_grows(window):
    window.bench.actions["view.dark"].trigger()
    assert window.bench.actions["view.dark"].isChecked()
    assert not window.bench.actions["view.light"].isChecked()
    window.bench.actions["view.larger"].trigger()
    assert window.bench.look.text_size == 110
    window.bench.actions["view.normal"].trigger()
    window.bench.actions["view.light"].trigger()
    assert window.bench.look.text_size == 100


def test_delete_takes_a_recent_register_off_the_list(empty_window, settle, qtbot, tmp_path):
    empty_window.bench.actions["file.sample"].trigger()
    settle(empty_window)
    empty_window.bench.actions["file.welcome"].trigger()
    settle(empty_window)
    recent = empty_window.welcome.recent
    many = recent.count()
    assert many >= 1
    assert "66 services, 240 contracts" in recent.item(0).text()
    qtbot.keyClick(recent, Qt.Key.Key_Delete)
    settle(empty_window)
    empty_window.welcome.refresh()
    settle(empty_window)
    assert recent.count() == many - 1

"""Nothing typed is lost: neither while a save runs nor with the field still open."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit

from planner.register.edits import ChangeCouncil
from planner.session import Session


@pytest.fixture
def slowly(monkeypatch):
    """Return a function that makes every save take so many seconds longer."""
    save = Session.save

    def slow_down(seconds):
        def slow(self):
            time.sleep(seconds)
            return save(self)

        monkeypatch.setattr(Session, "save", slow)

    return slow_down


def rename(window, name):
    return window.bench.desk.attempt(ChangeCouncil({"name": name}))


def name_in(path):
    with Session.open(path, "Reader") as session:
        return session.register.council.name


def field_of_a_provider(window, qtbot):
    """Return the editor of a provider's name, with the keys going to it."""
    bench = window.bench
    key = next(iter(bench.desk.register.of_kind("provider")))
    bench.go("register", tab="provider", key=key)
    page = window.page("register")
    window.activateWindow()

    def editors():
        return [
            one
            for one in page.findChildren(QLineEdit)
            if one.accessibleName() == "Provider (required)" and one.isVisible()
        ]

    qtbot.waitUntil(lambda: bool(editors()))
    editor = editors()[0]
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    return key, editor


def test_an_edit_made_while_a_save_runs_waits_and_is_made(window, settle, slowly, sample):
    slowly(0.4)
    rename(window, "First")
    window.bench.actions["file.save"].trigger()
    assert rename(window, "Second") is not None
    assert "Not changed" not in window.bench.messages.words
    settle(window)
    window.bench.actions["file.save"].trigger()
    settle(window)
    window.close()
    assert name_in(sample.path) == "Second"


def test_edits_wait_for_an_import_and_a_save_that_overlap(window, qtbot):
    desk = window.bench.desk
    desk.hold("A list is being imported")
    desk.hold("Saving")
    desk.release()
    released = []
    QTimer.singleShot(100, window, lambda: (released.append(True), desk.release()))
    assert rename(window, "After both") is not None
    assert released


def test_an_edit_that_would_wait_too_long_is_refused_in_a_sentence(window, monkeypatch):
    monkeypatch.setattr("ui.desk.WAITS", 50)
    window.bench.desk.hold("Saving Orrinshaw.backstop")
    assert rename(window, "Too early") is None
    assert "Saving Orrinshaw.backstop; wait until that is done" in window.bench.messages.words
    window.bench.desk.release()
    assert rename(window, "Now") is not None


def test_saving_keeps_the_field_that_is_being_typed_in(window, settle, qtbot, sample):
    key, editor = field_of_a_provider(window, qtbot)
    editor.selectAll()
    qtbot.keyClicks(editor, "Typed & kept")
    qtbot.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert window.bench.session.is_saved
    assert window.bench.desk.register.of_kind("provider")[key].name == "Typed & kept"


@pytest.mark.parametrize("way", ["window", "register", "another"])
def test_closing_keeps_the_field_that_is_being_typed_in(window, settle, qtbot, sample, way):
    key, editor = field_of_a_provider(window, qtbot)
    editor.selectAll()
    qtbot.keyClicks(editor, "Typed last")
    if way == "window":
        window.close()
    elif way == "register":
        window.bench.actions["file.welcome"].trigger()
    else:
        window.files.open_sample()
    settle(window)
    window.close()
    with Session.open(sample.path, "Reader") as session:
        assert session.register.of_kind("provider")[key].name == "Typed last"
        assert not session.notices


def test_typing_while_the_file_saves_by_itself_loses_no_letter(
    window, settle, qtbot, slowly, sample
):
    slowly(0.3)
    key, editor = field_of_a_provider(window, qtbot)
    window.files.autosave_after(10)
    rename(window, "Sets off a save")
    editor.selectAll()
    for letter in "Long name":
        qtbot.keyClick(editor, letter)
        qtbot.wait(15)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settle(window)
    assert window.bench.desk.register.of_kind("provider")[key].name == "Long name"


def test_an_edit_made_elsewhere_leaves_the_field_that_is_being_typed_in(window, qtbot):
    key, editor = field_of_a_provider(window, qtbot)
    editor.selectAll()
    qtbot.keyClicks(editor, "Half a na")
    rename(window, "By an import")
    assert editor.text() == "Half a na"
    qtbot.keyClicks(editor, "me")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert window.bench.desk.register.of_kind("provider")[key].name == "Half a name"

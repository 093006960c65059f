"""History, settings, shortcuts, crash notes and about, as a person uses them."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QtMsgType
from PySide6.QtGui import QGuiApplication

from planner.answers import personal
from planner.register.edits import ChangeClass, ChangeCouncil
from planner.session import Session, users_folders
from ui.actions import MENUS
from ui.shell.crash_net import CrashNet
from ui.shell.licence_texts import works


def opened(window, name):
    window.bench.actions[name].trigger()
    return window.dialogs.open(name)


def rename(window, name, why=""):
    assert window.bench.desk.attempt(ChangeCouncil({"name": name}), why)


def test_undo_is_named_in_menu_and_tooltip(window):
    service = next(one for one in window.bench.desk.register.services.values() if one.class_)
    other = "could" if service.class_ != "could" else "needed"
    window.bench.desk.apply(ChangeClass(service.id, other, "agreed", "none"))
    undo = window.bench.actions["edit.undo"]
    assert undo.text().startswith("Undo: ")
    assert other in undo.text()
    assert undo.text() in undo.toolTip()
    undo.trigger()
    assert not undo.isEnabled()
    assert window.bench.actions["edit.redo"].text().startswith("Redo: ")


def test_undo_works_after_the_window_was_closed_and_opened_again(window, settle, sample):
    rename(window, "Changed")
    window.close()
    with Session.open(sample.path, "A. Tester") as again:
        again.undo()
        assert again.register.council.name == "Orrinshaw Council"


def test_history_says_when_who_what_why_and_what_exactly(window, settle):
    rename(window, "First", "agreed at board")
    rename(window, "Second")
    panel = opened(window, "edit.history")
    settle(window)
    assert panel.list.topLevelItemCount() == 2
    assert panel.changes.toPlainText() == "The council: Council from “First” to “Second”"
    panel.field.setText("board")
    settle(window)
    assert panel.list.topLevelItemCount() == 1
    row = panel.list.topLevelItem(0)
    assert row.text(1) == "A. Tester"
    assert row.text(3) == "agreed at board"
    assert "“Orrinshaw Council” to “First”" in panel.changes.toPlainText()


def test_a_step_is_taken_back_from_the_history_with_its_reason(window, settle):
    rename(window, "First")
    panel = opened(window, "edit.history")
    panel.why.setText("typed in error")
    panel.take_back.click()
    settle(window)
    assert window.bench.desk.register.council.name == "Orrinshaw Council"
    assert window.bench.session.history()[-1].why == "typed in error"
    assert panel.list.topLevelItemCount() == 2


def test_a_step_that_others_build_on_is_refused_in_a_sentence(window, settle):
    rename(window, "First")
    rename(window, "Second")
    panel = opened(window, "edit.history")
    panel.list.setCurrentItem(panel.list.topLevelItem(1))
    panel.take_back.click()
    settle(window)
    assert window.bench.desk.register.council.name == "Second"
    assert window.bench.messages.words.startswith("Not changed.")


def test_history_is_greyed_out_while_no_register_is_open(empty_window):
    assert not empty_window.bench.actions["edit.history"].isEnabled()


def test_settings_hold_at_once_and_are_remembered(window, qtbot):
    dialog = opened(window, "view.settings")
    dialog.name.setText("R. Okafor")
    dialog.name.editingFinished.emit()
    assert personal.user_name(users_folders()) == "R. Okafor"
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.theme.activated.emit(dialog.theme.currentIndex())
    assert window.bench.look.theme.name == "dark"
    assert window.preferences.theme == "dark"
    dialog.text_size.setCurrentIndex(dialog.text_size.findData(125))
    dialog.text_size.activated.emit(dialog.text_size.currentIndex())
    assert window.bench.look.text_size == 125
    assert int(window.bench.memory.value("shell/text_size")) == 125
    dialog.autosave.click()
    assert not window.files.saves_by_itself
    window.bench.look.use("light", 100)
    personal.remember_user_name(users_folders(), "")


def test_the_shortcut_sheet_has_every_menu_with_keys(window):
    sheet = opened(window, "help.keys")
    text = sheet.as_text()
    for action in window.bench.actions:
        if action.keys and action.menu in MENUS:
            assert action.keys[0] in text
    sheet.field.setText("save")
    assert "Ctrl+S" in sheet.text.toPlainText()
    assert "Ctrl+Z" not in sheet.text.toPlainText()


def test_about_says_version_and_where_files_are_kept(window):
    text = opened(window, "help.about").text.toPlainText()
    assert str(users_folders().working) in text
    assert "Qt 6" in text


def test_about_shows_the_licence_of_what_it_is_made_with(window):
    about = opened(window, "help.about")
    about.licences_button.click()
    sheet = about.licences
    names = [sheet.list.item(row).text() for row in range(sheet.list.count())]
    row = next(at for at, name in enumerate(names) if name.startswith("networkx "))
    sheet.list.setCurrentRow(row)
    assert sheet.licence.text() == "BSD-3-Clause"
    assert "Redistribution and use in source and binary forms" in sheet.text.toPlainText()
    about.close()
    assert not sheet.isVisible()


def test_the_licences_of_a_bundle_are_read_from_it(tmp_path, monkeypatch):
    (tmp_path / "licences").mkdir()
    (tmp_path / "LICENCES.txt").write_text("Made with:\n\nQt 6.8.3: LGPL-3.0\nzlib of it: free\n")
    (tmp_path / "licences" / "Qt-6.8.3.txt").write_text("whole text of Qt")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    first, second = works()
    assert (first.name, first.licence, first.text()) == ("Qt 6.8.3", "LGPL-3.0", "whole text of Qt")
    assert second.text() == "zlib of it came without a text of its licence."


@pytest.fixture
def net(tmp_path):
    before = sys.excepthook, threading.excepthook
    net = CrashNet(tmp_path)
    yield net
    sys.excepthook, threading.excepthook = before


def test_a_fault_is_noted_and_said_in_a_sentence(window, net):
    window.listen_to(net)
    try:
        raise ValueError("inside")
    except ValueError as error:
        net._caught(type(error), error, error.__traceback__)
    assert window.bench.messages.words.startswith("Something went wrong inside Backstop.")
    assert "Traceback" not in window.bench.messages.words
    notes = opened(window, "help.notes")
    assert "builtins.ValueError" in notes.text.toPlainText()
    net.forget()
    notes.refresh()
    assert notes.text.toPlainText().startswith("Nothing has gone wrong")


def test_a_fault_in_long_work_is_noted(window, net, settle):
    window.listen_to(net)

    def work(report):
        raise ZeroDivisionError("in long work")

    said = []
    window.bench.tasks.do(window, work, failed=said.append, title="Working")
    settle(window)
    assert "ZeroDivisionError" in net.notes()
    assert "ZeroDivisionError" not in said[0].sentence


def test_faults_of_threads_and_of_qt_are_noted(net):
    net._said_by_qt(QtMsgType.QtWarningMsg, None, "a layout is odd")
    thread = threading.Thread(target=lambda: 1 / 0, name="Fails")
    threading.excepthook = net._caught_on_thread
    thread.start()
    thread.join()
    assert "On Fails" in net.notes()
    assert "Qt: a layout is odd" in net.notes()


def test_notes_are_copied(window, net, qtbot):
    window.listen_to(net)
    net.note("something")
    dialog = opened(window, "help.notes")
    dialog._copy()
    assert "something" in QGuiApplication.clipboard().text()

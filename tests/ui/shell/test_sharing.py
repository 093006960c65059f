"""A register two people have open, in the window: reading, taking over, what another saved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.register.edits import AddRecord, ChangeCouncil, ChangeFields
from planner.register.records import Provider, Service
from planner.session import Session
from planner.storage.folders import Folders
from ui.main_window import MainWindow
from ui.shell.reading_bar import TakeOver

SPACE = Qt.Key.Key_Space


@pytest.fixture
def sample(tmp_path):
    """Return a session on a small register, which opens faster than the sample council."""
    session = Session.new(tmp_path / "Orrinshaw.backstop", "Orrinshaw Council", "A. Tester")
    session.apply(AddRecord(Provider("P1", "Brightwater")))
    session.apply(AddRecord(Service("S1", "Home care")))
    session.save()
    return session


@pytest.fixture
def anna(sample, tmp_path):
    """Return the session of Anna Lee, who has the sample council open at her own machine."""
    path = sample.path
    sample.close()
    session = Session.open(
        path, "Anna Lee", folders=Folders.under(tmp_path / "anna"), machine="COUNCIL-LT-114"
    )
    session.give_way()
    yield session
    session.close()


@pytest.fixture
def reader(empty_window, settle, anna):
    """Return a window that reads what Anna has open."""
    empty_window.open_path(anna.path)
    settle(empty_window)
    return empty_window


def renamed(session, name):
    session.apply(ChangeCouncil({"name": name}))


def look_round(window, settle):
    window.sharing.look()
    settle(window)


def a_provider(window):
    window.bench.go("register", tab="provider")
    key = next(iter(window.bench.desk.register.providers))
    window.bench.desk.choose("provider", key)
    return key, window.page("register")


def test_the_second_window_reads_says_so_and_changes_nothing(reader, settle):
    bar = reader.reading_bar
    assert bar.isVisible()
    assert bar.words.startswith("Anna Lee has had this register open on COUNCIL-LT-114 since ")
    assert bar.words.endswith("You are reading; nothing you do changes it.")
    assert reader.header.state == "Reading only"
    assert "Anna" not in reader.bench.messages.words
    for name in ("file.save", "file.import", "table.add", "edit.undo", "scenarios.new"):
        action = reader.bench.actions[name]
        assert not action.isEnabled(), name
        assert action.toolTip() == bar.words, name
    for name in ("file.save_as", "file.export_workbook", "go.scenarios", "table.copy"):
        assert reader.bench.actions[name].isEnabled(), name
    assert not reader.page("register").toolbar.add.isEnabled()
    key, page = a_provider(reader)
    settle(reader)
    box = page.panel.form.boxes["name"]
    before = box.text
    QTest.keyClicks(box.editor, "typed")
    assert box.text == before
    model = page.table.model
    assert not any(
        model.flags(model.index(0, at)) & Qt.ItemFlag.ItemIsEditable
        for at in range(model.columnCount())
    )
    assert reader.bench.desk.attempt(ChangeFields("provider", key, {"name": "X"})) is None
    assert reader.bench.messages.words.startswith("Not changed. Anna Lee has this register open")
    assert reader.bench.results.get("check") is not None, "questions are answered while reading"


def test_it_is_taken_over_by_keyboard_and_the_other_keeps_what_was_not_saved(reader, anna, settle):
    renamed(anna, "Not saved yet")
    reader.activateWindow()
    reader.reading_bar.take.setFocus()
    QTest.keyClick(reader.reading_bar.take, SPACE)
    (dialog,) = reader.findChildren(TakeOver)
    assert dialog.windowTitle() == "Take over from Anna Lee"
    QTest.keyClick(dialog.take, SPACE)
    settle(reader)
    assert not reader.reading_bar.isVisible()
    assert reader.bench.actions["file.import"].isEnabled()
    key, page = a_provider(reader)
    assert not page.panel.form.boxes["name"].editor.isReadOnly()
    assert reader.bench.desk.attempt(ChangeFields("provider", key, {"name": "Changed"}))
    assert reader.bench.actions["edit.undo"].isEnabled()
    reader.bench.actions["file.save"].trigger()
    settle(reader)
    assert reader.header.state.startswith("Saved ")
    anna.show_presence()
    assert anna.was_taken_over
    assert anna.unsaved_steps == 1


def test_whoever_is_taken_over_from_is_told_and_goes_on_in_a_copy(window, sample, settle, tmp_path):
    window.bench.desk.attempt(ChangeCouncil({"name": "Mine"}))
    with Session.open(
        sample.path, "Anna Lee", folders=Folders.under(tmp_path / "anna"), machine="COUNCIL-LT-114"
    ) as anna:
        path = sample.path
        anna.give_way()
        anna.take_over()
        renamed(anna, "Hers")
        anna.save()
        look_round(window, settle)
        assert window.reading_bar.words.startswith(
            "Anna Lee took this register over on COUNCIL-LT-114 at "
        )
        assert window.reading_bar.take.text() == "Take it back…"
        assert window.header.state == "Reading only, 1 not saved"
        asked = []

        def chosen(_window, _title, start, _filters):
            asked.append(start)
            return tmp_path / "mine.backstop"

        window.files.dialogs.to_write = chosen
        window.reading_bar.copy.click()
        settle(window)
        assert asked == [str(path.with_stem("Orrinshaw copy"))]
        assert window.header.title == "mine"
        assert not window.reading_bar.isVisible()
        assert window.bench.actions["file.save"].isEnabled()
        assert window.bench.desk.register.council.name == "Mine"
    with Session.open(path, "Reader") as kept:
        assert kept.register.council.name == "Hers"


def test_what_was_saved_is_read_by_itself_and_the_place_is_kept(reader, anna, settle):
    key, page = a_provider(reader)
    settle(reader)
    anna.apply(ChangeFields("provider", key, {"name": "Named by Anna"}))
    look_round(reader, settle)
    assert page.panel.form.boxes["name"].text != "Named by Anna", "it is not saved yet"
    anna.save()
    look_round(reader, settle)
    assert page.panel.form.boxes["name"].text == "Named by Anna"
    assert reader.page("register") is page
    assert reader.bench.desk.choice.key == key
    assert reader.bench.messages.words == "Orrinshaw.backstop was read anew. Anna Lee saved it."
    assert page.panel.history.steps[0].who == "Anna Lee"
    assert reader.reading_bar.isVisible()
    anna.close()
    look_round(reader, settle)
    assert reader.reading_bar.words.startswith("Nobody else has this register open now.")
    assert reader.reading_bar.take.text() == "Edit it"
    reader.reading_bar.take.click()
    settle(reader)
    assert not reader.reading_bar.isVisible()
    assert reader.bench.desk.attempt(ChangeCouncil({"name": "Mine"}))


def test_what_is_being_typed_stays_when_another_saved(window, sample, settle, tmp_path):
    key, page = a_provider(window)
    settle(window)
    window.activateWindow()
    editor = page.panel.form.boxes["name"].editor
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "Half ty")
    with Session.open(sample.path, "cron", folders=Folders.under(tmp_path / "cron")) as command:
        command.apply(ChangeFields("provider", key, {"company_number": "00445790"}))
        command.save()
    look_round(window, settle)
    assert page.panel.form.boxes["company_number"].text == "00445790"
    QTest.keyClicks(editor, "ped")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(window)
    assert window.bench.desk.register.providers[key].name == "Half typed"
    window.bench.actions["file.save"].trigger()
    settle(window)
    assert window.bench.session.is_saved


def test_changes_here_and_there_are_told_once_with_ways_out(window, sample, settle, tmp_path):
    window.bench.desk.attempt(ChangeCouncil({"name": "Mine"}))
    with Session.open(sample.path, "cron", folders=Folders.under(tmp_path / "cron")) as command:
        renamed(command, "Theirs")
        command.save()
    look_round(window, settle)
    messages = window.bench.messages
    assert messages.words.startswith("Orrinshaw.backstop was saved by another while you changed")
    assert "Save as…" in [one.text for one in window.files.ways_out()]
    messages.clear()
    look_round(window, settle)
    assert messages.words == ""
    assert window.bench.desk.register.council.name == "Mine"


def test_two_windows_take_the_register_from_each_other(window, sample, settle, look, tmp_path):
    memory = QSettings(str(tmp_path / "second.ini"), QSettings.Format.IniFormat)
    second = MainWindow(look, memory)
    second.show()
    try:
        second.open_path(sample.path)
        settle(second)
        assert second.reading_bar.isVisible()
        for number, (one, other) in enumerate([(second, window), (window, second)]):
            one.sharing.take_over()
            settle(one)
            look_round(other, settle)
            assert [one.reading_bar.isVisible(), other.reading_bar.isVisible()] == [False, True]
            assert one.bench.desk.attempt(ChangeCouncil({"name": f"Council {number}"}))
            one.bench.actions["file.save"].trigger()
            settle(one)
            look_round(other, settle)
            assert other.bench.desk.register.council.name == f"Council {number}"
        assert len(second.bench.session.history()) == 4
    finally:
        second.close()
        second.deleteLater()
        QApplication.processEvents()

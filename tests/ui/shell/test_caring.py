"""Backups are seen and restored, and damaged registers repaired, from the window."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from planner.answers import caring
from planner.register.edits import AddRecord, ChangeFields
from planner.register.records import Contract, Provider, Service
from planner.session import Session, users_folders
from planner.storage import register_file
from planner.storage.aside import read_aside
from planner.storage.migrations import LATEST_VERSION
from tests.storage.test_repair import sql
from ui.shell.caring import Caring

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture
def saved(tmp_path):
    """A small register that was saved, renamed a contract and saved again: it has one backup."""
    session = Session.new(tmp_path / "Orrinshaw.backstop", "Orrinshaw Council", "A. Tester")
    session.apply(AddRecord(Provider("P1", "Brightwater")))
    session.apply(AddRecord(Service("S1", "Home care")))
    session.apply(AddRecord(Contract("C1", "North", "S1", "P1")))
    session.save()
    session.apply(ChangeFields("contract", "C1", {"title": "Far north"}))
    (backup,) = caring.backups_of(session.path, users_folders())
    backup.path.write_bytes(session.path.read_bytes())  # as if ten minutes had passed
    session.save()
    session.close()
    return session.path


@pytest.fixture
def group(empty_window):
    (one,) = (one for one in empty_window.file_groups._groups if isinstance(one, Caring))
    return one


def press(window, text):
    """Press a button of the message bar."""
    buttons = window.bench.messages.findChildren(QPushButton)
    button = [one for one in buttons if one.text() == text][-1]
    button.click()


def column(tree, place):
    return [tree.topLevelItem(row).text(place) for row in range(tree.topLevelItemCount())]


def test_a_backup_is_compared_restored_and_undone(empty_window, settle, group, saved):
    window = empty_window
    window.open_path(saved)
    settle(window)
    window.bench.actions.find("file.backups").trigger()
    settle(window)
    dialog = group.shown
    assert column(dialog.list, 2) == ["1 change since"]
    assert column(dialog.list, 1) == ["1 contract, 0 people"]
    rows = [column(dialog.differences, place) for place in range(4)]
    assert rows[1:] == [["Contract"], ["Far north"], ["North"]]
    assert dialog.heading.text() == "1 difference from the register now"
    dialog.restore.click()
    settle(window)
    assert window.bench.session.register.contracts["C1"].title == "North"
    assert "undo takes it back" in window.bench.messages.words
    assert "Orrinshaw" in window.bench.messages.words
    assert len(column(dialog.list, 0)) == 2  # the file as it was is kept too
    window.bench.desk.undo()
    assert window.bench.session.register.contracts["C1"].title == "Far north"


def test_a_copy_of_a_backup_is_saved_but_not_over_the_register(
    empty_window, settle, group, saved, tmp_path
):
    window = empty_window
    window.open_path(saved)
    settle(window)
    group.show_backups(saved)
    settle(window)
    window.files.dialogs.to_write = lambda *_asked: saved
    before = saved.read_bytes()
    group.shown.save_as.click()
    settle(window)
    assert "is the register itself" in window.bench.messages.words
    assert saved.read_bytes() == before
    window.files.dialogs.to_write = lambda *_asked: tmp_path / "copy"
    group.shown.save_as.click()
    settle(window)
    with read_aside(tmp_path / "copy.backstop", users_folders()) as aside:
        assert aside.register.contracts["C1"].title == "North"


def test_a_damaged_register_is_offered_its_backups(empty_window, settle, group, saved):
    window = empty_window
    saved.write_bytes(saved.read_bytes()[:6000])
    window.open_path(saved)
    settle(window)
    assert "Orrinshaw.backstop is damaged" in window.bench.messages.words
    press(window, "Backups…")
    settle(window)
    assert "once the register opens" in group.shown.heading.text()
    group.shown.restore.click()
    settle(window)
    assert window.bench.session.register.contracts["C1"].title == "North"
    assert "unfit.backstop" in window.bench.messages.words
    assert window.bench.session.history()[-1].why == "Orrinshaw.backstop could not be opened"


def test_a_damaged_register_is_checked_repaired_and_opened(
    empty_window, settle, group, saved, tmp_path
):
    window = empty_window
    sql(saved, "PRAGMA foreign_keys = OFF", "DELETE FROM providers")
    before = saved.read_bytes()
    window.open_path(saved)
    settle(window)
    press(window, "Check and repair…")
    settle(window)
    dialog = group.shown
    assert "Provider P1 is lost" in dialog.report.toPlainText()
    asked = []
    window.files.dialogs.to_write = lambda *words: asked.append(words) or Path(words[2])
    dialog.repair.click()
    settle(window)
    assert dialog.made == tmp_path / "Orrinshaw repaired.backstop"
    assert "holds all that could be saved" in dialog.says.text()
    dialog.open_repaired.click()
    settle(window)
    assert window.bench.session.path == dialog.made
    assert window.bench.session.register.contracts["C1"].title == "Far north"
    assert saved.read_bytes() == before


def test_the_open_register_is_checked(empty_window, settle, group, saved):
    window = empty_window
    window.open_path(saved)
    settle(window)
    window.bench.actions.find("file.repair").trigger()
    settle(window)
    assert group.shown.says.text() == "Nothing is wrong with Orrinshaw.backstop."
    assert not group.shown.repair.isEnabled()


def test_a_register_of_a_newer_version_is_refused_without_an_offer(
    empty_window, settle, group, saved
):
    window = empty_window
    sql(saved, f"PRAGMA user_version = {LATEST_VERSION + 1}")
    window.open_path(saved)
    settle(window)
    assert "saved by a newer Backstop" in window.bench.messages.words
    texts = {one.text() for one in window.bench.messages.findChildren(QPushButton)}
    assert "Check and repair…" not in texts
    group.show_repair(saved)
    settle(window)
    assert "saved by a newer Backstop" in group.shown.says.text()
    assert not group.shown.repair.isEnabled()


def test_a_register_without_backups_says_where_they_will_lie(empty_window, settle, group, tmp_path):
    path = tmp_path / "old.backstop"
    shutil.copyfile(SAMPLES / f"version_{LATEST_VERSION}.backstop", path)
    empty_window.files.dialogs.to_open = lambda *_asked: path
    empty_window.bench.actions.find("file.backups").trigger()
    settle(empty_window)
    assert str(users_folders().backups) in group.shown.says.text()
    assert not group.shown.restore.isEnabled()


def test_a_save_without_room_for_a_backup_goes_through_and_is_told(
    empty_window, settle, group, saved, monkeypatch
):
    def full(*_arguments, **_named):
        raise OSError(28, "No space left on device")

    window = empty_window
    window.open_path(saved)
    settle(window)
    monkeypatch.setattr(register_file, "back_up", full)
    window.bench.desk.apply(ChangeFields("contract", "C1", {"title": "South"}))
    window.files.save()
    settle(window)
    assert window.bench.session.is_saved
    assert "No backup of Orrinshaw.backstop could be kept" in window.bench.messages.words


def test_a_register_that_is_gone_is_offered_its_backups(empty_window, settle, group, saved):
    window = empty_window
    saved.unlink()
    window.open_path(saved)
    settle(window)
    press(window, "Backups…")
    settle(window)
    group.shown.restore.click()
    settle(window)
    assert window.bench.session.register.contracts["C1"].title == "North"
    assert saved.exists()


def test_closing_the_window_closes_what_checks_a_file(empty_window, settle, group, saved):
    group.show_repair(saved)
    empty_window.close()
    assert not group.shown.isVisible()


def test_everything_that_takes_the_focus_has_a_name(empty_window, settle, group, saved):
    for show in (group.show_backups, group.show_repair):
        show(saved)
        settle(empty_window)
        nameless = [
            widget
            for widget in group.shown.findChildren(QWidget)
            if widget.isVisible()
            and widget.focusPolicy()
            and not (widget.accessibleName() or getattr(widget, "text", lambda: "")())
            and widget.parent() is not None
            and "qt_" not in widget.objectName()
        ]
        assert nameless == []

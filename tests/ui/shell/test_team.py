"""A team register in the window: two people at once on a real server, by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.answers import personal
from planner.register.edits import AddRecord, ChangeFields, RemoveRecord
from planner.register.records import Service
from planner.session import Session, users_folders
from tests.team.conftest import Team
from ui.main_window import MainWindow
from ui.shell.conflict_dialog import ConflictDialog
from ui.shell.team import OpenTeam, ShareTeam

RETURN = Qt.Key.Key_Return
SPACE = Qt.Key.Key_Space


@pytest.fixture
def team(postgres, tmp_path):
    found = Team(postgres, tmp_path)
    yield found
    found.close()


@pytest.fixture
def anna(team):
    """Return the session of Anna Lee, who has the register of the team open elsewhere."""
    team.put()
    return team.open("Anna Lee", machine="COUNCIL-LT-114")


@pytest.fixture
def mine(empty_window, settle, team, anna):
    """Return a window of ours on the same register."""
    empty_window.open_path(team.link)
    settle(empty_window)
    empty_window.team.look()
    settle(empty_window)
    return empty_window


def look_round(window, settle):
    window.team.look()
    settle(window)


def form_of(window, settle, code="S1"):
    window.bench.go("register", tab="service")
    window.bench.desk.choose("service", code)
    window.page("register").panel.show_record("service", code)
    settle(window)
    return window.page("register").panel.form


def title(code, words):
    return ChangeFields("service", code, {"title": words})


def type_over(editor, words):
    editor.window().activateWindow()
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, words)


def dialog_of(window, kind):
    (found,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return found


def test_it_says_where_each_edit_is_kept_and_who_else_is_in_it(mine, anna, settle):
    assert mine.header.title == "Ashmere, team"
    assert mine.header.state == "Kept on the server"
    assert mine.strip.team.words == "Also in it: Anna Lee"
    assert "COUNCIL-LT-114" in mine.strip.team.toolTip()
    assert not mine.reading_bar.isVisible()
    recent = personal.recent_registers(users_folders())[0]
    assert recent.name == "Ashmere"
    assert "register" in recent.place
    mine.files.save()
    settle(mine)
    assert mine.bench.messages.words.startswith("Kept on the server.")
    anna.close()
    look_round(mine, settle)
    assert mine.strip.team.words == "Nobody else is in it"


def test_what_is_changed_here_is_kept_at_once_and_what_others_change_arrives(mine, anna, settle):
    form = form_of(mine, settle)
    type_over(form.boxes["title"].editor, "Care at home")
    QTest.keyClick(form.boxes["title"].editor, RETURN)
    settle(mine)
    anna.catch_up()
    assert anna.register.services["S1"].title == "Care at home"
    anna.apply(title("S1", "Home care, all areas"))
    anna.apply(AddRecord(Service("S9", "Libraries")))
    anna.apply(RemoveRecord("service", "S9"))
    look_round(mine, settle)
    assert form.boxes["title"].text == "Home care, all areas"
    assert mine.bench.desk.choice.key == "S1"
    steps = mine.page("register").panel.history.steps
    assert [one.who for one in steps] == ["Anna Lee", mine.files.who]
    mine.bench.actions["edit.undo"].trigger()
    assert "changed since; look at what is there now" in mine.bench.messages.words
    assert mine.bench.desk.register.services["S1"].title == "Home care, all areas"
    editor = form.boxes["title"].editor
    type_over(editor, "Half ty")
    anna.apply(ChangeFields("service", "S1", {"owner": "By Anna"}))
    anna.apply(title("S2", "Parks and trees"))
    look_round(mine, settle)
    assert QApplication.focusWidget() is editor
    assert form.boxes["owner"].text == "By Anna"
    QTest.keyClicks(editor, "ped")
    QTest.keyClick(editor, RETURN)
    settle(mine)
    anna.catch_up()
    assert anna.register.services["S1"].title == "Half typed"
    assert anna.register.services["S1"].owner == "By Anna"


def test_two_who_change_the_same_are_shown_both(mine, anna, settle):
    form = form_of(mine, settle)
    editor = form.boxes["title"].editor
    before = "Home care"
    for use_mine, wanted in ((False, "Theirs 0"), (True, "Mine 1")):
        number = int(use_mine)
        type_over(editor, f"Mine {number}")
        anna.apply(title("S1", f"Theirs {number}"))
        if use_mine:
            look_round(mine, settle)  # theirs arrived while this was being typed
        QTest.keyClick(editor, RETURN)
        settle(mine)
        dialog = dialog_of(mine, ConflictDialog)
        cells = [dialog.table.item(0, at).text() for at in range(4)]
        assert cells[0].startswith("Service\n")
        assert cells[1] == before
        assert cells[2].startswith(f"Theirs {number}\nAnna Lee, ")
        assert cells[3] == f"Mine {number}"
        assert mine.bench.desk.register.services["S1"].title == f"Theirs {number}"
        assert dialog.focusWidget() is dialog.keep
        QTest.keyClick(dialog.mine if use_mine else dialog.keep, SPACE)
        settle(mine)
        anna.catch_up()
        assert anna.register.services["S1"].title == wanted
        assert form.boxes["title"].text == wanted
        assert not any(one.isVisible() for one in mine.findChildren(ConflictDialog))
        before = wanted


def test_a_server_that_is_away_is_told_and_found_again(mine, team, anna, settle):
    form = form_of(mine, settle)
    team.postgres.stop()
    try:
        look_round(mine, settle)
        assert mine.strip.team.words == "Server not reached, trying again"
        assert mine.header.state == "Server not reached"
        assert form.boxes["title"].text == "Home care", "what was read stays"
        assert mine.bench.desk.attempt(title("S1", "Lost?")) is None
        assert mine.bench.messages.words.startswith("Not changed. ")
    finally:
        team.postgres.start()
    look_round(mine, settle)
    assert mine.header.state == "Kept on the server"
    assert mine.bench.desk.attempt(title("S1", "Kept"))
    anna.catch_up()
    assert anna.register.services["S1"].title == "Kept"


def test_it_is_opened_by_its_address_and_a_password_is_kept_nowhere(
    empty_window, settle, team, tmp_path
):
    team.put(members="locked")
    url = team.url.replace("backstop@", "locked@")
    window = empty_window
    window.welcome.team.click()
    dialog = dialog_of(window, OpenTeam)
    assert dialog.focusWidget() is dialog.address
    assert dialog.password.echoMode() == dialog.password.EchoMode.Password
    dialog.test.click()
    settle(window)
    assert dialog.state.text().startswith("the address of the team register")
    QTest.keyClicks(dialog.address, team.url)
    dialog.test.click()
    settle(window)
    assert dialog.state.text() == "It works: Ashmere, 2 services, 0 contracts."
    dialog.address.clear()
    QTest.keyClicks(dialog.address, url)
    QTest.keyClick(dialog.address, RETURN)
    settle(window)
    assert "does not let you in" in dialog.state.text()
    assert dialog.focusWidget() is dialog.password
    QTest.keyClicks(dialog.password, "rook pawn")
    QTest.keyClick(dialog.password, RETURN)
    settle(window)
    assert window.header.title == "Ashmere, team"
    link = window.bench.session.path
    window.bench.actions["file.welcome"].trigger()
    settle(window)
    window.open_path(link)
    settle(window)
    dialog = dialog_of(window, OpenTeam)
    assert dialog.address.text() == personal.team_link(link) != ""
    assert dialog.focusWidget() is dialog.password
    assert dialog.password.text() == ""
    dialog.close()
    for folder in (users_folders().settings, users_folders().links, tmp_path):
        for file in folder.rglob("*"):
            assert not file.is_file() or b"rook pawn" not in file.read_bytes(), file


def test_a_register_is_put_on_a_server_and_a_copy_taken_back(empty_window, settle, team, tmp_path):
    window = empty_window
    window.open_session(Session.new(tmp_path / "small.backstop", "Ashmere", "A. Tester"))
    step = window.bench.desk.attempt(AddRecord(Service("S999", "Made before sharing")))
    window.bench.actions["file.share"].trigger()
    dialog = dialog_of(window, ShareTeam)
    dialog.address.setText(team.url)
    QTest.keyClick(dialog.address, RETURN)
    settle(window)
    assert window.header.state == "Kept on the server"
    assert window.bench.session.history()[-1].sentence == step.sentence
    window.files.dialogs.to_write = lambda *_: tmp_path / "copy"
    window.bench.actions["file.save_as"].trigger()
    settle(window)
    assert window.bench.messages.words.startswith("Saved a copy as copy.backstop.")
    assert window.header.state == "Kept on the server"
    with Session.open(tmp_path / "copy.backstop", "Reader") as copy:
        assert "S999" in copy.register.services
        assert copy.history()[-1].sentence == step.sentence


def test_two_windows_on_one_team_register(mine, team, settle, look, tmp_path):
    second = MainWindow(look, QSettings(str(tmp_path / "2.ini"), QSettings.Format.IniFormat))
    second.show()
    try:
        second.open_path(team.link)
        settle(second)
        for number in range(3):
            for one, other, code in ((mine, second, "S1"), (second, mine, "S2")):
                assert one.bench.desk.attempt(title(code, f"{code} round {number}"))
                look_round(other, settle)
                assert other.bench.desk.register.services[code].title == f"{code} round {number}"
        assert mine.bench.session.history() == second.bench.session.history()
        assert len(mine.bench.session.history()) == 6
    finally:
        second.close()
        second.deleteLater()
        QApplication.processEvents()

"""Opening, saving, dropping and closing registers, as a person does."""

from __future__ import annotations

import json

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from planner.answers import personal
from planner.register.edits import ChangeCouncil
from planner.session import Session, users_folders
from ui.main_window import MainWindow


def choose(window, path):
    """Answer both file dialogs with a path, or with None as one who gives up."""
    window.files.dialogs.to_open = lambda *_: path
    window.files.dialogs.to_write = lambda *_: path


def rename(window, name="Another Council"):
    assert window.bench.desk.attempt(ChangeCouncil({"name": name}), "test")


def name_in(path):
    with Session.open(path, "Reader") as session:
        return session.register.council.name


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    return event


def test_the_welcome_page_is_shown_while_no_register_is_open(empty_window):
    assert empty_window.welcome.isVisible()
    assert empty_window.header.title == "No register open"
    assert not empty_window.rail.button("register").isEnabled()


def test_the_sample_council_opens_from_the_welcome_page(empty_window, settle):
    empty_window.bench.actions["file.sample"].trigger()
    settle(empty_window)
    assert empty_window.bench.desk.register.council.name == "Orrinshaw Council"
    assert empty_window.page("register").isVisible()
    assert empty_window.header.title == "Orrinshaw"
    assert empty_window.rail.button("plans").isEnabled()


def test_a_new_register_is_made_where_the_person_says(empty_window, settle, tmp_path):
    choose(empty_window, tmp_path / "Fellmere")
    empty_window.bench.actions["file.new"].trigger()
    settle(empty_window)
    assert (tmp_path / "Fellmere.backstop").is_file()
    assert empty_window.bench.desk.register.council.name == "Fellmere"
    assert empty_window.header.state.startswith("Saved ")


def test_giving_up_a_dialog_changes_nothing(window, tmp_path):
    choose(window, None)
    before = window.bench.session
    exports = ("file.export_json", "file.export_workbook", "file.template")
    for name in ("file.new", "file.open", "file.save_as", *exports, "file.import"):
        window.bench.actions[name].trigger()
    assert window.bench.session is before
    assert not window.bench.tasks.running or all(t.quiet for t in window.bench.tasks.running)


def test_saving_says_so_and_the_file_holds_the_edit(window, settle, sample):
    rename(window)
    assert window.header.state == "1 change not saved yet"
    rename(window, "A third")
    assert window.header.state == "2 changes not saved yet"
    window.bench.actions["file.save"].trigger()
    settle(window)
    assert window.header.state.startswith("Saved ")
    window.close()
    assert name_in(sample.path) == "A third"


def test_save_as_goes_on_with_the_other_file(window, settle, sample, tmp_path):
    first = sample.path
    rename(window)
    choose(window, tmp_path / "Copy")
    window.bench.actions["file.save_as"].trigger()
    settle(window)
    assert window.header.title == "Copy"
    assert name_in(first) == "Orrinshaw Council"
    assert personal.recent_registers(users_folders())[0].path == tmp_path / "Copy.backstop"


def test_a_file_another_changed_is_not_overwritten_and_save_as_is_offered(window, settle, sample):
    with Session.open(sample.path, "Another") as other:
        other.apply(ChangeCouncil({"name": "Theirs"}))
        other.save()
    rename(window, "Ours")
    window.bench.actions["file.save"].trigger()
    settle(window)
    assert window.bench.messages.words.startswith("Not saved.")
    assert not window.bench.session.is_saved
    window.close()
    assert name_in(sample.path) == "Ours"  # what the crash net of the working copy recovers
    with Session.open(sample.path, "Reader") as session:
        assert any("changed by another" in notice for notice in session.notices)


def test_json_is_exported_without_leaving_the_register(window, settle, sample, tmp_path):
    choose(window, tmp_path / "out")
    window.bench.actions["file.export_json"].trigger()
    settle(window)
    assert json.loads((tmp_path / "out.json").read_text())["format"] == "backstop-register"
    assert window.bench.session.path == sample.path
    assert window.bench.messages.words.startswith("Exported out.json.")


def test_the_register_is_exported_as_a_workbook(window, settle, sample, tmp_path):
    choose(window, tmp_path / "out")
    window.bench.actions["file.export_workbook"].trigger()
    settle(window)
    assert window.bench.session.workbook_changes(tmp_path / "out.xlsx").differences == ()
    assert window.bench.session.path == sample.path
    assert window.bench.messages.words.startswith("Exported out.xlsx.")


def test_a_template_can_be_had_before_there_is_a_register(empty_window, settle, tmp_path, qtbot):
    choose(empty_window, tmp_path / "mine")
    assert not empty_window.bench.actions["file.export_workbook"].isEnabled()
    qtbot.mouseClick(empty_window.welcome.template, Qt.MouseButton.LeftButton)
    settle(empty_window)
    assert empty_window.bench.messages.words.startswith("Saved mine.xlsx.")
    with Session.new(tmp_path / "new.backstop", "N", "A") as session:
        assert session.workbook_changes(tmp_path / "mine.xlsx").examples > 20


def test_closing_the_window_saves_without_asking(window, sample):
    rename(window, "Kept")
    window.close()
    assert name_in(sample.path) == "Kept"


def test_closing_the_register_saves_and_goes_back_to_the_welcome_page(window, settle, sample):
    rename(window, "Kept")
    window.bench.actions["file.welcome"].trigger()
    settle(window)
    assert window.welcome.isVisible()
    assert not window.bench.desk.is_open
    assert not window.bench.actions["file.save"].isEnabled()
    assert name_in(sample.path) == "Kept"


def test_the_file_is_saved_by_itself_after_a_while(window, settle, qtbot, sample):
    window.files.autosave_after(30)
    rename(window)
    qtbot.waitUntil(lambda: sample.is_saved, timeout=5000)
    settle(window)
    assert window.header.state.startswith("Saved ")


def test_saving_by_itself_can_be_turned_off(window, qtbot, sample):
    window.bench.memory.setValue("shell/autosave", False)
    window.files.autosave_after(10)
    rename(window)
    qtbot.wait(80)
    assert not sample.is_saved


def test_a_file_that_is_no_register_is_refused_in_a_sentence(empty_window, settle, tmp_path):
    path = tmp_path / "bad.backstop"
    path.write_text("not a register")
    empty_window.open_path(path)
    settle(empty_window)
    assert empty_window.bench.messages.words.startswith("Not opened.")
    assert "Traceback" not in empty_window.bench.messages.words
    assert empty_window.welcome.isVisible()


def test_opening_another_saves_and_closes_the_one_before(window, settle, sample, tmp_path):
    other = tmp_path / "Other.backstop"
    Session.new(other, "Other", "A").close()
    rename(window, "Kept")
    window.open_path(other)
    settle(window)
    assert window.header.title == "Other"
    assert name_in(sample.path) == "Kept"


def test_recovered_edits_are_told_of(empty_window, settle, tmp_path):
    path = tmp_path / "Crashed.backstop"
    session = Session.new(path, "Before", "A")
    session.apply(ChangeCouncil({"name": "After"}))
    session.close()
    empty_window.open_path(path)
    settle(empty_window)
    assert empty_window.bench.desk.register.council.name == "After"
    assert "Recovered 1 change" in empty_window.bench.messages.words
    assert empty_window.header.state == "1 change not saved yet"


def test_a_dropped_register_is_opened(empty_window, settle, tmp_path):
    path = tmp_path / "Dropped.backstop"
    Session.new(path, "Dropped", "A").close()
    assert drop(empty_window, path).isAccepted()
    settle(empty_window)
    assert empty_window.header.title == "Dropped"


def test_a_dropped_list_goes_to_the_import(window, monkeypatch, tmp_path):
    path = tmp_path / "contracts.csv"
    path.write_text("Title,Supplier\n")
    stops = []
    window.bench.trail.moved.disconnect()
    window.bench.trail.moved.connect(stops.append)
    drop(window, path)
    assert stops[-1].page == "register"
    assert dict(stops[-1].view) == {"show": "import", "file": str(path)}


def test_what_cannot_be_read_is_not_taken(empty_window, tmp_path):
    path = tmp_path / "picture.png"
    path.touch()
    drop(empty_window, path)
    assert all(task.quiet for task in empty_window.bench.tasks.running)


def test_a_session_that_opens_while_the_window_closes_is_closed_too(empty_window, tmp_path):
    path = tmp_path / "Late.backstop"
    Session.new(path, "Late", "A").close()
    empty_window.open_path(path)
    empty_window.close()
    with Session.open(path, "Reader") as session:
        assert not any("open in another window" in notice for notice in session.notices)


def test_it_opens_again_where_one_was(qtbot, look, tmp_path, settle):
    from PySide6.QtCore import QSettings

    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    session = Session.sample(tmp_path / "One.backstop", "A")
    first = MainWindow(look, memory)
    first.open_session(session)
    first.bench.go("plans")
    first.resize(1280, 700)
    first.close()
    again = MainWindow(look, memory)
    again.open_session(Session.open(tmp_path / "One.backstop", "A"))
    assert again.bench.trail.here.page == "plans"
    assert again.size().height() == 700
    again.close()
    for one in (first, again):
        one.deleteLater()

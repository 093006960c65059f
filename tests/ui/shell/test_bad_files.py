"""Files that are damaged, too new, gone or on a full disk: a sentence, and no edit lost."""

from __future__ import annotations

import shutil
import sqlite3

import pytest

from planner.register.edits import ChangeCouncil
from planner.session import Session


def made(folder):
    folder.mkdir(exist_ok=True)
    path = folder / "Ashmere.backstop"
    Session.new(path, "Ashmere", "A").close()
    return path


def cut_short(path):
    path.write_bytes(path.read_bytes()[:5000])


def made_too_new(path):
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 9999")
    connection.commit()
    connection.close()


def emptied(path):
    path.write_bytes(b"")


@pytest.mark.parametrize("spoil", [cut_short, made_too_new, emptied])
def test_a_file_that_is_unfit_is_refused_and_the_one_before_stays_open(
    window, settle, tmp_path, spoil
):
    path = made(tmp_path / "unfit")
    spoil(path)
    before = window.bench.session
    window.open_path(path)
    settle(window)
    said = window.bench.messages.words
    assert said.startswith("Not opened.")
    assert "Traceback" not in said
    assert "Something went wrong" not in said
    assert window.bench.session is before
    assert window.bench.desk.attempt(ChangeCouncil({"name": "Goes on"})) is not None


def test_a_folder_that_is_gone_refuses_the_save_and_the_edit_is_kept(window, settle, tmp_path):
    path = made(tmp_path / "share")
    window.open_path(path)
    settle(window)
    window.bench.desk.attempt(ChangeCouncil({"name": "Kept"}))
    shutil.rmtree(path.parent)
    window.bench.actions["file.save"].trigger()
    settle(window)
    said = window.bench.messages.words
    assert said.startswith("Not saved.")
    assert "Something went wrong" not in said
    assert not window.bench.session.is_saved
    elsewhere = tmp_path / "Elsewhere.backstop"
    window.files.dialogs.to_write = lambda *_: elsewhere
    window.files.save_as()
    settle(window)
    assert window.bench.session.is_saved
    window.close()
    with Session.open(elsewhere, "Reader") as session:
        assert session.register.council.name == "Kept"


def test_a_register_in_json_opens_on_every_page(empty_window, settle, tmp_path):
    path = tmp_path / "sample.json"
    Session.sample(path, "A").close()
    empty_window.open_path(path)
    settle(empty_window)
    for page in ("register", "dependence", "scenarios", "plans"):
        empty_window.bench.go(page)
    empty_window.bench.actions["edit.history"].trigger()
    settle(empty_window, 60_000)
    assert "Something went wrong" not in empty_window.bench.messages.words

"""A full disk, a folder that is gone and a file that another took: told, and nothing is lost."""

from __future__ import annotations

import contextlib

import pytest

from planner.errors import BackstopError
from planner.register.edits import ChangeCouncil
from planner.session import Session
from ui.shell.session_work import new_register

resource = pytest.importorskip("resource", reason="limits of file size are for POSIX systems only")


@contextlib.contextmanager
def disk_with_room_for(kilobytes):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def rename(window, name):
    return window.bench.desk.attempt(ChangeCouncil({"name": name}), "test")


def save(window, settle):
    window.bench.actions["file.save"].trigger()
    settle(window)


def is_refused(window, *parts):
    words = window.bench.messages.words
    assert words.startswith("Not saved."), words
    for part in parts:
        assert part in words
    for unfit in ("Errno", "Error", "Traceback", "saving-", "sqlite"):
        assert unfit not in words
    assert not window.bench.session.is_saved
    assert "not saved yet" in window.header.state
    return True


def name_after_reopening(path):
    with Session.open(path, "Reader") as session:
        assert "Recovered" in session.notices[0]
        return session.register.council.name


def test_a_save_onto_a_full_disk_is_told_and_work_goes_on(window, settle, sample):
    before = sample.path.read_bytes()
    rename(window, "Ours")
    with disk_with_room_for(100):
        save(window, settle)
        assert is_refused(window, sample.path.name, "what was there before is unchanged")
        rename(window, "Ours again")
    assert sample.path.read_bytes() == before
    assert [one.name for one in sample.path.parent.glob("*saving*")] == []
    save(window, settle)
    assert window.header.state.startswith("Saved ")
    assert window.bench.session.is_saved


def test_closing_the_window_on_a_full_disk_loses_nothing(window, sample):
    rename(window, "Ours")
    with disk_with_room_for(100):
        window.close()
    assert name_after_reopening(sample.path) == "Ours"


def test_an_edit_that_cannot_be_kept_is_told_and_changes_nothing(window, settle):
    before = window.bench.desk.register
    with disk_with_room_for(4):
        assert not rename(window, "Ours")
        settle(window)
        assert "could not be kept on this computer" in window.bench.messages.words
    assert window.bench.desk.register is before
    assert rename(window, "Ours")
    assert window.bench.desk.register.council.name == "Ours"


def test_a_folder_that_is_gone_for_a_while(window, settle, sample, tmp_path):
    share = tmp_path / "share"
    share.mkdir()
    window.files.dialogs.to_write = lambda *_: share / "Shared"
    window.bench.actions["file.save_as"].trigger()
    settle(window)
    rename(window, "Ours")
    share.rename(tmp_path / "unplugged")
    save(window, settle)
    assert is_refused(window, "Shared.backstop", "save it in another folder")
    rename(window, "Ours after all")
    window.close()
    (tmp_path / "unplugged").rename(share)
    assert name_after_reopening(share / "Shared.backstop") == "Ours after all"


def test_a_new_register_that_cannot_be_made_leaves_the_file_it_was_to_replace(tmp_path):
    place = tmp_path / "Old.backstop"
    with Session.new(place, "Old", "Sam") as session:
        session.apply(ChangeCouncil({"name": "Worth keeping"}))
        session.save()
    before = place.read_bytes()
    with (
        disk_with_room_for(100),
        pytest.raises(BackstopError, match=r"could not be saved|cannot be opened"),
    ):
        new_register(place, "Sam")
    assert place.read_bytes() == before
    with new_register(place, "Sam") as session:
        assert session.register.council.name == "Old"
        assert session.is_saved

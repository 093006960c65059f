"""Disks that fill up and folders that cannot be written to."""

from __future__ import annotations

import datetime
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import pytest

from planner.register.edits import AddRecord, Together
from planner.register.records import Contract, Provider, Service
from planner.storage import register_file, working_folder
from planner.storage.copying_in import CannotOpen
from planner.storage.migrations import NotARegister
from planner.storage.publish import SaveFailed
from planner.storage.settings import Settings, read_settings, write_settings

resource = pytest.importorskip("resource", reason="limits of file size are for POSIX systems only")


@pytest.mark.parametrize("kilobytes", [0, 1, 4, 64, 200])
def test_a_disk_that_fills_while_saving_leaves_the_old_file_whole(door, place, kilobytes):
    session = door.new(place)
    session.apply(AddRecord(Service("S1", "Home care")))
    before = place.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, hard))
    try:
        with pytest.raises(SaveFailed, match="what was there before is unchanged"):
            session.save()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert place.read_bytes() == before
    assert sorted(one.name for one in place.parent.iterdir()) == [
        ".ashmere.backstop.open",
        "ashmere.backstop",
    ]
    session.save()
    assert session.is_saved


def test_an_edit_the_disk_has_no_room_for_is_refused_and_nothing_changes(door, place):
    session = door.new(place)
    session.apply(AddRecord(Service("S1", "Home care")))
    session.apply(AddRecord(Provider("P1", "Careful")))
    before = session.register
    many = Together(
        "Many", tuple(AddRecord(Contract(f"C{n}", "x" * 500, "S1", "P1")) for n in range(2000))
    )
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, hard))
    try:
        with pytest.raises(SaveFailed, match="nothing was changed"):
            session.apply(many)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert session.register is before
    session.apply(many)
    session.close()
    assert len(door.open(place).register.contracts) == 2000


@pytest.fixture
def unwritable():
    """Return a folder this process may read and not write; as root by becoming nobody."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    yield folder
    if is_root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_that_cannot_be_written_to_is_refused_in_a_sentence(door, place, unwritable):
    session = door.new(place)
    if os.geteuid() == 0:
        # The working copy has to be writable for nobody too.
        for folder in [door.folders.working, *door.folders.working.rglob("*")]:
            os.chown(folder, 65534, 65534)
        for parent in door.folders.working.parents:
            if parent.stat().st_mode & 0o001 == 0:
                parent.chmod(parent.stat().st_mode | 0o011)
        os.seteuid(65534)
    try:
        with pytest.raises(SaveFailed, match="save it in another folder"):
            session.save_as(unwritable / "a.backstop")
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
    assert list(unwritable.iterdir()) == []
    assert session.path == place.resolve()


@pytest.mark.parametrize(
    ("code", "told", "kind"),
    [
        (sqlite3.SQLITE_CORRUPT, "is damaged and cannot be opened", NotARegister),
        (sqlite3.SQLITE_IOERR_READ, "make room there and try again", CannotOpen),
        (sqlite3.SQLITE_FULL, "the disk is full", CannotOpen),
    ],
)
def test_what_sqlite_meets_while_a_register_opens_is_told(
    door, place, monkeypatch, code, told, kind
):
    door.new(place).close()

    def refuse(path):
        error = sqlite3.DatabaseError("not for anybody's eyes")
        error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr(register_file, "pulses_in", refuse)
    with pytest.raises(kind, match=told) as refused:
        door.open(place)
    assert "eyes" not in refused.value.sentence


@pytest.mark.parametrize("refusing", ["kept_in", "claim"])
def test_unsaved_work_that_cannot_be_looked_at_now_is_kept_for_another_time(
    door, place, monkeypatch, refusing
):
    session = door.new(place)
    session.apply(AddRecord(Service("S1", "Home care")))
    session.close()
    with monkeypatch.context() as patch:

        def refuse(*_):
            raise OSError(28, "No space left on device")

        if refusing == "kept_in":
            patch.setattr(working_folder, "kept_in", refuse)
        else:
            whole = working_folder.WorkingFolder.claim
            first = iter([refuse])
            patch.setattr(
                working_folder.WorkingFolder, "claim", lambda path: next(first, whole)(path)
            )
        with door.open(place) as away:
            assert "S1" not in away.register.services
            assert "could not be read (no space left on device)" in " ".join(away.notices)
    assert "S1" in door.open(place).register.services


def test_work_whose_note_cannot_be_read_is_not_taken_for_a_leftover(door, place):
    session = door.new(place)
    session.apply(AddRecord(Service("S1", "Home care")))
    session.close()
    (origin,) = door.folders.working.glob("*/origin.json")
    words = origin.read_text()
    origin.write_text("{")
    door.time += datetime.timedelta(days=400)
    os.utime(origin.parent, (0, 0))
    door.open(place).close()
    origin.write_text(words)
    assert "S1" in door.open(place).register.services


def test_a_save_as_that_is_cut_off_leaves_unsaved_work_with_its_file(door, place, monkeypatch):
    session = door.new(place)
    session.apply(AddRecord(Service("S1", "Home care")))
    other = place.with_name("other.backstop")
    door.new(other).close()

    def cut_off(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("planner.storage.publish._rename", cut_off)
        with pytest.raises(KeyboardInterrupt):
            session.save_as(other, overwrite=True)
    session.close()
    assert door.open(other).notices == ()
    assert "S1" in door.open(place).register.services


def test_settings_that_cannot_be_read_now_are_not_written_over(tmp_path, monkeypatch):
    write_settings(tmp_path, Settings("Sam"))
    with monkeypatch.context() as patch:

        def refuse(*_, **__):
            raise OSError(5, "Input/output error")

        patch.setattr(Path, "read_text", refuse)
        unread = read_settings(tmp_path)
    with pytest.raises(OSError, match="cannot be read"):
        write_settings(tmp_path, unread)
    assert read_settings(tmp_path).user_name == "Sam"

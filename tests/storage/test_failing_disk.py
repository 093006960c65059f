"""Disks that fill up and folders that cannot be written to."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from planner.register.edits import AddRecord, Together
from planner.register.records import Contract, Provider, Service
from planner.storage.publish import SaveFailed

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

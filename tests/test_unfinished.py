"""What a crash leaves half written is gone at the next start, and nothing else is touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from planner.storage.folders import Folders
from planner.unfinished import FolderForAWhile, beside, tidy_up

CUT_OFF = """
import os, sys
from pathlib import Path
from planner.unfinished import FolderForAWhile, beside
target, mine = Path(sys.argv[1]), Path(sys.argv[2])
with beside(target) as new:
    new.write_text("half")
    new.with_name(new.name + "-journal").write_text("half of a journal")
    folder = FolderForAWhile("preview").path
    (folder / "page.pdf").write_text("half of a page")
    print(new, folder, sep="\\n", flush=True)
    sys.stdin.readline()
    os._exit(9)
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("BACKSTOP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    return Folders.under(tmp_path / "home")


def test_what_a_crash_left_goes_at_the_next_start_and_not_while_its_program_runs(home, tmp_path):
    target = tmp_path / "paper.pdf"
    target.write_text("whole")
    (tmp_path / ".mine.saving-1").write_text("nobody noted this")
    program = subprocess.Popen(
        [sys.executable, "-c", CUT_OFF, str(target), str(home.working)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    left = [Path(program.stdout.readline().strip()) for _ in range(2)]
    tidy_up(home)
    assert all(one.exists() for one in left)
    program.communicate("\n")
    assert program.returncode == 9
    tidy_up(home)
    assert not any(one.exists() for one in (*left, Path(f"{left[0]}-journal")))
    assert target.read_text() == "whole"
    assert (tmp_path / ".mine.saving-1").exists()
    assert list(home.unfinished.iterdir()) == []


def test_a_name_too_long_for_a_note_is_noted_too(home, tmp_path):
    folder = tmp_path / ("long name " * 12) / ("longer " * 12)
    folder.mkdir(parents=True)
    with beside(folder / "paper.pdf") as new:
        (note,) = home.unfinished.rglob("*.note")
        assert note.read_bytes() == os.fsencode(new)


def test_what_is_written_beside_goes_however_the_writing_ends(home, tmp_path):
    target = tmp_path / "paper.pdf"
    seen = []

    def fail():
        with beside(target) as new:
            seen.append(new)
            new.write_text("half")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with beside(target) as other:
        other.write_text("whole")
        other.replace(target)
    assert seen != [other]
    assert [one.name for one in tmp_path.glob("*paper*")] == ["paper.pdf"]
    assert list(home.unfinished.rglob("*.note")) == []


def test_a_note_that_names_a_file_of_the_user_removes_nothing(home, tmp_path):
    mine = tmp_path / "mine.backstop"
    mine.write_text("mine")
    notes = home.unfinished / "left"
    notes.mkdir(parents=True)
    (notes / "1 .note").write_bytes(os.fsencode(mine))
    (notes / f"5 {quote(str(mine), safe='')}.note").write_bytes(b"")
    (notes / "2 .note").write_bytes(b"")
    (notes / "3 .note").write_bytes(b"relative.saving-1")
    tidy_up(home)
    assert mine.read_text() == "mine"
    assert not notes.exists()


def test_a_note_waits_for_a_share_that_is_away(home, tmp_path):
    share = tmp_path / "share"
    notes = home.unfinished / "left"
    notes.mkdir(parents=True)
    (notes / "1 .note").write_bytes(os.fsencode(share / ".a.backstop.saving-1"))
    tidy_up(home)
    assert notes.exists()
    share.mkdir()
    (share / ".a.backstop.saving-1").write_text("half")
    tidy_up(home)
    assert list(share.iterdir()) == []
    assert not notes.exists()


def test_without_room_for_a_note_the_file_is_written_all_the_same(home, tmp_path):
    home.unfinished.parent.mkdir(parents=True)
    home.unfinished.write_text("a file in the place of the folder")
    with beside(tmp_path / "paper.pdf") as new:
        new.write_text("whole")
        new.replace(tmp_path / "paper.pdf")
    assert (tmp_path / "paper.pdf").read_text() == "whole"


def test_a_folder_for_a_while_goes_when_it_is_no_longer_needed(home, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    folder = FolderForAWhile("preview")
    (folder.path / "page.pdf").write_text("a page")
    folder.remove()
    assert list((tmp_path / "temp").iterdir()) == []

"""What others do to a register while it is open never costs an edit, and is told in a sentence."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))

from faults.places import Place
from faults.strangers import MOUNTED, STORIES, may_mount, refused


@pytest.fixture
def place(tmp_path, monkeypatch):
    made = Place(tmp_path / "place")
    monkeypatch.setenv("BACKSTOP_HOME", str(made.root / "home"))
    made.emptied()
    return made


@pytest.mark.parametrize("name", STORIES)
def test_what_others_do(place, name):
    assert STORIES[name](place, random.Random(name)) == []


@pytest.mark.skipif(not may_mount(), reason="needs the right to mount a file system of few MB")
@pytest.mark.parametrize("name", MOUNTED)
def test_disks_that_are_full_or_may_not_be_written_to(place, name):
    assert MOUNTED[name](place, random.Random(name)) == []


def test_what_is_not_refused_or_not_told_shows():
    assert refused(lambda: None) == ["untold: it was not refused"]

    def fail():
        raise OSError(28, "No space left")

    assert refused(fail)[0].startswith("untold")

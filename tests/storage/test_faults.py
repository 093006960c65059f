"""Kills, torn writes, cuts of power and refusing disks at counted moments: a few of each kind.

`python packaging/faults/run.py` tries the same by the hundred.
"""

from __future__ import annotations

import dataclasses
import errno
import random
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))

from faults.acting import Ended, a_register
from faults.acts import ACTS
from faults.checks import first_of, register_holds, revisions, told_badly
from faults.harness import Harness
from faults.injector import CHANGES, FAIL, FILLS, KILL_BEFORE, Fault, is_possible
from faults.places import Place, fast_folder
from faults.quicker import share_compiled_statements
from faults.sentences import unfit
from faults.tries import failing, killed, powerless, unharmed

from planner.register.edits import AddRecord
from planner.register.records import Service
from planner.storage import working_copy

TRIED = ("saving as", "workshop", "bringing up version 2")
needs_gcc = pytest.mark.skipif(not is_possible(), reason="harms programs on Linux with gcc only")


@pytest.fixture(scope="module")
def harness(tmp_path_factory):
    folder = fast_folder() / tmp_path_factory.mktemp("faults").name
    folder = tmp_path_factory.mktemp("faults") if not folder.parent.is_dir() else folder
    folder.mkdir(exist_ok=True)
    made = Harness(folder, ["saving", "workshop"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BACKSTOP_HOME", str(made.place.root / "home"))
        patch.setattr(working_copy, "create_engine", working_copy.create_engine)
        share_compiled_statements()
        yield made
    made.close()


@needs_gcc
@pytest.mark.parametrize("name", TRIED)
def test_nothing_acknowledged_is_lost_and_nothing_is_left_in_half(harness, name):
    chance = random.Random(name)
    one = unharmed(harness, ACTS[name])
    tried = [
        *powerless(harness, one, 3, chance, ways=2),
        *killed(harness, one, 3, chance),
        *failing(harness, one, 1, chance, ways=3),
    ]
    assert len(tried) == 12
    assert [(one.way, one.words, one.wrong) for one in tried if one.wrong] == []


@needs_gcc
def test_the_injector_counts_and_records_what_sqlite_and_python_write(harness):
    one = unharmed(harness, ACTS["saving"])
    kinds = {done.kind for done in one.trace}
    assert kinds >= set("WCSRUTMDA")
    written = {done.path.rsplit("/", 1)[-1] for done in one.trace if done.kind == "W"}
    assert {"origin.json", "register.sqlite-wal"} & written
    assert any(".ashmere.backstop.saving-" in name for name in written)


@needs_gcc
def test_a_kill_and_a_full_disk_do_happen_where_they_were_asked_for(harness):
    one = unharmed(harness, ACTS["saving"])
    harness.place.put(one.start)
    ended = harness.performed("saving", Fault(CHANGES, KILL_BEFORE, 30))
    assert ended.code == -9
    harness.place.put(one.start)
    ended = harness.performed("saving", Fault(FILLS, FAIL, 1, -1, errno.ENOSPC))
    assert [what for what, _ in ended.every("told")] == ["open"]
    assert "no space left on device" in str(ended.last("told"))


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("BACKSTOP_HOME", str(tmp_path / "place" / "home"))
    return Place(tmp_path / "place")


def said(*lines):
    return Ended([list(line) for line in lines], -9, 0.0)


def test_the_checks_find_what_is_lost_torn_or_left(place):
    a_register(place)
    first = first_of(place)
    fine = said(("kept", *first), ("saved", first[0]))
    known = revisions(first, fine)
    assert register_holds(place, fine, known, first[0]) == []
    a_register(place)
    lost = said(("kept", first[0] + 2, "?"), ("saved", first[0] + 1))
    words = " ".join(register_holds(place, lost, known, first[0]))
    assert f"revision {first[0] + 1} was saved" in words
    assert f"revision {first[0] + 2} was acknowledged" in words
    a_register(place)
    other = dict.fromkeys(known, "another mark")
    assert "is not what was kept" in " ".join(register_holds(place, fine, other, first[0]))
    a_register(place)
    (place.share / ".ashmere.backstop.saving-1").write_text("half")
    assert register_holds(place, fine, known, first[0]) == [
        "left behind: share/.ashmere.backstop.saving-1"
    ]
    place.register.write_bytes(place.register.read_bytes()[:5000])
    assert "torn" in " ".join(register_holds(place, fine, known, first[0]))
    place.register.unlink()
    assert register_holds(place, fine, known, first[0]) == ["lost: ashmere.backstop is gone"]


def test_a_step_that_is_more_than_the_one_under_way_shows(place):
    a_register(place)
    first = first_of(place)
    with place.open() as session:
        for number in (5, 6):
            session.apply(AddRecord(Service(f"S{number}", "Another")))
        session.save()
    found = register_holds(place, said(("kept", *first)), dict([first]), first[0])
    assert any("already" in one for one in found)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("a.backstop could not be saved (the disk is full); save it in another folder.", ""),
        ("a.backstop could not be saved; [Errno 28] No space left.", "number of an error"),
        ("It failed with sqlite3.OperationalError; try again.", "class of Python"),
        ("It failed", "does not end"),
        ("It failed.", "no way to mend"),
        ("It failed; see 0123456789abcdef0123456789abcdef.", "working folder"),
        ("It failed, really. So try it again.", "several sentences"),
    ],
)
def test_sentences_are_held_to_what_can_be_told(words, wrong):
    found = " ".join(unfit(words))
    assert wrong in found if wrong else found == ""


def test_who_is_not_told_is_found():
    untold = said(("untold", "save", "OSError: [Errno 28]", "Traceback"))
    assert "untold in save" in told_badly(untold)[0]
    assert told_badly(dataclasses.replace(untold, said=[])) == []

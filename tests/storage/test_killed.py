"""A program killed at any moment loses no edit it acknowledged, and never leaves half a file."""

from __future__ import annotations

import contextlib
import random
import shutil
import subprocess
import sys
from pathlib import Path

from planner.session import Session
from planner.storage.folders import Folders

WRITER = Path(__file__).with_name("writer_to_kill.py")


def killed_writer(place, home, *, save_every, after_lines, seconds_more):
    """Run the writer, kill it some seconds after it said some lines; return what it said."""
    writer = subprocess.Popen(
        [sys.executable, str(WRITER), str(place), str(home), str(save_every)],
        stdout=subprocess.PIPE,
        bufsize=0,
    )
    said = b""
    try:
        while said.count(b"\n") < after_lines:
            said += writer.stdout.read(1)
        # A part of the next edit or save goes by, so the kill falls anywhere in the work.
        with contextlib.suppress(subprocess.TimeoutExpired):
            writer.wait(seconds_more)
    finally:
        writer.kill()
        said += writer.stdout.read()
        writer.stdout.close()
        writer.wait()
    return [line.split() for line in said.decode().split("\n")[:-1]]


def last_number(lines, word):
    return max((int(line[1]) for line in lines if line[0] == word), default=0)


def test_no_acknowledged_edit_is_lost(door, place):
    chance = random.Random(1)
    door.new(place).close()
    acknowledged = 0
    for _ in range(2):
        lines = killed_writer(
            place,
            door.folders.working.parent,
            save_every=0,
            after_lines=chance.randint(2, 60),
            seconds_more=chance.uniform(0, 0.01),
        )
        acknowledged = last_number(lines, "kept")
        session = door.open(place)
        found = len(session.register.services)
        assert found in (acknowledged, acknowledged + 2)
        assert len(session.history()) == found // 2
        assert "Recovered" in session.notices[0]
        session.close()
    assert acknowledged > 4


def test_a_save_that_is_killed_leaves_the_old_file_or_the_new(door, place, tmp_path):
    chance = random.Random(1)
    door.new(place).close()
    for _ in range(2):
        lines = killed_writer(
            place,
            door.folders.working.parent,
            save_every=2,
            after_lines=chance.randint(3, 30),
            seconds_more=chance.uniform(0, 0.08),
        )
        in_file = services_in(place, tmp_path)
        saved = last_number(lines, "saved")
        assert in_file >= saved
        assert in_file <= last_number(lines, "kept") + 2
        assert in_file % 2 == 0
        session = door.open(place)
        assert len(session.register.services) >= last_number(lines, "kept")
        # A save that the kill cut off is never taken for somebody else's change.
        session.save()
        session.close()


def services_in(place, tmp_path):
    """Return how many services the saved file itself holds, without any recovery."""
    copy = tmp_path / "looked at.backstop"
    shutil.copyfile(place, copy)
    with Session.open(copy, "Eve", folders=Folders.under(tmp_path / "eve")) as session:
        assert session.notices == ()
        return len(session.register.services)

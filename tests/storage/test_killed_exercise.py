"""An exercise that is killed at any moment goes on from the same second, with its whole log."""

from __future__ import annotations

import contextlib
import datetime
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from planner.exercise.clock import clock_at, held_since
from planner.register.edits import AddRecord
from planner.register.records import Exercise, Scenario
from planner.session import Session
from planner.storage.folders import Folders

PLAYER = Path(__file__).with_name("player_to_kill.py")
KILLS = int(os.environ.get("KILLS", "12"))
HERON = Exercise(
    "heron", "Exercise Heron", scenario="S-1", start_day=0, start_time="09:00", speed=12.0
)
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="plays in forked processes")


class Players:
    """Plays an exercise in processes of their own and kills each."""

    def __init__(self, place, home):
        self.place, self.home = place, home
        self._process = subprocess.Popen(
            [sys.executable, str(PLAYER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def killed(self, seed, *, after_lines, seconds_more):
        """Play on and kill; return what was said, as lists of words."""
        self._process.stdin.write(f"{self.place}\t{self.home}\t{seed}\n".encode())
        self._process.stdin.flush()
        plays, player = self._line()
        assert plays == "plays"
        said = [self._line() for _ in range(after_lines)]
        # A part of what comes next goes by, so the kill falls anywhere in the work.
        time.sleep(seconds_more)
        os.kill(int(player), signal.SIGKILL)
        while (line := self._line()) != ["over"]:
            said.append(line)
        return said

    def _line(self):
        return self._process.stdout.readline().decode().split()

    def close(self):
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def heron(door, place):
    """Return the path of a saved register with an exercise to play."""
    session = door.new(place)
    session.apply(AddRecord(Scenario("S-1", "It stops")))
    session.apply(AddRecord(HERON))
    session.save()
    session.close()
    return place


@pytest.fixture
def players(heron, door):
    made = Players(heron, door.folders.working.parent)
    yield made
    made.close()


def last(said, word):
    return next((line[1:] for line in reversed(said) if line[0] == word), None)


def last_play(said):
    """Return the moment of play said last."""
    return next(float(line[-1]) for line in reversed(said) if line[0] in {"kept", "pulse"})


def checked_log(session):
    """Return the log, whole and numbered without gaps."""
    assert not [one for one in session.notices if "outside Backstop" in one]
    log = session.log_of("heron")
    assert [one.number for one in log] == list(range(1, len(log) + 1))
    return log


@needs_fork
def test_no_kill_loses_an_entry_or_a_second(door, heron, players, tmp_path):
    chance = random.Random(7)
    held = 0
    for at in range(KILLS):
        said = players.killed(
            at, after_lines=chance.randint(5, 24), seconds_more=chance.uniform(0, 0.006)
        )
        session = door.open(heron, now=lambda: datetime.datetime(2026, 12, 31, tzinfo=datetime.UTC))
        log, pulse = checked_log(session), session.pulse("heron")
        kept = int(last(said, "kept")[0])
        logging = int(last(said, "logging")[0])
        assert len(log) in {kept, logging}
        assert [one.words for one in log] == [f"No. {one.number}" for one in log]
        if len(log) == kept:
            held += check_second(log, pulse, last_play(said))
        if at % 8 == 0:
            check_file(heron, tmp_path / f"looked at {at}", log, last(said, "saved"))
        session.close()
    assert held > KILLS / 3
    end(door, heron, log)


def check_second(log, pulse, told):
    """Check where play goes on from: the second that was kept last."""
    now = log[-1].at + datetime.timedelta(hours=9)
    since = held_since(log, pulse, now, HERON, longest=0.0)
    clock = clock_at(log, since or now, HERON)
    # The kill may fall between a second that was kept and the words that say so.
    assert told <= clock.play + 1e-6
    assert clock.play <= told + clock.speed / 60 + 1e-6
    return since is not None


def check_file(path, folder, log, saved):
    """Check that the saved file itself holds a whole log, without any recovery."""
    folder.mkdir()
    copy = Path(shutil.copy(path, folder))
    with Session.open(copy, "Eve", folders=Folders.under(folder / "home")) as session:
        in_file = checked_log(session)
        assert in_file == log[: len(in_file)]
        assert len(in_file) >= (int(saved[0]) if saved else 0)
        assert not session.notices


def end(door, path, log):
    """Save and open again: the whole log is in the file."""
    with contextlib.closing(door.open(path)) as session:
        assert checked_log(session) == log
        session.save()
        assert session.is_saved
    with contextlib.closing(door.open(path)) as session:
        assert session.notices == ()
        assert checked_log(session) == log

"""A program that plays an exercise; the tests kill it and let another go on.

It reads lines with a register, a folder and a seed, and plays each in a process of its own, so that
a kill costs no new start of Python. What it says of a play is said after it was kept.
"""

from __future__ import annotations

import dataclasses
import datetime
import os
import random
import sys
import tempfile
from pathlib import Path

from planner.exercise.clock import clock_at, held_since
from planner.exercise.log import CLOCK_KINDS, Act, Entry
from planner.register.edits import AddRecord, ChangeFields
from planner.register.records import Exercise
from planner.session import Session
from planner.storage.folders import Folders

CODE = "heron"
SCRIPT = tuple(
    kind
    for at in range(40)
    for kind in (
        "show",
        "decision",
        *(["decision"] if at % 2 else ["note"]),
        *(["correction"] if at % 5 == 4 else []),
        *([["pause", "resume"], ["speed"], ["jump"]][at % 3]),
    )
)
"""What is logged after the start: 40 events, 60 decisions, 8 corrections, 20 notes, the clock."""


class Room:
    """A clock of the room whose seconds pass as fast as they can be kept."""

    def __init__(self, start: datetime.datetime) -> None:
        self.now = start

    def __call__(self) -> datetime.datetime:
        return self.now


def say(*words: object) -> None:
    # One write, so that a kill leaves no half of a line that looks whole.
    os.write(1, (" ".join(str(word) for word in words) + "\n").encode())


def entry(kind: str, room: Room, play: float, number: int) -> Entry:
    """Return what comes next in the exercise."""
    made = Entry(number=0, kind=kind, at=room.now, play=play, who="Sam", words=f"No. {number}")
    if kind == "show":
        return dataclasses.replace(made, inject=f"heron-{number}")
    if kind == "decision":
        return dataclasses.replace(made, why="Said so", act=Act("call", 0, option="O-1"))
    if kind == "correction":
        return dataclasses.replace(made, corrects=number - 1)
    if kind == "jump":
        return dataclasses.replace(made, play=max(0.0, play + (45 if number % 2 else -30)))
    if kind == "speed":
        return dataclasses.replace(made, speed=10.0 + number % 7)
    return made


def to_come(log: tuple[Entry, ...]) -> tuple[str, ...]:
    """Return what of the script the log does not hold yet; the clock is no measure of it."""
    left = sum(one.kind not in CLOCK_KINDS for one in log)
    for at, kind in enumerate(SCRIPT):
        if left == 0:
            return SCRIPT[at:]
        left -= kind not in CLOCK_KINDS
    return ()


def play(path: Path, home: Path, chance: random.Random) -> None:
    """Play on from where the register stands, saving now and then, until killed."""
    room = Room(datetime.datetime(2026, 12, 10, 9, 0, tzinfo=datetime.UTC))
    session = Session.open(path, "Sam", now=room, folders=Folders.under(home), machine="laptop")
    exercise = session.exercise(CODE)
    log, pulse = session.log_of(CODE), session.pulse(CODE)
    seen = [one.at for one in log] + ([pulse] if pulse else [])
    room.now = max([room.now, *seen]) + datetime.timedelta(hours=1)

    def keep(kind: str, at: datetime.datetime | None = None) -> None:
        nonlocal log
        moment = clock_at(log, at or room.now, exercise).play
        made = entry(kind, room, moment, len(log) + 1)
        say("logging", len(log) + 1)
        log = (*log, session.log(CODE, dataclasses.replace(made, at=at or room.now)))
        session.keep_pulse(CODE, at or room.now)
        say("kept", len(log), clock_at(log, at or room.now, exercise).play)

    since = held_since(log, pulse, room.now, exercise, longest=0.0)
    if since is not None:
        keep("pause", since)
    say("open")
    clock = clock_at(log, room.now, exercise)
    if not clock.is_running:
        keep("resume" if clock.is_started else "start")
    for kind in [*to_come(log), *["note"] * 10_000]:
        for _ in range(chance.randint(1, 4)):
            room.now += datetime.timedelta(seconds=1)
            session.keep_pulse(CODE, room.now)
            say("pulse", clock_at(log, room.now, exercise).play)
        keep(kind)
        if chance.random() < 0.15:
            say("saving", len(log))
            session.save()
            say("saved", len(log))
        elif chance.random() < 0.15:
            session.apply(ChangeFields("exercise", CODE, {"aim": f"To learn by {len(log)}"}))
            session.undo()


def warm_up() -> None:
    """Load, before anything is played, all that the playing processes then share."""
    with tempfile.TemporaryDirectory() as folder:
        place, home = Path(folder, "a.backstop"), Folders.under(Path(folder, "home"))
        with Session.new(place, "Ours", "Sam", folders=home, machine="laptop") as session:
            session.apply(AddRecord(Exercise(CODE, "Warm")))
            session.undo()
            session.log("other", Entry(number=0, kind="note", at=session.now(), play=0.0))
            session.save()
        Session.open(place, "Sam", folders=home, machine="laptop").close()


warm_up()
for line in sys.stdin:
    place, folder, seed = line.rstrip("\n").split("\t")
    child = os.fork()
    if child == 0:
        play(Path(place), Path(folder), random.Random(int(seed)))
        os._exit(0)
    say("plays", child)
    os.waitpid(child, 0)
    say("over")

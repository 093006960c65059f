"""The ways to harm one act: killed, torn, powerless, failing; each followed by the checks."""

from __future__ import annotations

import errno
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

from faults.acting import Act, Ended, Said
from faults.acts import ACTS
from faults.checks import first_of, register_holds, revisions, told_badly
from faults.harness import Harness
from faults.injector import (
    CHANGES,
    CREATE,
    CUT,
    FAIL,
    FILLS,
    KILL_AFTER,
    KILL_BEFORE,
    NAME,
    READ,
    REMOVE,
    SYNC,
    TORN,
    WRITE,
    Fault,
)
from faults.traces import Disk, Done, Tree, cuts


@dataclass(frozen=True, slots=True)
class Tried:
    """One try: the act, the way of harm, what was harmed, what is wrong after it, and how long."""

    act: str
    way: str
    words: str
    wrong: tuple[str, ...]
    seconds: float


@dataclass(slots=True)
class Unharmed:
    """An act as it goes when nothing happens: where it starts, what it says and does."""

    act: Act
    start: Tree
    ended: Ended
    trace: list[Done]
    known: dict[int, str]
    first: tuple[int, str]


def unharmed(harness: Harness, act: Act) -> Unharmed:
    """Do an act without harm; what is wrong even so is an AssertionError."""
    act.prepare(harness.place)
    first = first_of(harness.place)
    start = harness.place.tree()
    ended, trace = harness.recorded(act.name)
    assert ended.code == 0, ended.said
    assert not ended.every("told"), ended.every("told")
    assert not ended.every("untold"), ended.every("untold")
    played = Disk(start)
    for done in trace:
        if "-shm" not in done.path:
            played.play(done)
    there = harness.place.tree()
    assert played.killed().files == dict(there.files), "the record is not what was done"
    assert played.killed().folders == there.folders, "the record is not what was done"
    return Unharmed(act, start, ended, trace, revisions(first, ended), first)


def powerless(
    harness: Harness, one: Unharmed, most: int, chance: random.Random, ways: int = 5
) -> Iterator[Tried]:
    """Cut the record before each operation and try what a kill or a cut of power left.

    Of the ways in which that can end, as many as asked are tried at each cut.
    """
    disk, at = Disk(one.start), 0
    for cut in cuts(one.trace, most, chance):
        for done in one.trace[at:cut]:
            if "-shm" not in done.path:
                disk.play(done)
        at = cut
        said = Ended(_said(one.trace[:cut]), -9, 0.0)
        after = one.trace[cut] if cut < len(one.trace) else None
        states = {
            "killed": disk.killed(),
            "power cut": disk.without_power(),
            "power cut, names kept": disk.names_first(),
            "power cut, some kept": disk.partly(chance),
        }
        if after is not None and after.kind == "W" and "-shm" not in after.path:
            states["torn write"] = disk.killed(torn=after)
        for way in chance.sample(sorted(states), min(ways, len(states))):
            tree = states[way]
            harness.place.put(tree)
            yield _checked(harness, one, said, way, f"before operation {cut}: {_words(after)}", 0.0)


def killed(harness: Harness, one: Unharmed, most: int, chance: random.Random) -> Iterator[Tried]:
    """Kill the program itself: at counted operations, amid writes, and at any moment."""
    count = int(str(one.ended.every("counted")[-1][0])) if one.ended.every("counted") else 0
    harness.place.put(one.start)
    counted = harness.performed(one.act.name, Fault(CHANGES))
    count = int(str(counted.every("counted")[-1][0]))
    for n in range(most):
        harness.place.put(one.start)
        how = (KILL_BEFORE, KILL_AFTER, TORN, None)[n % 4]
        if how is None:
            after = chance.uniform(0, counted.seconds * 1.05)
            ended = harness.performed(one.act.name, kill_after=after)
            words = f"killed after {after:.4f} s"
        else:
            fault = Fault(CHANGES, how, chance.randint(1, count))
            ended = harness.performed(one.act.name, fault)
            words = fault.words
        yield _checked(harness, one, ended, "killed program", words, ended.seconds)


REASONS = (
    ("disk full once", FILLS, errno.ENOSPC, 1),
    ("disk full for good", FILLS, errno.ENOSPC, -1),
    ("device fails once", WRITE | SYNC | CUT, errno.EIO, 1),
    ("read-only for good", FILLS | REMOVE, errno.EROFS, -1),
    ("names refused for a while", CREATE | NAME | REMOVE, errno.EACCES, 3),
    ("reading fails once", READ, errno.EIO, 1),
)
"""What the system refuses: the operations, the reason, and for how many of them."""


def failing(
    harness: Harness, one: Unharmed, most: int, chance: random.Random, ways: int = 6
) -> Iterator[Tried]:
    """Let the system refuse operations, one after the other, and see what is told and kept.

    Of the reasons for a refusal as many as asked are tried.
    """
    for way, kinds, reason, times in chance.sample(REASONS, min(ways, len(REASONS))):
        harness.place.put(one.start)
        counted = harness.performed(one.act.name, Fault(kinds))
        count = int(str(counted.every("counted")[-1][0]))
        numbers = range(1, count + 1)
        if count > most:
            numbers = sorted(chance.sample(numbers, most))
        for first in numbers:
            harness.place.put(one.start)
            fault = Fault(kinds, FAIL, first, times, reason)
            ended = harness.performed(one.act.name, fault)
            yield _checked(harness, one, ended, way, fault.words, ended.seconds, is_other=True)


def _checked(
    harness: Harness,
    one: Unharmed,
    ended: Ended,
    way: str,
    words: str,
    seconds: float,
    *,
    is_other: bool = False,
) -> Tried:
    started = time.monotonic()
    # A refused step changes what the later revisions hold, so only what was said counts then.
    known = revisions(one.first, ended) if is_other else one.known
    wrong = told_badly(ended) + register_holds(harness.place, ended, known, one.first[0])
    if one.act.holds is not None:
        wrong += one.act.holds(harness.place, ended)
    taken = seconds + time.monotonic() - started
    return Tried(one.act.name, way, words, tuple(wrong), taken)


def _said(trace: list[Done]) -> Said:
    return [json.loads(done.path) for done in trace if done.kind == "A"]


def _words(done: Done | None) -> str:
    if done is None:
        return "the end"
    names = {"W": "write", "C": "make", "T": "cut", "S": "flush", "R": "rename", "U": "remove"}
    return f"{names.get(done.kind, done.kind)} {done.path.rsplit('/', 1)[-1]}"


def chosen(words: list[str]) -> list[Act]:
    """Return the acts whose names hold one of the words; all where there are no words."""
    return [act for act in ACTS.values() if not words or any(one in act.name for one in words)]

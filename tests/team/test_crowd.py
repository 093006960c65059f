"""Many at once: nothing acknowledged is lost, the history has no gap, and all see the same."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from planner.errors import BackstopError
from planner.register.validity import problems_in
from planner.session import Session
from tests.team.crowd import faults, in_order, one_act, replayed

SCRIPT = Path(__file__).with_name("crowd.py")
PEOPLE = ("Ann", "Bob", "Cyn", "Dan")
EDITS = 50


def test_four_people_edit_at_once_from_four_programs(team):
    team.put()
    watcher = team.open("Watcher")
    start = watcher.register
    path = os.pathsep.join([str(SCRIPT.parents[2]), os.environ.get("PYTHONPATH", "")])
    people = {
        who: subprocess.Popen(
            [sys.executable, str(SCRIPT), str(team.link), who, str(EDITS), "1"],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": path},
        )
        for who in PEOPLE
    }
    told = {who: person.communicate()[0].split("\n")[:-2] for who, person in people.items()}
    assert [person.returncode for person in people.values()] == [0] * len(PEOPLE)
    watcher.catch_up()
    fresh = team.open("Fresh")
    steps = {who: [int(line) for line in lines] for who, lines in told.items()}
    assert faults(watcher, fresh, start, steps) == []
    assert len(fresh.history()) == EDITS * len(PEOPLE)


@pytest.mark.parametrize("seed", range(2))
def test_two_people_in_any_order_come_to_one_order(team, tmp_path, seed):
    """The outcome is that of the acknowledged steps made by one person alone, one by one."""
    team.put()
    chance = random.Random(seed)
    ann, bob = team.open("Ann"), team.open("Bob")
    start = ann.register
    acknowledged = []
    for _ in range(60):
        session = chance.choice((ann, bob))
        before = len(session.history())
        try:
            step = one_act(session, chance)
        except BackstopError:
            continue
        if step is not None:
            assert len(session.history()) > before
            acknowledged.append((step, session.changes_of(step)))
    for session in (ann, bob):
        session.catch_up()
    assert ann.history() == bob.history() == tuple(step for step, _ in acknowledged)
    assert in_order(ann.register) == in_order(bob.register)
    assert problems_in(ann.register) == []
    assert in_order(replayed(bob, start)) == in_order(ann.register)
    # Every acknowledged field stands until a later step gives it another value.
    for number, (step, changes) in enumerate(acknowledged):
        later = [change for _, more in acknowledged[number + 1 :] for change in more]
        for change in changes:
            if not any((one.kind, one.key) == (change.kind, change.key) for one in later):
                assert ann.register.of_kind(change.kind).get(change.key) == change.after, step
    ann.save_as(tmp_path / "copy.backstop")
    with Session.open(tmp_path / "copy.backstop", "Cyn", **team.common) as copy:
        assert in_order(copy.register) == in_order(ann.register)
        while copy.undo_sentence:
            copy.undo()
        assert in_order(copy.register) == in_order(start)

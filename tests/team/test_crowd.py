"""Many at once: nothing acknowledged is lost, the history has no gap, and all see the same."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

from planner.errors import BackstopError
from planner.register.validity import problems_in
from planner.session import Session
from tests.team.crowd import act, faults, in_order, one_act, replayed

PEOPLE = ("Ann", "Bob", "Cyn", "Dan")
EDITS = 50


def test_four_people_edit_at_once(team):
    team.put()
    watcher = team.open("Watcher")
    start = watcher.register
    told = {who: [] for who in PEOPLE}
    sessions = [team.open(who) for who in PEOPLE]
    with ThreadPoolExecutor(len(PEOPLE)) as people:
        at_it = [
            people.submit(act, one, EDITS, 1, lambda step, told=told[one.who]: told.append(step))
            for one in sessions
        ]
        assert sum(one.result() for one in at_it) > 0, "nobody was ever refused"
    watcher.catch_up()
    fresh = team.open("Fresh")
    numbers = {who: [step.number for step in steps] for who, steps in told.items()}
    assert faults(watcher, fresh, start, numbers) == []
    assert len(fresh.history()) == EDITS * len(PEOPLE)
    for session in sessions:
        session.catch_up()
        assert faults(session, fresh, start, numbers) == []


def test_two_people_in_any_order_come_to_one_order(team, tmp_path):
    """The outcome is that of the acknowledged steps made by one person alone, one by one."""
    team.put()
    chance = random.Random(3)
    ann, bob = team.open("Ann"), team.open("Bob")
    start = ann.register
    acknowledged = []
    for _ in range(40):
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

"""Random edits of several people at one team register, each told as it was acknowledged.

`python tests/team/crowd.py LINK WHO EDITS SEED` makes them and prints the number of every step that
was acknowledged, then how many were refused. The long run in `packaging` starts the same.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

from planner.errors import BackstopError
from planner.register.edits import AddRecord, ChangeFields, Edit, RemoveRecord
from planner.register.history import Step
from planner.register.records import Contract, Service
from planner.session import Session

FIELDS = ("title", "owner", "market", "mtpd_days")


def random_edit(session: Session, chance: random.Random) -> Edit:
    """Return an edit of few records, so that people meet often."""
    services = list(session.register.services)
    what = chance.random()
    if what < 0.25 or len(services) < 3:
        key = f"S{chance.randrange(12)}"
        return AddRecord(Service(key, f"New of {session.who}"))
    key = chance.choice(services)
    if what < 0.35:
        return RemoveRecord("service", key, with_dependents=chance.random() < 0.5)
    if what < 0.45:
        contract = f"C{chance.randrange(6)}"
        return AddRecord(Contract(contract, "A contract", key, "P1"))
    field = chance.choice(FIELDS)
    number = chance.randrange(1, 90)
    value = number if field == "mtpd_days" else f"{session.who} {number}"
    return ChangeFields("service", key, {field: value})


def one_act(session: Session, chance: random.Random) -> Step | None:
    """Edit, undo, redo or take back something; None where it changed nothing.

    BackstopError where it was refused.
    """
    what = chance.random()
    if what < 0.08 and session.undo_sentence:
        return session.undo()
    if what < 0.12 and session.redo_sentence:
        return session.redo()
    if what < 0.15 and session.history():
        return session.take_back(chance.choice(session.history()).number)
    if what < 0.25:
        session.catch_up()
    return session.apply(random_edit(session, chance))


def act(session: Session, edits: int, seed: int, told: Callable[[Step], object]) -> int:
    """Make so many edits that are acknowledged, tell each, and return how many were refused."""
    chance = random.Random(f"{session.who} {seed}")
    made = refused = 0
    while made < edits:
        try:
            step = one_act(session, chance)
        except BackstopError:
            refused += 1
            continue
        if step is not None:
            made += 1
            told(step)
    return refused


if __name__ == "__main__":
    link, who, wanted, begin = sys.argv[1:5]
    with Session.open(Path(link), who) as opened:
        said = act(opened, int(wanted), int(begin), lambda step: print(step.number, flush=True))
        print(f"refused {said}", flush=True)

"""Random edits of several people at one team register, each told as it was acknowledged.

`python tests/team/crowd.py LINK WHO EDITS SEED` makes them and prints the number of every step that
was acknowledged, then how many were refused. The long run in `packaging` starts the same.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from planner.errors import BackstopError
from planner.register.changes import apply_changes
from planner.register.edits import AddRecord, ChangeFields, Edit, RemoveRecord
from planner.register.history import Step
from planner.register.records import Contract, Record, Service
from planner.register.register import Register
from planner.register.validity import problems_in
from planner.session import Session, Unreachable
from planner.storage.publish import SaveFailed

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
        except Unreachable:
            refused += 1
            time.sleep(0.1)  # the server is killed, and comes back
            continue
        except SaveFailed:
            raise  # a server that answers has no reason to refuse what is fit
        except BackstopError:
            refused += 1
            continue
        if step is not None:
            made += 1
            told(step)
    return refused


def replayed(session: Session, start: Register) -> Register:
    """Return the register that the steps of history lead to, one after another."""
    register = start
    for step in session.history():
        register = apply_changes(register, session.changes_of(step))
    return register


def in_order(register: Register) -> dict[str, list[tuple[str, Record]]]:
    """Return the records of a register in their order, to compare."""
    return {kind: list(table.items()) for kind, table in register.tables.items()}


def faults(
    watcher: Session, fresh: Session, start: Register, told: Mapping[str, Sequence[int]]
) -> list[str]:
    """Return what is wrong after a crowd: nothing where all that was acknowledged is whole.

    `watcher` had the register open all the time and `fresh` opened it after; `told` are the steps
    that each person was told were kept.
    """
    steps = fresh.history()
    numbers = [step.number for step in steps]
    kept = {who: {step.number for step in steps if step.who == who} for who in told}
    found = {
        "a step that was acknowledged is missing": any(
            set(numbers) - kept[who] for who, numbers in told.items()
        ),
        "the history has a gap": numbers != list(range(1, len(numbers) + 1)),
        "two readers see two histories": watcher.history() != steps,
        "two readers see two registers": in_order(watcher.register) != in_order(fresh.register),
        "the steps lead elsewhere": in_order(replayed(fresh, start)) != in_order(fresh.register),
        "the register is unfit": bool(problems_in(fresh.register)),
    }
    return [words for words, is_so in found.items() if is_so]


def opened(link: Path, who: str) -> Session:
    """Open a team register; where the server is killed just now, as soon as it is back."""
    while True:
        try:
            return Session.open(link, who)
        except Unreachable:
            time.sleep(0.1)


if __name__ == "__main__":
    link, who, wanted, begin = sys.argv[1:5]
    with opened(Path(link), who) as session:
        said = act(session, int(wanted), int(begin), lambda step: print(step.number, flush=True))
        print(f"refused {said}", flush=True)

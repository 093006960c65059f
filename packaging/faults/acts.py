"""What is done to a register while things go wrong, and what is said of it once it was kept."""

from __future__ import annotations

import hashlib
import json
import os
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faults.places import Place, digest
from planner.errors import BackstopError
from planner.register.edits import AddRecord, ChangeFields, Together
from planner.register.records import Contract, Provider, Service
from planner.session import Session

Say = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of work. `prepare` runs unharmed; `perform` says what it kept as it keeps it.

    `bulk` works on thousands of records, so fewer moments of it are tried.
    """

    name: str
    prepare: Callable[[Place], None]
    perform: Callable[[Place, Say], None]
    bulk: bool = False
    keeps_register: bool = True


def tried(say: Say, what: str, work: Callable[[], Any]) -> Any:
    """Do a piece of work and return what it returned; say how it was refused, if it was."""
    try:
        return work()
    except BackstopError as error:
        say("told", what, error.sentence)
    except Exception as error:
        say("untold", what, f"{type(error).__name__}: {error}", traceback.format_exc())
    return None


class Working:
    """A person who works on an open register and says what is acknowledged."""

    def __init__(self, session: Session, say: Say) -> None:
        self.session, self._say = session, say
        say("notices", list(session.notices))
        self._told()

    def _told(self) -> None:
        self._say("kept", self.session.revision, digest(self.session.register))

    def step(self, what: str, work: Callable[[], Any]) -> None:
        """Make a step of history, and see that a refusal changed nothing."""
        before = self.session.revision
        self._say("trying", before + 1)
        done = tried(self._say, what, work)
        if done is None and self.session.revision != before:
            self._say("untold", what, "it was refused and yet changed the register", "")
        self._told()

    def save(self) -> None:
        """Save, and say so where the file has its name."""
        revision = self.session.revision
        self._say("saving", revision)
        saved = tried(self._say, "save", self.session.save)
        if saved is not None and saved.in_place:
            self._say("saved", revision)


def add(number: int) -> AddRecord:
    """Return an edit that adds a service."""
    return AddRecord(Service(f"S{number}", f"Service number {number}", owner=f"Owner {number}"))


def many(first: int, count: int) -> Together:
    """Return one edit that adds many contracts."""
    edits = tuple(
        AddRecord(Contract(f"C{n}", f"Contract number {n} of a long list", "S1", "P1"))
        for n in range(first, first + count)
    )
    return Together(f"Added {count} contracts", edits)


def a_register(place: Place) -> None:
    """Make a saved register with a few records."""
    place.emptied()
    with place.new() as session:
        session.apply(add(1))
        session.apply(AddRecord(Provider("P1", "Careful Ltd")))
        session.save()


def opened(place: Place, say: Say, path: Path | None = None) -> Working | None:
    """Open the register; None, said, where that is refused."""
    session = tried(say, "open", lambda: place.open(path))
    return None if session is None else Working(session, say)


def leave(working: Working, say: Say) -> None:
    """Close the register; what is not saved waits."""
    tried(say, "close", working.session.close)


def edit_singly(place: Place, say: Say) -> None:
    """Add, change, undo, redo, take back."""
    working = opened(place, say)
    if working is None:
        return
    session = working.session
    working.step("add", lambda: session.apply(add(2)))
    working.step("add", lambda: session.apply(add(3)))
    working.step("change", lambda: session.apply(ChangeFields("service", "S1", {"owner": "Seven"})))
    working.step("undo", session.undo)
    working.step("redo", session.redo)
    working.step("take back", lambda: session.take_back(session.revision - 3))
    leave(working, say)


def edit_in_bulk(place: Place, say: Say) -> None:
    """Add thousands of records in one step, undo it, redo it."""
    working = opened(place, say)
    if working is None:
        return
    session = working.session
    working.step("add many", lambda: session.apply(many(1, 3000)))
    working.step("undo", session.undo)
    working.step("redo", session.redo)
    leave(working, say)


def save_often(place: Place, say: Say) -> None:
    """Edit and save, as autosave does."""
    working = opened(place, say)
    if working is None:
        return
    for number in (2, 3):
        working.step("add", lambda number=number: working.session.apply(add(number)))
        working.save()
    leave(working, say)


def save_after_a_while(place: Place, say: Say) -> None:
    """Save with hours between, so that each save keeps a copy and thins the old ones."""
    working = opened(place, say)
    if working is None:
        return
    for number in (2, 3):
        place.clock.now = place.clock.now.replace(year=2026 + number, day=number)
        working.step("add", lambda number=number: working.session.apply(add(number)))
        working.save()
    leave(working, say)


def with_backups(place: Place) -> None:
    """Make a register that was saved daily for weeks."""
    a_register(place)
    with place.open() as session:
        for day in range(1, 25):
            place.clock.now = place.clock.now.replace(day=day, month=2)
            session.apply(add(100 + day))
            session.save()


def save_as_over(place: Place, say: Say) -> None:
    """Save over another file that is there, go on with it and save again."""
    working = opened(place, say)
    if working is None:
        return
    other = place.share / "other.backstop"
    working.step("add", lambda: working.session.apply(add(2)))
    say("saving as", working.session.revision)
    saved = tried(say, "save as", lambda: working.session.save_as(other, overwrite=True))
    if saved is not None and saved.in_place:
        say("saved as", working.session.revision)
    working.step("add", lambda: working.session.apply(add(3)))
    leave(working, say)


def with_another(place: Place) -> None:
    """Make a register and another file beside it."""
    a_register(place)
    with place.new(place.share / "other.backstop") as session:
        session.apply(add(50))
        session.save()


def make_new(place: Place, say: Say) -> None:
    """Make a new register and edit it."""
    session = tried(say, "new", place.new)
    if session is None:
        return
    working = Working(session, say)
    say("saved", session.revision)
    working.step("add", lambda: session.apply(add(1)))
    leave(working, say)


def nothing(place: Place) -> None:
    """Start with empty folders."""
    place.emptied()


def said_to(handle: int, mark: Callable[[str], None]) -> Say:
    """Return how to say something to whoever listens at a file handle, whole lines at once."""

    def say(*words: object) -> None:
        line = json.dumps(words)
        mark(line)
        os.write(handle, line.encode() + b"\n")

    return say


def mark_of(path: Path) -> str:
    """Return a short mark of a file's bytes, "" where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""


ACTS = {
    act.name: act
    for act in (
        Act("editing", a_register, edit_singly),
        Act("editing thousands", a_register, edit_in_bulk, bulk=True),
        Act("saving", a_register, save_often),
        Act("backups", with_backups, save_after_a_while),
        Act("saving as", with_another, save_as_over),
        Act("making new", nothing, make_new),
    )
}

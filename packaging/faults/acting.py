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
from planner.register.edits import AddRecord, Together
from planner.register.records import Contract, Provider, Service
from planner.session import Session

Say = Callable[..., None]
Said = list[list[object]]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a piece of work ended: what was said, and the exit code, -9 where it was killed."""

    said: Said
    code: int
    seconds: float

    def last(self, word: str) -> list[object] | None:
        """Return what was said last after a word."""
        return next((one[1:] for one in reversed(self.said) if one[0] == word), None)

    def every(self, word: str) -> list[list[object]]:
        """Return all that was said after a word."""
        return [one[1:] for one in self.said if one[0] == word]

    def number(self, word: str) -> int:
        """Return the number said last after a word; 0 where none was."""
        found = self.last(word)
        return int(str(found[0])) if found else 0


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of work. `prepare` runs unharmed; `perform` says what it kept as it keeps it.

    `bulk` works on thousands of records, so fewer moments of it are tried. `holds` says what else
    is wrong afterwards than with the register.
    """

    name: str
    prepare: Callable[[Place], None]
    perform: Callable[[Place, Say], None]
    bulk: bool = False
    holds: Callable[[Place, Ended], list[str]] | None = None


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

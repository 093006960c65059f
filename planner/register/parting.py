"""Where two registers parted: the last step both share, and the register as it was there.

Nothing is guessed. Registers share what their histories tell alike, step by step, and only where
the register they lead to is the same too.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

from planner.register.changes import Change
from planner.register.earlier import as_it_was
from planner.register.history import Step
from planner.register.register import Register


@dataclass(frozen=True)
class Past:
    """A register with its whole history: the steps, oldest first, and what each of them changed."""

    register: Register
    steps: tuple[Step, ...]
    changes_of: Callable[[Step], tuple[Change, ...]]

    @property
    def first_revision(self) -> int:
        """Return the earliest revision that history reaches back to."""
        return self.steps[0].number - 1 if self.steps else self.register.revision

    def at(self, revision: int) -> Register | None:
        """Return the register as it was at a revision, or None where history does not tell."""
        return as_it_was(self.register, self.steps, self.changes_of, revision)

    def since(self, revision: int) -> tuple[Step, ...]:
        """Return the steps after a revision, oldest first."""
        return tuple(step for step in self.steps if step.number > revision)


@dataclass(frozen=True, slots=True)
class Parting:
    """The last revision two registers share, the register there, and what each side did since.

    `step` is the last step both share; None where they share only what they began with.
    """

    revision: int
    register: Register
    step: Step | None
    mine: tuple[Step, ...]
    theirs: tuple[Step, ...]


def parting_of(mine: Past, theirs: Past) -> Parting | None:
    """Return where two registers parted, or None where they share nothing that is certain."""
    first = max(mine.first_revision, theirs.first_revision)
    last = first
    for one, other in zip(mine.since(first), theirs.since(first), strict=False):
        if one != other:
            break
        last = one.number
    found = _same_at(mine, theirs, last)
    if found is None and last > first:
        last = _last_with_like_changes(mine, theirs, first, last)
        found = _same_at(mine, theirs, last)
    if found is None:
        return None
    shared = next((one for one in mine.since(first) if one.number == last), None)
    return Parting(last, found, shared, mine.since(last), theirs.since(last))


def same_content(one: Register, other: Register) -> bool:
    """Return whether two registers hold the same, whatever their revisions."""
    return dataclasses.replace(one, revision=0) == dataclasses.replace(other, revision=0)


def _same_at(mine: Past, theirs: Past, revision: int) -> Register | None:
    here, there = mine.at(revision), theirs.at(revision)
    if here is None or there is None or not same_content(here, there):
        return None
    return here


def _last_with_like_changes(mine: Past, theirs: Past, first: int, last: int) -> int:
    """Return the last step up to which not only the words but the changes are the same."""
    for step in mine.since(first):
        if step.number > last:
            break
        if mine.changes_of(step) != theirs.changes_of(step):
            return step.number - 1
    return last

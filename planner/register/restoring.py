"""Restoring a register as it was: one step that history keeps and undo takes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner import fields
from planner.register.changes import COUNCIL_KIND, Change, apply_changes
from planner.register.dependents import pointing_at
from planner.register.draft import Draft
from planner.register.records import Inject, Record
from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class RestoreRegister:
    """The edit that makes the records those of an earlier register, kept as one step.

    `played` are the codes of exercises whose log is kept for good: they, their events and what
    those point at stay as they are now. Records in both keep the order they have now.
    """

    then: Register
    words: str
    played: frozenset[str] = frozenset()

    def sentence(self, register: Register) -> str:
        """Return the words the step is told in."""
        return self.words

    def changes(self, register: Register) -> tuple[Change, ...]:
        """Return the changes; none where nothing would differ.

        They are not checked anew: the earlier register was kept, and stands as it was.
        """
        changes = tuple(self._wanted(register))
        needed = _needed(register, changes)
        while needed:
            changes = tuple(one for one in changes if (one.kind, one.key) not in needed)
            needed = _needed(register, changes)
        return changes

    def carry_out(self, draft: Draft) -> None:
        """Make the edit in a draft, unchecked."""
        for change in self.changes(draft.register()):
            draft.put(change)

    def _wanted(self, register: Register) -> Iterator[Change]:
        if register.council != self.then.council:
            yield Change(COUNCIL_KIND, "", register.council, self.then.council)
        for kind in fields.KINDS:
            now, then = register.of_kind(kind.name), self.then.of_kind(kind.name)
            for position, (key, record) in enumerate(now.items()):
                if key not in then and not self._stays(kind.name, key, record):
                    yield Change(kind.name, key, record, None, position)
            for position, (key, record) in enumerate(then.items()):
                if now.get(key) == record or self._stays(kind.name, key, now.get(key) or record):
                    continue
                before = now.get(key)
                place = position if before is None else None
                yield Change(kind.name, key, before, record, place)

    def _stays(self, kind: str, key: str, record: Record) -> bool:
        if kind == "exercise":
            return key in self.played
        return isinstance(record, Inject) and record.exercise in self.played


def _needed(register: Register, changes: tuple[Change, ...]) -> set[tuple[str, str]]:
    """Return what the changes remove though a record that stays points at it."""
    gone = {(one.kind, one.key) for one in changes if one.after is None}
    if not gone:
        return set()
    after = apply_changes(register, changes)
    return {(one.at_kind, one.at_key) for one in pointing_at(gone, after)}

"""Undo, redo and the audit trail: one list of steps that only ever grows.

A step holds what was and what is. Undo adds a step that takes one back, redo adds a step that makes
it again; what can be undone and redone is read off the list, so it survives closing.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planner import fields
from planner.errors import BackstopError, InputRefused
from planner.register.changes import Change, apply_changes, current, reversed_changes
from planner.register.draft import Draft
from planner.register.edits import Edit
from planner.register.register import Register

ChangesOf = Callable[[int], tuple[Change, ...]]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of history: when, who, what in a sentence, and why.

    `undoes` and `redoes` are the number of the step taken back or made again; such a step has no
    changes of its own, they are those of that step.
    """

    number: int
    when: datetime.datetime
    who: str
    sentence: str
    why: str = ""
    undoes: int | None = None
    redoes: int | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A step ready to be kept: its changes, and the register and history after it."""

    step: Step
    changes: tuple[Change, ...]
    register: Register
    history: History


@dataclass(frozen=True, slots=True)
class History:
    """All steps so far, and the numbers of those that can be undone and redone, next one last."""

    steps: tuple[Step, ...] = ()
    undoable: tuple[int, ...] = ()
    redoable: tuple[int, ...] = ()

    @classmethod
    def of(cls, steps: Iterable[Step]) -> History:
        """Build a history from its steps in order; ValueError where they do not fit together."""
        undoable: list[int] = []
        redoable: list[int] = []
        kept = tuple(steps)
        for step in kept:
            _follow(step, undoable, redoable)
        return cls(kept, tuple(undoable), tuple(redoable))

    def with_step(self, step: Step) -> History:
        """Return the history with one more step."""
        undoable, redoable = list(self.undoable), list(self.redoable)
        _follow(step, undoable, redoable)
        return History((*self.steps, step), tuple(undoable), tuple(redoable))

    def step(self, number: int) -> Step:
        """Return the step of that number; InputRefused where there is none."""
        first = self.steps[0].number if self.steps else 1
        if not self.steps or not first <= number <= self.steps[-1].number:
            raise InputRefused.one(f"step {number}", "there is no such step", "choose another")
        return self.steps[number - first]

    @property
    def next_undo(self) -> Step | None:
        """Return the step that undo would take back, or None."""
        return self.step(self.undoable[-1]) if self.undoable else None

    @property
    def next_redo(self) -> Step | None:
        """Return the step that redo would make again, or None."""
        return self.step(self.redoable[-1]) if self.redoable else None


def _follow(step: Step, undoable: list[int], redoable: list[int]) -> None:
    if step.undoes is not None:
        _move(step.undoes, undoable, redoable)
    elif step.redoes is not None:
        _move(step.redoes, redoable, undoable)
    else:
        undoable.append(step.number)
        redoable.clear()


def _move(number: int, source: list[int], target: list[int]) -> None:
    if not source or source[-1] != number:
        raise ValueError(f"step {number} is not the next one to undo or redo")
    target.append(source.pop())


def changes_of_step(step: Step, stored: ChangesOf) -> tuple[Change, ...]:
    """Return what a step changed; `stored` gives the changes of steps that have their own."""
    if step.undoes is not None:
        return reversed_changes(stored(step.undoes))
    return stored(step.number if step.redoes is None else step.redoes)


def recorded(
    register: Register, history: History, edit: Edit, who: str, when: datetime.datetime, why: str
) -> Recorded | None:
    """Return the step an edit makes, or None where nothing would change; InputRefused if unfit."""
    changes = edit.changes(register)
    if not changes:
        return None
    step = Step(register.revision + 1, when, who, edit.sentence(register), why)
    return _kept(register, history, step, changes)


def undone(
    register: Register, history: History, stored: ChangesOf, who: str, when: datetime.datetime
) -> Recorded:
    """Return the step that takes back the last one; BackstopError where there is none."""
    last = history.next_undo
    if last is None:
        raise BackstopError("There is nothing to undo.")
    sentence = f"Undid: {last.sentence}"
    step = Step(register.revision + 1, when, who, sentence, undoes=last.number)
    return _kept(register, history, step, reversed_changes(stored(last.number)))


def redone(
    register: Register, history: History, stored: ChangesOf, who: str, when: datetime.datetime
) -> Recorded:
    """Return the step that makes the last undone one again; BackstopError where there is none."""
    last = history.next_redo
    if last is None:
        raise BackstopError("There is nothing to redo.")
    sentence = f"Made again: {last.sentence}"
    step = Step(register.revision + 1, when, who, sentence, redoes=last.number)
    return _kept(register, history, step, stored(last.number))


def _kept(
    register: Register, history: History, step: Step, changes: tuple[Change, ...]
) -> Recorded:
    after = dataclasses.replace(apply_changes(register, changes), revision=step.number)
    return Recorded(step, changes, after, history.with_step(step))


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The edit that takes back one earlier step and leaves the later ones.

    It is refused where a record is no longer as that step left it.
    """

    step: Step
    step_changes: tuple[Change, ...]

    def sentence(self, register: Register) -> str:
        """Return "Took back step 3: Added contract C1"."""
        return f"Took back step {self.step.number}: {self.step.sentence}"

    def changes(self, register: Register) -> tuple[Change, ...]:
        """Return the changes; InputRefused where the records changed since or others need them."""
        draft = Draft(register)
        self.carry_out(draft)
        return draft.finished()

    def carry_out(self, draft: Draft) -> None:
        """Make the edit in a draft, unchecked but for what changed since."""
        register = draft.register()
        moved = [
            change
            for change in self.step_changes
            if current(register, change.kind, change.key) != change.after
        ]
        for change in moved[:1]:
            kind = fields.BY_NAME.get(change.kind, fields.COUNCIL)
            others = f" and {len(moved) - 1} more" if len(moved) > 1 else ""
            draft.refuse(
                f"step {self.step.number}, “{self.step.sentence}”",
                f"it cannot be taken back, because {kind.label.lower()} {change.key}".rstrip()
                + f"{others} changed since",
                "undo or change that first",
            )
        if not moved:
            for change in reversed_changes(self.step_changes):
                draft.put(change)

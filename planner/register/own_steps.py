"""Undo and redo where several people edit one register: everybody takes back steps of their own.

The list of steps is common and only grows. An undo is kept as a step with changes of its own, so a
list made by many reads like any other; a mark beside the step says which one it took back or made
again, and by these marks each person has an order of undo of their own.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner import fields
from planner.errors import BackstopError
from planner.register.changes import Change, apply_changes, current, reversed_changes
from planner.register.draft import Draft
from planner.register.history import ChangesOf, History, Recorded, Step
from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class Mark:
    """What a step of a shared register took back or made again: the number of that step.

    A step of the register before it was shared has no mark, and undo does not reach it.
    """

    undoes: int | None = None
    redoes: int | None = None


def own_history(steps: Iterable[Step], marks: Mapping[int, Mark], who: str) -> History:
    """Return all steps, with what one person can undo and redo of their own, next one last."""
    kept = tuple(steps)
    undoable: list[int] = []
    redoable: list[int] = []
    for step in kept:
        _follow(step, marks.get(step.number), who, undoable, redoable)
    return History(kept, tuple(undoable), tuple(redoable))


def with_own_step(history: History, step: Step, mark: Mark | None, who: str) -> History:
    """Return the history with one more step, made by anybody."""
    undoable, redoable = list(history.undoable), list(history.redoable)
    _follow(step, mark, who, undoable, redoable)
    return History((*history.steps, step), tuple(undoable), tuple(redoable))


def _follow(
    step: Step, mark: Mark | None, who: str, undoable: list[int], redoable: list[int]
) -> None:
    if mark is None or step.who != who:
        return
    if mark.undoes is not None:
        if mark.undoes in undoable:
            undoable.remove(mark.undoes)
        redoable.append(mark.undoes)
    elif mark.redoes is not None:
        if mark.redoes in redoable:
            redoable.remove(mark.redoes)
        undoable.append(mark.redoes)
    else:
        undoable.append(step.number)
        redoable.clear()


def own_undone(
    register: Register, history: History, stored: ChangesOf, who: str, when: datetime.datetime
) -> Recorded:
    """Return the step that takes back this person's last one; `undoes` tells which.

    BackstopError where there is none, InputRefused where somebody changed the same records since.
    """
    last = history.next_undo
    if last is None:
        raise BackstopError("There is nothing of yours to undo.")
    step = Step(register.revision + 1, when, who, f"Undid: {last.sentence}", undoes=last.number)
    return _recorded(register, history, step, undo_changes(register, last, stored(last.number)))


def own_redone(
    register: Register, history: History, stored: ChangesOf, who: str, when: datetime.datetime
) -> Recorded:
    """Return the step that makes this person's last undone one again; `redoes` tells which.

    BackstopError where there is none, InputRefused where somebody changed the same records since.
    """
    last = history.next_redo
    if last is None:
        raise BackstopError("There is nothing of yours to make again.")
    sentence = f"Made again: {last.sentence}"
    step = Step(register.revision + 1, when, who, sentence, redoes=last.number)
    return _recorded(register, history, step, redo_changes(register, last, stored(last.number)))


def undo_changes(register: Register, step: Step, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return what taking a step back changes in the register as it stands, checked like an edit."""
    return _exactly(register, step, reversed_changes(changes), "taken back")


def redo_changes(register: Register, step: Step, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return what making a step again changes in the register as it stands, checked likewise."""
    return _exactly(register, step, changes, "made again")


def _exactly(
    register: Register, step: Step, changes: tuple[Change, ...], what: str
) -> tuple[Change, ...]:
    draft = Draft(register)
    moved = [one for one in changes if current(register, one.kind, one.key) != one.before]
    for change in moved[:1]:
        kind = fields.BY_NAME.get(change.kind, fields.COUNCIL)
        others = f" and {len(moved) - 1} more" if len(moved) > 1 else ""
        draft.refuse(
            f"step {step.number}, “{step.sentence}”",
            f"it cannot be {what}, because {kind.label.lower()} {change.key}".rstrip()
            + f"{others} changed since",
            "look at what is there now and change that",
        )
    if not moved:
        for change in changes:
            draft.put(change)
    return draft.finished()


def _recorded(
    register: Register, history: History, step: Step, changes: tuple[Change, ...]
) -> Recorded:
    after = dataclasses.replace(apply_changes(register, changes), revision=step.number)
    return Recorded(step, changes, after, history)

"""A script as one step of history that can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from planner import fields
from planner.exercise.drafting import Script
from planner.plan import wording
from planner.register.edits import AddRecord, ChangeFields, Edit, RemoveRecord, Together
from planner.register.records import Exercise, Inject
from planner.register.register import Register


@dataclass(frozen=True, slots=True)
class DraftedExercise:
    """A drafted exercise by its code, the one edit that puts it in place, and what to know of it.

    `notes` are sentences on what was kept, taken out or has to be checked.
    """

    code: str
    edit: Edit
    script: Script
    notes: tuple[str, ...]


def script_edit(register: Register, script: Script) -> Edit:
    """Return the one edit that puts a script into a register.

    A scenario that is not stored goes first. What is there already is changed, not added twice.
    """
    edits: list[Edit] = []
    if script.scenario is not None:
        edits.append(AddRecord(script.scenario))
    is_new = script.exercise.id not in register.of_kind("exercise")
    edits += _put(register, "exercise", script.exercise)
    for code in script.removed:
        edits.append(RemoveRecord("inject", code, with_dependents=True))
    for inject in script.injects:
        edits += _put(register, "inject", inject)
    many = wording.counted(len(script.injects), "inject", "injects")
    done = "Drafted" if is_new else "Drafted again"
    return Together(f"{done} {script.exercise.title} with {many}", tuple(edits))


def _put(register: Register, kind: str, record: Exercise | Inject) -> list[Edit]:
    before = register.of_kind(kind).get(record.id)
    if before is None:
        return [AddRecord(record)]
    changed = {
        field.attribute: getattr(record, field.attribute)
        for field in fields.BY_NAME[kind].fields
        if field.attribute != "id"
        and getattr(before, field.attribute) != getattr(record, field.attribute)
    }
    return [ChangeFields(kind, record.id, changed)] if changed else []

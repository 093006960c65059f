"""Putting one person's changes on top of what others did to the same register in the meantime.

Different records, and different fields of one record, join by themselves. What both changed is
never decided here: it is a conflict, told part by part.

It is the changes that are put on top and not the edit made again: a form may hand over fields that
nobody touched, and made again these would write over what others changed. What comes out passes the
checks of any edit.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from planner.errors import BackstopError
from planner.field_types import Field
from planner.register.changes import Change, current
from planner.register.draft import Draft
from planner.register.history import Step
from planner.register.plain import kind_called
from planner.register.records import Council, Record
from planner.register.register import Register
from planner.register.words import name_of, value_in_words

StepChanges = tuple[Step, tuple[Change, ...]]


@dataclass(frozen=True, slots=True)
class ConflictPart:
    """One thing that two people changed: what it was, what theirs is and what yours was to be.

    `field` is the name of a field, or "" where a whole record is meant; then the values are records
    and None is a record that is not there. The words are for showing, "" is blank. `who` and `when`
    tell whose change stands.
    """

    kind: str
    key: str
    field: str
    was: Any
    theirs: Any
    yours: Any
    who: str
    when: datetime.datetime | None
    record_words: str
    field_label: str = ""
    was_words: str = ""
    theirs_words: str = ""
    yours_words: str = ""

    @property
    def sentence(self) -> str:
        """Return what was changed by whom, without a full stop."""
        who = self.who or "another person"
        if self.field:
            words = f"{self.field_label} of {self.record_words} was changed by {who}"
            return f"{words} to {self.theirs_words}" if self.theirs_words else words
        if self.was is None:
            return f"{who} added {self.record_words} too"
        if self.theirs is None:
            return f"{who} removed {self.record_words}"
        return f"{who} changed {self.record_words}, which you removed"


class Conflict(BackstopError):
    """Others changed the same since you looked: nothing of yours was kept, theirs stands.

    The register now shows theirs; the same edit made again is then made knowingly.
    """

    def __init__(self, parts: Sequence[ConflictPart]) -> None:
        self.parts: tuple[ConflictPart, ...] = tuple(parts)
        more = len(self.parts) - 1
        others = "" if not more else f" (and {more} more)"
        first = self.parts[0].sentence
        super().__init__(
            f"{first[0].upper()}{first[1:]}{others} since you looked; your change was not kept. "
            "Look at what is there now, and make it again if yours is to stand."
        )

    def __reduce__(self) -> tuple[type[Conflict], tuple[tuple[ConflictPart, ...]]]:
        """Return how to send the error to another process with all its parts."""
        return Conflict, (self.parts,)


def put_on_top(
    changes: Sequence[Change], fresh: Register, since: Iterable[StepChanges]
) -> tuple[Change, ...]:
    """Return changes made to an earlier register as changes of a fresh one.

    `since` are the steps that others made in between, oldest first, to tell who changed what.
    Nothing is left where others did the same. Conflict where they changed the same otherwise,
    InputRefused where the result would be unfit.
    """
    steps = tuple(since)
    draft = Draft(fresh)
    parts: list[ConflictPart] = []
    for change in changes:
        theirs = current(fresh, change.kind, change.key)
        if theirs == change.before:
            draft.put(change)
        elif theirs == change.after:
            continue
        elif theirs is None or change.before is None or change.after is None:
            parts.append(_record_part(change, theirs, fresh, steps))
        else:
            clashes = _clashes(change, theirs)
            parts += [_field_part(change, field, theirs, fresh, steps) for field in clashes]
            if not clashes:
                draft.put(dataclasses.replace(change, before=theirs, after=_both(change, theirs)))
    if parts:
        raise Conflict(parts)
    return draft.finished()


def _clashes(change: Change, theirs: Record | Council) -> list[Field]:
    """Return the fields that both changed, and not to the same."""
    return [
        field
        for field in _changed_fields(change)
        if getattr(theirs, field.attribute)
        not in (getattr(change.before, field.attribute), getattr(change.after, field.attribute))
    ]


def _both(change: Change, theirs: Record | Council) -> Record | Council:
    mine = {
        field.attribute: getattr(change.after, field.attribute) for field in _changed_fields(change)
    }
    return dataclasses.replace(theirs, **mine)


def _changed_fields(change: Change) -> list[Field]:
    """Return the fields of a record that a change gives another value."""
    return [
        field
        for field in kind_called(change.kind).fields
        if getattr(change.before, field.attribute) != getattr(change.after, field.attribute)
    ]


def _record_part(
    change: Change,
    theirs: Record | Council | None,
    fresh: Register,
    steps: Sequence[StepChanges],
) -> ConflictPart:
    who, when = _whose(change, None, steps)
    return ConflictPart(
        change.kind,
        change.key,
        "",
        change.before,
        theirs,
        change.after,
        who,
        when,
        _named(change.kind, theirs or change.before or change.after, fresh),
    )


def _field_part(
    change: Change,
    field: Field,
    theirs: Record | Council,
    fresh: Register,
    steps: Sequence[StepChanges],
) -> ConflictPart:
    was, there, yours = (
        getattr(one, field.attribute) for one in (change.before, theirs, change.after)
    )
    who, when = _whose(change, field, steps)
    return ConflictPart(
        change.kind,
        change.key,
        field.name,
        was,
        there,
        yours,
        who,
        when,
        _named(change.kind, theirs, fresh),
        field.label,
        value_in_words(field, was),
        value_in_words(field, there),
        value_in_words(field, yours),
    )


def _named(kind: str, record: Record | Council | None, fresh: Register) -> str:
    known = kind_called(kind)
    return known.label.lower() if record is None else name_of(known, record, fresh)


def _whose(
    change: Change, field: Field | None, steps: Sequence[StepChanges]
) -> tuple[str, datetime.datetime | None]:
    """Return who last changed a record, or a field of it, and when."""
    for step, others in reversed(steps):
        for other in others:
            if (other.kind, other.key) != (change.kind, change.key):
                continue
            is_whole = other.before is None or other.after is None
            if field is None or is_whole or field in _changed_fields(other):
                return step.who, step.when
    return "", None

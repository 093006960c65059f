"""The one step that joins another register into this one, by a choice for each difference."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from planner import fields
from planner.errors import InputRefused
from planner.field_types import RecordKind
from planner.register.changes import Change, apply_changes
from planner.register.choosing import Choices, chosen, left_behind
from planner.register.difference import Choice, Difference
from planner.register.draft import Draft
from planner.register.new_codes import (
    Codes,
    code_beside,
    followed,
    record_followed,
)
from planner.register.plain import kind_called
from planner.register.records import Record
from planner.register.register import Register, free_key
from planner.register.validity import problems_in, record_in_words


@dataclass(frozen=True)
class JoinRegister:
    """The edit that takes the chosen differences of another register as one step.

    Changes come first, then new records at the end of the order of entry, then removals. It is
    refused where the choices contradict each other, with every reason.
    """

    words: str
    theirs: Register
    differences: tuple[Difference, ...]
    choices: Choices

    def sentence(self, register: Register) -> str:
        """Return the words given."""
        return self.words

    def changes(self, register: Register) -> tuple[Change, ...]:
        """Return the changes; none where nothing would differ. InputRefused with all problems."""
        draft = Draft(register)
        self.carry_out(draft)
        changes = draft.finished()
        # A record nobody touched may lean on a text that changed, such as the market of a service.
        after = problems_in(apply_changes(register, changes)) if changes else []
        if after:
            known = {*problems_in(register), *problems_in(self.theirs)}
            fresh = [one for one in after if one not in known]
            if fresh:
                raise InputRefused(fresh)
        return changes

    def carry_out(self, draft: Draft) -> None:
        """Make the edit in a draft, unchecked but for links to what was not taken."""
        taken = tuple(chosen(self.differences, self.choices))
        codes = self._new_codes(taken, draft.register())
        left = left_behind(self.theirs, self.differences, self.choices)
        added: list[tuple[str, Record]] = []
        for one, choice in taken:
            kind = kind_called(one.kind)
            if one.number in left:
                draft.refuse(
                    f"{kind.label.lower()} {one.key}".strip(),
                    left[one.number],
                    "take both of them, or leave this as it is here",
                )
            elif one.record is not None:
                added += self._records_of(kind, one, codes)
            elif one.values:
                values = one.both if choice is Choice.BOTH else one.values
                draft.change(one.kind, one.key, followed(kind, values, codes, self.theirs))
        for key, record in added:
            _add(draft, key, record)
        for one, _ in taken:
            if one.is_removal:
                draft.put(Change(one.kind, one.key, None, None))

    def _records_of(
        self, kind: RecordKind, one: Difference, codes: Codes
    ) -> Iterator[tuple[str, Record]]:
        """Yield the records one difference adds, each with its key or "" for a free one."""
        record: Any = one.record
        if not one.is_same_code:
            yield one.key, record_followed(kind, record, codes, self.theirs)
            return
        renamed = dataclasses.replace(record, id=codes[one.kind, one.key])
        yield "", record_followed(kind, renamed, codes, self.theirs)
        for named in one.with_it:
            part = fields.BY_TYPE[type(named)]
            yield "", record_followed(part, named, codes, self.theirs)

    def _new_codes(
        self, taken: Sequence[tuple[Difference, Choice]], register: Register
    ) -> dict[tuple[str, str], str]:
        return {
            (one.kind, one.key): code_beside(
                one.key, register.of_kind(one.kind), self.theirs.of_kind(one.kind)
            )
            for one, _ in taken
            if one.is_same_code
        }


def _add(draft: Draft, key: str, record: Record) -> None:
    kind = fields.BY_TYPE[type(record)]
    table = draft.register().of_kind(kind.name)
    key = key or free_key(kind, record, table)
    if key in table:
        where = record_in_words(kind, record)
        draft.refuse(where, "the code is already taken", "leave it as it is here")
    else:
        draft.put(Change(kind.name, key, None, record))

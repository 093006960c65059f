"""A difference between a workbook and the register, and the one step that takes some of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from planner.register.changes import COUNCIL_KIND, Change
from planner.register.draft import Draft
from planner.register.edits import AddRecord, ChangeCouncil, ChangeFields, Edit
from planner.register.records import Record
from planner.register.register import Register


class What(StrEnum):
    """What a difference is. Removals and conflicts are taken only where somebody says so."""

    ADDED = "added"
    CHANGED = "changed"
    CONFLICT = "conflict"
    REMOVED = "removed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which a workbook differs from the register: a field of a record, or a record.

    `before` is the register now, `after` the workbook, `exported` the register as it was exported
    where all three differ; all in words, "" is blank. `says` is a reason or how to mend it.
    `attribute`, `value` and `record` are what taking it puts into the register.
    """

    number: int
    what: What
    kind: str
    kind_label: str
    key: str
    named: str
    place: str
    field: str = ""
    before: str = ""
    after: str = ""
    exported: str = ""
    says: str = ""
    attribute: str = ""
    value: Any = None
    record: Record | None = None

    @property
    def can_be_taken(self) -> bool:
        """Return whether it may be chosen at all."""
        return self.what is not What.REFUSED

    @property
    def is_taken_unasked(self) -> bool:
        """Return whether it is chosen until somebody says otherwise."""
        return self.what in (What.ADDED, What.CHANGED)


@dataclass(frozen=True, slots=True)
class TakeFromWorkbook:
    """The edit that takes chosen differences as one step: changes, new records, then removals."""

    words: str
    edits: tuple[Edit, ...]
    removals: tuple[tuple[str, str], ...]

    def sentence(self, register: Register) -> str:
        """Return the words given."""
        return self.words

    def changes(self, register: Register) -> tuple[Change, ...]:
        """Return the changes; none where nothing would differ. InputRefused with all problems."""
        draft = Draft(register)
        self.carry_out(draft)
        return draft.finished()

    def carry_out(self, draft: Draft) -> None:
        """Make the edit in a draft, unchecked; what went with something removed is gone already."""
        for edit in self.edits:
            edit.carry_out(draft)
        for kind, key in self.removals:
            if key in draft.register().of_kind(kind):
                draft.remove(kind, key, with_dependents=True)


def edit_of(name: str, differences: Collection[Difference]) -> TakeFromWorkbook:
    """Return the step that takes these differences from the workbook of a name."""
    values: dict[tuple[str, str], dict[str, Any]] = {}
    added: list[Edit] = []
    removed: list[tuple[str, str]] = []
    for one in differences:
        if one.record is not None:
            added.append(AddRecord(one.record))
        elif one.attribute:
            values.setdefault((one.kind, one.key), {})[one.attribute] = one.value
        elif one.what is What.REMOVED:
            removed.append((one.kind, one.key))
    changed = [_change(kind, key, given) for (kind, key), given in values.items()]
    words = _words(name, Counter(added=len(added), changed=len(changed), removed=len(removed)))
    return TakeFromWorkbook(words, (*changed, *added), tuple(removed))


def _change(kind: str, key: str, values: Mapping[str, Any]) -> Edit:
    return ChangeCouncil(values) if kind == COUNCIL_KIND else ChangeFields(kind, key, values)


def _words(name: str, counts: Counter[str]) -> str:
    parts = [f"{number:,} {what}" for what, number in counts.items() if number]
    return f"Took the workbook {name}: {', '.join(parts) or 'nothing'}"

"""Every edit a person can make, as data with a sentence.

An edit is checked as a whole: unknown records and fields, wrong types, limits, choices, links
that lead nowhere and codes that stand twice are all refused at once. What it does is a list of
changes; nothing here keeps anything.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from planner import fields
from planner.field_types import Field
from planner.register.changes import COUNCIL_KIND, Change, apply_changes, current
from planner.register.draft import Draft, known_kind, taken_value
from planner.register.records import Record
from planner.register.register import Register
from planner.register.words import name_of, record_in_words, value_in_words

__all__ = [
    "AddRecord",
    "Change",
    "ChangeClass",
    "ChangeCouncil",
    "ChangeFields",
    "Edit",
    "RemoveRecord",
    "Together",
    "apply_changes",
]


class Edit(Protocol):
    """What every edit can do; it never changes a register itself."""

    def sentence(self, register: Register) -> str:
        """Return what the edit does to `register`, as history will tell it."""

    def changes(self, register: Register) -> tuple[Change, ...]:
        """Return the changes; none where nothing would differ. InputRefused with all problems."""

    def carry_out(self, draft: Draft) -> None:
        """Make the edit in a draft, unchecked."""


class _CheckedAsAWhole(ABC):
    """An edit whose changes come from a draft that is checked when it is finished."""

    __slots__ = ()

    def changes(self, register: Register) -> tuple[Change, ...]:
        """Return the changes; none where nothing would differ. InputRefused with all problems."""
        draft = Draft(register)
        self.carry_out(draft)
        return draft.finished()

    @abstractmethod
    def carry_out(self, draft: Draft) -> None:
        """Make the edit in a draft, unchecked."""


@dataclass(frozen=True, slots=True)
class AddRecord(_CheckedAsAWhole):
    """Add one record of any kind, at the end of the order of entry."""

    record: Record

    def sentence(self, register: Register) -> str:
        """Return "Added contract C1"."""
        kind = fields.BY_TYPE[type(self.record)]
        return f"Added {record_in_words(kind, self.record, register)}"

    def carry_out(self, draft: Draft) -> None:
        """Make the edit in a draft, unchecked."""
        draft.add(self.record)


@dataclass(frozen=True, slots=True)
class ChangeFields(_CheckedAsAWhole):
    """Give fields of one record new values, by attribute."""

    kind: str
    key: str
    values: Mapping[str, Any]

    def sentence(self, register: Register) -> str:
        """Return "Class of Home care changed from needed to must", or the fields by name."""
        kind = fields.COUNCIL if self.kind == COUNCIL_KIND else known_kind(self.kind)
        before = current(register, self.kind, self.key)
        if before is None:
            return f"Change of {kind.label.lower()} {self.key}"
        differing = [
            (field, old, new)
            for field in kind.fields
            for name in (field.attribute, field.name)
            if name in self.values
            and (old := getattr(before, field.attribute))
            != (new := taken_value(field, self.values[name]))
        ]
        differing = list({field.name: (field, old, new) for field, old, new in differing}.values())
        name = name_of(kind, before, register)
        if not differing:
            return f"Nothing of {name} changed"
        if len(differing) > 1:
            labels = [field.label for field, _, _ in differing]
            first, rest = labels[0], [label[0].lower() + label[1:] for label in labels[1:]]
            words = ", ".join([first, *rest[:-1]]) + f" and {rest[-1]}"
            return f"{words} of {name} changed"
        field, old, new = differing[0]
        return f"{field.label} of {name} {_changed(field, old, new)}"

    def carry_out(self, draft: Draft) -> None:
        """Make the edit in a draft, unchecked."""
        draft.change(self.kind, self.key, self.values)


def _changed(field: Field, old: Any, new: Any) -> str:
    was, now = value_in_words(field, old), value_in_words(field, new)
    if not was and not now:
        return "changed"
    if not was:
        return f"set to {now}"
    if not now:
        return f"cleared, was {was}"
    return f"changed from {was} to {now}" if was != now else "changed"


@dataclass(frozen=True, slots=True)
class RemoveRecord(_CheckedAsAWhole):
    """Remove one record; with its dependents, also what would have no meaning without it.

    Alone it is refused while another record points at it. With dependents, a record that needs
    the removed one goes too, and one that only mentions it forgets it.
    """

    kind: str
    key: str
    with_dependents: bool = False

    def sentence(self, register: Register) -> str:
        """Return "Removed provider Careful Ltd (P1), with 2 contracts"."""
        kind = known_kind(self.kind)
        record = register.of_kind(self.kind).get(self.key)
        if record is None:
            return f"Removal of {kind.label.lower()} {self.key}"
        words = f"Removed {record_in_words(kind, record, register)}"
        if not self.with_dependents:
            return words
        removed = Counter(change.kind for change in self.changes(register) if not change.after)
        removed[self.kind] -= 1
        others = [
            f"{number} {counted_label(name, number)}" for name, number in removed.items() if number
        ]
        return f"{words}, with {', '.join(others)}" if others else words

    def carry_out(self, draft: Draft) -> None:
        """Make the edit in a draft, unchecked."""
        draft.remove(self.kind, self.key, with_dependents=self.with_dependents)


def counted_label(kind: str, number: int) -> str:
    """Return how a number of records of one kind is called: "contract", "contracts"."""
    known = fields.BY_NAME[kind]
    if kind == "place":
        return "count of people served" if number == 1 else "counts of people served"
    return (known.label if number == 1 else known.label_plural).lower()


@dataclass(frozen=True, slots=True)
class ChangeClass(_CheckedAsAWhole):
    """Decide the class of a service, with the reason and the law relied on.

    `legal_basis` None leaves the basis as it stands.
    """

    service: str
    class_: str
    reason: str
    legal_basis: str | None = None

    def sentence(self, register: Register) -> str:
        """Return "Class of Home care changed from needed to must"."""
        service = register.services.get(self.service)
        name = service.title if service else self.service
        field = fields.BY_NAME["service"].field("class")
        old = service.class_ if service else None
        return f"Class of {name} {_changed(field, old, self.class_)}"

    def carry_out(self, draft: Draft) -> None:
        """Make the edit in a draft, unchecked."""
        if not self.reason.strip():
            draft.refuse(
                f"service {self.service}", "its class has no reason", "say why it has this class"
            )
        values: dict[str, Any] = {"class_": self.class_, "class_reason": self.reason}
        if self.legal_basis is not None:
            values["legal_basis"] = self.legal_basis
        draft.change("service", self.service, values)


@dataclass(frozen=True, slots=True)
class ChangeCouncil(_CheckedAsAWhole):
    """Give fields of the council new values, by attribute."""

    values: Mapping[str, Any]

    def sentence(self, register: Register) -> str:
        """Return "Annual budget of the council set to £1,000,000"."""
        return ChangeFields(COUNCIL_KIND, "", self.values).sentence(register)

    def carry_out(self, draft: Draft) -> None:
        """Make the edit in a draft, unchecked."""
        draft.change(COUNCIL_KIND, "", self.values)


@dataclass(frozen=True, slots=True)
class Together(_CheckedAsAWhole):
    """Several edits as one step with words of its own, such as an import.

    The parts may come in any order: links are checked when all of them are made.
    """

    words: str
    edits: tuple[Edit, ...]

    def sentence(self, register: Register) -> str:
        """Return the words given."""
        return self.words

    def carry_out(self, draft: Draft) -> None:
        """Make the edits in a draft one after another, unchecked."""
        for edit in self.edits:
            edit.carry_out(draft)

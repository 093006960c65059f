"""One thing in which two registers differ, and what may be chosen about it."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from planner.register.records import Record

NO_VALUES: Mapping[str, Any] = MappingProxyType({})


class Side(StrEnum):
    """Who made a difference since the registers parted; APART where that cannot be told."""

    CONFLICT = "conflict"
    APART = "apart"
    THERE = "there"
    HERE = "here"


class What(StrEnum):
    """What a difference is about: a record that only one of them has, or fields of one in both."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Choice(StrEnum):
    """Whose of the two stands in the joined register; both where they can stand together."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a record, or a record, that is not the same in two registers.

    `mine`, `theirs` and `was` are words, "" is blank; `was` is the register where both parted,
    given only where it differs from both. `choices` are what can be chosen and `unasked` what
    stands until somebody chooses. `values` and `both` are what taking theirs or both puts into the
    fields, by attribute; `record` is theirs, where they have one and mine has not, or has another
    under the same code; `with_it` are the records of theirs that are named by it, and `goes_with`
    the numbers of others without which its record has no meaning.
    """

    number: int
    side: Side
    what: What
    kind: str
    kind_label: str
    key: str
    named: str
    field: str
    mine: str
    theirs: str
    was: str = ""
    says: str = ""
    choices: tuple[Choice, ...] = (Choice.MINE, Choice.THEIRS)
    unasked: Choice = Choice.MINE
    values: Mapping[str, Any] = dataclasses.field(default_factory=lambda: NO_VALUES)
    both: Mapping[str, Any] = dataclasses.field(default_factory=lambda: NO_VALUES)
    record: Record | None = None
    with_it: tuple[Record, ...] = ()
    goes_with: tuple[int, ...] = ()

    @property
    def is_open(self) -> bool:
        """Return whether somebody has to decide, because both changed it differently."""
        is_asked = self.side is Side.CONFLICT and len(self.choices) > 1
        return is_asked and self.unasked is Choice.MINE

    @property
    def is_removal(self) -> bool:
        """Return whether taking theirs removes a record that mine has."""
        return self.record is None and not self.values

    @property
    def is_same_code(self) -> bool:
        """Return whether two different records stand under one code."""
        return self.record is not None and Choice.BOTH in self.choices


def sides_of(differences: Iterable[Difference]) -> dict[Side, int]:
    """Return the number of differences by who made them, conflicts first."""
    found = Counter(one.side for one in differences)
    return {side: found.get(side, 0) for side in Side}

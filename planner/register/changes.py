"""What an edit does to the records: a list of changes, each with the record before and after.

A change can be turned round, so undo is the same list read backwards.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import cast

from planner.errors import InputRefused
from planner.register.records import Council, Record
from planner.register.register import Register

COUNCIL_KIND = "council"


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after a step; None is a record that is not there.

    The council is the one record of kind "council", with key "". `position` is the place of an
    added or removed record in the order of entry; None is the end.
    """

    kind: str
    key: str
    before: Record | Council | None
    after: Record | Council | None
    position: int | None = None

    @property
    def reversed(self) -> Change:
        """Return the change that takes this one back."""
        return dataclasses.replace(self, before=self.after, after=self.before)


def reversed_changes(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return the changes that take back all of `changes`."""
    return tuple(change.reversed for change in reversed(changes))


def current(register: Register, kind: str, key: str) -> Record | Council | None:
    """Return a record as it stands in a register, or None where it is not there."""
    return register.council if kind == COUNCIL_KIND else register.of_kind(kind).get(key)


def apply_changes(register: Register, changes: Iterable[Change]) -> Register:
    """Return the register one revision on, with all changes made.

    InputRefused where a record is no longer as a change expects it. Tables without a change are
    shared with the old register.
    """
    council = register.council
    by_kind: dict[str, list[Change]] = {}
    for change in changes:
        if current(register, change.kind, change.key) != change.before:
            raise InputRefused.one(
                f"{change.kind.replace('_', ' ')} {change.key}".strip(),
                "it is no longer as this change expects it",
                "look at it and make the change again",
            )
        if change.kind == COUNCIL_KIND:
            council = cast(Council, change.after)
        else:
            by_kind.setdefault(change.kind, []).append(change)
    tables = dict(register.tables)
    for kind, found in by_kind.items():
        tables[kind] = MappingProxyType(_changed_table(register.of_kind(kind), found))
        if not tables[kind]:
            del tables[kind]
    return Register(council, MappingProxyType(tables), register.revision + 1)


def _changed_table(table: Mapping[str, Record], changes: Sequence[Change]) -> dict[str, Record]:
    rows = dict(table)
    placed: list[tuple[int, str, Record]] = []
    for change in changes:
        after = cast("Record | None", change.after)
        if after is None:
            del rows[change.key]
        elif change.before is None and change.position is not None:
            placed.append((change.position, change.key, after))
        else:
            rows[change.key] = after
    return _with_placed(rows, placed) if placed else rows


def _with_placed(
    rows: dict[str, Record], placed: list[tuple[int, str, Record]]
) -> dict[str, Record]:
    """Return rows with each placed record at its own index of the whole."""
    others = iter(rows.items())
    whole: dict[str, Record] = {}
    for position, key, record in sorted(placed, key=lambda one: one[0]):
        while len(whole) < position:
            other = next(others, None)
            if other is None:
                break
            whole[other[0]] = other[1]
        whole[key] = record
    return dict(chain(whole.items(), others))

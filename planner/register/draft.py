"""The register while one step is being written, before anything is checked or kept."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from planner import fields
from planner.errors import InputRefused, Problem
from planner.field_types import LIST_TYPES, NUMBER_TYPES, Field, FieldType, RecordKind
from planner.register.changes import COUNCIL_KIND, Change
from planner.register.dependents import pointing_at, problem_of_removal
from planner.register.records import Council, Record
from planner.register.register import Register, base_key, free_key
from planner.register.validity import problems_with, record_in_words, without_repeated_rings


class Draft:
    """A register being changed in one step; faults are gathered, and checked once at the end.

    Because links are checked only when the whole step is there, the parts of a step may come in
    any order.
    """

    def __init__(self, register: Register) -> None:
        self._original = register
        self._council = register.council
        self._tables: dict[str, dict[str, Record]] = {}
        self._touched: dict[tuple[str, str], None] = {}
        self._positions: dict[str, dict[str, int]] = {}
        self._moved_to: dict[tuple[str, str], int] = {}
        self.problems: list[Problem] = []

    def refuse(self, where: str, what: str, mend: str) -> None:
        """Note one problem; the step is refused when it is finished."""
        self.problems.append(Problem(where, what, mend))

    def add(self, record: Record) -> None:
        """Add a record; an id that is taken is a problem."""
        kind = fields.BY_TYPE[type(record)]
        table = self._table(kind.name)
        key = free_key(kind, record, table)
        if key in table:
            self.refuse(
                record_in_words(kind, record), "the code is already taken", "choose another code"
            )
            return
        self._put(kind.name, key, record)

    def change(self, kind_name: str, key: str, values: Mapping[str, Any]) -> None:
        """Give fields of one record new values; a record keeps its place in the order."""
        kind = fields.COUNCIL if kind_name == COUNCIL_KIND else known_kind(kind_name)
        if kind is fields.COUNCIL:
            taken = self._taken(kind, self._council, values)
            self._council = dataclasses.replace(self._council, **taken)
            self._touched[COUNCIL_KIND, ""] = None
            return
        record = self._table(kind.name).get(key)
        if record is None:
            self._refuse_missing(kind, key)
            return
        changed = dataclasses.replace(record, **self._taken(kind, record, values))
        if base_key(kind, changed) == base_key(kind, record):
            self._put(kind.name, key, changed)
        else:
            self._rename(kind, key, changed)

    def remove(self, kind_name: str, key: str, *, with_dependents: bool) -> None:
        """Remove a record; with its dependents, all that would be without meaning after it."""
        kind = known_kind(kind_name)
        if key not in self._table(kind.name):
            self._refuse_missing(kind, key)
            return
        self._take_out(kind.name, key)
        gone = {(kind.name, key)} if with_dependents else set()
        while gone:
            wave: set[tuple[str, str]] = set()
            for pointer in pointing_at(gone, self.register()):
                if pointer.key not in self._tables.get(pointer.kind, (pointer.key,)):
                    continue
                if pointer.left is None:
                    self._take_out(pointer.kind, pointer.key)
                    wave.add((pointer.kind, pointer.key))
                else:
                    self.change(pointer.kind, pointer.key, pointer.left)
            gone = wave

    def put(self, change: Change) -> None:
        """Make one change as it stands, with its place in the order of entry."""
        if isinstance(change.after, Council):
            self._council = change.after
            self._touched[COUNCIL_KIND, ""] = None
        elif change.after is None:
            self._take_out(change.kind, change.key)
        else:
            if change.before is None and change.position is not None:
                self._moved_to[change.kind, change.key] = change.position
            self._put(change.kind, change.key, change.after)

    def register(self) -> Register:
        """Return the register as the draft stands now, unchecked."""
        tables = dict(self._original.tables)
        tables.update({kind: MappingProxyType(rows) for kind, rows in self._tables.items()})
        return Register(self._council, MappingProxyType(tables), self._original.revision)

    def finished(self) -> tuple[Change, ...]:
        """Return the changes of the whole step; InputRefused with every problem found."""
        changes = tuple(self._net_changes())
        if not self.problems:
            after = self.register()
            for change in changes:
                if change.after is not None:
                    self.problems += problems_with(_kind(change.kind), change.after, after)
            gone = {(one.kind, one.key) for one in changes if one.after is None}
            for pointer in pointing_at(gone, after) if gone else ():
                self.problems.append(problem_of_removal(pointer))
        if self.problems:
            raise InputRefused(list(dict.fromkeys(without_repeated_rings(self.problems))))
        return changes

    def _net_changes(self) -> list[Change]:
        changes = []
        for kind, key in self._touched:
            before = self._before(kind, key)
            after = self._council if kind == COUNCIL_KIND else self._table(kind).get(key)
            if before == after:
                continue
            position = None
            if after is None:
                position = self._position(kind, key)
            elif before is None:
                position = self._moved_to.get((kind, key))
            changes.append(Change(kind, key, before, after, position))
        return changes

    def _before(self, kind: str, key: str) -> Record | Council | None:
        if kind == COUNCIL_KIND:
            return self._original.council
        return self._original.of_kind(kind).get(key)

    def _table(self, kind: str) -> dict[str, Record]:
        if kind not in self._tables:
            self._tables[kind] = dict(self._original.of_kind(kind))
        return self._tables[kind]

    def _put(self, kind: str, key: str, record: Record) -> None:
        self._table(kind)[key] = record
        self._touched[kind, key] = None

    def _take_out(self, kind: str, key: str) -> None:
        self._table(kind).pop(key, None)
        self._touched[kind, key] = None

    def _rename(self, kind: RecordKind, key: str, changed: Record) -> None:
        if kind.has_id:
            self.refuse(
                f"{kind.label.lower()} {key}",
                "its code cannot be changed, because other records hold it",
                "add a record with the new code and remove this one",
            )
            return
        self._take_out(kind.name, key)
        new_key = free_key(kind, changed, self._table(kind.name))
        self._put(kind.name, new_key, changed)
        position = self._moved_to.get((kind.name, key), self._position(kind.name, key))
        if new_key != key and position is not None:
            self._moved_to[kind.name, new_key] = position

    def _position(self, kind: str, key: str) -> int | None:
        if kind not in self._positions:
            known = self._original.of_kind(kind)
            self._positions[kind] = {name: index for index, name in enumerate(known)}
        return self._positions[kind].get(key)

    def _refuse_missing(self, kind: RecordKind, key: str) -> None:
        label = kind.label.lower()
        self.refuse(f"{label} {key}", f"there is no such {label}", "choose one that is there")

    def _taken(
        self, kind: RecordKind, record: Record | Council, values: Mapping[str, Any]
    ) -> dict[str, Any]:
        known = {field.attribute: field for field in kind.fields}
        taken: dict[str, Any] = {}
        for name, value in values.items():
            field = known.get("class_" if name == "class" else name)
            if field is None:
                where = record_in_words(kind, record)
                self.refuse(where, f"it has no field {name}", "name one of its fields")
            else:
                taken[field.attribute] = taken_value(field, value)
        return taken


def taken_value(field: Field, value: Any) -> Any:
    """Return a value in the form records keep it: blank as None or (), lists as tuples."""
    if isinstance(value, str) and not value.strip():
        value = None
    if value is None and field.type in LIST_TYPES | {FieldType.AMOUNTS}:
        return field.default
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return MappingProxyType(dict(value))
    if field.type in NUMBER_TYPES and field.type is not FieldType.WHOLE:
        return float(value) if type(value) is int else value
    return value


def known_kind(name: str) -> RecordKind:
    """Return the kind of record called `name`; InputRefused where there is none."""
    if name not in fields.BY_NAME:
        raise InputRefused.one(
            "",
            f"there is no kind of record called {name}",
            f"use one of {', '.join(fields.BY_NAME)}",
        )
    return fields.BY_NAME[name]


def _kind(name: str) -> RecordKind:
    return fields.COUNCIL if name == COUNCIL_KIND else fields.BY_NAME[name]

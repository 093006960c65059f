"""The records of a JSON register: raw values to typed ones, with every problem on the way."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from planner import fields
from planner.errors import InputRefused, Problem
from planner.field_types import LIST_TYPES, NUMBER_TYPES, Field, FieldType, RecordKind
from planner.register.records import NO_AMOUNTS, Council, Record
from planner.register.register import Register
from planner.register.validity import (
    faults,
    record_in_words,
    value_fault,
    without_repeated_rings,
)

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HEADER = ("format", "version", "council")


@dataclass(frozen=True, slots=True)
class _Row:
    """One record as read, where it stands, and what was wrong before its fields were looked at."""

    place: str
    record: Any
    problems: list[Problem] = field(default_factory=list)


class DocumentReader:
    """Reads one document whose header is known to be right."""

    def __init__(self, document: Mapping[str, Any], where: str) -> None:
        self.document = document
        self.where = where
        self.problems: list[Problem] = []

    def read(self) -> Register:
        """Return the register; InputRefused with all problems where there is any."""
        for name in self.document:
            if name not in _HEADER and name not in fields.BY_PLURAL:
                self._refuse(self.where, f"there is no list called {name}", "remove or rename it")
        council = self._council()
        rows = {kind.name: self._rows(kind) for kind in fields.KINDS}
        register = Register.build(council.record, _first_of_each_code(rows))
        self._check(fields.COUNCIL, council, register)
        for kind in fields.KINDS:
            for row in rows[kind.name]:
                self._check(kind, row, register)
        if self.problems:
            raise InputRefused(without_repeated_rings(self.problems))
        return register

    def _refuse(self, where: str, what: str, mend: str) -> None:
        self.problems.append(Problem(where, what, mend))

    def _council(self) -> _Row:
        raw = self.document.get("council")
        if raw is not None and not isinstance(raw, dict):
            self._refuse("council", "is not a group of fields", 'write {"name": "..."}')
        if not isinstance(raw, dict):
            return _Row("council", Council())
        unknown = list(_unknown_fields(fields.COUNCIL, raw, "council"))
        return _Row("council", _record_of(fields.COUNCIL, raw), unknown)

    def _rows(self, kind: RecordKind) -> list[_Row]:
        raw_rows = self.document.get(kind.plural)
        if raw_rows is None:
            return []
        if not isinstance(raw_rows, list):
            self._refuse(kind.plural, "is not a list", "put the records in [ ]")
            return []
        found: list[_Row] = []
        codes: set[str] = set()
        for number, raw in enumerate(raw_rows, start=1):
            if not isinstance(raw, dict):
                place = f"{kind.plural}, number {number}"
                self._refuse(place, "is not a record", "write its fields in { }")
                continue
            record = _record_of(kind, raw)
            place = _place_of(kind, record, number)
            problems = list(_unknown_fields(kind, raw, place))
            if kind.has_id and isinstance(record.id, str):
                if record.id in codes:
                    what = f"{kind.label.lower()} {record.id} stands twice"
                    mend = "remove one or give it another code"
                    problems.append(Problem(f"{place}, field id", what, mend))
                codes.add(record.id)
            found.append(_Row(place, record, problems))
        return found

    def _check(self, kind: RecordKind, row: _Row, register: Register) -> None:
        self.problems.extend(row.problems)
        self.problems.extend(fault.at(row.place) for fault in faults(kind, row.record, register))


def _place_of(kind: RecordKind, record: Any, number: int) -> str:
    names = [getattr(record, name) for name in kind.key_fields]
    if kind.has_id and value_fault(kind.field("id"), names[0]) is None:
        return record_in_words(kind, record)
    named = [str(name) for name in names if isinstance(name, str | datetime.date)]
    told = [name if len(name) <= 60 else f"{name[:57]}..." for name in named]
    return f"{kind.plural}, number {number}" + (f" ({'/'.join(told)})" if told else "")


def _unknown_fields(kind: RecordKind, raw: Mapping[str, Any], place: str) -> Iterator[Problem]:
    known = {declared.name for declared in kind.fields}
    for name in raw:
        if name not in known:
            what = f"no {kind.label.lower()} has such a field"
            yield Problem(f"{place}, field {name}", what, "remove it or correct its name")
    for declared in kind.fields:
        events = raw.get(declared.name)
        if declared.type is FieldType.EVENTS and isinstance(events, list):
            for number, event in enumerate(events, start=1):
                if isinstance(event, dict):
                    within = f"{place}, field {declared.name}, number {number}"
                    yield from _unknown_fields(fields.EVENT, event, within)


def _first_of_each_code(rows: Mapping[str, list[_Row]]) -> Iterator[Record]:
    """Yield the records that can stand in a register while all of them are being checked."""
    for kind in fields.KINDS:
        codes: set[str] = set()
        for row in rows[kind.name]:
            if kind.has_id:
                code = row.record.id
                if not isinstance(code, str) or code in codes:
                    continue
                codes.add(code)
            yield row.record


def _record_of(kind: RecordKind, raw: Mapping[str, Any]) -> Any:
    """Return a record of raw values; what does not fit its field is left for the checks to tell."""
    values: dict[str, Any] = {}
    for declared, attribute in zip(kind.fields, dataclasses.fields(kind.type), strict=True):
        value = _value_of(declared, raw.get(declared.name))
        has_default = (
            attribute.default is not dataclasses.MISSING
            or attribute.default_factory is not dataclasses.MISSING
        )
        if value is not None or not has_default:
            values[declared.attribute] = value
    return kind.type(**values)


def _value_of(declared: Field, raw: Any) -> Any:
    if raw is None or raw == "" or raw == []:
        return None
    if declared.type is FieldType.DATE and isinstance(raw, str) and _DAY.fullmatch(raw):
        try:
            return datetime.date.fromisoformat(raw)
        except ValueError:
            return raw
    if isinstance(raw, bool):
        return raw
    if declared.type is FieldType.WHOLE and isinstance(raw, float) and raw.is_integer():
        return int(raw)
    if declared.type in NUMBER_TYPES and declared.type is not FieldType.WHOLE:
        return _as_float(raw)
    if declared.type is FieldType.EVENTS and isinstance(raw, list):
        return tuple(_record_of(fields.EVENT, one) if isinstance(one, dict) else one for one in raw)
    if declared.type is FieldType.AMOUNTS and isinstance(raw, dict):
        return {code: _as_float(amount) for code, amount in raw.items()} or NO_AMOUNTS
    return tuple(raw) if declared.type in LIST_TYPES and isinstance(raw, list) else raw


def _as_float(raw: Any) -> Any:
    if not isinstance(raw, int) or isinstance(raw, bool):
        return raw
    try:
        return float(raw)
    except OverflowError:
        return raw

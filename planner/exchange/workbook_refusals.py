"""Which differences the register could not keep, found by trying them all together first."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from planner import fields
from planner.errors import InputRefused, Problem
from planner.exchange.workbook_edit import Difference, What, edit_of
from planner.field_types import RecordKind
from planner.register.changes import COUNCIL_KIND, current
from planner.register.register import Register
from planner.register.validity import record_in_words


def without_unfit(register: Register, differences: Sequence[Difference]) -> list[Difference]:
    """Return the differences with those refused that would leave a record unfit to be kept.

    A refusal may bring others, such as contracts of a provider that is refused, so all are tried
    again until the rest fits. Removals are not tried: they take along what would be unfit.
    """
    shown = list(differences)
    while True:
        tried = [one for one in shown if one.can_be_taken and one.what not in (What.REMOVED,)]
        try:
            edit_of("", tried).changes(register)
        except InputRefused as error:
            refused = _refused(register, tried, error.problems)
            if not refused:
                raise
            shown = [refused.get(one.number, one) for one in shown]
        else:
            return shown


def _refused(
    register: Register, tried: Sequence[Difference], problems: Sequence[Problem]
) -> dict[int, Difference]:
    by_record: dict[str, list[Difference]] = {}
    for (kind, key), group in _by_record(tried).items():
        by_record.setdefault(_in_words(register, kind, key, group), []).extend(group)
    found: dict[int, Difference] = {}
    for problem in problems:
        named, _, field = problem.where.partition(", field ")
        group = by_record.get(named, [])
        attribute = _attribute(group[0].kind, field.split(",")[0]) if group else ""
        exact = [one for one in group if one.attribute == attribute]
        for one in exact or group:
            if one.number not in found:
                what = problem.what[:1].upper() + problem.what[1:]
                label = _label(one.kind, field.split(",")[0])
                says = f"{label}: {problem.what}" if label and not exact else what
                mend = f"; {problem.mend}" if problem.mend else ""
                found[one.number] = dataclasses.replace(
                    one, what=What.REFUSED, says=f"{says}{mend}.", record=None, attribute=""
                )
    return found


def _by_record(tried: Sequence[Difference]) -> dict[tuple[str, str], list[Difference]]:
    groups: dict[tuple[str, str], list[Difference]] = {}
    for one in tried:
        key = f"new {one.number}" if one.record is not None else one.key
        groups.setdefault((one.kind, key), []).append(one)
    return groups


def _in_words(register: Register, kind: str, key: str, group: Sequence[Difference]) -> str:
    """Return how a problem would name the record that these differences make."""
    known = _kind(kind)
    record: Any = group[0].record
    if record is None:
        before = current(register, kind, key)
        if before is None:
            return ""
        values = {one.attribute: one.value for one in group}
        record = dataclasses.replace(before, **values)
    return record_in_words(known, record)


def _kind(name: str) -> RecordKind:
    return fields.COUNCIL if name == COUNCIL_KIND else fields.BY_NAME[name]


def _attribute(kind: str, field: str) -> str:
    return next((one.attribute for one in _kind(kind).fields if one.name == field), field)


def _label(kind: str, field: str) -> str:
    return next((one.label for one in _kind(kind).fields if one.name == field), "")

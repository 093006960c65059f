"""What stands of each difference: as somebody chose, as its record goes with another, or unasked.

What has no meaning without another record, such as the counts of a contract, stays and goes with
that one unless somebody chose otherwise.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from planner import fields
from planner.field_types import RecordKind
from planner.register.dependents import pointing_at
from planner.register.difference import Choice, Difference, Side
from planner.register.new_codes import pointed_at
from planner.register.plain import kind_called
from planner.register.register import Register

Choices = Mapping[int, Choice]
"""What somebody chose, by the number of the difference; the others stand as they do unasked."""


def choices_made(differences: Sequence[Difference], choices: Choices) -> dict[int, Choice]:
    """Return what stands of every difference, by number."""
    by_number = {one.number: one for one in differences}
    made: dict[int, Choice] = {}

    def of(number: int) -> Choice:
        if number not in made:
            one = by_number[number]
            made[number] = one.unasked  # while it is looked for, should it go with itself
            wanted = choices.get(number)
            if wanted in one.choices and wanted is not None:
                made[number] = wanted
            elif one.goes_with and one.side is not Side.CONFLICT:
                made[number] = _as_the_others(one, [of(other) for other in one.goes_with])
        return made[number]

    for one in differences:
        of(one.number)
    return made


def chosen(
    differences: Sequence[Difference], choices: Choices
) -> Iterator[tuple[Difference, Choice]]:
    """Yield the differences of which theirs, or both, is to be taken, with which of the two."""
    made = choices_made(differences, choices)
    for one in differences:
        if made[one.number] is not Choice.MINE:
            yield one, made[one.number]


def with_what_they_go(
    differences: Sequence[Difference], mine: Register, theirs: Register
) -> tuple[Difference, ...]:
    """Return differences that know with which others their records stay and go."""
    whole = [one for one in differences if not one.values and not one.is_same_code]
    found: dict[int, list[int]] = {}
    for register, is_theirs in ((mine, False), (theirs, True)):
        there = {(one.kind, one.key): one for one in whole if (one.record is not None) is is_theirs}
        for pointer in pointing_at(set(there), register) if there else ():
            one = there.get((pointer.kind, pointer.key))
            other = there[pointer.at_kind, pointer.at_key]
            # What one side added never goes because the other side removed what it points at.
            if one is not None and pointer.left is None and one.what is other.what:
                found.setdefault(one.number, []).append(other.number)
    return tuple(
        dataclasses.replace(one, goes_with=tuple(found[one.number])) if one.number in found else one
        for one in differences
    )


def left_behind(
    theirs: Register, differences: Sequence[Difference], choices: Choices
) -> dict[int, str]:
    """Return why a difference cannot be taken: it points at a record of theirs that is not.

    Two different records under one code are told apart only where both are taken.
    """
    taken = list(chosen(differences, choices))
    both = {(one.kind, one.key) for one, _ in taken if one.is_same_code}
    missing = {(one.kind, one.key) for one in differences if one.is_same_code} - both
    found: dict[int, str] = {}
    for one, choice in taken if missing else ():
        for record_kind, values in _values_taken(one, choice):
            for pointed in pointed_at(record_kind, values, theirs):
                if pointed in missing:
                    label = fields.BY_NAME[pointed[0]].label.lower()
                    found[one.number] = (
                        f"it points at {label} {pointed[1]} of the other register, which is "
                        "another than the one here"
                    )
    return found


def _as_the_others(one: Difference, others: Sequence[Choice]) -> Choice:
    """Return what stands of a record that is not there without others that are on its side only."""
    present, absent = (
        (Choice.THEIRS, Choice.MINE) if one.record is not None else (Choice.MINE, Choice.THEIRS)
    )
    if absent in others:
        return absent if absent in one.choices else one.unasked
    return one.unasked if one.side is Side.APART else present


def _values_taken(one: Difference, choice: Choice) -> Iterator[tuple[RecordKind, Any]]:
    if one.record is None:
        yield kind_called(one.kind), one.both if choice is Choice.BOTH else one.values
        return
    for record in (one.record, *one.with_it):
        kind = fields.BY_TYPE[type(record)]
        yield kind, {field.attribute: getattr(record, field.attribute) for field in kind.fields}

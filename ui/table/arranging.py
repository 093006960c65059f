"""How rows are arranged: filtered, sorted by several columns, put into groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.document.wording import people, round_pounds
from ui.table.columns import RecordColumn

if TYPE_CHECKING:
    from ui.table.record_model import RecordModel


@dataclass(frozen=True, slots=True)
class Section:
    """The row above a group: what its records share, how many they are, whether they are shown."""

    text: str
    number: int
    is_open: bool
    sums: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Sorting (columns and whether each falls, first one first), group and words sought."""

    sorts: tuple[tuple[str, bool], ...] = ()
    group: str = ""
    sought: str = ""

    def mark(self, name: str) -> str:
        """Return the mark of a column that is sorted: an arrow, and its place among several."""
        for place, (column, falls) in enumerate(self.sorts, 1):
            if column == name:
                arrow = (
                    "\N{BLACK DOWN-POINTING TRIANGLE}"
                    if falls
                    else "\N{BLACK UP-POINTING TRIANGLE}"
                )
                return f" {arrow}{place}" if len(self.sorts) > 1 else f" {arrow}"
        return ""

    def with_sort(self, name: str, *, falls: bool, too: bool) -> Arrangement:
        """Return the arrangement sorted by a column, after the other columns where `too`."""
        others = tuple(one for one in self.sorts if one[0] != name) if too else ()
        return Arrangement((*others, (name, falls)), self.group, self.sought)

    def sorted_by(self, name: str, *, too: bool) -> Arrangement:
        """Return the arrangement after a click on a heading; `too` keeps the other columns.

        Each click goes on from rising to falling to not sorted.
        """
        before = dict(self.sorts)
        others = tuple(one for one in self.sorts if one[0] != name) if too else ()
        if name not in before:
            return Arrangement((*others, (name, False)), self.group, self.sought)
        if not before[name]:
            if too:
                sorts = tuple((one, True if one == name else falls) for one, falls in self.sorts)
                return Arrangement(sorts, self.group, self.sought)
            return Arrangement(((name, True),), self.group, self.sought)
        return Arrangement(others, self.group, self.sought)


def arranged(model: RecordModel) -> list[int | Section]:
    """Return the rows of a model as its arrangement wants them."""
    numbers = _filtered(model)
    arrangement = model.arrangement
    sorts = [
        (column, falls)
        for name, falls in arrangement.sorts
        if (column := _column(model, name)) is not None
    ]
    if len(sorts) == 1:
        numbers = _in_order(model, numbers, *sorts[0])
    else:
        for column, falls in reversed(sorts):
            numbers = _sorted(model, numbers, column, falls=falls)
    group = _column(model, arrangement.group)
    return list(numbers) if group is None else _grouped(model, numbers, group)


def _filtered(model: RecordModel) -> list[int]:
    numbers = list(range(len(model.keys)))
    for name, test in model.tests.items():
        column = _column(model, name)
        if column is not None:
            of = "value" if column.kind == "date" or column.is_number else "text"
            values = model.values(column, of)
            numbers = [number for number in numbers if test(values[number])]
    words = model.arrangement.sought.casefold().split()
    if words:
        texts = [model.values(column, "text") for column in model.columns]
        numbers = [
            number
            for number in numbers
            if all(any(word in text[number] for text in texts) for word in words)
        ]
    return numbers


def _in_order(
    model: RecordModel, numbers: list[int], column: RecordColumn, falls: bool
) -> list[int]:
    """Return numbers by one column from the order kept of it, blanks last either way."""
    held, blank = model.order(column)
    if falls:
        held = held[::-1]
    if len(numbers) == len(model.keys):
        return held + blank
    wanted = bytearray(len(model.keys))
    for number in numbers:
        wanted[number] = 1
    return [number for number in (*held, *blank) if wanted[number]]


def _sorted(
    model: RecordModel, numbers: list[int], column: RecordColumn, *, falls: bool
) -> list[int]:
    keys = model.values(column, "sort")
    held = [number for number in numbers if keys[number] is not None]
    blank = [number for number in numbers if keys[number] is None]
    held.sort(key=keys.__getitem__, reverse=falls)
    return held + blank


def _grouped(model: RecordModel, numbers: list[int], column: RecordColumn) -> list[int | Section]:
    values, register = model.values(column), model.register
    groups: dict[str, list[int]] = {}
    for number in numbers:
        text = column.shown(values[number], register) or f"{column.heading} not known"
        groups.setdefault(text, []).append(number)
    lines: list[int | Section] = []
    for text, members in groups.items():
        is_open = text not in model.closed
        told = sums({one.name: model.total(one, members) for one in model.summed()})
        lines.append(Section(text, len(members), is_open, tuple(told)))
        if is_open:
            lines += members
    return lines


def section_words(section: Section) -> str:
    """Return the words above a group."""
    sign = (
        "\N{BLACK DOWN-POINTING SMALL TRIANGLE}"
        if section.is_open
        else "\N{BLACK RIGHT-POINTING SMALL TRIANGLE}"
    )
    return "   ".join((f"{sign} {section.text} ({section.number:,})", *section.sums))


def sums(totals: Mapping[str, float | None]) -> list[str]:
    """Return sums of people and pounds by column in words; what is not known is left out."""
    return [
        people(total) if "people" in name else f"{round_pounds(total)} a year"
        for name, total in totals.items()
        if total is not None
    ]


def _column(model: RecordModel, name: str) -> RecordColumn | None:
    return next((column for column in model.columns if column.name == name), None)

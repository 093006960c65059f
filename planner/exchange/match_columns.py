"""Which column of a list holds which of our fields: guessed, printed, corrected, kept.

A guess rests on the heading and on what the first cells look like, and says why. A person can
change any of it; the mapping is kept under a fingerprint of the headings, so that next month's
list of the same layout needs no questions.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.errors import InputRefused, Problem
from planner.exchange import cells
from planner.exchange.cells import Cell, DateOrder, as_text
from planner.exchange.column_words import ListField, name_score, plain_words
from planner.exchange.mending import BLANK, checked, kept_with_mapping, notice_days
from planner.exchange.read_table import Row, Table
from planner.exchange.vocabularies import CONTRACTS, VOCABULARIES

FORMAT = "backstop-column-mapping"
VERSION = 1
LEAST_CONFIDENCE = 0.5


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One of our fields and the column that holds it (None: no column does).

    `confidence` runs from 0 to 1; a person's own choice has 1. `order` matters for dates.
    """

    field: str
    column: int | None
    heading: str
    confidence: float
    reason: str
    order: DateOrder = DateOrder.DAY_FIRST


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which column holds which field of one list; `headings` are the list's own.

    `kind` names the vocabulary its fields are from. `values` are answers a person gave to what
    words of the list mean, by the name of what was asked.
    """

    headings: tuple[str, ...]
    choices: tuple[ColumnChoice, ...]
    kind: str = CONTRACTS
    values: tuple[tuple[str, str], ...] = ()

    @property
    def fields(self) -> tuple[ListField, ...]:
        """Return everything a column of this kind of list can hold."""
        return VOCABULARIES[self.kind]

    def field(self, name: str) -> ListField:
        """Return what this kind of list calls a field; KeyError where it has none of that name."""
        for found in self.fields:
            if found.name == name:
                return found
        raise KeyError(name)

    @property
    def fingerprint(self) -> str:
        """Return a short code of the headings; lists of one layout share it."""
        words = "\n".join(plain_words(heading) for heading in self.headings)
        return hashlib.sha256(words.encode()).hexdigest()[:16]

    def choice(self, field: str) -> ColumnChoice | None:
        """Return the choice made for a field, or None where no column holds it."""
        for chosen in self.choices:
            if chosen.field == field and chosen.column is not None:
                return chosen
        return None

    def column(self, field: str) -> int | None:
        """Return the column that holds a field, from 0, or None."""
        chosen = self.choice(field)
        return chosen.column if chosen is not None else None

    @property
    def unused(self) -> tuple[str, ...]:
        """Headings of the columns that no field takes."""
        taken = {chosen.column for chosen in self.choices}
        return tuple(
            name for place, name in enumerate(self.headings) if name and place not in taken
        )

    def with_choice(
        self, field: str, column: str | int | None, order: DateOrder | None = None
    ) -> ColumnMapping:
        """Return the mapping with one field's column chosen by a person: a heading, its place
        (from 0), or None for no column. InputRefused where there is no such field or column.
        """
        names = [found.name for found in self.fields]
        if field not in names:
            known = ", ".join(names)
            raise InputRefused.one("mapping", f"there is no field {field}", f"use one of {known}")
        place = None if column is None else self._place(field, column)
        kept = tuple(
            chosen
            for chosen in self.choices
            if chosen.field != field and (place is None or chosen.column != place)
        )
        heading = self.headings[place] if place is not None else ""
        before = self.choice(field)
        order = order or (before.order if before else DateOrder.DAY_FIRST)
        mine = ColumnChoice(field, place, heading, 1.0, "chosen by you", order)
        return dataclasses.replace(self, choices=_in_order((*kept, mine), self.fields))

    def _place(self, field: str, column: str | int) -> int:
        if isinstance(column, int):
            if 0 <= column < len(self.headings):
                return column
        else:
            wanted = plain_words(column)
            for place, heading in enumerate(self.headings):
                if heading == column or (wanted and plain_words(heading) == wanted):
                    return place
        names = ", ".join(name for name in self.headings if name)
        raise InputRefused.one(
            "mapping", f'the list has no column "{column}" for {field}', f"use one of: {names}"
        )

    def fits(self, headings: Sequence[str]) -> bool:
        """Return whether a list has the very headings the mapping was made for."""
        return dataclasses.replace(self, headings=tuple(headings)).fingerprint == self.fingerprint

    def for_headings(self, headings: Sequence[str]) -> ColumnMapping:
        """Return the same choices for a list whose columns stand in another order.

        InputRefused, with every heading that is missing, where the list lacks a chosen column.
        """
        if self.fits(headings):
            return dataclasses.replace(self, headings=tuple(headings))
        moved = ColumnMapping(tuple(headings), (), self.kind, self.values)
        problems: list[Problem] = []
        for chosen in self.choices:
            if chosen.column is None:
                moved = dataclasses.replace(moved, choices=(*moved.choices, chosen))
                continue
            try:
                place = moved._place(chosen.field, chosen.heading)
            except InputRefused as refused:
                problems += refused.problems
                continue
            again = dataclasses.replace(chosen, column=place, heading=headings[place])
            moved = dataclasses.replace(moved, choices=(*moved.choices, again))
        if problems:
            raise InputRefused(problems)
        return moved

    def as_text(self) -> str:
        """Return the mapping as a table to print: field, column, confidence, reason."""
        lines = []
        for field in self.fields:
            chosen = self.choice(field.name)
            if chosen is None:
                continue
            heading = cells.shortened(chosen.heading or f"column {(chosen.column or 0) + 1}", 34)
            lines.append(
                f"  {field.label:<24} from {heading:<36} {chosen.confidence:>4.0%}  {chosen.reason}"
            )
        missing = [f.label for f in self.fields if self.choice(f.name) is None]
        if missing:
            lines.append(f"  Not in the list: {', '.join(missing)}.")
        if self.unused:
            lines.append(f"  Columns not used: {', '.join(self.unused)}.")
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """Return the mapping as plain values, to be kept in a file or in the settings."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "kind": self.kind,
            "headings": list(self.headings),
            "choices": [
                {
                    "field": chosen.field,
                    "column": chosen.column,
                    "heading": chosen.heading,
                    "confidence": round(chosen.confidence, 3),
                    "reason": chosen.reason,
                    "dates": chosen.order.value,
                }
                for chosen in self.choices
            ],
            **({"values": dict(self.values)} if self.values else {}),
        }

    @classmethod
    def from_json(cls, kept: Any) -> ColumnMapping:
        """Build a mapping from what `as_json` gave, or from its text; InputRefused otherwise."""
        try:
            held = json.loads(kept) if isinstance(kept, str | bytes) else kept
            if held["format"] != FORMAT or held["version"] != VERSION:
                raise ValueError("of another format or version")
            headings = tuple(str(heading) for heading in held["headings"])
            kind = str(held.get("kind", CONTRACTS))
            known = {field.name for field in VOCABULARIES[kind]}
            choices = tuple(_kept_choice(one, len(headings), known) for one in held["choices"])
            values = checked({str(name): str(one) for name, one in held.get("values", {}).items()})
        except (ValueError, KeyError, TypeError, AttributeError, InputRefused) as error:
            raise InputRefused.one(
                "mapping", "it is not a column mapping that Backstop kept", "make it again"
            ) from error
        return cls(headings, choices, kind, kept_with_mapping(values))


def _kept_choice(one: Mapping[str, Any], width: int, known: Collection[str]) -> ColumnChoice:
    column = one["column"]
    if one["field"] not in known or not (column is None or 0 <= int(column) < width):
        raise ValueError("no such field or column")
    order = DateOrder(one.get("dates", DateOrder.DAY_FIRST.value))
    confidence = float(one.get("confidence", 1.0))
    reason = str(one.get("reason", ""))
    return ColumnChoice(one["field"], column, str(one["heading"]), confidence, reason, order)


def _in_order(
    choices: Sequence[ColumnChoice], fields: Sequence[ListField]
) -> tuple[ColumnChoice, ...]:
    places = {field.name: place for place, field in enumerate(fields)}
    return tuple(sorted(choices, key=lambda chosen: places[chosen.field]))


def guess_mapping(table: Table, kind: str = CONTRACTS) -> ColumnMapping:
    """Return the likeliest mapping of a table's columns, from its headings and first rows."""
    return guess_from(table.headings.names, table.sample(), kind)


def guess_from(
    headings: Sequence[str], sample: Sequence[Row], kind: str = CONTRACTS
) -> ColumnMapping:
    """Return the likeliest mapping for headings and sample rows; the surest pairs are taken first.

    A field whose column would hold cells of the wrong sort gets none.
    """
    columns = [[row.cell(place) for row in sample] for place in range(len(headings))]
    found: list[tuple[float, int, ColumnChoice]] = []
    for rank, field in enumerate(VOCABULARIES[kind]):
        for place, heading in enumerate(headings):
            score, phrase = name_score(field, heading) if heading else (0.0, "")
            if score < LEAST_CONFIDENCE - 0.1:
                continue
            fit, words = _fit(field, columns[place])
            confidence = min(1.0, score * fit)
            if confidence < LEAST_CONFIDENCE:
                continue
            like = "says so" if score >= 0.95 else f'is like "{phrase}"'
            order = cells.date_order(columns[place])
            choice = ColumnChoice(
                field.name, place, heading, confidence, f"heading {like}{words}", order
            )
            found.append((-confidence, rank, choice))
    taken_fields: set[str] = set()
    taken_columns: set[int | None] = set()
    chosen: list[ColumnChoice] = []
    for _, _, choice in sorted(found, key=lambda one: (one[0], one[1], one[2].column)):
        if choice.field in taken_fields or choice.column in taken_columns:
            continue
        taken_fields.add(choice.field)
        taken_columns.add(choice.column)
        chosen.append(choice)
    return ColumnMapping(tuple(headings), _in_order(chosen, VOCABULARIES[kind]), kind)


def _fit(field: ListField, column: Sequence[Cell]) -> tuple[float, str]:
    """Return how well sample cells suit a field (a factor up to 1.05), and that in words."""
    filled = [cell for cell in column if not cells.is_blank_word(as_text(cell))]
    if not filled:
        return 0.9, "; its first cells are blank"
    readers: dict[str, tuple[Callable[[Cell], object], str]] = {
        "money": (cells.money, "amounts"),
        "date": (_date_in_either_order, "dates"),
        "date or length": (_date_or_length, "dates or lengths"),
        "yes or no": (_certain_yes_no, "yes or no"),
        "length of notice": (_notice, "lengths of notice"),
        "number": (cells.whole, "whole numbers"),
    }
    if field.holds not in readers:
        return _fit_text(field, filled)
    reader, words = readers[field.holds]
    good = sum(_reads(reader, cell) for cell in filled)
    share = good / len(filled)
    report = f"; {good} of {len(filled)} sample cells are {words}"
    if share < 0.5:
        return 0.0, report
    return 0.55 + 0.5 * share, report


def _fit_text(field: ListField, filled: Sequence[Cell]) -> tuple[float, str]:
    """Names and titles want words; a column of plain numbers or dates is something else."""
    wordless = sum(
        isinstance(cell, int | float) or not any(sign.isalpha() for sign in as_text(cell))
        for cell in filled
    )
    if field.name in ("title", "description", "department", "service", "supplier", "kind") and (
        wordless * 2 > len(filled)
    ):
        return 0.0, ""
    if field.name == "reference":
        texts = [as_text(cell) for cell in filled]
        return (1.0 if len(set(texts)) * 10 > len(texts) else 0.7), ""
    return 1.0, ""


def _date_in_either_order(cell: Cell) -> object:
    try:
        return cells.date(cell)
    except cells.Unreadable:
        return cells.date(cell, DateOrder.MONTH_FIRST)


def _date_or_length(cell: Cell) -> object:
    try:
        return cells.date(cell)
    except cells.Unreadable:
        return cells.months(cell, "month")


def _certain_yes_no(cell: Cell) -> bool:
    if (found := cells.yes_no(cell)) is None:
        raise cells.Unreadable("neither")
    return found


def _notice(cell: Cell) -> object:
    return notice_days(cell, "day", BLANK)[0]


def _reads(reader: Callable[[Cell], object], cell: Cell) -> bool:
    try:
        return reader(cell) is not None
    except cells.Unreadable:
        return False


def columns_under(
    mapping: ColumnMapping, before: Mapping[str, int | None], names: Sequence[str]
) -> dict[str, int | None]:
    """Return which column holds each field below a second line of headings, which may have moved.

    `before` is what held above it; a heading that stands no more is guessed again.
    """
    again = guess_from(names, [], mapping.kind)
    columns = dict(before)
    for choice in mapping.choices:
        if choice.column is None:
            continue
        wanted = plain_words(choice.heading)
        places = [place for place, name in enumerate(names) if plain_words(name) == wanted]
        if places and choice.column not in places:
            columns[choice.field] = places[0]
        elif not places:
            columns[choice.field] = again.column(choice.field)
        else:
            columns[choice.field] = choice.column
    return columns

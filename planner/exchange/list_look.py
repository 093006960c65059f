"""A list as a person sees it before it is imported: its sheet, its columns, how each is read.

Nothing is judged here; the words are for somebody who corrects what was guessed.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.errors import BackstopError
from planner.exchange import cells
from planner.exchange.cells import Cell, DateOrder, as_text, shortened
from planner.exchange.column_words import ListField
from planner.exchange.match_columns import ColumnChoice, ColumnMapping, guess_from
from planner.exchange.mending import BLANK, DAYS_A_MONTH, notice_days
from planner.exchange.read_register_workbook import is_workbook_of_a_register
from planner.exchange.read_table import Row, Table, open_table
from planner.exchange.recognise import LIST_KINDS, check_kind, recognise
from planner.exchange.spend import spend_columns
from planner.exchange.vocabularies import CONTRACTS, SPEND, VOCABULARIES

REGISTER_WORKBOOK = "register_workbook"
SHOWN_ROWS = 200
LONGEST_CELL = 120


@dataclass(frozen=True, slots=True)
class ListChoice:
    """One file to import and what a person settled about it; None is left to be found.

    `heading_row` is numbered as Excel does, 0 where the list has no headings.
    """

    path: Path
    kind: str | None = None
    sheet: str | None = None
    heading_row: int | None = None
    mapping: ColumnMapping | None = None


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """One column of a list: its letter in Excel, samples, and what it is taken for.

    `field` is "" where nothing takes it; `sure` is its confidence in words; `read_as` says how its
    cells are read.
    """

    place: int
    letter: str
    heading: str
    samples: tuple[str, ...]
    field: str
    confidence: float
    sure: str
    reason: str
    read_as: str


@dataclass(frozen=True, slots=True)
class ListLook:
    """What one file holds. `rows` are the first rows as text, each with its number in Excel.

    `columns` and `mapping` are empty where the file says itself what is what, as open data does.
    `unreadable` are cells (row number, column) that do not hold what their column should, or an end
    before its start.
    `remembered` are mappings kept by name that fit the headings; `kinds` what else a person may
    take the list for, each by its name and in words. `problem` says in one sentence
    why the file cannot be imported; then the rest is blank.
    """

    choice: ListChoice
    kind_label: str = ""
    how: str = ""
    sheets: tuple[str, ...] = ()
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    columns: tuple[ColumnLook, ...] = ()
    unreadable: frozenset[tuple[int, int]] = frozenset()
    remembered: tuple[tuple[str, ColumnMapping], ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    problem: str = ""

    @property
    def is_table(self) -> bool:
        """Return whether its columns are a person's to settle."""
        return self.choice.mapping is not None

    def place(self, number: int) -> str:
        """Return how a preview names the row of a number."""
        return f"{f'sheet {self.choice.sheet}, ' if self.choice.sheet else ''}row {number}"


def fields_to_choose(kind: str = CONTRACTS) -> tuple[tuple[str, str], ...]:
    """Return the name and label of everything a column of a kind of list can hold, in order."""
    return tuple((field.name, field.label) for field in VOCABULARIES.get(kind, ()))


def look_at(choice: ListChoice) -> ListLook:
    """Return what a file holds, as far as it was settled and otherwise as it is guessed."""
    try:
        if choice.kind is None and is_workbook_of_a_register(choice.path):
            settled = ListChoice(choice.path, REGISTER_WORKBOOK)
            return ListLook(settled, "register workbook", "laid beside the register as it stands")
        kind = choice.kind or recognise(choice.path, choice.sheet, choice.heading_row)
        check_kind(kind)
        label = LIST_KINDS[kind].label
        if not LIST_KINDS[kind].is_table:
            settled = ListChoice(choice.path, kind)
            return ListLook(settled, label, "it says itself what each entry is")
        return _look_at_table(choice, kind)
    except BackstopError as error:
        return ListLook(choice, problem=error.sentence)


def _look_at_table(choice: ListChoice, kind: str) -> ListLook:
    table = open_table(choice.path, choice.sheet, choice.heading_row)
    sample = table.sample()
    names = table.headings.names
    given = choice.mapping if choice.mapping and choice.mapping.kind == kind else None
    mapping = given.for_headings(names) if given else _guessed(table, sample, kind)
    settled = ListChoice(
        choice.path,
        kind,
        table.sheet or None,
        table.headings.row + 1,
        mapping,
    )
    first = [
        Row(number, row)
        for number, row in enumerate(itertools.islice(table.records(), SHOWN_ROWS), start=1)
    ]
    return ListLook(
        choice=settled,
        kind_label=LIST_KINDS[kind].label,
        how=table.how,
        sheets=table.sheets,
        rows=tuple((row.number, tuple(_shown(cell) for cell in row.cells)) for row in first),
        columns=columns_of(names, sample, mapping),
        unreadable=_unreadable(table, first, mapping),
        kinds=tuple((one.name, one.label) for one in LIST_KINDS.values() if one.is_table),
    )


def _guessed(table: Table, sample: Sequence[Row], kind: str) -> ColumnMapping:
    return spend_columns(table) if kind == SPEND else guess_from(table.headings.names, sample, kind)


def columns_of(
    headings: Sequence[str], sample: Sequence[Row], mapping: ColumnMapping
) -> tuple[ColumnLook, ...]:
    """Return every column that has a heading or a cell, with what a mapping takes it for."""
    found = []
    taken = {choice.column: choice for choice in mapping.choices if choice.column is not None}
    for place, heading in enumerate(headings):
        column = [row.cell(place) for row in sample]
        texts = (shortened(text, 40) for cell in column if (text := as_text(cell)))
        samples = tuple(itertools.islice(dict.fromkeys(texts), 3))
        if not heading and not samples:
            continue
        choice = taken.get(place)
        of = mapping.field(choice.field) if choice else None
        found.append(
            ColumnLook(
                place,
                letter_of(place),
                heading,
                samples,
                choice.field if choice else "",
                choice.confidence if choice else 0.0,
                sure_words(choice.confidence, choice.reason) if choice else "not used",
                choice.reason if choice else "",
                read_as(of, column, choice.order, mapping.kind)
                if choice and of
                else "not brought in",
            )
        )
    return tuple(found)


def letter_of(place: int) -> str:
    """Return the letter Excel shows over a column: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def sure_words(confidence: float, reason: str = "") -> str:
    """Return a confidence in per cent and in words."""
    if reason == "chosen by you":
        return "your choice"
    if confidence >= 0.9:
        return f"{confidence:.0%} sure"
    return f"{confidence:.0%} {'likely' if confidence >= 0.75 else 'check'}"


def read_as(
    field: ListField,
    column: Sequence[Cell],
    order: DateOrder = DateOrder.DAY_FIRST,
    kind: str = CONTRACTS,
) -> str:
    """Return in a few words how the cells of a column are read, and how many cannot be."""
    holds = field.holds
    filled = [cell for cell in column if not cells.is_blank_word(as_text(cell))]
    ways = {
        "money": "pounds, with k, m and p.a. read",
        "date": "day / month / year" if order is DateOrder.DAY_FIRST else "month / day / year",
        "date or length": "a date, or months after the end",
        "yes or no": "yes or no",
        "length of notice": f"days; a month is {DAYS_A_MONTH}",
        "number": "a whole number",
    }
    if kind == SPEND:
        ways["money"] = "pounds; below zero is a credit note"
    words = {"supplier": "a name, matched with the register", "cpv": "codes of the EU list"}.get(
        field.name, ways.get(holds, "as text")
    )
    if not filled:
        return f"{words}; blank so far"
    wrong = sum(not _is_readable(holds, cell, order, kind) for cell in filled)
    return f"{words}; {wrong:,} of {len(filled):,} not read" if wrong else words


def _unreadable(
    table: Table, rows: Sequence[Row], mapping: ColumnMapping
) -> frozenset[tuple[int, int]]:
    found = set()
    for choice in mapping.choices:
        if choice.column is None:
            continue
        holds = mapping.field(choice.field).holds
        for row in rows:
            cell = row.cell(choice.column)
            is_good = _is_readable(holds, cell, choice.order, mapping.kind)
            if row.number > table.headings.row + 1 and not is_good:
                found.add((row.number, choice.column))
    start, end = mapping.choice("start"), mapping.choice("end")
    if start is not None and end is not None:
        for row in rows:
            dates = [_date_in(row, one) for one in (start, end)]
            if dates[0] and dates[1] and dates[1] < dates[0] and end.column is not None:
                found.add((row.number, end.column))
    return frozenset(found)


def _date_in(row: Row, choice: ColumnChoice) -> datetime.date | None:
    try:
        return None if choice.column is None else cells.date(row.cell(choice.column), choice.order)
    except cells.Unreadable:
        return None


def _is_readable(holds: str, cell: Cell, order: DateOrder, kind: str = CONTRACTS) -> bool:
    try:
        if holds == "money":
            amount = cells.money(cell)
            return amount is None or amount >= 0 or kind == SPEND  # a credit note takes back
        if holds == "number":
            cells.whole(cell)
        if holds == "date":
            cells.date(cell, order)
        if holds == "length of notice":
            return not notice_days(cell, "", BLANK)[1]
        if holds == "date or length" and cells.yes_no(cell) is None:
            try:
                cells.months(cell, "month")
            except cells.Unreadable:
                cells.date(cell, order)
    except cells.Unreadable:
        return False
    return True


def _shown(cell: Cell) -> str:
    return shortened(as_text(cell), LONGEST_CELL)

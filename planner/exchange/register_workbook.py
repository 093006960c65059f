"""A whole register as a workbook to edit in Excel: a sheet for each kind of record, codes kept.

The front sheet says which revision it was made from, so that what comes back can be laid beside
the register as it stands by then (`planner.exchange.workbook_changes`). No cell is locked.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from planner import fields
from planner.exchange.workbook_cells import cell_of
from planner.exchange.workbook_front import Made, write_about, write_front
from planner.exchange.workbook_layout import (
    CHOICES,
    FRONT,
    KEPT_TEXTS,
    LAYOUTS,
    NEVER_IN_A_CELL,
    Column,
    SheetLayout,
)
from planner.exchange.workbook_mark import mark_of
from planner.exchange.workbook_styles import (
    dress_heading,
    name_table,
    offer,
    put,
    put_headings,
    style_cell,
)
from planner.exchange.workbook_texts import KeptTexts
from planner.field_types import FieldType, RecordKind
from planner.progress import Progress, unreported
from planner.register.register import Register
from planner.workbook_packing import write_whole

SPARE_ROWS = 500
YES_NO = ("yes", "no")


def write_register_workbook(
    register: Register, path: Path, made_on: datetime.date, report: Progress = unreported
) -> None:
    """Write a register as a workbook at `path`; OSError where that cannot be written.

    The caller sees to it that the file appears whole or not at all.
    """
    made = Made(made_on, register.revision, mark_of(register))
    write_whole(workbook_of(register, made, report=report), path)


def workbook_of(
    register: Register,
    made: Made,
    *,
    layouts: Sequence[SheetLayout] = LAYOUTS,
    report: Progress = unreported,
) -> Workbook:
    """Return the workbook of a register; in a template its records are marked as examples."""
    book = Workbook()
    front = book.active
    assert isinstance(front, Worksheet)
    kept = KeptTexts()
    front.title = FRONT
    write_front(front, register.council, made, [layout.name for layout in layouts])
    sources = _Sources(register, layouts)
    for number, layout in enumerate(layouts):
        report(number, len(layouts) + 1, f"Writing the sheet {layout.name}")
        rows = list(_rows_of(register, layout, is_example=made.is_template))
        _fill(book.create_sheet(layout.name), layout, rows, kept, made, sources)
    write_about(book, layouts)
    if texts := kept.rows():
        _write_kept(book.create_sheet(KEPT_TEXTS), texts)
    sources.write(book)
    facts = book.properties
    facts.title = f"Register of {register.council.name}".strip() if register.council.name else FRONT
    facts.creator, facts.language = "Backstop", "en-GB"
    facts.created = facts.modified = datetime.datetime.combine(made.made_on, datetime.time())
    report(len(layouts) + 1, len(layouts) + 1, "Packing the workbook")
    return book


def _rows_of(
    register: Register, layout: SheetLayout, *, is_example: bool
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the name of each row and its values by the names of its fields."""
    if layout.kind is None:
        for scenario in register.scenarios.values():
            for event in scenario.events:
                yield "", {"scenario": scenario.id} | _values(fields.EVENT, event)
        return
    records = register.of_kind(layout.kind.name).items()
    for number, (key, record) in enumerate(records, start=1):
        name = f"example {number}" if is_example else key
        yield name, _values(layout.kind, record)


def _values(kind: RecordKind, record: Any) -> dict[str, Any]:
    return {field.name: getattr(record, field.attribute) for field in kind.fields}


def _fill(
    sheet: Worksheet,
    layout: SheetLayout,
    rows: Sequence[tuple[str, Mapping[str, Any]]],
    kept: KeptTexts,
    made: Made,
    sources: _Sources,
) -> None:
    put_headings(sheet, layout.columns)
    kind = layout.kind.name if layout.kind else ""
    for number, column in enumerate(layout.columns, start=1):
        first = sheet.cell(2, number)
        style_cell(first, column.field, is_example=made.is_template and bool(rows))
        for at, (name, values) in enumerate(rows, start=2):
            value = (
                name if column.field is None else cell_of(column.field, values[column.field.name])
            )
            if value is None and not made.is_template:
                continue
            cell = first if at == 2 else sheet.cell(at, number)
            cell._style = first._style
            if isinstance(value, str):
                apart = column.field is not None and (kind, column.field.name) in NEVER_IN_A_CELL
                value = kept.shown(value, apart=apart)
            put(cell, value)
        spare = sheet.column_dimensions[get_column_letter(number)]
        spare.number_format = first.number_format
        if source := sources.of(column):
            offer(sheet, number, source, len(rows) + SPARE_ROWS, column.heading)
    name_table(sheet, layout.table, [one.heading for one in layout.columns], len(rows))


def _write_kept(sheet: Worksheet, rows: Sequence[tuple[int, int, str]]) -> None:
    for number, heading in enumerate(("Kept text", "Part", "Words"), start=1):
        put(sheet.cell(1, number), heading)
        dress_heading(sheet.cell(1, number))
    for at, row in enumerate(rows, start=2):
        for number, value in enumerate(row, start=1):
            put(sheet.cell(at, number), value)
    sheet.column_dimensions["C"].width = 100
    sheet.freeze_panes = "A2"


class _Sources:
    """Where each drop-down list comes from: a list of choices, or the codes on another sheet."""

    def __init__(self, register: Register, layouts: Sequence[SheetLayout]) -> None:
        self._register = register
        self._sheets = {one.kind.name: one for one in layouts if one.kind and one.kind.has_id}
        self._lists: dict[tuple[str, ...], str] = {}
        self._named: dict[str, str] = {}

    def of(self, column: Column) -> str:
        """Return the formula that gives the values to offer in a column, or "" for none."""
        field = column.field
        if field is None:
            return ""
        if field.type is FieldType.YES_NO:
            return self._listed(YES_NO, "Yes or no")
        if field.type is FieldType.CHOICE:
            return self._listed(tuple(map(fields.in_words, field.choices)), field.label)
        if field.type is not FieldType.LINK:
            return ""
        if len(field.links_to) > 1:
            codes = [code for kind in field.links_to for code in self._register.of_kind(kind)]
            return self._listed(tuple(codes), field.label) if codes else ""
        sheet = self._sheets.get(field.links_to[0])
        if sheet is None:
            return ""
        # As long as the sheet is by then: codes of rows still to be written are offered too.
        whole = f"'{sheet.name}'!$A:$A"
        name = f"codes_{sheet.table}"
        self._named[name] = f"OFFSET('{sheet.name}'!$A$2,0,0,MAX(1,COUNTA({whole})-1),1)"
        return name

    def write(self, book: Workbook) -> None:
        """Write the sheet of choices, and the names of the codes on other sheets."""
        for name, formula in self._named.items():
            book.defined_names[name] = DefinedName(name, attr_text=formula)
        sheet = book.create_sheet(CHOICES)
        for number, (values, heading) in enumerate(self._lists.items(), start=1):
            put(sheet.cell(1, number), heading)
            dress_heading(sheet.cell(1, number))
            for at, value in enumerate(values, start=2):
                put(sheet.cell(at, number), value)
            sheet.column_dimensions[get_column_letter(number)].width = 30
        sheet.freeze_panes = "A2"

    def _listed(self, values: tuple[str, ...], heading: str) -> str:
        self._lists.setdefault(values, heading)
        letter = get_column_letter(list(self._lists).index(values) + 1)
        return f"{CHOICES}!${letter}$2:${letter}${len(values) + 1}"

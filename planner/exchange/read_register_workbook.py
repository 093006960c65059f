"""A register workbook as somebody sends it back: what each cell holds, and what cannot be read.

Columns are found by their headings, wherever they stand. Nothing is compared or judged here;
`planner.exchange.workbook_changes` lays it beside a register.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planner import fields
from planner.errors import InputRefused, Problem
from planner.exchange.cells import Cell, Unreadable
from planner.exchange.file_nature import nature_of
from planner.exchange.read_table import sheets_of
from planner.exchange.workbook_cells import text_of, value_of
from planner.exchange.workbook_errors import failed_formulas
from planner.exchange.workbook_layout import (
    EVENTS,
    FORM,
    FORM_NAME,
    FRONT,
    IS_TEMPLATE,
    KEPT_TEXTS,
    LAYOUTS,
    MARK,
    OWN_SHEETS,
    REVISION,
    Column,
)
from planner.exchange.workbook_sheet import SheetBody, is_alike, plain
from planner.exchange.workbook_texts import KeptTextsRead
from planner.register.records import Council
from planner.register.register import Register
from planner.register.validity import problems_in


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell that cannot hold what its field should: the field's attribute, why, how to mend it."""

    attribute: str
    what: str
    mend: str

    @property
    def words(self) -> str:
        """Return why, and how to mend it, as one sentence without its place."""
        return f"{self.what}; {self.mend}" if self.mend else self.what


@dataclass(frozen=True)
class WorkbookRow:
    """One row of a sheet: its number in Excel, the name it bears, and its values by attribute.

    `name` is the code of a record with one, else what Backstop called the row; "" in a new row.
    `from_numbers` are text fields whose cell holds a number, as Excel makes of "007".
    """

    number: int
    name: str
    values: Mapping[str, Any]
    problems: tuple[CellProblem, ...] = ()
    from_numbers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class WorkbookSheet:
    """The rows of one kind of record, and the attributes that have a column."""

    kind: str
    name: str
    attributes: frozenset[str]
    rows: tuple[WorkbookRow, ...]


@dataclass
class WorkbookRead:
    """A whole workbook as read.

    `revision` and `mark` say what it was made from; None and "" where it does not say. `council`
    has the values of the front sheet by attribute, `council_row` the rows they stand in.
    `refused` are sheets and rows that cannot be read at all; `notes` is what was left alone.
    """

    name: str
    revision: int | None = None
    mark: str = ""
    is_template: bool = False
    council: WorkbookRow | None = None
    council_rows: dict[str, int] = field(default_factory=dict)
    sheets: dict[str, WorkbookSheet] = field(default_factory=dict)
    refused: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def is_workbook_of_a_register(path: Path) -> bool:
    """Return whether a file is a workbook that Backstop wrote for a register; False for others.

    What cannot be read at all is for the reader of its own kind to refuse.
    """
    try:
        if not path.is_file() or nature_of(path).kind != "workbook":
            return False
        return is_register_workbook(sheets_of(path, only=FRONT))
    except InputRefused:
        return False


def is_register_workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bool:
    """Return whether the sheets of a workbook are those of a register that Backstop wrote."""
    return any(_label(row) == FORM for row in sheets.get(FRONT, ()))


def read_workbook(path: Path) -> WorkbookRead:
    """Read a register workbook; InputRefused in one sentence where it is none."""
    sheets = sheets_of(path)
    for name, broken in failed_formulas(path).items():
        for (row, column), error in broken.items():
            if row < len(sheets.get(name, ())):
                sheets[name][row] = _with_cell(sheets[name][row], column, error)
    if not is_register_workbook(sheets):
        raise InputRefused.one(
            path.name,
            f"is not a register workbook: its sheet “{FRONT}” is missing or is not Backstop's",
            "export the register as a workbook and edit that, or import the file as a list",
        )
    found = WorkbookRead(path.name)
    kept = KeptTextsRead(sheets.get(KEPT_TEXTS, [])[1:])
    _read_front(sheets[FRONT], found, kept)
    events: dict[str, list[tuple[int, Any]]] | None = None
    for layout in LAYOUTS:
        if layout.name not in sheets:
            continue
        body = SheetBody.of(layout, sheets[layout.name])
        if isinstance(body, Problem):
            found.refused.append(body)
        elif layout.kind is None:
            events = _events(body, found)
        else:
            rows = tuple(_row(body, number, cells, kept) for number, cells in body.rows())
            attributes = frozenset(
                column.field.attribute for column in body.columns if column.field is not None
            )
            found.sheets[layout.kind.name] = WorkbookSheet(
                layout.kind.name, layout.name, attributes, rows
            )
            found.notes.extend(body.notes)
    if events is not None and "scenario" in found.sheets:
        found.sheets["scenario"] = _with_events(found.sheets["scenario"], events, found)
    _name_strangers(sheets, found)
    return found


def register_from_workbook(path: Path) -> Register:
    """Return the register that a workbook holds, exactly; InputRefused lists all that is wrong."""
    found = read_workbook(path)
    problems = list(found.refused)
    rows: list[Any] = []
    for sheet in found.sheets.values():
        kind = fields.BY_NAME[sheet.kind]
        for row in sheet.rows:
            where = f"{sheet.name}, row {row.number}"
            problems += [Problem(where, one.what, one.mend) for one in row.problems]
            if not row.problems:
                try:
                    rows.append(kind.type(**_without_blanks(kind.type, row.values)))
                except TypeError:
                    problems.append(Problem(where, "lacks a value it needs", "fill it in"))
    council = found.council
    if council is not None:
        problems += [Problem(FRONT, one.what, one.mend) for one in council.problems]
    if problems:
        raise InputRefused(problems)
    told = council.values if council is not None else {}
    try:
        register = Register.build(Council(**_without_blanks(Council, told)), rows)
    except ValueError as error:
        raise InputRefused.one(path.name, str(error), "give each its own code") from error
    if wrong := problems_in(register):
        raise InputRefused(wrong)
    return register


def _row(body: SheetBody, number: int, cells: list[Cell], kept: KeptTextsRead) -> WorkbookRow:
    values: dict[str, Any] = {}
    problems = []
    from_numbers = set()
    name = ""
    for column, raw in zip(body.columns, cells, strict=True):
        if column.field is None:
            name = text_of(raw).strip()
            continue
        attribute = column.field.attribute
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            from_numbers.add(attribute)
        try:
            values[attribute] = value_of(column.field, kept.resolved(raw))
        except Unreadable as error:
            problems.append(CellProblem(attribute, str(error), _mend(column)))
        if column is body.layout.columns[0]:
            name = text_of(raw).strip()
    return WorkbookRow(number, name, values, tuple(problems), frozenset(from_numbers))


def _mend(column: Column) -> str:
    return f"correct it in the column “{column.heading}”, or leave it blank"


def _events(body: SheetBody, found: WorkbookRead) -> dict[str, list[tuple[int, Any]]]:
    """Return the events of each scenario by its code, with their rows; a Problem for a bad one."""
    events: dict[str, list[tuple[int, Any]]] = {}
    for number, cells in body.rows():
        row = _row(body, number, cells, KeptTextsRead(()))
        values = {key: value for key, value in row.values.items() if key != "scenario"}
        held: Any
        if row.problems:
            held = Problem(f"{EVENTS}, row {number}", row.problems[0].what, row.problems[0].mend)
        elif not row.name:
            found.refused.append(
                Problem(f"{EVENTS}, row {number}", "names no scenario", "fill in its code")
            )
            continue
        elif values.get("kind") is None or values.get("target") is None:
            missing = "what happens" if values.get("kind") is None else "to whom it happens"
            held = Problem(f"{EVENTS}, row {number}", f"does not say {missing}", "fill it in")
        else:
            held = fields.EVENT.type(**_without_blanks(fields.EVENT.type, values))
        events.setdefault(row.name, []).append((number, held))
    found.notes.extend(body.notes)
    return events


def _with_events(
    sheet: WorkbookSheet, events: dict[str, list[tuple[int, Any]]], found: WorkbookRead
) -> WorkbookSheet:
    """Return the scenarios with their events; those of a new row may name it by its title."""
    rows = []
    left = dict(events)
    for row in sheet.rows:
        title = str(row.values.get("title") or "").strip()
        named = row.name if row.name in left else title if not row.name else row.name
        own = left.pop(named, [])
        bad = [held for _, held in own if isinstance(held, Problem)]
        if bad:
            found.refused.extend(bad)
            wrong = CellProblem(
                "events",
                f"an event of it cannot be read ({bad[0].where})",
                "mend that first; its events stay as they are",
            )
            rows.append(dataclasses.replace(row, problems=(*row.problems, wrong)))
        else:
            held = tuple(one for _, one in own)
            rows.append(dataclasses.replace(row, values={**row.values, "events": held}))
    for code, own in left.items():
        for number, _ in own:
            found.refused.append(
                Problem(
                    f"{EVENTS}, row {number}",
                    f"there is no scenario {code}",
                    "correct the code, or add the scenario",
                )
            )
    return dataclasses.replace(
        sheet, rows=tuple(rows), attributes=sheet.attributes | frozenset({"events"})
    )


def _read_front(rows: Sequence[Sequence[Cell]], found: WorkbookRead, kept: KeptTextsRead) -> None:
    known = {plain(name): one for one in fields.COUNCIL.fields for name in (one.heading, one.name)}
    values: dict[str, Any] = {}
    problems = []
    for number, row in enumerate(rows, start=1):
        label, cell = _label(row), row[1] if len(row) > 1 else None
        if label == REVISION and text_of(cell).strip().isdigit():
            found.revision = int(text_of(cell))
        elif label == MARK:
            found.mark = text_of(cell).strip()
        elif label == IS_TEMPLATE:
            found.is_template = bool(text_of(cell).strip())
        elif label == FORM and text_of(cell).strip() != FORM_NAME:
            raise InputRefused.one(
                found.name, "is a workbook of another Backstop", "export a new one and edit that"
            )
        declared = known.get(plain(label))
        if declared is None or declared.attribute in values:
            continue
        try:
            value = value_of(declared, kept.resolved(cell))
            values[declared.attribute] = "" if value is None and declared.name == "name" else value
        except Unreadable as error:
            problems.append(CellProblem(declared.attribute, str(error), "correct it"))
        found.council_rows[declared.attribute] = number
    found.council = WorkbookRow(0, "", values, tuple(problems))


def _name_strangers(sheets: Mapping[str, Sequence[Sequence[Cell]]], found: WorkbookRead) -> None:
    """Say which sheets are missing, renamed or not ours."""
    ours = {layout.name for layout in LAYOUTS} | set(OWN_SHEETS)
    missing = [layout for layout in LAYOUTS if layout.name not in sheets]
    for name, rows in sheets.items():
        if name in ours:
            continue
        alike = next((one for one in missing if is_alike(one, rows)), None)
        if alike is None:
            found.notes.append(f"The sheet “{name}” is not one of Backstop's and is left alone.")
        else:
            missing.remove(alike)
            found.refused.append(
                Problem(
                    f"sheet “{name}”",
                    f"holds {alike.name.lower()} under another name",
                    f"call the sheet “{alike.name}” again",
                )
            )
    if missing and not found.is_template:
        words = ", ".join(layout.name for layout in missing)
        found.notes.append(f"These sheets are missing, and what they held stays as it is: {words}.")


def _with_cell(row: Sequence[Cell], column: int, cell: Cell) -> Sequence[Cell]:
    longer = [*row, *[None] * (column + 1 - len(row))]
    longer[column] = cell
    return longer


def _label(row: Sequence[Cell]) -> str:
    return text_of(row[0]).strip() if row else ""


def _without_blanks(kind: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that are not blank; the record's own defaults stand for the others."""
    known = {one.name for one in dataclasses.fields(kind)}
    return {name: value for name, value in values.items() if value is not None and name in known}

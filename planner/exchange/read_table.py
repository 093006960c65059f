"""Any CSV, XLSX, ODS or flat JSON list, read safely as rows of cells with their row numbers.

Formulas, links and macros are never followed: workbooks give the values last saved in them. Text
lists are read as a stream, so a long list needs no more memory than a short one.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from planner.exchange.cells import Cell, as_text
from planner.exchange.file_nature import FileNature, nature_of, open_part, refuse
from planner.exchange.headings import LOOKED_AT, Headings, find_headings, headings_at
from planner.exchange.json_size import holds_too_much
from planner.exchange.text_encoding import delimiter_of, encoding_of

MOST_ROWS = 1_000_000
MOST_COLUMNS = 2_000
MOST_JSON_BYTES = 100 * 1024 * 1024
SAMPLE_ROWS = 500
_LONGEST_CELL = 4_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the headings; `number` is what Excel would show beside it, from 1."""

    number: int
    cells: Sequence[Cell]

    def cell(self, column: int) -> Cell:
        """Return the cell of a column, or None where the row is shorter."""
        return self.cells[column] if column < len(self.cells) else None

    @property
    def is_blank(self) -> bool:
        """Return whether no cell holds anything."""
        return not any(as_text(cell) for cell in self.cells if cell is not None and cell != "")


@dataclass(frozen=True)
class Table:
    """A list as it lies in a file: its headings and a way to read its rows again and again.

    `how` says in words how the file was read. `sheets` names all sheets of a workbook.
    """

    path: Path
    sheet: str
    headings: Headings
    how: str
    sheets: tuple[str, ...]
    records: Callable[[], Iterator[Sequence[Cell]]]

    def rows(self) -> Iterator[Row]:
        """Yield every row under the headings, blank ones too, with its number in the sheet."""
        for index, cells in enumerate(self.records()):
            if index >= MOST_ROWS:
                raise refuse(self.path, f"has more than {MOST_ROWS:,} rows", "cut it into parts")
            if index > self.headings.row:
                yield Row(index + 1, cells)

    def sample(self, count: int = SAMPLE_ROWS) -> list[Row]:
        """Return the first rows that hold anything."""
        return list(itertools.islice((row for row in self.rows() if not row.is_blank), count))


def open_table(path: Path, sheet: str | None = None, heading_row: int | None = None) -> Table:
    """Open a list of any known form; InputRefused in one sentence where it is not one.

    `sheet` names the sheet of a workbook; otherwise the sheet is taken whose headings are known
    best, then the one with the most rows. `heading_row` is the row of the headings as Excel
    numbers it, 0 where there are none; otherwise it is found.
    """
    nature = nature_of(path)
    if nature.kind == "json":
        return _json_table(path)
    table = _workbook_table(path, sheet) if nature.kind == "workbook" else _text_table(path, nature)
    if heading_row is None:
        return table
    first = list(itertools.islice(table.records(), max(heading_row, LOOKED_AT)))
    if heading_row > len(first):
        words = f"has no row {heading_row:,}"
        raise refuse(path, words, "choose the row of the headings again")
    return dataclasses.replace(table, headings=headings_at(first, heading_row))


def _text_table(path: Path, nature: FileNature) -> Table:
    encoding = encoding_of(lambda: open_part(path, nature))
    delimiter = delimiter_of(lambda: open_part(path, nature), encoding)

    def records() -> Iterator[Sequence[Cell]]:
        csv.field_size_limit(_LONGEST_CELL)
        with (
            _readable(path),
            open_part(path, nature) as stream,
            io.TextIOWrapper(stream, encoding, errors="replace", newline="") as text,
        ):
            yield from csv.reader(text, delimiter=delimiter)

    headings = find_headings(_first(records()))
    sign = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "upright bar"}[delimiter]
    how = f"text in {encoding}, cells parted by {sign}"
    return Table(path, "", headings, how, (), records)


def _workbook_table(path: Path, wanted: str | None) -> Table:
    with _readable(path), CalamineWorkbook.from_path(path) as workbook:
        names = [
            found.name
            for found in workbook.sheets_metadata
            if found.typ == SheetTypeEnum.WorkSheet and found.visible == SheetVisibleEnum.Visible
        ]
        if wanted is not None and wanted not in workbook.sheet_names:
            known = ", ".join(workbook.sheet_names)
            raise refuse(path, f'has no sheet "{wanted}"', f"choose one of: {known}")
        best: tuple[tuple[float, int], str, Headings] | None = None
        for name in [wanted] if wanted is not None else names:
            found = workbook.get_sheet_by_name(name)
            headings = find_headings(_first(_sheet_rows(found)))
            score = (round(headings.known, 3), found.total_height)
            if found.height and (best is None or score > best[0]):
                best = score, name, headings
    if best is None:
        raise refuse(path, "has no sheet that holds anything", "export the list again")
    chosen = best[1]

    def records() -> Iterator[Sequence[Cell]]:
        with _readable(path), CalamineWorkbook.from_path(path) as again:
            yield from _sheet_rows(again.get_sheet_by_name(chosen))

    return Table(path, chosen, best[2], f'workbook, sheet "{chosen}"', tuple(names), records)


def sheets_of(path: Path, only: str | None = None) -> dict[str, list[Sequence[Cell]]]:
    """Return every sheet of a workbook with all its rows, hidden ones too, in their order.

    `only` reads the sheet of that name alone, where there is one. Each row starts in column A, and
    the first is row 1. InputRefused in one sentence where the file is no workbook that can be read.
    """
    if nature_of(path).kind != "workbook":
        raise refuse(path, "is not a workbook", "choose an Excel workbook")
    with _readable(path), CalamineWorkbook.from_path(path) as workbook:
        names = [one.name for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        return {name: list(_sheet_rows(workbook.get_sheet_by_name(name))) for name in names}


def _sheet_rows(sheet: CalamineSheet) -> Iterator[Sequence[Cell]]:
    """Yield the rows of a sheet from its very first, so that numbers are those Excel shows."""
    for row in sheet.iter_rows():
        yield [_workbook_cell(cell) for cell in row[:MOST_COLUMNS]]


def _workbook_cell(cell: Any) -> Cell:
    if isinstance(cell, datetime.timedelta):
        return cell.total_seconds() / 86400
    if isinstance(cell, str) and not cell:
        return None
    return cell  # type: ignore[no-any-return]


def read_json(path: Path) -> Any:
    """Return what a JSON file holds; InputRefused in one sentence where it is not JSON."""
    if path.stat().st_size > MOST_JSON_BYTES:
        raise refuse(path, f"is larger than {MOST_JSON_BYTES // 1024**2} MB", "cut it into parts")
    data = path.read_bytes()
    if holds_too_much(data):
        raise refuse(path, "holds more than can be read safely", "cut it into parts")
    try:
        return json.loads(data)
    except RecursionError as error:
        raise refuse(path, "is nested too deeply to be a list") from error
    except UnicodeDecodeError as error:
        raise refuse(path, "is not written in UTF-8", "save it as UTF-8") from error
    except json.JSONDecodeError as error:
        what = f"is not sound JSON (line {error.lineno}: {error.msg})"
        raise refuse(path, what, "download it again") from error
    except ValueError as error:
        raise refuse(path, "holds a number too long to read", "download it again") from error


def flat_records(held: Any) -> list[dict[str, Any]] | None:
    """Return the one list of flat records in a JSON value, or None where there is none."""
    if isinstance(held, dict):
        lists = [value for value in held.values() if _is_record_list(value)]
        return flat_records(lists[0]) if len(lists) == 1 else None
    if not _is_record_list(held):
        return None
    nested = sum(_is_nested(cell) for row in held for cell in row.values())
    cells = sum(len(row) for row in held)
    return held if nested * 5 <= cells else None


def _is_nested(cell: Any) -> bool:
    if isinstance(cell, list):
        return any(isinstance(part, dict | list) for part in cell)
    return isinstance(cell, dict)


def _is_record_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _json_table(path: Path) -> Table:
    found = flat_records(read_json(path))
    if found is None:
        raise refuse(
            path,
            "is JSON, but not one list of flat records",
            "import an OCDS package, a Contracts Finder download, or save the list as CSV",
        )
    names = tuple(dict.fromkeys(name for row in found for name in row))
    rows = found

    def records() -> Iterator[Sequence[Cell]]:
        yield names
        for row in rows:
            yield [_json_cell(row.get(name)) for name in names]

    headings = Headings(0, names, find_headings([list(names)]).known)
    return Table(path, "", headings, "JSON list of records", (), records)


def _json_cell(value: Any) -> Cell:
    if isinstance(value, list):
        return "; ".join(str(part) for part in value if part is not None)
    if isinstance(value, dict):
        return None
    return value  # type: ignore[no-any-return]


def _first(records: Iterable[Sequence[Cell]]) -> list[Sequence[Cell]]:
    return list(itertools.islice(records, LOOKED_AT + 20))


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn what goes wrong while reading into one clear sentence."""
    try:
        yield
    except PasswordError as error:
        raise refuse(path, "is locked with a password", "save a copy without one") from error
    except CalamineError as error:
        if "limit exceeded" in str(error):
            words = "has a sheet with more cells than can be read safely"
            raise refuse(path, words, "delete the stray cells far from the list") from error
        raise refuse(path, "is a damaged workbook", "open it in Excel and save it again") from error
    except csv.Error as error:
        what = f"breaks off as a table ({error})"
        raise refuse(path, what, "open it in Excel and save it as CSV again") from error
    except OSError as error:
        words = error.strerror or "the disk gave up"
        raise refuse(path, f"cannot be read ({words})", "check the file and try again") from error
    except BaseException as error:
        # The library is written in another language; what it trips over is no Exception of ours.
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise refuse(path, "is a damaged workbook", "open it in Excel and save it again") from error

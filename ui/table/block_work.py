"""Blocks of cells: what pasting, filling down, giving one value and replacing would change."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.answers.typed import read_typed
from planner.errors import BackstopError
from ui.table.record_model import RecordModel
from ui.table.record_view import RecordView

if TYPE_CHECKING:
    from planner.register.blocks import CellChange

MOST_CELLS = 200_000


def lines_of(text: str) -> list[list[str]]:
    """Return pasted text as lines of cells; Excel puts tabs between, and quotes round breaks."""
    lines = list(csv.reader(io.StringIO(text), dialect="excel-tab"))
    while lines and not any(cell.strip() for cell in lines[-1]):
        lines.pop()
    return lines


def pasted(view: RecordView, text: str) -> tuple[CellChange, ...]:
    """Return what pasting text at the cursor would change.

    One cell pasted onto several selected ones goes into all of them. Headings above the block,
    copied with it, are left out where they are those of the columns.
    """
    lines = lines_of(text)
    cells = view.cells()
    if not lines or not cells:
        return ()
    if len(lines) == 1 and len(lines[0]) == 1:
        return given(view, lines[0][0])
    model, visual = view.records, view.head.visualIndex
    columns = sorted(range(len(model.shown)), key=visual)
    left = columns.index(min((index.column() for index in cells), key=visual))
    headings = [model.shown[at].heading for at in columns[left : left + len(lines[0])]]
    if [cell.strip() for cell in lines[0]] == headings:
        lines = lines[1:]
    rows = [row for row in range(model.rowCount()) if model.row_at(row) is not None]
    top = rows.index(min(index.row() for index in cells))
    found = []
    for row, line in zip(rows[top:], lines, strict=False):
        for at, cell in zip(columns[left:], line, strict=False):
            found.append(_change(model, row, at, cell))
    return tuple(found[:MOST_CELLS])


def lost_in_paste(view: RecordView, text: str) -> int:
    """Return how many cells of pasted text find no row or column to go to."""
    lines = lines_of(text)
    total = sum(len(line) for line in lines)
    if total <= 1 or not view.cells():
        return 0
    return max(
        0, total - len(pasted(view, text)) - (len(lines[0]) if _has_headings(view, lines) else 0)
    )


def given(view: RecordView, text: str) -> tuple[CellChange, ...]:
    """Return what giving every selected cell one text would change."""
    return tuple(_change(view.records, index.row(), index.column(), text) for index in view.cells())


def filled_down(view: RecordView) -> tuple[CellChange, ...]:
    """Return what filling the topmost selected cell of each column down would change."""
    model, top = view.records, dict[int, str]()
    found = []
    for index in view.cells():
        at = index.column()
        if at not in top:
            column = model.shown[at]
            top[at] = column.typed(model.value_at(index), model.register)
        else:
            found.append(_change(model, index.row(), at, top[at]))
    return tuple(found)


def replaced(
    model: RecordModel, cells: Sequence[tuple[int, int]], find: str, by: str, *, case: bool
) -> tuple[CellChange, ...]:
    """Return what replacing words in cells (row and column) would change."""
    if not find:
        return ()
    pattern = re.compile(re.escape(find), 0 if case else re.IGNORECASE)
    found = []
    for row, at in cells:
        column = model.shown[at]
        if not model.can_edit(column) or model.row_at(row) is None:
            continue
        text = column.typed(model.value_at(model.index(row, at)), model.register)
        if pattern.search(text):
            found.append(_change(model, row, at, pattern.sub(lambda _: by, text)))
    return tuple(found)


def cells_with(model: RecordModel, find: str, *, case: bool) -> list[tuple[int, int]]:
    """Return rows and columns of the cells shown that hold words, in reading order."""
    wanted = find if case else find.casefold()
    found = []
    for row in range(model.rowCount()):
        if model.row_at(row) is None:
            continue
        for at in range(len(model.shown)):
            text = str(model.index(row, at).data() or "")
            if wanted in (text if case else text.casefold()):
                found.append((row, at))
    return found


def _has_headings(view: RecordView, lines: list[list[str]]) -> bool:
    known = {column.heading for column in view.records.shown}
    return bool(lines) and all(cell.strip() in known for cell in lines[0])


def _change(model: RecordModel, row: int, at: int, text: str) -> CellChange:
    from planner.answers.blocks import CellChange

    column, key = model.shown[at], model.key_at(row)
    value = model.value_at(model.index(row, at))
    before = column.shown(value, model.register)
    fault, after = "", value
    if not model.can_edit(column) or column.field is None:
        fault = f"{column.heading} is not edited in the table."
        if text.strip() == before:
            fault = ""
    elif column.is_class and model.kind == "service":
        fault = "A class needs a reason: use the class board or the form."
        if text.strip().casefold() == before.casefold():
            fault = ""
    else:
        try:
            after = read_typed(column.field, text, model.register)
        except BackstopError as error:
            fault = error.sentence
    return CellChange(model.kind, key, column.name, value, after, before, text.strip(), fault)

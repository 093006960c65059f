"""Tables as HTML: caption, scoped headings, a body for each group, and words for narrow windows."""

from __future__ import annotations

from collections.abc import Sequence

from planner.document.blocks import (
    BODY,
    CELL,
    CELL_RIGHT,
    Cell,
    CellPart,
    Column,
    Group,
    Row,
    Table,
    Text,
    Total,
)
from planner.document.html.inline import inline, mark, text
from planner.document.html.places import Places
from planner.document.words import Rich, plain

UNLIT = {BODY, CELL, CELL_RIGHT}
"""Styles of a cell's words that look as the cell does anyway."""


def table_html(table: Table, caption: str, places: Places) -> str:
    """Return a table; `caption` names it where it says nothing of itself."""
    columns = table.columns
    if not table.ruled and not any(column.heading for column in columns):
        return _key(table, places)
    naming = naming_column(table)
    head = "".join(_heading(column) for column in columns)
    has_headings = any(column.heading for column in columns)
    parts = [
        f"<caption>{text(table.summary or caption)}</caption>",
        _widths(columns),
        f"<thead><tr>{head}</tr></thead>" if has_headings else "",
    ]
    body: list[str] = []
    for row in table.rows:
        if isinstance(row, Group):
            if body:
                parts.append(f"<tbody>{''.join(body)}</tbody>")
            words = f'<th colspan="{len(columns)}" scope="rowgroup">{text(row.words)}</th>'
            body = [f'<tr class="group">{words}</tr>']
        else:
            body.append(_row(row, columns, naming, places))
    if body:
        parts.append(f"<tbody>{''.join(body)}</tbody>")
    look = ' class="plain"' if not table.ruled else ""
    return f"<table{look}>{''.join(parts)}</table>"


def naming_column(table: Table) -> int | None:
    """Return which column names its rows: the first with a heading that has words in each row.

    Where no column has a heading, the first with words does.
    """
    rows = [row for row in table.rows if isinstance(row, tuple)]
    without = not any(column.heading for column in table.columns)
    for at, column in enumerate(table.columns):
        if (column.heading or without) and rows and all(_has_words(row[at]) for row in rows):
            return at
    return None


def _has_words(cell: Cell) -> bool:
    if isinstance(cell, str | Rich):
        return bool(plain(cell).strip())
    parts = cell if isinstance(cell, tuple) else (cell,)
    return any(isinstance(part, Text) and part.words.plain.strip() for part in parts)


def _heading(column: Column) -> str:
    look = ' class="figures"' if column.figures else ""
    if not column.heading:
        return f"<td{look}></td>"
    return f'<th scope="col"{look}>{text(column.heading)}</th>'


def _widths(columns: Sequence[Column]) -> str:
    whole = sum(column.share for column in columns)
    if whole <= 0:
        return ""
    widths = "".join(f'<col style="width:{column.share / whole:.1%}">' for column in columns)
    return f"<colgroup>{widths}</colgroup>"


def _row(row: Row, columns: Sequence[Column], naming: int | None, places: Places) -> str:
    assert not isinstance(row, Group)
    cells = row.cells if isinstance(row, Total) else row
    if isinstance(row, Total) and naming is None:
        naming = 0
    shown = []
    for at, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        look = ' class="figures"' if column.figures else ""
        words = _cell(cell, places)
        if at == naming and words:
            shown.append(f'<th scope="row"{look}>{words}</th>')
        else:
            label = f' data-label="{text(column.heading)}"' if column.heading and words else ""
            shown.append(f"<td{look}{label}>{words}</td>")
    total = ' class="total"' if isinstance(row, Total) else ""
    return f"<tr{total}>{''.join(shown)}</tr>"


def _cell(cell: Cell, places: Places) -> str:
    if isinstance(cell, str | Rich):
        return inline(cell, places)
    parts = cell if isinstance(cell, tuple) else (cell,)
    lines = _lines(parts, places)
    if len(lines) == 1:
        return lines[0][1] if not lines[0][0] else f'<div class="{lines[0][0]}">{lines[0][1]}</div>'
    return "".join(
        f'<div class="{look}">{words}</div>' if look else f"<div>{words}</div>"
        for look, words in lines
    )


def _lines(parts: Sequence[CellPart], places: Places) -> list[tuple[str, str]]:
    """Return the lines of a cell, each with its look; a mark opens the line of the words after."""
    lines: list[tuple[str, str]] = []
    marks = ""
    for part in parts:
        if isinstance(part, Text):
            look = "" if part.style in UNLIT else part.style.replace("_", "-")
            words = inline(part.words, places)
            lines.append((look, f"{marks} {words}" if marks else words))
            marks = ""
        else:
            marks += mark(part)
    return [*lines, ("", marks)] if marks or not lines else lines


def _key(table: Table, places: Places) -> str:
    """Return cells without headings or lines as a list, as a key of marks."""
    cells = [
        _cell(cell, places)
        for row in table.rows
        if not isinstance(row, Group)
        for cell in (row.cells if isinstance(row, Total) else row)
    ]
    return f'<ul class="key">{"".join(f"<li>{cell}</li>" for cell in cells if cell)}</ul>'

"""Tables of the documents: headings repeat, rows never split, no vertical rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Table, TableStyle

from planner.document.palette import GAP_FILL, NAVY, NOTE_FILL, PLUM, RULE, TEXT
from planner.document.pdf.charts.pen import width_of
from planner.document.pdf.styles import (
    CELL,
    CELL_RIGHT,
    CELL_STRONG,
    CELL_STRONG_RIGHT,
    COLUMN,
    GUTTER,
    HEAD,
    HEAD_RIGHT,
    SEMIBOLD,
    TABLE_FONT,
    WIDTH,
)
from planner.document.pdf.text import Rich, brief, say

Cell = Any  # words, a flowable or a list of flowables; ReportLab brings no types
SPACE = 7.0
LONGEST_HEADING = 40
TALLEST_ROW = 640.0
SHORT_TABLE = 4
TALLEST_PAIR = 240.0
"""Rows taller than this together may part: else they would leave half a page empty."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading with unit, its share of the width, and whether it holds figures."""

    heading: str
    share: float
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A row that opens a group within a table."""

    words: str


@dataclass(frozen=True, slots=True)
class Total:
    """A row of sums, between two black lines."""

    cells: Sequence[Cell]


Row = Sequence[Cell] | Group | Total


def table(
    columns: Sequence[Column], rows: Sequence[Row], width: float = WIDTH, padding: float = 3.6
) -> Table:
    """Return a table over the full width, or over `width` points."""
    shares = sum(column.share for column in columns)
    widths = _widths(columns, [width * column.share / shares for column in columns])
    last = len(columns) - 1
    body: list[list[Any]] = [
        [
            say(HEAD_RIGHT if column.figures else HEAD, brief(column.heading, LONGEST_HEADING))
            for column in columns
        ]
    ]
    style: list[tuple[Any, ...]] = [
        TABLE_FONT,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), SPACE),
        ("RIGHTPADDING", (last, 0), (last, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), padding),
        ("BOTTOMPADDING", (0, 0), (-1, -1), padding + 0.4),
        ("TOPPADDING", (0, 0), (-1, 0), 0),
        ("LINEBELOW", (0, 0), (-1, 0), 1.25, HexColor(NAVY)),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, HexColor(RULE)),
    ]
    for at, row in enumerate(rows, start=1):
        if isinstance(row, Group):
            body.append([say(CELL_STRONG, row.words), *[""] * last])
            style += [
                ("SPAN", (0, at), (-1, at)),
                ("BACKGROUND", (0, at), (-1, at), HexColor(NOTE_FILL)),
                ("LEFTPADDING", (0, at), (0, at), 5),
            ]
        elif isinstance(row, Total):
            body.append(_cells(columns, row.cells, strong=True))
            style += [
                ("LINEABOVE", (0, at), (-1, at), 1, HexColor(TEXT)),
                ("LINEBELOW", (0, at), (-1, at), 1, HexColor(TEXT)),
            ]
        else:
            body.append(_cells(columns, row, strong=False))
    made = Table(body, widths, repeatRows=1, splitByRow=1, hAlign="LEFT")
    made.setStyle(TableStyle(style))
    made.spaceAfter = 6
    made.wrap(width, 10_000)
    if max(made._rowHeights) > TALLEST_ROW:
        made.splitInRow = 1  # no page could hold the row whole
        return made
    groups = [at for at, row in enumerate(rows, start=1) if isinstance(row, Group)]
    runs = _together(made._rowHeights, groups)
    made.setStyle(TableStyle([("NOSPLIT", (0, first), (0, last)) for first, last in runs]))
    made.wrap(width, 10_000)
    made.least = sum(made._rowHeights[: max([3, *(b + 1 for a, b in runs if a == 0)])])
    return made


def _together(heights: Sequence[float], groups: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last of rows that stay on one page: a short table stays whole.

    Of a long one the first two rows, the last two, and a group with its first row.
    """
    last = len(heights) - 1
    if last <= SHORT_TABLE and sum(heights) <= TALLEST_PAIR:
        return [(0, last)] if last else []
    runs = [(1, 2), (last - 1, last), *((at, at + 1) for at in groups)]
    return [
        (first, end)
        for first, end in runs
        if 0 <= first < end <= last and sum(heights[first : end + 1]) <= TALLEST_PAIR
    ]


def _widths(columns: Sequence[Column], wanted: list[float]) -> list[float]:
    """Return the widths, with no word of a heading broken where the others can give room."""
    least = [
        max((width_of(word, 9, SEMIBOLD) for word in column.heading.split()), default=0.0)
        + SPACE
        + 0.5
        for column in columns
    ]
    widths = [max(one, two) for one, two in zip(wanted, least, strict=True)]
    over = sum(widths) - sum(wanted)
    spare = [max(0.0, one - max(two, 60.0)) for one, two in zip(widths, least, strict=True)]
    if over <= 0 or sum(spare) < over:
        return wanted if over > 0 else widths
    return [one - over * two / sum(spare) for one, two in zip(widths, spare, strict=True)]


def _cells(columns: Sequence[Column], row: Sequence[Cell], strong: bool) -> list[Any]:
    cells: list[Any] = []
    for column, cell in zip(columns, row, strict=True):
        if isinstance(cell, str | Rich):
            if strong:
                style = CELL_STRONG_RIGHT if column.figures else CELL_STRONG
            else:
                style = CELL_RIGHT if column.figures else CELL
            cells.append(say(style, cell))
        else:
            cells.append(cell)
    return cells


def panel(content: Sequence[Flowable], gap: bool = False, width: float = WIDTH) -> Table:
    """Return a pale panel with a bar at its left: plum for a gap, navy for a note or result."""
    rows = [["", flowable] for flowable in content]
    made = Table(rows, [5, width - 5], splitByRow=1, hAlign="LEFT")
    last = len(content) - 1
    made.setStyle(
        TableStyle(
            [
                TABLE_FONT,
                ("BACKGROUND", (0, 0), (-1, -1), HexColor(GAP_FILL if gap else NOTE_FILL)),
                ("BACKGROUND", (0, 0), (0, -1), HexColor(PLUM if gap else NAVY)),
                ("LEFTPADDING", (1, 0), (1, -1), 11),
                ("RIGHTPADDING", (0, 0), (-1, -1), 12),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
                ("TOPPADDING", (0, 0), (-1, 0), 8),
                ("BOTTOMPADDING", (0, last), (-1, last), 9),
            ]
        )
    )
    made.spaceBefore, made.spaceAfter = 5, 7
    return made


def side_by_side(*sides: Sequence[Flowable]) -> Table:
    """Return two columns of flowables, each as tall as it needs to be."""
    made = Table([list(map(list, sides))], [COLUMN + GUTTER, COLUMN], hAlign="LEFT")
    made.setStyle(
        TableStyle(
            [
                TABLE_FONT,
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (0, 0), GUTTER),
                ("RIGHTPADDING", (1, 0), (1, 0), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    made.spaceAfter = 5
    return made

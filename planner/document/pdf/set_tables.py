"""A table of a document as rows on pages: cells of words, marks, paragraphs or several of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from planner.document.blocks import (
    AnswerBox,
    Cell,
    CellPart,
    ClassMark,
    Column,
    DecisionTag,
    Group,
    Mark,
    Row,
    StatusMark,
    Table,
    Text,
    TickBox,
    Total,
)
from planner.document.pdf import marks, styles
from planner.document.pdf.set_cells import Beside, Drawing, Plain, Stack
from planner.document.pdf.set_rows import Kind, SetRow, SetTable
from planner.document.pdf.set_widths import heading_of, widths_of
from planner.document.pdf.set_words import COLOURS, FONTS, STYLES, Places, fitted_style, prose
from planner.document.pdf.structure import Element
from planner.document.wording import CLASS_LETTERS
from planner.document.words import Rich, rich

BELOW = 0.4
"""What more stands below the words of a row than above them, in points."""
BESIDE = 4.0
"""Points between a mark and the words beside it."""
STATUS_WIDE = 12.0
LARGE_BOX = 16.0


@dataclass(frozen=True, slots=True)
class Look:
    """How the words of a table are set: with the places they may refer to, and how much smaller."""

    places: Places
    smaller: float

    def style(self, style: ParagraphStyle, figures: bool = False) -> ParagraphStyle:
        """Return a style as the table has it; figures stand at the right, under their heading."""
        return _styled(style, figures, self.smaller)


@cache
def _styled(style: ParagraphStyle, figures: bool, smaller: float) -> ParagraphStyle:
    made = style if smaller == 1.0 else fitted_style(style, style.fontSize * smaller)
    return made.clone(f"{made.name}-right", alignment=TA_RIGHT) if figures else made


def table_of(table: Table, width: float, places: Places) -> SetTable | None:
    """Return a table as rows over a width in points; None where it has neither row nor heading."""
    headed = any(column.heading for column in table.columns)
    if not table.rows and not headed:
        return None
    widths, smaller = widths_of(table, width)
    heading = next((at for at, one in enumerate(table.columns) if one.heading), 0)
    look = Look(places, smaller)
    return SetTable(
        _head(table, look) if headed else None,
        [_row(row, table, heading, look) for row in table.rows],
        widths,
        Element("Table"),
        table.ruled,
        table.together,
    )


def _head(table: Table, look: Look) -> SetRow:
    cells = [
        Plain(heading_of(column), look.style(styles.HEAD, column.figures))
        for column in table.columns
    ]
    return SetRow("head", cells, 0.0, table.padding + BELOW)


def _row(row: Row, table: Table, heading: int, look: Look) -> SetRow:
    above, below = table.padding, table.padding + BELOW
    if isinstance(row, Group):
        words = _words(rich(row.words), look.style(styles.CELL_STRONG), look)
        return SetRow("group", [words], above, below)
    strong = isinstance(row, Total)
    cells = [
        cell_of(cell, column, strong, look)
        for cell, column in zip(
            row.cells if isinstance(row, Total) else row, table.columns, strict=True
        )
    ]
    refers = any(cell.refers for cell in cells)
    kind: Kind = "total" if strong else "row"
    return SetRow(kind, cells, above, below, heading, refers=refers)


def cell_of(cell: Cell, column: Column, strong: bool, look: Look) -> Plain | Stack:
    """Return a cell; `strong` is for the words of a row of sums."""
    if isinstance(cell, str | Rich):
        style = styles.CELL_STRONG if strong else styles.CELL
        return _words(rich(cell), look.style(style, column.figures), look)
    if isinstance(cell, Text):
        return _words(cell.words, look.style(STYLES[cell.style], column.figures), look)
    parts: tuple[CellPart, ...] = cell if isinstance(cell, tuple) else (cell,)
    return Stack(stacked(parts, look, column.figures))


def stacked(parts: Sequence[CellPart], look: Look, figures: bool = False) -> list[Any]:
    """Return the parts of a cell, each under the one before; a mark beside the words after it."""
    made: list[Any] = []
    before: Mark | None = None
    for part in parts:
        if isinstance(part, Text):
            style = look.style(STYLES[part.style], figures)
            words = prose(part.words, style, look.places)
            if before is None:
                made.append(words)
            else:
                mark, room, drop = _beside(before)
                made.append(Beside(mark, words, room, drop))
                before = None
            continue
        if before is not None:
            made.append(mark_of(before))
        before = part
    return made if before is None else [*made, mark_of(before)]


def _beside(mark: Mark) -> tuple[Drawing, float, float]:
    """Return a mark, the room it takes beside words, and how far it is set down, in points."""
    made = mark_of(mark)
    if isinstance(mark, StatusMark):
        return Drawing(made.picture), STATUS_WIDE, 2.0  # the words beside it say the same
    return made, float(made.picture.width) + BESIDE, 0.0


def mark_of(mark: Mark) -> Drawing:
    """Return the drawing of a mark, with the words that are read in its place."""
    match mark:
        case ClassMark(class_):
            known = class_ in CLASS_LETTERS
            said = Element("Span", actual_text=str(class_)) if known else None
            return Drawing(marks.ClassMark(class_), said)
        case DecisionTag(decision, words):
            return Drawing(marks.DecisionTag(decision, words), Element("Span", actual_text=words))
        case AnswerBox(words):
            return Drawing(marks.AnswerBox(words), Element("Span", actual_text=words))
        case TickBox(large):
            box = marks.TickBox(LARGE_BOX) if large else marks.TickBox()
            return Drawing(box, Element("Figure", alt="Box to tick"))
        case StatusMark(status):
            return Drawing(marks.StatusMark(status), Element("Figure", alt=status))


def _words(words: Rich, style: ParagraphStyle, look: Look) -> Plain | Stack:
    """Return the words of a cell, without reading markup where they all look alike."""
    runs = words.runs
    first = runs[0] if runs else None
    if first is None:
        return Plain("", style)
    alike = all(
        run.weight == first.weight and run.tone == first.tone and not run.small
        and not run.struck and not run.link and not run.page
        for run in runs
    )  # fmt: skip
    if not alike:
        return Stack([prose(words, style, look.places)])
    if first.weight != "regular" or first.tone in COLOURS:
        style = _dressed(style, first.weight, first.tone)
    return Plain(words.plain, style)


@cache
def _dressed(style: ParagraphStyle, weight: str, tone: str) -> ParagraphStyle:
    """Return a style in another weight and tone."""
    changes: dict[str, Any] = {}
    if weight != "regular":
        changes["fontName"] = FONTS[weight]
    if tone in COLOURS:
        changes["textColor"] = HexColor(COLOURS[tone])
    return style.clone(f"{style.name}-{weight}-{tone}", **changes)

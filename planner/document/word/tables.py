"""Tables of a Word file: a heading row that repeats, rows that stay whole, widths as on paper."""

from __future__ import annotations

from collections.abc import Sequence

from planner.document.blocks import Cell, CellPart, Column, Group, Row, Style, Table, Text, Total
from planner.document.palette import NOTE_FILL, SECONDARY, TEXT
from planner.document.pdf.set_widths import widths_of
from planner.document.pdf.styles import load_fonts
from planner.document.word.elements import POINT, Element, make, paragraph, run, safe
from planner.document.word.inline import Inline
from planner.document.word.looks import Looks, run_look
from planner.document.words import Rich, plain

STRONG = {
    "cell_strong",
    "cell_strong_right",
    "number",
    "big_number",
    "panel_title",
    "large_phase",
    "large_title",
}
SHORT_TABLE, TALL_ROW = 1500, 1000
"""Letters of a table that may stay on one page, and of a row that may part: else half a page
would stay empty."""
RIGHT = {"cell_right", "cell_strong_right"}
SIZES: dict[Style, float] = {
    "big_number": 14, "large_item": 13, "large_phase": 13, "large_lead": 13, "large_title": 18,
    "body": 10.5, "lead": 11,
}  # fmt: skip
"""Sizes in points of words in cells that are not as small as most."""


class Tables:
    """Writes tables in the table style of the template."""

    def __init__(self, looks: Looks, inline: Inline, width: float) -> None:
        self.looks, self.inline, self.width = looks, inline, width
        self.style = looks.table_style()
        self.text = looks.id("Table text")
        self.heading = looks.id("Table heading")

    def table(self, table: Table, caption: str) -> Element:
        """Return a table; `caption` describes it where it says nothing of itself."""
        load_fonts()
        widths = [round(one * POINT) for one in widths_of(table, self.width)[0]]
        has_headings = any(column.heading for column in table.columns)
        properties = make(
            "w:tblPr",
            make("w:tblStyle", val=self.style) if table.ruled else None,
            make("w:tblW", w=sum(widths), type="dxa"),
            make("w:tblLayout", type="autofit"),
            None if self.looks.own else _near_edges(),
            make("w:tblLook", val="0020", firstRow=int(has_headings), lastRow=0, firstColumn=0,
                 lastColumn=0, noHBand=1, noVBand=1),
            make("w:tblDescription", val=safe(table.summary or caption)),
        )  # fmt: skip
        made = make(
            "w:tbl", properties, make("w:tblGrid", *(make("w:gridCol", w=w) for w in widths))
        )
        if has_headings:
            made.append(self._headings(table.columns, widths))
        last = len(table.rows) - 1
        is_short = sum(_letters(row) for row in table.rows) <= SHORT_TABLE
        for at, row in enumerate(table.rows):
            together = table.together and is_short and at < last
            made.append(self._row(row, table.columns, widths, together))
        return made

    def _headings(self, columns: Sequence[Column], widths: Sequence[int]) -> Element:
        cells = [
            _cell(width, [paragraph(self.heading, [run(column.heading, run_look(bold=True))],
                                    jc=_right(column.figures))])
            for column, width in zip(columns, widths, strict=True)
        ]  # fmt: skip
        return make("w:tr", make("w:trPr", make("w:cantSplit"), make("w:tblHeader")), *cells)

    def _row(
        self, row: Row, columns: Sequence[Column], widths: Sequence[int], together: bool
    ) -> Element:
        whole = make("w:trPr", make("w:cantSplit")) if _letters(row) <= TALL_ROW else None
        if isinstance(row, Group):
            words = paragraph(self.heading, [run(row.words, run_look(bold=True))])
            fill = make("w:shd", val="clear", color="auto", fill=NOTE_FILL[1:])
            span = make("w:gridSpan", val=len(columns))
            return make("w:tr", whole, _cell(sum(widths), [words], span, fill))
        is_total = isinstance(row, Total)
        line = None
        if is_total:
            edge = {"val": "single", "sz": 8, "space": 0, "color": TEXT[1:]}
            line = make("w:tcBorders", make("w:top", **edge), make("w:bottom", **edge))
        cells = []
        for column, width, cell in zip(
            columns, widths, row.cells if isinstance(row, Total) else row, strict=True
        ):
            lines = self._lines(cell, column.figures, is_total, together)
            border = None if line is None else make("w:tcBorders", *(_copy(one) for one in line))
            cells.append(_cell(width, lines, border))
        return make("w:tr", whole, *cells)

    def _lines(self, cell: Cell, figures: bool, strong: bool, keep: bool) -> list[Element]:
        """Return the paragraphs of a cell; a mark opens the line of the words after it."""
        if isinstance(cell, str | Rich):
            return [self._line(self.inline.runs(cell, bold=strong), figures, keep)]
        parts: tuple[CellPart, ...] = cell if isinstance(cell, tuple) else (cell,)
        lines: list[Element] = []
        marks: list[Element] = []
        for at, part in enumerate(parts):
            if isinstance(part, Text):
                colour = SECONDARY if part.style == "cell_grey" else ""
                bold = strong or part.style in STRONG
                runs = self.inline.runs(
                    part.words, bold=bold, colour=colour, size=SIZES.get(part.style, 0.0)
                )
                lines.append(self._line([*marks, *runs], figures or part.style in RIGHT, keep))
                marks = []
            else:
                alone = not any(isinstance(one, Text) for one in parts[at:])
                drawn = self.inline.mark(part, alone)
                marks += [*drawn, run("  ")] if drawn and not alone else drawn
        if marks or not lines:
            lines.append(self._line(marks, figures, keep))
        return lines

    def _line(self, runs: list[Element], right: bool, keep: bool) -> Element:
        kept = make("w:keepNext") if keep else None
        return paragraph(self.text, runs, jc=_right(right), keepNext=kept)


def _letters(row: Row) -> int:
    """Return how many letters stand in a row."""
    if isinstance(row, Group):
        return len(row.words)
    parts = [
        part
        for cell in (row.cells if isinstance(row, Total) else row)
        for part in (cell if isinstance(cell, tuple) else (cell,))
    ]
    words = sum(len(part.words.plain) for part in parts if isinstance(part, Text))
    return words + sum(len(plain(part)) for part in parts if isinstance(part, str | Rich))


def _near_edges() -> Element:
    """Return room beside the words of a cell that leaves narrow columns their longest word."""
    return make("w:tblCellMar", *(make(f"w:{side}", w=3 * POINT, type="dxa")
                                  for side in ("left", "right")))  # fmt: skip


def _right(right: bool) -> Element:
    return make("w:jc", val="right") if right else None


def _cell(width: int, lines: Sequence[Element], *properties: Element) -> Element:
    return make("w:tc", make("w:tcPr", make("w:tcW", w=width, type="dxa"), *properties), *lines)


def _copy(element: Element) -> Element:
    return make("w:" + element.tag.split("}")[1], **{
        key.split("}")[1]: value for key, value in element.items()
    })  # fmt: skip

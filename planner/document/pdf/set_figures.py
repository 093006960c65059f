"""Key figures side by side, and the list of contents."""

from __future__ import annotations

from reportlab.lib.styles import ParagraphStyle

from planner.document.blocks import Contents, Figures
from planner.document.pdf import styles
from planner.document.pdf.charts.pen import width_of
from planner.document.pdf.set_boxes import Columns, RuledRow, RuledRows
from planner.document.pdf.set_cells import Stack
from planner.document.pdf.set_words import Places, prose
from planner.document.pdf.structure import Element
from planner.document.words import brief, link, on_page

IN_A_ROW = 4
LONGEST_FIGURE = 24
LONGEST_ENTRY = 90
LEAST_SIZE = 12
GAP, AFTER = 10.0, 8.0
PAGE_ROOM = 40.0


def figure_columns(block: Figures, width: float, places: Places) -> list[Columns]:
    """Return large figures with their words, up to four in a row."""
    made = []
    for start in range(0, len(block.figures), IN_A_ROW):
        shown = block.figures[start : start + IN_A_ROW]
        each = width / len(shown)
        gaps = [0.0, *[GAP] * (len(shown) - 1)]
        stacks = []
        for one in shown:
            value = brief(one.value, LONGEST_FIGURE)
            said = prose(value, _fitting(value, each - GAP - 2 * AFTER + 6), places)
            stacks.append(Stack([said, prose(one.words, styles.CAPTION, places)]))
        row = Columns(stacks, [each - gap - AFTER for gap in gaps], gaps)
        row.after_each = AFTER
        row.below, row.rule = 2.0, 0.0
        row.spaceBefore, row.spaceAfter = 7, 7
        made.append(row)
    return made


def _fitting(value: str, room: float) -> ParagraphStyle:
    """Return the style of a large figure: smaller where it would not fit on its line."""
    size = styles.FIGURE.fontSize
    while size > LEAST_SIZE and width_of(value, size, styles.BOLD) > room:
        size -= 1
    return styles.FIGURE.clone(f"Figure{size}", fontSize=size)


def contents_rows(block: Contents, width: float, places: Places) -> RuledRows:
    """Return the contents: each line leads to its page, and prints it."""
    rows = []
    for entry in block.entries:
        style = styles.CONTENTS_1 if entry.level == 0 else styles.CONTENTS_2
        words = link(brief(entry.words, LONGEST_ENTRY), entry.key)
        named = entry.words if entry.key in places.known else ""
        page = on_page(entry.key, brief(named, LONGEST_ENTRY), "number")
        stacks = [
            Stack([prose(words, style, places)]),
            Stack([prose(page, styles.CELL_RIGHT, places)]),
        ]
        rows.append(RuledRow(stacks, [width - PAGE_ROOM, PAGE_ROOM], 2.4, Element("TOCI")))
    made = RuledRows(rows, Element("TOC"), above=1.4)
    made.spaceAfter = 10
    return made

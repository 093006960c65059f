"""A list on its pages: numbers, bullets or boxes to tick, hanging beside the words."""

from __future__ import annotations

from typing import Any

from reportlab.lib.styles import ParagraphStyle

from planner.document.blocks import Items
from planner.document.pdf import marks
from planner.document.pdf.charts.pen import width_of
from planner.document.pdf.set_boxes import ListRow, ListRows
from planner.document.pdf.set_cells import Drawing
from planner.document.pdf.set_words import STYLES, Places, prose
from planner.document.pdf.structure import Element

BULLET = "\N{BULLET}"
LEAST_INDENT = 16.0
BESIDE = 5.0
BOX = 0.95
"""How large a box to tick is, as a share of the size of the words."""


def list_of(block: Items, places: Places) -> ListRows:
    """Return a list in the style of its words."""
    style = STYLES[block.style]
    indent = _indent(block, style)
    numbering = {"numbers": "Decimal", "bullets": "Disc"}.get(block.kind, "None")
    rows = []
    for at, item in enumerate(block.items, start=1):
        label, drop = _label(block, at, style, places)
        words = prose(item, style, places, Element("LBody"))
        rows.append(ListRow(label, words, indent, drop))
    element = Element("L", numbering=numbering)  # type: ignore[arg-type]
    return ListRows(rows, element, max(2.5, style.spaceAfter if style.fontSize > 12 else 2.5))


def _indent(block: Items, style: ParagraphStyle) -> float:
    """Return how far the words stand from the left, in points."""
    if block.kind == "ticks":
        return float(style.fontSize * BOX + 2 + BESIDE)
    if block.kind == "bullets":
        return float(style.fontSize * 1.2)
    return max(LEAST_INDENT, width_of(f"{len(block.items)}.", style.fontSize) + BESIDE - 2)


def _label(block: Items, at: int, style: ParagraphStyle, places: Places) -> tuple[Any, float]:
    """Return what stands before an item, and how far it is set down, in points."""
    if block.kind == "ticks":
        size = style.fontSize * BOX
        box = Drawing(marks.TickBox(size), Element("Lbl", actual_text="To do:"))
        return box, max(0.0, (style.leading - size) / 2 - 1)
    words = f"{at}." if block.kind == "numbers" else BULLET
    return prose(words, style, places, Element("Lbl")), 0.0

"""What stands around every page: marking and title above, revision, expiry and page beneath."""

from __future__ import annotations

from reportlab.lib.colors import HexColor

from planner.document.document import Document
from planner.document.palette import TEXT
from planner.document.pdf.charts.pen import fitted, width_of
from planner.document.pdf.styles import (
    BOLD,
    FOOTER_RULE,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    REGULAR,
    WIDTH,
)
from planner.document.pdf.tagged import FOOTER, HEADER, TagCanvas
from planner.document.words import brief

STALE = "Made before the register changed"
REDACTED = "Redacted edition"
SIZE, MARK_SIZE = 8.5, 9.0
GAP = 14.0


def draw_around(canvas: TagCanvas, document: Document, page: int, total: int) -> None:
    """Draw the header and the footer of a page, which belong to the page and not to the words."""
    canvas.saveState()
    canvas.setFillColor(HexColor(TEXT))
    canvas.setStrokeColor(HexColor(TEXT))
    canvas.setLineWidth(0.5)
    with canvas.painting(HEADER):
        _draw_header(canvas, document, page)
    with canvas.painting(FOOTER):
        _draw_footer(canvas, document, page, total)
    canvas.restoreState()


def _draw_header(canvas: TagCanvas, document: Document, page: int) -> None:
    base = PAGE_HEIGHT - 34
    marking = brief(document.marking, 60)
    x = MARGIN
    if marking:
        canvas.setFont(BOLD, MARK_SIZE)
        canvas.drawString(x, base, marking, charSpace=0.8)
        x += width_of(marking, MARK_SIZE, BOLD) + 0.8 * len(marking) + GAP
    if document.redacted:
        canvas.setFont(BOLD, SIZE)
        canvas.drawString(x, base, REDACTED)
        x += width_of(REDACTED, SIZE, BOLD) + GAP
    canvas.setFont(REGULAR, SIZE)
    words = document.kind if page == 1 else document.header
    room = PAGE_WIDTH - MARGIN - x
    canvas.drawRightString(PAGE_WIDTH - MARGIN, base, fitted(words, room, SIZE))
    canvas.line(MARGIN, PAGE_HEIGHT - 43, PAGE_WIDTH - MARGIN, PAGE_HEIGHT - 43)


def _draw_footer(canvas: TagCanvas, document: Document, page: int, total: int) -> None:
    rule = PAGE_HEIGHT - FOOTER_RULE
    canvas.line(MARGIN, rule, PAGE_WIDTH - MARGIN, rule)
    foot = rule - 12.5
    number = f"Page {page} of {total}"
    half = WIDTH / 2 + 10 - width_of(document.expires, SIZE) / 2 - GAP
    room = half if document.expires else WIDTH - width_of(number, SIZE) - GAP
    canvas.setFont(REGULAR, SIZE)
    canvas.drawString(MARGIN, foot, fitted(document.footer, room, SIZE))
    if document.stale:
        canvas.setFont(BOLD, SIZE)
        canvas.drawString(MARGIN, foot - 11, STALE)
        canvas.setFont(REGULAR, SIZE)
    if document.expires:
        canvas.drawCentredString(
            PAGE_WIDTH / 2 + 10, foot, fitted(document.expires, WIDTH / 2, SIZE)
        )
    canvas.drawRightString(PAGE_WIDTH - MARGIN, foot, number)

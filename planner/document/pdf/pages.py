"""A document as PDF: blocks set, pages filled until their numbers settle, then drawn once."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportlab import rl_config

from planner.document.document import Document
from planner.document.in_place import put_in_place
from planner.document.pdf.filling import Item, Placed, fill
from planner.document.pdf.set_blocks import Setter, ready
from planner.document.pdf.set_boxes import all_within
from planner.document.pdf.set_opening import Place
from planner.document.pdf.structure import Element
from planner.document.pdf.styles import PAGE_HEIGHT, PAGE_WIDTH, REGULAR, load_fonts
from planner.document.pdf.surround import draw_around
from planner.document.pdf.tagged import TagCanvas
from planner.document.words import clean
from planner.progress import Progress, unreported

if TYPE_CHECKING:
    from planner.document.pdf.protection import Protection

rl_config.useA85 = 0  # streams as bytes, not as letters: a fifth smaller, and quicker
MOST_TIMES = 5
"""So often the pages are filled at most: numbers that still change are printed as they are."""
SETTING = "Setting the words"
LAYING = "Laying out the pages"
DRAWING = "Drawing the pages"


def write_document_pdf(
    document: Document,
    path: Path,
    report: Progress = unreported,
    *,
    password: str | None = None,
) -> None:
    """Write a document as a PDF, whole or not at all; OSError where the place cannot be written."""
    put_in_place(document_pdf(document, report, password=password), path)


def document_pdf(
    document: Document, report: Progress = unreported, *, password: str | None = None
) -> bytes:
    """Return a document as a tagged PDF in memory; the same document always gives the same bytes.

    With a password it opens only with that, and its bytes differ each time, as they must.
    InputRefused where a password cannot be used.
    """
    load_fonts()
    setter = ready(document.blocks)
    items = _set(document, setter, report)
    pages = _settled(items, setter, report)
    data = _drawn(document, pages, setter, report, password)
    report(1, 1, "Pages laid out")
    return data


def _set(document: Document, setter: Setter, report: Progress) -> list[Item]:
    """Return the blocks as what fills pages."""
    items: list[Item] = []
    total = len(document.blocks)
    for at, block in enumerate(document.blocks):
        report(at, total, SETTING)
        items += setter.items([block])
    return items


def _settled(items: Sequence[Item], setter: Setter, report: Progress) -> list[list[Placed]]:
    """Return what stands on each page, filled again until no page number changes its width."""
    for _ in range(MOST_TIMES):
        report(0, 1, LAYING)
        pages = fill(items, report, LAYING)
        if setter.places.settle(_found(pages)):
            break
    return pages


def _found(pages: Sequence[Sequence[Placed]]) -> dict[str, int]:
    """Return the page of each place."""
    return {
        one.key: number
        for number, page in enumerate(pages, start=1)
        for placed in page
        for one in all_within(placed.flowable)
        if isinstance(one, Place)
    }


def _drawn(
    document: Document,
    pages: Sequence[Sequence[Placed]],
    setter: Setter,
    report: Progress,
    password: str | None,
) -> bytes:
    """Return the pages drawn, with the properties of the file."""
    target = io.BytesIO()
    canvas = TagCanvas(
        target,
        root=Element("Document"),
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        initialFontName=REGULAR,
        lang="en-GB",
        encrypt=_protection(password),
    )
    canvas.setTitle(clean(document.title))
    canvas.setAuthor(clean(document.author))
    canvas.setSubject(clean(document.subject))
    canvas.setCreator("Backstop")
    canvas.setDateFormatter(lambda *_clock: f"D:{document.made_on:%Y%m%d}000000Z")
    total = len(pages)
    for number, page in enumerate(pages, start=1):
        report(number - 1, total, DRAWING)
        draw_around(canvas, document, number, total)
        for placed in page:
            _draw(canvas, placed)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _protection(password: str | None) -> Protection | None:
    """Return what locks the file, where a password is given."""
    if password is None:
        return None
    from planner.document.pdf.protection import Protection

    return Protection(password)


def _draw(canvas: TagCanvas, placed: Placed) -> None:
    """Draw a flowable where it stands, shrunk where no page could hold it."""
    if placed.scale == 1.0:
        placed.flowable.drawOn(canvas, placed.x, placed.y)
        return
    canvas.saveState()
    canvas.translate(placed.x, placed.y)
    canvas.scale(placed.scale, placed.scale)
    placed.flowable.drawOn(canvas, 0, 0)
    canvas.restoreState()

"""The fonts of a document as embedded: what each of their codes says in words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.pdfmetrics import getFont

LONGEST_BLOCK = 100
"""How many codes one block of a map may hold (Adobe Technical Note 5014)."""
PAIR = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{4,})>")
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def finish_fonts(document: PDFDocument, characters: Iterable[str]) -> bool:
    """Embed the fonts; return whether all are, each with a shape for all characters printed.

    ReportLab maps codes that print nothing to no character at all, which readers may take for
    damage: those are left out of the maps.
    """
    fonts = list(document.delayedFonts)
    for font in fonts:
        font.addObjects(document)
    document.delayedFonts = []
    for name, made in document.idToObject.items():
        if name.startswith("toUnicodeCMap:"):
            made.content = _told(made.content)
    printed = {ord(one) for one in characters if one != NO_BREAK_SPACE}
    shapes = [getFont(font.fontName).face.charToGlyph for font in fonts]
    embedded = document.fontMapping.keys() == {font.fontName for font in fonts}
    return embedded and all(printed <= shape.keys() for shape in shapes)


def _told(content: str) -> str:
    """Return a map without the codes that stand for nothing, in blocks of the length allowed."""
    before, rest = re.split(r"\d+ beginbfchar", content)
    after = rest.split("endbfchar")[1]
    pairs = [f"<{code}> <{said}>" for code, said in PAIR.findall(rest) if int(said, 16)]
    starts = range(0, len(pairs), LONGEST_BLOCK)
    blocks = [pairs[start : start + LONGEST_BLOCK] for start in starts]
    told = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return before + told + after

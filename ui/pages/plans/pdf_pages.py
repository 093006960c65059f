"""The pages of a PDF as pictures and its words, read away from the window's thread.

The library that draws pages works for one thread at a time, so every call here belongs on the one
lane of `Tasks.do`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page: its size in points and the title of the part that begins on it, if one does."""

    width: float
    height: float
    title: str


@dataclass(frozen=True, slots=True)
class Found:
    """A place where words were found: the page from 0, and a box in points from its top left."""

    page: int
    left: float
    top: float
    width: float
    height: float


def pages_of(path: Path) -> tuple[PdfPage, ...]:
    """Return the pages of a PDF in order."""
    with pypdfium2.PdfDocument(path) as document:
        titles: dict[int, str] = {}
        for mark in document.get_toc():
            place = mark.get_dest()
            at = place.get_index() if place is not None else None
            if at is not None and mark.level == 0:
                titles.setdefault(at, mark.get_title())
        return tuple(
            PdfPage(width, height, titles.get(at, ""))
            for at in range(len(document))
            for width, height in [document.get_page_size(at)]
        )


def picture_of(path: Path, page: int, scale: float) -> QImage:
    """Return a page as a picture; `scale` 1 is 72 dots to the inch."""
    with pypdfium2.PdfDocument(path) as document:
        bitmap = document[page].render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        image = QImage(
            bytes(bitmap.buffer),
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGBX8888,
        )
        return image.copy()


def find_words(path: Path, words: str) -> tuple[Found, ...]:
    """Return every place where words stand, whatever their case, in the order of the pages."""
    found: list[Found] = []
    with pypdfium2.PdfDocument(path) as document:
        for at in range(len(document)):
            page = document[at]
            text = page.get_textpage()
            search = text.search(words)
            while (hit := search.get_next()) is not None:
                start, number = hit
                for rect in range(text.count_rects(start, number)):
                    left, bottom, right, top = text.get_rect(rect)
                    height = page.get_height()
                    found.append(Found(at, left, height - top, right - left, top - bottom))
    return tuple(found)

"""What stands in the cells of tables: flowables one beneath the other, and short plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from planner.document.pdf.structure import Element
from planner.document.pdf.tagged import TagCanvas

FINE = 1e-6
OVER = 8.0
"""Points by which a mark may stand into the space between columns."""
SLIM = 40.0
"""Words beside a mark need so many points, else they stand beneath it."""


@lru_cache(maxsize=100_000)
def word_width(word: str, font: str, size: float) -> float:
    """Return the width of a word in points."""
    return float(stringWidth(word, font, size))


class Plain:
    """Words that all look alike, broken into lines without reading any markup.

    They are drawn as ReportLab's paragraphs are, and take a part of the time.
    """

    __slots__ = ("_at", "_lines", "style", "text")
    refers = False

    def __init__(self, text: str, style: ParagraphStyle) -> None:
        self.text, self.style = text, style
        self._at = -1.0
        self._lines: list[str] = []

    def lines(self, width: float) -> list[str]:
        """Return the lines at a width in points; a word too long for one is parted."""
        if self._at != width:
            self._at = width
            self._lines = list(self._broken(width)) if self.text.strip(" ") else []
        return self._lines

    def height(self, width: float) -> float:
        """Return the height at a width, in points."""
        return float(len(self.lines(width)) * self.style.leading)

    def _broken(self, width: float) -> Iterator[str]:
        font, size = self.style.fontName, self.style.fontSize
        if len(self.text) * size < width or word_width(self.text, font, size) <= width:
            yield self.text
            return
        space = word_width(" ", font, size)
        line, used = "", 0.0
        for word in self.text.split(" "):
            if not word:
                continue
            room = word_width(word, font, size)
            if line and used + space + room <= width + FINE:
                line, used = f"{line} {word}", used + space + room
                continue
            if line:
                yield line
            while room > width and len(word) > 1:
                kept = self._fits(word, width)
                yield word[:kept]
                word = word[kept:]
                room = word_width(word, font, size)
            line, used = word, room
        if line:
            yield line

    def _fits(self, word: str, width: float) -> int:
        """Return how many letters of a word stand on a line; one at least."""
        font, size = self.style.fontName, self.style.fontSize
        used = 0.0
        for at, letter in enumerate(word):
            used += word_width(letter, font, size)
            if used > width:
                return max(at, 1)
        return len(word)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the lines from a height down."""
        style, lines = self.style, self.lines(width)
        if canvas._fillColorObj is not style.textColor:  # told once for cells that follow
            canvas.setFillColor(style.textColor)
        y = top - style.fontSize
        words = canvas.beginText(x, y)
        words.setFont(style.fontName, style.fontSize, style.leading)
        right = style.alignment == TA_RIGHT
        for line in lines:
            if right:
                words.setTextOrigin(x + width - word_width(line, style.fontName, style.fontSize), y)
                words.textOut(line)
            else:
                words.textLine(line)
            y -= style.leading
        canvas.drawText(words)

    def split(self, width: float, room: float) -> tuple[Plain, Plain]:
        """Return the words that stand in a room, and the rest."""
        lines = self.lines(width)
        kept = int((room + FINE) / self.style.leading)
        return Plain(" ".join(lines[:kept]), self.style), Plain(" ".join(lines[kept:]), self.style)


class Stack:
    """Flowables one beneath the other, in a width that who draws it gives."""

    __slots__ = ("flowables",)

    def __init__(self, flowables: Sequence[Any]) -> None:
        self.flowables = list(flowables)

    @property
    def refers(self) -> bool:
        """Whether anything in it prints the page of a place."""
        return any(getattr(one, "refers", False) for one in self.flowables)

    def height(self, width: float) -> float:
        """Return the height at a width, in points; with no room above the first, as in a cell."""
        total = before = after = 0.0
        for at, one in enumerate(self.flowables):
            tall = one.wrap(width, 10_000)[1]
            sb, after = one.getSpaceBefore(), one.getSpaceAfter()
            if at == 0:
                before = sb
            total += tall + sb + after
        return float(total - before - after)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the flowables from a height down."""
        y = top
        for at, one in enumerate(self.flowables):
            wide, tall = one.wrap(width, 10_000)
            y -= tall + (one.getSpaceBefore() if at else 0.0)
            one.drawOn(canvas, x, y, _sW=width - wide)
            y -= one.getSpaceAfter()

    def split(self, width: float, room: float) -> tuple[Stack, Stack]:
        """Return what stands in a room, and the rest."""
        kept: list[Any] = []
        for at, one in enumerate(self.flowables):
            rest = self.flowables[at + 1 :]
            if Stack([*kept, one]).height(width) <= room + FINE:
                kept.append(one)
                continue
            left = room
            if kept:
                above = kept[-1].getSpaceAfter() + one.getSpaceBefore()
                left -= Stack(kept).height(width) + above
            parts = one.split(width, left) if left > 0 else []
            if len(parts) > 1:
                return Stack([*kept, parts[0]]), Stack([*parts[1:], *rest])
            return Stack(kept), Stack([one, *rest])
        return Stack(kept), Stack([])


class Beside(Flowable):  # type: ignore[misc]
    """A mark with the words that belong to it at its right; beneath it where that is too narrow."""

    def __init__(self, mark: Flowable, words: Any, room: float, drop: float = 0.0) -> None:
        super().__init__()
        self.mark, self.words, self.room, self.drop = mark, words, room, drop
        self.refers = getattr(words, "refers", False)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the height of the taller, in points."""
        self.width = width
        wide, tall = self.mark.wrap(width, height)
        self.apart = width - max(self.room, wide) >= SLIM
        room = width - self.room if self.apart else width
        words = self.words.wrap(room, height)[1]
        self.height = max(tall + self.drop, words) if self.apart else tall + self.drop + words
        return width, self.height

    def draw(self) -> None:
        """Draw the mark, then the words."""
        tall = self.mark.wrap(self.width, self.height)[1]
        self.mark.drawOn(self.canv, 0, self.height - tall - self.drop)
        if self.apart:
            words = self.words.wrap(self.width - self.room, self.height)[1]
            self.words.drawOn(self.canv, self.room, self.height - words)
        else:
            self.words.drawOn(self.canv, 0, 0)


class Drawing(Flowable):  # type: ignore[misc]
    """A picture that belongs to an element, or without one to the page.

    It is drawn smaller where it is wider than its room and the space beside that.
    """

    def __init__(self, picture: Any, element: Element | None = None) -> None:
        super().__init__()
        self.picture, self.element = picture, element
        self.spaceBefore, self.spaceAfter = picture.getSpaceBefore(), picture.getSpaceAfter()

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the size of the picture, or what its room leaves of it."""
        wide, tall = self.picture.wrap(width, height)
        self.scale = width / wide if wide > width + OVER else 1.0
        self.width, self.height = wide * self.scale, tall * self.scale
        return self.width, self.height

    def draw(self) -> None:
        """Draw the picture for its element."""
        canvas = self.canv
        if self.scale < 1.0:
            canvas.scale(self.scale, self.scale)
        if self.element is None or not isinstance(canvas, TagCanvas):
            self.picture.drawOn(canvas, 0, 0)
            return
        with canvas.painting(self.element):
            self.picture.drawOn(canvas, 0, 0)
        if self.element.role == "Figure":
            canvas.box_of(self.element, self.width / self.scale, self.height / self.scale)

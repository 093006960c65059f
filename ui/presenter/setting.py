"""Words set to fit: the largest size at which they fill their area, shortened where none fits.

Everything on the room's screen is measured in points of a sheet 1080 high, whatever the screen;
the painter is scaled, so that lines break alike on every projector.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from ui.theme import PROJECTOR, Look

TALL = 1080.0
"""Height of the sheet."""
NARROWEST = 1440.0
"""Least width of the sheet: on a screen taller than 4 : 3 everything is drawn smaller instead."""
SMALLEST = 26.0
"""Size below which nothing is written."""
LEADING = 1.16
DOTS = "…"


class RoomLook(Look):
    """The look of the projector: its own colours, and sizes that do not grow with the text.

    The screen is filled whatever the text size of the facilitator's window.
    """

    def __init__(self, look: Look) -> None:
        QObject.__init__(self)  # it goes with the window that holds it
        self.theme = PROJECTOR
        self.text_size = 100
        self._family = look.font().family()
        self._fonts = {}
        self._metrics = {}


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of one size, and whether words were left out."""

    lines: tuple[str, ...]
    size: float
    strong: bool
    is_shortened: bool = False

    @property
    def height(self) -> float:
        """The height of all lines."""
        return len(self.lines) * self.size * LEADING


def font_of(look: Look, size: float, *, strong: bool = False) -> QFont:
    """Return a font whose letters keep their places at every scale."""
    font = look.font(size, strong=strong)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def width_of(look: Look, words: str, size: float, *, strong: bool = False) -> float:
    """Return how wide words are on one line."""
    return QFontMetricsF(font_of(look, size, strong=strong)).horizontalAdvance(words)


def broken(look: Look, words: str, width: float, size: float, *, strong: bool) -> tuple[str, ...]:
    """Return words in lines no wider than `width`; a longer word is broken within."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    lines = []
    for paragraph in words.split("\n"):
        layout = QTextLayout(paragraph, font_of(look, size, strong=strong))
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            start, length = line.textStart(), line.textLength()
            lines.append(_utf16(paragraph, start, length).strip())
        layout.endLayout()
    return tuple(line for line in lines if line)


def fitted(
    look: Look,
    words: str,
    width: float,
    height: float,
    sizes: Sequence[float],
    *,
    strong: bool = False,
    most: int = 99,
) -> Setting:
    """Return words set in the first of the sizes at which they fit, in at most so many lines.

    Where none does they end sooner, at the end of a sentence where that keeps half of what has
    room, else after a word and with dots.
    """
    words = "\n".join(" ".join(part.split()) for part in words.splitlines())
    for size in sizes:
        lines = broken(look, words, width, size, strong=strong)
        if len(lines) <= min(most, room_for(size, height)):
            return Setting(lines, size, strong)
    size = sizes[-1]
    rows = min(most, room_for(size, height))
    if rows < 1:
        return Setting((), size, strong, is_shortened=True)
    lines = broken(look, words, width, size, strong=strong)[:rows]
    kept = " ".join(lines)
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s)", kept)]
    if ends and ends[-1] > len(kept) / 2:
        shorter = broken(look, kept[: ends[-1]], width, size, strong=strong)
        return Setting(shorter, size, strong, is_shortened=True)
    last = lines[-1]
    while last and width_of(look, last.rstrip(" ,;:") + DOTS, size, strong=strong) > width:
        before, _, _ = last.rpartition(" ")
        last = before or last[:-1]
    return Setting((*lines[:-1], last.rstrip(" ,;:.") + DOTS), size, strong, is_shortened=True)


def room_for(size: float, height: float) -> int:
    """Return how many lines of a size a height has room for."""
    return int((height + 0.01) // (size * LEADING))


def write(
    painter: QPainter,
    look: Look,
    setting: Setting,
    box: QRectF,
    token: str = "text",
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Write set lines from the top of a box."""
    font = font_of(look, setting.size, strong=setting.strong)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor(getattr(look.theme, token)))
    tall = setting.size * LEADING
    base = box.top() + (tall + metrics.capHeight()) / 2
    for line in setting.lines:
        left = box.left()
        if align != Qt.AlignmentFlag.AlignLeft:
            free = box.width() - metrics.horizontalAdvance(line)
            left += free if align == Qt.AlignmentFlag.AlignRight else free / 2
        painter.drawText(QPointF(left, base), line)
        base += tall


def _utf16(text: str, start: int, length: int) -> str:
    """Return a part of a text that Qt counts in units of UTF-16."""
    units = text.encode("utf-16-le")
    return units[start * 2 : (start + length) * 2].decode("utf-16-le", "ignore")

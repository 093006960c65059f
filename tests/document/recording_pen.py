"""A pen that writes down what it draws, for tests of how a chart is laid out on paper."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from planner.document.pdf.charts.pen import Pen, Picture, fitted, width_of
from planner.document.pdf.styles import REGULAR, load_fonts
from planner.document.words import clean


@dataclass(frozen=True, slots=True)
class Written:
    """Words on a drawing with the box they fill, in points, and their size."""

    words: str
    left: float
    low: float
    right: float
    high: float
    size: float

    def overlaps(self, other: Written, by: float = 1.0) -> bool:
        """Return whether two words lie over each other by more than so many points both ways."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > by
            and min(self.high, other.high) - max(self.low, other.low) > by
        )


class RecordingPen(Pen):
    """A pen on a canvas nobody reads, that keeps the words and where they stand."""

    def __init__(self) -> None:
        load_fonts()
        super().__init__(Canvas(io.BytesIO()))
        self.written: list[Written] = []

    def text(
        self, x: float, y: float, words: str, size: float = 9, font: str = REGULAR,
        colour: str = "#000000", anchor: str = "start", room: float | None = None,
    ) -> float:  # fmt: skip
        """Write words, and keep their box."""
        shown = clean(words) if room is None else fitted(words, room, size, font)
        wide = width_of(shown, size, font)
        left = x - wide if anchor == "end" else x - wide / 2 if anchor == "middle" else x
        # Capitals stand about 0.7 of the size above their line, tails 0.2 beneath it.
        corners = [self._at(left, y - 0.2 * size), self._at(left + wide, y + 0.7 * size)]
        xs, ys = [one for one, _ in corners], [two for _, two in corners]
        if shown.strip():
            self.written.append(Written(shown, min(xs), min(ys), max(xs), max(ys), size))
        return super().text(x, y, words, size, font, colour, anchor, room)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        found: Any = self.canvas.absolutePosition(x, y)
        return float(found[0]), float(found[1])


def written_on(picture: Picture) -> list[Written]:
    """Return the words of a drawing."""
    pen = RecordingPen()
    picture.paint(pen)
    return pen.written

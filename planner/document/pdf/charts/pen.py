"""The few strokes all charts share, drawn straight on the canvas so that every line is vector."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from planner.document.charts import Look
from planner.document.palette import NAVY, NAVY_TINT, ORANGE, PLUM, RULE, TEAL, TEXT, WHITE
from planner.document.pdf.structure import Element
from planner.document.pdf.styles import REGULAR, SEMIBOLD
from planner.document.pdf.tagged import TagCanvas
from planner.document.words import brief, clean

FILLS: dict[Look, str] = {
    "navy": NAVY,
    "tint": NAVY_TINT,
    "teal": TEAL,
    "plum": PLUM,
    "outline": WHITE,
    "striped": WHITE,
    "hatched": WHITE,
    "late": ORANGE,
}
Point = tuple[float, float]


class Picture(Flowable, ABC):  # type: ignore[misc]
    """A drawing of a fixed size in the flow of a page.

    Its `element` says what it is: a Figure with alt text, or a P where it is drawn words; without
    one it is an artifact, such as a box to tick.
    """

    def __init__(self, width: float, height: float, element: Element | None = None) -> None:
        super().__init__()
        self.width, self.height, self.element = width, height, element

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take the size it was made with."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw on the canvas that ReportLab set, for the element that the drawing is."""
        canvas, element = self.canv, self.element
        if element is None or not isinstance(canvas, TagCanvas):
            self.paint(Pen(canvas))
            return
        if element.role == "Figure":
            canvas.box_of(element, self.width, self.height)
        with canvas.painting(element):
            self.paint(Pen(canvas))

    @abstractmethod
    def paint(self, pen: Pen) -> None:
        """Draw the chart; each kind says how."""


class Pen:
    """A canvas with the strokes of our charts."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.rect(x, y, width, height, stroke=0, fill=1)

    def bar(self, x: float, y: float, width: float, height: float, look: Look) -> None:
        """Draw a bar in one of the looks; outlined and hatched bars keep an edge."""
        if look in {"hatched", "striped"}:
            corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
            self.hatch(corners, ORANGE if look == "hatched" else NAVY)
            return
        self.fill(x, y, width, height, FILLS[look])
        if look == "outline":
            self.canvas.setStrokeColor(HexColor(NAVY))
            self.canvas.setLineWidth(1)
            inset = min(0.5, width / 2)
            self.canvas.rect(x + inset, y + 0.5, max(0.0, width - 1), height - 1, stroke=1, fill=0)

    def polygon(self, points: Sequence[Point], colour: str, edge: str = WHITE) -> None:
        """Fill a shape with a thin edge that keeps it off its neighbours."""
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.setStrokeColor(HexColor(edge))
        self.canvas.setLineWidth(0.9)
        self.canvas.drawPath(self._path(points), stroke=1, fill=1)

    def hatch(self, points: Sequence[Point], colour: str = ORANGE) -> None:
        """Fill a shape with hatching and a black edge; orange hatching means not covered."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, right, low, high = min(xs), max(xs), min(ys), max(ys)
        canvas = self.canvas
        canvas.saveState()
        path = self._path(points)
        canvas.setFillColor(HexColor(WHITE))
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.setStrokeColor(HexColor(colour))
        canvas.setLineWidth(2.1)
        step = 4.6
        at = math.floor((left - high) / step) * step
        while at < right - low:
            canvas.line(at + low - 3, low - 3, at + high + 3, high + 3)
            at += step
        canvas.restoreState()
        canvas.setStrokeColor(HexColor(TEXT))
        canvas.setLineWidth(0.9)
        canvas.drawPath(path, stroke=1, fill=0)

    def _path(self, points: Sequence[Point]) -> object:
        path = self.canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
        return path

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        colour: str = TEXT,
        thick: float = 0.9,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draw a straight line."""
        self.canvas.saveState()
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setLineWidth(thick)
        if dash:
            self.canvas.setDash(*dash)
        self.canvas.line(x1, y1, x2, y2)
        self.canvas.restoreState()

    def grid(self, x1: float, x2: float, y: float) -> None:
        """Draw a faint line across."""
        self.line(x1, y, x2, y, "#E1E4E6", 0.6)

    def rule(self, x1: float, x2: float, y: float) -> None:
        """Draw a line between rows."""
        self.line(x1, y, x2, y, RULE, 0.5)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 9,
        font: str = REGULAR,
        colour: str = TEXT,
        anchor: str = "start",
        room: float | None = None,
    ) -> float:
        """Write words, shortened to the room where one is given; return their width."""
        shown = clean(words) if room is None else fitted(words, room, size, font)
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.setFont(font, size)
        if anchor == "end":
            self.canvas.drawRightString(x, y, shown)
        elif anchor == "middle":
            self.canvas.drawCentredString(x, y, shown)
        else:
            self.canvas.drawString(x, y, shown)
        return width_of(shown, size, font)

    def ground(self, x: float, y: float, wide: float, size: float = 9.5) -> None:
        """Lay white under words that cross a line."""
        self.fill(x - 2, y - 0.25 * size, wide + 4, size, WHITE)

    def diamond(self, x: float, y: float, radius: float, colour: str = PLUM) -> None:
        """Draw an open diamond around a point."""
        self.canvas.setLineWidth(1.3)
        self.canvas.setFillColor(HexColor(WHITE))
        self.canvas.setStrokeColor(HexColor(colour))
        points = [(x - radius, y), (x, y + radius), (x + radius, y), (x, y - radius)]
        self.canvas.drawPath(self._path(points), stroke=1, fill=1)

    def dot(self, x: float, y: float, radius: float, colour: str = NAVY) -> None:
        """Draw a filled dot with a white edge."""
        self.canvas.setFillColor(HexColor(colour))
        self.canvas.setStrokeColor(HexColor(WHITE))
        self.canvas.setLineWidth(1)
        self.canvas.circle(x, y, radius, stroke=1, fill=1)


def width_of(words: str, size: float = 9, font: str = REGULAR) -> float:
    """Return the width of words in points."""
    return float(stringWidth(words, font, size))


def fitted(words: str, room: float, size: float = 9, font: str = REGULAR) -> str:
    """Return words shortened with an ellipsis until they fit the room."""
    tidy = clean(words)
    if width_of(tidy, size, font) <= room:
        return tidy
    low, high = 1, min(len(tidy), 400)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(brief(tidy, middle), size, font) <= room:
            low = middle
        else:
            high = middle - 1
    return brief(tidy, low)


def wrapped(words: str, room: float, size: float, font: str, most: int) -> list[str]:
    """Return words broken into at most `most` lines; the last is shortened to fit."""
    lines: list[str] = []
    left = clean(words).split()
    while left and len(lines) < most:
        taken = 1
        while taken < len(left) and width_of(" ".join(left[: taken + 1]), size, font) <= room:
            taken += 1
        last = len(lines) == most - 1
        lines.append(fitted(" ".join(left if last else left[:taken]), room, size, font))
        left = left[taken:]
    return lines


def nice_ticks(most: float, about: int = 4) -> list[float]:
    """Return even, round ticks from zero that reach up to `most` but not beyond."""
    if most <= 0:
        return [0.0]
    rough = most / about
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(m * size for m in (1, 2, 2.5, 5, 10) if m * size >= rough * 0.999)
    if most >= 4:
        step = max(1.0, step)
    return [step * n for n in range(int(most / step + 1e-9) + 1)]


def room_for(labels: Sequence[str], least: float, size: float = 8.5) -> float:
    """Return the room left of an axis for the longest of its labels, at least `least` points."""
    return max([least, *(width_of(one, size) + 8 for one in labels)])


def spread(wanted: Sequence[float], apart: Sequence[float], low: float, high: float) -> list[float]:
    """Return places near those wanted, which fall; each keeps its `apart` from the one under it."""
    places: list[float] = []
    for at, place in enumerate(wanted):
        top = high if not places else places[-1] - apart[at - 1]
        places.append(min(place, top))
    floor = low + (apart[-1] - 13.0 if apart else 0.0)
    for at in range(len(places) - 1, -1, -1):
        places[at] = max(places[at], floor)
        floor = places[at] + (apart[at - 1] if at else 0.0)
    return places


LABEL = SEMIBOLD

"""A canvas that keeps what is drawn on it as SVG, so that paper and browser share one drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import getFont, stringWidth

from planner.document.pdf.styles import BOLD, REGULAR, SEMIBOLD
from planner.document.words import clean

WEIGHTS = {REGULAR: "", SEMIBOLD: "600", BOLD: "700"}
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Ink:
    """How the next stroke looks, and where: colours, width in points, dashes, font, axes."""

    fill: str = "#000000"
    stroke: str = "#000000"
    opacity: float = 1.0
    thick: float = 1.0
    dash: str = ""
    font: str = REGULAR
    size: float = 9.0
    axes: Matrix = IDENTITY
    clips: int = 0


class SvgPath:
    """An outline as it grows, in points from the lower left corner."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.steps: list[str] = []

    def moveTo(self, x: float, y: float) -> None:
        """Begin a line at a point."""
        self.steps.append(f"M{short(x)} {short(self.height - y)}")

    def lineTo(self, x: float, y: float) -> None:
        """Go on to a point."""
        self.steps.append(f"L{short(x)} {short(self.height - y)}")

    def close(self) -> None:
        """Go back to where the line began."""
        self.steps.append("Z")


class SvgCanvas:
    """The strokes that the drawings of charts use, with the names that ReportLab gives them.

    Points count from the lower left corner, as on paper. `key` opens the ids of its clips, which
    no other drawing on the page may share.
    """

    def __init__(self, height: float, key: str) -> None:
        self.height, self.key = height, key
        self.ink = Ink()
        self.kept: list[Ink] = []
        self.parts: list[str] = []
        self.lines = ""
        self.line_look = ""
        self.clip_count = 0

    @property
    def svg(self) -> str:
        """Return everything drawn so far, without the element around it."""
        self._end_lines()
        return "".join(self.parts)

    def saveState(self) -> None:
        """Keep colours, widths, axes and clips for `restoreState`."""
        self.kept.append(self.ink)

    def restoreState(self) -> None:
        """Take back what the last `saveState` kept."""
        before = self.kept.pop()
        self._end_lines()
        self.parts.append("</g>" * (self.ink.clips - before.clips))
        self.ink = before

    def setFillColor(self, colour: Color) -> None:
        """Fill with a colour."""
        self.ink = replace(self.ink, fill=_hex(colour))

    def setStrokeColor(self, colour: Color) -> None:
        """Draw lines in a colour."""
        self.ink = replace(self.ink, stroke=_hex(colour))

    def setStrokeColorRGB(self, red: float, green: float, blue: float) -> None:
        """Draw lines in a colour, each part from 0 to 1."""
        self.setStrokeColor(Color(red, green, blue))

    def setFillAlpha(self, alpha: float) -> None:
        """Fill so that what lies beneath shines through; 1 covers it."""
        self.ink = replace(self.ink, opacity=alpha)

    def setLineWidth(self, thick: float) -> None:
        """Draw lines so many points wide."""
        self.ink = replace(self.ink, thick=thick)

    def setDash(self, on: float | Sequence[float] = (), off: float = 0.0) -> None:
        """Draw dashes of so many points, with gaps of so many; nothing for a whole line."""
        lengths = (on, off) if isinstance(on, int | float) else tuple(on)
        self.ink = replace(self.ink, dash=" ".join(short(length) for length in lengths))

    def setFont(self, font: str, size: float) -> None:
        """Write in one of the weights of the document font, in points."""
        self.ink = replace(self.ink, font=font, size=size)

    def translate(self, x: float, y: float) -> None:
        """Move the origin."""
        self._turn((1.0, 0.0, 0.0, 1.0, x, y))

    def rotate(self, degrees: float) -> None:
        """Turn the axes against the clock; quarter turns only, else ValueError."""
        turns = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}
        if degrees % 360 not in turns:
            raise ValueError(f"The axes turn in quarters, not by {degrees} degrees.")
        cos, sin = turns[int(degrees % 360)]
        self._turn((cos, sin, -sin, cos, 0.0, 0.0))

    def _turn(self, by: Matrix) -> None:
        a, b, c, d, e, f = self.ink.axes
        g, h, i, j, k, m = by
        self._end_lines()
        self.ink = replace(
            self.ink,
            axes=(
                a * g + c * h,
                b * g + d * h,
                a * i + c * j,
                b * i + d * j,
                a * k + c * m + e,
                b * k + d * m + f,
            ),
        )

    def rect(
        self, x: float, y: float, width: float, height: float, stroke: int = 1, fill: int = 0
    ) -> None:
        """Draw a rectangle from its lower left corner."""
        place = f'x="{short(x)}" y="{short(self.height - y - height)}"'
        size = f'width="{short(max(0.0, width))}" height="{short(max(0.0, height))}"'
        self._add(f"<rect {place} {size}{self._look(stroke, fill)}/>")

    def circle(self, x: float, y: float, radius: float, stroke: int = 1, fill: int = 0) -> None:
        """Draw a circle around a point."""
        place = f'cx="{short(x)}" cy="{short(self.height - y)}" r="{short(radius)}"'
        self._add(f"<circle {place}{self._look(stroke, fill)}/>")

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a straight line; lines that look alike are kept as one path."""
        look = self._look(1, 0)
        if look != self.line_look:
            self._end_lines()
            self.line_look = look
        start = f"M{short(x1)} {short(self.height - y1)}"
        self.lines += f"{start}L{short(x2)} {short(self.height - y2)}"

    def beginPath(self) -> SvgPath:
        """Return an outline to grow."""
        return SvgPath(self.height)

    def drawPath(self, path: SvgPath, stroke: int = 1, fill: int = 0) -> None:
        """Draw an outline."""
        self._add(f'<path d="{"".join(path.steps)}"{self._look(stroke, fill)}/>')

    def clipPath(self, path: SvgPath, stroke: int = 1, fill: int = 0) -> None:
        """Show what is drawn next only inside an outline, until the state is restored."""
        if stroke or fill:
            self.drawPath(path, stroke, fill)
        self.clip_count += 1
        key = f"{self.key}-clip-{self.clip_count}"
        outline = f'<path d="{"".join(path.steps)}"/>'
        self._add(f'<clipPath id="{key}">{outline}</clipPath><g clip-path="url(#{key})">')
        self.ink = replace(self.ink, clips=self.ink.clips + 1)

    def drawString(self, x: float, y: float, words: str) -> None:
        """Write words from a point on."""
        self._write(x, y, words, "start")

    def drawRightString(self, x: float, y: float, words: str) -> None:
        """Write words up to a point."""
        self._write(x, y, words, "end")

    def drawCentredString(self, x: float, y: float, words: str) -> None:
        """Write words around a point."""
        self._write(x, y, words, "middle")

    def _write(self, x: float, y: float, words: str, anchor: str) -> None:
        ink, tidy = self.ink, clean(words)
        shown = tidy.strip()
        if not shown:
            return
        # A browser drops spaces at the ends, so the words are moved by their width instead.
        room_before = stringWidth(tidy[: len(tidy) - len(tidy.lstrip())], ink.font, ink.size)
        room_after = stringWidth(tidy[len(tidy.rstrip()) :], ink.font, ink.size)
        shares = {"start": (1.0, 0.0), "middle": (0.5, 0.5), "end": (0.0, 1.0)}
        before, after = shares[anchor]
        x += room_before * before - room_after * after
        look = f' font-size="{short(ink.size)}" fill="{ink.fill}"'
        if WEIGHTS[ink.font]:
            look += f' font-weight="{WEIGHTS[ink.font]}"'
        if anchor != "start":
            look += f' text-anchor="{anchor}"'
        if _has_every_letter(shown, ink.font):
            # Another font is set as wide as the one the places were worked out for.
            width = stringWidth(shown, ink.font, ink.size)
            look += f' textLength="{short(width)}" lengthAdjust="spacingAndGlyphs"'
        place = f'x="{short(x)}" y="{short(self.height - y)}"'
        self._add(f"<text {place}{look}{self._axes()}>{escape(shown, quote=False)}</text>")

    def _look(self, stroke: int, fill: int) -> str:
        ink = self.ink
        look = f' fill="{ink.fill if fill else "none"}"'
        if fill and ink.opacity < 1:
            look += f' fill-opacity="{short(ink.opacity)}"'
        if stroke:
            look += f' stroke="{ink.stroke}" stroke-width="{short(ink.thick)}"'
            if ink.dash:
                look += f' stroke-dasharray="{ink.dash}"'
        return look + self._axes()

    def _axes(self) -> str:
        """Return the turned axes as SVG counts them: down from the upper left corner."""
        if self.ink.axes == IDENTITY:
            return ""
        a, b, c, d, e, f = self.ink.axes
        down = (a, -b, -c, d, c * self.height + e, self.height - d * self.height - f)
        return f' transform="matrix({" ".join(short(part) for part in down)})"'

    def _add(self, element: str) -> None:
        self._end_lines()
        self.parts.append(element)

    def _end_lines(self) -> None:
        if self.lines:
            self.parts.append(f'<path d="{self.lines}"{self.line_look}/>')
        self.lines = self.line_look = ""


def short(number: float) -> str:
    """Return a number with two decimals at most, never "-0"."""
    words = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if words == "-0" else words


def _hex(colour: Color) -> str:
    return f"#{int(colour.int_rgb()):06x}"


def _has_every_letter(words: str, font: str) -> bool:
    known = getFont(font).face.charToGlyph
    return all(ord(letter) in known for letter in words)

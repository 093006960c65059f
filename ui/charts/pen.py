"""What every chart is drawn with: words, lines, fills and patterns in the colours of a theme."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from ui.theme import Look

AXIS = 11


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a chart that can be pointed at: its words and, where it stands for one, a key."""

    box: QRectF
    words: str
    key: str = ""


class Pen:
    """A painter that knows the look; sizes are pixels at 100 % text and grow with the text."""

    def __init__(self, painter: QPainter, look: Look) -> None:
        self.painter = painter
        self.look = look
        self.theme = look.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def px(self, size: float) -> float:
        """Return a size at the text size in use."""
        return size * self.look.text_size / 100

    def colour(self, token: str) -> QColor:
        """Return the colour of a token."""
        return self.theme.colour(token)

    def width(self, words: str, size: float = AXIS, *, strong: bool = False) -> float:
        """Return how wide words are."""
        return QFontMetricsF(self.look.font(size, strong=strong)).horizontalAdvance(words)

    def line_height(self, size: float = AXIS) -> float:
        """Return the height of a line of words."""
        return QFontMetricsF(self.look.font(size)).height()

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = AXIS,
        align: str = "left",
        strong: bool = False,
        token: str = "text",
        room: float | None = None,
        halo: str = "",
    ) -> None:
        """Write words whose middle line lies at `y`; cut with dots where `room` is too narrow.

        `halo` is the token of a ground laid under the words, where they cross something.
        """
        font = self.look.font(size, strong=strong)
        metrics = QFontMetricsF(font)
        if room is not None:
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(room, 0))
        wide = metrics.horizontalAdvance(words)
        left = x - wide if align == "right" else x - wide / 2 if align == "centre" else x
        base = y + (metrics.ascent() - metrics.descent()) / 2
        if halo:
            ground = QRectF(left - 2, y - metrics.height() / 2, wide + 4, metrics.height())
            self.painter.fillRect(ground, self.colour(halo))
        self.painter.setFont(font)
        self.painter.setPen(self.colour(token))
        self.painter.drawText(QPointF(left, base), words)

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        token: str = "divider",
        width: float = 1,
        *,
        dashed: bool = False,
    ) -> None:
        """Draw a straight line, on whole pixels where it is level or upright."""
        pen = QPen(self.colour(token), width)
        if dashed:
            pen.setDashPattern([4, 3])
        if x1 == x2:
            x1 = x2 = round(x1) + 0.5
        if y1 == y2:
            y1 = y2 = round(y1) + 0.5
        self.painter.setPen(pen)
        self.painter.drawLine(QLineF(x1, y1, x2, y2))

    def run(self, points: list[QPointF], token: str, width: float = 2) -> None:
        """Draw a line through points."""
        pen = QPen(self.colour(token), self.px(width))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPolyline(QPolygonF(points))

    def area(self, shape: QPolygonF, look: str, edge: str = "") -> None:
        """Fill a shape in the manner of a look (see `fill`), with an edge where one is named."""
        path = QPainterPath()
        path.addPolygon(shape)
        path.closeSubpath()
        self._fill_path(path, look)
        if edge:
            self.painter.setPen(QPen(self.colour(edge), 1))
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.drawPath(path)

    def fill(self, box: QRectF, look: str) -> None:
        """Fill a box: solid (navy, teal, tint, late), outlined, striped or hatched."""
        path = QPainterPath()
        path.addRect(box)
        self._fill_path(path, look)
        edges = {"outline": "must", "hatched": "failure", "striped": "needed", "plum": "could"}
        edge = edges.get(look, "edge" if self.theme.name == "high_contrast" else "")
        if edge and box.width() > 1:
            self.painter.setPen(QPen(self.colour(edge), 1))
            self.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def _fill_path(self, path: QPainterPath, look: str) -> None:
        solid = {
            "navy": "must",
            "teal": "needed",
            "late": "failure",
            "must": "must",
            "needed": "needed",
            "accent": "accent",
            "success": "success",
        }
        painter = self.painter
        painter.setPen(Qt.PenStyle.NoPen)
        if look in solid:
            painter.fillPath(path, self.colour(solid[look]))
            if self.theme.name == "high_contrast" and look in {"teal", "needed"}:
                self._lines(path, "surface", 6, falling=False)
        elif look.startswith("band"):
            painter.fillPath(path, QColor(self.theme.bands[int(look[4:]) % 4]))
        elif look == "tint":
            painter.fillPath(path, QColor(self.theme.bands[0]))
        else:
            painter.fillPath(path, self.colour("surface"))
            if look in {"hatched", "could", "plum", "striped"}:
                token = {"hatched": "failure", "striped": "needed"}.get(look, "could")
                self._lines(path, token, 5, falling=look == "striped")

    def _lines(self, path: QPainterPath, token: str, gap: float, *, falling: bool) -> None:
        """Rule slanting lines through a shape, the same distance apart at every text size."""
        painter, box, step = self.painter, path.boundingRect(), self.px(gap)
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(QBrush(self.colour(token)), self.px(1)))
        reach = box.height()
        at = box.left() - reach
        at -= at % step
        while at < box.right() + reach:
            low, high = (box.top(), box.bottom()) if falling else (box.bottom(), box.top())
            painter.drawLine(QLineF(at, low, at + reach, high))
            at += step
        painter.restore()

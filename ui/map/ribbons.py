"""Ribbons and arrows of the map.

Quiet ribbons are gathered into a few paths, each an item of its own, so that thousands are drawn in
one go and those off the screen are not drawn at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ui.map.boxes import font_of
from ui.theme import Look

THIN = 0.9
"""Width in pixels of the thinnest ribbon, so that few people are not nobody."""
TOGETHER = 150
"""Ribbons gathered into one path."""


@dataclass(slots=True)
class Course:
    """Where a ribbon runs: the tops of both its ends, and its width."""

    start: QPointF
    end: QPointF
    width: float

    def add_to(self, path: QPainterPath) -> None:
        """Add the ribbon to a path as a band with two curved edges."""
        (x0, y0), (x1, y1) = self.start.toTuple(), self.end.toTuple()
        width, middle = max(self.width, THIN), (x0 + x1) / 2
        path.moveTo(x0, y0)
        path.cubicTo(middle, y0, middle, y1, x1, y1)
        path.lineTo(x1, y1 + width)
        path.cubicTo(middle, y1 + width, middle, y0 + width, x0, y0 + width)
        path.closeSubpath()

    def path(self) -> QPainterPath:
        """Return the ribbon as a path of its own."""
        path = QPainterPath()
        self.add_to(path)
        return path


class BandsItem(QGraphicsItem):
    """Many ribbons of one colour, drawn as one path."""

    def __init__(self, path: QPainterPath, token: str, strength: float, look: Look) -> None:
        super().__init__()
        path.setFillRule(Qt.FillRule.WindingFill)
        self._path = path
        self._token = token
        self._strength = strength
        self._look = look
        self._bounds = path.controlPointRect().adjusted(-1, -1, 1, 1)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        """Return what the ribbons cover."""
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Fill the ribbons; smoothly where they can be told apart."""
        colour = QColor(getattr(self._look.theme, self._token))
        colour.setAlphaF(self._strength)
        painter.setRenderHint(
            QPainter.RenderHint.Antialiasing, painter.worldTransform().m11() > 0.3
        )
        painter.fillPath(self._path, colour)


def gathered(
    courses: list[Course], token: str, strength: float, look: Look, z: float
) -> list[BandsItem]:
    """Return ribbons as few items: each by itself where they are few, so that overlaps show."""
    together = 1 if len(courses) <= TOGETHER else TOGETHER
    items = []
    for first in range(0, len(courses), together):
        path = QPainterPath()
        for course in courses[first : first + together]:
            course.add_to(path)
        item = BandsItem(path, token, strength, look)
        item.setZValue(z)
        items.append(item)
    return items


class LeanItem(QGraphicsItem):
    """A dashed arrow from who fails to who feels it, with its words beside the arrowhead."""

    def __init__(self, words: str, *, is_strong: bool, look: Look) -> None:
        super().__init__()
        self._words = words
        self._strong = is_strong
        self._look = look
        self._path = QPainterPath()
        self._tip = QPointF()
        self._label = QRectF()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(3 if is_strong else 1.5)

    def run(self, start: QPointF, end: QPointF, bulge: float) -> None:
        """Run from one box's right side to another's, out by `bulge` and back."""
        self.prepareGeometryChange()
        self._path = QPainterPath(start)
        out = max(start.x(), end.x()) + bulge
        self._path.cubicTo(QPointF(out, start.y()), QPointF(out, end.y()), end)
        self._tip = end
        width = QFontMetricsF(font_of(self._look, 11)).horizontalAdvance(self._words) + 12
        self._label = QRectF(end.x() + 12, end.y() + 4, width, 17)
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the arrow with its words."""
        return self._path.controlPointRect().united(self._label).adjusted(-8, -8, 8, 8)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw the arrow, and its words where it concerns the centre."""
        theme = self._look.theme
        colour = QColor(theme.accent if self._strong else theme.edge)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colour, 1.8 if self._strong else 1.2, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        tip = self._tip
        painter.drawPolygon(
            QPolygonF([tip, tip + QPointF(9, -4.5), tip + QPointF(9, 4.5)])
        )  # a triangle that points at the box
        if not self._strong or painter.worldTransform().m11() < 0.5:
            return
        painter.setPen(QPen(QColor(theme.edge), 0.8))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(self._label, 2, 2)
        painter.setFont(font_of(self._look, 11))
        painter.setPen(QColor(theme.text))
        painter.drawText(self._label, Qt.AlignmentFlag.AlignCenter, self._words)

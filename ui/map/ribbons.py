"""Ribbons and arrows of the map.

Where there are few, each ribbon is drawn by itself, so that overlaps show. Where there are many,
all but the widest are one item: seen from afar a few paths, seen close the pieces that lie on the
screen and no others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ui.map.boxes import font_of
from ui.theme import Look

THIN = 0.9
"""Width in pixels of the thinnest ribbon, so that few people are not nobody."""
MANY = 600
"""Ribbons beyond which only the widest are drawn each by itself."""
WIDEST = 150
TOGETHER = 400
"""Ribbons gathered into one path where they are seen from afar."""
PIECES = 10
AFAR = 0.3
"""Scale at and below which nothing is drawn smoothly."""


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


class RibbonItem(QGraphicsItem):
    """One ribbon."""

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
        """Return what the ribbon covers."""
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Fill the ribbon, smoothly unless it is seen from afar."""
        colour = QColor(getattr(self._look.theme, self._token))
        colour.setAlphaF(self._strength)
        painter.setRenderHint(
            QPainter.RenderHint.Antialiasing, painter.worldTransform().m11() > AFAR
        )
        painter.fillPath(self._path, colour)


class ManyRibbonsItem(QGraphicsItem):
    """Very many ribbons of one colour; only what lies on the screen is drawn."""

    def __init__(self, courses: list[Course], token: str, strength: float, look: Look) -> None:
        super().__init__()
        self._token = token
        self._strength = strength
        self._look = look
        # Only so many ribbons need it, and it would keep the first map of a council waiting.
        import numpy as np

        ends = np.array(
            [(*one.start.toTuple(), *one.end.toTuple(), one.width / 2) for one in courses]
        )
        x0, y0, x1, y1, half = (ends[:, column, None] for column in range(5))
        part = np.linspace(0.0, 1.0, PIECES + 1)
        # The middle line of the band of `Course`: a cubic with both handles half way across.
        across = 1.5 * part * (1 - part) + part**3
        along = part**2 * (3 - 2 * part)
        self._x = x0 + (x1 - x0) * across
        self._y = y0 + half + (y1 - y0) * along
        self._half = np.repeat(half, PIECES, axis=1)
        self._courses = courses
        left, top = float(self._x.min()), float(self._y.min())
        self._bounds = QRectF(
            left, top, float(self._x.max()) - left, float(self._y.max()) - top
        ).adjusted(-2, -2, 2, 2)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        """Return what the ribbons cover."""
        return self._bounds

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw paths from afar, and from near the pieces within what is exposed."""
        colour = QColor(getattr(self._look.theme, self._token))
        colour.setAlphaF(self._strength)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if painter.worldTransform().m11() <= AFAR:
            for path in self._paths:
                painter.fillPath(path, colour)
            return
        pieces = QPainterPath()
        pieces.setFillRule(Qt.FillRule.WindingFill)
        thinnest = 0.55 / painter.worldTransform().m11()
        for x0, y0, x1, y1, across, along in self._within(option.exposedRect, thinnest):
            pieces.moveTo(x0 - across, y0 + along)
            pieces.lineTo(x1 - across, y1 + along)
            pieces.lineTo(x1 + across, y1 - along)
            pieces.lineTo(x0 + across, y0 - along)
            pieces.closeSubpath()
        painter.fillPath(pieces, colour)

    @cached_property
    def _paths(self) -> list[QPainterPath]:
        """All ribbons as few paths, made when they are first seen from afar."""
        found = []
        for first in range(0, len(self._courses), TOGETHER):
            path = QPainterPath()
            path.setFillRule(Qt.FillRule.WindingFill)
            for course in self._courses[first : first + TOGETHER]:
                course.add_to(path)
            found.append(path)
        return found

    def _within(self, exposed: QRectF, thinnest: float) -> list[list[float]]:
        """Return the pieces of ribbons that touch a rectangle, cut to its height.

        Each is the two ends of its middle line, and the step aside from it to its edge. A ribbon
        is at least twice `thinnest` wide, or what has no width would be drawn as specks.
        """
        import numpy as np

        top, bottom = exposed.top() - 8, exposed.bottom() + 8
        x0, x1 = self._x[:, :-1], self._x[:, 1:]
        y0, y1 = self._y[:, :-1], self._y[:, 1:]
        touching = (
            (np.minimum(y0, y1) <= bottom)
            & (np.maximum(y0, y1) >= top)
            & (x0 <= exposed.right())
            & (x1 >= exposed.left())
        )
        x0, x1, y0, y1 = x0[touching], x1[touching], y0[touching], y1[touching]
        half = np.maximum(self._half[touching], thinnest)
        length = np.hypot(x1 - x0, y1 - y0)
        length[length == 0] = 1.0
        across, along = (y1 - y0) / length * half, (x1 - x0) / length * half
        rise = np.where(y1 == y0, 1.0, y1 - y0)
        slope = (x1 - x0) / rise
        cut0, cut1 = np.clip(y0, top, bottom), np.clip(y1, top, bottom)
        found = np.stack(
            (x0 + (cut0 - y0) * slope, cut0, x1 + (cut1 - y1) * slope, cut1, across, along),
            axis=1,
        )
        return list(found.tolist())


def gathered(
    courses: list[Course], token: str, strength: float, look: Look, z: float
) -> list[QGraphicsItem]:
    """Return ribbons as items: each by itself where they are few, so that overlaps show."""
    wide, thin = courses, []
    if len(courses) > MANY:
        by_width = sorted(courses, key=lambda course: -course.width)
        wide, thin = by_width[:WIDEST], by_width[WIDEST:]
    items: list[QGraphicsItem] = [
        RibbonItem(course.path(), token, strength, look) for course in wide
    ]
    if thin:
        items.append(ManyRibbonsItem(thin, token, strength, look))
    for item in items:
        item.setZValue(z)
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

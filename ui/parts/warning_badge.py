"""The badge of a warning colour: shape, letter and colour together, so that none stands alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Look

LETTERS = {
    "clear": "C",
    "watch": "W",
    "amber": "A",
    "red": "R",
    "failed": "F",
    "not assessed": "?",
}
"""Colours in words from the least worrying on; not assessed is not safe and stands apart."""
ORDER = {"failed": 0, "red": 1, "amber": 2, "not assessed": 3, "watch": 4, "clear": 5}
"""The order of the watch list: the worst first, and not known before what is only watched."""


def paint_warning(painter: QPainter, box: QRectF, colour: str, look: Look) -> None:
    """Draw a badge in a square box.

    Clear is an outlined circle, watch an outlined square, amber a filled triangle, red a filled
    octagon, failed a filled square, and not assessed a dashed square with a question mark.
    """
    theme = look.theme
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink, drop = QColor(theme.surface), 0.0
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(0.75, 0.75, -0.75, -0.75)
    if colour == "clear":
        ink = QColor(theme.success)
        painter.setPen(QPen(ink, 1.5))
        painter.drawEllipse(inner)
    elif colour == "watch":
        ink = QColor(theme.text)
        painter.setPen(QPen(ink, 1.5))
        painter.drawRoundedRect(inner, 2, 2)
    elif colour == "amber":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.caution))
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(box.center().x(), box.top() - 2),
                    box.bottomRight() + QPointF(1.5, 0.5),
                    box.bottomLeft() + QPointF(-1.5, 0.5),
                ]
            )
        )
        drop = box.height() * 0.13
    elif colour in ("red", "failed"):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.failure))
        painter.drawPolygon(_octagon(box) if colour == "red" else QPolygonF(box))
    else:
        ink = QColor(theme.secondary)
        painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
        painter.drawRect(inner)
    font = look.font(10, strong=True)
    font.setPixelSize(max(6, round(box.height() * (0.58 if drop else 0.62))))
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(
        box.translated(0, drop), Qt.AlignmentFlag.AlignCenter, LETTERS.get(colour, "?")
    )
    painter.restore()


def _octagon(box: QRectF) -> QPolygonF:
    cut = box.width() * 0.29
    left, right, top, bottom = box.left(), box.right(), box.top(), box.bottom()
    return QPolygonF(
        [
            QPointF(left + cut, top), QPointF(right - cut, top),
            QPointF(right, top + cut), QPointF(right, bottom - cut),
            QPointF(right - cut, bottom), QPointF(left + cut, bottom),
            QPointF(left, bottom - cut), QPointF(left, top + cut),
        ]
    )  # fmt: skip


class WarningBadge(QWidget):
    """A badge as a widget; its accessible name is the colour in a word."""

    def __init__(self, look: Look, colour: str = "not assessed", side: int = 19) -> None:
        super().__init__()
        self._look = look
        self._colour = colour
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_colour(colour)
        look.changed.connect(self.updateGeometry)

    def show_colour(self, colour: str) -> None:
        """Show another colour, by its word."""
        self._colour = colour
        self.setAccessibleName(colour)
        self.setToolTip(colour)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the side of the badge at the text size in use."""
        side = self._look.px(self._side) + 2
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        painter = QPainter(self)
        side = self._look.px(self._side)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_warning(painter, box.adjusted(1, 1, -1, -1), self._colour, self._look)
        painter.end()

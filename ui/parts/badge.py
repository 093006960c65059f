"""The badge of a class: shape, letter and colour together, so that none stands alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Look

LETTERS = {"must": "M", "needed": "N", "could": "C"}


def paint_badge(painter: QPainter, box: QRectF, class_: str | None, look: Look) -> None:
    """Draw a badge in a square box: square M, circle N, outlined diamond C, dashed ? for none."""
    theme = look.theme
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    letter = LETTERS.get(class_ or "", "?")
    ink = QColor(theme.secondary)
    if class_ == "must":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.must))
        painter.drawRoundedRect(box, 2, 2)
        ink = QColor(theme.must_on)
    elif class_ == "needed":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.needed))
        painter.drawEllipse(box)
        ink = QColor(theme.needed_on)
    elif class_ == "could":
        painter.setPen(QPen(QColor(theme.could), 1.5))
        if theme.name == "high_contrast":
            painter.setBrush(QColor(theme.surface))
        middle = box.center()
        reach = box.width() / 2 + 0.5
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(middle.x(), middle.y() - reach),
                    QPointF(middle.x() + reach, middle.y()),
                    QPointF(middle.x(), middle.y() + reach),
                    QPointF(middle.x() - reach, middle.y()),
                ]
            )
        )
        ink = QColor(theme.could_on)
    else:
        painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
        painter.drawRect(box)
    font = look.font(10, strong=True)
    font.setPixelSize(max(6, round(box.height() * 0.62)))
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


class Badge(QWidget):
    """A badge as a widget; its accessible name is the class in a word."""

    def __init__(self, look: Look, class_: str | None = None, side: int = 17) -> None:
        super().__init__()
        self._look = look
        self._class = class_
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_class(class_)
        look.changed.connect(self.updateGeometry)

    def show_class(self, class_: str | None) -> None:
        """Show another class; None is a service that has none yet."""
        self._class = class_
        self.setAccessibleName(class_ or "no class yet")
        self.setToolTip(class_ or "no class yet")
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
        paint_badge(painter, box.adjusted(1, 1, -1, -1), self._class, self._look)
        painter.end()

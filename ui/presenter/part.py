"""A part of the room's screen: drawn on the sheet's own scale, with words for screen readers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.presenter.setting import NARROWEST, TALL
from ui.theme import Look


class Part(QWidget):
    """One part. It draws in points of the sheet (1080 high), from its own corner.

    `ground` is the token of what it stands on.
    """

    ground = "surface"

    def __init__(self, owner: QWidget, look: Look, name: str) -> None:
        super().__init__(owner)
        self._look = look
        self._unit = 1.0
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def area(self) -> QRectF:
        """The part's own area in points of the sheet."""
        return QRectF(0, 0, self.width() / self._unit, self.height() / self._unit)

    def place(self, box: QRectF, unit: float) -> None:
        """Put the part at its place, in points of the sheet; `unit` is pixels to a point."""
        self._unit = unit
        left, top = round(box.left() * unit), round(box.top() * unit)
        right, bottom = round(box.right() * unit), round(box.bottom() * unit)
        self.setGeometry(left, top, right - left, bottom - top)
        self.lay_out()
        self.update()

    def lay_out(self) -> None:
        """Work out again what goes where, since the area or the words changed."""

    def draw(self, painter: QPainter) -> None:
        """Draw within `area`."""
        raise NotImplementedError

    def say(self, words: str) -> None:
        """Keep what the part says for screen readers."""
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the part in points of the sheet."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(getattr(self._look.theme, self.ground)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._unit, self._unit)
        self.draw(painter)
        painter.end()


def unit_of(width: float, height: float) -> float:
    """Return how many pixels a point of the sheet takes in a window of a size in pixels."""
    return max(0.05, min(height / TALL, width / NARROWEST))

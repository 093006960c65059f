"""A small picture of the room's screen, taken anew while it is looked at."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Look

EVERY = 1_000
"""Milliseconds between two pictures."""


class LivePicture(QWidget):
    """The picture, 16 to 9; while there is no window to look at, words say so."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._window: QWidget | None = None
        self._picture = QPixmap()
        self.setAccessibleName("The room's screen, small")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.take)

    def look_at(self, window: QWidget | None) -> None:
        """Show another window, or none."""
        self._window = window
        self.take()

    def take(self) -> None:
        """Take a picture of the window, drawn at once at the size it is shown in."""
        window = self._window
        if window is None or not window.isVisible() or not self.isVisible():
            self._picture = QPixmap()
            self._timer.stop()
            if window is not None and self.isVisible():
                self._timer.start()
            self.update()
            return
        ratio = self.devicePixelRatioF()
        part = min(self.width() / window.width(), self.height() / window.height())
        size = QSize(round(window.width() * part), round(window.height() * part))
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(part, part)
        window.render(painter, QPoint(0, 0))
        painter.end()
        self._picture = picture
        self._timer.start()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return that the shape is fixed."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of 16 to 9."""
        return width * 9 // 16

    def sizeHint(self) -> QSize:
        """Return the size in the side panel."""
        width = self._look.px(290)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return a size at which it can still be made out."""
        return QSize(120, 68)

    def showEvent(self, event: object) -> None:
        """Take pictures again."""
        self.take()

    def hideEvent(self, event: object) -> None:
        """Take no pictures nobody sees."""
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture in its frame."""
        theme = self._look.theme
        painter = QPainter(self)
        frame = QRect(0, 0, self.width() - 1, self.height() - 1)
        painter.fillRect(frame, QColor(theme.background))
        if self._picture.isNull():
            painter.setPen(QColor(theme.secondary))
            painter.setFont(self._look.font(12))
            words = "The room sees nothing yet."
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, words)
        else:
            size = self._picture.deviceIndependentSize().toSize()
            painter.drawPixmap(
                (self.width() - size.width()) // 2,
                (self.height() - size.height()) // 2,
                self._picture,
            )
        painter.setPen(QColor(theme.edge))
        painter.drawRect(frame)
        painter.end()

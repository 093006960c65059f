"""The page of the guide that is read: its text, and its pictures no wider than it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser

SCROLLS = 44
"""Pixels kept free at the right, the bar that scrolls among them."""


class GuidePage(QTextBrowser):
    """Shows one page; `widened` follows a change of its width, since pictures are scaled to it."""

    widened = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._width = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(60)
        self._timer.timeout.connect(self.widened)
        self.setAccessibleName("Page of the guide")
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return a picture of the guide, scaled smoothly to the width there is."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        image = QImage(str(self._folder / QUrl(name).toString()))
        if image.isNull():
            return image
        sharp = self.devicePixelRatioF()
        room = self.width() - 2 * round(self.document().documentMargin()) - SCROLLS
        width = min(image.width(), max(120, room))
        scaled = image.convertToFormat(QImage.Format.Format_RGB32).scaledToWidth(
            round(width * sharp), Qt.TransformationMode.SmoothTransformation
        )
        scaled.setDevicePixelRatio(sharp)
        return scaled

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the pictures drawn again once the width stays."""
        super().resizeEvent(event)
        if self._width != event.size().width():
            self._width = event.size().width()
            self._timer.start()

"""A place that scrolls only where what it holds would become too low to read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.theme import Look


class TallEnough(QScrollArea):
    """Fills its place with a widget, at least as high as `least` says for a width."""

    def __init__(
        self, look: Look, name: str, content: QWidget, least: Callable[[int], int]
    ) -> None:
        super().__init__()
        self._least = least
        self._content = content
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        look.changed.connect(self.fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the widget the size of the place."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give the widget its size anew, as after what it holds has changed."""
        size = self.viewport().size()
        self._content.resize(size.width(), max(size.height(), self._least(size.width())))

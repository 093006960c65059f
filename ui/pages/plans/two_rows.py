"""Two groups of controls side by side, or one under the other where text is large."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.theme import Look

LARGE = 125
"""Text size in per cent from which the groups stand one under the other."""


class TwoRows(QWidget):
    """What is shown at the left, and what can be done at the right or below."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.first = QHBoxLayout()
        self.second = QHBoxLayout()
        for row in (self.first, self.second):
            row.setSpacing(6)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(6)
        self._both.addLayout(self.first, 1)
        self._both.addLayout(self.second)
        look.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        below = self._look.text_size >= LARGE
        way = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        self._both.setDirection(way)

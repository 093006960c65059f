"""A band over a result that is out of date, with the button that makes it new."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from ui.parts.words import button, label
from ui.theme import Look


class StaleBar(QFrame):
    """What is out of date and why; hidden where nothing is."""

    def __init__(self, look: Look, again: Callable[[], object]) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "notice-caution")
        self.setAccessibleName("Out of date")
        self._icon = QLabel()
        self._first = label("", "strong")
        self._rest = label("", wraps=True)
        self._again = button("Run again", again)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 20, 4)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._first)
        row.addWidget(self._rest, 1)
        row.addWidget(self._again)
        look.changed.connect(self._draw)
        self._draw()
        self.hide()

    def say(self, first: str, rest: str) -> None:
        """Show the band."""
        self._first.setText(first)
        self._rest.setText(rest)
        self.setAccessibleDescription(f"{first} {rest}")
        self.show()

    def _draw(self) -> None:
        self._icon.setPixmap(self._look.pixmap("warning", 16, "caution", self.devicePixelRatioF()))

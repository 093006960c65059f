"""A choice among a few words that scrolling past it does not change."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class QuietChoice(QComboBox):
    """A choice that the wheel does not change while somebody scrolls past it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel go to what lies beneath."""
        event.ignore()

"""What the dialogs of the window have in common: no modality, Escape closes, a name, one look."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.parts.words import button, label
from ui.theme import Look


class Dialog(QDialog):
    """A dialog beside the window, which goes on working; `main` takes what is in it.

    It is laid out for the text size it is opened with, and no larger than the screen.
    """

    def __init__(self, look: Look, window: QWidget, title: str, width: int, height: int) -> None:
        super().__init__(window)
        self._look = look
        self._size = (width, height)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(12)
        whole.addWidget(label(title, "headline"))
        self.main = QVBoxLayout()
        self.main.setSpacing(8)
        whole.addLayout(self.main, 1)
        self._foot = QHBoxLayout()
        self._foot.addStretch(1)
        whole.addLayout(self._foot)
        self._close = self.add_button(button("Close", self.close))

    def add_button(self, made: QPushButton) -> QPushButton:
        """Put a button at the foot, before Close."""
        place = self._foot.count() - (1 if hasattr(self, "_close") else 0)
        self._foot.insertWidget(place, made)
        return made

    def showEvent(self, event: QShowEvent) -> None:
        """Take the size wanted, where the screen has room for it."""
        super().showEvent(event)
        screen = self.screen().availableGeometry()
        px = self._look.px
        width, height = self._size
        self.resize(min(px(width), screen.width() - 40), min(px(height), screen.height() - 60))

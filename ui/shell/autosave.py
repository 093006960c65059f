"""When a register is saved by itself: a while after the last edit, or after an exercise logged."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

AUTOSAVE_AFTER = 60_000
"""Milliseconds after the last edit until the file is saved by itself."""


class Autosave(QObject):
    """The wait before a save. `due` is sent when it is over."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(AUTOSAVE_AFTER)
        self._wait.timeout.connect(self.due)

    @property
    def is_waiting(self) -> bool:
        """Return whether a save will come."""
        return self._wait.isActive()

    def after(self, milliseconds: int) -> None:
        """Wait another time from now on."""
        self._wait.setInterval(milliseconds)

    def edited(self, _touched: object = None) -> None:
        """Wait anew: more is being typed."""
        self._wait.start()

    def logged(self) -> None:
        """Wait, unless a save will come: an exercise logs every minute, and would put it off."""
        if not self.is_waiting:
            self._wait.start()

    def stop(self) -> None:
        """Wait no more."""
        self._wait.stop()

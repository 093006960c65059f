"""The bar of long work: under the header, with words, how far it is, and Cancel."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from ui.parts.elided import ElidedLabel
from ui.parts.words import button
from ui.tasks import Task, Tasks

SHOWN_AFTER = 250
"""Milliseconds before the bar comes up, so that short work does not flicker."""


class WorkBar(QFrame):
    """Shows the oldest work that is not quiet; hidden while there is none."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._task: Task | None = None
        self.setProperty("kind", "work")
        self.setAccessibleName("Work going on")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("How far the work is")
        self._words = ElidedLabel()
        self._cancel = button("Cancel", self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        row = QHBoxLayout()
        row.setContentsMargins(16, 3, 12, 3)
        row.addWidget(self._words)
        row.addStretch(1)
        row.addWidget(self._cancel)
        column.addLayout(row)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        tasks.started.connect(self._look_again)
        tasks.ended.connect(self._look_again)
        self.hide()

    @property
    def words(self) -> str:
        """Return what is going on, as shown."""
        return self._words.text()

    def cancel(self) -> None:
        """Stop the work shown."""
        if self._task is not None:
            self._task.cancel()
            self._say("Stopping")

    def _look_again(self, _task: Task) -> None:
        first = next((one for one in self._tasks.running if not one.quiet and one.title), None)
        if first is self._task:
            return
        if self._task is not None and not self._task.is_over:
            self._task.progressed.disconnect(self._progressed)
        self._task = first
        if first is None:
            self._timer.stop()
            self.hide()
            return
        self._bar.setRange(0, 0)
        self._say("")
        first.progressed.connect(self._progressed)
        if self.isHidden():
            self._timer.start(SHOWN_AFTER)

    def _progressed(self, done: int, total: int, words: str) -> None:
        if self._task is None or self._task.is_cancelled:
            return
        if total > 0:
            self._bar.setRange(0, total)
            self._bar.setValue(min(done, total))
        self._say(words)

    def _say(self, words: str) -> None:
        title = self._task.title if self._task is not None else ""
        said = f"{title}: {words}" if words else f"{title}…"
        self._words.setText(said)
        self._words.setAccessibleName(said)

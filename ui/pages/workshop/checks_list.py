"""What is to be mended before an exercise is played, each sentence a way to where it is mended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.document.wording import counted
from ui.parts.words import label
from ui.theme import Look

if TYPE_CHECKING:
    from planner.exercise.script_checks import ScriptCheck

LINES = 4
"""Lines of text that are shown before the list scrolls."""


class _Sentences(QListWidget):
    """The list itself: Enter goes to what a sentence is about."""

    chosen = Signal(int)
    rewrapped = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell of another width, at which sentences wrap otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.rewrapped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to what the sentence is about with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.chosen.emit(self.currentRow())
        else:
            super().keyPressEvent(event)


class ChecksList(QWidget):
    """Sentences to go through. `wanted` carries the event (or "") and the field one is about."""

    wanted = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._checks: tuple[ScriptCheck, ...] = ()
        self._icon = QLabel()
        self._head = label("", "strong")
        self.list = _Sentences()
        self.list.setAccessibleName("To mend before it is played")
        self.list.setAccessibleDescription("Enter goes to what a sentence is about.")
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.chosen.connect(self._go)
        self.list.itemClicked.connect(lambda item: self._go(self.list.row(item)))
        self.list.rewrapped.connect(lambda: QTimer.singleShot(0, self, self._fit))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._icon)
        head.addWidget(self._head, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.list)
        look.changed.connect(self._redraw)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what is shown."""
        return tuple(one.words for one in self._checks)

    def show_checks(self, checks: Sequence[ScriptCheck]) -> None:
        """Show sentences in place of those before."""
        now = tuple(checks)
        if now == self._checks and self._head.text():
            return
        row = self.list.currentRow()
        self._checks = now
        self.list.clear()
        for one in now:
            self.list.addItem(QListWidgetItem(one.words))
        if 0 <= row < len(now):
            self.list.setCurrentRow(row)
        self._redraw()

    def _redraw(self) -> None:
        number, look = len(self._checks), self._look
        words = "Nothing stands in the way of playing it."
        if number:
            words = f"{counted(number, 'thing', 'things')} to mend before it is played"
        self._head.setText(words)
        icon = ("warning", "caution") if number else ("done", "success")
        side = look.px(16)
        self._icon.setPixmap(look.icon(*icon).pixmap(side, side))
        self.list.setVisible(bool(number))
        self._fit()

    def _fit(self) -> None:
        self.list.doItemsLayout()
        items = [self.list.item(row) for row in range(self.list.count())]
        high = sum(self.list.visualItemRect(one).height() for one in items)
        most = LINES * self._look.px(30)
        self.list.setFixedHeight(min(high + 4, most))

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._checks):
            one = self._checks[row]
            if one.inject or one.field:
                self.wanted.emit(one.inject, one.field)

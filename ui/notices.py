"""The message bar: one message at a time under the header, with what can be done about it.

It takes the place of boxes that ask "are you sure": what was done is said here, with Undo.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from ui.theme import Look

Tone = Literal["plain", "failure", "caution", "success"]
SHOWN_FOR = 12_000
"""Milliseconds a plain message stays, unless the pointer or the focus is on it."""

_ICONS = {"plain": "info", "failure": "failed", "caution": "warning", "success": "done"}
_KINDS = {
    "plain": "notice",
    "failure": "notice-failure",
    "caution": "notice-caution",
    "success": "notice-success",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Something to do about a message: its words and what happens."""

    text: str
    carry_out: Callable[[], object]


class MessageBar(QFrame):
    """One message at a time; failures stay until they are closed or answered."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tone: Tone = "plain"
        self.setAccessibleName("Message")
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        self._answers = QHBoxLayout()
        self._close = QToolButton()
        self._close.setAccessibleName("Close the message")
        self._close.setToolTip("Close the message")
        self._close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addLayout(self._answers)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_is_up)
        look.changed.connect(self._redraw)
        self.hide()

    @property
    def words(self) -> str:
        """Return the words of the message shown, or "" where there is none."""
        return "" if self.isHidden() else self.accessibleDescription()

    def say(
        self, first: str, rest: str = "", tone: Tone = "plain", answers: Sequence[Answer] = ()
    ) -> None:
        """Show a message: its bold first words, the rest, and buttons for what can be done."""
        self._tone = tone
        self._text.setText(f"<b>{_escaped(first)}</b> {_escaped(rest)}".strip())
        words = f"{first} {rest}".strip()
        self.setAccessibleDescription(words)
        self._text.setAccessibleName(words)
        while (item := self._answers.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for answer in answers:
            button = QPushButton(answer.text)
            button.setProperty("kind", "link")
            button.clicked.connect(lambda _checked=False, one=answer: self._carry_out(one))
            self._answers.addWidget(button)
        self.setProperty("kind", _KINDS[tone])
        self.style().unpolish(self)
        self.style().polish(self)
        self._redraw()
        self.show()
        if tone in ("plain", "success"):
            self._timer.start(SHOWN_FOR)
        else:
            self._timer.stop()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def clear(self) -> None:
        """Take the message away."""
        self._timer.stop()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the message with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def _carry_out(self, answer: Answer) -> None:
        self.clear()
        answer.carry_out()

    def _time_is_up(self) -> None:
        focused = self.focusWidget()
        if self.underMouse() or (focused is not None and focused.hasFocus()):
            self._timer.start(SHOWN_FOR)
        else:
            self.clear()

    def _redraw(self) -> None:
        token = "accent_text" if self._tone == "plain" else self._tone
        self._icon.setPixmap(
            self._look.pixmap(_ICONS[self._tone], 16, token, self.devicePixelRatioF())
        )
        self._close.setIcon(self._look.icon("close"))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")

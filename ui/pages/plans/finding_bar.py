"""A bar across a plan that says what is wrong with it and what can be done about that."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton

from ui.parts.words import button, label
from ui.theme import Look

LARGE = 150
"""Text size in per cent from which what can be done stands below the words."""


class FindingBar(QFrame):
    """A bar of one colour with bold first words, the rest, and what can be done about it.

    What can be done stands at the right, or below where text is large.
    """

    def __init__(self, look: Look, icon: str, tone: str) -> None:
        super().__init__()
        self._look, self._icon, self._tone = look, icon, tone
        self.setProperty("kind", f"notice-{tone}")
        self._mark = QLabel()
        self._first = label("", "strong")
        self._rest = label("", wraps=True)
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._mark)
        words.addWidget(self._first)
        words.addWidget(self._rest, 1)
        self._answers = QHBoxLayout()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(20, 3, 12, 3)
        self._both.setSpacing(0)
        self._both.addLayout(words, 1)
        self._both.addLayout(self._answers)
        self._buttons: list[QPushButton] = []
        look.changed.connect(self._redraw)
        self._redraw()
        self.hide()

    @property
    def words(self) -> str:
        """Return the words shown, "" where the bar is hidden."""
        return "" if self.isHidden() else f"{self._first.text()} {self._rest.text()}"

    def show_words(
        self, first: str, rest: str, answers: list[tuple[str, Callable[[], object]]]
    ) -> None:
        """Show words and what can be done; nothing at all where there is no `rest`."""
        self._first.setText(first)
        self._rest.setText(rest)
        for one in self._buttons:
            one.hide()
            one.deleteLater()
        self._buttons = [button(text, do, "link") for text, do in answers]
        while self._answers.takeAt(0) is not None:
            pass
        for one in self._buttons:
            self._answers.addWidget(one)
        self._answers.addStretch(1)
        self.setVisible(bool(rest))

    def _redraw(self) -> None:
        large = self._look.text_size >= LARGE
        way = QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight
        self._both.setDirection(way)
        ratio = self.devicePixelRatioF()
        self._mark.setPixmap(self._look.pixmap(self._icon, 16, self._tone, ratio))

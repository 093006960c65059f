"""One objective on the screen: the verdict on it, and what was seen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.pages.workshop.sittings import VERDICTS, Told
from ui.parts.field_editors import LongText
from ui.parts.words import Segments, label
from ui.theme import Look

LINES = 42
"""Height of the words at 100 % text, in pixels: two lines."""


class ObjectiveCard(QFrame):
    """`judged` carries the verdict pressed, `said` the words when the field is left changed."""

    judged = Signal(str)
    said = Signal(str)

    def __init__(self, look: Look, title: str, *, has_verdict: bool = True) -> None:
        super().__init__()
        self._look = look
        self._told = Told()
        self.setProperty("kind", "card")
        self.title = label(title, "title", wraps=True)
        self.verdicts = Segments(f"Verdict on: {title}", VERDICTS, self.judged.emit)
        self.verdicts.setVisible(has_verdict)
        self.before = label("", "secondary", wraps=True)
        self.before.hide()
        self.words = LongText()
        self.words.setPlaceholderText("What was seen")
        self.words.setAccessibleName(f"What was seen: {title}")
        self.words.left.connect(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.verdicts, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.words)
        column.addWidget(self.before)
        look.changed.connect(self._fit)
        self._fit()

    def show_told(self, told: Told, before: Told) -> None:
        """Show what was said; `before` is what an earlier debrief said, in small words."""
        self._told = told
        if told.verdict in dict(VERDICTS):
            self.verdicts.press(told.verdict)
        if not self.words.hasFocus() and self.words.toPlainText() != told.words:
            self.words.setPlainText(told.words)
        verdict = f"Hot debrief, {before.verdict}" if before.verdict else "Hot debrief"
        said = f"{verdict}: {before.words}" if before.words else f"{verdict}."
        is_told = bool(before.verdict or before.words)
        self.before.setText(said if is_told else "")
        self.before.setVisible(is_told)

    def leave(self) -> None:
        """Hand on words that were typed and not yet left."""
        self._leave()

    def _leave(self) -> None:
        words = " ".join(self.words.toPlainText().split())
        if words != self._told.words:
            # Said once, also where the page is left while the words are still being typed.
            self._told = replace(self._told, words=words)
            self.said.emit(words)

    def _fit(self) -> None:
        self.words.setStyleSheet(f"min-height: {self._look.px(LINES)}px;")
        self.words.setMaximumHeight(self._look.px(LINES + 14))

"""The sentence a result opens with, and its key numbers, which wrap where there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.badge import Badge
from ui.parts.flow_row import FlowRow
from ui.parts.words import label
from ui.theme import Look

if TYPE_CHECKING:
    from planner.document.outcome_words import Number


class ResultHead(QWidget):
    """The headline of a result and the numbers beneath it, each with its class and its words."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sentence = label("", "headline", wraps=True)
        self._numbers = QWidget()
        self._row = FlowRow(self._numbers, across=28, down=6)
        policy = self._numbers.sizePolicy()
        policy.setHeightForWidth(True)
        self._numbers.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 2, 20, 10)
        column.setSpacing(8)
        column.addWidget(self._sentence)
        column.addWidget(self._numbers)

    @property
    def sentence(self) -> str:
        """Return the sentence shown."""
        return self._sentence.text()

    def say(self, sentence: str, numbers: Sequence[Number] = ()) -> None:
        """Show a sentence and its numbers in place of those before."""
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number in numbers:
            self._row.addWidget(self._shown(number))
        self._numbers.setVisible(bool(numbers))
        self._numbers.updateGeometry()

    def _shown(self, number: Number) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        kind = "key-number-failure" if number.is_failure else "key-number"
        column.addWidget(label(number.number, kind))
        words = QHBoxLayout()
        words.setSpacing(5)
        if number.class_ is not None:
            words.addWidget(Badge(self._look, number.class_, 14))
        words.addWidget(label(number.words, "secondary"))
        words.addStretch(1)
        column.addLayout(words)
        box.setAccessibleName(f"{number.number} {number.words}")
        return box

"""One difference of two registers told in full, and the buttons that choose what stands of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from planner.answers.joining import Choice
from ui.joining.comparison import RegisterComparison
from ui.parts.words import Segments, label

if TYPE_CHECKING:
    from planner.answers.joining import Difference

CHOICES = {Choice.MINE: "Mine", Choice.THEIRS: "Theirs", Choice.BOTH: "Both"}


class OneDifference(QFrame):
    """Tells a difference beneath the table; `chosen` carries the choice that was pressed."""

    chosen = Signal(str)

    def __init__(self, comparison: RegisterComparison) -> None:
        super().__init__()
        self._comparison = comparison
        self.choice = Segments(
            "What stands", [(one.value, words) for one, words in CHOICES.items()], self.chosen.emit
        )
        told = QVBoxLayout(self)
        told.setContentsMargins(20, 8, 20, 8)
        told.setSpacing(4)
        row = QHBoxLayout()
        self._subject = label("", "strong", wraps=True)
        row.addWidget(self._subject, 1)
        row.addWidget(self.choice)
        told.addLayout(row)
        self._detail = label("", "", wraps=True)
        told.addWidget(self._detail)
        self.hide()

    @property
    def words(self) -> str:
        """Return what is told of the difference."""
        return f"{self._subject.text()} {self._detail.text()}"

    def tell(self, one: Difference) -> None:
        """Tell of a difference: here, there and where both parted, and what to know of it."""
        named = one.named[:1].upper() + one.named[1:]
        self._subject.setText(f"{one.kind_label}: {named}{', ' if one.field else ''}{one.field}")
        parts = [f"Here: {one.mine or 'blank'}.", f"There: {one.theirs or 'blank'}."]
        if one.was:
            parts.append(f"When they parted: {one.was}.")
        if self._comparison.is_undecided(one):
            parts.append("It waits for you and stays as it is here until then.")
        self._detail.setText(" ".join([*parts, one.says]).strip())
        self.choice.press(self._comparison.stands(one).value)
        for made, choice in zip(self.choice.findChildren(QPushButton), CHOICES, strict=True):
            made.setEnabled(choice in one.choices and len(one.choices) > 1)
        self.show()

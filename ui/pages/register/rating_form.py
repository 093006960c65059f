"""Add a sign: which one, how bad with what each rating means, who says so; one step of history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui.parts.field_editors import QuietBox
from ui.parts.words import button, label, restyle
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.dependence.indicators import Indicator

WORDS = ("Clear", "Watch", "Worry", "Severe")


class RatingForm(QWidget):
    """Rates one sign of one provider today; `closed` follows a rating and a cancel alike."""

    closed = Signal()

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self.provider = ""
        self._library: dict[str, Indicator] = {}
        self.sign = QuietBox()
        self.sign.setEditable(True)
        self.sign.setInsertPolicy(QuietBox.InsertPolicy.NoInsert)
        self.sign.setSizeAdjustPolicy(
            QuietBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.sign.setMinimumContentsLength(12)
        self.sign.currentTextChanged.connect(self._tell_meanings)
        self._sign_label = label("Sign (required)", "label")
        self._sign_label.setBuddy(self.sign)
        self.sign.setAccessibleName("Sign (required)")
        self.error = label("", "failure", wraps=True)
        self.error.hide()
        self._group = QButtonGroup(self)
        self.ratings: list[QRadioButton] = []
        for rating, word in enumerate(WORDS):
            choice = QRadioButton(f"{rating} {word.lower()}")
            self._group.addButton(choice, rating)
            self.ratings.append(choice)
        self._means = [label("", "caption", wraps=True) for _ in WORDS]
        self.source = QLineEdit()
        self.source.setAccessibleName("Source: who says so")
        self.note = QLineEdit()
        self.note.setAccessibleName("Note")
        self._who = label("", "caption", wraps=True)
        self.record = button("Record rating", self._record, "primary")
        self.cancel = button("Cancel", self.give_up)
        self._lay_out()

    def ask(self, provider: str) -> None:
        """Ask for a sign of a provider, with nothing chosen yet."""
        self.provider = provider
        session = self._bench.session
        if not self._library:
            library = session.sign_library()
            self._library = {one.label: one for one in library}
            self.sign.addItems(list(self._library))
        self.sign.setCurrentIndex(-1)
        self.sign.setEditText("")
        self._group.setExclusive(False)
        for choice in self.ratings:
            choice.setChecked(False)
        self._group.setExclusive(True)
        self.source.clear()
        self.note.clear()
        self._say("")
        self._tell_meanings("")
        self._who.setText(f"Kept with today's date as rated by {session.who}.")
        self.sign.setFocus()

    def give_up(self) -> None:
        """Close the form; nothing is changed."""
        self.closed.emit()

    def _record(self) -> None:
        sign = " ".join(self.sign.currentText().split())
        rating = self._group.checkedId()
        if not sign:
            self._say("Choose a sign from the list, or write what was seen.", sign=True)
            self.sign.setFocus()
            return
        if rating < 0:
            self._say("Choose how bad it is, from 0 clear to 3 severe.")
            self.ratings[0].setFocus()
            return
        edit = self._bench.session.rating_edit(
            self.provider, sign, rating, self.source.text().strip(), self.note.text().strip()
        )
        if self._bench.desk.attempt(edit, offer_undo=True) is not None:
            self.closed.emit()

    def _say(self, sentence: str, *, sign: bool = False) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        restyle(self.sign, "wrong" if sign else "")

    def _tell_meanings(self, words: str) -> None:
        found = self._library.get(words.strip())
        for rating, line in enumerate(self._means):
            text = found.ratings[rating] if found is not None else ""
            line.setText(text)
            line.setVisible(bool(text))
            means = f": {text}" if text else ""
            self.ratings[rating].setAccessibleName(f"{rating} {WORDS[rating].lower()}{means}")
        if words and self.error.text():
            self._say("")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._sign_label)
        column.addWidget(self.sign)
        column.addWidget(self.error)
        for choice, means in zip(self.ratings, self._means, strict=True):
            column.addWidget(choice)
            inset = QHBoxLayout()
            inset.setContentsMargins(22, 0, 0, 0)
            inset.addWidget(means)
            column.addLayout(inset)
        for words, editor in (("Source", self.source), ("Note", self.note)):
            heading = label(words, "label")
            heading.setBuddy(editor)
            column.addWidget(heading)
            column.addWidget(editor)
        column.addWidget(self._who)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.record)
        column.addLayout(row)

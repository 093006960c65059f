"""What a decision does in the model: typed in a field that searches the choices."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from planner.errors import InputRefused
from planner.exercise.log import Act
from ui.theme import Look

if TYPE_CHECKING:
    from planner.exercise.act_choices import ActChoice

WIDEST = 640
"""Pixels at 100 % text that the choices may take, so that they are not cut."""


def searching(name: str) -> QComboBox:
    """Return a field that takes any words and offers those of its choices that hold them."""
    made = QComboBox()
    make_searching(made, name)
    return made


def make_searching(made: QComboBox, name: str) -> None:
    """Let a field take any words and offer those of its choices that hold them."""
    made.setEditable(True)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    made.setMinimumWidth(80)
    completer = QCompleter(made.model(), made)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setMaxVisibleItems(10)
    made.setCompleter(completer)
    line_of(made).setAccessibleName(name)


def line_of(field: QComboBox) -> QLineEdit:
    """Return where the words of a field are typed."""
    line = field.lineEdit()
    assert line is not None
    return line


class ActField(QComboBox):
    """The choices by their words; blank where the decision does nothing in the model."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._acts: dict[str, Act] = {}
        self._words = QStringListModel(self)
        self.setModel(self._words)
        make_searching(self, "Acts on the model")
        line = line_of(self)
        line.setPlaceholderText("Nothing. Type a name, a service, money…")
        look.changed.connect(self._fit)
        self._fit()

    def offer(self, choices: Sequence[ActChoice]) -> None:
        """Offer other choices; what is typed stays."""
        acts = {one.words: one.act for one in choices}
        if acts == self._acts:
            return
        typed = self.currentText()
        self._acts = acts
        self._words.setStringList(["", *self._acts])
        self.setCurrentIndex(max(0, self.findText(typed)))
        self.setEditText(typed)

    def show_act(self, act: Act | None, words: str) -> None:
        """Show what a decision does now, also where it is offered no more."""
        if act is None:
            self.setEditText("")
            return
        bare = dataclasses.replace(act, day=0, amount=None)
        known = next((one for one, other in self._acts.items() if other == bare), words)
        self._acts.setdefault(known, bare)
        self.setEditText(known)

    @property
    def kind(self) -> str:
        """Return the kind of act the words name, or ""."""
        found = self._acts.get(self.currentText().strip())
        return found.kind if found is not None else ""

    def act(self, day: int, amount: float | None) -> Act | None:
        """Return the act from a day of the scenario; None where the field is blank.

        InputRefused where the words name none of the choices, or more than one.
        """
        typed = self.currentText().strip()
        if not typed:
            return None
        found = self._acts.get(typed)
        if found is None:
            near = [words for words in self._acts if typed.casefold() in words.casefold()]
            if len(near) != 1:
                what = f"“{typed}” names none" if not near else f"“{typed}” may mean {len(near)}"
                raise InputRefused.one(
                    "Acts on the model", what, "choose one from the list, or leave it blank"
                )
            found = self._acts[near[0]]
            self.setEditText(near[0])
        return dataclasses.replace(found, day=day, amount=amount if found.kind == "spend" else None)

    def _fit(self) -> None:
        wide = self._look.px(WIDEST)
        self.view().setMinimumWidth(wide)
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        if popup is not None:
            popup.setMinimumWidth(wide)

"""Fields of the builder: a label above, help and errors beneath, and a slider beside a number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.parts.words import label, restyle

if TYPE_CHECKING:
    from planner.scenario.building import Target


class Entry(QWidget):
    """A field with its label above it, its help beneath, and what is wrong in its place."""

    def __init__(self, name: str, field: QWidget, help_: str = "") -> None:
        super().__init__()
        self.field = field
        self._help = help_
        self._wrong = ""
        self._caption = label(name, "label")
        self._caption.setBuddy(field)
        self._beneath = label(help_, "caption", wraps=True)
        self._beneath.setVisible(bool(help_))
        if not field.accessibleName():
            field.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._caption)
        column.addWidget(field)
        column.addWidget(self._beneath)

    @property
    def wrong(self) -> str:
        """Return the sentence shown as an error, or "" where there is none."""
        return self._wrong

    def rename(self, name: str) -> None:
        """Give the field another label."""
        self._caption.setText(name)

    def help(self, words: str) -> None:
        """Show other help beneath the field."""
        self._help = words
        self.say(self._wrong)

    def say(self, sentence: str) -> None:
        """Show what is wrong beneath the field, or its help where `sentence` is empty."""
        self._wrong = sentence
        self._beneath.setText(sentence or self._help)
        restyle(self._beneath, "failure" if sentence else "caption")
        self._beneath.setVisible(bool(self._beneath.text()))
        self.field.setAccessibleDescription(self._beneath.text())
        if isinstance(self.field, QLineEdit):
            restyle(self.field, "wrong" if sentence else "")


class NumberSlider(QWidget):
    """A slider and a field for one whole number; the field may go beyond the slider's end."""

    changed = Signal(int)

    def __init__(self, name: str, low: int, high: int, unit: str, *, most: int = 0) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(f"{name}, slider")
        self.slider.setRange(low, high)
        self.slider.setPageStep(max(1, (high - low) // 10))
        self.number = QSpinBox()
        self.number.setAccessibleName(name)
        self.number.setRange(low, most or high)
        self.number.setSuffix(f" {unit}" if unit else "")
        self.number.lineEdit().setTextMargins(6, 0, 0, 0)
        self.setFocusProxy(self.slider)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.slider, 1)
        row.addWidget(self.number)
        self.slider.valueChanged.connect(self._slid)
        self.number.valueChanged.connect(self._typed)

    @property
    def value(self) -> int:
        """Return the number."""
        return self.number.value()

    def put(self, value: int) -> None:
        """Show a number without saying that it changed."""
        for part in (self.slider, self.number):
            part.blockSignals(True)
            part.setValue(value)
            part.blockSignals(False)

    def _slid(self, value: int) -> None:
        self.number.setValue(value)

    def _typed(self, value: int) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(value)
        self.slider.blockSignals(False)
        self.changed.emit(value)


class TargetField(QLineEdit):
    """A field that finds whom an event hits while one types any part of the name."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("To whom")
        self.setPlaceholderText("Type a part of the name")
        self.setClearButtonEnabled(True)
        self._by_name: dict[str, str] = {}
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(10)
        popup = completer.popup()
        if popup is not None:
            popup.setAccessibleName("Names that fit")
        self.setCompleter(completer)
        self.textChanged.connect(lambda _text: self.picked.emit(self.target))

    @property
    def target(self) -> str:
        """Return the code of what is named; what was typed where nothing has that name."""
        typed = self.text().strip()
        return self._by_name.get(typed.casefold(), typed)

    def offer(self, targets: Sequence[Target]) -> None:
        """Let a person choose among these."""
        names = list(dict.fromkeys(one.name for one in targets))
        self._by_name = {one.name.casefold(): one.id for one in reversed(targets)}
        self._names.setStringList(names)

    def put(self, target: str, targets: Sequence[Target]) -> None:
        """Show what is hit, without saying that it changed."""
        name = next((one.name for one in targets if one.id == target), target)
        self.blockSignals(True)
        self.setText(name)
        self.blockSignals(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the only name that fits what was typed."""
        super().focusOutEvent(event)
        typed = self.text().strip().casefold()
        if typed and typed not in self._by_name:
            fitting = [one for one in self._names.stringList() if typed in one.casefold()]
            if len(fitting) == 1:
                self.setText(fitting[0])

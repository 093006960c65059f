"""Words and their places: labels by what they are for, headlines, key numbers, empty states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.parts.flow_row import FlowRow


def label(text: str, kind: str = "", *, wraps: bool = False) -> QLabel:
    """Return a label of a kind the style sheet knows, plain text only."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if kind:
        made.setProperty("kind", kind)
    return made


def restyle(widget: QWidget, kind: str) -> None:
    """Make a widget of another kind of the style sheet."""
    if widget.property("kind") != kind:
        widget.setProperty("kind", kind)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def divider(*, upright: bool = False) -> QFrame:
    """Return a thin line."""
    line = QFrame()
    line.setProperty("kind", "upright" if upright else "divider")
    return line


def unmarked(text: str) -> str:
    """Return text for a button or a menu in which "&" is shown, and underlines no letter."""
    return text.replace("&", "&&")


def button(text: str, on_click: Callable[[], object], kind: str = "") -> QPushButton:
    """Return a button that does one thing; kind "primary" is the one blue button of a page."""
    made = QPushButton(unmarked(text))
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    made.clicked.connect(lambda _checked=False: on_click())
    return made


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """A number with its unit in words; `is_failure` only where a limit is broken."""

    number: str
    words: str
    is_failure: bool = False


class Headline(QWidget):
    """The one sentence a page opens with, and three to five key numbers beneath it."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = label("", "headline", wraps=True)
        self._numbers = FlowRow(down=4)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 6, 20, 8)
        column.setSpacing(6)
        column.addWidget(self._sentence)
        column.addLayout(self._numbers)

    @property
    def sentence(self) -> str:
        """Return the sentence shown."""
        return self._sentence.text()

    def say(self, sentence: str, numbers: Sequence[KeyNumber] = ()) -> None:
        """Show a sentence and its key numbers in place of those before."""
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)
        while (item := self._numbers.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, number in enumerate(numbers):
            self._numbers.addWidget(_shown(number, is_first=not place))
        # A row of another height is asked for only by what holds it.
        self.updateGeometry()


def _shown(number: KeyNumber, *, is_first: bool) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(20)
    if not is_first:
        row.addWidget(divider(upright=True))
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    row.addLayout(column)
    column.addWidget(
        label(number.number, "key-number-failure" if number.is_failure else "key-number")
    )
    column.addWidget(label(number.words, "secondary", wraps=False))
    box.setAccessibleName(f"{number.number} {number.words}")
    return box


class EmptyState(QWidget):
    """What stands where there is nothing yet: one sentence, one button, one link."""

    def __init__(
        self,
        sentence: str,
        do: str = "",
        on_do: Callable[[], object] | None = None,
        link: str = "",
        on_link: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addStretch(1)
        words = label(sentence, "title", wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(words)
        row = QHBoxLayout()
        row.addStretch(1)
        if do and on_do is not None:
            row.addWidget(button(do, on_do, "primary"))
        if link and on_link is not None:
            row.addWidget(button(link, on_link, "link"))
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)


class _Segment(QPushButton):
    """A button with room for its words when pressed, which are then strong."""

    def sizeHint(self) -> QSize:
        """Return the size with the words strong."""
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        wide = QFontMetrics(strong).horizontalAdvance(self.text())
        more = wide - self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(0, more), 0)

    def minimumSizeHint(self) -> QSize:
        """Return the same: words cut off on a button cannot be read."""
        return self.sizeHint()


class Segments(QWidget):
    """A row of joined buttons of which one is pressed, such as Table | Class board."""

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]],
        on_choice: Callable[[str], object],
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for value, text in choices:
            made = _Segment(text)
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setProperty("kind", "segment")
            made.setProperty("place", "" if self._buttons else "first")
            made.setAccessibleName(f"{name}: {text}")
            made.clicked.connect(lambda _checked=False, one=value: on_choice(one))
            self._group.addButton(made)
            self._buttons[value] = made
            row.addWidget(made)

    @property
    def value(self) -> str:
        """Return the choice pressed, or "" where none is."""
        return next((value for value, one in self._buttons.items() if one.isChecked()), "")

    def press(self, value: str) -> None:
        """Show a choice as pressed without acting on it."""
        self._buttons[value].setChecked(True)

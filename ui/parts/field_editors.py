"""A field of a record as a form shows it: label above, editor, unit, help and what is unfit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from planner import fields
from planner.field_types import NUMBER_TYPES, Field, FieldType
from ui.parts.words import label, restyle
from ui.theme import Look

_T = FieldType
NOT_KNOWN = "not known"
Choices = Callable[[Field], list[str]]


class QuietBox(QComboBox):
    """A list to choose from that the wheel does not change while a form is scrolled."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form."""
        event.ignore()


class LongText(QPlainTextEdit):
    """Text of several lines; Tab goes on to the next field. `left` follows leaving it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()


class FieldBox(QWidget):
    """One field: its text is read with `text`, and `committed` follows when it is left changed.

    `choices` gives the names a link may point at, asked when the field is first entered.
    """

    committed = Signal(str)
    entered = Signal()

    def __init__(self, look: Look, field: Field, choices: Choices | None = None) -> None:
        super().__init__()
        self._look = look
        self.field = field
        self._choices = choices
        self._shown = ""
        self._label = label(field.label + (" (required)" if field.required else ""), "label")
        self.editor = _editor(field)
        self.editor.setAccessibleName(self._label.text())
        self.editor.setAccessibleDescription(
            f"{field.help} {field.unit}".strip() if field.unit else field.help
        )
        self.editor.setProperty("topic", f"field-{field.name}")
        self._label.setBuddy(self.editor)
        self.help = label(f"{field.help} F1 for more.", "caption", wraps=True)
        self.help.hide()
        self.error = label("", "failure", wraps=True)
        self.error.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.editor, 0 if field.type in NUMBER_TYPES else 1)
        if field.unit and field.unit != "0 to 1":
            row.addWidget(label(field.unit, "secondary"))
        if field.type in NUMBER_TYPES:
            row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._label)
        column.addLayout(row)
        column.addWidget(self.error)
        column.addWidget(self.help)
        self.editor.installEventFilter(self)
        if isinstance(self.editor, QComboBox):
            self.editor.activated.connect(lambda _at: self._commit())
        elif isinstance(self.editor, LongText):
            self.editor.left.connect(self._commit)
        elif isinstance(self.editor, QLineEdit):
            self.editor.editingFinished.connect(self._commit)
        look.changed.connect(self._fit)
        self._fit()

    @property
    def text(self) -> str:
        """Return what is typed or chosen; "" is not known."""
        if isinstance(self.editor, QComboBox):
            chosen = self.editor.currentText()
            return "" if chosen == NOT_KNOWN else chosen
        if isinstance(self.editor, QPlainTextEdit):
            return self.editor.toPlainText()
        assert isinstance(self.editor, QLineEdit)
        return self.editor.text()

    @property
    def is_being_typed(self) -> bool:
        """Return whether somebody is in the field and has changed its text."""
        return self.editor.hasFocus() and self.text != self._shown

    def let_type(self, lets: bool) -> None:
        """Let the field be changed, or only be read; it keeps its place in the order of Tab."""
        if isinstance(self.editor, QComboBox):
            self.editor.setEnabled(lets)
        elif isinstance(self.editor, (QLineEdit, QPlainTextEdit)):
            self.editor.setReadOnly(not lets)

    def show_text(self, text: str) -> None:
        """Show a value in place of what was typed."""
        self._shown = text
        self.show_error("")
        if isinstance(self.editor, QComboBox):
            self.editor.setCurrentIndex(max(0, self.editor.findText(text or NOT_KNOWN)))
        elif isinstance(self.editor, QPlainTextEdit):
            if self.editor.toPlainText() != text:
                self.editor.setPlainText(text)
        elif isinstance(self.editor, QLineEdit) and self.editor.text() != text:
            self.editor.setText(text)
            self.editor.setCursorPosition(0)

    def show_error(self, sentence: str) -> None:
        """Say beneath the field why its text was not taken; "" says nothing."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        restyle(self.editor, "wrong" if sentence else "")
        self.editor.setAccessibleDescription(sentence or self.field.help)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the help while the field is in focus."""
        if watched is self.editor:
            if event.type() == QEvent.Type.FocusIn:
                self.help.setVisible(True)
                self._offer()
                self.entered.emit()
            elif event.type() == QEvent.Type.FocusOut:
                self.help.setVisible(False)
        return super().eventFilter(watched, event)

    def _offer(self) -> None:
        if self._choices is None or not isinstance(self.editor, QLineEdit):
            return
        if self.field.type not in (_T.LINK, _T.LINKS) or self.editor.completer() is not None:
            return
        completer = QCompleter(self._choices(self.field), self.editor)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.editor.setCompleter(completer)

    def _commit(self) -> None:
        if self.text != self._shown or self.error.text():
            self.committed.emit(self.text)

    def _fit(self) -> None:
        if isinstance(self.editor, QPlainTextEdit):
            # The style sheet of the window sets the least height; only one of its own raises it.
            self.editor.setStyleSheet(f"min-height: {self._look.px(54)}px;")
            self.editor.setMaximumHeight(self._look.px(66))
        elif self.field.type in NUMBER_TYPES:
            self.editor.setFixedWidth(self._look.px(104))


def _editor(field: Field) -> QWidget:
    if field.type in (_T.CHOICE, _T.YES_NO):
        box = QuietBox()
        words = [fields.in_words(one) for one in field.choices] or ["yes", "no"]
        box.addItems(words if field.required else [NOT_KNOWN, *words])
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        return box
    if field.type is _T.LONG_TEXT:
        text = LongText()
        text.setPlaceholderText(NOT_KNOWN)
        return text
    line = QLineEdit()
    line.setPlaceholderText("required" if field.required else NOT_KNOWN)
    if field.type in NUMBER_TYPES:
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
    return line

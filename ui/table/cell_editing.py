"""How a cell is drawn and edited: the right editor for each field, and words for what is unfit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from planner import fields
from planner.answers.typed import link_choices, read_typed
from planner.errors import BackstopError
from planner.field_types import Field, FieldType
from ui.parts.words import restyle
from ui.table.arranging import Section
from ui.table.cell_painting import (
    paint_class,
    paint_cursor,
    paint_findings,
    paint_ground,
    paint_text,
)
from ui.table.columns import FINDINGS
from ui.table.record_model import Index, RecordModel
from ui.theme import Look

if TYPE_CHECKING:
    from ui.table.record_view import RecordView

_T = FieldType
NOT_KNOWN = "not known"


class CellEditing(QStyledItemDelegate):
    """Draws cells and makes their editors; a text that cannot be read keeps its editor open."""

    def __init__(self, look: Look, view: RecordView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell, a class with its badge, or the row above a group."""
        model = self._view.records
        if isinstance(model.lines[index.row()], Section):
            self._paint_section(painter, option, index)
            return
        column, rect = model.shown[index.column()], option.rect
        here = self._view.currentIndex()
        is_picked = bool(option.state & QStyle.StateFlag.State_Selected)
        is_picked = is_picked or here.row() == index.row()
        painter.save()
        first = index.column() == self._view.first_column()
        paint_ground(painter, rect, self._look, is_picked=is_picked, starts_row=first)
        value = model.value_at(index)
        if column.is_class:
            paint_class(painter, rect, value, self._look, is_picked=is_picked)
        elif column.name == FINDINGS:
            worst = model.found.get(model.key_at(index.row()))
            if worst is not None:
                paint_findings(painter, rect, *worst, self._look, is_picked=is_picked)
        else:
            text = column.shown(value, model.register)
            paint_text(
                painter,
                rect,
                text,
                self._look,
                is_right=column.is_number,
                is_picked=is_picked,
                strong=column.is_subject,
            )
        if option.state & QStyle.StateFlag.State_Selected and here.row() != index.row():
            painter.fillRect(rect.adjusted(0, 0, 0, -1), _tint(self._look))
        if here.row() == index.row() and here.column() == index.column():
            paint_cursor(painter, rect, self._look)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the editor for the field of a cell."""
        column = self._view.records.shown[index.column()]
        assert column.field is not None
        # Others may change the cell while it is typed in.
        self._view.records.seen = self._view.records.register
        return editor_for(column.field, parent, self._view.records)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the text of a cell into its editor."""
        text = str(self._view.records.data(index, Qt.ItemDataRole.EditRole) or "")
        put_text(editor, text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Keep what was typed; where it is unfit, say so and leave the cell as it was."""
        sentence = self._view.put(index.row(), index.column(), text_of(editor))
        self._view.records.seen = None
        if sentence:
            self._view.refused.emit(sentence)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Give long texts a larger editor than their cell."""
        rect = option.rect
        if isinstance(editor, QPlainTextEdit):
            rect = rect.adjusted(0, 0, self._look.px(120), self._look.px(90))
            below = self._view.viewport().height() - rect.bottom()
            rect.translate(0, min(0, below))
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the editor open on Enter or Tab while its text is unfit, and say why."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, QWidget)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
        ):
            if isinstance(watched, QPlainTextEdit) and event.key() != Qt.Key.Key_Tab:
                if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    return False
                self._commit(watched)
                return True
            sentence = self._view.fault(text_of(watched))
            if sentence:
                self._show_fault(watched, sentence)
                return True
        return super().eventFilter(watched, event)

    def _commit(self, editor: QWidget) -> None:
        sentence = self._view.fault(text_of(editor))
        if sentence:
            self._show_fault(editor, sentence)
            return
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _show_fault(self, editor: QWidget, sentence: str) -> None:
        restyle(editor, "wrong")
        editor.setAccessibleDescription(sentence)
        below = editor.mapToGlobal(QPoint(0, editor.height()))
        QToolTip.showText(below, sentence, editor)
        self._view.refused.emit(sentence)

    def _paint_section(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._look.theme, option.rect
        painter.fillRect(rect, QColor(theme.background))
        if index.column() == self._view.first_column():
            painter.save()
            painter.setClipping(False)
            painter.setFont(self._look.font(12, strong=True))
            painter.setPen(QColor(theme.text))
            words = self._view.records.data(
                self._view.records.index(index.row(), 0), Qt.ItemDataRole.DisplayRole
            )
            wide = rect.adjusted(8, 0, self._view.viewport().width(), 0)
            painter.drawText(wide, Qt.AlignmentFlag.AlignVCenter, str(words))
            painter.restore()


def _tint(look: Look) -> QColor:
    """Return the veil over cells selected beside that with the cursor."""
    colour = QColor(look.theme.accent)
    colour.setAlpha(28)
    return colour


def editor_for(field: Field, parent: QWidget, model: RecordModel) -> QWidget:
    """Return an editor for a field: a list for choices, completion for links, else text."""
    editor: QWidget
    if field.type in (_T.CHOICE, _T.YES_NO):
        box = QComboBox(parent)
        words = ["yes", "no"] if field.type is _T.YES_NO else _words(field)
        box.addItems(words if field.required else ["", *words])
        if not field.required:
            box.setItemText(0, NOT_KNOWN)
        editor = box
    elif field.type is _T.LONG_TEXT:
        editor = QPlainTextEdit(parent)
    else:
        line = QLineEdit(parent)
        if field.type in (_T.LINK, _T.LINKS):
            line.setCompleter(_completer(field, line, model))
            line.setPlaceholderText("type to find")
        line.setFrame(True)
        editor = line
    editor.setAccessibleName(field.label)
    editor.setAccessibleDescription(field.help)
    editor.setToolTip(field.help)
    editor.setAutoFillBackground(True)
    return editor


def put_text(editor: QWidget, text: str) -> None:
    """Put text into an editor of a cell."""
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(max(0, editor.findText(text or NOT_KNOWN)))
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
        editor.selectAll()
    elif isinstance(editor, QLineEdit):
        editor.setText(text)
        editor.selectAll()


def text_of(editor: QWidget) -> str:
    """Return the text in an editor of a cell; "" where it says not known."""
    if isinstance(editor, QComboBox):
        return "" if editor.currentText() == NOT_KNOWN else editor.currentText()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""


def fault_of(field: Field, text: str, model: RecordModel) -> str:
    """Return the sentence for a text that a field cannot hold, "" where it can."""
    try:
        read_typed(field, text, model.register)
    except BackstopError as error:
        return error.sentence
    return ""


def _words(field: Field) -> list[str]:
    return [fields.in_words(choice) for choice in field.choices]


def _completer(field: Field, line: QLineEdit, model: RecordModel) -> QCompleter:
    names = [name for _, name in link_choices(field, model.register)]
    completer = QCompleter(names, line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setMaxVisibleItems(12)
    return completer

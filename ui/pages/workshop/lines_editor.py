"""A short list of lines that are edited in place: objectives, players, prompts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.parts.words import button, label
from ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 30
"""Pixels at 100 % text of a line."""
MOST = 14
"""Lines beyond which the list scrolls."""


class _Lines(QListWidget):
    """The list itself, with its keys; `edited` follows when the typing of a line is over."""

    add = Signal()
    remove = Signal()
    shift = Signal(int)
    edited = Signal()
    rewrapped = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell of another width, at which lines wrap otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.rewrapped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit with Enter or F2, add with Insert, remove with Delete, move with Alt and arrows."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        item = self.currentItem()
        key = event.key()
        if self.state() == QAbstractItemView.State.EditingState:
            # What ends the typing of a line comes here too; it has been taken already.
            event.accept()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            if item is not None:
                self.editItem(item)
        elif key == Qt.Key.Key_Insert:
            self.add.emit()
        elif key == Qt.Key.Key_Delete:
            self.remove.emit()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shift.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first line where none was chosen."""
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tell when the editing of a line is over, kept or not."""
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.edited.emit()


class _Numbered(QStyledItemDelegate):
    """Draws the number of a line before it; what is typed has none."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Put the number before the words."""
        super().initStyleOption(option, index)
        if option.text:
            option.text = f"{index.row() + 1}. {option.text}"


class LinesEditor(QWidget):
    """Lines under a heading. `changed` carries all of them after each change."""

    changed = Signal(tuple)

    def __init__(self, look: Look, name: str, one: str, *, numbered: bool = False) -> None:
        super().__init__()
        self._look = look
        self._one = one
        self._shown: tuple[str, ...] = ()
        self._is_showing = False
        self.list = _Lines()
        self.list.setAccessibleName(name)
        self.list.setAccessibleDescription(
            "Enter edits, Insert adds, Delete removes, Alt with the arrows moves."
        )
        if numbered:
            self.list.setItemDelegate(_Numbered(self.list))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.list.add.connect(self.add)
        self.list.remove.connect(self.remove)
        self.list.shift.connect(self.move_line)
        # What is shown is taken once the editor is gone: a list filled under it would crash.
        self.list.edited.connect(lambda: QTimer.singleShot(0, self, self._take))
        self.list.rewrapped.connect(lambda: QTimer.singleShot(0, self, self._fit))
        self.more = button("Add", self.add, "link")
        self.more.setAccessibleName(f"Add {one}")
        head = QHBoxLayout()
        head.setSpacing(4)
        words = label(name, "label")
        words.setBuddy(self.list)
        head.addWidget(words)
        head.addStretch(1)
        head.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.list)
        look.changed.connect(self._restyle)
        self._restyle()

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the lines as they stand, blank ones left out."""
        texts = [self.list.item(row).text().strip() for row in range(self.list.count())]
        return tuple(dict.fromkeys(one for one in texts if one))

    @property
    def is_being_typed(self) -> bool:
        """Return whether somebody is typing a line now."""
        return self.list.state() == QAbstractItemView.State.EditingState

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show lines in place of those before; the place of the cursor stays."""
        self._shown = tuple(lines)
        if self.is_being_typed or (self.lines == self._shown and self.list.count() == len(lines)):
            return
        row = self.list.currentRow()
        self.list.clear()
        for one in lines:
            self._put(one)
        if row >= 0:
            self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._fit()

    def add(self) -> None:
        """Add a line after the current one and type it."""
        if self.is_being_typed:
            return
        row = self.list.currentRow() + 1 or self.list.count()
        item = self._put("", row)
        self._fit()
        self.list.setCurrentItem(item)
        self.list.setFocus()
        self.list.editItem(item)

    def remove(self) -> None:
        """Remove the current line."""
        row = self.list.currentRow()
        if row >= 0:
            self.list.takeItem(row)
            self._take()

    def move_line(self, by: int) -> None:
        """Move the current line up (-1) or down (1)."""
        row = self.list.currentRow()
        if row < 0 or not 0 <= row + by < self.list.count():
            return
        item = self.list.takeItem(row)
        self.list.insertItem(row + by, item)
        self.list.setCurrentItem(item)
        self._take()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the lines to another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _put(self, text: str, row: int = -1) -> QListWidgetItem:
        item = QListWidgetItem(text)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        item.setToolTip(text)
        self.list.insertItem(self.list.count() if row < 0 else row, item)
        return item

    def _take(self) -> None:
        if self.is_being_typed:
            return
        lines = self.lines
        for row in reversed(range(self.list.count())):
            if not self.list.item(row).text().strip():
                self.list.takeItem(row)
        self._fit()
        if lines != self._shown:
            self._shown = lines
            self.changed.emit(lines)

    def _restyle(self) -> None:
        px, theme = self._look.px, self._look.theme
        self.list.setStyleSheet(
            f"QListView {{ border: 1px solid {theme.divider}; }}"
            f"QListView:focus {{ border: 1px solid {theme.focus}; }}"
            f"QListView::item {{ padding: {px(4)}px {px(6)}px;"
            f" border-bottom: 1px solid {theme.divider}; }}"
        )
        self._fit()

    def _fit(self) -> None:
        self.list.doItemsLayout()
        items = [self.list.item(row) for row in range(self.list.count())]
        high = sum(self.list.visualItemRect(one).height() for one in items)
        least = self._look.px(HEIGHT)
        self.list.setFixedHeight(min(max(high + 4, least), MOST * least))

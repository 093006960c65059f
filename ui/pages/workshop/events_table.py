"""The main events list as a table that is edited in place, by keys or by dragging."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from planner.register.records import Exercise, Inject
from ui.pages.workshop.events_model import COLUMNS, RIGHT, TITLE, EventsModel, Index, Put
from ui.parts.words import restyle
from ui.table.cell_editing import put_text, text_of
from ui.table.cell_painting import paint_cursor, paint_ground, paint_text
from ui.theme import Look

Offer = Callable[[str], tuple[str, ...]]
Fault = Callable[[str, str], str]
LINE, LIST = 72, 220
"""Pixels at 100 % text that typing and choosing need at least."""
LISTS = ("medium", "objective")
"""Fields chosen from a list."""


class EventCells(QStyledItemDelegate):
    """Draws the cells and makes their editors; what is unfit keeps its editor open on Enter."""

    def __init__(self, look: Look, table: EventsTable, offer: Offer, fault: Fault) -> None:
        super().__init__(table)
        self._look = look
        self._table = table
        self._offer = offer
        self._fault = fault

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        rect, here = option.rect, self._table.currentIndex()
        is_picked = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        column = index.column()
        paint_ground(painter, rect, self._look, is_picked=is_picked, starts_row=not column)
        paint_text(
            painter,
            rect,
            self._table.events.drawn(index.row(), column),
            self._look,
            is_right=column in RIGHT,
            is_picked=is_picked,
            strong=column == TITLE,
        )
        if here == index and self._table.hasFocus():
            paint_cursor(painter, rect, self._look)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a list for what is chosen, else a line that offers what was named before."""
        column = COLUMNS[index.column()]
        offered = self._offer(column.field)
        if column.field in LISTS:
            box = QComboBox(parent)
            box.addItems(["not known", *offered])
            words = self._table.events.words(index.row(), index.column())
            if words and box.findText(words) < 0:
                box.addItem(words)
            box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + 24)
            editor: QWidget = box
        else:
            line = QLineEdit(parent)
            if offered:
                completer = QCompleter(list(offered), line)
                completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
                completer.setFilterMode(Qt.MatchFlag.MatchContains)
                line.setCompleter(completer)
            editor = line
        editor.setAccessibleName(column.heading)
        editor.setAccessibleDescription(column.help)
        editor.setAutoFillBackground(True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the words of a cell into its editor."""
        put_text(editor, self._table.events.words(index.row(), index.column()))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Keep what was typed."""
        model.setData(index, text_of(editor))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Give a narrow cell an editor in which its text can be read."""
        rect = option.rect
        least = self._look.px(LIST if isinstance(editor, QComboBox) else LINE)
        rect.setWidth(max(rect.width(), least))
        over = rect.right() - self._table.viewport().rect().right()
        rect.translate(-max(0, over), 0)
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the editor open on Enter or Tab while its text is unfit, and say why."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, QWidget)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
        ):
            field = COLUMNS[self._table.currentIndex().column()].field
            sentence = self._fault(field, text_of(watched))
            if sentence:
                restyle(watched, "wrong")
                watched.setAccessibleDescription(sentence)
                QToolTip.showText(
                    watched.mapToGlobal(QPoint(0, watched.height())), sentence, watched
                )
                return True
        return super().eventFilter(watched, event)


class EventsTable(QTableView):
    """Events in order of play. `picked` carries the code of the event chosen, "" for none.

    Enter edits, Insert adds, Delete removes; Alt with the arrows, or dragging, moves: `moved`
    carries from which place to which.
    """

    picked = Signal(str)
    wanted = Signal()
    unwanted = Signal(str)
    moved = Signal(int, int)

    def __init__(self, look: Look, put: Put, offer: Offer, fault: Fault) -> None:
        super().__init__()
        self._look = look
        self._is_showing = False
        self._code = ""
        self.events = EventsModel(self, put)
        self.setModel(self.events)
        self.setItemDelegate(EventCells(look, self, offer, fault))
        self.setAccessibleName("Main events list")
        self.setAccessibleDescription(
            "Enter edits a cell, Insert adds an event, Delete removes it, Alt with the arrows "
            "moves it."
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(32)
        self.selectionModel().currentChanged.connect(self._tell)
        look.changed.connect(self._fit)
        self._fit()

    @property
    def code(self) -> str:
        """Return the code of the event chosen, "" for none."""
        row = self.currentIndex().row()
        return self.events.events[row].id if 0 <= row < len(self.events.events) else ""

    def show_events(self, exercise: Exercise, events: Sequence[Inject]) -> None:
        """Show events in place of those before; the one chosen stays chosen where it is there."""
        code, row, column = self.code, self.currentIndex().row(), self.currentIndex().column()
        is_other = self.events.exercise is None or self.events.exercise.id != exercise.id
        self._is_showing = True
        self.events.show_events(exercise, events)
        if events and (is_other or not self.currentIndex().isValid() or self.code != code):
            at = -1 if is_other else self.events.row_of(code)
            if at < 0:
                at = 0 if is_other or row < 0 else min(row, len(events) - 1)
            column = TITLE if is_other or column < 0 else column
            self.setCurrentIndex(self.events.index(at, column))
        self._is_showing = False
        self._told()

    def pick(self, code: str, field: str = "title", *, types: bool = False) -> None:
        """Choose an event and a field of it, and type there with `types`."""
        row = self.events.row_of(code)
        if row < 0:
            return
        column = next((at for at, one in enumerate(COLUMNS) if one.field == field), TITLE)
        index = self.events.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if types:
            self.setFocus()
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit with Enter, add with Insert, remove with Delete, move with Alt and the arrows."""
        key, row = event.key(), self.currentIndex().row()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self.state() == QAbstractItemView.State.EditingState:
            # What ends the typing of a cell comes here too; it has been taken already.
            event.accept()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.code:
            index = self.currentIndex()
            if not COLUMNS[index.column()].field:
                index = self.events.index(row, TITLE)
                self.setCurrentIndex(index)
            self.edit(index)
        elif key == Qt.Key.Key_Insert:
            self.wanted.emit()
        elif key == Qt.Key.Key_Delete and self.code:
            self.unwanted.emit(self.code)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(row, row + (-1 if key == Qt.Key.Key_Up else 1))
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Move the event dragged to where it is dropped; the rows follow the register."""
        start = self.currentIndex().row()
        target = self.indexAt(event.position().toPoint())
        end = target.row() if target.isValid() else len(self.events.events)
        if (
            target.isValid()
            and self.dropIndicatorPosition() == self.DropIndicatorPosition.BelowItem
        ):
            end += 1
        # The view must not take the row away itself: that is what a move asks of it.
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if start >= 0:
            self.moved.emit(start, end - 1 if end > start else end)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the title fill the room where there is some."""
        super().resizeEvent(event)
        self._stretch()

    def _tell(self, current: QModelIndex, before: QModelIndex) -> None:
        if not self._is_showing and current.row() != before.row():
            self._told()

    def _told(self) -> None:
        if self.code != self._code:
            self._code = self.code
            self.picked.emit(self._code)

    def _fit(self) -> None:
        look = self._look
        self.verticalHeader().setDefaultSectionSize(look.px(28))
        self.horizontalHeader().setFixedHeight(look.px(28))
        for at, column in enumerate(COLUMNS):
            self.setColumnWidth(at, look.px(column.width))
        self._stretch()

    def _stretch(self) -> None:
        header = self.horizontalHeader()
        others = sum(header.sectionSize(at) for at in range(len(COLUMNS)) if at != TITLE)
        least = self._look.px(COLUMNS[TITLE].width)
        fits = self.viewport().width() - others >= least
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
        if header.sectionResizeMode(TITLE) != mode:
            header.setSectionResizeMode(TITLE, mode)
            if not fits:
                self.setColumnWidth(TITLE, least)

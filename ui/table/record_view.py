"""The grid of a table of records: keys, cells, copying, and texts put into cells."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from planner.answers.typed import read_typed
from planner.errors import BackstopError
from planner.register.edits import ChangeFields
from ui.desk import Desk
from ui.table.arranging import Section
from ui.table.cell_editing import CellEditing, fault_of
from ui.table.filter_header import FilterHeader
from ui.table.plain_table import as_mime
from ui.table.record_model import RecordModel
from ui.theme import Look

Trigger = QAbstractItemView.EditTrigger


class RecordView(QTableView):
    """The grid. `refused` carries a sentence, `class_wanted` a service and the class typed.

    `opened` carries the key of a record asked for with Alt+Enter or a double click on a cell that
    cannot be edited.
    """

    refused = Signal(str)
    class_wanted = Signal(str, str)
    current_key = Signal(str)
    opened = Signal(str)
    resized = Signal()

    def __init__(self, look: Look, desk: Desk, model: RecordModel) -> None:
        super().__init__()
        self._look = look
        self._desk = desk
        self.records = model
        self._fitted_to = 0
        self.setModel(model)
        self.setAccessibleName(f"{model.declared.label_plural}, table")
        self.setItemDelegate(CellEditing(look, self))
        self.head = FilterHeader(look, self)
        self.setHorizontalHeader(self.head)
        self.setEditTriggers(Trigger.DoubleClicked | Trigger.EditKeyPressed | Trigger.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentChanged.connect(self._tell_current)
        self.head.left.connect(self._enter_grid)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._double_clicked)
        look.changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Take row heights from the text size."""
        self.verticalHeader().setDefaultSectionSize(self._look.px(28))

    def first_column(self) -> int:
        """Return the number of the column shown leftmost."""
        return self.head.logicalIndex(0)

    def key(self) -> str:
        """Return the key of the record with the cursor, or ""."""
        return self.records.key_at(self.currentIndex().row())

    def cells(self) -> list[QModelIndex]:
        """Return the selected cells in reading order; the rows above groups are none."""
        found = [
            index
            for index in self.selectionModel().selectedIndexes()
            if self.records.row_at(index.row()) is not None
        ]
        visual = self.head.visualIndex
        return sorted(found, key=lambda index: (index.row(), visual(index.column())))

    def selected_keys(self) -> list[str]:
        """Return the keys of the records with a selected cell, in the order shown."""
        return list(dict.fromkeys(self.records.key_at(index.row()) for index in self.cells()))

    def show_key(self, key: str, field: str = "") -> bool:
        """Put the cursor on a record, in the column of a field; False where it is not shown."""
        row = self.records.row_of(key)
        if row < 0:
            return False
        names = [column.name for column in self.records.shown]
        at = names.index(field) if field in names else max(0, self.currentIndex().column())
        index = self.records.index(row, at)
        mode = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, mode)
        self.scrollTo(index)
        return True

    def fault(self, text: str) -> str:
        """Return why the cell with the cursor cannot hold a text, "" where it can."""
        index = self.currentIndex()
        field = self.records.shown[index.column()].field if index.isValid() else None
        return "" if field is None else fault_of(field, text, self.records)

    def put(self, row: int, at: int, text: str) -> str:
        """Put a text into a cell as one step; return the sentence where it is refused."""
        key, column = self.records.key_at(row), self.records.shown[at]
        if not key or column.field is None:
            return ""
        try:
            value = read_typed(column.field, text, self.records.register)
            record = self.records.record(key)
            if value == getattr(record, column.field.attribute):
                return ""
            if column.is_class and self.records.kind == "service":
                self.class_wanted.emit(key, value or "")
                return ""
            edit = ChangeFields(self.records.kind, key, {column.field.attribute: value})
            self._desk.apply(edit, seen=self.records.seen)
        except BackstopError as error:
            return error.sentence
        return ""

    def copy(self) -> None:
        """Put the block around the selected cells on the clipboard as Excel takes it."""
        cells = self.cells()
        if not cells:
            return
        rows = sorted({index.row() for index in cells})
        visual = self.head.visualIndex
        columns = sorted({index.column() for index in cells}, key=visual)
        taken = {(index.row(), index.column()) for index in cells}
        lines: list[Sequence[str]] = [
            [
                str(self.records.index(row, at).data() or "") if (row, at) in taken else ""
                for at in columns
            ]
            for row in rows
        ]
        if len(rows) == len(self.records.numbers_shown()):
            lines.insert(0, [self.records.shown[at].heading for at in columns])
        QGuiApplication.clipboard().setMimeData(as_mime(lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that there is more or less room for columns."""
        super().resizeEvent(event)
        if self.width() != self._fitted_to:
            self._fitted_to = self.width()
            self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C; Enter edits, or opens and closes a group."""
        index = self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState:
            return  # the Enter that ends an edit comes here too, and must not begin another
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.opened.emit(self.key())
            elif isinstance(self.records.lines[index.row()], Section):
                self._toggle(index.row())
            elif index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            else:
                self.opened.emit(self.key())
            return
        has_command = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if has_command and event.text():
            event.ignore()  # a shortcut, not text to begin a cell with
            return
        super().keyPressEvent(event)

    def _enter_grid(self) -> None:
        self.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.currentIndex().isValid() and self.records.lines:
            self.setCurrentIndex(self.records.index(0, self.first_column()))

    def _clicked(self, index: QModelIndex) -> None:
        if isinstance(self.records.lines[index.row()], Section):
            self._toggle(index.row())

    def _double_clicked(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable and self.records.key_at(index.row()):
            self.opened.emit(self.records.key_at(index.row()))

    def _toggle(self, row: int) -> None:
        line = self.records.lines[row]
        if isinstance(line, Section):
            self.records.toggle(line.text)

    def _tell_current(self, current: QModelIndex, before: QModelIndex) -> None:
        key = self.records.key_at(current.row())
        if key and (current.row() != before.row() or not before.isValid()):
            self.current_key.emit(key)

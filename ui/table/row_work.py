"""Rows added, doubled and removed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from planner.answers.new_records import doubled, removal
from planner.register.edits import AddRecord
from ui.table.add_dialog import AddDialog
from ui.table.record_model import RecordModel
from ui.table.record_view import RecordView
from ui.workbench import Workbench


class RowWork:
    """What can be done to whole records of one table."""

    def __init__(
        self, bench: Workbench, model: RecordModel, view: RecordView, parent: QWidget
    ) -> None:
        self._bench = bench
        self._model = model
        self._view = view
        self._parent = parent

    def add(self) -> None:
        """Ask for what a new record cannot be without, and add it."""
        dialog = AddDialog(self._bench, self._model.kind, self._parent)
        if dialog.exec() and dialog.key:
            self._bench.desk.choose(self._model.kind, dialog.key)
            self._view.show_key(dialog.key)

    def double(self) -> None:
        """Add a copy of the record with the cursor, under a code of its own."""
        key = self._view.key()
        if key:
            record = doubled(self._model.register, self._model.kind, key)
            before = set(self._model.register.of_kind(self._model.kind))
            if self._bench.desk.attempt(AddRecord(record), offer_undo=True) is not None:
                after = self._model.register.of_kind(self._model.kind)
                self._view.show_key(next(key for key in after if key not in before))

    def remove(self) -> None:
        """Remove the records with a selected cell, with what has no meaning without them."""
        keys = self._view.selected_keys()
        if not keys:
            return
        edit = removal(self._model.kind, tuple(keys))
        row = self._view.currentIndex().row()
        if self._bench.desk.attempt(edit, offer_undo=True) is not None and self._model.lines:
            self._view.setCurrentIndex(self._model.index(min(row, self._model.rowCount() - 1), 0))

"""Choose which columns a table shows, and in which order, by mouse or keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.parts.words import button, label
from ui.table.columns import RecordColumn
from ui.theme import Look

NAME = Qt.ItemDataRole.UserRole


class ColumnDialog(QDialog):
    """Every column with a tick; ticked ones are shown in the order of the list."""

    def __init__(
        self, look: Look, columns: Sequence[RecordColumn], shown: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Columns")
        self.resize(look.px(420), look.px(480))
        self._list = QListWidget()
        self._list.setAccessibleName("Columns")
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        by_name = {column.name: column for column in columns}
        rest = [column.name for column in columns if column.name not in shown]
        for name in (*shown, *rest):
            if name not in by_name:
                continue
            item = QListWidgetItem(by_name[name].heading)
            item.setData(NAME, name)
            item.setToolTip(by_name[name].help)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_shown = name in shown
            item.setCheckState(Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        column = QVBoxLayout(self)
        words = "Tick what to show; Space ticks, and the buttons or the mouse put it in order."
        column.addWidget(label(words, "secondary", wraps=True))
        column.addWidget(self._list, 1)
        row = QHBoxLayout()
        row.addWidget(button("Up", lambda: self._move(-1)))
        row.addWidget(button("Down", lambda: self._move(1)))
        row.addStretch(1)
        row.addWidget(button("Cancel", self.reject))
        ok = button("Show these", self.accept, "primary")
        ok.setDefault(True)
        row.addWidget(ok)
        column.addLayout(row)

    def names(self) -> list[str]:
        """Return the names of the columns ticked, in order."""
        items = [self._list.item(at) for at in range(self._list.count())]
        return [
            str(item.data(NAME)) for item in items if item.checkState() == Qt.CheckState.Checked
        ]

    def _move(self, by: int) -> None:
        at = self._list.currentRow()
        to = at + by
        if at >= 0 and 0 <= to < self._list.count():
            self._list.insertItem(to, self._list.takeItem(at))
            self._list.setCurrentRow(to)

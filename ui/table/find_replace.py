"""Find and replace in the table: in a column, the selection or all that is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from planner.document.wording import counted
from ui.parts.words import button, label
from ui.table.block_work import cells_with, replaced
from ui.table.record_view import RecordView

WHERE = ("All that is shown", "This column", "The selected cells")


class FindReplace(QDialog):
    """Find words and go to them one after another; replace them all at once as one step.

    `wanted` carries the changes of a replacement.
    """

    wanted = Signal(tuple)

    def __init__(self, view: RecordView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self.setWindowTitle("Find and replace")
        self._find = QLineEdit()
        self._find.setAccessibleName("Find")
        self._by = QLineEdit()
        self._by.setAccessibleName("Replace with")
        self._where = QComboBox()
        self._where.addItems(WHERE)
        self._where.setAccessibleName("Where")
        self._case = QCheckBox("Match capitals")
        self._told = label("", "secondary", wraps=True)
        grid = QGridLayout()
        for at, (words, widget) in enumerate(
            (("Find", self._find), ("Replace with", self._by), ("Where", self._where))
        ):
            heading = label(words, "label")
            heading.setBuddy(widget)
            grid.addWidget(heading, at, 0)
            grid.addWidget(widget, at, 1)
        grid.addWidget(self._case, 3, 1)
        column = QVBoxLayout(self)
        column.addLayout(grid)
        column.addWidget(self._told)
        row = QHBoxLayout()
        self._next = button("Find next", self.find_next)
        self._next.setDefault(True)
        self._all = button("Replace all", self.replace_all, "primary")
        row.addStretch(1)
        row.addWidget(button("Close", self.close))
        row.addWidget(self._next)
        row.addWidget(self._all)
        column.addLayout(row)
        for signal in (self._find.textChanged, self._by.textChanged):
            signal.connect(self._count)
        self._where.currentIndexChanged.connect(self._count)
        self._case.toggled.connect(self._count)
        self.setMinimumWidth(380)
        self._count()

    def find_next(self) -> None:
        """Put the cursor on the next cell that holds the words."""
        found = self._found()
        if not found:
            return
        here = (self._view.currentIndex().row(), self._view.currentIndex().column())
        row, at = next((cell for cell in found if cell > here), found[0])
        self._view.setCurrentIndex(self._view.records.index(row, at))

    def replace_all(self) -> None:
        """Ask for every replacement, as one step."""
        changes = self._changes()
        if changes:
            self.wanted.emit(changes)
            self._count()

    def _found(self) -> list[tuple[int, int]]:
        if not self._find.text():
            return []
        found = cells_with(self._view.records, self._find.text(), case=self._case.isChecked())
        return [cell for cell in found if self._is_wanted(cell)]

    def _is_wanted(self, cell: tuple[int, int]) -> bool:
        where = self._where.currentIndex()
        if where == 1:
            return cell[1] == self._view.currentIndex().column()
        if where == 2:
            return cell in {(index.row(), index.column()) for index in self._view.cells()}
        return True

    def _changes(self) -> tuple[object, ...]:
        return replaced(
            self._view.records,
            self._found(),
            self._find.text(),
            self._by.text(),
            case=self._case.isChecked(),
        )

    def _count(self) -> None:
        found = len(self._found())
        self._told.setText(
            f"Found in {counted(found, 'cell', 'cells')}." if self._find.text() else ""
        )
        self._next.setEnabled(found > 0)
        self._all.setEnabled(found > 0)

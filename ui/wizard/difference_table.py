"""The differences between a workbook and the register as a table with ticks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.table.plain_table import Column, Named, PlainTable
from ui.theme import Look
from ui.wizard.workbook_comparison import WorkbookComparison

if TYPE_CHECKING:
    from planner.exchange.workbook_edit import Difference

COLUMNS = (
    Column("Take", "text", 84),
    Column("What", "text", 84),
    Column("Sheet", "text", 104),
    Column("Record", "text", 210),
    Column("Field", "text", 130),
    Column("In Backstop now", "text", 160),
    Column("In the workbook", "text", 190),
    Column("To know", "text", 150),
)
WHAT = {
    "added": "new row",
    "changed": "changed",
    "conflict": "both changed",
    "removed": "row missing",
    "refused": "refused",
}


class DifferenceTable(PlainTable):
    """Rows of differences; Space, Enter or a click on the first column takes or leaves them."""

    looked_at = Signal(object)

    def __init__(self, look: Look, comparison: WorkbookComparison, parent: QWidget) -> None:
        super().__init__(look, "Differences between the workbook and the register", parent)
        self._comparison = comparison
        self._ones: list[Difference] = []
        self._cells: list[list[object]] = []
        self.clicked.connect(self._clicked)
        self.opened.connect(self._toggle_row)
        self.picked.connect(self._picked)
        self.installEventFilter(self)

    @property
    def ones(self) -> list[Difference]:
        """Return the differences shown, in the order they were given."""
        return list(self._ones)

    def show_differences(self, ones: Sequence[Difference]) -> None:
        """Show differences in place of those before."""
        self._ones = list(ones)
        self._cells = [self._row(one) for one in self._ones]
        self.show_rows(COLUMNS, self._cells)

    def show_ticks(self) -> None:
        """Show anew what is taken; the rows stay where they are."""
        for cells, one in zip(self._cells, self._ones, strict=True):
            cells[0] = self._tick(one)
        model = self.model()
        last = model.rowCount() - 1
        if last >= 0:
            model.dataChanged.emit(model.index(0, 0), model.index(last, 0))

    def toggle(self) -> None:
        """Take the selected rows, or leave them where all of them are taken."""
        ones = [self._ones[row] for row in self.selected]
        can = [one for one in ones if one.can_be_taken]
        if can:
            self._comparison.take(can, not all(map(self._comparison.is_taken, can)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Toggle with Space."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
        ):
            self.toggle()
            return True
        return super().eventFilter(watched, event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._toggle_row(self.row)

    def _toggle_row(self, row: int) -> None:
        if 0 <= row < len(self._ones):
            one = self._ones[row]
            self._comparison.take([one], not self._comparison.is_taken(one))

    def _picked(self, row: int) -> None:
        self.looked_at.emit(self._ones[row])

    def _row(self, one: Difference) -> list[object]:
        subject = one.named or one.place
        return [
            self._tick(one),
            WHAT[one.what.value],
            one.kind_label,
            subject,
            one.field,
            one.before or ("blank" if one.field and one.attribute else ""),
            one.after or ("blank" if one.field and one.attribute else ""),
            one.says,
        ]

    def _tick(self, one: Difference) -> str:
        if not one.can_be_taken:
            return "cannot"
        if self._comparison.is_taken(one):
            return Named("take", "tick", "is taken")
        return Named("leave", "minus", "is left as it is")

"""What a block of cells would change, shown before it does, with what cannot be and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planner import fields
from planner.answers.blocks import CellChange, faults_in, record_words
from planner.document.wording import counted
from ui.desk import Desk
from ui.parts.words import button, label
from ui.table.plain_table import Column, PlainTable
from ui.theme import Look

SHOWN = 2000


class ChangePreview(QDialog):
    """A list of cells before and after; accepted when the person goes on."""

    def __init__(
        self,
        look: Look,
        desk: Desk,
        title: str,
        cells: Sequence[CellChange],
        note: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(look.px(760), look.px(460))
        register = desk.register
        changing = [cell for cell in cells if cell.changes_anything]
        faults = faults_in(cells)
        same = len(cells) - len(changing) - len(faults)
        column = QVBoxLayout(self)
        told = [
            f"{counted(len(changing), 'cell changes', 'cells change')}",
            f"{same} stay as they are",
        ]
        if faults:
            told.append(f"{counted(len(faults), 'cell is', 'cells are')} left as they are, see why")
        column.addWidget(label(", ".join(told) + ".", "title", wraps=True))
        if note:
            column.addWidget(label(note, "caution", wraps=True))
        table = PlainTable(look, "Changes")
        rows = [
            (
                record_words(register, cell.kind, cell.key),
                fields.BY_NAME[cell.kind].field(cell.field).label
                if not cell.field.startswith("+")
                else cell.field[1:],
                cell.before_text,
                cell.after_text,
                cell.fault,
            )
            for cell in [*faults, *changing][:SHOWN]
        ]
        table.show_rows(
            (
                Column("Record", "text", 180),
                Column("Field", "text", 120),
                Column("Now", "text", 130),
                Column("To be", "text", 130),
                Column("Why not", "text", 180),
            ),
            rows,
        )
        column.addWidget(table, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button("Cancel", self.reject))
        words = f"Change {counted(len(changing), 'cell', 'cells')}"
        self.go = button(words, self.accept, "primary")
        self.go.setEnabled(bool(changing))
        self.go.setDefault(True)
        row.addWidget(self.go)
        column.addLayout(row)

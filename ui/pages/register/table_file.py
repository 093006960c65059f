"""The rows shown in a table, written as a CSV file that Excel opens."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtWidgets import QWidget

from planner import fields
from planner.answers.tabling import csv_cell
from planner.document.wording import counted
from planner.errors import BackstopError
from planner.progress import Progress
from ui.shell.file_dialogs import file_to_write
from ui.table.record_table import RecordTable
from ui.workbench import Workbench


def export(bench: Workbench, table: RecordTable, owner: QWidget) -> None:
    """Ask for a file and write the rows and columns shown to it."""
    start = f"{fields.BY_NAME[table.kind].label_plural}.csv"
    path = file_to_write(owner, "Export the table", start, "CSV (*.csv)")
    if path is None:
        return
    rows = shown_rows(table)
    many = counted(len(rows) - 1, "row", "rows")
    bench.tasks.do(
        owner,
        lambda report: _write(path, rows, report),
        then=lambda _done: bench.messages.say("Exported.", f"{many} in {path.name}."),
        failed=lambda error: bench.messages.say("Not exported.", error.sentence, tone="failure"),
        title="Exporting the table",
    )


def shown_rows(table: RecordTable) -> list[list[str]]:
    """Return the headings and the cells shown, in their order; the rows above groups are none."""
    model = table.model
    rows = [[one.heading for one in model.shown]]
    for row in range(model.rowCount()):
        if model.key_at(row):
            cells = [model.index(row, at).data() for at in range(len(model.shown))]
            rows.append(["" if cell is None else str(cell) for cell in cells])
    return rows


def _write(path: Path, rows: list[list[str]], report: Progress) -> None:
    report(0, 1, f"Writing {path.name}")
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([csv_cell(cell) for cell in row] for row in rows)
    except OSError as error:
        raise BackstopError(f"{path.name} cannot be written; choose another folder.") from error

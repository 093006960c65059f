"""What leaves a result: its tables on the clipboard, or in a file."""

from __future__ import annotations

import datetime
import html
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QStandardPaths
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from planner.document.wording import counted, short_date
from planner.errors import BackstopError
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.scenario_report import ScenarioReport


def copy_tables(bench: Workbench, found: ScenarioReport) -> None:
    """Put every table on the clipboard, for Excel and for Word."""
    tables = bench.session.report_tables(found)
    text = [found.headline]
    rich = [f"<p>{html.escape(found.headline)}</p>"]
    for table in tables:
        text += ["", table.title, "\t".join(table.headings)]
        text += ["\t".join(_plain(cell) for cell in row) for row in table.rows]
        head = "".join(f"<th>{html.escape(one)}</th>" for one in table.headings)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_plain(cell))}</td>" for cell in row) + "</tr>"
            for row in table.rows
        )
        rich.append(f"<h3>{html.escape(table.title)}</h3><table><tr>{head}</tr>{body}</table>")
    copied = QMimeData()
    copied.setText("\n".join(text))
    copied.setHtml("".join(rich))
    QApplication.clipboard().setMimeData(copied)
    bench.messages.say("Copied.", f"{counted(len(tables), 'table', 'tables')} to paste into Excel.")


def save_csv(bench: Workbench, found: ScenarioReport, parent: QWidget) -> None:
    """Ask for a file and write every table to it, off the window's thread."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = "".join(one if one.isalnum() or one in " -" else "" for one in found.scenario.title)
    start = str(Path(folder) / f"{name.strip() or 'Scenario'}.csv")
    chosen, _ = QFileDialog.getSaveFileName(parent, "Save the tables", start, "CSV (*.csv)")
    if not chosen:
        return
    path = Path(chosen)
    session = bench.session

    def failed(error: BackstopError) -> None:
        bench.messages.say("Not saved.", error.sentence, tone="failure")

    bench.tasks.do(
        parent,
        lambda report: session.write_report_csv(found, path),
        then=lambda _done: bench.messages.say("Saved.", f"The tables are in {path.name}."),
        failed=failed,
        title=f"Writing {path.name}",
    )


def _plain(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime.date):
        return short_date(cell)
    return f"{cell:.10g}" if isinstance(cell, float) else str(cell)

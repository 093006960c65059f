"""Packing a workbook without the files that openpyxl keeps its sheets in meanwhile.

Those would lie in the system's folder for temporary files, with what is in the register, where a
program that is cut off leaves them. A sheet is packed from memory instead.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


class WorkbookPacker(ExcelWriter):  # type: ignore[misc]  # openpyxl has no types
    """Writes the parts of a workbook into an open archive; nothing else is put on the disk."""

    def write_worksheet(self, ws: Any) -> None:
        """Write one sheet from memory; the rest is done as openpyxl does it."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        made = io.BytesIO()
        writer = WorksheetWriter(ws, made)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], made.getvalue())
        self.manifest.append(ws)


def write_whole(book: Workbook, path: Path) -> None:
    """Write a workbook to a file; OSError where that cannot be written."""
    book.properties.modified = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        WorkbookPacker(book, archive).write_data()

"""Workbooks that LibreOffice works out again, from formulas whose values have been taken away."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook

from planner.document.workbook.sheets import FIRST_ROW, HEADING_ROW

Change = Callable[[Workbook], None]
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


def recalculated(
    books: Mapping[str, bytes], folder: Path, changes: Mapping[str, Change] | None = None
) -> dict[str, Workbook]:
    """Return workbooks as LibreOffice works them out; a change is made before that.

    openpyxl writes no values beside formulas, so that none of ours is left in what it reads.
    """
    paths = []
    for name, data in books.items():
        book = load_workbook(io.BytesIO(data))
        if changes and name in changes:
            changes[name](book)
        paths.append(folder / f"{name}.xlsx")
        book.save(paths[-1])
        with zipfile.ZipFile(paths[-1]) as archive:
            sheets = [archive.read(n) for n in archive.namelist() if "worksheets/sheet" in n]
        assert not any(re.search(rb"</f><v>[^<]", sheet) for sheet in sheets)
    out = folder / "out"
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/office",
         "--convert-to", "xlsx", "--outdir", str(out), *map(str, paths)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return {name: load_workbook(out / f"{name}.xlsx", data_only=True) for name in books}


def formulas(data: bytes) -> Iterator[tuple[str, Cell]]:
    """Return every formula of a workbook with the name of its sheet."""
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell


def assert_same(data: bytes, worked: Workbook) -> int:
    """Check that no cell is an error and each formula comes to what we say; return how many."""
    kept = load_workbook(io.BytesIO(data), data_only=True)
    for sheet in worked.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "e", f"{sheet.title} {cell.coordinate} {cell.value}"
    seen = 0
    for name, cell in formulas(data):
        ours, theirs = kept[name][cell.coordinate].value, worked[name][cell.coordinate].value
        where = f"{name} {cell.coordinate} {cell.value}"
        assert ours is not None, where
        if isinstance(ours, str):
            assert theirs == ours, where
        else:
            assert theirs == pytest.approx(ours, rel=1e-9, abs=1e-6), where
        seen += 1
    return seen


def column(book: Workbook, sheet: str, heading: str) -> list[Any]:
    """Return what stands beneath a heading, to the end of the table."""
    headings = [cell.value for cell in book[sheet][HEADING_ROW]]
    number = headings.index(heading) + 1
    found = []
    for row in range(FIRST_ROW, book[sheet].max_row + 1):
        if book[sheet].cell(row, 1).value in (None, "Total"):
            break
        found.append(book[sheet].cell(row, number).value)
    return found

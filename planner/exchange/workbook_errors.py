"""Cells of an XLSX file whose formula failed: readers give blanks for them, which is wrong."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BROKEN = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d{1,7})"[^>]*>.{0,9000}?<v>([^<]{1,20})</v>',
    re.DOTALL,
)


def failed_formulas(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Return by sheet the place (row and column from 0) and the error of each cell that failed.

    Empty for files of other forms. The file is known to be safe to open.
    """
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            return {}
        found: dict[str, dict[tuple[int, int], str]] = {}
        for sheet, part in _parts(archive):
            if part in names and (broken := dict(_broken(archive.read(part)))):
                found[sheet] = broken
        return found


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet with the part of the file that holds it."""
    try:
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    except ElementTree.ParseError:
        return
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_LINK), "")
        whole = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        yield sheet.get("name", ""), whole


def _broken(data: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    for letters, number, error in _BROKEN.findall(data):
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        yield (int(number) - 1, column - 1), error.decode("ascii", "replace")

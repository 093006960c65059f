"""What a smoke run holds the program to: its parts are there, its documents open."""

from __future__ import annotations

import importlib
import zipfile
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from planner.errors import BackstopError
from ui.frozen import is_frozen
from ui.shell.licence_texts import works

RARELY = (
    "highspy", "python_calamine", "rapidfuzz.process", "charset_normalizer.md", "icalendar",
    "Crypto.Cipher.AES", "sqlalchemy.dialects.postgresql.psycopg", "psycopg", "psycopg_binary.pq",
)  # fmt: skip
"""What only some work loads; a bundle must have it all the same."""
LEAST_BYTES = {".pdf": 20_000, ".docx": 10_000, ".html": 10_000, ".xlsx": 10_000}
"""Bytes below which a plan of the sample council cannot be whole, by the ending of its file."""


def need(is_so: bool, otherwise: str) -> None:
    """Raise BackstopError with a sentence where something is not so."""
    if not is_so:
        raise BackstopError(otherwise)


def need_rest() -> None:
    """Need the parts that the steps of a smoke run do not come by: libraries, fonts, licences."""
    for name in RARELY:
        importlib.import_module(name)
    need("Source Sans Pro" in QFontDatabase.families(), "the font of the program is not there")
    # Only a bundle has to bring every text with it; some packages are installed without.
    lacking = [one.name for one in works() if not one.texts] if is_frozen() else []
    need(bool(works()) and not lacking, f"licences are not there: {', '.join(lacking)}")


def need_documents(folder: Path) -> int:
    """Open each format of a plan as another program would; returns the pages of the PDF."""
    from docx import Document
    from openpyxl import load_workbook

    from ui.pages.plans.pdf_pages import pages_of, picture_of

    for ending, least in LEAST_BYTES.items():
        size = (folder / f"Plan{ending}").stat().st_size
        need(size >= least, f"Plan{ending} has only {size} bytes")
    pdf, pages = folder / "Plan.pdf", len(pages_of(folder / "Plan.pdf"))
    need(pages > 5, f"the PDF has only {pages} pages")
    need(picture_of(pdf, 0, 1.0).width() > 100, "the PDF cannot be drawn")
    words = Document(str(folder / "Plan.docx"))
    need(len(words.paragraphs) > 50, "the Word file has too few paragraphs")
    need(len(load_workbook(folder / "Plan.xlsx").sheetnames) > 3, "sheets lack in the workbook")
    page = (folder / "Plan.html").read_text("utf-8")
    need(page.rstrip().endswith("</html>"), "the web page is not whole")
    for ending in (".docx", ".xlsx"):
        with zipfile.ZipFile(folder / f"Plan{ending}") as packed:
            need(packed.testzip() is None, f"Plan{ending} is damaged")
    return pages

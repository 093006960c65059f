"""Reading a PDF inside the window: its pages in a list, drawn page by page, with words to find."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ui.pages.plans.pdf_view import PdfView
from ui.parts.words import button, label
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.progress import Progress
    from ui.pages.plans.pdf_pages import Found, PdfPage


FIGURE = "\N{FIGURE SPACE}"
"""A space as wide as a figure, so that page numbers stand under each other."""


class PdfReader(QWidget):
    """The pages of a PDF; `tools` finds words and zooms, for the row above it.

    `where` says which page is shown.
    """

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._path: Path | None = None
        self.where = label("", "secondary")
        self.pages = QListWidget()
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.setAccessibleName("Pages")
        self.pages.currentRowChanged.connect(self._picked)
        self.view = PdfView(bench.look, self._ask)
        self.view.turned.connect(self._turned)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find in the pages")
        self.search.setAccessibleName("Find in the pages")
        self.search.returnPressed.connect(self._find)
        self._found: tuple[Found, ...] = ()
        self._at = 0
        self._searched = ""
        self.found_words = label("", "secondary")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.pages)
        split.addWidget(self.view)
        split.setStretchFactor(1, 1)
        split.setSizes([bench.look.px(220), bench.look.px(900)])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)

    def tools(self) -> list[QWidget]:
        """Return the controls that find words and zoom, in order."""
        made: list[QLabel | QLineEdit | QPushButton] = [self.found_words, self.search]
        for words, name, steps in (("\N{MINUS SIGN}", "Zoom out", -1), ("+", "Zoom in", 1)):
            one = button(words, partial(self.view.zoom, steps))
            one.setAccessibleName(name)
            one.setToolTip(name)
            made.append(one)
        made.append(button("Fit width", partial(self.view.zoom, 0)))
        return list(made)

    def open(self, path: Path) -> None:
        """Show a PDF that is there; the one shown before is removed."""

        def read(_report: Progress) -> tuple[PdfPage, ...]:
            from ui.pages.plans.pdf_pages import pages_of

            return pages_of(path)

        def show(pages: tuple[PdfPage, ...]) -> None:
            if self._path is not None and self._path != path:
                self._path.unlink(missing_ok=True)
            self._path = path
            self._found = ()
            self.found_words.setText("")
            self.view.show_pages(pages)
            self.pages.blockSignals(True)
            self.pages.clear()
            section, wide = "", len(str(len(pages)))
            for at, page in enumerate(pages, start=1):
                section = page.title or section
                words = page.title or (f"{section}, continued" if section else f"Page {at}")
                number = str(at).rjust(wide, FIGURE)
                self.pages.addItem(f"{number}   {words}")
                self.pages.item(at - 1).setToolTip(words)
            self.pages.setCurrentRow(0)
            self.pages.blockSignals(False)
            self._turned(0)

        self._bench.tasks.do(self, read, then=show, quiet=True, key=self._key("pages"))

    def _ask(self, page: int, scale: float) -> None:
        path = self._path
        if path is None:
            return

        def draw(_report: Progress) -> QImage:
            from ui.pages.plans.pdf_pages import picture_of

            return picture_of(path, page, scale)

        def take(picture: QImage) -> None:
            if path == self._path:
                self.view.take(page, scale, picture)

        self._bench.tasks.do(self, draw, then=take, quiet=True)

    def _find(self) -> None:
        words, path = self.search.text().strip(), self._path
        if not words or path is None:
            return
        if words == self._searched and self._found:
            self._at = (self._at + 1) % len(self._found)
            self._tell_found()
            return
        self._searched = words

        def search(_report: Progress) -> tuple[Found, ...]:
            from ui.pages.plans.pdf_pages import find_words

            return find_words(path, words)

        def show(found: tuple[Found, ...]) -> None:
            self._found, self._at = found, 0
            self.view.mark(found)
            self._tell_found()

        self._bench.tasks.do(self, search, then=show, quiet=True, key=self._key("find"))

    def _tell_found(self) -> None:
        if not self._found:
            self.found_words.setText("Not found")
            return
        here = self._found[self._at]
        self.view.turn_to(here.page, here.top)
        self.found_words.setText(f"{self._at + 1} of {len(self._found)}")

    def _picked(self, row: int) -> None:
        if row >= 0:
            self.view.turn_to(row)

    def _turned(self, page: int) -> None:
        self.where.setText(f"Page {page + 1} of {self.view.count}")
        self.pages.blockSignals(True)
        self.pages.setCurrentRow(page)
        self.pages.blockSignals(False)

    def _key(self, of: str) -> str:
        return f"{of} of reader {id(self):x}"

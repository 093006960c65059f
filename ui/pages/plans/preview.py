"""The plan as it prints, inside the window: the real PDF, page by page."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ui.pages.plans.pdf_view import PdfView
from ui.pages.plans.two_rows import TwoRows
from ui.parts.elided import ElidedLabel
from ui.parts.words import button, label
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.plan_sheet import PlanSheet
    from planner.errors import BackstopError
    from planner.progress import Progress
    from ui.pages.plans.pdf_pages import Found, PdfPage


FIGURE = "\N{FIGURE SPACE}"
"""A space as wide as a figure, so that page numbers stand under each other."""


class Preview(QWidget):
    """The real PDF of a plan; written in the background to a folder that goes with the window."""

    def __init__(
        self,
        bench: Workbench,
        back: Callable[[], object],
        pdf: Callable[[], object],
        excel: Callable[[], object],
    ) -> None:
        super().__init__()
        self._bench = bench
        self._folder = tempfile.TemporaryDirectory(prefix="backstop-preview-")
        self.destroyed.connect(partial(_remove, self._folder))
        self._path: Path | None = None
        self._made_of: object = None
        self._number = 0
        self._title = ElidedLabel("", "strong")
        self.where = label("", "secondary")
        self.pages = QListWidget()
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.setAccessibleName("Pages")
        self.pages.currentRowChanged.connect(self._picked)
        self.view = PdfView(bench.look, self._ask)
        self.view.turned.connect(self._turned)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find in the plan")
        self.search.setAccessibleName("Find in the plan")
        self.search.returnPressed.connect(self._find)
        self._found: tuple[Found, ...] = ()
        self._at = 0
        self._searched = ""
        self.found_words = label("", "secondary")
        both = TwoRows(bench.look)
        both.setContentsMargins(20, 8, 20, 8)
        head = both.first
        head.addWidget(button("Back to the plan", back, "link"))
        head.addWidget(self._title)
        head.addSpacing(12)
        head.addWidget(self.where)
        head.addStretch(1)
        head = both.second
        head.addWidget(self.found_words)
        head.addWidget(self.search)
        for words, name, steps in (("\N{MINUS SIGN}", "Zoom out", -1), ("+", "Zoom in", 1)):
            one = button(words, partial(self.view.zoom, steps))
            one.setAccessibleName(name)
            one.setToolTip(name)
            head.addWidget(one)
        head.addWidget(button("Fit width", partial(self.view.zoom, 0)))
        head.addWidget(button("PDF…", pdf, "primary"))
        head.addWidget(button("Excel…", excel))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.pages)
        split.addWidget(self.view)
        split.setStretchFactor(1, 1)
        split.setSizes([bench.look.px(220), bench.look.px(900)])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(both)
        column.addWidget(split, 1)

    def show_sheet(self, sheet: PlanSheet) -> None:
        """Show the PDF of a plan; written anew where it is another than the last."""
        header = sheet.plan.header
        self._title.setText(f"{sheet.title}, version {header.version}")
        if self._made_of == (sheet.plan, sheet.stale):
            return
        self._number += 1
        path = Path(self._folder.name) / f"plan-{self._number}.pdf"

        def failed(error: BackstopError) -> None:
            self._bench.messages.say("No preview.", error.sentence, tone="failure")

        self.where.setText("Being written")
        self._bench.tasks.ask(
            self,
            self._bench.session.study(),
            "write_pdf",
            sheet.plan,
            path,
            then=lambda _nothing: self._open((sheet.plan, sheet.stale), path),
            failed=failed,
            title="Laying out the pages",
            lane="long",
            key="plans.preview",
        )

    def _open(self, made_of: object, path: Path) -> None:
        self._made_of = made_of

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

        self._bench.tasks.do(self, read, then=show, quiet=True, key="plans.pages")

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

        self._bench.tasks.do(self, search, then=show, quiet=True, key="plans.find")

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


def _remove(folder: tempfile.TemporaryDirectory[str], *_: object) -> None:
    folder.cleanup()

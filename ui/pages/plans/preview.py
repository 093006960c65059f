"""The plan as it prints, inside the window: the real PDF, page by page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.answers.personal import FolderForAWhile
from ui.pages.plans.pdf_reader import PdfReader
from ui.pages.plans.two_rows import TwoRows
from ui.parts.elided import ElidedLabel
from ui.parts.words import button
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.plan_sheet import PlanSheet
    from planner.errors import BackstopError


class Preview(QWidget):
    """The real PDF of a plan; written in the background to a folder that goes with the window."""

    def __init__(
        self,
        bench: Workbench,
        back: Callable[[], object],
        pdf: Callable[[], object],
        excel: Callable[[], object],
        others: Callable[[], object],
    ) -> None:
        super().__init__()
        self._bench = bench
        self._folder = FolderForAWhile("preview")
        self.destroyed.connect(partial(removed, self._folder))
        self._made_of: object = None
        self._number = 0
        self._title = ElidedLabel("", "strong")
        self.reader = PdfReader(bench)
        both = TwoRows(bench.look)
        both.setContentsMargins(20, 8, 20, 8)
        head = both.first
        head.addWidget(button("Back to the plan", back, "link"))
        head.addWidget(self._title)
        head.addSpacing(12)
        head.addWidget(self.reader.where)
        head.addStretch(1)
        head = both.second
        for tool in self.reader.tools():
            head.addWidget(tool)
        head.addWidget(button("PDF…", pdf, "primary"))
        head.addWidget(button("Excel…", excel))
        head.addWidget(button("Documents", others))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(both)
        column.addWidget(self.reader, 1)

    def show_sheet(self, sheet: PlanSheet) -> None:
        """Show the PDF of a plan; written anew where it is another than the last."""
        header = sheet.plan.header
        self._title.setText(f"{sheet.title}, version {header.version}")
        if self._made_of == (sheet.plan, sheet.stale):
            return
        self._number += 1
        path = self._folder.path / f"plan-{self._number}.pdf"

        def failed(error: BackstopError) -> None:
            self._bench.messages.say("No preview.", error.sentence, tone="failure")

        def opened(_nothing: object) -> None:
            self._made_of = (sheet.plan, sheet.stale)
            self.reader.open(path)

        self.reader.where.setText("Being written")
        self._bench.tasks.ask(
            self,
            self._bench.session.study(),
            "write_pdf",
            sheet.plan,
            path,
            then=opened,
            failed=failed,
            title="Laying out the pages",
            lane="long",
            key="plans.preview",
        )


def removed(folder: FolderForAWhile, *_: object) -> None:
    """Remove a folder of preview files, when what showed them is gone."""
    folder.remove()

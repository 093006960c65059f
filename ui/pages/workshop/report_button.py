"""The post-exercise report, whole or redacted, in a file the person chooses."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from planner.answers.documents_offered import FORMATS, OFFERS
from ui.pages.plans.document_writing import DocumentWanted, DocumentWriting
from ui.workbench import Workbench

OFFER = next(one for one in OFFERS if one.key == "exercise-report")


class ReportButton(QPushButton):
    """The button "Report" with a menu of formats; `code` is the exercise it is of."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__("Report")
        self._bench = bench
        self.code = ""
        self.writing = DocumentWriting(bench, self)
        self.writing.options.hide()
        self.setAutoDefault(False)
        self.setProperty("kind", "menu")
        self.setAccessibleName("Post-exercise report")
        self.setToolTip(f"{OFFER.title}: {OFFER.words}")
        kinds = QMenu(self)
        for ending in OFFER.endings:
            kinds.addAction(f"{FORMATS[ending]}…").setData(ending)
        kinds.addSeparator()
        self.redacted = kinds.addAction("Redacted edition")
        self.redacted.setCheckable(True)
        kinds.triggered.connect(self._chosen)
        self.setMenu(kinds)

    @property
    def wanted(self) -> DocumentWanted:
        """Return the report as it would be written now."""
        title = self._bench.session.exercise(self.code).title
        return DocumentWanted(OFFER, None, self.redacted.isChecked(), self.code, title)

    def _chosen(self, action: QAction) -> None:
        if action is not self.redacted:
            self.writing.write(self.wanted, str(action.data()))

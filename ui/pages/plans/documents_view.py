"""Documents: what leaves the building, for each reader, seen before it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.answers.documents_offered import FORMATS, OFFERS, DocumentOffer
from planner.answers.personal import FolderForAWhile
from ui.pages.plans.document_writing import DocumentWanted, DocumentWriting
from ui.pages.plans.pdf_reader import PdfReader
from ui.pages.plans.preview import removed
from ui.parts.words import EmptyState, Segments, button, label
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.plan_sheet import PlanSheet
    from planner.errors import BackstopError
    from planner.plan.plan import Plan
    from planner.register.records import StoredPlan

EDITIONS = (("full", "Full"), ("redacted", "Redacted"))
BUTTONS = {".pdf": "PDF…", ".docx": "Word…", ".html": "Web page…", ".xlsx": "Excel…"}


class DocumentsView(QWidget):
    """Choose a document, its plan and its edition; read it; write it in the formats it has."""

    def __init__(
        self, bench: Workbench, back: Callable[[], object], chosen: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._bench = bench
        self._chosen_plan = chosen
        self._folder = FolderForAWhile("preview")
        self.destroyed.connect(partial(removed, self._folder))
        self._sheet: PlanSheet | None = None
        self._made_of: object = None
        self._number = 0
        self.writing = DocumentWriting(bench, self)
        self.reader = PdfReader(bench)
        self.documents = QComboBox()
        self.documents.setAccessibleName("Document")
        for offer in OFFERS:
            self.documents.addItem(offer.title, offer.key)
        self.documents.currentIndexChanged.connect(self._choose)
        self.plans = QComboBox()
        self.plans.setAccessibleName("Plan")
        self.plans.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.plans.setMinimumContentsLength(24)
        self.plans.activated.connect(self._pick_plan)
        self.exercises = QComboBox()
        self.exercises.setAccessibleName("Exercise")
        self.exercises.setMinimumContentsLength(24)
        self.exercises.activated.connect(lambda _at: self._present())
        self.edition = Segments("Edition", EDITIONS, self._edition_chosen)
        self.edition.press("full")
        self.words = label("", "secondary", wraps=True)
        self._buttons = {
            ending: button(BUTTONS[ending], partial(self.write, ending)) for ending in FORMATS
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._first_row(back))
        column.addLayout(self._second_row())
        column.addLayout(self._third_row())
        self.nothing = EmptyState(
            "This document is made from a plan, and none is kept yet.", "Make a plan", back
        )
        self.nothing.hide()
        self.unheld = EmptyState(
            "This document is made from an exercise, and none is prepared yet.",
            "Prepare an exercise",
            partial(bench.go, "workshop", show="list"),
        )
        self.unheld.hide()
        column.addWidget(self.nothing, 1)
        column.addWidget(self.unheld, 1)
        column.addWidget(self.reader, 1)
        self._fit()

    @property
    def offer(self) -> DocumentOffer:
        """The document that is chosen."""
        return OFFERS[self.documents.currentIndex()]

    @property
    def is_redacted(self) -> bool:
        """Whether the redacted edition is chosen."""
        return self.edition.value == "redacted"

    def show_plans(
        self, kept: Mapping[str, StoredPlan], chosen: str, document: str = "", exercise: str = ""
    ) -> str:
        """Offer the plans kept and return the one in front: `chosen`, or the last one made.

        `document` is the key of the document to choose, `exercise` the code of the exercise; ""
        leaves the one chosen.
        """
        if chosen not in kept:
            by_day = sorted(kept.values(), key=lambda one: (str(one.made_on or ""), one.version))
            chosen = by_day[-1].id if by_day else ""
        self.plans.blockSignals(True)
        self.plans.clear()
        for one in kept.values():
            self.plans.addItem(f"{one.title}, version {one.version}", one.id)
        self.plans.setCurrentIndex(max(0, self.plans.findData(chosen)))
        self.plans.blockSignals(False)
        self._offer_exercises(exercise)
        self._sheet = None
        self.documents.blockSignals(True)
        self.documents.setCurrentIndex(max(0, self.documents.findData(document or self.offer.key)))
        self.documents.blockSignals(False)
        self._choose()
        return chosen

    def show_sheet(self, sheet: PlanSheet) -> None:
        """Take the plan that documents are made from."""
        self._sheet = sheet
        self._present()

    def write(self, ending: str) -> None:
        """Ask where to, then write the document there, in the format of the ending."""
        self.writing.write(self._wanted(), ending)

    def _first_row(self, back: Callable[[], object]) -> QHBoxLayout:
        row = _row(8, 4)
        row.addWidget(button("Back to the plans", back, "link"))
        row.addSpacing(8)
        row.addWidget(QLabel("Document"))
        row.addWidget(self.documents)
        self._plan_label = QLabel("Plan")
        row.addWidget(self._plan_label)
        row.addWidget(self.plans, 1)
        self._exercise_label = QLabel("Exercise")
        row.addWidget(self._exercise_label)
        row.addWidget(self.exercises, 1)
        row.addWidget(self.edition)
        row.addStretch(1)
        return row

    def _second_row(self) -> QHBoxLayout:
        row = _row(0, 4)
        row.addWidget(self.words, 1)
        for made in self._buttons.values():
            row.addWidget(made)
        row.addWidget(self.writing.options)
        return row

    def _third_row(self) -> QHBoxLayout:
        row = _row(0, 8)
        row.addWidget(self.reader.where)
        row.addStretch(1)
        for tool in self.reader.tools():
            row.addWidget(tool)
        return row

    def _choose(self) -> None:
        self._fit()
        self._present()

    def _offer_exercises(self, chosen: str) -> None:
        """Offer the exercises of the register; `chosen`, else the one chosen before, in front."""
        chosen = chosen or str(self.exercises.currentData() or "")
        self.exercises.blockSignals(True)
        self.exercises.clear()
        session = self._bench.session
        for code in session.register.of_kind("exercise"):
            self.exercises.addItem(session.exercise(code).title, code)
        self.exercises.setCurrentIndex(max(0, self.exercises.findData(chosen)))
        self.exercises.blockSignals(False)

    def _pick_plan(self, at: int) -> None:
        self._chosen_plan(str(self.plans.itemData(at)))

    def _edition_chosen(self, _edition: str) -> None:
        self._fit()
        self._present()

    def _fit(self) -> None:
        """Show what can be done with the document chosen, and say what it is."""
        offer = self.offer
        self.plans.setVisible(offer.of_plan)
        self._plan_label.setVisible(offer.of_plan)
        self.exercises.setVisible(offer.of_exercise)
        self._exercise_label.setVisible(offer.of_exercise)
        for ending, made in self._buttons.items():
            made.setVisible(ending in offer.endings)
        words = offer.words
        if self.is_redacted:
            words += " Redacted: no contacts, ratings, chances, money or counts under 5."
        self.words.setText(words)

    def _wanted(self) -> DocumentWanted:
        plan = self._sheet.plan if self._sheet is not None and self.offer.of_plan else None
        if not self.offer.of_exercise:
            return DocumentWanted(self.offer, plan, self.is_redacted)
        code = str(self.exercises.currentData() or "")
        return DocumentWanted(
            self.offer, None, self.is_redacted, code, self.exercises.currentText()
        )

    def _present(self) -> None:
        """Write the document chosen for reading, where it is another than the one shown."""
        is_lacking = self.offer.of_plan and self._sheet is None
        is_unheld = self.offer.of_exercise and self.exercises.count() == 0
        is_lacking = is_lacking or is_unheld
        self.nothing.setVisible(self.offer.of_plan and self.plans.count() == 0)
        self.unheld.setVisible(is_unheld)
        self.reader.setVisible(not (self.nothing.isVisibleTo(self) or is_unheld))
        for made in self._buttons.values():
            made.setEnabled(not is_lacking)
        if is_lacking:
            return
        wanted, session = self._wanted(), self._bench.session
        log = session.log_of(wanted.exercise) if wanted.exercise else ()
        made_of = (
            wanted.offer.key,
            self._plan_of(wanted.plan),
            wanted.redacted,
            wanted.exercise,
            len(log),
        )
        if made_of == self._made_of:
            return
        self._made_of = made_of
        self._number += 1
        path = self._folder.path / f"document-{self._number}.pdf"

        def failed(error: BackstopError) -> None:
            self._made_of = None
            self.reader.where.setText("")
            self._bench.messages.say("No preview.", error.sentence, tone="failure")

        self.reader.where.setText("Being written")
        task = self._bench.tasks.ask(
            self,
            session.study(),
            "write_document",
            wanted.offer.key,
            [path],
            wanted.plan,
            exercise=wanted.exercise,
            entries=log,
            redacted=wanted.redacted,
            then=lambda _nothing: self.reader.open(path),
            failed=failed,
            title=f"Laying out the {wanted.offer.title}",
            lane="long",
            key="plans.documents",
        )
        task.cancelled.connect(self._cancelled)

    def _plan_of(self, plan: Plan | None) -> object:
        """Return what a preview depends on: the plan, or the register as it stands."""
        return self._bench.session.register.revision if plan is None else plan

    def _cancelled(self) -> None:
        if self.reader.where.text() == "Being written":
            self._made_of = None
            self.reader.where.setText("Cancelled")


def _row(above: int, below: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(20, above, 20, below)
    row.setSpacing(6)
    return row

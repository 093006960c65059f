"""The import of lists, step by step; the register stays as it is until the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from planner.progress import Progress
from ui.notices import Answer
from ui.parts.elided import ElidedLabel
from ui.parts.words import button, divider, label
from ui.wizard.columns_step import ColumnsStep
from ui.wizard.draft import ImportDraft
from ui.wizard.file_step import FileStep
from ui.wizard.headings_step import HeadingsStep
from ui.wizard.preview_step import PreviewStep
from ui.wizard.side_panel import SidePanel
from ui.wizard.step_track import StepTrack
from ui.wizard.suppliers_step import SuppliersStep
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.exchange.import_shown import ImportProblem
    from planner.register.history import Step

STEPS = ("File", "Headings", "Columns", "Suppliers", "Preview")
ROOMY = 860
"""Width at 100 % text from which the panel of problems is shown of itself."""


class ImportWizard(QWidget):
    """Brings lists in: `applied` carries the step made, `closed` follows leaving in any way.

    `workbook_found` carries the path of a register workbook, which is no list: it has a page of
    its own.
    """

    closed = Signal()
    applied = Signal(object)
    workbook_found = Signal(object)

    def __init__(self, bench: Workbench, path: Path | None = None) -> None:
        super().__init__()
        self._bench = bench
        self._is_applying = False
        self._wants_panel: bool | None = None
        self._goes_on = path is not None
        self.setProperty("kind", "surface")
        self.setProperty("help_topic", "import")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.draft = ImportDraft(bench, self)
        self.file_step = FileStep(bench, self.draft)
        self.headings_step = HeadingsStep(bench, self.draft)
        self.columns_step = ColumnsStep(bench, self.draft)
        self.suppliers_step = SuppliersStep(bench, self.draft)
        self.preview_step = PreviewStep(bench, self.draft)
        self._pages: dict[str, QWidget] = dict(
            zip(
                STEPS,
                (
                    self.file_step,
                    self.headings_step,
                    self.columns_step,
                    self.suppliers_step,
                    self.preview_step,
                ),
                strict=True,
            )
        )
        self.step = "File"
        self.track = StepTrack(bench.look, STEPS, self.go)
        self.panel = SidePanel(bench, self.draft, self._show_problem)
        self._lay_out()
        self.draft.looked.connect(self._looked)
        self.draft.reckoned.connect(self._show_state)
        bench.look.changed.connect(self._fit)
        if path is not None:
            self.draft.add([path])
        self.go("File")

    @property
    def steps(self) -> tuple[str, ...]:
        """Return the steps there are: open data needs no headings and columns settled."""
        if self.draft.looks and not self.draft.has_tables:
            return ("File", "Suppliers", "Preview")
        return STEPS

    def go(self, step: str) -> None:
        """Show a step that can be reached now."""
        if step not in self._reachable():
            return
        self.step = step
        self._stack.setCurrentWidget(self._pages[step])
        self._show_state()
        first = {
            "File": self.file_step.choose,
            "Headings": self.headings_step.view,
            "Columns": self.columns_step.table,
            "Suppliers": self.suppliers_step.table,
            "Preview": self.preview_step.table,
        }[step]
        first.setFocus()

    def next(self) -> None:
        """Go on, or apply the import at the end."""
        at = self.steps.index(self.step)
        if at + 1 < len(self.steps):
            self.go(self.steps[at + 1])
        else:
            self.apply()

    def back(self) -> None:
        """Go to the step before."""
        at = self.steps.index(self.step)
        if at:
            self.go(self.steps[at - 1])

    def leave(self) -> None:
        """Leave without importing; the register is as it was."""
        self.draft.stop()
        self.closed.emit()

    def apply(self) -> None:
        """Carry the import out as one step that can be undone."""
        shown = self.draft.shown
        if shown is None or not self.draft.is_fresh or self._is_applying:
            return
        bench, session = self._bench, self._bench.session
        looks, name = tuple(self.draft.good), self.preview_step.name.text()
        answers = dict(self.draft.answers)
        self._is_applying = True
        bench.desk.hold("A list is being imported")

        def work(report: Progress) -> Any:
            report(0, 1, "Writing into the register")
            return session.import_lists(looks, shown.preview, name, answers=answers)

        def is_here() -> bool:
            return bench.desk.is_open and bench.desk.session is session

        def done(step: Step | None) -> None:
            if isValid(self):
                self.draft.stop()
            if is_here():
                bench.desk.release()
                self._tell(step)
                bench.desk.follow(step)
            if isValid(self):
                self._is_applying = False
                if step is not None:
                    self.applied.emit(step)
                self.closed.emit()

        def given_up(words: str) -> None:
            if is_here():
                bench.desk.release()
                bench.messages.say("Not imported.", words, tone="failure")
            if isValid(self):
                self._is_applying = False
                self._show_state()

        # The desk outlives this page: whatever becomes of it, edits are let in again.
        task = bench.tasks.do(
            bench.desk,
            work,
            then=done,
            failed=lambda error: given_up(error.sentence),
            title="Importing",
        )
        task.cancelled.connect(lambda: given_up("You stopped it; the register is as it was."))
        self._show_state()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape; go on with Ctrl+Enter."""
        if event.key() == Qt.Key.Key_Escape and not self._is_applying:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            if self.on.isEnabled():
                self.next()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the panel where there is no room for it."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(20, 8, 16, 8)
        head.setSpacing(16)
        self._title = label("Import a list", "title")
        head.addWidget(self._title)
        head.addWidget(self.track)
        self._files = ElidedLabel("", "secondary")
        head.addStretch(1)
        head.addWidget(self._files)
        left.addLayout(head)
        left.addWidget(divider())
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        left.addWidget(self._stack, 1)
        row.addLayout(left, 1)
        row.addWidget(self.panel)
        whole.addLayout(row, 1)
        whole.addWidget(divider())
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 16, 8)
        foot.setSpacing(10)
        self.go_back = button("Back", self.back)
        self.cancel = button("Cancel", self.leave)
        self.cancel.setAccessibleDescription("Leave the import; the register stays as it is")
        self._sentence = ElidedLabel("", "secondary")
        self.problems = button("Problems", self._toggle_panel)
        self.on = button("Next", self.next, "primary")
        foot.addWidget(self.go_back)
        foot.addWidget(self.cancel)
        foot.addWidget(self._sentence)
        foot.addStretch(1)
        foot.addWidget(self.problems)
        foot.addWidget(self.on)
        whole.addLayout(foot)

    def _reachable(self) -> frozenset[str]:
        steps = self.steps
        if not self.draft.good or self.draft.is_looking or self._is_applying:
            return frozenset(steps[:1])
        if self.draft.problem:
            return frozenset(steps) - {"Suppliers", "Preview"}
        return frozenset(steps)

    def _hand_workbook_over(self) -> bool:
        """Send a register workbook to its own page, where it stands alone; else leave it out."""
        found = [one for one in self.draft.good if one.choice.kind == "register_workbook"]
        if not found or self.draft.is_looking:
            return False
        if len(self.draft.looks) == 1:
            self.draft.stop()
            self.workbook_found.emit(found[0].choice.path)
            return True
        for one in found:
            self.draft.remove(one)
        self._bench.messages.say(
            f"{found[0].choice.path.name} was left out.",
            "A register workbook comes back by itself, not together with lists.",
        )
        return False

    def _looked(self) -> None:
        if self._hand_workbook_over():
            return
        good = self.draft.good
        if good and self._goes_on and self.step == "File" and len(self.steps) > 3:
            # A file was given from the start: what it is need not be asked first.
            self._goes_on = False
            if not self.draft.is_looking:
                self.go("Columns")
        if not self.preview_step.name.text() and good:
            tables = [look for look in good if look.is_table]
            if tables:
                self.preview_step.name.setPlaceholderText(tables[0].choice.path.stem)
        self._show_state()

    def _show_state(self) -> None:
        if self.step not in self.steps:
            self.step = "File"
            self._stack.setCurrentWidget(self.file_step)
        steps, reachable = self.steps, self._reachable()
        at = steps.index(self.step)
        self.track.show_step(self.step, steps, reachable)
        is_last = at == len(steps) - 1
        self.go_back.setEnabled(at > 0 and not self._is_applying)
        self.cancel.setEnabled(not self._is_applying)
        shown = self.draft.shown
        if is_last:
            self.on.setText("Import")
            self.on.setEnabled(
                shown is not None
                and self.draft.is_fresh
                and shown.preview.changes_anything
                and not self._is_applying
            )
        else:
            self.on.setText(f"Next: {steps[at + 1].lower()}")
            self.on.setEnabled(steps[at + 1] in reachable)
        names = [look.choice.path.name for look in self.draft.looks]
        self._files.setText(", ".join(names))
        words = self.panel.sentence() if self.draft.looks else ""
        if shown is not None and is_last and not shown.preview.changes_anything:
            words = (
                "Everything in the list is in the register already: nothing would change."
                if shown.preview.money is None
                else "Nothing in the list would change the register."
            )
        self._sentence.setText(words)
        many = sum(one.weight not in ("plain", "settled") for one in shown.problems) if shown else 0
        self.problems.setText(f"Problems ({many:,})" if many else "Problems")
        self._fit()

    def _show_problem(self, problem: ImportProblem) -> None:
        if problem.step == "columns" and "Columns" in self.steps:
            self.go("Columns")
            self.columns_step.pick_column(problem.column)
        elif problem.step == "suppliers":
            self.go("Suppliers")
        else:
            self.go("Preview")
            shown = self.draft.shown
            outcomes = {row.place: row.outcome for row in shown.rows} if shown else {}
            self.preview_step.show_outcome(outcomes.get(problem.row, "all"))

    def _tell(self, step: Step | None) -> None:
        if step is None:
            self._bench.messages.say("Nothing to import.", "The register has all of it already.")
            return
        self._bench.messages.say(
            f"{step.sentence}.",
            tone="success",
            answers=[Answer("Undo", self._bench.desk.undo)],
        )

    def _toggle_panel(self) -> None:
        self._wants_panel = not self.panel.isVisibleTo(self)
        self._fit()

    def _fit(self) -> None:
        is_roomy = self.width() >= self._bench.look.px(ROOMY)
        self.panel.setVisible(is_roomy if self._wants_panel is None else self._wants_panel)
        self.problems.setVisible(not is_roomy or self._wants_panel is False)
        self._title.setVisible(is_roomy)
        self._files.setVisible(is_roomy)

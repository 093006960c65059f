"""Another cut of contracts tried out: what it does to the market and to single failures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.errors import BackstopError
from ui.charts.chart_view import ChartView
from ui.pages.dependence.lots_form import LotsForm
from ui.pages.scenarios.tall_enough import TallEnough
from ui.parts.words import EmptyState, Segments, button, divider, label
from ui.table.plain_table import Column, PlainTable
from ui.tasks import Task
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.lots_words import LotsReport
    from planner.plan.lots import Cut

COLUMNS = (
    Column("What", "text", 330),
    Column("Before", "number", 76),
    Column("After", "number", 76),
    Column("The cut is", "text", 80),
)
WORDS = {True: "better", False: "worse", None: "the same"}
SPLIT = "dependence/lots_split"
NARROW = 900
"""Width at 100 % text below which the form and what was found take turns."""
FOUND = 500
"""Height at 100 % text in which both charts and the table under them can be read."""


class LotsView(QWidget):
    """The form at the left; what it changes at the right, and what to do with it."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self.report: LotsReport | None = None
        self._cut: Cut | None = None
        self._task: Task | None = None
        self.form = LotsForm(bench)
        self.headline = label("", "headline", wraps=True)
        self.sentence = label("", "secondary", wraps=True)
        self.table = PlainTable(bench.look, "Before and after the cut")
        self.before = ChartView(bench.look, "Shares before")
        self.after = ChartView(bench.look, "Shares after")
        self.apply = button("Change the register so", self._apply)
        self._stack = QStackedWidget()
        self.turns = Segments(
            "Show", (("form", "The cut"), ("found", "What it changes")), self._turn
        )
        self.turns.press("form")
        self._lay_out()
        self._fit()
        bench.look.changed.connect(self._fit)
        self.form.wanted.connect(self.work_out)
        bench.desk.edited.connect(self._aged)
        bench.desk.opened.connect(self._forget)

    def arrive(self, view: Mapping[str, str]) -> None:
        """Offer the contracts there are; `contract` of the view chooses one, else the desk does.

        `try` "split" in the view tries two equal lots at once, one of them a new provider's.
        """
        self.form.fill()
        choice = self._bench.desk.choice
        chosen = choice.key if choice is not None and choice.kind == "contract" else ""
        self.form.choose(view.get("contract", chosen))
        if view.get("try") == "split":
            self.form.turn("split")
            self.work_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Offer what the register holds now."""
        super().showEvent(event)
        if self._bench.desk.is_open:
            self.form.fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the form and what was found take turns where both would be too narrow."""
        super().resizeEvent(event)
        self._fit()

    def work_out(self) -> None:
        """Work out what the cut in the form changes, in another process."""
        if self._task is not None or not self._bench.desk.is_open:
            return
        session, form = self._bench.session, self.form
        contract = str(form.contract.currentData())
        cut: Cut
        if form.way == "split":
            cut = session.split(contract, form.chosen_lots())
        elif form.way == "bundle":
            cut = session.bundle(form.chosen_bundle(), str(form.into.currentData()))
        else:
            cut = session.move(contract, str(form.mover.currentData()), form.people.value())
        try:
            session.lots_edit([cut])
        except BackstopError as error:
            form.say_wrong(error.sentence)
            return
        form.say_wrong("")
        self._cut = cut
        self._task = self._bench.tasks.ask(
            self,
            session.study(),
            "lots_report",
            (cut,),
            then=self._arrived,
            failed=self._failed,
            title="Trying another cut of contracts",
            lane="long",
        )
        self._task.over.connect(self._over)
        form.go.setEnabled(False)

    def _arrived(self, report: LotsReport) -> None:
        self.report = report
        self.headline.setText(report.headline)
        self.headline.setAccessibleName(report.headline)
        self.sentence.setText(f"{report.sentence}.")
        rows = [(row.what, row.before, row.after, WORDS[row.better]) for row in report.rows]
        self.table.show_rows(COLUMNS, rows)
        self.before.show_chart(report.before)
        self.after.show_chart(report.after)
        self.apply.setEnabled(True)
        self._stack.setCurrentIndex(1)
        self._whole.fit()
        self._turn_to("found")

    def _failed(self, error: BackstopError) -> None:
        self._turn_to("form")
        self.form.say_wrong(error.sentence)

    def _over(self) -> None:
        self._task = None
        self.form.go.setEnabled(True)

    def _apply(self) -> None:
        """Make the cut in the register itself: one step, which undo takes back."""
        if self._cut is None or self.report is None:
            return
        edit = self._bench.session.lots_edit([self._cut])
        if self._bench.desk.attempt(edit, offer_undo=True) is not None:
            self.apply.setEnabled(False)

    def _aged(self, *_touched: object) -> None:
        self.apply.setEnabled(False)
        if self.report is not None:
            self.sentence.setText(
                f"{self.report.sentence}. The register has changed since: work it out again."
            )

    def _forget(self, *_opened: object) -> None:
        self.report = self._cut = None
        self._stack.setCurrentIndex(0)
        self._turn_to("form")

    def _turn_to(self, part: str) -> None:
        self.turns.press(part)
        self._fit()

    def _turn(self, _part: str) -> None:
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < self._bench.look.px(NARROW)
        self._turns_row.setVisible(narrow)
        self._left.setVisible(not narrow or self.turns.value == "form")
        self._stack.setVisible(not narrow or self.turns.value == "found")
        # All of its fields can be read without scrolling sideways.
        bar = self._left.verticalScrollBar().sizeHint().width()
        self._left.setMinimumWidth(self.form.minimumSizeHint().width() + bar)

    def _least(self, width: int) -> int:
        """Return how high what was found must be so that its charts can be read."""
        return self._words.heightForWidth(width) + self._bench.look.px(FOUND)

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        left = self._left = QScrollArea()
        left.setAccessibleName("Another cut of contracts")
        left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left.setWidgetResizable(True)
        left.setFrameShape(QScrollArea.Shape.NoFrame)
        left.setWidget(self.form)
        split.addWidget(left)
        self._stack.addWidget(
            EmptyState("Choose a contract and how to cut it; what that changes comes here.")
        )
        self._whole = TallEnough(self._bench.look, "What it changes", self._found(), self._least)
        self._stack.addWidget(self._whole)
        split.addWidget(self._stack)
        split.setSizes([360, 900])
        split.setStretchFactor(1, 1)
        self._split = split
        saved = self._bench.memory.value(SPLIT)
        if saved is not None:
            split.restoreState(saved)
        split.splitterMoved.connect(self._remember_split)
        self._turns_row = QWidget()
        row = QHBoxLayout(self._turns_row)
        row.setContentsMargins(20, 0, 20, 0)
        row.addWidget(self.turns)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._turns_row)
        whole.addWidget(split, 1)

    def _remember_split(self, *_moved: int) -> None:
        self._bench.memory.setValue(SPLIT, self._split.saveState())

    def _found(self) -> QWidget:
        head = QHBoxLayout()
        head.addWidget(self.headline, 1)
        head.addWidget(self.apply, 0, Qt.AlignmentFlag.AlignTop)
        charts = QHBoxLayout()
        charts.setSpacing(24)
        charts.addWidget(self.before, 1)
        charts.addWidget(self.after, 1)
        self._words = QVBoxLayout()
        self._words.addLayout(head)
        self._words.addWidget(self.sentence)
        found = QWidget()
        found.setProperty("kind", "surface")
        column = QVBoxLayout(found)
        column.setContentsMargins(16, 8, 20, 12)
        column.addLayout(self._words)
        column.addWidget(divider())
        column.addLayout(charts, 3)
        column.addWidget(self.table, 4)
        return found

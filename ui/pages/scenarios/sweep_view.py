"""Every provider, asset and owner failed in turn: who breaks a must service, and how likely."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.document.wording import counted
from ui.charts.chart_view import ChartView
from ui.desk import Choice
from ui.pages.paper_export import PaperExport
from ui.pages.scenarios.stale_bar import StaleBar
from ui.pages.scenarios.sweep_head import PartBar
from ui.parts.elided import ElidedLabel
from ui.parts.words import EmptyState, Segments, button, divider, label
from ui.table.plain_table import Column, Named, PlainTable
from ui.tasks import Task
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.paper import Paper
    from planner.document.sweep_charts import FallRow, SweepReport
    from planner.scenario.sweep import Sweep

ANSWER = "sweep"
KINDS = {
    "provider": ("people", "a provider"),
    "parent": ("building", "an owner"),
    "asset": ("system", "a shared asset"),
}
"""The icon before a name, and what it says."""
COLUMNS = (
    Column("#", "number", 34),
    Column("If this is lost", "text", 216),
    Column("Days past limit", "number", 100, bar=True),
    Column("Must people", "people", 84),
    Column("All safe", "text", 92),
    Column("Net cost", "pounds", 84),
    Column("Chance in a year", "text", 134),
)
EVERY = "All markets"
SPLIT = "scenarios/sweep_split"
NARROW = 900
"""Width at 100 % text below which the table and the picture take turns."""


class SweepView(QWidget):
    """The ranked table and the risk picture, which share one selection."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._sweep: Sweep | None = None
        self.report: SweepReport | None = None
        self._rows: tuple[FallRow, ...] = ()
        self._task: Task | None = None
        self._choosing = False
        self.stale = StaleBar(bench.look, self.run_again)
        self.headline = label("", "headline", wraps=True)
        self.cases = PartBar(bench.look)
        self.people = PartBar(bench.look)
        self._worst = ElidedLabel("", "key-number")
        self._worst_words = ElidedLabel("", "secondary")
        self.market = QComboBox()
        self.market.setAccessibleName("Market")
        self.market.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.market.activated.connect(lambda _at: self._fill())
        self.shown_words = label("", "secondary")
        self.parts = Segments("Show", (("table", "Table"), ("picture", "Picture")), self._show_part)
        self.parts.press("table")
        self.table = PlainTable(bench.look, "Every provider, asset and owner, worst first")
        self.picture = ChartView(bench.look, "Likelihood against consequence")
        self._run = button("Run again", self.run_again)
        self._open = button("Try this failure", self._open_chosen, "primary")
        self._copy = button("Copy for Excel", self.table_copied)
        self.exported = PaperExport(bench, "what failing each in turn found", self._paper)
        self._stack = QStackedWidget()
        self._lay_out()
        self._fit()
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda row: self._go(self._rows[row].id))
        self.picture.chosen.connect(self._choose)
        self.picture.opened.connect(self._go)
        bench.look.changed.connect(self._fit)
        bench.desk.chosen.connect(self._chosen)
        bench.results.changed.connect(self._arrived)
        bench.results.aged.connect(self._say_state)

    def arrive(self, view: Mapping[str, str]) -> None:
        """Show the last sweep, or run one where there is none."""
        kept = self._bench.results.get(ANSWER)
        if kept is None:
            self.run_again()
        else:
            self._show(kept.value)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the last sweep where it came while the page was hidden."""
        super().showEvent(event)
        kept = self._bench.results.get(ANSWER) if self._bench.desk.is_open else None
        if kept is not None:
            self._show(kept.value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the table or the picture alone where both would be too narrow to read."""
        super().resizeEvent(event)
        self._fit()

    def run_again(self) -> None:
        """Fail everything in turn, with progress and Cancel in the bar of the window."""
        if self._task is not None:
            return
        self._task = self._bench.results.ask(
            self,
            ANSWER,
            failed=lambda error: self._failed(error.sentence),
            title="Failing each provider in turn",
            lane="long",
            again=True,
        )
        if self._task is not None:
            self._task.over.connect(self._over)
        if self._sweep is None:
            self._say_nothing("Each provider is being failed in turn; the result comes here.")
        self._say_state()

    def table_copied(self) -> None:
        """Put the whole table, as filtered, on the clipboard for Excel."""
        self.table.selectAll()
        self.table.copy()
        self._bench.messages.say("Copied.", f"{len(self._rows)} rows are ready to paste in Excel.")

    def _paper(self) -> Paper | None:
        if self.report is None:
            return None
        return self._bench.session.sweep_paper(self.report)

    def _over(self) -> None:
        self._task = None
        if self._sweep is None:
            self._say_nothing("Nothing has been failed in turn yet.", offer=True)
        self._say_state()

    def _failed(self, sentence: str) -> None:
        self._task = None
        self._bench.messages.say("Not run.", sentence, tone="failure")

    def _arrived(self, key: tuple[Any, ...]) -> None:
        if key == (ANSWER,) and self.isVisible():
            self._show(self._bench.results.get(ANSWER).value)  # type: ignore[union-attr]

    def _show(self, sweep: Sweep) -> None:
        if sweep is not self._sweep:
            self._sweep = sweep
            self.report = self._bench.session.sweep_report(sweep)
            self._write(self.report)
        self._stack.setCurrentIndex(0)
        self._say_state()

    def _write(self, report: SweepReport) -> None:
        self.headline.setText(report.headline)
        self.headline.setAccessibleName(report.headline)
        self.cases.show_bars(report.secure)
        self.people.show_bars(report.secure_people)
        self._worst.setText(report.worst or "Nobody")
        self._worst_words.setText(report.worst_words or "breaks a must service alone")
        before = self.market.currentText()
        self.market.clear()
        self.market.addItems([EVERY, *report.markets])
        self.market.setCurrentIndex(max(0, self.market.findText(before)))
        self.picture.show_chart(report.picture)
        self._fill()

    def _fill(self) -> None:
        assert self.report is not None
        market = self.market.currentText()
        ranks = {row.id: rank for rank, row in enumerate(self.report.rows, start=1)}
        self._rows = tuple(
            row
            for row in self.report.rows
            if self.market.currentIndex() < 1 or market in row.markets
        )
        every = counted(len(self.report.rows), "case", "cases")
        all_shown = len(self._rows) == len(self.report.rows)
        self.shown_words.setText(every if all_shown else f"{len(self._rows):,} of {every}")
        secure = [at for at, row in enumerate(self._rows) if row.secure]
        sections = {}
        if secure:
            cases = counted(len(secure), "case", "cases")
            sections[secure[0]] = f"Secure: no must service passes its limit ({cases})"
        self.table.show_rows(
            COLUMNS,
            [
                (
                    ranks[row.id],
                    Named(row.name, *KINDS[row.kind]),
                    row.days_late,
                    row.must_people,
                    row.safe,
                    row.cost,
                    f"{_squares(row.band)} {row.chance}",
                )
                for row in self._rows
            ],
            sections,
        )
        choice = self._bench.desk.choice
        self._chosen(choice)

    def _picked(self, row: int) -> None:
        if not self._choosing and 0 <= row < len(self._rows):
            self._choose(self._rows[row].id)
        self._open.setEnabled(True)

    def _choose(self, id_: str) -> None:
        register = self._bench.desk.register
        kind = "asset" if id_ in register.assets else "provider"
        self._bench.desk.choose(kind, id_)
        self._chosen(Choice(kind, id_))

    def _chosen(self, choice: Choice | None) -> None:
        """Show what is chosen in the table and the picture alike."""
        if self.report is None or self._choosing:
            return
        key = choice.key if choice is not None else ""
        self.picture.pick(key)
        at = next((at for at, row in enumerate(self._rows) if row.id == key), None)
        self._open.setEnabled(at is not None)
        if at is not None and self.table.row != at:
            self._choosing = True
            try:
                self.table.pick(at)
            finally:
                self._choosing = False

    def _open_chosen(self) -> None:
        choice = self._bench.desk.choice
        if choice is not None:
            self._go(choice.key)

    def _go(self, id_: str) -> None:
        self._bench.go("scenarios", show="builder", target=id_)

    def _say_state(self) -> None:
        if not self._bench.desk.is_open:
            self._sweep = self.report = None
            return
        running = self._task is not None
        self._run.setEnabled(not running)
        stale = self._sweep is not None and self._bench.results.is_stale(ANSWER)
        if stale and not running:
            self.stale.say("Out of date.", "The register has changed since this was run.")
        else:
            self.stale.hide()

    def _show_part(self, _part: str) -> None:
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < self._bench.look.px(NARROW)
        self.parts.setVisible(narrow)
        self._left_part.setVisible(not narrow or self.parts.value == "table")
        self._right_part.setVisible(not narrow or self.parts.value == "picture")

    def _say_nothing(self, words: str, *, offer: bool = False) -> None:
        old = self._stack.widget(1)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(
            EmptyState(words, "Fail each in turn" if offer else "", self.run_again)
        )
        self._stack.setCurrentIndex(1)

    def _lay_out(self) -> None:
        bars = QHBoxLayout()
        bars.setContentsMargins(20, 2, 20, 8)
        bars.setSpacing(24)
        bars.addWidget(self.cases, 3)
        bars.addWidget(self.people, 3)
        bars.addWidget(divider(upright=True))
        worst = QVBoxLayout()
        worst.setSpacing(0)
        worst.addWidget(self._worst)
        worst.addWidget(self._worst_words)
        for one in (self._worst, self._worst_words):
            one.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        bars.addLayout(worst, 2)
        head = QHBoxLayout()
        head.setContentsMargins(20, 2, 20, 4)
        head.addWidget(self.headline, 1)
        head.addWidget(self.parts, 0, Qt.AlignmentFlag.AlignTop)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        self._left_part = self._left()
        split.addWidget(self._left_part)
        right = self._right_part = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(16, 8, 16, 8)
        column.addWidget(self.picture)
        split.addWidget(right)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([760, 520])
        saved = self._bench.memory.value(SPLIT)
        if saved is not None:
            split.restoreState(saved)
        split.splitterMoved.connect(
            lambda *_: self._bench.memory.setValue(SPLIT, split.saveState())
        )
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (head, bars):
            column.addLayout(part)
        column.addWidget(divider())
        column.addWidget(split, 1)
        self._stack.addWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.stale)
        whole.addWidget(self._stack, 1)

    def _left(self) -> QWidget:
        row = QHBoxLayout()
        row.setContentsMargins(20, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(label("Market", "label"))
        row.addWidget(self.market)
        row.addStretch(1)
        row.addWidget(self._copy)
        row.addWidget(self.exported)
        row.addWidget(self._run)
        row.addWidget(self._open)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 4, 12, 6)
        foot.addWidget(self.shown_words)
        assumed = ElidedLabel("Lost on day 0, no warning, best use of options", "secondary")
        assumed.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(assumed, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        return left


def _squares(band: int) -> str:
    """Return a band as filled and open squares, so that five is told from two at a glance."""
    return "\N{BLACK SMALL SQUARE}" * band + "\N{WHITE SMALL SQUARE}" * (5 - band)

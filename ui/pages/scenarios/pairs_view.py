"""Every two failed together: the worst, those nobody sees coming alone, and what ties them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from planner.document.wording import count, counted, percent
from ui.charts.chart_view import ChartView
from ui.pages.paper_export import PaperExport
from ui.pages.scenarios.stale_bar import StaleBar
from ui.pages.scenarios.tall_enough import TallEnough
from ui.parts.flow_row import FlowRow
from ui.parts.words import EmptyState, Headline, KeyNumber, Segments, button, divider, label
from ui.table.plain_table import Column, PlainTable
from ui.tasks import Task
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.pair_words import PairRow, PairsReport
    from planner.document.paper import Paper

ANSWER = "pairs_report"
FIRST_LOOK = 24
"""Pairs worked out before the first page is shown; the rest follows behind it."""
COLUMNS = (
    Column("#", "number", 34),
    Column("One", "text", 150),
    Column("And the other", "text", 150),
    Column("Days past limit", "number", 108, bar=True),
    Column("Apart", "number", 66),
    Column("Net cost", "pounds", 84),
    Column("What makes it worse", "text", 300),
)
SHOWS = (("hidden", "Secure alone, not together"), ("worse", "Worse than apart"), ("all", "All"))
SPLIT = "scenarios/pairs_split"
NARROW = 1100
"""Width at 100 % text below which the table and the matrix take turns."""
ROWS = 400
"""Height at 100 % text in which the buttons, the headings and the worst rows can be read."""


class PairsView(QWidget):
    """The ranked pairs beside the matrix of the worst; opening one builds its scenario."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self.report: PairsReport | None = None
        self._rows: tuple[PairRow, ...] = ()
        self._task: Task | None = None
        self.stale = StaleBar(bench.look, self.run_again)
        self.headline = Headline()
        self.shows = Segments("Show pairs", SHOWS, self._chosen_to_show)
        self.shows.press("hidden")
        self.parts = Segments("Show", (("table", "Table"), ("matrix", "Matrix")), self._show_part)
        self.parts.press("table")
        self.table = PlainTable(bench.look, "Pairs, worst first")
        self.matrix = ChartView(bench.look, "The worst against each other")
        self.why = label("", "body", wraps=True)
        self.exported = PaperExport(bench, "what failing every two together found", self._paper)
        self._run = button("Run again", self.run_again)
        self._open = button("Try this failure", self._open_chosen, "primary")
        self._foot = label("", "secondary")
        self._stack = QStackedWidget()
        self._lay_out()
        self._fit()
        self.table.picked.connect(self._picked)
        self.table.opened.connect(self._opened)
        self.matrix.chosen.connect(self._choose)
        bench.look.changed.connect(self._fit)
        bench.results.changed.connect(self._arrived)
        bench.results.aged.connect(self._say_state)

    def arrive(self, view: Mapping[str, str]) -> None:
        """Show the last answer, or work one out where there is none."""
        kept = self._kept()
        if kept is None:
            self.run_again()
        else:
            self._show(kept)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the last answer where it came while the page was hidden."""
        super().showEvent(event)
        kept = self._kept()
        if kept is not None:
            self._show(kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the table or the matrix alone where both would be too narrow to read."""
        super().resizeEvent(event)
        self._fit()

    def run_again(self) -> None:
        """Take a first look, then work all pairs out behind it, with progress and Cancel."""
        if self._task is not None:
            return
        self._ask(FIRST_LOOK)
        if self.report is None:
            self._say_nothing("Two at a time are being failed; the worst come here first.")
        self._say_state()

    def _ask(self, *most: int) -> None:
        first = bool(most)
        self._task = self._bench.results.ask(
            self,
            ANSWER,
            *most,
            failed=self._failed,
            title="Looking at the worst pairs" if first else "Failing every two together",
            lane="long",
            again=True,
        )
        if self._task is not None:
            self._task.over.connect(self._first_over if first else self._over)

    def _first_over(self) -> None:
        self._task = None
        kept = self._bench.results.get(ANSWER, FIRST_LOOK) if self._bench.desk.is_open else None
        if kept is not None and not self._bench.results.is_stale(ANSWER, FIRST_LOOK):
            self._ask()
        else:
            self._over()
        self._say_state()

    def _over(self) -> None:
        self._task = None
        if self.report is None:
            self._say_nothing("No two have been failed together yet.", offer=True)
        self._say_state()

    def _failed(self, error: Any) -> None:
        self._bench.messages.say("Not run.", error.sentence, tone="failure")

    def _kept(self) -> PairsReport | None:
        """Return the whole answer, or the first look where it is newer."""
        if not self._bench.desk.is_open:
            return None
        results = self._bench.results
        every, first = results.get(ANSWER), results.get(ANSWER, FIRST_LOOK)
        if every is not None and (first is None or every.revision >= first.revision):
            return every.value  # type: ignore[no-any-return]
        return first.value if first is not None else None

    def _arrived(self, key: tuple[Any, ...]) -> None:
        kept = self._kept() if key[0] == ANSWER and self.isVisible() else None
        if kept is not None:
            self._show(kept)

    def _show(self, report: PairsReport) -> None:
        if report is not self.report:
            self.report = report
            self._write(report)
        self._stack.setCurrentIndex(0)
        self._say_state()

    def _write(self, report: PairsReport) -> None:
        self.headline.say(
            report.headline,
            (
                KeyNumber(
                    f"{report.hidden:,}",
                    "break a must service only together",
                    is_failure=bool(report.hidden),
                ),
                KeyNumber(f"{report.worse:,}", f"worse together than apart, of {report.total:,}"),
                *(
                    KeyNumber(percent(one.share), f"secure alone {one.words}")
                    for one in report.alone[::2]
                ),
                KeyNumber(percent(report.secure_share), "of pairs secure"),
            ),
        )
        self.matrix.show_chart(report.matrix)
        self._whole.fit()
        if not report.hidden and self.shows.value == "hidden":
            self.shows.press("worse")
        self._fill()

    def _fill(self) -> None:
        assert self.report is not None
        show = self.shows.value
        self._rows = tuple(
            row
            for row in self.report.rows
            if show == "all" or (row.hidden if show == "hidden" else row.worse)
        )
        cells = [
            (
                rank,
                row.first_name,
                row.second_name,
                row.together,
                row.apart,
                row.net,
                row.why[0] if row.why else "",
            )
            for rank, row in enumerate(self._rows, start=1)
        ]
        self.table.show_rows(COLUMNS, cells)
        every = {
            "hidden": self.report.hidden,
            "worse": self.report.worse,
            "all": self.report.total,
        }[show]
        words = counted(every, "pair", "pairs")
        shown = len(self._rows)
        self._foot.setText(words if shown == every else f"The worst {shown:,} of {words}")
        self._open.setEnabled(False)
        self.why.setText("There is no such pair.")
        if self._rows:
            self.table.pick(0)
            self._picked(0)

    def _picked(self, at: int) -> None:
        self._open.setEnabled(0 <= at < len(self._rows))
        if not 0 <= at < len(self._rows):
            return
        row = self._rows[at]
        more = f"{count(row.more)} person-days past the limit come only from failing together."
        why = " ".join(row.why) or "They do no more together than apart."
        self.why.setText(f"{row.first_name} and {row.second_name}. {why} {more}")
        self.why.setAccessibleName(self.why.text())

    def _choose(self, id_: str) -> None:
        kind = "asset" if id_ in self._bench.desk.register.assets else "provider"
        self._bench.desk.choose(kind, id_)

    def _opened(self, at: int) -> None:
        row = self._rows[at]
        self._bench.go("scenarios", show="builder", target=row.first, also=row.second)

    def _open_chosen(self) -> None:
        if 0 <= self.table.row < len(self._rows):
            self._opened(self.table.row)

    def _paper(self) -> Paper | None:
        return None if self.report is None else self._bench.session.pairs_paper(self.report)

    def _say_state(self) -> None:
        if not self._bench.desk.is_open:
            self.report = None
            return
        running = self._task is not None
        self._run.setEnabled(not running)
        if self.report is None or running:
            self.stale.hide()
            return
        stale = self._bench.results.is_stale(ANSWER)
        if self._bench.results.get(ANSWER) is None:
            stale = self._bench.results.is_stale(ANSWER, FIRST_LOOK)
        if stale:
            self.stale.say("Out of date.", "The register has changed since this was run.")
        elif not self.report.worked_out:
            self.stale.say("A first look.", "The other pairs were not worked out.")
        else:
            self.stale.hide()

    def _chosen_to_show(self, _what: str) -> None:
        if self.report is not None:
            self._fill()

    def _show_part(self, _part: str) -> None:
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < self._bench.look.px(NARROW)
        self.parts.setVisible(narrow)
        self._left_part.setVisible(not narrow or self.parts.value == "table")
        self._right_part.setVisible(not narrow or self.parts.value == "matrix")

    def _least(self, width: int) -> int:
        """Return how high the page must be so that some rows under its head can be read."""
        return self._head.heightForWidth(width) + self._bench.look.px(ROWS)

    def _say_nothing(self, words: str, *, offer: bool = False) -> None:
        old = self._stack.widget(1)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        empty = EmptyState(words, "Fail every two together" if offer else "", self.run_again)
        self._stack.addWidget(empty)
        self._stack.setCurrentIndex(1)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 2, 20, 0)
        head.addWidget(self.headline, 1)
        head.addWidget(self.parts, 0, Qt.AlignmentFlag.AlignTop)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        self._left_part = self._left()
        split.addWidget(self._left_part)
        self._right_part = self._right()
        split.addWidget(self._right_part)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([760, 520])
        self._split = split
        saved = self._bench.memory.value(SPLIT)
        if saved is not None:
            split.restoreState(saved)
        split.splitterMoved.connect(self._remember_split)
        content = QWidget()
        content.setProperty("kind", "surface")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(divider())
        column.addWidget(split, 1)
        self._head = head
        self._whole = TallEnough(self._bench.look, "Every two together", content, self._least)
        self._stack.addWidget(self._whole)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.stale)
        whole.addWidget(self._stack, 1)

    def _remember_split(self, *_moved: int) -> None:
        self._bench.memory.setValue(SPLIT, self._split.saveState())

    def _left(self) -> QWidget:
        row = FlowRow(across=8)
        row.setContentsMargins(20, 6, 12, 6)
        row.addWidget(self.shows)
        row.turn()
        for one in (self.exported, self._run, self._open):
            row.addWidget(one)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 4, 12, 6)
        foot.addWidget(self._foot, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(16, 8, 16, 8)
        column.addWidget(self.matrix, 1)
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.why)
        return right

"""Two to four scenarios side by side: sentences, pictures on one scale, numbers, assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ui.charts.chart_view import ChartView
from ui.pages.scenarios.stale_bar import StaleBar
from ui.parts.words import EmptyState, Segments, button, label
from ui.table.plain_table import Column, PlainTable
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.comparison_charts import ComparisonReport, Side

ANSWER = "comparison"
LEAST, MOST = 2, 4
SCALE = "scenarios/compare_scale"
ROOMY = 900
"""Width at 100 % text from which pictures stand two in a row; below it they stand one by one."""


class CompareView(QWidget):
    """What differs between scenarios, the best and the worst of each number in words."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._codes: tuple[str, ...] = ()
        self.report: ComparisonReport | None = None
        self.stale = StaleBar(bench.look, lambda: self._ask(again=True))
        self.headline = label("", "headline", wraps=True)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Comparison")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for words in ("Pictures", "Numbers", "Assumptions that differ"):
            self.tabs.addTab(words)
        self.numbers = PlainTable(bench.look, "Numbers of each scenario")
        self.assumed = PlainTable(bench.look, "Assumptions that differ")
        self.pictures: list[ChartView] = []
        self._boxes: list[QWidget] = []
        self._grid = QGridLayout()
        self._parts = QStackedWidget()
        self.scale = Segments(
            "Scale of the pictures", (("same", "Same scale"), ("own", "Own scale")), self._rescale
        )
        self.scale.press("own" if bench.memory.value(SCALE) == "own" else "same")
        self._stack = QStackedWidget()
        self._lay_out()
        self.tabs.currentChanged.connect(self._turned)
        bench.results.aged.connect(self._say_state)

    def arrive(self, view: Mapping[str, str]) -> None:
        """Compare the scenarios that `scenarios` names, or those compared last."""
        if "scenarios" in view:
            self._codes = tuple(code for code in view["scenarios"].split(",") if code)
        known = self._bench.desk.register.scenarios
        self._codes = tuple(code for code in self._codes if code in known)[:MOST]
        if len(self._codes) < LEAST:
            self._say_nothing("Choose two to four scenarios in the list to lay them side by side.")
            return
        kept = self._bench.results.get(ANSWER, self._codes)
        if kept is not None:
            self._show(kept.value)
        else:
            self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Say whether what is shown is out of date."""
        super().showEvent(event)
        self._say_state()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the pictures side by side, or one under another where that is too narrow."""
        super().resizeEvent(event)
        self._place()

    def _ask(self, *, again: bool = False) -> None:
        if self.report is None:
            self._say_nothing(
                "The scenarios are being run; the comparison comes here.", offer=False
            )
        codes = self._codes
        self._bench.results.ask(
            self,
            ANSWER,
            codes,
            then=lambda found: self._show(found) if codes == self._codes else None,
            failed=lambda error: self._bench.messages.say(
                "Not compared.", error.sentence, tone="failure"
            ),
            title="Comparing scenarios",
            lane="long",
            again=again,
        )

    def _show(self, report: ComparisonReport) -> None:
        if report is not self.report:
            self.report = report
            self.headline.setText(report.headline)
            self.headline.setAccessibleName(report.headline)
            self._fill_pictures(report)
            titles = [side.title for side in report.sides]
            self.numbers.show_rows(
                [Column("What", "text", 230), *(Column(title, "text", 190) for title in titles)],
                [(row.label, *row.cells) for row in report.rows],
            )
            self.assumed.show_rows(
                [Column("Assumed", "text", 420), *(Column(title, "text", 130) for title in titles)],
                [
                    (sentence, *("yes" if one else "no" for one in has))
                    for sentence, has in report.assumed
                ],
            )
        self._stack.setCurrentIndex(0)
        self._say_state()

    def _turned(self, at: int) -> None:
        self._parts.setCurrentIndex(at)
        self.scale.setVisible(at == 0)

    def _rescale(self, scale: str) -> None:
        """Draw the pictures on one scale, to compare them, or each on its own, to read it."""
        self._bench.memory.setValue(SCALE, scale)
        if self.report is not None:
            for chart, side in zip(self.pictures, self.report.sides, strict=True):
                chart.show_chart(side.alone if scale == "own" else side.picture)

    def _fill_pictures(self, report: ComparisonReport) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.pictures = []
        self._boxes = [self._picture(side) for side in report.sides]
        self._place()

    def _place(self) -> None:
        across = 2 if self.width() >= self._bench.look.px(ROOMY) else 1
        for at, box in enumerate(self._boxes):
            self._grid.addWidget(box, at // across, at % across)

    def _picture(self, side: Side) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.addWidget(label(side.title, "title", wraps=True), 1)
        to_result = button(
            "Open result",
            lambda: self._bench.go("scenarios", show="result", scenario=side.scenario),
            "link",
        )
        to_result.setAccessibleName(f"Open the result of {side.title}")
        row.addWidget(to_result, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(label(side.headline, "", wraps=True))
        chart = ChartView(self._bench.look, f"People over time: {side.title}")
        chart.setMinimumHeight(self._bench.look.px(230))
        chart.show_chart(side.alone if self.scale.value == "own" else side.picture)
        self.pictures.append(chart)
        column.addWidget(chart, 1)
        return box

    def _say_state(self) -> None:
        if not self._bench.desk.is_open:
            self.report = None
            return
        if self.report is not None and self._bench.results.is_stale(ANSWER, self._codes):
            self.stale.say("Out of date.", "The register has changed since these were run.")
        else:
            self.stale.hide()

    def _say_nothing(self, words: str, *, offer: bool = True) -> None:
        self.report = None
        old = self._stack.widget(1)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        home = "Go to the list" if offer else ""
        self._stack.addWidget(
            EmptyState(words, home, lambda: self._bench.go("scenarios", show="list"))
        )
        self._stack.setCurrentIndex(1)

    def _lay_out(self) -> None:
        self._grid.setContentsMargins(20, 10, 20, 10)
        self._grid.setHorizontalSpacing(24)
        inside = QWidget()
        inside.setLayout(self._grid)
        inside.setProperty("kind", "surface")
        scroll = QScrollArea()
        scroll.setAccessibleName("Scenarios side by side")
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        for part in (scroll, self.numbers, self.assumed):
            self._parts.addWidget(part)
        head = QVBoxLayout()
        head.setContentsMargins(20, 2, 20, 4)
        head.addWidget(self.headline)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 20, 0)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.scale, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        column.addWidget(self._parts, 1)
        self._stack.addWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.stale)
        whole.addWidget(self._stack, 1)

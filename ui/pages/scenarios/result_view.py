"""The result of a run: its sentence and numbers, charts, tables, and the story at its side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ui.charts.chart_view import ChartView
from ui.pages.scenarios.key_numbers import ResultHead
from ui.pages.scenarios.result_side import ResultSide
from ui.pages.scenarios.result_tables import ResultTables
from ui.pages.scenarios.side import fill
from ui.pages.scenarios.tall_enough import TallEnough
from ui.parts.words import EmptyState, button, divider, label
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.scenario_report import ScenarioReport

TABS = (
    ("overview", "Overview"),
    ("services", "Services"),
    ("options", "Options"),
    ("money", "Money"),
    ("days", "Day by day"),
    ("notes", "Notes"),
)
ROOMY = 125
"""Text size in per cent up to which a result fits the least window; above, it scrolls."""


class ResultView(QWidget):
    """One report. `again` asks for a run, `day` is the day chosen on any part of the page."""

    again = Signal()
    tab_chosen = Signal()

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self.bench = bench
        self.report: ScenarioReport | None = None
        self.day: int | None = None
        self.head = ResultHead(bench.look)
        self.side = ResultSide(bench)
        self.tables = ResultTables(bench, self)
        self.people = ChartView(bench.look, "People over time")
        self.money = [ChartView(bench.look, name) for name in ("Money each week", "Reserve used")]
        self._notes = QVBoxLayout()
        self._on_day = label("", "secondary", wraps=True)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Parts of the result")
        self.tabs.setExpanding(False)
        for _, words in TABS:
            self.tabs.addTab(words)
        self._parts = QStackedWidget()
        self._stack = QStackedWidget()
        self._lay_out()
        self.tabs.currentChanged.connect(self._turn)
        self.side.day_chosen.connect(self.choose_day)
        self.tables.day_chosen.connect(self.choose_day)
        self.people.chosen.connect(self._chart_chosen)

    @property
    def tab(self) -> str:
        """Return the name of the part shown."""
        return TABS[self.tabs.currentIndex()][0]

    def turn_to(self, tab: str) -> None:
        """Show a part by its name."""
        names = [name for name, _ in TABS]
        if tab in names:
            self.tabs.setCurrentIndex(names.index(tab))

    def show_nothing(self, words: str, *, offer: bool = True) -> None:
        """Say that there is no result yet, and offer to run where nothing runs already."""
        self.report = None
        old = self._stack.widget(1)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(EmptyState(words, "Run" if offer else "", self.again.emit))
        self._stack.setCurrentIndex(1)

    def show_report(self, report: ScenarioReport) -> None:
        """Show a report in place of the one before."""
        is_new = report is not self.report
        self.report = report
        self._stack.setCurrentIndex(0)
        if not is_new:
            return
        self.day = None
        self.head.say(report.headline, report.numbers)
        self.side.show_report(report)
        self.tables.show_report(report)
        money = report.charts[1:]
        if report.charts:
            self.people.show_chart(report.charts[0])
        for view, chart in zip(self.money, money, strict=False):
            view.show_chart(chart)
        for view in self.money[len(money) :]:
            view.hide()
        fill(self._notes, report.notes or ("Nothing had to be guessed.",), "")
        self._whole.fit()
        self._on_day.setText(
            "Choose a moment in the story, on the chart or in a table to see how people stand."
        )

    def choose_day(self, day: int) -> None:
        """Show one day on the story, the chart and the table together."""
        if self.report is None or not self.report.by_day:
            return
        self.day = day
        self.side.choose_day(day)
        self.tables.choose_day(day)
        stretch = self.report.by_day[self.report.stretch_of(day)]
        self._on_day.setText(stretch.words)
        self.people.pick(str(stretch.start))

    def _chart_chosen(self, key: str) -> None:
        if key.isdecimal():
            self.choose_day(int(key))

    def _turn(self, at: int) -> None:
        self._parts.setCurrentIndex(at)
        self.tab_chosen.emit()

    def _lay_out(self) -> None:
        for part in (
            self._overview(),
            self._framed(
                self.tables.services,
                "Days without are person-days. Enter opens the service.",
            ),
            self._framed(
                self.tables.options,
                "People at most; cost with set-up. Enter opens the option.",
            ),
            self._framed(self.tables.funds, ""),
            self._framed(self.tables.by_day, "People are means over the days of each row."),
            self._notes_part(),
        ):
            self._parts.addWidget(part)
        left = QVBoxLayout()
        left.setSpacing(0)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(12, 0, 12, 0)
        tabs.addWidget(self.tabs, 1)
        left.addLayout(tabs)
        left.addWidget(divider())
        left.addWidget(self._parts, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(left, 1)
        body.addWidget(self.side)
        shown = QWidget()
        shown.setProperty("kind", "surface")
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(divider())
        column.addLayout(body, 1)
        self._whole = TallEnough(self.bench.look, "Result", shown, self._least)
        self._stack.addWidget(self._whole)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _least(self, width: int) -> int:
        """Return the height with which the sentence, numbers and charts can be read."""
        look = self.bench.look
        if look.text_size <= ROOMY:
            return 0
        layout = self.head.layout()
        head = layout.heightForWidth(width) if layout is not None else 0
        return head + self.tabs.sizeHint().height() + look.px(520)

    def _overview(self) -> QWidget:
        look = self.bench.look
        content = QWidget()
        content.setProperty("kind", "surface")
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 10, 16, 10)
        column.setSpacing(8)
        column.addWidget(self.people, 5)
        column.addWidget(self._on_day)
        column.addWidget(divider())
        row = QHBoxLayout()
        row.setSpacing(24)
        for view in self.money:
            row.addWidget(view, 1)
        column.addLayout(row, 3)
        return TallEnough(look, "Overview", content, lambda _width: look.px(480))

    def _framed(self, table: QWidget, note: str) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(table, 1)
        if note:
            foot = QHBoxLayout()
            foot.setContentsMargins(20, 4, 20, 6)
            foot.addWidget(label(note, "caption", wraps=True), 1)
            column.addLayout(foot)
        return box

    def _notes_part(self) -> QWidget:
        content = QWidget()
        content.setProperty("kind", "surface")
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(8)
        column.addWidget(label("What was not known, and how it counts", "title"))
        column.addLayout(self._notes)
        row = QHBoxLayout()
        row.addWidget(
            button(
                "Findings of the register",
                lambda: self.bench.go("register", tab="findings"),
                "link",
            )
        )
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName("Notes")
        scroll.setWidget(content)
        return scroll

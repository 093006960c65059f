"""Beside the levy: its fund over the years, where an exposure comes from, and what to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.charts.chart_view import ChartView
from ui.parts.words import Segments, button, label
from ui.table.plain_table import Column, PlainTable
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.charts import Chart
    from planner.document.levy_report import CostReport
    from planner.errors import BackstopError

COST = "cost_report"
PARTS = (("fund", "Fund"), ("exposure", "Exposure"), ("know", "To know"))
COLUMNS = (
    Column("What", "text", 150),
    Column("Person-days", "number", 82),
    Column("£ a day", "number", 56),
    Column("Pounds", "pounds", 84),
)
NO_YEARS = (
    "How the fund builds up while failures draw on it shows here once the chance of a year has "
    "been run."
)
NO_ROW = "Choose a contract: where its provider’s cost comes from shows here, line by line."


class LevyDetail(QWidget):
    """Three parts that take turns: the fund, the cost of the provider chosen, and what to know."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._provider = ""
        look = bench.look
        self.parts = Segments("Beside the levy", PARTS, self.show_part)
        self.chart = ChartView(look, "The fund over the years")
        self.open_chance = button("Open chance and reserve", self._open_chance)
        self.fund_words = label(NO_YEARS, "secondary", wraps=True)
        self.headline = label(NO_ROW, "strong", wraps=True)
        self.shared = label("", "secondary", wraps=True)
        self.table = PlainTable(look, "Where this exposure comes from")
        self.notes = label("", wraps=True)
        self._stack = QStackedWidget()
        for part in (self._fund(), self._exposure(), self._know()):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 8)
        column.setSpacing(6)
        column.addWidget(self.parts, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._stack, 1)
        self.chart.hide()
        self.table.hide()
        self.parts.press("fund")

    def show_part(self, part: str) -> None:
        """Turn to one of the parts."""
        self.parts.press(part)
        self._stack.setCurrentIndex([name for name, _ in PARTS].index(part))

    def show_fund(self, chart: Chart | None, sentence: str) -> None:
        """Show the build-up of the fund, or only a sentence."""
        self.chart.setVisible(chart is not None)
        self.open_chance.setVisible(chart is None)
        if chart is not None:
            self.chart.show_chart(chart)
        self.fund_words.setText(sentence or NO_YEARS)

    def show_provider(self, provider: str, fund: float) -> None:
        """Turn to where the cost of a provider's failure comes from, with `fund` pounds held."""
        if provider != self._provider:
            self._provider = provider
            self.show_part("exposure")
            self.show_cost(None, "Working out where this cost comes from.")
        self.show_target(fund)

    def show_target(self, fund: float) -> None:
        """Tell anew who pays for the failure shown, where one is, with `fund` pounds held."""
        provider = self._provider
        if not provider:
            return

        def show(found: CostReport) -> None:
            if provider == self._provider:
                self.show_cost(found)

        self._bench.results.ask(
            self,
            COST,
            provider,
            fund,
            then=show,
            failed=self._no_cost,
            title="Tracing a cost",
            quiet=True,
        )

    def forget(self) -> None:
        """Forget whose cost was shown: the register has changed since."""
        self._provider = ""
        self.show_cost(None)

    def show_cost(self, found: CostReport | None, sentence: str = NO_ROW) -> None:
        """Show where the cost of a provider's failure comes from, or only a sentence."""
        self.table.setVisible(found is not None and bool(found.rows))
        self.headline.setText(sentence if found is None else found.headline)
        self.shared.setText("" if found is None else " ".join(found.shared))
        if found is not None:
            self.table.show_rows(COLUMNS, found.rows, found.sections)

    def show_notes(self, notes: tuple[str, ...]) -> None:
        """Show what the levy leaves out or takes for granted."""
        self.notes.setText("\n\n".join(notes))

    def _no_cost(self, error: BackstopError) -> None:
        self.show_cost(None, error.sentence)

    def _open_chance(self) -> None:
        self._bench.go("scenarios", show="chance")

    def _fund(self) -> QWidget:
        made = _column(self.chart, self.fund_words)
        column = made.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(2, self.open_chance, 0, Qt.AlignmentFlag.AlignLeft)
        # Without a chart the words stand at the top, not in the middle.
        column.addStretch(0)
        return made

    def _exposure(self) -> QWidget:
        return _column(self.headline, self.shared, self.table)

    def _know(self) -> QWidget:
        area = QScrollArea()
        area.setAccessibleName("To know")
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(_column(self.notes))
        return area


def _column(*parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for part in parts:
        column.addWidget(part, 1 if isinstance(part, ChartView | PlainTable) else 0)
    if not any(isinstance(part, ChartView | PlainTable) for part in parts):
        column.addStretch(1)
    return made

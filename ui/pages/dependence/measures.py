"""The measures of dependence: limits, markets, shares of people, captive people, money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from ui.charts.chart_view import ChartView
from ui.desk import Choice
from ui.pages.paper_export import PaperExport
from ui.parts.words import button, label
from ui.table.plain_table import Column, PlainTable
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.measure import Measure
    from planner.document.paper import Paper

ANSWER = "measures"
LIMITS = (0.10, 0.15, 0.20, 0.25, 0.30, 0.40, 0.50)
USUAL = 0.20
LIMIT = "dependence/limit"
SHOWN = "dependence/measure"
WIDTHS = {"text": 190, "class": 96, "pounds": 110, "people": 84, "number": 92, "share": 92}


class Measures(QWidget):
    """One measure at a time: a sentence, a chart and the table it is drawn from.

    Choosing a bar or a row chooses its provider on the desk.
    """

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self.measures: tuple[Measure, ...] = ()
        self._asked: tuple[int, float] | None = None
        self._choosing = False
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Measure")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.limit = QComboBox()
        self.limit.setAccessibleName("Concentration limit")
        self.limit.addItems([f"{share:.0%}" for share in LIMITS])
        kept = float(bench.memory.value(LIMIT, USUAL))  # type: ignore[arg-type]
        self.limit.setCurrentIndex(LIMITS.index(kept) if kept in LIMITS else LIMITS.index(USUAL))
        self.headline = label("", "headline", wraps=True)
        self.chart = ChartView(bench.look, "Measure of dependence", titled=False)
        self.table = PlainTable(bench.look, "Measure of dependence, in numbers")
        self._show_on_map = button("Show on the map", self._to_map)
        self._lay_out()
        self.tabs.currentChanged.connect(self._turned)
        self.limit.activated.connect(self._limit_set)
        self.chart.chosen.connect(self._choose)
        self.chart.opened.connect(lambda key: self._opened(key))
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda row: self._opened(self._measure.keys[row]))
        bench.desk.chosen.connect(self._chosen)
        bench.results.aged.connect(self._ask)

    @property
    def share(self) -> float:
        """Return the limit in force, 0 to 1."""
        return LIMITS[self.limit.currentIndex()]

    def showEvent(self, event: QShowEvent) -> None:
        """Work the measures out where they are not at hand."""
        super().showEvent(event)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember which measure was shown."""
        super().hideEvent(event)
        if self.measures:
            self._bench.memory.setValue(SHOWN, self._measure.name)

    @property
    def _measure(self) -> Measure:
        return self.measures[max(0, self.tabs.currentIndex())]

    def _ask(self) -> None:
        if not self._bench.desk.is_open or not self.isVisible():
            return
        self._bench.results.ask(
            self, ANSWER, self.share, then=self._arrived, quiet=True, title="Measuring"
        )

    def _arrived(self, found: tuple[Measure, ...]) -> None:
        if found is self.measures:
            return
        names = [one.name for one in self.measures]
        self.measures = found
        if names != [one.name for one in found]:
            self.tabs.blockSignals(True)
            while self.tabs.count():
                self.tabs.removeTab(0)
            for one in found:
                self.tabs.addTab(one.label)
            kept = self._bench.memory.value(SHOWN, "")
            shown = [at for at, one in enumerate(found) if one.name == kept]
            self.tabs.setCurrentIndex(shown[0] if shown else 0)
            self.tabs.blockSignals(False)
        self._show()

    def _show(self) -> None:
        measure = self._measure
        self.headline.setText(measure.headline)
        self.headline.setAccessibleName(measure.headline)
        self.chart.setVisible(measure.chart is not None)
        if measure.chart is not None:
            self.chart.show_chart(measure.chart)
        columns = [
            Column(one.words, one.kind, WIDTHS.get(one.kind, 110)) for one in measure.headings
        ]
        self.table.show_rows(columns, list(measure.rows))
        self._chosen(self._bench.desk.choice)

    def _paper(self) -> Paper | None:
        if not self.measures:
            return None
        return self._bench.session.measures_paper(self.measures, self.share)

    def _turned(self, _at: int) -> None:
        if self.measures:
            self._show()

    def _limit_set(self, _at: int) -> None:
        self._bench.memory.setValue(LIMIT, self.share)
        self._ask()

    def _picked(self, row: int) -> None:
        if not self._choosing and 0 <= row < len(self._measure.keys):
            self._choose(self._measure.keys[row])

    def _choose(self, key: str) -> None:
        if key in self._bench.desk.register.providers:
            self._bench.desk.choose("provider", key)
            self.chart.pick(key)

    def _opened(self, key: str) -> None:
        if key in self._bench.desk.register.providers:
            self._bench.go("register", tab="provider", key=key)

    def _chosen(self, choice: Choice | None) -> None:
        """Mark the chosen provider in the chart and go to its row."""
        is_provider = choice is not None and choice.kind == "provider"
        self._show_on_map.setEnabled(is_provider)
        if not self.measures or self._choosing or choice is None or not is_provider:
            return
        self.chart.pick(choice.key)
        keys: Any = self._measure.keys
        row = self.table.row
        if choice.key in keys and not (0 <= row < len(keys) and keys[row] == choice.key):
            self._choosing = True
            try:
                self.table.pick(keys.index(choice.key))
            finally:
                self._choosing = False

    def _to_map(self) -> None:
        self._bench.go("dependence", show="map")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self.tabs)
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 20, 6)
        head.setSpacing(8)
        head.addWidget(self.headline, 1)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        self.exported = PaperExport(self._bench, "the measures", self._paper)
        for widget in (label("Limit", "label"), self.limit, self._show_on_map, self.exported):
            tools.addWidget(widget)
        head.addLayout(tools)
        head.setAlignment(tools, Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        inside.setProperty("kind", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 2, 20, 8)
        column.addWidget(self.chart)
        # At large text the rows of a chart need more height than there is: they are scrolled.
        upper = QScrollArea()
        upper.setWidgetResizable(True)
        upper.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        upper.setWidget(inside)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(upper)
        split.addWidget(self.table)
        split.setSizes([340, 240])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row)
        whole.addLayout(head)
        whole.addWidget(split, 1)

"""What drawn years show: money, people, who makes the worst years, every figure, what to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.charts.chart_view import ChartView
from ui.parts.words import Segments, label
from ui.table.plain_table import Column, PlainTable
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.chance_charts import ChanceReport
    from planner.document.plain_sheet import PlainSheet

SPLIT = "scenarios/chance_parts"
NARROW = 860
"""Width at 100 % text below which who makes the worst years has a part of its own only."""
PARTS = (
    ("money", "Money"),
    ("people", "People"),
    ("makers", "Who"),
    ("figures", "Figures"),
    ("know", "To know"),
)


class ChanceParts(QWidget):
    """One part at a time, and beside it, where there is room, who makes the worst years.

    `chosen` and `opened` carry the id of a provider, owner or asset.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._ids: tuple[str, ...] = ()
        self._choosing = False
        look = bench.look
        self.segments = Segments("Part", PARTS, self.turn_to)
        self.money = ChartView(look, "Years by net cost")
        self.people = ChartView(look, "Years by must person-days past the limit")
        self.makers = PlainTable(look, "Who makes the worst years, largest share first")
        self.figures = PlainTable(look, "Every figure, with the band of its error")
        self.tail = ChartView(look, "Who makes the worst years")
        self.tail_words = label("", "secondary", wraps=True)
        self.unassessed = label("", "secondary", wraps=True)
        self._know = QVBoxLayout()
        self._stack = QStackedWidget()
        self._side = QWidget()
        self._lay_out()
        self.segments.press("money")
        self.tail.chosen.connect(self._bar_chosen)
        self.tail.opened.connect(self.opened)
        self.makers.picked.connect(self._row_picked)
        self.makers.opened.connect(self._row_opened)

    def turn_to(self, part: str) -> None:
        """Show one part: money, people, makers, figures or know."""
        at = [name for name, _ in PARTS].index(part) if part in dict(PARTS) else 0
        self.segments.press(PARTS[at][0])
        self._stack.setCurrentIndex(at)

    def show_report(self, report: ChanceReport) -> None:
        """Show another result in all parts."""
        self.money.show_chart(report.money)
        self.people.show_chart(report.people)
        self.tail.show_chart(report.tail)
        self.tail_words.setText(report.tail_words)
        self.unassessed.setText(report.unassessed)
        self.unassessed.setVisible(bool(report.unassessed))
        self._ids = report.maker_ids
        _fill(self.makers, report.makers, 220)
        _fill(self.figures, report.figures_in_words, 240)
        while (item := self._know.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for heading, told in (
            ("What the years tell", report.sentences),
            ("What it rests on", report.assumptions),
        ):
            self._know.addWidget(label(heading, "title"))
            for sentence in told:
                self._know.addWidget(label(sentence, wraps=True))
        self._know.addStretch(1)

    def pick(self, id_: str) -> None:
        """Show who is chosen, in the bars and the table."""
        self.tail.pick(id_)
        if id_ in self._ids and self.makers.row != self._ids.index(id_):
            self._choosing = True
            try:
                self.makers.pick(self._ids.index(id_))
            finally:
                self._choosing = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what stands beside where it would press the rest together."""
        super().resizeEvent(event)
        self._side.setVisible(self.width() >= self._bench.look.px(NARROW))

    def _bar_chosen(self, id_: str) -> None:
        if id_:
            self.chosen.emit(id_)

    def _row_picked(self, row: int) -> None:
        if not self._choosing and 0 <= row < len(self._ids):
            self.chosen.emit(self._ids[row])

    def _row_opened(self, row: int) -> None:
        if 0 <= row < len(self._ids):
            self.opened.emit(self._ids[row])

    def _lay_out(self) -> None:
        know = QWidget()
        know.setProperty("kind", "surface")
        know.setLayout(self._know)
        self._know.setContentsMargins(0, 0, 12, 0)
        self._know.setSpacing(6)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(know)
        scroll.setAccessibleName("What to know about these years")
        for one in (self.money, self.people, self.makers, self.figures, scroll):
            self._stack.addWidget(one)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(20, 8, 16, 4)
        column.setSpacing(6)
        column.addWidget(self.segments, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._stack, 1)
        column.addWidget(self.unassessed)
        beside = QVBoxLayout(self._side)
        beside.setContentsMargins(16, 8, 16, 4)
        beside.setSpacing(6)
        beside.addWidget(self.tail, 1)
        beside.addWidget(self.tail_words)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self._side)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 3)
        split.setSizes([800, 420])
        saved = self._bench.memory.value(SPLIT)
        if saved is not None:
            split.restoreState(saved)
        self._split = split
        split.splitterMoved.connect(self._split_moved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)

    def _split_moved(self) -> None:
        self._bench.memory.setValue(SPLIT, self._split.saveState())


def _fill(table: PlainTable, sheet: PlainSheet, first: int) -> None:
    columns = [
        Column(heading.words, heading.kind, first if at == 0 else 140)
        for at, heading in enumerate(sheet.columns)
    ]
    table.show_rows(columns, list(sheet.rows))

"""What a page about the levy is made of, and how its parts share the room there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ui.pages.scenarios.levy_detail import LevyDetail
from ui.pages.scenarios.levy_export import LevyExport
from ui.pages.scenarios.levy_fields import LevyFields, Typed
from ui.pages.scenarios.levy_table import LevyTable
from ui.pages.scenarios.tall_enough import TallEnough
from ui.parts.elided import ElidedLabel
from ui.parts.flow_row import FlowRow
from ui.parts.words import Segments, button, divider, label, restyle
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.levy_report import LevyReport

SPLIT = "scenarios/levy_split"
NARROW = 1180
"""Width at 100 % text below which the table and what stands beside it take turns."""
ROWS = 190
"""Height at 100 % text in which the headings and some rows can be read."""


class LevyParts(QWidget):
    """Title and buttons, the terms, the sentence about them, the table and what is beside it."""

    def __init__(
        self, bench: Workbench, usual: Typed, exported: LevyExport, on_copy: Callable[[], object]
    ) -> None:
        super().__init__()
        self._bench = bench
        self.fields = LevyFields(usual)
        self.formula = ElidedLabel("", "secondary")
        self.status = label("", wraps=True)
        self.table = LevyTable(bench.look)
        self.detail = LevyDetail(bench)
        self.summed = ElidedLabel("", "secondary")
        self.order = ElidedLabel("", "secondary")
        self.turns = Segments(
            "Show", (("table", "Contracts"), ("side", "Fund and detail")), self._turn
        )
        self.turns.press("table")
        self._top = QVBoxLayout()
        self._lay_out(exported, button("Copy for Excel", on_copy))
        self._fit()
        bench.look.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the parts take turns where both would be too narrow to read."""
        super().resizeEvent(event)
        self._fit()

    def turn_to(self, part: str) -> None:
        """Show the table or what is beside it where there is no room for both."""
        self.turns.press(part)
        self._fit()

    def say_status(self, sentence: str, *, is_wrong: bool = False) -> None:
        """Say under the terms whether they can be met, or what is missing."""
        self.status.setText(sentence)
        self.status.setAccessibleName(sentence)
        restyle(self.status, "caution" if is_wrong else "")
        self._whole.fit()

    def show_sums(self, report: LevyReport | None) -> None:
        """Show the formula and what all levies come to; None takes both away."""
        self.formula.setText("" if report is None else report.formula)
        self.summed.setText("" if report is None else f"{report.summed}    {report.relief}")

    def _turn(self, _part: str) -> None:
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < self._bench.look.px(NARROW)
        self.turns.setVisible(narrow)
        self.table.setVisible(not narrow or self.turns.value == "table")
        self.detail.setVisible(not narrow or self.turns.value == "side")

    def _least(self, width: int) -> int:
        """Return how high the page must be so that some rows under the terms can be read."""
        return self._top.heightForWidth(width) + self._bench.look.px(ROWS)

    def _lay_out(self, exported: LevyExport, copied: QWidget) -> None:
        head = FlowRow(across=10, down=4)
        head.setContentsMargins(20, 6, 20, 2)
        head.addWidget(label("Levy per contract", "title"))
        head.addWidget(self.formula)
        head.turn()
        for one in (self.turns, copied, exported):
            head.addWidget(one)
        terms = QVBoxLayout()
        terms.setContentsMargins(20, 2, 20, 6)
        terms.setSpacing(4)
        terms.addWidget(self.fields)
        terms.addWidget(self.status)
        self._top.setSpacing(0)
        self._top.addLayout(head)
        self._top.addLayout(terms)
        foot = FlowRow(across=16, down=2)
        foot.setContentsMargins(20, 4, 20, 6)
        foot.addWidget(self.summed)
        foot.turn()
        foot.addWidget(self.order)
        content = QWidget()
        content.setProperty("kind", "surface")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(divider())
        column.addWidget(self._split(), 1)
        column.addLayout(foot)
        self._whole = TallEnough(self._bench.look, "Levy and fund", content, self._least)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._whole)

    def _split(self) -> QSplitter:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 1)
        split.setSizes([880, 400])
        saved = self._bench.memory.value(SPLIT)
        if saved is not None:
            split.restoreState(saved)
        split.splitterMoved.connect(
            lambda *_: self._bench.memory.setValue(SPLIT, split.saveState())
        )
        return split

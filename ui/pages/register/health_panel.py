"""Everything missing or contradictory in the register: what, where and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner import fields
from planner.answers.health import (
    WEIGHTS,
    chosen_findings,
    counted_weights,
    finding_groups,
    weight_word,
)
from planner.document.wording import start
from ui.parts.words import label
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.register.findings import Finding

ROLE = Qt.ItemDataRole.UserRole
SHOWN = 300
"""Findings of one check listed; the filters show the others."""


class HealthPanel(QWidget):
    """Findings by the check that found them, heaviest first. `mend` carries one to mend."""

    mend = Signal(object)
    counted = Signal(int)

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._closed: set[str] = set()
        self._shown: list[Finding] = []
        self.kinds, self.weights = QComboBox(), QComboBox()
        self.kinds.addItem("All kinds", "")
        for kind in fields.KINDS:
            self.kinds.addItem(kind.label_plural, kind.name)
        self.weights.addItem("All weights", "")
        for word in WEIGHTS:
            self.weights.addItem(start(word), word)
        self.kinds.setAccessibleName("Kind of record")
        self.weights.setAccessibleName("Weight")
        self.only = QCheckBox("Only the chosen record")
        self.summary = label("", "secondary", wraps=True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Findings")
        self.tree.setHeaderLabels(["What", "Where", "Weight"])
        self.tree.setUniformRowHeights(True)
        self.tree.itemActivated.connect(self._activated)
        self.tree.itemClicked.connect(self._activated)
        self.tree.currentItemChanged.connect(lambda now, _before: self._tell(now))
        self.tree.itemCollapsed.connect(lambda item: self._closed.add(item.data(0, ROLE)))
        self.tree.itemExpanded.connect(lambda item: self._closed.discard(item.data(0, ROLE)))
        self.details = label("", wraps=True)
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 16, 8)
        top.setSpacing(12)
        for part in (self.kinds, self.weights, self.only):
            top.addWidget(part)
        top.addWidget(self.summary, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.addWidget(self.details, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.tree, 1)
        column.addLayout(foot)
        self.kinds.currentIndexChanged.connect(lambda _at: self.refresh())
        self.weights.currentIndexChanged.connect(lambda _at: self.refresh())
        self.only.toggled.connect(lambda _on: self.refresh())
        bench.results.changed.connect(self._answered)
        bench.desk.chosen.connect(self._chosen)
        bench.look.changed.connect(self._fit)
        self._fit()

    def _chosen(self, _choice: object) -> None:
        if self.only.isChecked():
            self.refresh()

    def _answered(self, key: tuple[object, ...]) -> None:
        if key[0] == "check":
            self.refresh()

    def ask(self) -> None:
        """Work the findings out where they are not at hand."""
        self._bench.results.ask(self, "check", then=lambda found: self.refresh(), quiet=True)

    def refresh(self) -> None:
        """List the findings at hand that the filters let through."""
        kept = self._bench.results.get("check")
        if kept is None:
            self.summary.setText("Checking the register.")
            return
        choice = self._bench.desk.choice
        record = (choice.kind, choice.key) if choice is not None else ("", "")
        shown = chosen_findings(
            kept.value,
            str(self.kinds.currentData()),
            str(self.weights.currentData()),
            record if self.only.isChecked() else None,
        )
        self.counted.emit(len(kept.value))
        self.summary.setText(counted_weights(shown))
        if shown == self._shown and shown:
            return
        self._shown = shown
        pointed = self._finding()
        self.tree.blockSignals(True)
        self.tree.clear()
        for group in finding_groups(shown):
            head = QTreeWidgetItem(
                [f"{start(group.name)}  {len(group.findings):,}", "",
                 weight_word(group.findings[0].weight)]
            )  # fmt: skip
            head.setData(0, ROLE, group.name)
            rows = [self._row(one) for one in group.findings[:SHOWN]]
            head.addChildren(rows)
            if len(group.findings) > SHOWN:
                more = len(group.findings) - SHOWN
                head.addChild(QTreeWidgetItem([f"and {more:,} more; filter to see them", "", ""]))
            self.tree.addTopLevelItem(head)
            head.setExpanded(group.name not in self._closed)
            for row, one in zip(rows, group.findings, strict=False):
                if one == pointed:
                    self.tree.setCurrentItem(row)
        self.tree.blockSignals(False)

    def _row(self, one: Finding) -> QTreeWidgetItem:
        kind = fields.BY_NAME.get(one.kind)
        field = ""
        if kind is not None and one.field:
            field = f", {kind.field(one.field).label}"
        where = f"{kind.label if kind else one.kind} {one.key}{field}"
        row = QTreeWidgetItem([one.sentence, where, weight_word(one.weight)])
        row.setToolTip(0, f"{one.sentence} {one.mend}")
        row.setToolTip(1, where)
        row.setData(0, ROLE, one)
        return row

    def _finding(self) -> Finding | None:
        item = self.tree.currentItem()
        found = item.data(0, ROLE) if item is not None else None
        return None if found is None or isinstance(found, str) else found

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        one = self._finding()
        self.details.setText("" if one is None else f"{one.sentence} {one.mend}")

    def _activated(self, item: QTreeWidgetItem, _column: int) -> None:
        found = item.data(0, ROLE)
        if found is not None and not isinstance(found, str):
            self.mend.emit(found)

    def _fit(self) -> None:
        px = self._bench.look.px
        for at, width in enumerate((540, 290, 110)):
            self.tree.setColumnWidth(at, px(width))

"""Everything missing or contradictory in the register: what, where and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
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
from ui.parts.words import button, label
from ui.table.cell_painting import SIGNS
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.register.findings import Finding

ROLE = Qt.ItemDataRole.UserRole
DEEP = Qt.MatchFlag.MatchRecursive
CHOOSE = "Choose a finding to read what is wrong and how to mend it."
SHOWN = 300
"""Findings of one check listed; the filters show the others."""


class HealthPanel(QWidget):
    """Findings by the check that found them, heaviest first.

    `mend` carries one to mend, `pointed` one that is read.
    """

    mend = Signal(object)
    pointed = Signal(object)
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
        self.tree.setProperty("kind", "columns")
        self.tree.setHeaderLabels(["What", "Where", "Weight"])
        self.tree.setUniformRowHeights(True)
        self.tree.itemActivated.connect(self._activated)
        self.tree.currentItemChanged.connect(self._tell)
        self.tree.itemCollapsed.connect(self._collapsed)
        self.tree.itemExpanded.connect(self._expanded)
        self.details = label(CHOOSE, wraps=True)
        self.details.setMinimumHeight(bench.look.px(36))
        self.go = button("Go and mend it", self._go, "primary")
        self.go.setEnabled(False)
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 16, 8)
        top.setSpacing(12)
        for part in (self.kinds, self.weights, self.only):
            top.addWidget(part)
        top.addSpacing(12)
        top.addWidget(self.summary, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.setSpacing(12)
        foot.addWidget(self.details, 1)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.tree, 1)
        column.addLayout(foot)
        self.kinds.currentIndexChanged.connect(self._filter)
        self.weights.currentIndexChanged.connect(self._filter)
        self.only.toggled.connect(self._filter)
        bench.results.changed.connect(self._answered)
        bench.desk.chosen.connect(self._chosen)
        bench.look.changed.connect(self._fit)
        self._fit()

    def _filter(self, _to: object) -> None:
        self.refresh()

    def _collapsed(self, item: QTreeWidgetItem) -> None:
        self._closed.add(item.data(0, ROLE))

    def _expanded(self, item: QTreeWidgetItem) -> None:
        self._closed.discard(item.data(0, ROLE))

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
            self._sign(head)
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
        self._sign(row)
        return row

    def _sign(self, item: QTreeWidgetItem) -> None:
        icon, colour = SIGNS[item.text(2)]
        item.setIcon(2, self._bench.look.icon(icon, colour))

    def _finding(self) -> Finding | None:
        item = self.tree.currentItem()
        found = item.data(0, ROLE) if item is not None else None
        return None if found is None or isinstance(found, str) else found

    def _tell(self, _item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        one = self._finding()
        self.go.setEnabled(one is not None)
        self.details.setText(CHOOSE if one is None else f"{one.sentence} {one.mend}")
        if one is not None:
            self.pointed.emit(one)

    def _activated(self, item: QTreeWidgetItem, _column: int) -> None:
        found = item.data(0, ROLE)
        if found is not None and not isinstance(found, str):
            self.mend.emit(found)

    def _go(self) -> None:
        one = self._finding()
        if one is not None:
            self.mend.emit(one)

    def _fit(self) -> None:
        px = self._bench.look.px
        self.details.setMinimumHeight(px(36))
        head = self.tree.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at, width in ((1, 220), (2, 134)):
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
            self.tree.setColumnWidth(at, px(width))
        for item in self.tree.findItems("", Qt.MatchFlag.MatchContains | DEEP, 0):
            if item.text(2):
                self._sign(item)

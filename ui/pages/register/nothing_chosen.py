"""The panel while no record is chosen: the council in a sentence, and what to do next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.answers.deciding import council_sentence
from planner.answers.health import counted_weights, finding_groups
from planner.document.wording import start
from ui.parts.words import button, divider, label
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.register.findings import Finding

FIRST = 4
"""Checks named, the heaviest first."""


class NothingChosen(QWidget):
    """The council and its heaviest findings; `mend` carries the first finding of a check."""

    mend = Signal(object)
    all_findings = Signal()

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self.name = label("", "title", wraps=True)
        self.sentence = label("", "secondary", wraps=True)
        self.counts = label("", "secondary", wraps=True)
        self._links = QVBoxLayout()
        self._links.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(8)
        for part in (
            self.name,
            self.sentence,
            divider(),
            label("What to mend first", "title"),
            self.counts,
        ):
            column.addWidget(part)
        column.addLayout(self._links)
        column.addWidget(button("All findings", self.all_findings.emit))
        column.addWidget(divider())
        column.addWidget(
            label("Choose a record to see and edit everything about it.", "secondary", wraps=True)
        )
        column.addStretch(1)
        bench.desk.edited.connect(self._edited)
        bench.results.changed.connect(self._answered)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell how the register stands now."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Tell the council and its findings at hand."""
        if not self._bench.desk.is_open:
            return
        register = self._bench.desk.register
        self.name.setText(register.council.name)
        self.sentence.setText(council_sentence(register))
        while (item := self._links.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        kept = self._bench.results.get("check")
        if kept is None:
            self.counts.setText("Checking the register.")
            return
        self.counts.setText(f"{counted_weights(kept.value)}.")
        for group in finding_groups(kept.value)[:FIRST]:
            self._links.addWidget(self._link(group.name, group.findings))

    def _link(self, name: str, findings: tuple[Finding, ...]) -> QWidget:
        first = findings[0]
        link = button(f"{start(name)}  {len(findings):,}", partial(self.mend.emit, first), "link")
        link.setMinimumWidth(1)
        link.setToolTip(f"{first.sentence} {first.mend}")
        link.setAccessibleDescription(f"Goes to the first: {first.sentence}")
        return link

    def _edited(self, _touched: object) -> None:
        if self.isVisible():
            self.refresh()

    def _answered(self, key: tuple[object, ...]) -> None:
        if key[0] == "check" and self.isVisible():
            self.refresh()

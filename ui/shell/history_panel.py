"""Everything that was ever changed: when, by whom, what, why; each step can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.document.wording import counted, short_date
from ui.parts.words import button, label
from ui.shell.dialog import Dialog
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.register.history import Step

SHOWN = 2000
"""Steps listed at most; a search looks through all of them."""
ROLE = Qt.ItemDataRole.UserRole


class HistoryPanel(Dialog):
    """The steps, the last one first; what exactly each changed; Take back this step."""

    def __init__(self, bench: Workbench, window: QWidget) -> None:
        super().__init__(bench.look, window, "History", 900, 620)
        self._bench = bench
        self.field = QLineEdit()
        self.field.setPlaceholderText("Search who, what and why")
        self.field.setAccessibleName("Search the history")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(lambda _text: self.refresh())
        self._count = label("", "secondary")
        top = QHBoxLayout()
        top.addWidget(self.field, 1)
        top.addWidget(self._count)
        self.main.addLayout(top)
        self.list = QTreeWidget()
        self.list.setProperty("kind", "columns")
        self.list.setAccessibleName("Steps of history")
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderLabels(["When", "Who", "What", "Why"])
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_step())
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("What this step changed", "title"))
        self.changes = QPlainTextEdit()
        self.changes.setReadOnly(True)
        self.changes.setAccessibleName("What this step changed")
        self.changes.setTabChangesFocus(True)
        column.addWidget(self.changes)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.list)
        parts.addWidget(below)
        parts.setSizes([400, 180])
        self.main.addWidget(parts, 1)
        self.why = QLineEdit()
        self.why.setPlaceholderText("Why it is taken back (kept in the history)")
        self.why.setAccessibleName("Why the step is taken back")
        self._foot.insertWidget(0, self.why, 1)
        self.take_back = self.add_button(button("Take back this step", self._take_back))
        bench.desk.edited.connect(lambda _touched: self.refresh())
        bench.desk.opened.connect(self.refresh)
        bench.look.changed.connect(self._fit_columns)
        self._fit_columns()
        self.refresh()

    @property
    def step(self) -> Step | None:
        """Return the step pointed at, or None."""
        item = self.list.currentItem()
        found: Step | None = item.data(0, ROLE) if item is not None else None
        return found

    def refresh(self) -> None:
        """List the steps that hold what is searched for."""
        pointed = self.step
        self.list.blockSignals(True)
        self.list.clear()
        desk = self._bench.desk
        steps = desk.session.history() if desk.is_open else ()
        words = self.field.text().lower().split()
        found = [
            step
            for step in reversed(steps)
            if all(word in f"{step.who} {step.sentence} {step.why}".lower() for word in words)
        ]
        rows = []
        for step in found[:SHOWN]:
            local = step.when.astimezone()
            when = f"{short_date(local.date())} {local:%H:%M}"
            row = QTreeWidgetItem([when, step.who, step.sentence, step.why])
            for place, text in enumerate((when, step.who, step.sentence, step.why)):
                row.setToolTip(place, text)
            row.setData(0, ROLE, step)
            rows.append(row)
        self.list.addTopLevelItems(rows)
        at = next((n for n, s in enumerate(found[:SHOWN]) if s == pointed), 0)
        if rows:
            self.list.setCurrentItem(rows[at])
        self.list.blockSignals(False)
        shown = f", the last {SHOWN:,} listed" if len(found) > SHOWN else ""
        self._count.setText(f"{counted(len(found), 'step', 'steps')}{shown}")
        self._show_step()

    def _show_step(self) -> None:
        step = self.step
        self.take_back.setEnabled(step is not None)
        if step is None:
            self.changes.setPlainText("")
            return
        session = self._bench.session
        # The changes lie in the working copy, which only the session's own thread may read.
        self._bench.tasks.do(
            self,
            lambda report: (step, session.told(step)),
            then=self._tell,
            failed=lambda error: self.changes.setPlainText(error.sentence),
            quiet=True,
            key="history step",
        )

    def _tell(self, told: tuple[Step, tuple[str, ...]]) -> None:
        step, lines = told
        if step == self.step:
            self.changes.setPlainText("\n".join(lines) or "Nothing that is still kept.")

    def _take_back(self) -> None:
        step = self.step
        if step is not None:
            self._bench.desk.take_back(step.number, self.why.text().strip())
            self.why.clear()

    def _fit_columns(self) -> None:
        px = self._bench.look.px
        for place, width in enumerate((130, 110, 380, 180)):
            self.list.setColumnWidth(place, px(width))

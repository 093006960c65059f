"""What to change first: the few preventive actions that spare must services most for a budget."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.document.wording import counted, round_pounds
from ui.notices import Answer
from ui.pages.paper_export import PaperExport
from ui.pages.plans.prevention_budget import BudgetBar
from ui.pages.plans.prevention_side import PreventionSide
from ui.pages.plans.prevention_table import TickTable
from ui.pages.scenarios.key_numbers import ResultHead
from ui.pages.scenarios.stale_bar import StaleBar
from ui.parts.words import EmptyState, Segments, button, divider
from ui.tasks import Task
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.paper import Paper
    from planner.document.prevention_words import PreventionReport, PreventionRow
    from planner.errors import BackstopError
    from planner.plan.remedies import Remedy

ANSWER = "prevention_report"
USUAL = 45_000
NARROW = 980
"""Width at 100 % text below which the table and the picture take turns."""


class PreventionView(QWidget):
    """The actions in order with their ticks, the budget, the curve and the action chosen."""

    def __init__(self, bench: Workbench, to_list: Callable[[], object]) -> None:
        super().__init__()
        self._bench = bench
        self.report: PreventionReport | None = None
        self._forced_in: tuple[str, ...] = ()
        self._forced_out: tuple[str, ...] = ()
        self._asked: tuple[Any, ...] = ()
        self._shown_key: tuple[Any, ...] = ()
        self._task: Task | None = None
        self.stale = StaleBar(bench.look, self.run_again)
        self.head = ResultHead(bench.look)
        self.budget = BudgetBar(USUAL, self._weighed)
        self.table = TickTable(bench.look)
        self.side = PreventionSide(bench.look, self._done)
        self.add = button("Add actions to plans", self._add, "primary")
        self.copy = button("Save a what-if copy…", self._ask_copy)
        self.export = PaperExport(bench, "the preventive actions", self._paper)
        self.parts = Segments("Show", (("table", "Table"), ("picture", "Picture")), self._part)
        self.parts.press("table")
        self._back = button("All plans", to_list)
        self._stack = QStackedWidget()
        self._lay_out()
        self._fit()
        self.budget.moved.connect(self._moved)
        self.budget.settled.connect(self._settled)
        self.table.ticked.connect(self._ticked)
        self.table.picked.connect(self._picked)
        bench.look.changed.connect(self._fit)
        bench.results.changed.connect(self._arrived)
        bench.results.aged.connect(self._say_state)

    @property
    def taken(self) -> tuple[Remedy, ...]:
        """Return the actions taken within the budget, in order."""
        if self.report is None:
            return ()
        ids = {row.id for row in self.table.shown if row.chosen}
        return tuple(one for one in self.report.actions if one.id in ids)

    def arrive(self, budget: str = "") -> None:
        """Show the actions for the budget, working them out where they are not at hand.

        `budget` is pounds in figures; "" leaves the one that is shown.
        """
        if budget.isdecimal() and int(budget) != self.budget.budget:
            self.budget.put(int(budget))
            self._ask()
        elif self.report is None or self._bench.results.get(*self._shown_key) is None:
            self._ask()
        self._say_state()

    def showEvent(self, event: QShowEvent) -> None:
        """Say whether what is shown is out of date."""
        super().showEvent(event)
        self._say_state()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the table or the picture alone where both would be too narrow to read."""
        super().resizeEvent(event)
        self._fit()

    def run_again(self) -> None:
        """Work the actions out anew, with progress and Cancel in the bar of the window."""
        self._ask(again=True)

    def _key(self) -> tuple[Any, ...]:
        return (
            ANSWER,
            float(self.budget.budget),
            self.budget.weigh.value or "chance",
            self._forced_in,
            self._forced_out,
        )

    def _ask(self, *, again: bool = False) -> None:
        key = self._key()
        if self._task is not None:
            self._task.cancel()
        self._asked = key
        self._task = self._bench.results.ask(
            self,
            *key,
            then=self._show,
            failed=self._failed,
            title="Weighing preventive actions",
            lane="long",
            again=again,
        )
        if self._task is not None:
            self._task.over.connect(self._over)
        if self.report is None:
            self._say_nothing("Preventive actions are being weighed; the result comes here.")
        self._say_state()

    def _over(self) -> None:
        self._task = None
        if self.report is None:
            self._say_nothing("No preventive actions have been weighed yet.", offer=True)
        self._say_state()

    def _failed(self, error: BackstopError) -> None:
        self._bench.messages.say("Not worked out.", error.sentence, tone="failure")

    def _arrived(self, key: tuple[Any, ...]) -> None:
        kept = self._bench.results.get(*key) if key == self._asked else None
        if kept is not None and kept.value is not self.report:
            self._show(kept.value)

    def _show(self, report: PreventionReport) -> None:
        if self._asked != self._key():
            return
        self._shown_key = self._asked
        self.report = report
        picked = self._row()
        self.head.say(report.headline, report.figures)
        self.table.show_report(report, report.budget)
        self.side.show_curve(report.curve)
        self.side.proven.setText(report.proven)
        self._stack.setCurrentIndex(0)
        ids = [row.id for row in self.table.shown]
        at = ids.index(picked.id) if picked is not None and picked.id in ids else 0
        if ids:
            self.table.pick(at)
        self.side.show_row(self.table.shown[at] if ids else None)
        self._say_state()

    def _moved(self, budget: int) -> None:
        """Show at once how far the actions in order go for a budget; each prefix is measured."""
        report = self.report
        if report is None:
            return
        rows = tuple(
            dataclasses.replace(row, chosen=row.spent <= budget or row.forced == "in")
            for row in report.rows
        )
        at = sum(row.chosen for row in rows)
        first = dataclasses.replace(
            report,
            rows=rows,
            curve=dataclasses.replace(
                report.curve,
                budget=float(budget),
                budget_text=f"{round_pounds(budget)} budget",
                at=at,
                at_text=_reached(report, at),
            ),
        )
        picked = self.table.row
        self.table.show_report(first, float(budget))
        self.table.pick(picked)
        self.side.show_curve(first.curve)
        self._say_state()

    def _settled(self, _budget: int) -> None:
        self._ask()

    def _weighed(self, _weigh: str) -> None:
        self._ask()

    def _ticked(self, at: int) -> None:
        """Force an action in or out, or let it be chosen freely again."""
        row = self.table.shown[at]
        if row.id in self._forced_in:
            self._forced_in = tuple(one for one in self._forced_in if one != row.id)
        elif row.id in self._forced_out:
            self._forced_out = tuple(one for one in self._forced_out if one != row.id)
        elif row.chosen:
            self._forced_out = (*self._forced_out, row.id)
        else:
            self._forced_in = (*self._forced_in, row.id)
        self._ask()

    def _row(self) -> PreventionRow | None:
        at = self.table.row
        return self.table.shown[at] if 0 <= at < len(self.table.shown) else None

    def _picked(self, at: int) -> None:
        self.side.show_row(self.table.shown[at])

    def _add(self) -> None:
        edit = self._bench.session.to_do_edit(self.taken)
        if edit is None:
            self._bench.messages.say("Nothing to add.", "These actions are on the list already.")
            return
        self._bench.desk.attempt(edit, offer_undo=True)

    def _done(self) -> None:
        row = self._row()
        known = {one.id: one for one in self.report.actions} if self.report is not None else {}
        if row is not None and row.id in known:
            edit = self._bench.session.done_edit([known[row.id]])
            self._bench.desk.attempt(edit, offer_undo=True)

    def _ask_copy(self) -> None:
        path = self._bench.session.path
        suggested = str(path.with_name(f"{path.stem} what if{path.suffix}"))
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save a what-if copy", suggested, "Register (*.backstop)"
        )
        if chosen:
            self.keep_copy(Path(chosen))

    def keep_copy(self, path: Path) -> None:
        """Write a copy of the register with the actions taken done, and offer to open it."""
        if path.suffix.lower() != ".backstop":
            path = path.with_name(f"{path.name}.backstop")
        self._bench.tasks.ask(
            self,
            self._bench.session.study(),
            "keep_what_if",
            path,
            self.taken,
            then=lambda _nothing: self._say_kept(path),
            failed=lambda error: self._bench.messages.say(
                "Not saved.", error.sentence, tone="failure"
            ),
            title=f"Writing {path.name}",
            lane="long",
        )

    def _say_kept(self, path: Path) -> None:
        done = counted(len(self.taken), "action", "actions")
        window = self.window()

        def open_it() -> None:
            opening = getattr(window, "open_path", None)
            if opening is not None:
                opening(path)

        self._bench.messages.say(
            f"Saved {path.name}.",
            f"It is this register with {done} done; this one stays as it is.",
            tone="success",
            answers=[Answer("Open it", open_it)],
        )

    def _paper(self) -> Paper | None:
        if self.report is None:
            return None
        return self._bench.session.prevention_paper(self.report)

    def _say_state(self) -> None:
        if not self._bench.desk.is_open:
            self.report = None
            self._forced_in = self._forced_out = ()
            return
        number = len(self.taken)
        self.add.setText(f"Add {counted(number, 'action', 'actions')} to plans")
        for one in (self.add, self.copy):
            one.setEnabled(number > 0 and self._task is None)
        stale = bool(self._shown_key) and self._bench.results.is_stale(*self._shown_key)
        if stale and self._task is None and self.report is not None:
            self.stale.say("Out of date.", "The register has changed since; figures may move.")
        else:
            self.stale.hide()

    def _part(self, _part: str) -> None:
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < self._bench.look.px(NARROW)
        self.parts.setVisible(narrow)
        self._left.setVisible(not narrow or self.parts.value == "table")
        self.side.setVisible(not narrow or self.parts.value == "picture")

    def _say_nothing(self, words: str, *, offer: bool = False) -> None:
        old = self._stack.widget(1)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        do = "Weigh preventive actions" if offer else ""
        self._stack.addWidget(EmptyState(words, do, self.run_again))
        self._stack.setCurrentIndex(1)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(20, 8, 20, 2)
        top.setSpacing(8)
        top.addWidget(self._back)
        top.addWidget(self.parts)
        top.addStretch(1)
        for one in (self.copy, self.export, self.add):
            top.addWidget(one)
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.budget)
        column.addWidget(self.table, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._left)
        split.addWidget(self.side)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 1)
        split.setSizes([900, 370])
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.head)
        column.addWidget(divider())
        column.addWidget(split, 1)
        self._stack.addWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.stale)
        whole.addWidget(self._stack, 1)


def _reached(report: PreventionReport, at: int) -> str:
    """Return what the first so many actions leave, as the curve says it."""
    points = report.curve.points
    if not at or not points[0].left:
        return ""
    left = points[at].left
    return f"{left:,.0f} left, {1 - left / points[0].left:.0%} less"

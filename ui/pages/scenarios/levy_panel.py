"""The levy per contract: its terms, what each contract pays and why, and the fund it fills."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from planner.errors import BackstopError
from ui.desk import Choice
from ui.pages.scenarios.levy_export import LevyExport
from ui.pages.scenarios.levy_fields import Typed
from ui.pages.scenarios.levy_parts import LevyParts
from ui.pages.scenarios.stale_bar import StaleBar
from ui.parts.words import EmptyState
from ui.tasks import Task
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.levy_report import LevyReport, LevyShown
    from planner.document.paper import Paper
    from planner.plan.levy_terms import Levy
    from planner.progress import Progress
    from planner.scenario.chance import Chance
    from planner.scenario.sweep import Sweep

SWEEP, CHANCE, LEVY = "sweep", "chance", "levy"
NO_TARGET = (
    "Type the fund to build up, or run the chance of a year: what is missing from today’s funds "
    "is then the target."
)
NOTHING_MISSING = (
    "Today’s funds already hold what is to be held, so no fund has to be built up. Type a target "
    "to see a levy all the same."
)
AT_ONCE, YEARS_AT_ONCE = 600, 4_000
"""Contracts and drawn years below which the levy is worked out while one waits."""


class LevyPanel(QWidget):
    """Terms in a row, one row a contract, and beside it the fund, an exposure, or what to know.

    `show_chance` gives it the drawn years: the fund is followed under them, and what is missing
    from today's funds becomes the target unless the person has typed one.
    """

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._sweep: Sweep | None = None
        self._chance: Chance | None = None
        self._task: Task | None = None
        self._choosing = False
        self._is_covered = False
        self._is_alone = False
        self.shown: LevyShown | None = None
        self.levy: Levy | None = None
        self.report: LevyReport | None = None
        usual = bench.session.levy_terms(0.0)
        self.stale = StaleBar(bench.look, self.run_again)
        self.exported = LevyExport(bench, self._paper, lambda: self.levy)
        self.parts = LevyParts(
            bench,
            Typed(0.0, usual.years, usual.flat, usual.cap, usual.relief_below),
            self.exported,
            self.table_copied,
        )
        self.fields, self.table = self.parts.fields, self.parts.table
        self.detail, self.status = self.parts.detail, self.parts.status
        self._stack = QStackedWidget()
        self._stack.addWidget(self.parts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.stale)
        whole.addWidget(self._stack, 1)
        self.fields.changed.connect(self._work_out)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(self._opened)
        bench.desk.chosen.connect(self._chosen)
        bench.results.changed.connect(self._arrived)
        bench.results.aged.connect(self._say_state)

    def arrive(self, view: Mapping[str, str]) -> None:
        """Show the levy as a view of its own; `target` in the view is a target fund in pounds."""
        if view.get("target", "").isdigit():
            self.fields.target.setValue(float(view["target"]))
        self._is_alone = True
        kept = self._bench.results.latest(CHANCE)
        if kept is not None and kept.value is not self._chance:
            self.show_chance(kept.value)
        self._begin()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what came while the panel was hidden."""
        super().showEvent(event)
        if self._bench.desk.is_open:
            self._begin()

    def show_chance(self, chance: Chance | None, percent: float = 80.0) -> None:
        """Follow the fund under drawn years; what is missing to pay for `percent` is the target.

        Rounded up to whole thousands of pounds. None takes the years away again.
        """
        self._chance = chance
        if chance is not None:
            missing = math.ceil(chance.reserve(percent).more.value / 1000) * 1000.0
            self._is_covered = missing == 0
            if self.fields.show_target(missing):
                return
        self._work_out()

    def run_again(self) -> None:
        """Fail everything in turn anew, which the exposures rest on."""
        if self._task is not None:
            return
        self._task = self._bench.results.ask(
            self,
            SWEEP,
            failed=self._failed,
            title="Failing each provider in turn",
            lane="long",
            again=True,
        )
        if self._task is not None:
            self._task.over.connect(self._over)
        if self._sweep is None:
            self._say_nothing("Each provider is being failed in turn; the levy comes here.")

    def table_copied(self) -> None:
        """Put the whole table on the clipboard for Excel."""
        self.table.selectAll()
        self.table.copy()
        rows = len(self.report.rows) if self.report is not None else 0
        self._bench.messages.say("Copied.", f"{rows:,} rows are ready to paste in Excel.")

    def _paper(self) -> Paper | None:
        if self.shown is None or not self.shown.levy.terms.target:
            return None
        return self._bench.session.levy_paper(self.shown)

    def _begin(self) -> None:
        kept = self._bench.results.get(SWEEP)
        if kept is not None:
            self._take(kept.value)
        elif self._bench.session.is_small():
            self.run_again()
        else:
            self._say_nothing(
                "The levy rests on failing every provider in turn, which has not been done yet.",
                offer=True,
            )

    def _take(self, sweep: Sweep) -> None:
        if sweep is not self._sweep:
            self._sweep = sweep
            self._work_out()
        self._stack.setCurrentIndex(0)
        self._say_state()

    def _work_out(self) -> None:
        """Work the levy out from the terms typed, beside the window where it takes long."""
        sweep, session = self._sweep, self._bench.session if self._bench.desk.is_open else None
        if sweep is None or session is None:
            return
        typed, chance = self.fields.typed, self._chance
        try:
            terms = session.levy_terms(
                typed.target, typed.years, typed.flat, typed.cap, typed.relief_below
            )
        except BackstopError as refused:
            self.parts.say_status(refused.sentence, is_wrong=True)
            return
        yearly = None if chance is None else chance.years.net_total

        def work(_report: Progress) -> LevyShown:
            return session.levy_shown(sweep, terms, yearly)

        def show(found: LevyShown) -> None:
            if self.fields.typed == typed and self._sweep is sweep and self._chance is chance:
                self._show_levy(found)

        is_quick = yearly is None or yearly.size < YEARS_AT_ONCE
        if is_quick and len(session.register.contracts) < AT_ONCE:
            show(session.levy_shown(sweep, terms, yearly))
        else:
            self._bench.tasks.do(
                self, work, then=show, title="Working out the levy", quiet=True, key=LEVY
            )

    def _show_levy(self, found: LevyShown) -> None:
        self.shown, self.levy, self.report = found, found.levy, found.report
        self._write(found.report)
        self.detail.show_fund(found.fund, found.fund_words)
        self.detail.show_target(self.fields.typed.target)

    def _write(self, report: LevyReport) -> None:
        has_target = self.fields.typed.target > 0
        if has_target:
            self.parts.say_status(report.status, is_wrong=not report.is_met)
        else:
            self.parts.say_status(NOTHING_MISSING if self._is_covered else NO_TARGET)
        self.parts.show_sums(report if has_target else None)
        self.parts.order.setText(report.order)
        self.detail.show_notes(report.notes)
        self.exported.setEnabled(has_target)
        self.table.show_levy(report, has_target=has_target)
        self._chosen(self._bench.desk.choice)

    def _picked(self, row: int) -> None:
        if self.report is None or self._choosing or not 0 <= row < len(self.report.rows):
            return
        line = self.report.rows[row]
        self._bench.desk.choose("contract", line.contract)
        self.detail.show_provider(line.provider, self.fields.typed.target)

    def _opened(self, row: int) -> None:
        """Turn to where the exposure of a contract comes from."""
        self._picked(row)
        self.detail.show_part("exposure")
        self.parts.turn_to("side")

    def _chosen(self, choice: Choice | None) -> None:
        """Show what is chosen on the desk in the table."""
        if self.report is None or self._choosing or choice is None:
            return
        rows = self.report.rows
        at = next(
            (
                at
                for at, row in enumerate(rows)
                if choice.key == (row.contract if choice.kind == "contract" else "")
            ),
            None,
        )
        if at is not None and self.table.row != at:
            self._choosing = True
            try:
                self.table.pick(at)
            finally:
                self._choosing = False
            if self.isVisible():
                self.detail.show_provider(rows[at].provider, self.fields.typed.target)

    def _arrived(self, key: tuple[Any, ...]) -> None:
        if key == (SWEEP,) and self.isVisible():
            self._take(self._bench.results.get(SWEEP).value)  # type: ignore[union-attr]
        elif key[0] == CHANCE and self._is_alone:
            self.show_chance(self._bench.results.get(*key).value)  # type: ignore[union-attr]

    def _over(self) -> None:
        self._task = None
        if self._sweep is None:
            self._say_nothing("Nothing has been failed in turn yet.", offer=True)
        self._say_state()

    def _failed(self, error: BackstopError) -> None:
        self._task = None
        self._bench.messages.say("Not run.", error.sentence, tone="failure")

    def _say_state(self) -> None:
        if not self._bench.desk.is_open:
            self._sweep = self._chance = self.shown = self.levy = self.report = None
            return
        stale = self._sweep is not None and self._bench.results.is_stale(SWEEP)
        if stale and self._task is None:
            self.stale.say(
                "Out of date.", "The register has changed since the exposures were worked out."
            )
        else:
            self.stale.hide()

    def _say_nothing(self, words: str, *, offer: bool = False) -> None:
        old = self._stack.widget(1)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(
            EmptyState(words, "Fail each in turn" if offer else "", self.run_again)
        )
        self._stack.setCurrentIndex(1)

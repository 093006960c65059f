"""The panel beside a result: the story, blocked options, what one more is worth, what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.pages.scenarios.side import SidePanel, fill
from ui.pages.scenarios.story_list import StoryList
from ui.parts.words import label
from ui.table.plain_table import Column, PlainTable
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.scenario_report import ScenarioReport

BLOCKED = (
    Column("Option", "text", 148),
    Column("Blocked because", "text", 152),
    Column("Worth", "number", 60),
)


class ResultSide(SidePanel):
    """Everything around the charts of a result that is read rather than looked at."""

    day_chosen = Signal(int)

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench.look, "How it spreads")
        self.bench = bench
        self._report: ScenarioReport | None = None
        self.story = StoryList(bench.look)
        self.lines.addWidget(self.story)
        self.story.day_chosen.connect(self.day_chosen)
        blocked = self.section("Blocked options", "Worth: must person-days past the limit it saves")
        self.blocked = PlainTable(bench.look, "Blocked options")
        self.blocked.picked.connect(self._pick)
        self.blocked.opened.connect(self._open)
        self._told = label("", "secondary", wraps=True)
        blocked.addWidget(self.blocked)
        blocked.addWidget(self._told)
        self._more = self._part("What one more is worth")
        self._gaps = self._part("What stays open")
        self._assumed = self._part("What it assumes")
        bench.look.changed.connect(self._fit)

    def show_report(self, report: ScenarioReport) -> None:
        """Show the story of a report and what stands beneath it."""
        self._report = report
        self.story.show_story(report)
        self.blocked.show_rows(
            BLOCKED, [(one.label, one.short, one.worth) for one in report.blocked]
        )
        self.blocked.setVisible(bool(report.blocked))
        self._told.setText(
            "Choose one to see what allowing it saves; Enter opens what blocks it."
            if report.blocked
            else "No option for the services hit is blocked."
        )
        fill(self._more, report.one_more or ("One more of anything would change nothing.",))
        fill(self._gaps, report.gaps or ("Nobody is left without a service.",))
        fill(self._assumed, report.assumptions)
        self._fit()

    def choose_day(self, day: int) -> None:
        """Go to a day in the story."""
        self.story.choose_day(day)

    def _part(self, title: str) -> QVBoxLayout:
        return self.section(title)

    def _pick(self, row: int) -> None:
        if self._report is not None and 0 <= row < len(self._report.blocked):
            one = self._report.blocked[row]
            self._told.setText(f"{one.because}. {one.worth_words} Enter opens what blocks it.")
            self.bench.desk.choose("option", one.option)

    def _open(self, row: int) -> None:
        if self._report is not None and 0 <= row < len(self._report.blocked):
            one = self._report.blocked[row]
            self.bench.go("register", tab=one.tab, key=one.key, field=one.field)

    def _fit(self) -> None:
        rows = len(self._report.blocked) if self._report is not None else 0
        self.blocked.setFixedHeight(self.look.px(32 + 28 * min(rows, 6)) + 8)

"""The reveal: the room's decisions beside the best response and beside doing nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from planner.exercise.log import Entry
from ui.charts.chart_view import ChartView
from ui.desk import Touched
from ui.pages.scenarios.stale_bar import StaleBar
from ui.pages.scenarios.tall_enough import TallEnough
from ui.pages.workshop.report_button import ReportButton
from ui.pages.workshop.reveal_parts import Called, ComparedTable, Decided
from ui.parts.flow_row import FlowRow
from ui.parts.words import EmptyState, Headline, KeyNumber, Segments, button, divider, label
from ui.tasks import Task
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.document.reveal_words import RevealReport
    from ui.pages.workshop.page import WorkshopPage
    from ui.presenter.reveal import Reveal as Shown

ANSWER = "reveal_report"
COUNTED = frozenset({"decision", "note"})
"""Kinds of entry that the reveal reads, with their corrections; others leave it as it is."""
NARROW = 1060
"""Width at 100 % text below which the comparison and the decisions take turns."""
ROWS = 470
"""Height at 100 % text in which the chart and the rows that matter most can be read."""


class RevealView(QWidget):
    """The comparison, its picture, and the decisions; worked out anew when the log has changed."""

    def __init__(self, bench: Workbench, page: WorkshopPage) -> None:
        super().__init__()
        self._bench = bench
        self._page = page
        self.code = ""
        self.report: RevealReport | None = None
        self._entries: tuple[Entry, ...] = ()
        self._task: Task | None = None
        self._title = label("", "strong")
        self.stale = StaleBar(bench.look, self.run_again)
        self.headline = Headline()
        self.chart = ChartView(bench.look, "People without a service in three courses")
        self.compared = ComparedTable(bench.look)
        self.decided = Decided(bench.look)
        self.called = Called(bench.look)
        self.notes = label("", "secondary", wraps=True)
        self.parts = Segments(
            "Show", (("compared", "Comparison"), ("decided", "Decisions")), self._show_part
        )
        self.parts.press("compared")
        self.on_projector = button("Show on the projector", self.show_on_projector)
        self.report_button = ReportButton(bench)
        self.debrief = button("Debrief", self._go_debrief, "primary")
        self._stack = QStackedWidget()
        self._lay_out()
        self._fit()
        bench.look.changed.connect(self._fit)
        bench.results.aged.connect(self._say_state)

    def arrive(self, view: Mapping[str, str]) -> None:
        """Show the reveal of an exercise, worked out where it is not at hand."""
        code = view.get("exercise", "")
        if code != self.code:
            self.code, self.report = code, None
        self._read_log()

    def edited(self, touched: Touched) -> None:
        """Say where an edit made the reveal out of date."""
        self._say_state()

    def showEvent(self, event: QShowEvent) -> None:
        """Take in decisions that were logged while another view was shown."""
        super().showEvent(event)
        desk = self._bench.desk
        if desk.is_open and self.code in desk.register.of_kind("exercise"):
            self._read_log()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the two halves take turns where both would be too narrow to read."""
        super().resizeEvent(event)
        self._fit()

    def run_again(self) -> None:
        """Work the reveal out, with progress and Cancel; what is shown stays until it is there."""
        if self._task is not None:
            self._task.cancel()
        self._task = self._bench.results.ask(
            self,
            ANSWER,
            self.code,
            self._entries,
            then=partial(self._arrived, self.code),
            failed=self._failed,
            title="Leaving out each decision in turn",
            lane="long",
            again=True,
        )
        if self._task is not None:
            self._task.over.connect(partial(self._over, self._task))
        if self.report is None:
            self._say_nothing("Each decision is being left out in turn; the reveal comes here.")
        self._say_state()

    def show_on_projector(self) -> None:
        """Put the comparison on the room's screen."""
        window = self._page.presenter(self.code)
        if window is None or self.report is None:
            return
        window.show_reveal(shown(self.report))

    def _read_log(self) -> None:
        """Show the reveal of the log as it is now."""
        session = self._bench.session
        exercise = session.exercise(self.code)
        self._title.setText(exercise.title)
        self.report_button.code = self.code
        self._entries = counted_in(session.log_of(self.code))
        kept = self._bench.results.get(ANSWER, self.code, self._entries)
        if kept is not None:
            self._arrived(self.code, kept.value)
        elif not any(one.kind == "decision" for one in self._entries):
            self.report = None
            self._say_nothing(
                "No decision is in the log yet; the reveal weighs what the room decided.",
                "Play the exercise",
                partial(self._bench.go, "workshop", show="run", exercise=self.code),
            )
        elif self._task is None:
            self.run_again()
        self._say_state()

    def _arrived(self, code: str, report: RevealReport) -> None:
        if code != self.code:
            return
        if report is not self.report:
            self.report = report
            self._write(report)
        self._stack.setCurrentIndex(0)
        self._say_state()

    def _write(self, report: RevealReport) -> None:
        numbers = [
            KeyNumber(row.room, f"{row.label} person-days past the limit; best {row.best}")
            for row in report.rows
            if row.class_ and row.section.endswith("past the limit")
        ]
        numbers += [
            KeyNumber(row.room, f"cost; best {row.best}")
            for row in report.rows
            if row.label.startswith("Cost")
        ]
        self.headline.say(f"{report.headline} {report.beside}".strip(), numbers)
        self.chart.show_chart(report.chart)
        self.compared.show_report(report)
        self.decided.show_report(report)
        self.called.show_report(report)
        self.notes.setText(" ".join(report.notes))
        self.notes.setVisible(bool(report.notes))
        self._whole.fit()

    def _over(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            if self.report is None:
                self._say_nothing("The reveal was not worked out.", "Work it out", self.run_again)
        self._say_state()

    def _failed(self, error: Any) -> None:
        self._bench.messages.say("Not worked out.", error.sentence, tone="failure")

    def _say_state(self) -> None:
        is_there = self.report is not None and self._bench.desk.is_open
        self.on_projector.setEnabled(is_there)
        if not is_there or self._task is not None:
            self.stale.hide()
            return
        results = self._bench.results
        if results.get(ANSWER, self.code, self._entries) is None:
            self.stale.say("Out of date.", "The log has changed since this was worked out.")
        elif results.is_stale(ANSWER, self.code, self._entries):
            self.stale.say("Out of date.", "The register has changed since this was worked out.")
        else:
            self.stale.hide()

    def _say_nothing(self, words: str, do: str = "", on_do: Any = None) -> None:
        if (old := self._stack.widget(1)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(EmptyState(words, do, on_do))
        self._stack.setCurrentIndex(1)

    def _go_debrief(self) -> None:
        self._bench.go("workshop", show="debrief", exercise=self.code)

    def _show_part(self, _part: str) -> None:
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < self._bench.look.px(NARROW)
        self.parts.setVisible(narrow)
        self._left.setVisible(not narrow or self.parts.value == "compared")
        self._right.setVisible(not narrow or self.parts.value == "decided")
        self._whole.fit()

    def _least(self, width: int) -> int:
        head = self.headline.heightForWidth(width) if self.headline.hasHeightForWidth() else 0
        return head + self._bench.look.px(ROWS)

    def _lay_out(self) -> None:
        bar = QWidget()
        top = FlowRow(bar, across=8)
        top.setContentsMargins(20, 8, 20, 2)
        top.addWidget(button("Exercises", partial(self._bench.go, "workshop", show="list"), "link"))
        top.addWidget(self._title)
        top.addWidget(self.parts)
        top.turn()
        top.addWidget(self.report_button)
        top.addWidget(self.on_projector)
        top.addWidget(self.debrief)
        self._left, self._right = QWidget(), QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(20, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.chart, 4)
        column.addWidget(self.compared, 5)
        column.addWidget(self.notes)
        column = QVBoxLayout(self._right)
        column.setContentsMargins(12, 8, 20, 8)
        column.setSpacing(10)
        column.addWidget(self.decided, 1)
        column.addWidget(divider())
        column.addWidget(self.called, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._left)
        split.addWidget(self._right)
        split.setSizes([600, 620])
        content = QWidget()
        content.setProperty("kind", "surface")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.headline)
        column.addWidget(divider())
        column.addWidget(split, 1)
        self._whole = TallEnough(self._bench.look, "The reveal", content, self._least)
        self._stack.addWidget(self._whole)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.stale)
        whole.addWidget(bar)
        whole.addWidget(self._stack, 1)


def counted_in(log: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries of a log that the reveal reads."""
    numbers: set[int] = set()
    found = []
    for entry in log:
        if entry.kind in COUNTED or entry.corrects in numbers:
            numbers.add(entry.number)
            found.append(entry)
    return tuple(found)


def shown(report: RevealReport) -> Shown:
    """Return what the room's screen shows of a reveal: its sentence and the rows that matter."""
    from ui.presenter.reveal import Reveal as Shown
    from ui.presenter.reveal import RevealRow as ShownRow

    three = (report.reveal.room, report.reveal.best, report.reveal.nothing)
    rows = []
    for what, unit, name in (
        ("Past the limit", "person-days", "breach_person_days"),
        ("Without at the end", "people", "left"),
    ):
        for class_ in ("must", "needed", "could"):
            room, best, nothing = (getattr(getattr(one, name), class_) for one in three)
            if max(room, best, nothing) > 0.05:
                rows.append(ShownRow(what, unit, room, best, nothing, class_))
    room, best, nothing = (one.cost for one in three)
    rows.append(ShownRow("Cost of the response", "£", room, best, nothing))
    return Shown(f"{report.headline} {report.beside}".strip(), tuple(rows))

"""The re-commissioning timetable, edited: lengths, order, tasks; the critical path follows."""

from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from planner.register.edits import Together
from ui.charts.chart_view import ChartView
from ui.pages.plans.gantt import BarLook, Gantt, Mark
from ui.pages.plans.gantt_legend import GanttLegend
from ui.pages.plans.task_form import TaskForm
from ui.pages.plans.timetable_rows import start_words, task_row
from ui.pages.plans.two_rows import TwoRows
from ui.parts.words import button, label, restyle
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.errors import BackstopError
    from planner.plan.plan import Plan
    from planner.plan.timetable import Recommissioning, TaskLine
    from planner.register.edits import Edit

ROOM = 170
"""Pixels at 100 % text that the axis and five rows need."""
CHART = 190
NEW_TASK = "New task"


class TimetableEditor(QWidget):
    """One service's timetable as a calendar of tasks that can be changed.

    Each change is redrawn at once; nothing is kept until *Keep*, which is one step for every
    timetable changed; `kept` follows it. What is not kept waits, service by service.
    """

    kept = Signal()
    closed = Signal()

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._scenario = ""
        self._plans: dict[str, Recommissioning] = {}
        self._drawn: Recommissioning | None = None
        self._lines: tuple[TaskLine, ...] = ()
        self._drafts: dict[tuple[str, str], tuple[TaskLine, ...]] = {}
        self.setAccessibleName("Timetable editor")
        inside = QWidget()
        inside.setProperty("kind", "surface")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 8, 20, 12)
        column.setSpacing(8)
        column.addWidget(self._made_head())
        self._words = label("", "strong", wraps=True)
        column.addWidget(self._words)
        self._gantt = Gantt(bench.look, "Tasks on a calendar")
        self._gantt.picked.connect(self._fill_form)
        self._gantt.stretched.connect(self._stretch)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._gantt)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._gantt.headings = ("Task", "working days")
        legend: tuple[tuple[BarLook, str], ...] = (
            ("critical", "on the critical path"),
            ("task", "has time to spare"),
        )
        self._scroll = scroll
        column.addWidget(scroll, 1)
        column.addWidget(GanttLegend(bench.look, legend))
        self.chance = ChartView(bench.look, "When the new contract starts, by chance")
        self.chance.hide()
        column.addWidget(self.chance)
        self._form = TaskForm(bench.look)
        self._form.changed.connect(self._task_changed)
        self._form.removed.connect(self.remove_task)
        column.addWidget(self._form)
        # At large text the rows would have no room: then the whole editor scrolls.
        around = QScrollArea()
        around.setWidgetResizable(True)
        around.setFrameShape(QFrame.Shape.NoFrame)
        around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(around)
        bench.look.changed.connect(self._fit)
        self._fit()

    @property
    def drawn(self) -> Recommissioning | None:
        """Return the timetable as it is drawn now, kept or not."""
        return self._drawn

    @property
    def has_changes(self) -> bool:
        """Return whether something is changed that is not kept yet, in any timetable shown."""
        return bool(self._changed())

    @property
    def service(self) -> str:
        """Return the service whose timetable is shown, "" where there is none."""
        return self._services.currentData() or ""

    def show_plan(self, plan: Plan, service: str = "", task: str = "") -> None:
        """Show the timetables of a plan, one service and one task first.

        What was changed before and not kept is still changed.
        """
        self._scenario = plan.header.scenario
        self._plans = {bought.service: bought for bought in plan.recommissioning}
        self._services.blockSignals(True)
        self._services.clear()
        for bought in self._plans.values():
            self._services.addItem(bought.title, bought.service)
        self._services.setCurrentIndex(max(0, self._services.findData(service)))
        self._services.blockSignals(False)
        self._turn()
        if task:
            self._gantt.pick(task)

    def focus_first(self) -> None:
        """Put the focus on the calendar."""
        self._gantt.setFocus()

    def let_go(self) -> None:
        """Forget every change that is not kept."""
        self._forget()
        self._turn()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the plan."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def change_task(self, title: str, line: TaskLine) -> None:
        """Put another task in place of the one of that title; who waited for it still does."""
        lines = []
        for one in self._lines:
            if one.title == title:
                lines.append(line)
            else:
                needs = tuple(line.title if need == title else need for need in one.needs)
                lines.append(dataclasses.replace(one, needs=needs))
        self._redraw(tuple(lines))

    def add_task(self) -> None:
        """Add a task of ten working days that waits for nothing."""
        if not self._lines:
            return
        taken = {line.title for line in self._lines}
        number, title = 2, NEW_TASK
        while title in taken:
            title, number = f"{NEW_TASK} {number}", number + 1
        line = dataclasses.replace(
            self._lines[-1],
            title=title,
            low=5,
            likely=10,
            high=20,
            needs=(),
            owner="Commissioner",
            notice=None,
            source="Changed by hand",
            verified=False,
            every_day=False,
            least=None,
        )
        self._redraw((*self._lines, line), pick=title)

    def remove_task(self, title: str) -> None:
        """Leave a task out; what waited for it waits for what it waited for."""
        gone = next((line for line in self._lines if line.title == title), None)
        if gone is None:
            return
        if gone.least is not None:
            self._say(
                f"“{title}” is a wait that the law asks for ({gone.source}); it stays.", "failure"
            )
            return
        lines = []
        for line in self._lines:
            if line.title == title:
                continue
            needs = dict.fromkeys(
                one for need in line.needs for one in (gone.needs if need == title else (need,))
            )
            lines.append(dataclasses.replace(line, needs=tuple(needs)))
        self._redraw(tuple(lines))

    def keep(self) -> None:
        """Keep the timetable as it is drawn, as one step."""
        changed = self._changed()
        edits = [
            edit
            for service, lines in changed.items()
            if (edit := self._edit(service, lines)) is not None
        ]
        if not edits:
            return
        words = f"Timetables of {len(edits)} services changed"
        edit = edits[0] if len(edits) == 1 else Together(words, tuple(edits))
        if self._bench.desk.attempt(edit, "Timetable editor") is None:
            return
        for service, lines in changed.items():
            self._plans[service] = dataclasses.replace(self._plans[service], tasks=lines)
        if self._drawn is not None:
            self._plans[self._drawn.service] = self._drawn
        self._forget()
        self._buttons()
        self.kept.emit()

    def _edit(self, service: str, lines: tuple[TaskLine, ...]) -> Edit | None:
        return self._bench.session.timetable_edit(self._plans[service], lines, self._scenario)

    def _changed(self) -> dict[str, tuple[TaskLine, ...]]:
        """Return the tasks of each timetable of this plan that differ from what is kept."""
        return {
            service: lines
            for (scenario, service), lines in self._drafts.items()
            if scenario == self._scenario
            and service in self._plans
            and self._told(lines) != self._told(self._plans[service].tasks)
        }

    def _forget(self) -> None:
        self._drafts = {key: one for key, one in self._drafts.items() if key[0] != self._scenario}

    def _turn(self) -> None:
        """Show the service chosen, with what was changed in it and not kept."""
        self._show_kept()
        lines = self._changed().get(self._services.currentData() or "")
        if lines is not None:
            self._redraw(lines)

    def _fit(self) -> None:
        self._scroll.setMinimumHeight(self._bench.look.px(ROOM))
        self.chance.setFixedHeight(self._bench.look.px(CHART))

    def _made_head(self) -> TwoRows:
        both = TwoRows(self._bench.look)
        row = both.first
        row.addWidget(label("Timetable to a lasting provider", "title"))
        self._services = QComboBox()
        self._services.setAccessibleName("Service")
        self._services.setMinimumWidth(self._bench.look.px(220))
        self._services.currentIndexChanged.connect(self._turn)
        row.addWidget(self._services)
        row.addWidget(button("Add task", self.add_task))
        row.addStretch(1)
        self._rules = button("Back to the rules", self._rules_again)
        self._back = button("Undo these changes", self._go_back)
        self._keep = button("Keep this timetable", self.keep, "primary")
        self._keep.setToolTip("Keep what is changed, as one step, and make the plan again.")
        close = button("Close", self.closed.emit)
        close.setToolTip("Back to the plan (Esc); what is not kept waits here.")
        for one in (self._rules, self._back, self._keep, close):
            both.second.addWidget(one)
        both.second.addStretch(1)
        return both

    def _go_back(self) -> None:
        self._drafts.pop((self._scenario, self._services.currentData() or ""), None)
        self._show_kept()

    def _show_kept(self) -> None:
        bought = self._plans.get(self._services.currentData() or "")
        if bought is None:
            self._say("Nothing has to be bought again in this plan.", "strong")
            self.chance.hide()
            self._gantt.show_rows((), datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
            self._buttons()
            return
        self._lines = bought.tasks
        self._show(bought)

    def _rules_again(self) -> None:
        service = self._services.currentData()
        edit = self._bench.session.rules_again_edit(self._scenario, service) if service else None
        if edit is None:
            self._say("This timetable is the one the rules give.", "strong")
        elif self._bench.desk.attempt(edit, "Timetable editor") is not None:
            self._drafts.pop((self._scenario, service), None)
            self.kept.emit()

    def _task_changed(self, title: str, line: TaskLine) -> None:
        self.change_task(title, line)

    def _stretch(self, key: str, days: int) -> None:
        line = next((line for line in self._lines if line.title == key), None)
        if line is None:
            return
        likely = max(line.least or 0, line.likely + days)
        part = likely / line.likely if line.likely else 1.0
        low = max(line.least or 0, min(likely, round(line.low * part)))
        high = max(likely, round(line.high * part))
        self.change_task(key, dataclasses.replace(line, low=low, likely=likely, high=high))

    def _redraw(self, lines: tuple[TaskLine, ...], pick: str = "") -> None:
        bought = self._plans[self._services.currentData()]
        before = self._lines
        self._lines = lines
        key = (self._scenario, bought.service)

        def arrived(drawn: Recommissioning) -> None:
            self._drafts[key] = drawn.tasks
            if drawn.service != self._services.currentData():
                return
            self._show(drawn)
            if pick:
                self._gantt.pick(pick)

        def failed(error: BackstopError) -> None:
            self._lines = before
            if self._told(before) == self._told(self._plans[key[1]].tasks):
                self._drafts.pop(key, None)
            self._say(error.sentence, "failure")
            self._fill_form(self._gantt.key)

        self._bench.tasks.ask(
            self,
            self._bench.session.study(),
            "redraw_timetable",
            bought,
            lines,
            self._scenario,
            then=arrived,
            failed=failed,
            title="Drawing the timetable",
            quiet=True,
            key="timetable",
        )

    def _show(self, drawn: Recommissioning) -> None:
        self._drawn = drawn
        self._lines = drawn.tasks
        rows = [task_row(line) for line in drawn.tasks]
        marks = [
            Mark(
                drawn.p50,
                f"As likely as not {drawn.p50.day} {drawn.p50:%b}",
                short=f"{drawn.p50.day} {drawn.p50:%b}",
            )
        ]
        if drawn.stop_gap_ends is not None:
            words = f"Stop-gap ends {drawn.stop_gap_ends.day} {drawn.stop_gap_ends:%b}"
            marks.insert(0, Mark(drawn.stop_gap_ends, words, is_failure=bool(drawn.gap_days_p50)))
        last = max([drawn.p80, *(line.finish for line in drawn.tasks)])
        self._gantt.show_rows(rows, drawn.starts_on, last + datetime.timedelta(days=21), marks)
        self._fill_form(self._gantt.key)
        before = self._plans[drawn.service]
        self._say(start_words(before, drawn), "failure" if drawn.gap_days_p50 else "strong")
        chart = self._bench.session.restart_chart(drawn)
        self.chance.setVisible(chart is not None)
        if chart is not None:
            self.chance.show_chart(chart)
        self._buttons()

    def _buttons(self) -> None:
        changed = self._changed()
        self._keep.setEnabled(bool(changed))
        many = len(changed) > 1
        self._keep.setText(f"Keep {len(changed)} timetables" if many else "Keep this timetable")
        self._back.setEnabled((self._services.currentData() or "") in changed)
        self._rules.setEnabled(bool(self._plans))

    def _fill_form(self, key: str) -> None:
        line = next((line for line in self._lines if line.title == key), None)
        self._form.show_task(line, [one.title for one in self._lines if one.title != key])

    def _say(self, words: str, kind: str) -> None:
        self._words.setText(words)
        restyle(self._words, kind)

    @staticmethod
    def _told(lines: tuple[TaskLine, ...]) -> list[tuple[object, ...]]:
        return [(one.title, one.low, one.likely, one.high, one.needs, one.owner) for one in lines]

"""The debrief on the screen: each objective, what went well and what to change, kept at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from planner.document.wording import counted, long_date
from planner.exercise.log import Entry
from planner.register.edits import ChangeFields, RemoveRecord
from ui.desk import Touched
from ui.pages.workshop.lesson_form import LessonForm
from ui.pages.workshop.lesson_table import LessonTable
from ui.pages.workshop.objective_card import ObjectiveCard
from ui.pages.workshop.report_button import ReportButton
from ui.pages.workshop.sittings import ON_THE_WHOLE, Sitting, Told
from ui.parts.flow_row import FlowRow
from ui.parts.words import button, label
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.exercise.memory import ColdDebrief
    from ui.pages.workshop.page import WorkshopPage

COLD_QUESTIONS = (
    "What was acted on since, and what was not?",
    "What has changed in our plans, contracts or lists?",
    "Would we decide the same today?",
    "What is still in the way, and who can move it?",
    "When do we play again, and what?",
)
HEIGHT = 250
"""Height of the table of lessons at 100 % text, in pixels."""


class DebriefView(QWidget):
    """One form for the hot and the cold debrief; which of them it is hangs on the day."""

    def __init__(self, bench: Workbench, page: WorkshopPage) -> None:
        super().__init__()
        self._bench = bench
        self._page = page
        self.code = ""
        self.sitting = Sitting()
        self._shown = ""
        self.cards: dict[str, ObjectiveCard] = {}
        self._crumb = label("", "strong")
        self.headline = label("", "headline", wraps=True)
        self.told = label("", "secondary", wraps=True)
        self.form = LessonForm(bench)
        self.table = LessonTable(bench.look, "Lessons of this exercise", bench.session.today)
        self.learnt = label("", "title", wraps=True)
        self.remove = button("Remove the lesson chosen", self._remove)
        self.report_button = ReportButton(bench)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        self._lay_out()
        self.table.noted.connect(self._noted)
        self.table.refused.connect(
            lambda words: bench.messages.say("Not taken.", words, tone="failure")
        )
        self.table.unwanted.connect(lambda _row: self._remove())
        bench.look.changed.connect(self._fit)
        self._fit()

    def arrive(self, view: Mapping[str, str]) -> None:
        """Show the debrief of an exercise as it stands."""
        code = view.get("exercise", "")
        if code != self.code:
            self._leave_all()
            self.code, self.cards = code, {}
            self._scroll.verticalScrollBar().setValue(0)
        self._show()

    def edited(self, touched: Touched) -> None:
        """Show again what an edit of the exercise or of a lesson changed."""
        is_there = self.code in self._bench.desk.register.of_kind("exercise")
        changes = touched.touches("exercise", "lesson", "service", "provider")
        if is_there and changes and self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Take in what was logged or edited while another view was shown."""
        super().showEvent(event)
        desk = self._bench.desk
        if desk.is_open and self.code in desk.register.of_kind("exercise"):
            self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep words that were typed and not left yet."""
        self._leave_all()
        super().hideEvent(event)

    def show_questions(self) -> None:
        """Put the questions of this debrief on the room's screen."""
        window = self._page.presenter(self.code)
        if window is None:
            return
        if self.sitting.is_cold:
            window.show_debrief(COLD_QUESTIONS)
        else:
            window.show_debrief()

    def _show(self) -> None:
        session = self._bench.session
        exercise = session.exercise(self.code)
        cold = session.cold_debrief(self.code)
        sitting = _sitting(cold, session.now().date())
        entries = session.log_of(self.code)
        self._crumb.setText(exercise.title)
        self.report_button.code = self.code
        wanted = [*exercise.objectives, ON_THE_WHOLE]
        if list(self.cards) != wanted or sitting != self.sitting or self.code != self._shown:
            self._leave_all()
            self.sitting, self._shown = sitting, self.code
            self._make_cards(wanted)
        before = Sitting(until=self.sitting.since) if self.sitting.is_cold else None
        judged = 0
        for objective, card in self.cards.items():
            told = self.sitting.told(entries, objective)
            judged += bool(told.verdict)
            card.show_told(told, before.told(entries, objective) if before else Told())
        self._say(cold, judged, len(exercise.objectives))
        self.form.show_exercise(exercise, entries)
        lines = session.lessons(exercise=self.code)
        self.table.show_lines(lines)
        self.table.setVisible(bool(lines))
        self.remove.setVisible(bool(lines))
        learnt = counted(len(lines), "thing was", "things were") if lines else "Nothing was"
        tick = " Tick what was acted on." if lines and self.sitting.is_cold else ""
        self.learnt.setText(f"{learnt} learnt so far.{tick}")

    def _say(self, cold: ColdDebrief | None, judged: int, objectives: int) -> None:
        name = "Cold debrief" if self.sitting.is_cold else "Hot debrief"
        many = counted(objectives, "objective", "objectives")
        self.headline.setText(f"{name}: {judged} of {many} looked at")
        if not objectives:
            self.headline.setText(f"{name}: the exercise names no objective")
        parts = ["Everything is kept as it is said."]
        if cold is not None:
            due = f"{long_date(cold.first)} and {long_date(cold.last)}"
            parts.append(f"The cold debrief is due between {due}.")
        self.told.setText(" ".join(parts))

    def _make_cards(self, objectives: list[str]) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.cards = {}
        for number, objective in enumerate(objectives, 1):
            title = f"{number}. {objective}" if objective else "On the whole"
            card = ObjectiveCard(self._bench.look, title, has_verdict=bool(objective))
            card.judged.connect(partial(self._judged, objective))
            card.said.connect(partial(self._said, objective))
            self.cards[objective] = card
            self._cards.addWidget(card)

    def _judged(self, objective: str, verdict: str) -> None:
        if self._told(objective).verdict != verdict:
            self._log("debrief", objective=objective, why=verdict)

    def _said(self, objective: str, words: str) -> None:
        number = self._told(objective).number
        if number is not None:
            self._log("correction", objective=objective, words=words, corrects=number)
        elif words:
            self._log("debrief", objective=objective, words=words)

    def _told(self, objective: str) -> Told:
        return self.sitting.told(self._bench.session.log_of(self.code), objective)

    def _log(self, kind: Any, **values: Any) -> Entry | None:
        kept = self._page.log(self.code, kind, **values)
        if self.isVisible():
            self._show()
        return kept

    def _leave_all(self) -> None:
        """Keep words that were typed and not left yet, where their exercise is still there."""
        desk = self._bench.desk
        if not desk.is_open or self.code not in desk.register.of_kind("exercise"):
            return
        for card in self.cards.values():
            card.leave()

    def _noted(self, code: str, values: Mapping[str, Any]) -> None:
        self._bench.desk.attempt(ChangeFields("lesson", code, values), "Debrief")
        self._show()

    def _remove(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self.table.lines):
            edit = RemoveRecord("lesson", self.table.lines[row].lesson.id)
            self._bench.desk.attempt(edit, "Debrief", offer_undo=True)

    def _fit(self) -> None:
        self.table.setFixedHeight(self._bench.look.px(HEIGHT))

    def _lay_out(self) -> None:
        go = self._bench.go
        bar = QWidget()
        top = FlowRow(bar, across=8)
        top.setContentsMargins(20, 8, 20, 2)
        top.addWidget(button("Exercises", partial(go, "workshop", show="list"), "link"))
        top.addWidget(self._crumb)
        top.turn()
        top.addWidget(button("Reveal", lambda: go("workshop", show="reveal", exercise=self.code)))
        top.addWidget(button("All lessons", partial(go, "workshop", show="learn")))
        top.addWidget(self.report_button)
        self.on_projector = button("Show the questions on the projector", self.show_questions)
        top.addWidget(self.on_projector)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 8, 20, 20)
        column.setSpacing(10)
        column.addWidget(self.headline)
        column.addWidget(self.told)
        column.addLayout(self._cards)
        column.addWidget(label("What went well, and what to change", "title"))
        column.addWidget(self.form)
        column.addWidget(self.learnt)
        column.addWidget(self.table)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName("The debrief")
        self._scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addWidget(self._scroll, 1)


def _sitting(cold: ColdDebrief | None, today: Any) -> Sitting:
    """Return which debrief it is on a day: the cold one from two weeks after the exercise."""
    if cold is None:
        return Sitting()
    return Sitting(since=cold.first) if today >= cold.first else Sitting(until=cold.first)

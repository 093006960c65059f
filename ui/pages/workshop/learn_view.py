"""What was learnt: lessons found again, who acts on them, and debriefs that are due."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from planner.document.wording import counted, long_date, short_date
from planner.register.edits import ChangeFields, RemoveRecord
from ui.desk import Touched
from ui.pages.workshop.concerned_field import name_of
from ui.pages.workshop.drafting import Drafting
from ui.pages.workshop.lesson_table import LessonTable
from ui.parts.flow_row import FlowRow
from ui.parts.words import EmptyState, Segments, button, label
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.exercise.memory import ColdDebrief, LessonLine, Status
    from ui.pages.workshop.page import WorkshopPage

STATES = (
    ("", "All"),
    ("overdue", "Overdue"),
    ("open", "Open"),
    ("acted_on", "Acted on"),
    ("good_practice", "Good practice"),
)
MOST = 100
"""Lessons shown at once, those to act on first; the others are found by searching."""
PAUSE = 150
"""Milliseconds without a key after which the search is carried out."""
CHANGES = ("lesson", "exercise", "service", "provider")
ABOUT = ("service", "provider")
"""What lessons can be about; several codes with commas between them are those of a plan."""


class LearnView(QWidget):
    """Every lesson of the register. Views: words=, state=, service= or provider= or from=."""

    def __init__(self, bench: Workbench, page: WorkshopPage) -> None:
        super().__init__()
        self._bench = bench
        self._about: tuple[str, str] = ("", "")
        self.drafting = Drafting(bench, self)
        self.headline = label("", "headline", wraps=True)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search lessons, services, providers, exercises")
        self.search.setAccessibleName("Search lessons")
        self.search.setClearButtonEnabled(True)
        self.state = Segments("Which lessons", STATES, lambda _state: self._fill())
        self.state.press("")
        self.about = button("", self._forget_about)
        self.table = LessonTable(bench.look, "Lessons", bench.session.today)
        self.nothing = EmptyState(
            "Nothing was learnt yet. Lessons come from the debrief of an exercise.",
            "See the exercises",
            partial(bench.go, "workshop", show="list"),
        )
        self.none_found = label("No lesson is like that.", "secondary")
        self._due = QVBoxLayout()
        self._due.setSpacing(6)
        self.card = QFrame()
        self._title = label("", "title", wraps=True)
        self._facts = label("", "secondary", wraps=True)
        self._note = label("", wraps=True)
        self._links = QWidget()
        self._row = FlowRow(self._links, across=8)
        self.again = button("Use this exercise again for another provider…", self._use_again)
        self._lay_out()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(PAUSE)
        self._typing.timeout.connect(self._fill)
        self.search.textChanged.connect(lambda _words: self._typing.start())
        self.table.noted.connect(self._noted)
        self.table.refused.connect(
            lambda words: bench.messages.say("Not taken.", words, tone="failure")
        )
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _row: self._go_exercise())
        self.table.unwanted.connect(lambda _row: self._remove())

    @property
    def line(self) -> LessonLine | None:
        """Return the lesson chosen."""
        row = self.table.currentRow()
        return self.table.lines[row] if 0 <= row < len(self.table.lines) else None

    def arrive(self, view: Mapping[str, str]) -> None:
        """Show lessons; those of a service or provider where the view names one."""
        about = next(((kind, view[kind]) for kind in ABOUT if view.get(kind)), ("", ""))
        if view.get("from"):
            about = ("exercise", view["from"])
        self._about = about
        if "words" in view:
            self.search.setText(view["words"])
        if view.get("state", "") in dict(STATES) and "state" in view:
            self.state.press(view["state"])
        if about[0]:
            self.state.press("")
            self.search.clear()
        self._fill()

    def edited(self, touched: Touched) -> None:
        """Show again what an edit changed."""
        if self.isVisible() and touched.touches(*CHANGES):
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Take in what changed while another view was shown."""
        super().showEvent(event)
        if self._bench.desk.is_open:
            self._fill()

    def _fill(self) -> None:
        self._typing.stop()
        if not self._bench.desk.is_open:
            return
        session = self._bench.session
        every = session.lessons()
        words = self.search.text().strip()
        status = cast("Status | None", self.state.value or None)
        kind, code = self._about
        if kind in ABOUT:
            near = {
                line.lesson.id
                for one in code.split(",")
                for line, _ in session.lessons_for(kind, one)
            }
            lines = [one for one in session.lessons(words, status) if one.lesson.id in near]
        else:
            lines = list(session.lessons(words, status, exercise=code or None))
        self.about.setVisible(bool(kind))
        if kind:
            name = _name(self._bench, kind, code)
            self.about.setText(f"About {name}  \N{MULTIPLICATION SIGN}".replace("&", "&&"))
            self.about.setAccessibleName(f"Only about {name}: show all again")
        self.table.show_lines(lines[:MOST])
        rest = f"The first {MOST} of {len(lines)}; search for the others."
        self.none_found.setText(rest if len(lines) > MOST else "No lesson is like that.")
        for one in (self.search, self.state, self.table):
            one.setVisible(bool(every))
        self.nothing.setVisible(not every)
        self.none_found.setVisible(bool(every) and not 0 < len(lines) <= MOST)
        self.card.setVisible(bool(lines))
        self.headline.setText(_told([one.status for one in every]))
        self._show_due(session.cold_debriefs())

    def _show_due(self, debriefs: tuple[ColdDebrief, ...]) -> None:
        while (item := self._due.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        today = self._bench.session.now().date()
        for one in debriefs:
            if one.held is not None:
                continue
            is_late = one.is_overdue(today)
            verb = "was due" if is_late else "is due"
            when = f"between {long_date(one.first)} and {long_date(one.last)}"
            box = QFrame()
            box.setProperty("kind", "notice-caution" if is_late else "notice")
            row = FlowRow(box, across=10)
            row.setContentsMargins(12, 6, 12, 6)
            row.addWidget(label(f"The cold debrief of {one.title} {verb} {when}.", wraps=False))
            if today >= one.first:
                go = partial(self._bench.go, "workshop", show="debrief", exercise=one.exercise)
                made = button("Open the form", go)
                made.setAccessibleName(f"Open the form of the cold debrief of {one.title}")
                row.addWidget(made)
            self._due.addWidget(box)

    def _chosen(self, _row: int) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget is not self.again:
                widget.hide()
                widget.deleteLater()
        line = self.line
        if line is None:
            return
        lesson, session = line.lesson, self._bench.session
        self._title.setText(lesson.title)
        facts = [line.status_words]
        if lesson.learnt_on is not None:
            facts.append(f"learnt on {short_date(lesson.learnt_on)}")
        if line.exercise:
            facts.append(f"in {line.exercise}")
        if lesson.owner:
            facts.append(lesson.owner)
        self._facts.setText(" · ".join(facts))
        self._note.setText(lesson.note or "")
        self._note.setVisible(bool(lesson.note))
        if lesson.exercise in session.register.of_kind("exercise"):
            self._link("See the exercise and its decisions", self._go_exercise)
            self._link("Its debrief", self._go_debrief)
            self._row.addWidget(self.again)
            self.again.show()
        else:
            self.again.hide()
        for kind, codes in (("service", lesson.services), ("provider", lesson.providers)):
            for code in codes:
                if code in session.register.of_kind(kind):
                    go = partial(self._bench.go, "register", tab=kind, key=code)
                    self._link(name_of(session.register, kind, code), go)
        self._link("Remove", self._remove)
        self._links.updateGeometry()

    def _link(self, words: str, on_click: Any) -> None:
        made = button(words, on_click, "link")
        self._row.addWidget(made)

    def _go_exercise(self) -> None:
        if self.line is not None and self.line.lesson.exercise:
            self._bench.go("workshop", show="reveal", exercise=self.line.lesson.exercise)

    def _go_debrief(self) -> None:
        if self.line is not None and self.line.lesson.exercise:
            self._bench.go("workshop", show="debrief", exercise=self.line.lesson.exercise)

    def _use_again(self) -> None:
        if self.line is not None and self.line.lesson.exercise:
            self.drafting.choose_another(self.line.lesson.exercise, self.again)

    def _noted(self, code: str, values: Mapping[str, Any]) -> None:
        self._bench.desk.attempt(ChangeFields("lesson", code, values), "Lessons")
        self._fill()

    def _remove(self) -> None:
        if self.line is not None:
            edit = RemoveRecord("lesson", self.line.lesson.id)
            self._bench.desk.attempt(edit, "Lessons", offer_undo=True)

    def _forget_about(self) -> None:
        self._about = ("", "")
        self._fill()
        self.search.setFocus()

    def _lay_out(self) -> None:
        self.card.setProperty("kind", "card")
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(16, 10, 16, 10)
        inside.setSpacing(4)
        for part in (self._title, self._facts, self._note, self._links):
            inside.addWidget(part)
        head = QWidget()
        top = FlowRow(head, across=8)
        exercises = partial(self._bench.go, "workshop", show="list")
        top.addWidget(button("Exercises", exercises, "link"))
        top.addWidget(label("Lessons", "strong"))
        filters = QWidget()
        row = FlowRow(filters, across=10)
        self.search.setMinimumWidth(self._bench.look.px(320))
        row.addWidget(self.search)
        row.addWidget(self.state)
        row.addWidget(self.about)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 14)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self.headline)
        column.addLayout(self._due)
        column.addWidget(filters)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.table, 1)
        column.addWidget(self.none_found, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.card)


def _told(states: list[Literal["overdue", "open", "acted_on", "good_practice"]]) -> str:
    """Return in one sentence what became of all lessons."""
    overdue, still = states.count("overdue"), states.count("open")
    done = states.count("acted_on")
    if not states:
        return "Lessons"
    to_do = counted(overdue + still, "lesson is", "lessons are")
    late = f", {overdue} of them overdue" if overdue else ""
    acted = f"{done} {'was' if done == 1 else 'were'} acted on"
    return f"{to_do} to be acted on{late}; {acted}."


def _name(bench: Workbench, kind: str, code: str) -> str:
    register = bench.session.register
    if kind == "exercise":
        found = register.of_kind(kind).get(code)
        return str(getattr(found, "title", code))
    if "," in code:
        return f"{code.count(',') + 1} {kind}s of a plan"
    return name_of(register, kind, code)

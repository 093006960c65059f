"""A form for one lesson or one good practice, kept in the register with whom it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from planner.exercise.log import Entry, standing
from planner.register.edits import AddRecord
from planner.register.records import Exercise, Lesson
from ui.pages.plans.date_field import DateField, read_date
from ui.pages.workshop.concerned_field import ConcernedField
from ui.parts.field_editors import QuietBox
from ui.parts.words import Segments, button, label
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.register.register import Register

KINDS = (("lesson", "To change"), ("good_practice", "Went well"))
NO_DECISION = "no one decision"
LEAST = 190
"""Width of a field at 100 % text below which its words cannot be read."""


class LessonForm(QFrame):
    """What was learnt, who acts on it by when, and whom it concerns. `kept` carries its code."""

    kept = Signal(str)

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._exercise = ""
        self._read = -1
        self.setProperty("kind", "card")
        self.kind = Segments("What was learnt", KINDS, self._kind_chosen)
        self.kind.press("lesson")
        self.title = QLineEdit()
        self.owner = QLineEdit()
        self.owner.setPlaceholderText("a role, such as Head of adult care")
        self.due = DateField("Due")
        self.decision = QuietBox()
        self.decision.setSizeAdjustPolicy(
            QuietBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.decision.setMinimumContentsLength(16)
        self.concerned = ConcernedField(bench)
        self.error = label("", "failure", wraps=True)
        self.error.hide()
        self.keep = button("Keep it", self.keep_it, "primary")
        self._fields: list[QWidget] = []
        self._lay_out()
        self.title.returnPressed.connect(self.keep_it)
        self.due.refused.connect(self._say)

    def show_exercise(self, exercise: Exercise, entries: Sequence[Entry]) -> None:
        """Be ready for an exercise: whom it concerns, and the decisions in its log."""
        if exercise.id != self._exercise:
            self._exercise, self._read = exercise.id, -1
            self._clear(exercise)
        if len(entries) == self._read:
            return
        self._read = len(entries)
        chosen = self.decision.currentData()
        self.decision.clear()
        self.decision.addItem(NO_DECISION, "")
        decided = standing(entries)
        names = self._bench.session.entry_names(entries)
        for number, entry in decided.items():
            words = f"{names.get(number, number)} {entry.words}"
            self.decision.addItem(words, words)
        self.decision.setCurrentIndex(max(0, self.decision.findData(chosen)))

    def keep_it(self) -> None:
        """Put the lesson into the register, as a step that can be undone."""
        title = " ".join(self.title.text().split())
        if not title:
            self._say("Say in a few words what to change or keep.")
            self.title.setFocus()
            return
        is_good = self.kind.value == "good_practice"
        try:
            due = None if is_good else read_date(self.due.text())
        except ValueError as error:
            self._say(str(error))
            self.due.setFocus()
            return
        from planner.answers.new_records import free_code

        session = self._bench.session
        decision = str(self.decision.currentData() or "")
        lesson = Lesson(
            id=free_code(session.register, "lesson", f"{self._exercise}-lesson"),
            title=title,
            exercise=self._exercise,
            owner=self.owner.text().strip() or None,
            due=due,
            kind="good_practice" if is_good else "lesson",
            services=self.concerned.codes("service"),
            providers=self.concerned.codes("provider"),
            learnt_on=session.now().date(),
            note=f"From decision {decision}" if decision else None,
        )
        if self._bench.desk.attempt(AddRecord(lesson), "Debrief") is None:
            return
        self._clear(session.exercise(self._exercise))
        self.title.setFocus()
        self.kept.emit(lesson.id)

    def _clear(self, exercise: Exercise) -> None:
        self._say("")
        self.title.clear()
        self.owner.clear()
        self.due.show_date(None)
        self.decision.setCurrentIndex(0)
        self.concerned.choose(of_scenario(self._bench.session.register, exercise.scenario or ""))

    def _say(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def _kind_chosen(self, kind: str) -> None:
        self._due_box.setVisible(kind == "lesson")

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        whom = _under("Who acts on it", self.owner)
        self._due_box = _under("By when", self.due)
        first = _under("What to change or keep", self.title)
        self._fields = [whom, self._due_box, _under("From the decision", self.decision)]
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(first)
        column.addLayout(self._grid)
        column.addWidget(_under("Whom it concerns", self.concerned))
        column.addWidget(self.error)
        column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self._place(len(self._fields))
        self._bench.look.changed.connect(self._fit)

    def resizeEvent(self, event: object) -> None:
        """Put the three short fields under each other where there is no room side by side."""
        self._fit()

    def _fit(self) -> None:
        across = max(1, min(3, self.width() // self._bench.look.px(LEAST)))
        if across != self._across:
            self._place(across)

    def _place(self, across: int) -> None:
        self._across = across
        for at in range(len(self._fields)):
            self._grid.setColumnStretch(at, int(at < across))
        for at, field in enumerate(self._fields):
            self._grid.removeWidget(field)
            self._grid.addWidget(field, at // across, at % across)


def of_scenario(register: Register, code: str) -> tuple[tuple[str, str], ...]:
    """Return the providers that fail in a scenario and the services they deliver, as pairs of kind
    and code; services that are hit by themselves too."""
    scenario = register.scenarios.get(code)
    targets = [event.target for event in scenario.events] if scenario is not None else []
    providers = [one for one in targets if one in register.providers]
    services = [one for one in targets if one in register.services]
    for contract in register.contracts.values():
        if contract.provider in providers or contract.id in targets:
            services.append(contract.service)
    pairs = [("provider", one) for one in providers] + [("service", one) for one in services]
    return tuple(dict.fromkeys(pairs))


def _under(words: str, field: QWidget) -> QWidget:
    """Return a field under its label."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    made = label(words, "label")
    made.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(words)
    column.addWidget(made)
    column.addWidget(field)
    return box

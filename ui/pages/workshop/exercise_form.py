"""The form of an exercise: what it is for, who plays, and how fast its clock runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from planner import fields
from planner.answers.typed import read_typed
from planner.errors import InputRefused
from planner.exercise.clock import USUAL_SPEED
from planner.register.edits import ChangeFields
from planner.register.records import Exercise, Inject
from ui.pages.workshop.kept_fields import KeptFields
from ui.pages.workshop.lines_editor import LinesEditor
from ui.pages.workshop.script_edits import objectives_changed, read_time, speed_words
from ui.parts.words import label
from ui.workbench import Workbench

WHY = "Exercise form"
MONEY_WORDS = {
    "free": "Reserves pay as the plan says, without a decision.",
    "released": "A reserve pays only once the room releases it.",
    None: "Reserves pay as the plan says, without a decision.",
}
EXERCISE = fields.BY_NAME["exercise"]


class ExerciseForm(QScrollArea):
    """Every field of one exercise."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._exercise: Exercise | None = None
        self._events: tuple[Inject, ...] = ()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("The exercise")
        self.kept = KeptFields(bench, "exercise", self._read, self)
        self.objectives = LinesEditor(bench.look, "Objectives", "an objective", numbered=True)
        self.objectives.changed.connect(self._objectives_changed)
        self.players = LinesEditor(bench.look, "Players and roles", "a role")
        self.players.changed.connect(lambda lines: self._change("players", lines))
        self._speed = label("", "caption", wraps=True)
        self._money = label("", "caption", wraps=True)
        inside = QWidget()
        inside.setProperty("kind", "panel")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 10, 16, 16)
        column.setSpacing(10)
        column.addWidget(label("The exercise", "title"))
        box = self.kept.box
        column.addWidget(box("title", "Title"))
        column.addWidget(box("scenario"))
        column.addWidget(box("aim", tall=84))
        column.addWidget(self.objectives)
        column.addWidget(self.players)
        column.addWidget(box("facilitator", offer=self._roles))
        column.addLayout(_side_by_side(box("date"), box("kind")))
        column.addLayout(_side_by_side(box("start_day"), box("start_time")))
        column.addWidget(box("speed"))
        column.addWidget(self._speed)
        column.addWidget(box("room_minutes", "The room has"))
        column.addWidget(box("money"))
        column.addWidget(self._money)
        column.addWidget(box("scope", tall=120))
        column.addStretch(1)
        self.setWidget(inside)

    def show_exercise(self, exercise: Exercise, events: Sequence[Inject]) -> None:
        """Show an exercise; `events` follow where an objective is reworded."""
        self._exercise, self._events = exercise, tuple(events)
        self.kept.show_record(exercise.id, exercise)
        self.objectives.show_lines(exercise.objectives)
        self.players.show_lines(exercise.players)
        usual = "" if exercise.speed else "As usual: "
        words = speed_words(exercise.speed or USUAL_SPEED)
        self._speed.setText(f"{usual}{words[0].lower()}{words[1:]}" if usual else words)
        self._money.setText(MONEY_WORDS[exercise.money])

    def enter(self, field: str) -> None:
        """Put the cursor into a field."""
        lines = {"objectives": self.objectives, "players": self.players}.get(field)
        if lines is not None:
            lines.list.setFocus()
            self.ensureWidgetVisible(lines)
        elif self.kept.enter(field):
            self.ensureWidgetVisible(self.kept.boxes[field])

    def _read(self, name: str, text: str) -> Any:
        if name == "start_time":
            return read_time(text)
        if name == "title" and not text.strip():
            raise InputRefused.one("Exercise", "it has no title", "give it a name")
        return read_typed(EXERCISE.field(name), text, self._bench.desk.register)

    def _roles(self, _field: str) -> Sequence[str]:
        return self._exercise.players if self._exercise is not None else ()

    def _change(self, field: str, lines: tuple[str, ...]) -> None:
        if self._exercise is not None:
            edit = ChangeFields("exercise", self._exercise.id, {field: lines})
            self._bench.desk.attempt(edit, WHY)

    def _objectives_changed(self, lines: tuple[str, ...]) -> None:
        if self._exercise is None:
            return
        edit = objectives_changed(self._exercise, lines, self._events)
        if edit is not None:
            self._bench.desk.attempt(edit, WHY)


def _side_by_side(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for one in widgets:
        row.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
    return row

"""The event chosen, in full: what arrives, what the room is asked, and what is expected of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.register.edits import ChangeFields
from planner.register.records import Exercise, Inject
from ui.pages.workshop.kept_fields import KeptFields
from ui.pages.workshop.lines_editor import LinesEditor
from ui.pages.workshop.script_edits import numbered, read_event_value
from ui.parts.field_editors import QuietBox
from ui.parts.words import EmptyState, button, label
from ui.workbench import Workbench

WHY = "Event form"
NONE = "none of them"


class EventForm(QScrollArea):
    """Every field of one event. `unwanted` carries the code of one to be removed."""

    unwanted = Signal(str)

    def __init__(self, bench: Workbench, roles: Callable[[str], Sequence[str]]) -> None:
        super().__init__()
        self._bench = bench
        self._exercise: Exercise | None = None
        self._event: Inject | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("The event chosen")
        self.kept = KeptFields(bench, "inject", self._read, self)
        self._number = label("", "title")
        self.objective = QuietBox()
        self.objective.setAccessibleName("Objective")
        self.objective.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.objective.setMinimumContentsLength(8)
        self.objective.activated.connect(lambda _at: self._objective_chosen())
        self.prompts = LinesEditor(bench.look, "Prompts, if the room is stuck", "a prompt")
        self.prompts.changed.connect(lambda lines: self._change({"prompts": lines}))
        self._drafted = label("", "caption", wraps=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("Choose an event to see it in full."))
        self._stack.addWidget(self._made_fields(roles))
        self.setWidget(self._stack)

    @property
    def event_shown(self) -> Inject | None:
        """Return the event shown."""
        return self._event

    def show_event(self, exercise: Exercise, event: Inject | None, number: int = 0) -> None:
        """Show an event with its number in the list, or none."""
        is_other = event is None or self._event is None or event.id != self._event.id
        self._exercise, self._event = exercise, event
        self._stack.setCurrentIndex(0 if event is None else 1)
        if event is None:
            return
        self._number.setText(f"Event {number}")
        self.kept.show_record(event.id, event)
        if is_other or not self.prompts.is_being_typed:
            self.prompts.show_lines(event.prompts)
        self._show_objectives(exercise, event)
        told = self._bench.session.drafted_from(event.id)
        self._drafted.setText(f"Drafted from: {told}" if told else "Written by hand.")
        if is_other:
            self.verticalScrollBar().setValue(0)

    def enter(self, field: str) -> None:
        """Put the cursor into a field of the event."""
        if self.kept.enter(field):
            self.ensureWidgetVisible(self.kept.boxes[field])

    def _made_fields(self, roles: Callable[[str], Sequence[str]]) -> QWidget:
        inside = QWidget()
        inside.setProperty("kind", "panel")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 10, 16, 16)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self._number)
        head.addStretch(1)
        head.addWidget(button("Remove", self._remove, "link"))
        column.addLayout(head)
        box = self.kept.box
        column.addWidget(box("title", "The news in a line", tall=48))
        row = QHBoxLayout()
        row.setSpacing(12)
        for one in (box("day"), box("time")):
            row.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(box("sent_from", offer=roles))
        column.addWidget(box("sent_to", offer=roles))
        column.addWidget(box("medium", "By"))
        column.addWidget(box("content", tall=120))
        column.addWidget(box("question", "Question to the room", tall=48))
        column.addWidget(box("decide_minutes", "Minutes to decide"))
        column.addWidget(box("expected_action", tall=84))
        words = label("Objective", "label")
        words.setBuddy(self.objective)
        objective = QVBoxLayout()
        objective.setSpacing(3)
        objective.addWidget(words)
        objective.addWidget(self.objective)
        column.addLayout(objective)
        column.addWidget(self.prompts)
        column.addWidget(self._drafted)
        column.addStretch(1)
        return inside

    def _show_objectives(self, exercise: Exercise, event: Inject) -> None:
        box = self.objective
        box.clear()
        box.addItem(NONE, None)
        for number, one in enumerate(exercise.objectives, start=1):
            box.addItem(numbered(number, one), one)
        if event.objective and event.objective not in exercise.objectives:
            box.addItem(event.objective, event.objective)
        box.setCurrentIndex(max(0, box.findData(event.objective) if event.objective else 0))
        box.setToolTip(event.objective or "")

    def _read(self, name: str, text: str) -> Any:
        assert self._exercise is not None
        return read_event_value(name, text, self._exercise, self._bench.desk.register)

    def _objective_chosen(self) -> None:
        chosen = self.objective.currentData()
        if self._event is not None and chosen != self._event.objective:
            self._change({"objective": chosen})

    def _change(self, values: dict[str, Any]) -> None:
        if self._event is not None:
            self._bench.desk.attempt(ChangeFields("inject", self._event.id, values), WHY)

    def _remove(self) -> None:
        if self._event is not None:
            self.unwanted.emit(self._event.id)

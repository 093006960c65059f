"""The script of an exercise: its form, its main events list, and the event chosen in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from planner import fields
from planner.document.wording import counted
from planner.errors import BackstopError
from planner.register.edits import ChangeFields, RemoveRecord
from planner.register.records import Exercise, Inject
from ui.desk import Touched
from ui.pages.workshop.checks_list import ChecksList
from ui.pages.workshop.drafting import Drafting
from ui.pages.workshop.event_form import EventForm
from ui.pages.workshop.events_table import EventsTable
from ui.pages.workshop.exercise_form import ExerciseForm
from ui.pages.workshop.script_edits import added, moved, numbered, read_event_value
from ui.pages.workshop.script_head import ScriptHead
from ui.parts.flow_row import FlowRow
from ui.parts.words import EmptyState, Segments, button, label
from ui.workbench import Workbench

if TYPE_CHECKING:
    from ui.pages.workshop.page import WorkshopPage

CHANGES = ("exercise", "inject", "scenario")
WHY = "Main events list"
NARROW = 1080
"""Width at 100 % text in pixels below which one part is shown at a time."""
PARTS = (("form", "The exercise"), ("events", "Main events list"), ("event", "Event"))
SIDE = 280


class PrepareView(QWidget):
    """One exercise to prepare; every edit is kept at once and is one step of undo."""

    def __init__(self, bench: Workbench, page: WorkshopPage) -> None:
        super().__init__()
        self._bench = bench
        self._page = page
        self._code = ""
        self._exercise: Exercise | None = None
        self._events: tuple[Inject, ...] = ()
        self._is_due = True
        self.drafting = Drafting(bench, self)
        self.head = ScriptHead(bench, self.drafting)
        self.form = ExerciseForm(bench)
        self.table = EventsTable(bench.look, self._put, self._offered, self._fault)
        self.table.picked.connect(lambda _code: self._show_event())
        self.table.wanted.connect(self.add)
        self.table.unwanted.connect(self.remove)
        self.table.moved.connect(self.move_event)
        self.event_form = EventForm(bench, self._offered)
        self.event_form.unwanted.connect(self.remove)
        self.checks = ChecksList(bench.look)
        self.checks.wanted.connect(self._go_to)
        self._parts: dict[str, QWidget] = {
            "form": self.form, "events": self._made_list(), "event": self.event_form
        }  # fmt: skip
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        for at, part in enumerate(self._parts.values()):
            self.split.addWidget(part)
            self.split.setStretchFactor(at, 1 if at == 1 else 0)
        self.segments = Segments("Part of the script", PARTS, self._turn_to)
        self.segments.press("events")
        self._choice = QWidget()
        row = QVBoxLayout(self._choice)
        row.setContentsMargins(16, 0, 16, 8)
        row.addWidget(self.segments, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._choice)
        column.addWidget(self.split, 1)
        bench.look.changed.connect(self._fit)
        self._widths = 0
        self._fit()

    def arrive(self, view: Mapping[str, str]) -> None:
        """Show the exercise named, and the event in it where one is."""
        code = view.get("exercise", "")
        if code != self._code or self._is_due:
            self._code = code
            self._show()
        if event := view.get("inject", ""):
            self.table.pick(event)

    def edited(self, touched: Touched) -> None:
        """Show the script again where an edit touched it."""
        if not touched.touches(*CHANGES):
            return
        self._is_due = True
        if not self.isVisible():
            return
        if self._code in self._bench.session.register.of_kind("exercise"):
            self._show()
        else:  # such as a draft taken back
            self._bench.go("workshop", show="list")

    def add(self) -> None:
        """Add an event after the one chosen, and type its title."""
        if self._exercise is None:
            return
        after = self.table.events.row_of(self.table.code)
        code, edit = added(self._bench.desk.register, self._exercise, self._events, after)
        if self._bench.desk.attempt(edit, WHY) is not None:
            self.table.pick(code, types=True)

    def remove(self, code: str) -> None:
        """Remove an event, with Undo in the message bar."""
        self._bench.desk.attempt(RemoveRecord("inject", code), WHY, offer_undo=True)

    def move_event(self, start: int, end: int) -> None:
        """Put the event at one place of the list at another; times stay with the places."""
        if start == end or not 0 <= end < len(self._events):
            return
        entered = list(self._bench.desk.register.of_kind("inject"))
        edit = moved(self._events, start, end, entered)
        if edit is None:
            words = "One of these events has no day; give it one first."
            self._bench.messages.say("Not moved.", words, tone="caution")
            return
        code = self._events[start].id
        if self._bench.desk.attempt(edit, WHY) is not None:
            self.table.pick(code)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one part at a time where the window is too narrow for three."""
        super().resizeEvent(event)
        self._fit()

    def _made_list(self) -> QWidget:
        middle = QWidget()
        middle.setProperty("kind", "surface")
        middle.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        buttons = QWidget()
        row = FlowRow(buttons, across=8)
        self._told = label("Main events list", "title")
        row.addWidget(self._told)
        row.turn()
        for words, act, keys in (
            ("Add event", self.add, "Insert"),
            ("Earlier", partial(self._shift, -1), "Alt+Up"),
            ("Later", partial(self._shift, 1), "Alt+Down"),
        ):
            made = button(words, act)
            made.setToolTip(f"{words} ({keys})")
            row.addWidget(made)
        self.empty = EmptyState(
            "No event yet. Add the first, or draft the list from the scenario.",
            "Add event",
            self.add,
        )
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(buttons)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.checks)
        return middle

    def _shift(self, by: int) -> None:
        row = self.table.events.row_of(self.table.code)
        if row >= 0:
            self.move_event(row, row + by)

    def _show(self) -> None:
        """Show the script as it stands in the register now."""
        session = self._bench.session
        found = session.register.of_kind("exercise").get(self._code)
        if not isinstance(found, Exercise):
            return
        self._is_due = False
        self._exercise, self._events = found, session.injects_of(found.id)
        self.head.show_exercise(found, len(self._events))
        self.form.show_exercise(found, self._events)
        number = counted(len(self._events), "event", "events")
        self._told.setText(f"Main events list · {number}")
        self.table.setVisible(bool(self._events))
        self.empty.setVisible(not self._events)
        self.table.show_events(found, self._events)
        self.checks.show_checks(session.script_checks(found.id))
        self._show_event()

    def _show_event(self) -> None:
        if self._exercise is None:
            return
        row = self.table.events.row_of(self.table.code)
        event = self._events[row] if 0 <= row < len(self._events) else None
        self.event_form.show_event(self._exercise, event, row + 1)

    def _put(self, code: str, field: str, text: str) -> str:
        """Keep what was typed into a cell; the sentence where it is unfit."""
        try:
            value = self._value(field, text)
            self._bench.desk.apply(ChangeFields("inject", code, {field: value}), WHY)
        except BackstopError as error:
            self._bench.desk.refused.emit(error.sentence)
            return error.sentence
        return ""

    def _fault(self, field: str, text: str) -> str:
        try:
            self._value(field, text)
        except BackstopError as error:
            return error.sentence
        return ""

    def _value(self, field: str, text: str) -> object:
        assert self._exercise is not None
        return read_event_value(field, text, self._exercise, self._bench.desk.register)

    def _offered(self, field: str) -> tuple[str, ...]:
        """Return what a field of an event is chosen from, or has been before."""
        exercise = self._exercise
        if exercise is None:
            return ()
        if field == "medium":
            return tuple(fields.in_words(one) for one in fields.MEDIA)
        if field == "objective":
            return tuple(numbered(at, one) for at, one in enumerate(exercise.objectives, start=1))
        if field not in ("sent_to", "sent_from"):
            return ()
        named: Sequence[str] = [str(getattr(one, field) or "") for one in self._events]
        roles = exercise.players if field == "sent_to" else ()
        return tuple(dict.fromkeys(one for one in (*roles, *named) if one))

    def _go_to(self, inject: str, field: str) -> None:
        if inject:
            self._turn_to("event")
            self.table.pick(inject, field)
            self.event_form.enter(field)
        else:
            self._turn_to("form")
            self.form.enter(field)

    def _turn_to(self, part: str) -> None:
        self.segments.press(part)
        self._fit()

    def _fit(self) -> None:
        look = self._bench.look
        narrow = self.width() < look.px(NARROW)
        self._choice.setVisible(narrow)
        for name, part in self._parts.items():
            part.setVisible(not narrow or name == self.segments.value)
        if narrow or self._widths == self.width():
            return
        self._widths = self.width()
        side = look.px(SIDE)
        self.split.setSizes([side, max(look.px(420), self.width() - 2 * side), side])

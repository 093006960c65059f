"""The left of the facilitator's view: the events, the next in full before it is shown, and one
more where the room needs it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.answers.new_records import new_record
from planner.exercise.clock import time_words
from planner.register.edits import AddRecord
from planner.register.records import Inject
from ui.pages.workshop.event_list import EventList, event_rows
from ui.pages.workshop.telling_time import play_words, say
from ui.parts.elided import ElidedLabel
from ui.parts.flow_row import FlowRow
from ui.parts.words import button, divider, label
from ui.playing import Playing
from ui.workbench import Workbench

FULL = (
    ("content", ""),
    ("question", "The room is asked: "),
    ("expected_action", "Expected: "),
    ("objective", "Objective: "),
)
"""What is told of an event, and the words before it."""


class EventSide(QWidget):
    """The list, the event chosen in full, and the ways to add, skip and edit."""

    def __init__(self, bench: Workbench, edit: Callable[[Inject], object]) -> None:
        super().__init__()
        self._bench = bench
        self._edit = edit
        self._playing: Playing | None = None
        self._told: Inject | None = None
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.count = label("", "secondary")
        self.list = EventList(bench.look)
        self.list.picked.connect(self._tell)
        self.list.asked.connect(self._ask)
        self.list.opened.connect(edit)
        self.title = label("", "strong", wraps=True)
        self.when = label("", "secondary", wraps=True)
        self.parts: dict[str, QLabel] = {name: label("", wraps=True) for name, _ in FULL}
        self.new = QLineEdit()
        self.new.setAccessibleName("New event, in a line")
        self.new.setPlaceholderText("The news in a line, then Enter")
        self.new.returnPressed.connect(self._add)
        self.new.hide()
        self.more = button("Add event", self.add)
        self.skip = button("Skip", self._skip, "link")
        self.list.setMinimumHeight(80)
        self._lay_out()
        bench.look.changed.connect(self._redraw)
        self._redraw()

    def show_playing(self, playing: Playing) -> None:
        """Show another exercise."""
        self._playing = playing
        self.refresh(follow=True)

    def refresh(self, *, follow: bool = False) -> None:
        """Show what became of each event; with `follow` the cursor goes to the next one."""
        playing = self._playing
        if playing is None:
            return
        self.list.events.show_rows(event_rows(playing))
        past = {one.inject for one in playing.entries if one.kind in ("show", "skip")}
        done = sum(one.id in past for one in playing.injects)
        say(self.count, f"{done} of {len(playing.injects)}")
        self.skip.setEnabled(playing.following is not None)
        if follow or self.list.inject is None:
            self.list.go_to(playing.following or playing.current)
        self._tell(self.list.inject)

    def add(self) -> None:
        """Ask for a new event."""
        self.new.show()
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Ask for no new event any more."""
        self.new.clear()
        self.new.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 14, 6)
        head.addWidget(ElidedLabel("Main events list", "title"))
        head.addStretch(1)
        head.addWidget(self.count)
        inner = QWidget()
        told = QVBoxLayout(inner)
        told.setContentsMargins(14, 8, 14, 8)
        told.setSpacing(5)
        told.addWidget(self.when)
        told.addWidget(self.title)
        for shown in self.parts.values():
            told.addWidget(shown)
        told.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumHeight(60)
        scroll.setAccessibleName("The event chosen, in full")
        scroll.setWidget(inner)
        self.foot = FlowRow(across=8)
        self.foot.setContentsMargins(14, 8, 14, 8)
        edit = button("Edit", self._open, "link")
        edit.setToolTip("Edit the event chosen in the script (double click, or F2)")
        for made in (self.more, edit, self.skip):
            self.foot.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(divider())
        column.addWidget(self.list, 3)
        column.addWidget(divider())
        column.addWidget(scroll, 2)
        column.addWidget(divider())
        column.addWidget(self.new)
        column.addLayout(self.foot)

    def _redraw(self) -> None:
        self.more.setIcon(self._bench.look.icon("plus"))

    def _tell(self, inject: Inject | None) -> None:
        """Show an event in full; prompts stand at the right once it is on the screen."""
        if self._playing is None or inject == self._told:
            return
        self._told = inject
        if inject is None:
            say(self.title, "")
            say(self.when, "No event yet. Add one, or draft them in the script.")
        else:
            say(self.title, inject.title)
            say(self.when, self._when(inject))
        for name, before in FULL:
            words = getattr(inject, name) if inject is not None else None
            self.parts[name].setVisible(bool(words))
            say(self.parts[name], f"{before}{words}" if words else "")

    def _when(self, inject: Inject) -> str:
        due = self._bench.session.due_at(inject)
        parts = [play_words(due) if due is not None else "No day yet"]
        if inject.sent_from:
            parts.append(f"from {inject.sent_from}")
        if inject.sent_to:
            parts.append(f"to {inject.sent_to}")
        if inject.medium:
            parts.append(inject.medium.replace("_", " "))
        return ", ".join(parts)

    def _ask(self, inject: Inject) -> None:
        if self._playing is not None and not self._playing.clock.is_ended:
            self._playing.start()
            self._playing.show(inject)

    def _open(self) -> None:
        if self.list.inject is not None:
            self._edit(self.list.inject)

    def _skip(self) -> None:
        """Leave out the event the cursor is on where it is still to come, else the next."""
        playing = self._playing
        if playing is None or playing.following is None:
            return
        past = {one.inject for one in playing.entries if one.kind in ("show", "skip")}
        chosen = self.list.inject
        playing.skip(chosen if chosen is not None and chosen.id not in past else playing.following)

    def _add(self) -> None:
        """Put an event into the script, due now in play, so that it is the next to be shown."""
        playing, words = self._playing, self.new.text().strip()
        if playing is None or not words:
            return
        clock = playing.clock
        values = {
            "exercise": playing.code,
            "title": words,
            "day": clock.day,
            "time": time_words(clock.play),
        }
        made = new_record(self._bench.session.register, "inject", values)
        if self._bench.desk.attempt(AddRecord(made)) is not None:
            self.leave()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

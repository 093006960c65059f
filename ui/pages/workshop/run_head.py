"""The row over the facilitator's view: what is played, the time of play, the time of the room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from planner.document.wording import counted
from planner.exercise.clock import date_of
from planner.register.records import Scenario
from ui.pages.workshop.telling_time import clock_state, room_time, say
from ui.parts.elided import ElidedLabel
from ui.parts.words import button, divider, label, restyle
from ui.playing import Playing
from ui.workbench import Workbench


class RunHead(QFrame):
    """The exercise, its clock in large figures, the room's, and the way to end."""

    def __init__(self, bench: Workbench, on_end: Callable[[], object]) -> None:
        super().__init__()
        self._bench = bench
        self._scenario: Scenario | None = None
        self.setAccessibleName("The exercise and its clock")
        self._title = ElidedLabel("", "title")
        self._about = ElidedLabel("", "secondary")
        self._about.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.state = label("", "tag-caution")
        self.play = label("", "key-number")
        self.room = label("", "title")
        self.left = label("", "secondary")
        self.end = button("End", on_end)
        self.end.setIcon(bench.look.icon("stop"))
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 6, 18, 6)
        row.setSpacing(10)
        row.addWidget(self._title)
        row.addWidget(self._about, 1)
        row.addWidget(self.state)
        row.addWidget(label("Exercise", "secondary"))
        row.addWidget(self.play)
        row.addWidget(divider(upright=True))
        row.addWidget(label("Room", "secondary"))
        row.addWidget(self.room)
        row.addWidget(self.left)
        row.addWidget(self.end)
        bench.look.changed.connect(self._redraw)

    def show_exercise(self, playing: Playing, scenario: Scenario | None) -> None:
        """Show what is played; a scenario that is gone from the register gives no dates."""
        self._scenario = scenario
        exercise = playing.exercise
        self._title.setText(exercise.title)
        players = counted(len(exercise.players), "player", "players")
        plays = scenario.title if scenario is not None else "a scenario that was removed"
        self._about.setText(f"{players}, plays: {plays}")

    def show_clock(self, playing: Playing) -> None:
        """Show where play and the room stand."""
        clock, now = playing.clock, self._bench.session.now()
        date = ""
        if self._scenario is not None:
            day = date_of(clock.play, self._scenario, playing.exercise.date or now.date())
            date = f", {day:%a} {day.day} {day:%b}"
        say(self.play, f"Day {clock.day}{date} {clock.time}")
        say(self.room, room_time(now))
        minutes = playing.exercise.room_minutes
        left = None if minutes is None else minutes - clock.room / 60
        say(self.left, "" if left is None else _left(left))
        self.left.setVisible(left is not None)
        words, kind = clock_state(clock)
        say(self.state, words)
        restyle(self.state, kind)
        self.state.setVisible(not clock.is_running)
        self.end.setEnabled(clock.is_started and not clock.is_ended)

    def _redraw(self) -> None:
        self.end.setIcon(self._bench.look.icon("stop"))


def _left(minutes: float) -> str:
    return f"{minutes:.0f} min left" if minutes >= 0 else f"{-minutes:.0f} min over"

"""What is on the room's screen now, with the time left to decide, and the keys of play."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from planner.document.wording import full_stop
from planner.exercise.clock import DAY_MINUTES, minutes_of, time_words
from ui.pages.workshop.telling_time import NO_TIME, left_words, play_words, room_time, say
from ui.parts.elided import ElidedLabel
from ui.parts.flow_row import FlowRow
from ui.parts.words import button, label, restyle
from ui.playing import Playing
from ui.workbench import Workbench

SPEEDS = (
    (1.0, "As in the room"),
    (10.0, "10 min a minute"),
    (60.0, "1 hour a minute"),
    (144.0, "1 day in 10 min"),
    (1440.0, "1 day a minute"),
)
"""Minutes of play in a minute of the room, and what that is called."""
SOON = 60.0
"""Seconds left to decide at which the countdown stands out."""


class JumpRow(QWidget):
    """Another day and time to go to; Enter goes, Escape leaves it. `chosen` carries the moment."""

    chosen = Signal(float)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.day = QSpinBox()
        self.day.setRange(-365, 3650)
        self.day.setAccessibleName("Day to jump to")
        self.time = QLineEdit()
        self.time.setAccessibleName("Time to jump to")
        self.time.setMaximumWidth(90)
        self.wrong = label("", "failure")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(label("Jump to day", "label"))
        row.addWidget(self.day)
        row.addWidget(label("at", "label"))
        row.addWidget(self.time)
        row.addWidget(button("Jump", self._go, "primary"))
        row.addWidget(button("Cancel", self.left.emit, "link"))
        row.addWidget(self.wrong, 1)
        self.time.returnPressed.connect(self._go)
        self.hide()

    def ask(self, play: float) -> None:
        """Ask for another moment; the one now stands in the fields."""
        self.day.setValue(int(play // DAY_MINUTES))
        self.time.setText(time_words(play))
        self.wrong.setText("")
        self.show()
        self.day.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.day.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go with Enter from the day too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        else:
            super().keyPressEvent(event)

    def _go(self) -> None:
        minutes = minutes_of(self.time.text(), NO_TIME)
        if minutes == NO_TIME:
            self.wrong.setText("Write the time as 08:30.")
            self.time.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.chosen.emit(self.day.value() * DAY_MINUTES + minutes)


class RunStage(QWidget):
    """The event on the screen, and what the facilitator does next."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._playing: Playing | None = None
        self.kicker = ElidedLabel("", "secondary")
        self.decide_in = label("", "strong")
        self.title = label("", "headline", wraps=True)
        self.content = label("", wraps=True)
        self.question = label("", "strong", wraps=True)
        self.aims = label("", "secondary", wraps=True)
        trigger = {name: bench.actions[f"workshop.{name}"].trigger for name in
                   ("next", "clock", "more_time", "jump")}  # fmt: skip
        self.next = button("Show the next event", trigger["next"], "primary")
        self.clock = button("Hold the clock", trigger["clock"])
        self.more_time = button("+ 2 minutes", trigger["more_time"])
        self.more_time.setAccessibleName("Two minutes more to decide")
        self.jump = button("Jump to day…", trigger["jump"])
        self.speed = QComboBox()
        self.speed.setAccessibleName("Speed of play")
        self.speed.setToolTip("How fast play runs")
        self.speed.activated.connect(self._set_speed)
        self.jump_row = JumpRow()
        self._lay_out()
        bench.look.changed.connect(self._redraw)

    def show_playing(self, playing: Playing) -> None:
        """Show another exercise."""
        self._playing = playing
        self.refresh()

    def refresh(self) -> None:
        """Show what is on the screen and what comes next."""
        playing = self._playing
        if playing is None:
            return
        inject = playing.current
        if inject is None:
            say(self.kicker, "Nothing is on the screen yet")
            say(self.title, "Play has not begun." if not playing.clock.is_started else "No event.")
            say(self.content, playing.exercise.aim or "")
        else:
            number = [one.id for one in playing.injects].index(inject.id) + 1
            shown = next(one for one in reversed(playing.entries) if one.inject == inject.id
                         and one.kind == "show")  # fmt: skip
            when = f"{play_words(shown.play)}, shown {room_time(shown.at)}"
            say(self.kicker, f"On the screen now: event {number}, {when}")
            say(self.title, inject.title)
            say(self.content, inject.content or "")
        self.content.setVisible(bool(self.content.text()))
        say(self.question, (inject.question or "") if inject is not None else "")
        self.question.setVisible(bool(self.question.text()))
        aims = []
        if inject is not None and inject.objective:
            aims.append(f"Objective: {full_stop(inject.objective)}")
        if inject is not None and inject.expected_action:
            aims.append(f"Expect: {full_stop(inject.expected_action)}")
        say(self.aims, " ".join(aims))
        self.aims.setVisible(bool(aims))
        self._name_next(playing)
        self.tick()

    def tick(self) -> None:
        """Show the clock's state and the time left."""
        playing = self._playing
        if playing is None:
            return
        clock, left = playing.clock, playing.decide_left
        say(self.decide_in, "" if left is None else f"Decide in {left_words(left)}")
        if left == 0:
            say(self.decide_in, "Time to decide is over")
        restyle(self.decide_in, "tag-caution" if left is not None and left <= SOON else "strong")
        self.decide_in.setVisible(left is not None)
        words = "Hold the clock" if clock.is_running else "Start the clock"
        if clock.is_started and not clock.is_running:
            words = "Run the clock"
        if self.clock.text() != words:
            self.clock.setText(words)
            self._redraw()
        self.clock.setEnabled(not clock.is_ended)
        self.more_time.setEnabled(playing.current is not None and not clock.is_ended)
        self.jump.setEnabled(not clock.is_ended)
        self._show_speed(clock.speed)

    def _name_next(self, playing: Playing) -> None:
        following = playing.following
        words = "No more events" if playing.injects else "No events yet"
        if following is not None:
            number = [one.id for one in playing.injects].index(following.id) + 1
            words = f"Show event {number}"
        if self.next.text() != words:
            self.next.setText(words)
        self.next.setEnabled(following is not None and not playing.clock.is_ended)

    def _show_speed(self, speed: float) -> None:
        at = self.speed.findData(speed)
        if at < 0:
            self.speed.addItem(f"{speed:g} min a minute", speed)
            at = self.speed.count() - 1
        if self.speed.currentIndex() != at and not self.speed.view().isVisible():
            self.speed.setCurrentIndex(at)

    def _set_speed(self, _at: int) -> None:
        speed = float(self.speed.currentData())
        if self._playing is not None and speed != self._playing.clock.speed:
            self._playing.set_speed(speed)

    def _lay_out(self) -> None:
        for value, words in SPEEDS:
            self.speed.addItem(words, value)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.kicker)
        head.addStretch(1)
        head.addWidget(self.decide_in)
        keys = FlowRow(across=8)
        for made in (self.next, self.clock, self.more_time, self.jump, self.speed):
            keys.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 8, 18, 10)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.title)
        column.addWidget(self.content)
        column.addWidget(self.question)
        column.addWidget(self.aims)
        column.addLayout(keys)
        column.addWidget(self.jump_row)
        self._redraw()

    def _redraw(self) -> None:
        look = self._bench.look
        self.next.setIcon(look.icon("arrow_right", "accent_on"))
        is_running = self.clock.text() == "Hold the clock"
        self.clock.setIcon(look.icon("pause" if is_running else "play"))

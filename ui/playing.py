"""An exercise being played: its clock, its log and what the room has come to, for both windows.

The facilitator's and the presenter's windows show what stands here and ask it to act; neither
keeps anything of its own, so that a window can be closed and opened again at any moment.
"""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from planner.errors import BackstopError
from planner.exercise.clock import ASLEEP_SECONDS, Clock, clock_at, decide_left, held_since
from planner.exercise.log import Act, Entry, EntryKind
from planner.register.records import Exercise, Inject
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.exercise.situation import Situation
    from planner.scenario.outcome import Outcome

TICK = 500
"""Milliseconds between two looks at the clock."""


@dataclass(frozen=True, slots=True)
class Visible:
    """What the room's screen shows beside the news, as the facilitator chose."""

    spread: bool = True
    numbers: bool = True
    decisions: bool = True
    next_to_fall: bool = False
    money: bool = False


class Playing(QObject):
    """One exercise, open to be played. Entries are kept as they happen; nothing is taken back.

    `ticked` is sent twice a second with the clock, `logged` with each entry kept, `situated` when
    what the room has come to was worked out anew, `held` with words where the clock was stopped
    because the program or the laptop slept or was set back, `blanked` when the room's screen is
    blanked or shown, `seen` with what the room may see when the facilitator chose anew.
    """

    ticked = Signal(object)
    logged = Signal(object)
    situated = Signal()
    held = Signal(str)
    blanked = Signal(bool)
    seen = Signal(object)

    def __init__(self, bench: Workbench, code: str, owner: QObject) -> None:
        super().__init__(owner)
        self._bench = bench
        self.code = code
        session = bench.session
        self.exercise: Exercise = session.exercise(code)
        self.injects: tuple[Inject, ...] = session.injects_of(code)
        self.entries: tuple[Entry, ...] = session.log_of(code)
        self.room: Outcome | None = None
        self.best: Outcome | None = None
        self.is_blank = False
        self.visible = self._visible_before()
        self._seen = session.now()
        # Whoever left play in good order paused it: a clock that runs here was cut off.
        self._hold_if_away(session.pulse(code), "Backstop was closed or stopped", longest=0.0)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        bench.desk.leaving.connect(self.pause)
        self._work_out()

    @property
    def clock(self) -> Clock:
        """Where play stands now; it never goes back when the laptop's own clock does."""
        now = max(self._bench.session.now(), self._seen)
        return clock_at(self.entries, now, self.exercise)

    @property
    def shown(self) -> tuple[Inject, ...]:
        """The injects the room has seen, in the order in which they were shown."""
        by_code = {one.id: one for one in self.injects}
        codes = [one.inject for one in self.entries if one.kind == "show"]
        return tuple(by_code[code] for code in codes if code in by_code)

    @property
    def current(self) -> Inject | None:
        """The inject on the screen: the last one shown."""
        return self.shown[-1] if self.shown else None

    @property
    def following(self) -> Inject | None:
        """The next inject that was neither shown nor skipped."""
        past = {one.inject for one in self.entries if one.kind in {"show", "skip"}}
        return next((one for one in self.injects if one.id not in past), None)

    @property
    def decide_left(self) -> float | None:
        """Seconds the room has left for the question on the screen; None where it has no limit.

        They run with the clock of play from when the inject was last shown, and never below 0.
        """
        inject = self.current
        if inject is None:
            return None
        now = max(self._bench.session.now(), self._seen)
        return decide_left(self.entries, inject, now, self.exercise)

    @property
    def situation(self) -> Situation | None:
        """Where things stand today in play by what the room decided; None until worked out."""
        if self.room is None:
            return None
        return self._bench.session.situation(self.room, self.clock.day)

    @property
    def best_situation(self) -> Situation | None:
        """Where things would stand today by the model's best response."""
        if self.best is None:
            return None
        return self._bench.session.situation(self.best, self.clock.day)

    def tick(self) -> None:
        """Look at the clock: note that it ran, or hold it where the laptop slept in between."""
        self._look()
        self.ticked.emit(self.clock)

    def start(self) -> None:
        """Start play, or go on where it was paused."""
        clock = self.clock
        if not clock.is_running and not clock.is_ended:
            self._clock("resume" if clock.is_started else "start")

    def pause(self) -> None:
        """Hold the clock."""
        if self.clock.is_running:
            self._clock("pause")

    def start_or_pause(self) -> None:
        """Hold the clock where it runs, else let it run."""
        if self.clock.is_running:
            self.pause()
        else:
            self.start()

    def set_speed(self, speed: float) -> None:
        """Let play run at another speed, in minutes of play a minute of the room."""
        self._clock("speed", speed=speed)

    def jump(self, play: float) -> None:
        """Go to another moment of play, in minutes from midnight of day 0; before it is below 0."""
        self._clock("jump", play=play)

    def end(self) -> None:
        """End play; the log stays open for notes and the debrief."""
        self._clock("end")

    def show(self, inject: Inject) -> None:
        """Put an inject on the screen, moving the clock on to it where it is due later."""
        self._look()
        due = self._bench.session.due_at(inject)
        if due is not None and due > self.clock.play:
            self.jump(due)
        self.log("show", words=inject.title, inject=inject.id)

    def show_next(self) -> None:
        """Show the next inject, where there is one and play has not ended; play begins with it."""
        if self.following is not None and not self.clock.is_ended:
            self.start()
            self.show(self.following)

    def skip(self, inject: Inject) -> None:
        """Leave an inject out."""
        self.log("skip", words=inject.title, inject=inject.id)

    def give_minutes(self, minutes: float) -> None:
        """Give the room more minutes, or fewer, to settle the inject on the screen."""
        if self.current is not None:
            self.log("more_time", inject=self.current.id, minutes=minutes)
            self.ticked.emit(self.clock)

    def blank(self, is_blank: bool | None = None) -> None:
        """Blank the room's screen, or show it again; without a word, the other of the two."""
        self.is_blank = not self.is_blank if is_blank is None else is_blank
        self.blanked.emit(self.is_blank)

    def let_see(self, **choices: bool) -> None:
        """Let the room see, or no longer see, parts of `Visible` by name; kept until play ends."""
        self.visible = replace(self.visible, **choices)
        on = ",".join(name for name, is_on in asdict(self.visible).items() if is_on)
        self._bench.memory.setValue(f"workshop/{self.code}/visible", on)
        self.seen.emit(self.visible)

    def log(self, kind: EntryKind, *, play: float | None = None, **values: Any) -> Entry | None:
        """Keep an entry, as of now; None, with words on the screen, where it could not be kept."""
        self._look()
        session = self._bench.session
        moment = self.clock.play if play is None else play
        entry = Entry(number=0, kind=kind, at=session.now(), play=moment, who=session.who, **values)
        try:
            kept = session.log(self.code, entry)
        except BackstopError as error:
            self._bench.messages.say("Not logged.", error.sentence, tone="failure")
            return None
        self.entries = (*self.entries, kept)
        self.logged.emit(kept)
        self._bench.desk.logged.emit()
        if kept.act is not None or kept.corrects is not None:
            self._work_out()
        return kept

    def decide(self, words: str, why: str, act: Act | None = None, **more: Any) -> Entry | None:
        """Log a decision with its reason and, where it acts on the model, what it does."""
        return self.log("decision", words=words, why=why, act=act, **more)

    def correct(self, number: int, words: str, why: str, **more: Any) -> Entry | None:
        """Log a correction of an entry; the original stays. No words take a decision back."""
        return self.log("correction", corrects=number, words=words, why=why, **more)

    def read_script_again(self) -> None:
        """Take the exercise and its injects as they are in the register now."""
        session = self._bench.session
        self.exercise = session.exercise(self.code)
        self.injects = session.injects_of(self.code)
        self.ticked.emit(self.clock)

    def _visible_before(self) -> Visible:
        """Return what the room could see when this exercise was last played here."""
        kept = self._bench.memory.value(f"workshop/{self.code}/visible")
        if kept is None:
            return Visible()
        on = set(str(kept).split(","))
        return Visible(**{name: name in on for name in asdict(Visible())})

    def _clock(self, kind: EntryKind, **values: Any) -> None:
        if (kept := self.log(kind, **values)) is not None:
            # An older pulse may be of a time before the laptop's clock was put back.
            self._bench.session.keep_pulse(self.code, kept.at)
        self.ticked.emit(self.clock)

    def _look(self) -> None:
        """Note that the clock ran, or hold it at the second it was last seen."""
        session = self._bench.session
        now = session.now()
        away = (now - self._seen).total_seconds()
        if away < 0:
            self._hold_if_away(self._seen, "The laptop's clock was put back")
        elif away > ASLEEP_SECONDS:
            self._hold_if_away(self._seen, "The laptop slept or its clock was put forward")
        elif self.clock.is_running and now.replace(microsecond=0) != self._seen.replace(
            microsecond=0
        ):
            session.keep_pulse(self.code, now)
        self._seen = now

    def _hold_if_away(
        self, seen: datetime.datetime | None, why: str, longest: float = ASLEEP_SECONDS
    ) -> None:
        """Hold a clock that ran on while nobody saw it, at the second it was last seen."""
        session = self._bench.session
        if session.is_reading:
            return  # whoever edits plays it
        since = held_since(self.entries, seen, session.now(), self.exercise, longest)
        if since is None:
            return
        stood = clock_at(self.entries, since, self.exercise).play
        entry = Entry(number=0, kind="pause", at=since, play=stood, who=session.who, words=why)
        try:
            kept = session.log(self.code, entry)
        except BackstopError as error:
            self._bench.messages.say("Not logged.", error.sentence, tone="failure")
            return
        self.entries = (*self.entries, kept)
        self.logged.emit(kept)
        self._bench.desk.logged.emit()
        # Said once whoever opened this listens, as after a kill.
        words = f"{why}: the clock was held, and goes on from the same second."
        QTimer.singleShot(0, self, partial(self.held.emit, words))

    def _work_out(self) -> None:
        """Work out what the room has come to, in the background; the last question counts."""
        ask, study = self._bench.tasks.ask, self._bench.session.study()

        def room(found: Outcome) -> None:
            self.room = found
            self.situated.emit()

        def best(found: Outcome) -> None:
            self.best = found
            self.situated.emit()

        ask(
            self,
            study,
            "room_outcome",
            self.code,
            self.entries,
            then=room,
            failed=self._failed,
            quiet=True,
            key=f"exercise.room {self.code}",
        )
        if self.best is None:
            ask(
                self,
                study,
                "best_outcome",
                self.code,
                then=best,
                failed=self._failed,
                quiet=True,
                key=f"exercise.best {self.code}",
            )

    def _failed(self, error: BackstopError) -> None:
        self._bench.messages.say("Not worked out.", error.sentence, tone="failure")

"""The open register and what is chosen on it: the one state all pages share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from planner.errors import BackstopError
from planner.session import Conflict

if TYPE_CHECKING:
    from planner.register.edits import Edit
    from planner.register.history import Step
    from planner.register.register import Register
    from planner.session import Session


WAITS = 3_000
"""Milliseconds an edit waits for a save to end, so that nothing typed meanwhile is lost."""


SlowWork = Callable[
    [
        str,
        Callable[[], "Step | None"],
        Callable[["Step | None"], None],
        Callable[[BackstopError], None],
    ],
    object,
]
"""What carries out a change on the session's thread: title, change, then, failed."""
MANY = 1000
"""Changes in one step above which taking it back would be felt as a pause."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The record a person has chosen: a kind of `planner.fields` and its key."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Touched:
    """What an edit touched: the step, and the kind and key of every record in it.

    Where several steps of others arrive at once, `step` is the last, `records` those of all, and
    `by_step` has the records of each by its number.
    """

    step: Step
    records: frozenset[tuple[str, str]]
    by_step: Mapping[int, frozenset[tuple[str, str]]] = field(default_factory=dict)

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds of record touched."""
        return frozenset(kind for kind, _ in self.records)

    def touches(self, *kinds: str) -> bool:
        """Return whether any record of these kinds was touched."""
        return not self.kinds.isdisjoint(kinds)


class Desk(QObject):
    """One register at a time, its edits, and the one selection of all pages.

    `opened` follows another register or none; `edited` carries a `Touched` after every edit, undo
    and redo; `chosen` a `Choice` or None; `saved` follows a save; `refused` carries the sentence of
    an edit that was not made; `made` the step of an edit worth an Undo in the message bar.
    `logged` follows an entry of the log of an exercise, `leaving` comes before the register is
    saved to be closed, so that an exercise can be paused. `reading` follows where it begins or
    ends that the register can only be read here. `conflicted` carries the Conflict of an edit that
    another person's stands in the way of, and how to make it knowingly; `replaced` follows where
    another history took the place of the one shown, so that all is to be shown anew.
    """

    opened = Signal()
    edited = Signal(object)
    chosen = Signal(object)
    saved = Signal()
    refused = Signal(str)
    made = Signal(object)
    logged = Signal()
    leaving = Signal()
    reading = Signal(bool)
    conflicted = Signal(object, object)
    replaced = Signal()
    _let_in = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._choice: Choice | None = None
        self.slow_work: SlowWork | None = None
        self._holds: list[str] = []
        self._told: Step | None = None

    @property
    def session(self) -> Session:
        """Return the session of the open register; BackstopError where none is open."""
        if self._session is None:
            raise BackstopError("No register is open; open one, or look round the sample council.")
        return self._session

    @property
    def is_open(self) -> bool:
        """Return whether a register is open."""
        return self._session is not None

    @property
    def is_reading(self) -> bool:
        """Return whether a register is open here that can only be read, as another edits it."""
        return self._session is not None and self._session.is_reading

    @property
    def register(self) -> Register:
        """Return the open register as it stands now."""
        return self.session.register

    @property
    def choice(self) -> Choice | None:
        """Return what is chosen, on every page alike."""
        return self._choice

    def put(self, session: Session | None) -> Session | None:
        """Lay another register on the desk, or none, and return the one that lay there."""
        before, self._session = self._session, session
        self._choice = None
        self._holds.clear()
        self._told = _last_of(session)
        self.opened.emit()
        self.chosen.emit(None)
        return before

    def choose(self, kind: str, key: str) -> None:
        """Choose a record of the register; every page shows it."""
        choice = Choice(kind, key)
        if choice != self._choice and key in self.register.of_kind(kind):
            self._choice = choice
            self.chosen.emit(choice)

    def choose_nothing(self) -> None:
        """Let go of what is chosen."""
        if self._choice is not None:
            self._choice = None
            self.chosen.emit(None)

    def hold(self, doing: str) -> None:
        """Hold edits back while something else has the session, until as many releases follow."""
        self._holds.append(doing)

    def release(self) -> None:
        """Take one hold away, the earliest; after the last, edits are let in again."""
        if self._holds:
            self._holds.pop(0)
        if not self._holds:
            self._let_in.emit()

    def apply(
        self,
        edit: Edit,
        why: str = "",
        *,
        offer_undo: bool = False,
        seen: Register | None = None,
    ) -> Step | None:
        """Make an edit; None where nothing would change, BackstopError where it is refused.

        `offer_undo` puts what was done into the message bar with Undo, as after a removal. `seen`
        is the register the person was looking at, where others may have changed it since; where
        they changed the same, `conflicted` follows and nothing is made.
        """

        def knowingly() -> None:
            self.attempt(edit, why, offer_undo=offer_undo)

        step = self._change(lambda session: session.apply(edit, why, seen=seen), knowingly)
        if step is not None and offer_undo:
            self.made.emit(step)
        return step

    def attempt(self, edit: Edit, why: str = "", *, offer_undo: bool = False) -> Step | None:
        """Make an edit and say in the message bar where it is refused; None in both cases."""
        try:
            return self.apply(edit, why, offer_undo=offer_undo)
        except BackstopError as error:
            self.refused.emit(error.sentence)
            return None

    def undo(self) -> None:
        """Take back the last step, or say why not; one of very many changes off this thread."""
        if self.slow_work is not None and self.is_open and self.session.undo_size() > MANY:
            self._slowly("Taking back a large change", lambda session: session.undo())
        else:
            self._try(lambda session: session.undo())

    def redo(self) -> None:
        """Make the last undone step again, or say why not."""
        if self.slow_work is not None and self.is_open and self.session.redo_size() > MANY:
            self._slowly("Making a large change again", lambda session: session.redo())
        else:
            self._try(lambda session: session.redo())

    def take_back(self, number: int, why: str = "") -> None:
        """Take back one earlier step and leave the later ones, or say why not."""
        self._try(lambda session: session.take_back(number, why))

    def follow(self, step: Step | None) -> None:
        """Tell everyone of a step that was made elsewhere, such as an import on a thread."""
        if self.session.is_shared:
            self.take_news()
        elif step is not None:
            changes = self.session.changes_of(step)
            touched = Touched(step, frozenset((one.kind, one.key) for one in changes))
            self._let_go()
            self.edited.emit(touched)

    def take_in(self, last: Step, by_step: Mapping[int, frozenset[tuple[str, str]]]) -> None:
        """Tell everyone of steps that others made: the last, and the records of each by number.

        What is chosen, typed and in focus stays, unless its record went.
        """
        records = frozenset().union(*by_step.values())
        self._let_go()
        self.edited.emit(Touched(last, records, by_step))

    def take_news(self) -> tuple[Step, ...]:
        """Tell everyone of all steps of a shared register not told yet, and return them."""
        session, told = self.session, self._told
        history = session.history()
        at = told.number if told is not None else 0
        if len(history) < at or (at and history[at - 1] != told):
            self._told = _last_of(session)
            self.replaced.emit()
            return ()
        news = history[at:]
        if news:
            self._told = news[-1]
            by_step = {
                step.number: frozenset((one.kind, one.key) for one in session.changes_of(step))
                for step in news
            }
            self.take_in(news[-1], by_step)
        return news

    def _let_go(self) -> None:
        """Choose nothing where the record chosen is no longer there."""
        choice = self._choice
        if choice is not None and choice.key not in self.register.of_kind(choice.kind):
            self.choose_nothing()

    def _change(
        self,
        change: Callable[[Session], Step | None],
        knowingly: Callable[[], object] | None = None,
    ) -> Step | None:
        self._wait()
        session = self.session
        try:
            step = self._carried_out(session, change)
        except BackstopError as error:
            if self._session is not session:
                raise
            self.follow(None)  # what others did was read, though the edit was refused
            if knowingly is None or not isinstance(error, Conflict):
                raise
            self.conflicted.emit(error, knowingly)
            return None
        self.follow(step)
        return step

    def _carried_out(
        self, session: Session, change: Callable[[Session], Step | None]
    ) -> Step | None:
        """Make a change here, or on the session's thread where a server has to answer.

        The window goes on drawing meanwhile, and keys and clicks wait.
        """
        if not session.is_shared or self.slow_work is None:
            return change(session)
        loop = QEventLoop()
        made: list[Step | None] = []
        refused: list[BackstopError] = []

        def done(step: Step | None) -> None:
            made.append(step)
            loop.quit()

        def failed(error: BackstopError) -> None:
            refused.append(error)
            loop.quit()

        self.hold("Your last change is being kept on the server")
        self.slow_work("Keeping your change on the server", partial(change, session), done, failed)
        if not made and not refused:
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if self._session is not session:
            raise BackstopError("The register was closed while this change was made.")
        self.release()
        if refused:
            raise refused[0]
        return made[0] if made else None

    def _wait(self) -> None:
        """Wait a moment for what holds edits back; BackstopError where it takes too long.

        Keys and clicks wait too, so that what was typed is taken in the order it was typed.
        """
        if not self._holds:
            return
        session = self._session
        loop = QEventLoop()
        self._let_in.connect(loop.quit)
        QTimer.singleShot(WAITS, loop, loop.quit)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if self._session is not session:
            raise BackstopError("The register was closed before this change could be made.")
        if self._holds:
            raise BackstopError(f"{self._holds[0]}; wait until that is done, then try again.")

    def _slowly(self, title: str, change: Callable[[Session], Step | None]) -> None:
        """Make a change on the session's thread; edits wait meanwhile."""
        assert self.slow_work is not None
        try:
            self._wait()
        except BackstopError as error:
            self.refused.emit(error.sentence)
            return
        session = self.session
        self.hold(title)

        def done(step: Step | None) -> None:
            if self._session is session:
                self.release()
                self.follow(step)

        def failed(error: BackstopError) -> None:
            if self._session is session:
                self.release()
                self.refused.emit(error.sentence)

        self.slow_work(title, lambda: change(session), done, failed)

    def _try(self, change: Callable[[Session], Step | None]) -> None:
        try:
            self._change(change)
        except BackstopError as error:
            self.refused.emit(error.sentence)


def _last_of(session: Session | None) -> Step | None:
    """Return the last step of a shared register; a file tells of each step as it is made."""
    if session is None or not session.is_shared:
        return None
    history = session.history()
    return history[-1] if history else None

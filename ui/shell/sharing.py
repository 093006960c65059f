"""A register file that others open too: who edits, who reads, and what another saved.

Looks round every few seconds off the window's thread. What others saved is taken in by itself where
nothing here is unsaved; nothing here is ever thrown away for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from planner.progress import Progress
from ui.shell.files import RegisterFiles
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.register.history import Step
    from planner.session import Session

LOOKS_EVERY = 20_000
"""Milliseconds between two looks at the note beside the file, and at the file."""

Records = frozenset[tuple[str, str]]


class Sharing(QObject):
    """Follows the note and the file of the open register; `changed` follows what it found.

    `found_newer` is whether another saved the file while changes here were not.
    """

    changed = Signal()

    def __init__(self, bench: Workbench, window: QWidget, files: RegisterFiles) -> None:
        super().__init__(window)
        self._bench = bench
        self._window = window
        self._files = files
        self._seen: tuple[object, ...] = ()
        self.found_newer = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_EVERY)
        self._timer.timeout.connect(self.look)
        bench.desk.opened.connect(self._follow)
        bench.desk.saved.connect(self._note_saved)
        bench.desk.leaving.connect(self._timer.stop)

    @property
    def words(self) -> str:
        """Return who has the register while it is only read here; "" while it is edited here."""
        desk = self._bench.desk
        return desk.session.reading_words if desk.is_open else ""

    def look(self) -> None:
        """Look at the note and the file now, off this thread."""
        desk = self._bench.desk
        if not desk.is_open or self._files.is_busy:
            return
        session = desk.session

        def look(_report: Progress) -> bool:
            session.show_presence()
            return session.newer()

        self._bench.tasks.do(
            self,
            look,
            then=lambda newer: self._looked(session, newer=newer),
            failed=lambda _error: None,  # a share that is away; the next look tells
            quiet=True,
            key="presence",
        )

    def take_over(self) -> None:
        """Edit from now on in place of whoever does."""
        session = self._bench.session
        name = session.path.name
        history = session.history()

        def work(_report: Progress) -> tuple[Step, dict[int, Records]] | None:
            session.take_over()
            return _steps_since(session, history)

        def done(news: tuple[Step, dict[int, Records]] | None) -> None:
            self._take_in(session, history, news)
            self._tell()
            self._bench.messages.say(f"You edit {name} now.", tone="success")

        self._files.with_session(f"Taking over {name}", work, done, refused="Not taken over.")

    def read_anew(self) -> None:
        """Read what another saved, and show it where nothing here is unsaved."""
        desk = self._bench.desk
        if not desk.is_open or self._files.is_busy or not desk.session.is_saved:
            return
        session = desk.session
        history = session.history()

        def work(_report: Progress) -> tuple[Step, dict[int, Records]] | None:
            session.read_anew()
            return _steps_since(session, history)

        def done(news: tuple[Step, dict[int, Records]] | None) -> None:
            self._take_in(session, history, news)
            who = f"{news[0].who} saved it" if news is not None else "Another saved it"
            self._bench.messages.say(f"{session.path.name} was read anew.", f"{who}.")

        self._files.with_session(
            f"Reading {session.path.name} anew", work, done, refused="Not read anew.", quiet=True
        )

    def _take_in(
        self,
        session: Session,
        history: tuple[Step, ...],
        news: tuple[Step, dict[int, Records]] | None,
    ) -> None:
        """Show what was read: the steps that came, or another history altogether."""
        self.found_newer = False
        if news is not None:
            self._bench.desk.take_in(*news)
        elif session.history() != history:
            self._files.opened.emit(session)
        self.changed.emit()

    def _follow(self) -> None:
        self.found_newer = False
        if self._bench.desk.is_open:
            self._timer.start()
        else:
            self._timer.stop()
        self._tell()

    def _note_saved(self) -> None:
        self.found_newer = False
        self._tell()

    def _looked(self, session: Session, *, newer: bool) -> None:
        desk = self._bench.desk
        if not desk.is_open or desk.session is not session:
            return
        self._files.tell_notices()
        if newer and session.is_saved:
            self.read_anew()
        elif newer and not self.found_newer:
            self.found_newer = True
            self._bench.messages.say(
                f"{session.path.name} was saved by another while you changed it.",
                "What you changed is kept on this computer and will not overwrite theirs.",
                "caution",
                self._files.ways_out(),
            )
        self._tell()

    def _tell(self) -> None:
        desk = self._bench.desk
        session = desk.session if desk.is_open else None
        other = session.other_person if session is not None else None
        reads = desk.is_reading
        seen = (session, reads, other and (other.token, other.since), self.found_newer)
        if seen == self._seen:
            return
        self._seen = seen
        self._bench.actions.hold_edits(self.words)
        desk.reading.emit(reads)
        self.changed.emit()


def _steps_since(
    session: Session, history: tuple[Step, ...]
) -> tuple[Step, dict[int, Records]] | None:
    """Return the last step and the records of each step made since a history, where it goes on.

    None where nothing came, or where another history took its place.
    """
    now = session.history()
    if len(now) <= len(history) or now[: len(history)] != history:
        return None
    by_step = {
        step.number: frozenset((one.kind, one.key) for one in session.changes_of(step))
        for step in now[len(history) :]
    }
    return now[-1], by_step

"""A register of a team while it is open: what others change, who they are, a server that is away.

Asked every few seconds off the window's thread; what is typed, chosen and in focus stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from planner.errors import BackstopError
from planner.progress import Progress
from ui.shell.conflict_dialog import ConflictDialog
from ui.shell.files import RegisterFiles
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.session import Conflict, Present, Session

LOOKS_EVERY = 3_000
"""Milliseconds between two questions to the server."""
PRESENT_EVERY = 20
"""Questions between two signs that this person has the register open: about a minute."""


class TeamWatch(QObject):
    """Follows the team register that is open; `changed` follows news of people or the server.

    `others` have it open too, longest first. `lost` says why the server does not answer, or "".
    """

    changed = Signal()

    def __init__(self, bench: Workbench, window: QWidget, files: RegisterFiles) -> None:
        super().__init__(window)
        self._bench = bench
        self._window = window
        self._files = files
        self._asked = 0
        self._is_asking = False
        self.others: tuple[Present, ...] = ()
        self.lost = ""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_EVERY)
        self._timer.timeout.connect(self.look)
        bench.desk.opened.connect(self._follow)
        bench.desk.conflicted.connect(self._show_conflict)
        bench.desk.replaced.connect(self._show_anew)

    def look(self) -> None:
        """Ask the server now what others did and who they are."""
        desk = self._bench.desk
        if not desk.is_open or not desk.session.is_shared or self._is_asking:
            return
        if self._files.is_busy:
            return
        session = desk.session
        self._asked += 1
        is_due = self._asked % PRESENT_EVERY == 0

        def ask(_report: Progress) -> tuple[Present, ...]:
            session.catch_up()
            if is_due:
                session.show_presence()
            return session.others()

        self._is_asking = True
        task = self._bench.tasks.do(
            self,
            ask,
            then=lambda others: self._answered(session, others),
            failed=lambda error: self._failed(session, error),
            quiet=True,
        )
        task.over.connect(self._asked_all)

    def _asked_all(self) -> None:
        self._is_asking = False

    def _follow(self) -> None:
        desk = self._bench.desk
        self.others, self.lost = (), ""
        if desk.is_open and desk.session.is_shared:
            self._timer.start()
            QTimer.singleShot(0, self, self.look)
        else:
            self._timer.stop()
        self.changed.emit()

    def _answered(self, session: Session, others: tuple[Present, ...]) -> None:
        if self._is_gone(session):
            return
        self._bench.desk.take_news()
        self._files.tell_notices()
        was_lost = bool(self.lost)
        if (self.others, self.lost) != (others, ""):
            self.others, self.lost = others, ""
            self.changed.emit()
        if was_lost:
            self._bench.messages.say("The server answers again.", tone="success")

    def _failed(self, session: Session, error: BackstopError) -> None:
        if not self._is_gone(session) and self.lost != error.sentence:
            self.lost = error.sentence
            self.changed.emit()

    def _is_gone(self, session: Session) -> bool:
        desk = self._bench.desk
        return not desk.is_open or desk.session is not session

    def _show_conflict(self, conflict: Conflict, knowingly: object) -> None:
        if callable(knowingly):
            ConflictDialog(self._bench, self._window, conflict, knowingly).show()

    def _show_anew(self) -> None:
        """Show another history that took the place of the one shown, from the first page on."""
        self._files.opened.emit(self._bench.session)

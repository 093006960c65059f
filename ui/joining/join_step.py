"""The one step that joins another register, made off the window's thread while edits wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from planner.progress import Progress
from ui.joining.comparison import RegisterComparison
from ui.notices import Answer
from ui.workbench import Workbench

if TYPE_CHECKING:
    from planner.register.history import Step


class JoinStep(QObject):
    """Makes the step of a comparison; `joined` carries it, `ended` follows whether it was made.

    Where it is refused, the message bar says why and the choices stay.
    """

    changed = Signal()
    joined = Signal(object)
    ended = Signal()

    def __init__(self, bench: Workbench, comparison: RegisterComparison, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._comparison = comparison
        self.is_under_way = False

    @property
    def can_be_made(self) -> bool:
        """Return whether there is something to join, and it may be joined now."""
        comparison = self._comparison
        return (
            comparison.is_fresh
            and bool(comparison.taken)
            and not self.is_under_way
            and not self._bench.desk.is_reading
        )

    def make(self) -> None:
        """Join what is chosen; nothing happens where it cannot be done now."""
        compared = self._comparison.compared
        if compared is None or not self.can_be_made:
            return
        bench, session, choices = self._bench, self._bench.session, self._comparison.choices
        self.is_under_way = True
        bench.desk.hold("Two registers are being joined")

        def work(report: Progress) -> Step | None:
            report(0, 1, "Joining the two registers")
            return session.join(compared, choices)

        def is_here() -> bool:
            return bench.desk.is_open and bench.desk.session is session

        def done(step: Step | None) -> None:
            if isValid(self):
                self._comparison.stop()
            if is_here():
                bench.desk.release()
                self._tell(step)
                bench.desk.follow(step)
            if isValid(self):
                self.is_under_way = False
                if step is not None:
                    self.joined.emit(step)
                self.ended.emit()

        def given_up(words: str) -> None:
            if is_here():
                bench.desk.release()
                bench.messages.say("Not joined.", words, tone="failure")
            if isValid(self):
                self.is_under_way = False
                self.changed.emit()

        # The desk outlives this page: whatever becomes of it, edits are let in again.
        task = bench.tasks.do(
            bench.desk,
            work,
            then=done,
            failed=lambda error: given_up(error.sentence),
            title="Joining the two registers",
        )
        task.cancelled.connect(lambda: given_up("You stopped it; the register is as it was."))
        self.changed.emit()

    def _tell(self, step: Step | None) -> None:
        if step is None:
            self._bench.messages.say("Nothing to join.", "The register has all of it already.")
            return
        self._bench.messages.say(
            f"{step.sentence}.",
            tone="success",
            answers=[Answer("Undo", self._bench.desk.undo)],
        )

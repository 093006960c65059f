"""Answers at hand: what was worked out, from which revision, and whether it is out of date."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.desk import Desk, Touched
from ui.tasks import Lane, Task, Tasks

if TYPE_CHECKING:
    from planner.errors import BackstopError

KEPT = 40


@dataclass(frozen=True, slots=True)
class Result:
    """An answer, the revision of the register it was worked out from, and the time of day."""

    value: Any
    revision: int
    at: str


class Results(QObject):
    """The latest answer to each question, by the name of the answer and its arguments.

    `changed` carries that key as a tuple after an answer arrives; `aged` follows each edit that
    makes answers out of date.
    """

    changed = Signal(tuple)
    aged = Signal()

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__(desk)
        self._desk = desk
        self._tasks = tasks
        self._kept: OrderedDict[tuple[Any, ...], Result] = OrderedDict()
        desk.opened.connect(self._forget)
        desk.edited.connect(self._age)

    def get(self, answer: str, *arguments: Any) -> Result | None:
        """Return the last answer, fresh or not, or None where it was never asked."""
        return self._kept.get((answer, *arguments))

    def is_stale(self, answer: str, *arguments: Any) -> bool:
        """Return whether there is an answer and the register has changed since."""
        kept = self.get(answer, *arguments)
        return kept is not None and kept.revision != self._desk.session.revision

    def stale(self) -> tuple[tuple[Any, ...], ...]:
        """Return the keys of all answers that are out of date."""
        return tuple(key for key in self._kept if self.is_stale(*key))

    def ask(
        self,
        owner: QObject,
        answer: str,
        *arguments: Any,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[BackstopError], None] | None = None,
        title: str = "",
        quiet: bool = False,
        lane: Lane = "quick",
        again: bool = False,
    ) -> Task | None:
        """Give `then` the fresh answer at hand at once, or work it out first.

        Returns the task, or None where the answer was at hand. `again` works it out anew.
        """
        key = (answer, *arguments)
        kept = self._kept.get(key)
        if kept is not None and not again and not self.is_stale(*key):
            if then is not None:
                then(kept.value)
            return None
        revision = self._desk.session.revision
        session = self._desk.session

        def arrived(value: Any) -> None:
            if self._desk.is_open and self._desk.session is session:
                self.keep(key, value, revision)
                if then is not None:
                    then(value)

        return self._tasks.ask(
            owner,
            session.study(),
            answer,
            *arguments,
            then=arrived,
            failed=failed,
            title=title,
            quiet=quiet,
            lane=lane,
            key=repr(key),
        )

    def keep(self, key: tuple[Any, ...], value: Any, revision: int) -> None:
        """Keep an answer that came in some other way."""
        from PySide6.QtCore import QTime

        self._kept[key] = Result(value, revision, QTime.currentTime().toString("HH:mm"))
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.changed.emit(key)

    def _forget(self) -> None:
        self._kept.clear()
        self.aged.emit()

    def _age(self, touched: Touched) -> None:
        self.aged.emit()

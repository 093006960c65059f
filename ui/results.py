"""Answers at hand: what was worked out, from which revision, and whether it is out of date."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ui.desk import Desk, Touched
from ui.tasks import Lane, Task, Tasks

if TYPE_CHECKING:
    from planner.errors import BackstopError

KEPT = 40
DONE = frozenset(
    {"plan", "action", "decision", "timetable_task", "exercise", "inject", "lesson", "review"}
)
"""Kinds of record that tell what is to be done: what happens does not hang on them."""
SCENARIOS = frozenset({"scenario"})
WHAT_HAPPENS = frozenset({"run", "scenario_report", "comparison", "spread"})
"""Answers that read no record of what is to be done."""
WITHOUT_SCENARIOS = frozenset(
    {
        "watch_list",
        "watch_detail",
        "sweep",
        "pairs_report",
        "prevention_report",
        "sweep_report",
        "chance",
        "cost_report",
        "dependence_map",
        "largest_provider",
        "measures",
        "suggest_class",
    }
)
"""Answers that read no scenario of the register either."""


@dataclass(frozen=True, slots=True)
class Result:
    """An answer, the revision of the register it was worked out from, and the time of day."""

    value: Any
    revision: int
    at: str


@dataclass(frozen=True, slots=True)
class _Asker:
    """Somebody who waits for an answer."""

    owner: QObject
    then: Callable[[Any], None] | None
    failed: Callable[[BackstopError], None] | None


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An answer being worked out, from which revision, and who waits for it."""

    task: Task
    revision: int
    askers: list[_Asker]


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
        self._waiting: dict[tuple[Any, ...], _Waiting] = {}
        desk.opened.connect(self._forget)
        desk.edited.connect(self._age)

    def get(self, answer: str, *arguments: Any) -> Result | None:
        """Return the last answer, fresh or not, or None where it was never asked."""
        return self._kept.get((answer, *arguments))

    def latest(self, answer: str) -> Result | None:
        """Return the answer that came last, whatever its arguments, or None where none has."""
        keys = [key for key in self._kept if key[0] == answer]
        return self._kept[keys[-1]] if keys else None

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

        Returns the task, or None where the answer was at hand. Who asks for what is being worked
        out waits for the same answer. `again` works it out anew.
        """
        key = (answer, *arguments)
        kept = self._kept.get(key)
        if kept is not None and not again and not self.is_stale(*key):
            if then is not None:
                then(kept.value)
            return None
        revision = self._desk.session.revision
        session = self._desk.session
        waiting = self._waiting.get(key)
        is_asked = waiting is not None and waiting.revision == revision and not again
        if waiting is not None and is_asked and not waiting.task.is_cancelled:
            waiting.askers.append(_Asker(owner, then, failed))
            return waiting.task

        def arrived(value: Any) -> None:
            if self._desk.is_open and self._desk.session is session:
                self.keep(key, value, revision)
                self._answer(key, task, value)

        task = self._tasks.ask(
            self,
            session.study(),
            answer,
            *arguments,
            then=arrived,
            failed=lambda error: self._fail(key, task, error),
            title=title,
            quiet=quiet,
            lane=lane,
            key=repr(key),
        )
        self._waiting[key] = _Waiting(task, revision, [_Asker(owner, then, failed)])
        return task

    def keep(self, key: tuple[Any, ...], value: Any, revision: int) -> None:
        """Keep an answer that came in some other way."""
        from PySide6.QtCore import QTime

        self._kept[key] = Result(value, revision, QTime.currentTime().toString("HH:mm"))
        self._kept.move_to_end(key)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.changed.emit(key)

    def _answer(self, key: tuple[Any, ...], task: Task, value: Any) -> None:
        for asker in self._askers(key, task):
            if asker.then is not None:
                asker.then(value)

    def _fail(self, key: tuple[Any, ...], task: Task, error: BackstopError) -> None:
        for asker in self._askers(key, task):
            if asker.failed is not None:
                asker.failed(error)

    def _askers(self, key: tuple[Any, ...], task: Task) -> list[_Asker]:
        """Return those who wait for an answer and are still there; nobody waits for it then."""
        waiting = self._waiting.get(key)
        if waiting is None or waiting.task is not task:
            return []
        del self._waiting[key]
        return [asker for asker in waiting.askers if isValid(asker.owner)]

    def _forget(self) -> None:
        self._kept.clear()
        self._waiting.clear()
        self.aged.emit()

    def _age(self, touched: Touched) -> None:
        """Let answers stay fresh through an edit of records that they do not read."""
        now = touched.step.number
        for key, kept in list(self._kept.items()):
            unread = DONE if key[0] in WHAT_HAPPENS else frozenset()
            if key[0] == "reveal_report":
                unread = DONE - {"exercise"}
            if key[0] in WITHOUT_SCENARIOS:
                unread = DONE | SCENARIOS
            if kept.revision == now - 1 and touched.kinds <= unread:
                self._kept[key] = replace(kept, revision=now)
        self.aged.emit()

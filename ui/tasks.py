"""Long work off the window's thread, with progress, words and Cancel.

Three lanes, each a thread that does one thing at a time:

- "quick" and "long" put questions to a study in a process of their own (`planner.answers.worker`),
  so that not even the interpreter's lock is shared with the window;
- "session" does what must touch the session itself, such as opening and saving a file.

Whatever comes back arrives on the window's thread, and only where its owner still exists.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any, Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from planner.answers.study import Study
from planner.answers.worker import Worker
from planner.errors import BackstopError
from planner.progress import Cancelled, Progress

Lane = Literal["quick", "long", "session"]


class Task(QObject):
    """One piece of long work, from when it is asked for until it is over.

    `progressed` carries steps done, steps in all and words; exactly one of `done`, `failed` and
    `cancelled` follows, then `over`; where the owner is gone by then, none of them. A quiet task
    shows no bar. `title` says what is going on.
    """

    progressed = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    over = Signal()

    def __init__(self, title: str, *, quiet: bool, owner: QObject) -> None:
        super().__init__()
        self.title = title
        self.quiet = quiet
        self.owner = owner
        self.is_over = False
        self._stop = threading.Event()

    @property
    def is_cancelled(self) -> bool:
        """Return whether the work was asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; it does within half a second, and nothing of it is kept."""
        self._stop.set()


_Work = Callable[[Task, Progress], Any]


class Tasks(QObject):
    """All long work of the window. `started` and `ended` tell the bar that shows it."""

    started = Signal(object)
    ended = Signal(object)
    _arrived = Signal(object, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: list[Task] = []
        self._by_key: dict[str, Task] = {}
        self._lanes: dict[str, _LaneThread] = {}
        self._arrived.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> tuple[Task, ...]:
        """Return what is asked for and not yet over, oldest first."""
        return tuple(self._running)

    def warm(self) -> None:
        """Start the process of the quick lane, so that the first answer comes sooner."""
        self._lane("quick").warm()

    def ask(
        self,
        owner: QObject,
        study: Study,
        answer: str,
        *arguments: Any,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[BackstopError], None] | None = None,
        title: str = "",
        quiet: bool = False,
        lane: Lane = "quick",
        key: str = "",
        **named: Any,
    ) -> Task:
        """Put a question to a study in another process and return at once.

        `answer` is the name of a method of the study; where it takes `report`, its progress is
        shown. `then` gets what it returned; both callbacks run on the window's thread. A later
        task of the same `key` cancels an earlier one.
        """

        def work(task: Task, report: Progress) -> Any:
            worker = self._lane(lane).worker
            return worker.ask(study, answer, arguments, named, report, lambda: task.is_cancelled)

        return self._submit(owner, work, then, failed, title, quiet, lane, key)

    def do(
        self,
        owner: QObject,
        work: Callable[[Progress], Any],
        *,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[BackstopError], None] | None = None,
        title: str = "",
        quiet: bool = False,
        key: str = "",
    ) -> Task:
        """Do work that must touch the session itself, on a thread; the desk holds edits back."""

        def with_report(task: Task, report: Progress) -> Any:
            return work(report)

        return self._submit(owner, with_report, then, failed, title, quiet, "session", key)

    def close(self) -> None:
        """Cancel everything and end all threads and processes; waits until they are gone."""
        for task in self._running:
            task.cancel()
        for lane in self._lanes.values():
            lane.close()
        self._lanes.clear()

    def _submit(
        self,
        owner: QObject,
        work: _Work,
        then: Callable[[Any], None] | None,
        failed: Callable[[BackstopError], None] | None,
        title: str,
        quiet: bool,
        lane: Lane,
        key: str,
    ) -> Task:
        task = Task(title, quiet=quiet, owner=owner)
        task.setParent(self)
        if then is not None:
            task.done.connect(then)
        if failed is not None:
            task.failed.connect(failed)
        earlier = self._by_key.get(key) if key else None
        if earlier is not None:
            earlier.cancel()
        if key:
            self._by_key[key] = task
        self._running.append(task)
        self.started.emit(task)
        self._lane(lane).put(task, work, self._arrived.emit)
        return task

    def _lane(self, name: str) -> _LaneThread:
        if name not in self._lanes:
            self._lanes[name] = _LaneThread(name)
        return self._lanes[name]

    @Slot(object, str, object)
    def _arrive(self, task: Task, what: str, value: Any) -> None:
        wanted = isValid(task.owner) and not task.is_cancelled
        if what == "progress":
            if wanted:
                task.progressed.emit(*value)
            return
        task.is_over = True
        self._running.remove(task)
        for key in [key for key, one in self._by_key.items() if one is task]:
            del self._by_key[key]
        self.ended.emit(task)
        # A cancelled edit of the session may have been too late to stop: then it is done.
        if what == "done" and isValid(task.owner) and not (task.is_cancelled and value is None):
            task.done.emit(value)
        elif what == "failed" and wanted:
            task.failed.emit(value)
        elif isValid(task.owner):
            task.cancelled.emit()
        if isValid(task.owner):
            task.over.emit()
        task.deleteLater()


class _LaneThread:
    """One thread with its queue, and the process it asks."""

    def __init__(self, name: str) -> None:
        self.worker = Worker()
        self._queue: queue.SimpleQueue[tuple[Task, _Work, Callable[..., None]] | str] = (
            queue.SimpleQueue()
        )
        self._thread = threading.Thread(target=self._live, name=f"Backstop {name}")
        self._thread.start()

    def put(self, task: Task, work: _Work, arrived: Callable[..., None]) -> None:
        self._queue.put((task, work, arrived))

    def warm(self) -> None:
        self._queue.put("warm")

    def close(self) -> None:
        self._queue.put("close")
        self._thread.join()
        self.worker.stop()

    def _live(self) -> None:
        while True:
            taken = self._queue.get()
            if taken == "close":
                return
            if isinstance(taken, str):
                self.worker.start()
                continue
            task, work, arrived = taken
            arrived(task, *self._carried_out(task, work, arrived))

    @staticmethod
    def _carried_out(task: Task, work: _Work, arrived: Callable[..., None]) -> tuple[str, Any]:
        def report(done: int, total: int, text: str) -> None:
            if task.is_cancelled:
                raise Cancelled
            arrived(task, "progress", (done, total, text))

        if task.is_cancelled:
            return "cancelled", None
        try:
            return "done", work(task, report)
        except Cancelled:
            return "cancelled", None
        except BackstopError as error:
            return "failed", error
        except Exception as error:
            return "failed", Unexpected(error)


class Unexpected(BackstopError):
    """A fault of the program itself. `details` is for the crash notes, not for the screen."""

    def __init__(self, fault: BaseException) -> None:
        from ui.shell.crash_net import told_of

        super().__init__(
            "Something went wrong inside Backstop; the register is as it was. "
            "Help, Crash notes has what to send."
        )
        self.details = told_of(fault)

"""Long answers worked out in a process of their own, so that a window stays free.

One `Worker` is one process. It is given a study, the name of one of its answers and arguments; it
reports progress while it works and sends back the answer or the error. A study goes over only when
it is another than the last. To stop it, `cancel` is set; a process that does not listen in time is
ended and started anew, which no register notices: a study is a copy.
"""

from __future__ import annotations

import inspect
import multiprocessing
import pickle
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from multiprocessing.util import Finalize
from typing import Any

from planner.answers.study import Study
from planner.errors import BackstopError
from planner.executors import live_no_longer_than_parent
from planner.progress import Cancelled, Progress

REPORT_EVERY = 0.05
STOPS_WITHIN = 0.35
"""Seconds a process is given to stop by itself before it is ended."""


class _ProcessEnded(Exception):
    """The process is no more; `had_begun` tells whether it had let anything be heard."""

    def __init__(self, had_begun: bool) -> None:
        super().__init__()
        self.had_begun = had_begun


class Worker:
    """One process that answers questions about a study, one at a time."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._process: multiprocessing.process.BaseProcess | None = None
        self._connection: Connection[Any, Any] | None = None
        self._cancel: Event | None = None
        self._sent: Study | None = None
        self._end: Callable[[], None] | None = None

    def start(self) -> None:
        """Start the process ahead of the first question, which is then answered sooner."""
        self._running()

    def ask(
        self,
        study: Study,
        answer: str,
        arguments: tuple[Any, ...],
        named: Mapping[str, Any],
        report: Progress,
        is_cancelled: Callable[[], bool],
    ) -> Any:
        """Return what `study` answers; its own error where it fails, Cancelled where stopped.

        Blocks until then: it belongs on a thread of its own. Where an answer takes a `report`, it
        is handed on.
        """
        for is_last in (False, True):
            try:
                return self._asked(study, answer, arguments, named, report, is_cancelled)
            except _ProcessEnded as ended:
                self.stop()
                # A process ended between two questions may still have been there to be sent one.
                # It has done nothing with it, so a new process is asked the same.
                if is_last or ended.had_begun:
                    raise BackstopError(
                        "The work stopped before it was done, perhaps for want of memory; "
                        "the register is as it was. Close other programs and try again."
                    ) from None
            except (BackstopError, Cancelled):
                raise
            except BaseException:
                # Whatever was to come would be taken for the answer to the next question.
                self.stop()
                raise
        raise AssertionError("the second time returns or raises")

    def _asked(
        self,
        study: Study,
        answer: str,
        arguments: tuple[Any, ...],
        named: Mapping[str, Any],
        report: Progress,
        is_cancelled: Callable[[], bool],
    ) -> Any:
        """Send a question and wait for what comes of it; _ProcessEnded where nothing will."""
        connection, cancel = self._put(study, answer, arguments, named)
        had_begun = False
        asked_to_stop = 0.0
        while True:
            received = self._received(connection, had_begun)
            if received is not None:
                what, value = received
                had_begun = True
                if what == "answer":
                    if asked_to_stop:
                        raise Cancelled
                    return value
                if what == "error":
                    raise value
                if not asked_to_stop:
                    try:
                        report(*value)
                    except Cancelled:  # the answer is still to come: it must not be left
                        asked_to_stop = time.monotonic()
                        cancel.set()
            elif asked_to_stop and time.monotonic() - asked_to_stop > STOPS_WITHIN:
                self.stop()
                raise Cancelled
            if not asked_to_stop and is_cancelled():
                asked_to_stop = time.monotonic()
                cancel.set()

    def stop(self) -> None:
        """End the process; the next question starts another."""
        if self._end is not None:
            self._end()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = self._cancel = self._sent = self._end = None

    def _received(
        self, connection: Connection[Any, Any], had_begun: bool
    ) -> tuple[str, Any] | None:
        """Return what the process sent, None where it has sent nothing in a little while."""
        try:
            if not connection.poll(0.02):
                return None
            what, value = pickle.loads(connection.recv_bytes())
        except (EOFError, OSError):  # Windows tells of a closed pipe when polled
            raise _ProcessEnded(had_begun) from None
        return what, value

    def _put(
        self, study: Study, answer: str, arguments: tuple[Any, ...], named: Mapping[str, Any]
    ) -> tuple[Connection[Any, Any], Event]:
        connection, cancel = self._running()
        cancel.clear()
        message = self._message(study, answer, arguments, named)
        try:
            connection.send_bytes(message)
        except OSError:
            raise _ProcessEnded(had_begun=False) from None
        self._sent = study
        return connection, cancel

    def _running(self) -> tuple[Connection[Any, Any], Event]:
        if self._process is not None and not self._process.is_alive():
            self.stop()
        if self._process is None or self._connection is None or self._cancel is None:
            self._connection, other = self._context.Pipe()
            self._cancel = self._context.Event()
            self._process = self._context.Process(
                target=serve, args=(other, self._cancel), name="Backstop answers"
            )
            self._process.start()
            other.close()
            # The process is no daemon, for a daemon may have no processes of its own to share its
            # work with; so it is ended when this worker goes, or before Python waits for it to end.
            self._end = Finalize(self, _end, (self._process,), exitpriority=10)
        return self._connection, self._cancel

    def _message(
        self, study: Study, answer: str, arguments: tuple[Any, ...], named: Mapping[str, Any]
    ) -> bytes:
        last = self._sent
        is_same = (
            last is not None
            and last.register is study.register
            and (last.who, last.folders, last.today()) == (study.who, study.folders, study.today())
        )
        return pickle.dumps((None if is_same else study, answer, arguments, dict(named)), 5)


def _end(process: multiprocessing.process.BaseProcess) -> None:
    process.terminate()
    process.join()
    process.close()


def serve(connection: Connection[Any, Any], cancel: Event) -> None:
    """Answer questions until the other end is closed: the whole life of the process."""
    live_no_longer_than_parent()
    study: Study | None = None
    while True:
        try:
            message = connection.recv_bytes()
        except (EOFError, KeyboardInterrupt):
            return
        last = 0.0

        def report(done: int, total: int, text: str) -> None:
            nonlocal last
            if cancel.is_set():
                raise Cancelled
            now = time.monotonic()
            if now - last >= REPORT_EVERY:
                last = now
                connection.send_bytes(pickle.dumps(("progress", (done, total, text)), 5))

        try:
            given, answer, arguments, named = pickle.loads(message)
            study = given or study
            found = getattr(study, answer)
            if "report" in inspect.signature(found).parameters:
                named["report"] = report
            reply: tuple[str, Any] = ("answer", found(*arguments, **named))
            packed = pickle.dumps(reply, 5)
        except (Exception, Cancelled) as error:
            packed = _packed_error(error)
        connection.send_bytes(packed)


WHERE = "In another process:\n"
"""How the note of an error begins that says where in another process it happened."""


def _packed_error(error: BaseException) -> bytes:
    """Return an error with its traceback in a note, since a traceback itself cannot be sent."""
    import traceback

    if not isinstance(error, (BackstopError, Cancelled)):
        # Where it happened, and not what it says, which can quote the register.
        error.add_note(WHERE + "".join(traceback.format_tb(error.__traceback__)))
    try:
        packed = pickle.dumps(("error", error), 5)
        pickle.loads(packed)
    except Exception:
        packed = pickle.dumps(("error", RuntimeError(str(error))), 5)
    return packed

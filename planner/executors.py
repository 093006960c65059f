"""Where long work is done: in this process, in processes of this machine, or on a Dask cluster.

Sweeps, pairs and chance cut their work into chunks and put them through one
`concurrent.futures.Executor`; which one it is changes no bit of the answer, because chunks do not
depend on who works them out and their results are taken in order.
"""

from __future__ import annotations

import concurrent.futures
import copyreg
import hashlib
import multiprocessing
import os
import pickle
import re
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from planner.errors import BackstopError, InputRefused, Problem
from planner.progress import Progress, unreported

Chunk = TypeVar("Chunk")
Result = TypeVar("Result")
Value = TypeVar("Value")

MOST_PROCESSES = 8
LISTEN_EVERY = 0.1
"""Seconds between two looks at whether the work should stop."""
SCHEDULER = "BACKSTOP_SCHEDULER"
"""Names the address of a Dask scheduler in the environment."""
SCHEDULER_ANSWERS_WITHIN = 10.0
"""Seconds a scheduler is given to answer at its address."""


def _as_mapping(plain: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(plain)


def _reduced(mapping: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return _as_mapping, (dict(mapping),)


# A read-only mapping cannot be pickled by itself, and every register is made of them.
copyreg.pickle(MappingProxyType, _reduced)


class _LazyFuture(Future[Any]):
    """A future of work that is done in this process, when its result is asked for."""

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self._work = work

    def result(self, timeout: float | None = None) -> Any:
        """Do the work, unless it is done, and return what comes of it."""
        if self.set_running_or_notify_cancel_once():
            try:
                self.set_result(self._work())
            except BaseException as error:
                self.set_exception(error)
        return super().result(timeout)

    def set_running_or_notify_cancel_once(self) -> bool:
        """Return whether the work is still to be done, and take it on."""
        return not self.done() and not self.running() and self.set_running_or_notify_cancel()


class SerialExecutor(Executor):
    """An executor that works in the process and thread that ask for a result, when they ask."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return a future whose work begins when its result is asked for."""
        return _LazyFuture(lambda: fn(*args, **kwargs))


class Shared(Generic[Value]):
    """A value that many chunks need, unpacked once in each process rather than once a chunk.

    In the process that made it, `value` is the value itself.
    """

    _unpacked: dict[str, Any] = {}

    def __init__(self, value: Value) -> None:
        self._value: Value | None = value
        self._packed: bytes | None = None
        self._mark = ""

    @property
    def value(self) -> Value:
        """Return the value; the same object for every chunk that a process is given."""
        if self._value is None:
            known = Shared._unpacked
            if self._mark not in known:
                # One register at a time: a worker that outlives many questions must not grow.
                known.clear()
                known[self._mark] = pickle.loads(self._packed or b"")
            self._value = known[self._mark]
        return self._value

    def __getstate__(self) -> tuple[str, bytes]:
        """Return what goes to another process."""
        if self._packed is None:
            self._packed = pickle.dumps(self._value, 5)
            self._mark = hashlib.sha256(self._packed).hexdigest()
        return self._mark, self._packed

    def __setstate__(self, state: tuple[str, bytes]) -> None:
        """Take what came from another process, still packed."""
        self._mark, self._packed = state
        self._value = None


@contextmanager
def open_executor(processes: int | None = None, scheduler: str | None = None) -> Iterator[Executor]:
    """Open where the chunks of long work are done, and close it at once when left by an error.

    `processes` None means one a core, at most 8; with one, the work stays in this process.
    `scheduler` is the address of a Dask scheduler ("tcp://10.0.0.5:8786"), which is used instead;
    where neither is said, that of the environment (BACKSTOP_SCHEDULER), if there is one.
    InputRefused where it does not answer or the extra `cluster` is not installed.
    """
    if scheduler is None and processes is None:
        scheduler = os.environ.get(SCHEDULER) or None
    if scheduler is not None:
        with _dask_executor(scheduler) as executor:
            yield executor
        return
    if processes is None:
        processes = min(MOST_PROCESSES, cores())
    if processes <= 1:
        yield SerialExecutor()
        return
    pool = ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), initializer=live_no_longer_than_parent
    )
    try:
        yield pool
    except BaseException:
        _end_now(pool)
        raise
    pool.shutdown()


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def live_no_longer_than_parent() -> None:
    """End this process as soon as the one that started it is no more, however that ended.

    A process in the middle of a chunk would otherwise work on for nobody, and one that waits for
    the next chunk would wait for ever. A break by the keyboard is left to the parent to handle.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, name="Wait for the parent's end", daemon=True).start()


def in_order(
    executor: Executor,
    function: Callable[[Chunk], Result],
    chunks: Sequence[Chunk],
    report: Progress = unreported,
    text: str = "Working",
) -> Iterator[Result]:
    """Yield what `function` makes of each chunk, in the order of the chunks.

    `report` hears how many chunks are done, and of a chunk under way it is asked ten times a
    second whether to stop; what is left undone is then given up. `function` and the chunks must be
    picklable. BackstopError where a process of the pool ended before its chunk was done.
    """
    total = len(chunks)
    report(0, total, text)
    waiting = deque(executor.submit(function, chunk) for chunk in chunks)
    try:
        while waiting:
            if not isinstance(waiting[0], _LazyFuture):
                _wait(waiting, total, report, text)
            result = waiting[0].result()
            waiting.popleft()  # a result taken is not kept until the last one
            report(_done(waiting, total), total, text)
            yield result
    except BrokenProcessPool:
        raise BackstopError(
            "A process ended before its part of the work was done, perhaps for want of memory; "
            "nothing was changed. Close other programs and try again, or use fewer processes."
        ) from None
    finally:
        for future in waiting:
            future.cancel()


def _wait(waiting: deque[Future[Any]], total: int, report: Progress, text: str) -> None:
    while not waiting[0].done():
        concurrent.futures.wait([waiting[0]], LISTEN_EVERY)
        report(_done(waiting, total), total, text)


def _done(waiting: deque[Future[Any]], total: int) -> int:
    return total - len(waiting) + sum(future.done() for future in waiting)


def _end_now(pool: ProcessPoolExecutor) -> None:
    """End a pool's processes in the middle of what they do (a later Python has this itself)."""
    processes = list((pool._processes or {}).values())
    results = pool._result_queue
    if processes and hasattr(results, "_writer"):
        # A process ended while it sends leaves half a result; the end of the pipe ends the wait.
        results._writer.close()
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    for process in processes:
        process.join()


@contextmanager
def _dask_executor(scheduler: str) -> Iterator[Executor]:
    try:
        import distributed
    except ImportError:
        raise InputRefused(
            [
                Problem(
                    f"Scheduler {scheduler}",
                    "the package distributed is not installed",
                    'install it with pip install "backstop[cluster]"',
                )
            ]
        ) from None
    if not re.search(r":\d+/?$|^inproc:", scheduler):
        raise InputRefused.one(
            f"Scheduler {scheduler}",
            "is not an address",
            "give the machine and its port, such as tcp://10.0.0.5:8786",
        )
    connect: Any = distributed.Client  # its own types are too few to be checked against
    try:
        client = connect(
            scheduler, timeout=SCHEDULER_ANSWERS_WITHIN, set_as_default=False, name="Backstop"
        )
    except (OSError, ValueError, TimeoutError) as error:
        raise InputRefused(
            [
                Problem(
                    f"Scheduler {scheduler}",
                    f"no Dask scheduler answered within {SCHEDULER_ANSWERS_WITHIN:.0f} seconds",
                    "check the address, such as tcp://10.0.0.5:8786, and that it is running",
                )
            ]
        ) from error
    with client:
        executor: Executor = client.get_executor(pure=False)
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False)
            raise
        executor.shutdown()

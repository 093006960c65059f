"""One line of the benchmark table, and how times are taken."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Measured:
    """A piece of work, what is to be reached, what was measured, the rival and what it took."""

    work: str
    reach: str
    ours: str
    rival: str
    ratio: str


def seconds_of(work: Callable[[], Answer], goes: int = 1) -> tuple[float, Answer]:
    """Return the fewest seconds of the processor a piece of work took, and what came of it.

    Seconds of the processor, so that other work on the machine does not count.
    """
    fewest = float("inf")
    for _ in range(goes):
        start = time.process_time()
        answer = work()
        fewest = min(fewest, time.process_time() - start)
    return fewest, answer


def by_the_clock(work: Callable[[], Answer]) -> tuple[float, Answer]:
    """Return the seconds that passed while a piece of work was done, and what came of it.

    For work that is spread over processes, as a person waits for it; on a machine left in peace.
    """
    start = time.perf_counter()
    answer = work()
    return time.perf_counter() - start, answer


def told(seconds: float) -> str:
    """Return seconds in words: "0.13 s", "5.1 s", "2.5 h"."""
    if seconds >= 7_200:
        return f"{seconds / 3_600:,.1f} h" if seconds < 360_000 else f"{seconds / 3_600:,.0f} h"
    return f"{seconds:.2f} s" if seconds < 10 else f"{seconds:,.0f} s"


def times(ratio: float) -> str:
    """Return how many times as fast, in words: "3.4 times", "1,200 times"."""
    if ratio < 10:
        return f"{ratio:.1f} times"
    if ratio < 100:
        return f"{ratio:.0f} times"
    digits = len(str(int(ratio))) - 2
    return f"{round(ratio, -digits):,.0f} times"

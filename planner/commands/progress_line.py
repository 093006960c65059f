"""Progress of long work on standard error: one line that changes, or a few lines in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from planner.progress import Progress

QUIET_SECONDS = 0.5
SECONDS_BETWEEN_LINES = 5.0
SECONDS_BETWEEN_CHANGES = 0.1
WIDTH = 78


class ProgressLine:
    """Shows progress on a stream: on a screen one line is rewritten, elsewhere lines are sparse.

    Work that is over at once shows nothing.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._on_screen = stream.isatty()
        self._next = time.monotonic() + QUIET_SECONDS
        self._shown = False

    def __call__(self, done: int, total: int, text: str) -> None:
        """Take one report and show it, if the last one shown is old enough."""
        now = time.monotonic()
        if now < self._next:
            return
        wait = SECONDS_BETWEEN_CHANGES if self._on_screen else SECONDS_BETWEEN_LINES
        self._next = now + wait
        line = f"{text} ({done:,} of {total:,})" if total > 1 else text
        if self._on_screen:
            self._stream.write(f"\r{line[:WIDTH]:<{WIDTH}}")
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()
        self._shown = True

    def clear(self) -> None:
        """Take the line off the screen again."""
        if self._shown and self._on_screen:
            self._stream.write(f"\r{'':<{WIDTH}}\r")
            self._stream.flush()


@contextmanager
def progress() -> Iterator[Progress]:
    """Yield what long work reports to, and tidy up after it."""
    line = ProgressLine(sys.stderr)
    try:
        yield line
    finally:
        line.clear()

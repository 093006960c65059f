"""How long work says how far it is, and how it is stopped."""

from __future__ import annotations

from typing import Protocol

from planner.errors import BackstopError


class Cancelled(BackstopError):
    """The person asked for the work to stop; nothing it did is kept."""


class Progress(Protocol):
    """What long work calls as it goes.

    An implementation raises `Cancelled` when the work should stop. A test passes a function that
    appends to a list; the window turns each call into a signal.
    """

    def __call__(self, done: int, total: int, text: str) -> None:
        """Report that `done` of `total` steps are finished; `text` says what is going on."""


def unreported(done: int, total: int, text: str) -> None:
    """Ignore a report; the default where nobody is watching."""

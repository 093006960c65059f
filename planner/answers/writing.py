"""Files that are written: what a refusal of the system says to the person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from planner.errors import BackstopError


def written(write: Callable[[], None], path: Path) -> None:
    """Write a file; BackstopError that says how to mend it where the system refuses."""
    try:
        write()
    except OSError as error:
        raise BackstopError(
            f"{path.name} could not be written: {error.strerror or error}; close it if it is open "
            "elsewhere, or choose another folder."
        ) from error

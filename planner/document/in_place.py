"""Putting a finished file in its place, so that nobody ever sees half of one."""

from __future__ import annotations

import os
from pathlib import Path

from planner.unfinished import beside


def put_in_place(data: bytes, path: Path) -> None:
    """Write bytes beside the path and rename them over it; OSError where that cannot be done.

    What stood there before stays whole until the new file is complete.
    """
    with beside(path) as new:
        with new.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(path)

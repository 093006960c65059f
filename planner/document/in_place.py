"""Putting a finished file in its place, so that nobody ever sees half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def put_in_place(data: bytes, path: Path) -> None:
    """Write bytes beside the path and rename them over it; OSError where that cannot be done.

    What stood there before stays whole until the new file is complete.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.chmod(0o644)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise

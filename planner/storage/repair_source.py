"""What a register is checked and repaired from: the file, or a working copy that holds more."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from planner.storage.folders import Folders
from planner.storage.origin import Origin, read_origin
from planner.storage.working_copy import kept_in


def unsaved_copy(path: Path, folders: Folders) -> Path | None:
    """Return the working copy with edits of the register at `path` that its file does not hold.

    Of several it is the one opened last; one that cannot be read counts, for what may be saved.
    """
    if not folders.working.is_dir():
        return None
    wanted = path.expanduser().resolve()
    found: list[tuple[str, Path]] = []
    for folder in folders.working.iterdir():
        origin = read_origin(folder)
        copy = folder / "register.sqlite"
        if origin is not None and origin.is_of(wanted) and _holds_more(copy, origin):
            found.append((origin.opened, copy))
    return max(found)[1] if found else None


def copied_whole(copy: Path, into: Path) -> None:
    """Copy a working copy with the edits that stand beside it; OSError where it cannot be read."""
    with suppress(sqlite3.Error):
        with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(into)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        return
    shutil.copyfile(copy, into)


def _holds_more(copy: Path, origin: Origin) -> bool:
    try:
        return kept_in(copy) > origin.saved
    except OSError:
        return False
    except sqlite3.Error:
        return copy.stat().st_size > 0

"""Put a new file in the place of an old one by renaming: the old or the new, never half."""

from __future__ import annotations

import datetime
import hashlib
import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from planner.errors import BackstopError
from planner.storage.reasons import reason_of
from planner.unfinished import beside

# How long to wait for a program that holds the file, such as one that syncs a folder; seconds.
WAITS = (0.1, 0.3, 1.0, 2.0)


class SaveFailed(BackstopError):
    """A file that could not be written; what was there before is whole."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file was like when it was last looked at: size in bytes, time, and SHA-256."""

    size: int
    modified: float
    digest: str


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a save put the file. `wanted` differs from `path` where another program held it."""

    path: Path
    wanted: Path
    sentence: str

    @property
    def in_place(self) -> bool:
        """Return whether the file has the name it was to have."""
        return self.path == self.wanted


def fingerprint(path: Path) -> Fingerprint | None:
    """Return the fingerprint of a file, or None where there is no file."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            status = os.fstat(file.fileno())
    except FileNotFoundError:
        return None
    return Fingerprint(status.st_size, status.st_mtime, digest)


def publish(
    path: Path,
    write: Callable[[Path], None],
    now: datetime.datetime,
    *,
    before_rename: Callable[[Path], None] = lambda written: None,
    wait: Callable[[float], None] = time.sleep,
) -> Saved:
    """Write a file beside `path` and rename it to `path`; SaveFailed where that cannot be done.

    `write` fills the new file; `before_rename` is called when it is whole and on the disk. Where
    another program keeps holding `path`, the new file stays under a name with the date.
    """
    with beside(path) as new:
        try:
            write(new)
            flush(new)
            before_rename(new)
        except (OSError, sqlite3.Error) as error:
            raise SaveFailed(
                f"{path.name} could not be saved in {path.parent} ({reason_of(error)}); what was "
                "there before is unchanged, so save it in another folder."
            ) from error
        return _rename(new, path, now, wait)


def _rename(new: Path, path: Path, now: datetime.datetime, wait: Callable[[float], None]) -> Saved:
    for pause in (*WAITS, None):
        try:
            new.replace(path)
        except OSError:
            if pause is not None:
                wait(pause)
            continue
        flush_folder(path.parent)
        return Saved(path, path, f"Saved {path.name}.")
    dated = path.with_name(f"{path.stem} {now:%Y-%m-%d %H%M%S}{path.suffix}")
    try:
        new.replace(dated)
    except OSError as error:
        raise SaveFailed(
            f"{path.name} could not be saved in {path.parent} ({reason_of(error)}); what was there "
            "before is unchanged, so save it in another folder."
        ) from error
    flush_folder(path.parent)
    return Saved(
        dated,
        path,
        f"{path.name} is held by another program, so your work was saved beside it as "
        f"{dated.name}.",
    )


def write_text(path: Path, text: str) -> None:
    """Write a small text file by renaming, so that it is never half written and outlives a cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with beside(path, lasting=False) as new:
        new.write_text(text, encoding="utf-8")
        flush(new)
        new.replace(path)
        flush_folder(path.parent)


def flush(path: Path) -> None:
    """Make sure that a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make sure that a rename is on the disk, where the system can do so."""
    if os.name == "nt":  # Windows cannot open a folder as a file
        return
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def remove_quietly(path: Path) -> None:
    """Remove a file of our own that may not be there."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
        for companion in ("-journal", "-wal", "-shm"):
            path.with_name(path.name + companion).unlink(missing_ok=True)

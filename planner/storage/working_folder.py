"""The local folder of one open register, claimed by one running program at a time."""

from __future__ import annotations

import datetime
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from planner.storage.origin import Origin, has_origin, read_origin
from planner.storage.publish import fingerprint, flush_folder
from planner.storage.reasons import is_busy, is_of_the_disk, reason_of
from planner.storage.working_copy import kept_in, pulses_in

LEFTOVER_AFTER = datetime.timedelta(hours=1)


class WorkingFolder:
    """A claimed folder; the system frees the claim when the program ends, however it ends."""

    def __init__(self, path: Path, claim: sqlite3.Connection) -> None:
        self.path = path
        self._claim = claim

    @property
    def register(self) -> Path:
        """Return where the working copy lies."""
        return self.path / "register.sqlite"

    @classmethod
    def make(cls, under: Path) -> WorkingFolder:
        """Make and claim a new folder; OSError where that cannot be done."""
        path, is_first = under / uuid.uuid4().hex, not under.is_dir()
        path.mkdir(parents=True)
        try:
            claimed = cls.claim(path)
            if claimed is None:
                raise OSError("the new folder is claimed already")
        except BaseException:
            shutil.rmtree(path, ignore_errors=True)
            raise
        # The name of the folder is to outlive a cut of power as what lies in it does.
        flush_folder(under)
        if is_first:
            flush_folder(under.parent)
            flush_folder(under.parent.parent)
        return claimed

    @classmethod
    def claim(cls, path: Path) -> WorkingFolder | None:
        """Claim a folder, or return None where a running program has it.

        OSError where the disk refuses.
        """
        # A lock of SQLite works alike on every system and cannot outlive the program.
        try:
            connection = sqlite3.connect(
                path / "claim", timeout=0, isolation_level=None, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise OSError(reason_of(error)) from error
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            connection.close()
            if is_busy(error):
                return None
            raise OSError(reason_of(error)) from error
        return cls(path, connection)

    def release(self) -> None:
        """Give up the claim and leave the folder."""
        self._claim.close()

    def remove(self) -> None:
        """Give up the claim and remove the folder."""
        self._claim.close()
        # What cannot be removed now, such as under a virus scanner, is tidied up at the next open.
        with suppress(OSError):
            (self.path / "origin.json").unlink(missing_ok=True)
        shutil.rmtree(self.path, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Found:
    """What lies on this machine for one register: work to recover, and whether it is open.

    `unread` says why earlier work could not be looked at, "" where all could; it stays where it is.
    """

    unsaved: WorkingFolder | None
    origin: Origin | None
    is_open: bool
    unread: str = ""


def find_for(path: Path, under: Path, now: datetime.datetime) -> Found:
    """Look for earlier working copies of the register at `path`; claim one with unsaved edits.

    Of several the one opened last is taken. Folders without unsaved edits are tidied away; those
    that cannot be read are left for another time.
    """
    is_open, unread = False, ""
    candidates: list[tuple[str, WorkingFolder, Origin]] = []
    for folder, origin in _folders(under, now):
        if not origin.may_be_of(path):
            continue
        claimed: WorkingFolder | None = None
        try:
            claimed = WorkingFolder.claim(folder)
            if claimed is None:
                is_open = is_open or origin.is_of(path)
                continue
            settled = _settled(origin)
            if not settled.is_of(path):
                claimed.release()
            elif _unsaved(claimed, settled):
                candidates.append((settled.opened, claimed, settled))
            else:
                claimed.remove()
        except (OSError, sqlite3.Error) as error:
            # A full disk today is no reason to throw away the work of yesterday.
            unread = reason_of(error)
            if claimed is not None:
                claimed.release()
    candidates.sort(key=lambda one: one[0])
    for _, claimed, _ in candidates[:-1]:
        claimed.release()
    if not candidates:
        return Found(None, None, is_open, unread)
    _, newest, origin_of_newest = candidates[-1]
    return Found(newest, origin_of_newest, is_open, unread)


def _folders(under: Path, now: datetime.datetime) -> Iterator[tuple[Path, Origin]]:
    if not under.is_dir():
        return
    for folder in sorted(under.iterdir()):
        origin = read_origin(folder)
        if origin is not None:
            yield folder, origin
        elif not has_origin(folder) and _is_leftover(folder, now):
            with suppress(OSError):
                claimed = WorkingFolder.claim(folder)
                if claimed is not None:
                    claimed.remove()


def _is_leftover(folder: Path, now: datetime.datetime) -> bool:
    if not folder.is_dir():
        return False
    return now.timestamp() - folder.stat().st_mtime > LEFTOVER_AFTER.total_seconds()


def _settled(origin: Origin) -> Origin:
    """Return the origin with a save that a crash interrupted counted, where it had succeeded."""
    if not origin.pending_digest:
        return origin
    seen = fingerprint(origin.pending_path)
    if seen is None or seen.digest != origin.pending_digest:
        return origin
    return Origin(
        origin.pending_path, origin.opened, seen, origin.pending, pulses=origin.pending_pulses
    )


def _unsaved(folder: WorkingFolder, origin: Origin) -> bool:
    try:
        return kept_in(folder.register) > origin.saved or _was_played(folder, origin)
    except FileNotFoundError:
        return False
    except sqlite3.Error as error:
        if is_of_the_disk(error):
            raise
        raise OSError("it is damaged") from error


def _was_played(folder: WorkingFolder, origin: Origin) -> bool:
    """Return whether the clock of an exercise ran on after the register was last saved.

    Another's later version of the register counts for more than the second a clock stood at.
    """
    if origin.seen is None or pulses_in(folder.register) == origin.pulses:
        return False
    now = fingerprint(origin.path)
    return now is not None and now.digest == origin.seen.digest

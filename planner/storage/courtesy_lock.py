"""A note beside a register that says who has it open; it informs and never forbids."""

from __future__ import annotations

import dataclasses
import datetime
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from planner.storage.publish import remove_quietly, write_text

# A note without a sign of life for so long was left behind by a crash.
STALE = datetime.timedelta(minutes=10)
LONGEST = 4096
"""Bytes read of a note; whatever is longer is not one of ours."""


@dataclass(frozen=True, slots=True)
class LockNote:
    """Who has a register open, on which machine, since when, and when last seen.

    `turn` counts how often the register was taken over from another; the higher one holds.
    """

    who: str
    machine: str
    since: datetime.datetime
    seen: datetime.datetime
    token: str
    turn: int = 0

    @property
    def sentence(self) -> str:
        """Return what to tell a second person who opens the register."""
        return (
            f"{self.who} has had this register open on {self.machine} since "
            f"{self.since:%d %B %Y %H:%M}; agree who saves, because a register changed by another "
            "is not overwritten."
        )


def note_path(register: Path) -> Path:
    """Return where the note of a register lies."""
    return register.with_name(f".{register.name}.open")


def note_of_another(register: Path, now: datetime.datetime, token: str = "") -> LockNote | None:
    """Return the note of somebody else; None where there is none, a stale or a broken one.

    It lives where its last sign is young by the clock of this machine or by that of the disk it
    lies on: the clocks of two machines may differ, and the disk of a share has one clock for all.
    """
    try:
        note = note_there(register)
    except OSError:
        return None
    if note is None or note.token == token:
        return None
    if abs(now - note.seen) > STALE and not _is_young(register):
        return None
    return note


def note_there(register: Path) -> LockNote | None:
    """Return the note beside a register, whosever it is; None where there is none or a broken one.

    OSError where nobody can tell, as while a share is away.
    """
    try:
        with note_path(register).open("rb") as file:
            written = file.read(LONGEST)
    except FileNotFoundError:
        if register.parent.is_dir():
            return None
        raise
    try:
        plain = json.loads(written.decode())
        return LockNote(
            _name(plain["who"]),
            _name(plain["machine"]),
            _aware(plain["since"]),
            _aware(plain["seen"]),
            str(plain["token"]),
            int(plain.get("turn", 0)),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def renewed(note: LockNote, now: datetime.datetime) -> LockNote:
    """Return the note with a new sign of life."""
    return dataclasses.replace(note, seen=now)


def leave_note(register: Path, note: LockNote) -> None:
    """Write or renew the note; a folder that cannot be written to is no reason to stop."""
    with suppress(OSError):
        write_note(register, note)


def write_note(register: Path, note: LockNote) -> None:
    """Write or renew the note; OSError where it cannot be written."""
    plain = {
        "who": note.who,
        "machine": note.machine,
        "since": note.since.isoformat(),
        "seen": note.seen.isoformat(),
        "token": note.token,
        "turn": note.turn,
    }
    write_text(note_path(register), json.dumps(plain, ensure_ascii=False))


def take_away(register: Path, token: str) -> None:
    """Remove the note where it is ours."""
    with suppress(OSError):
        note = note_there(register)
        if note is not None and note.token == token:
            remove_quietly(note_path(register))


def _is_young(register: Path) -> bool:
    """Return whether the note was written lately by the clock of the disk it lies on.

    What that clock says now is read off a file written for it.
    """
    note = note_path(register)
    probe = note.with_name(f"{note.name}.{os.getpid()}.clock")
    try:
        probe.write_bytes(b"")
        age = probe.stat().st_mtime - note.stat().st_mtime
    except OSError:
        return False
    finally:
        remove_quietly(probe)
    return abs(age) < STALE.total_seconds()


def _name(written: object) -> str:
    """Return a name fit for a sentence: on one line, and not without end."""
    return " ".join("".join(one if one.isprintable() else " " for one in str(written)).split())[:80]


def _aware(text: str) -> datetime.datetime:
    moment = datetime.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment

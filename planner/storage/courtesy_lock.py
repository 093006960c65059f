"""A note beside a register that says who has it open; it informs and never forbids."""

from __future__ import annotations

import dataclasses
import datetime
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from planner.storage.publish import remove_quietly, write_text

# A note without a sign of life for so long was left behind by a crash.
STALE = datetime.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class LockNote:
    """Who has a register open, on which machine, since when, and when last seen."""

    who: str
    machine: str
    since: datetime.datetime
    seen: datetime.datetime
    token: str

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
    """Return the note of somebody else; None where there is none, a stale or a broken one."""
    note = _read(note_path(register))
    if note is None or note.token == token or abs(now - note.seen) > STALE:
        return None
    return note


def renewed(note: LockNote, now: datetime.datetime) -> LockNote:
    """Return the note with a new sign of life."""
    return dataclasses.replace(note, seen=now)


def leave_note(register: Path, note: LockNote) -> None:
    """Write or renew the note; a folder that cannot be written to is no reason to stop."""
    plain = {
        "who": note.who,
        "machine": note.machine,
        "since": note.since.isoformat(),
        "seen": note.seen.isoformat(),
        "token": note.token,
    }
    with suppress(OSError):
        write_text(note_path(register), json.dumps(plain, ensure_ascii=False))


def take_away(register: Path, token: str) -> None:
    """Remove the note where it is ours."""
    note = _read(note_path(register))
    if note is not None and note.token == token:
        remove_quietly(note_path(register))


def _read(path: Path) -> LockNote | None:
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return LockNote(
            str(plain["who"]),
            str(plain["machine"]),
            _aware(plain["since"]),
            _aware(plain["seen"]),
            str(plain["token"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _aware(text: str) -> datetime.datetime:
    moment = datetime.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment

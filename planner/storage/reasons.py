"""Why a disk refused something, in words for a sentence; and whether it was the disk at all."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import SQLAlchemyError

# The lower byte of SQLite's codes: https://www.sqlite.org/rescode.html
_OF_THE_DISK = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk could not be read or written",
    sqlite3.SQLITE_CANTOPEN: "a file there cannot be made or opened",
    sqlite3.SQLITE_READONLY: "nothing may be written there",
    sqlite3.SQLITE_PERM: "nothing may be written there",
    sqlite3.SQLITE_AUTH: "nothing may be written there",
    sqlite3.SQLITE_NOMEM: "there is no memory left",
    sqlite3.SQLITE_BUSY: "another program holds it",
    sqlite3.SQLITE_LOCKED: "another program holds it",
}
_NOT_WHOLE = "what was written is not whole"


def is_of_the_disk(error: BaseException) -> bool:
    """Return whether the disk or the system refused, so that it may go well another time."""
    found = _inner(error)
    return isinstance(found, OSError) or _code(found) in _OF_THE_DISK


def is_damage(error: BaseException) -> bool:
    """Return whether SQLite found what it read to be no sound database."""
    return _code(_inner(error)) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_busy(error: BaseException) -> bool:
    """Return whether another program holds a database."""
    return _code(_inner(error)) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def reason_of(error: BaseException) -> str:
    """Return why something was refused, as a few words without the name of any file."""
    found = _inner(error)
    if isinstance(found, OSError):
        text = found.strerror or str(found)
        return text[:1].lower() + text[1:] if text else "the system refused it"
    known = _OF_THE_DISK.get(_code(found))
    if known is not None:
        return known
    text = str(found)
    # What a check of SQLite finds runs over lines that mean nothing to the person who reads it.
    return _NOT_WHOLE if not text or "\n" in text or "***" in text else text


def _inner(error: BaseException) -> BaseException:
    if isinstance(error, SQLAlchemyError):
        return getattr(error, "orig", None) or error
    return error


def _code(error: BaseException) -> int:
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF

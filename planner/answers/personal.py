"""What Backstop remembers of the person at this computer: name and registers opened last."""

from __future__ import annotations

import datetime
import getpass
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import BackstopError
from planner.storage.reasons import reason_of
from planner.storage.settings import Settings, read_settings, write_settings
from planner.unfinished import FolderForAWhile as FolderForAWhile
from planner.unfinished import tidy_up as tidy_up

if TYPE_CHECKING:
    from planner.register.register import Register
    from planner.storage.folders import Folders

FORMAT_MARK = '"backstop-register"'


@dataclass(frozen=True, slots=True)
class RecentRegister:
    """A register opened before: when, how much was in it, and why it cannot be opened now.

    `services` and `contracts` are None where nobody counted; `missing` is "" where it can be. A
    team register has a `name` and a `place` of its own, which for a file are "".
    """

    path: Path
    opened: datetime.datetime | None
    services: int | None
    contracts: int | None
    missing: str
    name: str = ""
    place: str = ""


def user_name(folders: Folders) -> str:
    """Return the name written into history: that of the settings, else the login name."""
    kept = read_settings(folders.settings).user_name
    if kept:
        return kept
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "Unnamed"


def remember_user_name(folders: Folders, name: str) -> None:
    """Keep a name for history; "" goes back to the login name."""
    _change(folders, replace(read_settings(folders.settings), user_name=name.strip()))


def last_register(folders: Folders) -> Path | None:
    """Return the register opened last, or None where there is none or its file is gone."""
    recent = read_settings(folders.settings).recent
    return recent[0] if recent and not _missing(recent[0]) else None


def recent_registers(folders: Folders) -> tuple[RecentRegister, ...]:
    """Return the registers opened before, the last one first; looks whether each is there."""
    settings = read_settings(folders.settings)
    return tuple(_recent(settings, path) for path in settings.recent)


def remember_opened(
    folders: Folders, path: Path, register: Register, now: datetime.datetime
) -> None:
    """Put a register first among the recent ones, with how much is in it now."""
    note: dict[str, object] = {
        "opened": now.isoformat(timespec="minutes"),
        "services": len(register.services),
        "contracts": len(register.contracts),
    }
    if is_team_link(path):
        from planner.storage.team_address import read_link

        note |= {"name": register.council.name, "place": read_link(path).words}
    _change(folders, read_settings(folders.settings).with_recent(path, note))


def forget_recent(folders: Folders, path: Path) -> None:
    """Take a register off the recent ones; its file stays where it is."""
    _change(folders, read_settings(folders.settings).without_recent(path))


def is_register(path: Path) -> bool:
    """Return whether a file is a register of ours by its name, or for JSON by how it begins."""
    kind = path.suffix.lower()
    if kind != ".json":
        return kind in (".backstop", ".backstop-team")
    try:
        with path.open(encoding="utf-8") as file:
            return FORMAT_MARK in file.read(400)
    except (OSError, ValueError):
        return False


def is_team_link(path: Path) -> bool:
    """Return whether a file is a link to a register on a server, by its name."""
    return path.suffix.lower() == ".backstop-team"


def team_link(path: Path) -> str:
    """Return the address that a link to a team register holds; "" where it holds none."""
    from planner.storage.team_address import read_link

    try:
        return read_link(path).url
    except BackstopError:
        return ""


def _change(folders: Folders, settings: Settings) -> None:
    try:
        write_settings(folders.settings, settings)
    except OSError as error:
        raise BackstopError(
            f"Your settings could not be kept in {folders.settings} ({reason_of(error)}); make "
            "room there."
        ) from error


def _recent(settings: Settings, path: Path) -> RecentRegister:
    note = settings.notes.get(str(path), {})
    return RecentRegister(
        path,
        _moment(note.get("opened")),
        _whole(note, "services"),
        _whole(note, "contracts"),
        _missing(path),
        str(note.get("name", "")) if is_team_link(path) else "",
        str(note.get("place", "")) if is_team_link(path) else "",
    )


def _missing(path: Path) -> str:
    try:
        if path.is_file():
            return ""
        return "Not found" if path.parent.is_dir() else "The folder is not there now"
    except OSError as error:
        return f"Cannot be reached: {error.strerror or error}"


def _moment(written: object) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(str(written)) if written else None
    except ValueError:
        return None


def _whole(note: object, name: str) -> int | None:
    value = note.get(name) if hasattr(note, "get") else None
    return value if isinstance(value, int) else None

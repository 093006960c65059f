"""What Backstop remembers of a user between sessions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from planner.storage.publish import write_text

FILE_NAME = "settings.json"
RECENT_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's name, the registers opened last, and import mappings by name.

    `notes` keeps what was last seen of each recent register, by its path. `other` keeps
    anything a later version wrote, so that an older one does not lose it. `is_unread` says that
    there are settings which cannot be read just now.
    """

    user_name: str = ""
    recent: tuple[Path, ...] = ()
    mappings: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))
    other: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    notes: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))
    is_unread: bool = False

    def with_recent(self, path: Path, note: Mapping[str, Any] | None = None) -> Settings:
        """Return the settings with a register put first among the recent ones, with its note."""
        path = path.absolute()
        recent = (path, *(one for one in self.recent if one != path))[:RECENT_AT_MOST]
        notes = {**self.notes, str(path): note} if note is not None else dict(self.notes)
        return replace(self, recent=recent, notes=_of(recent, notes))

    def without_recent(self, path: Path) -> Settings:
        """Return the settings with a register no longer among the recent ones."""
        recent = tuple(one for one in self.recent if one != path.absolute())
        return replace(self, recent=recent, notes=_of(recent, self.notes))

    def with_mapping(self, name: str, mapping: Mapping[str, Any]) -> Settings:
        """Return the settings with an import mapping remembered under a name."""
        return replace(self, mappings=MappingProxyType({**self.mappings, name: mapping}))


def _of(recent: tuple[Path, ...], notes: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    kept = {str(path) for path in recent}
    return MappingProxyType({name: dict(note) for name, note in notes.items() if name in kept})


def read_settings(folder: Path) -> Settings:
    """Return the settings kept in a folder; those of a new user where none can be read.

    A file that cannot be read is set aside, so that it is not lost when settings are written.
    """
    path = folder / FILE_NAME
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(plain, dict):
            raise TypeError("settings are a group of fields")
        # Half a letter could never be written again, nor a path with a NUL be looked for.
        text = json.dumps(plain, ensure_ascii=False)
        text.encode("utf-8")
        if "\\u0000" in text:
            raise ValueError("a sign that cannot stand in a text")
        known = {"user_name", "recent", "mappings", "notes"}
        return Settings(
            str(plain.get("user_name", "")),
            tuple(Path(one) for one in plain.get("recent", ())),
            MappingProxyType(
                {str(name): dict(one) for name, one in plain.get("mappings", {}).items()}
            ),
            MappingProxyType({name: one for name, one in plain.items() if name not in known}),
            MappingProxyType(
                {str(name): dict(one) for name, one in plain.get("notes", {}).items()}
            ),
        )
    except FileNotFoundError:
        return Settings()
    except OSError:
        return Settings(is_unread=True)
    except (ValueError, TypeError, AttributeError, RecursionError):
        try:
            path.replace(path.with_suffix(".broken.json"))
        except OSError:
            return Settings(is_unread=True)
        return Settings()


def write_settings(folder: Path, settings: Settings) -> None:
    """Keep settings in a folder; OSError where it cannot be written to.

    Settings that could not be read are not written over, lest what they held is lost.
    """
    if settings.is_unread:
        raise OSError("what is there cannot be read")
    plain = {
        **settings.other,
        "user_name": settings.user_name,
        "recent": [str(path) for path in settings.recent],
        "mappings": {name: dict(mapping) for name, mapping in settings.mappings.items()},
        "notes": {name: dict(note) for name, note in settings.notes.items()},
    }
    write_text(folder / FILE_NAME, json.dumps(plain, ensure_ascii=False, indent=1))

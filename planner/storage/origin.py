"""What a working copy remembers about the register it was copied from."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from planner.storage.publish import Fingerprint, write_text

FILE_NAME = "origin.json"


@dataclass(frozen=True, slots=True)
class Origin:
    """Which register a working copy belongs to, and how far the two agree.

    `seen` is what the register was like when it was last read or saved; None before the first save.
    `saved` is how much it holds: its revision and the entries of its logs, added up. While a save
    is under way, `pending_digest` and `pending` say what the register will be and `pending_at`
    where, None for `path`, in case a crash hides how the save ended. `pulses` says when the clocks
    of exercises were last seen to run, as the register has it.
    """

    path: Path
    opened: str
    seen: Fingerprint | None
    saved: int
    pending_digest: str = ""
    pending: int = 0
    pulses: str = ""
    pending_pulses: str = ""
    pending_at: Path | None = None

    @property
    def pending_path(self) -> Path:
        """Return where the save under way puts the register."""
        return self.pending_at or self.path

    def may_be_of(self, path: Path) -> bool:
        """Return whether this is the origin of the register at `path`, however a save ended."""
        return self.is_of(path) or _alike(self.pending_path, path)

    def is_of(self, path: Path) -> bool:
        """Return whether this is the origin of the register at `path`."""
        return _alike(self.path, path)


def write_origin(folder: Path, origin: Origin) -> None:
    """Keep the origin of the working copy in `folder`."""
    seen = origin.seen
    plain = {
        "path": str(origin.path),
        "opened": origin.opened,
        "seen": None if seen is None else [seen.size, seen.modified, seen.digest],
        "saved_revision": origin.saved,
        "pending_digest": origin.pending_digest,
        "pending_revision": origin.pending,
        "pulses": origin.pulses,
        "pending_pulses": origin.pending_pulses,
        "pending_path": None if origin.pending_at is None else str(origin.pending_at),
    }
    write_text(folder / FILE_NAME, json.dumps(plain))


def read_origin(folder: Path) -> Origin | None:
    """Return the origin kept in a folder, or None where there is none that can be read."""
    try:
        plain = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        seen = plain["seen"]
        return Origin(
            Path(plain["path"]),
            plain["opened"],
            None if seen is None else Fingerprint(*seen),
            plain["saved_revision"],
            plain["pending_digest"],
            plain["pending_revision"],
            plain.get("pulses", ""),
            plain.get("pending_pulses", ""),
            None if plain.get("pending_path") is None else Path(plain["pending_path"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def has_origin(folder: Path) -> bool:
    """Return whether an origin was kept in a folder, even one that cannot be read now."""
    try:
        (folder / FILE_NAME).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _alike(one: Path, other: Path) -> bool:
    return os.path.normcase(one) == os.path.normcase(other)

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
    is under way, `pending_digest` and `pending` say what the register will be, in case a crash
    hides how the save ended. `pulses` says when the clocks of exercises were last seen to run, as
    the register has it.
    """

    path: Path
    opened: str
    seen: Fingerprint | None
    saved: int
    pending_digest: str = ""
    pending: int = 0
    pulses: str = ""
    pending_pulses: str = ""

    def is_of(self, path: Path) -> bool:
        """Return whether this is the origin of the register at `path`."""
        return os.path.normcase(self.path) == os.path.normcase(path)


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
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None

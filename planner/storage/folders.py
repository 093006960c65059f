"""Where Backstop keeps its own files on this machine."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

HOME_VARIABLE = "BACKSTOP_HOME"


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of one user on one machine; each is made when first needed."""

    settings: Path
    working: Path
    backups: Path

    @property
    def links(self) -> Path:
        """Return the folder of links to team registers that were opened by their address."""
        return self.backups.parent / "team registers"

    @property
    def unfinished(self) -> Path:
        """Return the folder of notes on files that are being written."""
        return self.working.parent / "unfinished"

    @classmethod
    def under(cls, home: Path) -> Folders:
        """Return folders that all lie under one."""
        return cls(home / "settings", home / "working", home / "backups")


def users_folders() -> Folders:
    """Return the user's folders; the variable BACKSTOP_HOME puts all of them in one place."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Folders.under(Path(home))
    data = platformdirs.user_data_path("Backstop", appauthor=False)
    config = platformdirs.user_config_path("Backstop", appauthor=False)
    return Folders(config, data / "working", data / "backups")

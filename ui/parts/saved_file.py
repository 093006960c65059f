"""Files written from the window: where they go, and what can be done with them then."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def opens(path: Path) -> Callable[[], object]:
    """Return what opens a file or a folder with the program the person uses for it."""
    return lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def sweep_beside(path: Path) -> None:
    """Take away what a process that was ended mid-way may have left beside the file."""
    for left in path.parent.glob(f".{path.name}.*"):
        with contextlib.suppress(OSError):
            left.unlink()


def allowed_name(words: str) -> str:
    """Return words as the name of a file, without what some systems refuse in names."""
    return re.sub(r'[<>:"/\\|?*\x00-\x1f]+', " ", words).strip(" .")[:120]

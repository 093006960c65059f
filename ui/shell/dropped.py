"""Small questions about files that the window asks: what was dropped, when saved, what called."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtGui import QDropEvent

from planner.document.wording import short_date
from planner.session import Session

TAKEN = frozenset(
    {".backstop", ".backstop-team", ".json", ".xlsx", ".xlsm", ".ods", ".csv", ".tsv", ".txt"}
)


def dropped_file(event: QDropEvent) -> Path | None:
    """Return the first file of a drop that can be opened or brought in, or None."""
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.suffix.lower() in TAKEN:
            return path
    return None


def saved_at(session: Session) -> str:
    """Return when the file of a session was last saved: the time today, else the date."""
    try:
        written = session.path.stat().st_mtime
    except OSError:
        return ""
    moment = datetime.datetime.fromtimestamp(written).astimezone()
    return f"{moment:%H:%M}" if moment.date() == session.today() else short_date(moment.date())


def title_of(session: Session) -> str:
    """Return what the window calls a register: its file, or the council of a team's."""
    return f"{session.register.council.name}, team" if session.is_shared else session.path.stem

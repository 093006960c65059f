"""What is done to a session on its own thread when registers are opened, saved and closed."""

from __future__ import annotations

import contextlib
import datetime
from pathlib import Path

from planner.answers import personal
from planner.errors import BackstopError
from planner.session import Session, users_folders

SAMPLE = "Orrinshaw.backstop"


def fresh_sample(who: str) -> Session:
    """Return a session on a new copy of the sample council; what was done in an old one goes."""
    path = users_folders().settings / "sample" / SAMPLE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BackstopError(
            f"Backstop cannot keep its own files in {path.parent.parent} "
            f"({error.strerror or error}); make that folder one it may write to."
        ) from error
    try:
        path.unlink(missing_ok=True)
        return Session.sample(path, who)
    except OSError:
        now = datetime.datetime.now().astimezone().strftime("%H%M%S")
        return Session.sample(path.with_stem(f"{path.stem} {now}"), who)


def new_register(path: Path, who: str) -> Session:
    """Return a session on a new register, in place of a file that a person chose to replace."""
    path.unlink(missing_ok=True)
    return Session.new(path, path.stem, who)


def saved_quietly(session: Session) -> str:
    """Save where there is something to save; return why that was refused, or ""."""
    if not session.is_saved:
        try:
            session.save()
        except BackstopError as error:
            return error.sentence
    return ""


def remember(session: Session) -> None:
    """Put a register first among the recent ones; where that fails it opens without it."""
    now = datetime.datetime.now().astimezone()
    with contextlib.suppress(BackstopError):
        personal.remember_opened(users_folders(), session.path, session.register, now)

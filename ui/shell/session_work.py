"""What is done to a session on its own thread when registers are opened, saved and closed."""

from __future__ import annotations

import contextlib
import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from planner.answers import personal
from planner.errors import BackstopError
from planner.session import Session, users_folders

if TYPE_CHECKING:
    from planner.storage.publish import Saved
    from ui.notices import Tone

SAMPLE = "Orrinshaw.backstop"
KEPT_HERE = "Your changes are kept on this computer and come back when you open it again."


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
    return Session.new(path, path.stem, who, overwrite=True)


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


def wanted_name(session: Session, folder: str) -> Path:
    """Return the name first offered for another file: one of its own while only reading.

    A team register has none, so its copy is named after the council, in `folder`.
    """
    path = session.path
    if session.is_shared:
        return Path(folder) / f"{session.register.council.name}.backstop"
    return path.with_stem(f"{path.stem} copy") if session.is_reading else path


def after_saving(session: Session, saved: Saved) -> tuple[str, str, Tone]:
    """Return what to say once a register was saved: first words, the rest, tone; "" is nothing."""
    if session.is_shared and saved.path == session.path:
        return "Kept on the server.", saved.sentence, "plain"
    if session.is_shared:
        words = "It has the whole history; you go on with the register on the server."
        return f"Saved a copy as {saved.path.name}.", words, "success"
    if not saved.in_place:
        return f"Saved as {saved.path.name}.", saved.sentence, "caution"
    return "", "", "plain"

"""Opening a register for one command and closing it again."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from planner.session import Session


@contextmanager
def opened(path: Path) -> Iterator[Session]:
    """Open a `.backstop` or `.json` register for one command; BackstopError where that fails.

    What the session has to say, such as who else has the register open, goes to standard error.
    """
    with Session.open(path, this_person()) as session:
        for notice in session.notices:
            click.echo(notice, err=True)
        yield session


def this_person() -> str:
    """Return the name the system knows the person by, for the audit trail."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"

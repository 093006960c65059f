"""Opening a register for one command and closing it again."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click

from planner.session import PasswordNeeded, Session

_T = TypeVar("_T")


@contextmanager
def opened(path: Path, *, quiet: bool = False) -> Iterator[Session]:
    """Open a register of any kind for one command; BackstopError where that fails.

    What the session has to say, such as who else has the register open, goes to standard error,
    unless it is to be quiet. The password of a server is asked for where there is a person to ask.
    """
    with asking(lambda password: _open(path, password)) as session:
        for notice in session.notices if not quiet else ():
            click.echo(notice, err=True)
        yield session


def _open(path: Path, password: str) -> Session:
    return Session.open(path, this_person(), password=password)


def asking(work: Callable[[str], _T]) -> _T:
    """Do work with a password of a server: none first, then one that is asked for, hidden.

    PasswordNeeded where nobody can be asked or the one given is wrong.
    """
    try:
        return work("")
    except PasswordNeeded as needed:
        if not sys.stdin.isatty():
            raise
        click.echo(needed.sentence, err=True)
        return work(click.prompt("Password", hide_input=True, err=True))


def this_person() -> str:
    """Return the name the system knows the person by, for the audit trail."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"

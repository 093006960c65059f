"""Files named on the command line: what they may be called, before any work is done on them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from planner.errors import InputRefused


class FileToWrite(click.Path):
    """A file to be written: in a folder that is there, with one of the endings it must have.

    The endings keep one kind of file from being written over another by a slip of the hand.
    """

    def __init__(self, *endings: str) -> None:
        super().__init__(dir_okay=False, path_type=Path)
        self.endings = endings

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; click says what is wrong with it."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if path.suffix.lower() not in self.endings:
            self.fail(f"{path.name} must end in {' or '.join(self.endings)}.", param, ctx)
        if not path.absolute().parent.is_dir():
            self.fail(f"There is no folder {path.absolute().parent}; make it first.", param, ctx)
        return path


class RegisterToOpen(click.Path):
    """A register: a file, or the address of one on a server, for which a link is kept."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path of the file or of the link; InputRefused for an unfit address."""
        if isinstance(value, str) and value.lower().startswith(ADDRESSES):
            from planner.session import link_to

            return link_to(value)
        return Path(os.fsdecode(super().convert(value, param, ctx)))


def address_given(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Return the address of a register on a server in its usual form; InputRefused if unfit."""
    from planner.session import address_of

    return address_of(value)


ADDRESSES = ("postgresql://", "postgres://")
REGISTER = RegisterToOpen()
LINK = FileToWrite(".backstop-team")
REGISTER_FILE = FileToWrite(".backstop")
NEW_REGISTER = FileToWrite(".backstop", ".json")
JSON_FILE = FileToWrite(".json")
PDF_FILE = FileToWrite(".pdf")
WORKBOOK_FILE = FileToWrite(".xlsx")
EXPORTED = FileToWrite(".json", ".xlsx")


def keep_apart(register: Path, written: Path) -> None:
    """Refuse to write over the very register that is being read; InputRefused."""
    if written.exists() and register.exists() and written.samefile(register):
        raise InputRefused.one(
            str(written), "is the register itself", "choose another name for what is written"
        )

"""Files that are being written, noted so that the next start removes what a crash left of them.

Every running program has a folder of notes that it claims. A folder nobody claims any more is that
of a program that ended in the middle, and what its notes name is removed.
"""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes, unquote_to_bytes

from planner.storage.folders import Folders, users_folders

if TYPE_CHECKING:
    from planner.storage.working_folder import WorkingFolder

_MARK = ".saving-"
_FOLDER_MARK = "backstop-"
_COMPANIONS = ("", "-journal", "-wal", "-shm")
_LONGEST_NAME = 150
_numbers = itertools.count(1)


class _Notes:
    """The notes of this program, kept where the user's folders are when one is written."""

    def __init__(self) -> None:
        self._folders: dict[tuple[int, Path], WorkingFolder] = {}

    def folder(self) -> Path:
        """Return the claimed folder; OSError where there can be none."""
        from planner.storage.working_folder import WorkingFolder

        # A process that was forked shares nothing with the one it came from.
        place = (os.getpid(), users_folders().unfinished)
        if place not in self._folders or not self._folders[place].path.is_dir():
            self._folders[place] = WorkingFolder.make(place[1])
        return self._folders[place].path

    def forget(self) -> None:
        """Remove the notes of a program that ends as it should, and what they still name."""
        for (process, _), folder in self._folders.items():
            if process == os.getpid() and _is_tidy(folder.path):
                folder.remove()


_notes = _Notes()
atexit.register(_notes.forget)


@contextmanager
def beside(path: Path, *, lasting: bool = True) -> Iterator[Path]:
    """Give the name of a file to write beside `path`, noted; what then still lies there goes.

    The name is one that no other program or thread takes. `lasting` notes outlive a cut of power.
    """
    new = path.with_name(f".{path.name}{_MARK}{os.getpid()}-{next(_numbers)}")
    with noted(new, lasting=lasting):
        yield new


@contextmanager
def noted(path: Path, *, lasting: bool = True) -> Iterator[None]:
    """Note a file for as long as it is unfinished, and remove what then still lies there.

    What cannot be removed, as a virus scanner holds it, stays noted; no room for a note is let
    pass.
    """
    note = _note_of(path, lasting=lasting)
    try:
        yield
    finally:
        if _remove(path):
            _forget(note)


class FolderForAWhile:
    """A folder for what is only needed for a while; a crash leaves it to the next start."""

    def __init__(self, name: str) -> None:
        self._name = f"{_FOLDER_MARK}{name}-{os.getpid()}-{next(_numbers)}"
        self._path: Path | None = None
        self._note: Path | None = None

    @property
    def path(self) -> Path:
        """Return the folder, made when first asked for in the system's place for such.

        Where it cannot be made, whoever writes in it is told so.
        """
        if self._path is None:
            self._path = Path(tempfile.gettempdir(), self._name)
            self._note = _note_of(self._path, lasting=False)
            with suppress(OSError):
                self._path.mkdir(mode=0o700)
        return self._path

    def remove(self) -> None:
        """Remove the folder with all that is in it."""
        if self._path is not None:
            shutil.rmtree(self._path, ignore_errors=True)
            _forget(self._note)


def _note_of(path: Path, *, lasting: bool) -> Path | None:
    from planner.storage.publish import flush_folder

    named = quote_from_bytes(os.fsencode(path.absolute()), safe="")
    is_long = len(named) > _LONGEST_NAME
    with suppress(OSError):
        note = _notes.folder() / f"{next(_numbers)} {'' if is_long else named}.note"
        with note.open("wb") as file:
            if is_long:
                file.write(os.fsencode(path.absolute()))
                file.flush()
                os.fsync(file.fileno())
        if lasting:
            flush_folder(note.parent)
        return note
    return None


def _noted_in(note: Path) -> Path:
    """Return what a note names: in its own name, or inside where that would be too long."""
    named = note.stem.partition(" ")[2]
    return Path(os.fsdecode(unquote_to_bytes(named) if named else note.read_bytes()))


def _forget(note: Path | None) -> None:
    if note is not None:
        with suppress(OSError):
            note.unlink()


def tidy_up(folders: Folders) -> None:
    """Remove what programs that were cut off left unfinished; what is away now waits."""
    from planner.storage.working_folder import WorkingFolder

    with suppress(OSError):
        for folder in sorted(folders.unfinished.iterdir()):
            with suppress(OSError):
                claimed = WorkingFolder.claim(folder) if folder.is_dir() else None
                if claimed is None:
                    continue
                if _is_tidy(folder):
                    claimed.remove()
                else:
                    claimed.release()


def _is_tidy(folder: Path) -> bool:
    """Remove what the notes of a folder name; return whether nothing of it is left."""
    is_tidy = True
    for note in folder.glob("*.note"):
        named = _noted_in(note)
        if not named.is_absolute() or not _is_ours(named):
            continue
        if named.is_dir() and named.name.startswith(_FOLDER_MARK):
            shutil.rmtree(named, ignore_errors=True)
        else:
            is_tidy = _remove(named) and is_tidy
        # A share that is not there just now may come back with the file on it.
        is_tidy = is_tidy and named.parent.is_dir() and not named.exists()
    return is_tidy


def _is_ours(path: Path) -> bool:
    return _MARK in path.name or path.name.startswith(_FOLDER_MARK) or path.suffix == ".part"


def _remove(path: Path) -> bool:
    """Remove a file and what SQLite keeps beside it; return whether nothing is left."""
    is_gone = True
    for companion in _COMPANIONS:
        try:
            path.with_name(path.name + companion).unlink(missing_ok=True)
        except OSError:
            is_gone = False
    return is_gone

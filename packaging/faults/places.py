"""The folders that one try works in, and a clock that counts the same in every run."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from faults.traces import Tree
from planner.exchange.register_json import register_to_json
from planner.register.register import Register
from planner.session import Session
from planner.storage.folders import Folders

START = datetime.datetime(2026, 1, 5, 12, 0, tzinfo=datetime.UTC)


class Clock:
    """A clock that goes on by a second each time it is asked; it can be set."""

    def __init__(self, now: datetime.datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime.datetime:
        """Return the next second."""
        self.now += datetime.timedelta(seconds=1)
        return self.now


@dataclass(slots=True)
class Place:
    """Where a register lies (`share`), what a machine keeps (`home`), and where exports go."""

    root: Path
    clock: Clock = field(default_factory=Clock)

    @property
    def share(self) -> Path:
        """Return the folder of the register."""
        return self.root / "share"

    @property
    def register(self) -> Path:
        """Return the path of the register."""
        return self.share / "ashmere.backstop"

    @property
    def out(self) -> Path:
        """Return where exports and documents go."""
        return self.root / "out"

    @property
    def temp(self) -> Path:
        """Return the folder for what is only needed for a while."""
        return self.root / "temp"

    @property
    def folders(self) -> Folders:
        """Return the folders of the person who works."""
        return Folders.under(self.root / "home")

    def emptied(self) -> None:
        """Make the folders anew, with nothing in them."""
        shutil.rmtree(self.root, ignore_errors=True)
        for folder in (self.share, self.out, self.temp, self.root / "home"):
            folder.mkdir(parents=True)

    def open(self, path: Path | None = None, who: str = "Sam") -> Session:
        """Open the register, or another."""
        return Session.open(
            path or self.register, who, now=self.clock, folders=self.folders, machine="laptop"
        )

    def new(self, path: Path | None = None) -> Session:
        """Make the register, or another."""
        return Session.new(
            path or self.register,
            "Ashmere",
            "Sam",
            now=self.clock,
            folders=self.folders,
            machine="laptop",
        )

    def elsewhere(self, path: Path) -> Session:
        """Open a file as somebody on another machine would, who knows nothing of it."""
        away = self.root / "elsewhere"
        shutil.rmtree(away, ignore_errors=True)
        away.mkdir()
        copy = Path(shutil.copy(path, away / path.name))
        folders = Folders.under(away / "home")
        return Session.open(copy, "Eve", now=Clock(), folders=folders, machine="tower")

    def tree(self) -> Tree:
        """Return everything that lies here."""
        files, folders = {}, {str(self.root)}
        for path in sorted(self.root.rglob("*")):
            if path.is_dir() and not path.is_symlink():
                folders.add(str(path))
            elif not path.name.endswith("-shm"):
                files[str(path)] = path.read_bytes()
        return Tree(files, frozenset(folders))

    def put(self, tree: Tree) -> None:
        """Let a tree stand here and nothing else."""
        shutil.rmtree(self.root, ignore_errors=True)
        for folder in sorted(tree.folders, key=len):
            Path(folder).mkdir(parents=True, exist_ok=True)
        for path, data in tree.files.items():
            Path(path).write_bytes(data)


def digest(register: Register) -> str:
    """Return a short mark of everything a register holds."""
    text = json.dumps(register_to_json(register), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def fast_folder() -> Path:
    """Return where files are fastest, such as in memory, for folders of the harness."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() and os.access(memory, os.W_OK) else Path("/tmp")

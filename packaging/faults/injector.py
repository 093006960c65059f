"""The layer between Python and the C library that kills, fails and records; POSIX with gcc only."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("injector.c")

WRITE, CREATE, NAME, REMOVE, SYNC, CUT, READ = 1, 2, 4, 8, 16, 32, 64
CHANGES = WRITE | CREATE | NAME | REMOVE | SYNC | CUT
FILLS = WRITE | CREATE | NAME | CUT
"""What a full disk or a folder that may not be written to refuses."""

NOTHING, KILL_BEFORE, KILL_AFTER, TORN, FAIL = range(5)


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong: from which counted operation (from 1), for how many (-1: for good)."""

    kinds: int = CHANGES
    how: int = NOTHING
    first: int = 0
    count: int = 1
    reason: int = 0

    @property
    def words(self) -> str:
        """Return what goes wrong, for a report."""
        if self.how == FAIL:
            kept = "once" if self.count == 1 else "for good" if self.count < 0 else "for a while"
            return f"{errno.errorcode[self.reason]} at operation {self.first} {kept}"
        named = {NOTHING: "nothing", KILL_BEFORE: "killed before", KILL_AFTER: "killed after"}
        return f"{named.get(self.how, 'torn by a kill in')} operation {self.first}"


def is_possible() -> bool:
    """Return whether this system has what the injector needs."""
    return sys.platform == "linux" and shutil.which("gcc") is not None


def compiled(folder: Path) -> Path:
    """Compile the injector into a folder and return the library."""
    library = folder / "injector.so"
    command = ["gcc", "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror"]
    subprocess.run([*command, "-o", library, SOURCE, "-ldl", "-lpthread"], check=True)
    return library


def environment(library: Path, under: Path) -> dict[str, str]:
    """Return the environment of a program whose work under a folder is injected."""
    return {**os.environ, "LD_PRELOAD": str(library), "FAULTS_UNDER": str(under)}


class Injector:
    """The injector as the program that runs under it speaks to it."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.faults_counted.restype = ctypes.c_long
        self._library.faults_failed.restype = ctypes.c_long

    def arm(self, fault: Fault) -> None:
        """Let an operation to come go wrong, counted from now."""
        long = ctypes.c_long
        self._library.faults_arm(
            fault.kinds, fault.how, long(fault.first), long(fault.count), fault.reason
        )

    def record(self, path: Path) -> None:
        """Record from now what is done, in a file outside the folder that is watched."""
        self._library.faults_record(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o644))

    def mark(self, words: str) -> None:
        """Put words between the operations of the record."""
        self._library.faults_mark(words.encode())

    @property
    def counted(self) -> int:
        """Return how many operations were counted since the injector was armed."""
        return int(self._library.faults_counted())

    @property
    def failed(self) -> int:
        """Return how many operations were made to fail."""
        return int(self._library.faults_failed())

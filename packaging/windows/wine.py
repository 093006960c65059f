"""A Windows of our own on Linux, made by Wine in a folder: programs are run in it and looked at.

Wine is no Windows. What runs here shows that the bundle is whole and the installer does what it
says; how it looks and feels on a laptop stands in CHECKLIST.md.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import IO

SHIM = Path(__file__).resolve().parent / "shim" / "bcryptprimitives.c"
COMPILER = "x86_64-w64-mingw32-gcc"
NEEDED = {"wine": "wine wine64", "wineboot": "wine", "wineserver": "wine", COMPILER:
          "gcc-mingw-w64-x86-64-win32"}  # fmt: skip
NO_WINE = 3
"""Exit status where this machine has no Wine."""


class NoWine(Exception):
    """This machine cannot play Windows; the text names what is missing."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program left behind: its exit status and what it printed."""

    status: int
    said: str


class Windows:
    """One Wine prefix in `folder`, made by `make`; nothing outside the folder is written to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.drive = folder / "prefix" / "drive_c"
        self.environment = {
            **{name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ},
            "HOME": str(folder / "unix-home"),
            "WINEPREFIX": str(folder / "prefix"),
            "WINEDEBUG": "-all",
            # No .NET, no browser, no menus in the real desktop; a crash ends instead of waiting.
            "WINEDLLOVERRIDES": "mscoree,mshtml=;winedbg.exe,winemenubuilder.exe=d",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def make(self) -> None:
        """Make it anew, as Windows 10; NoWine where Wine is not there or does not start."""
        lacking = sorted({NEEDED[name] for name in NEEDED if shutil.which(name) is None})
        if lacking:
            raise NoWine(
                "This machine has no Wine to try the Windows bundle in. On Debian: "
                f"apt-get install --no-install-recommends {' '.join(lacking)}"
            )
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "unix-home").mkdir(parents=True)
        made = self.unix("wineboot", "--init")
        self.pretend("win10")
        if not (self.drive / "users").is_dir():
            raise NoWine(f"Wine could not make its folder {self.drive}. It said:\n{made.said}")
        # Wine would have the person's folders be those of whoever runs it.
        for place in self.home.iterdir():
            if place.is_symlink():
                place.unlink()
                place.mkdir()
        self._compile_shim()

    @property
    def home(self) -> Path:
        """The folder of the one person in it, who is called as on Linux."""
        return next(one for one in (self.drive / "users").iterdir() if one.name != "Public")

    def _compile_shim(self) -> None:
        library = self.drive / "windows" / "system32" / "bcryptprimitives.dll"
        if not library.exists():
            build = [COMPILER, "-shared", "-O1", "-s", "-o", str(library), str(SHIM), "-ladvapi32"]
            subprocess.run(build, check=True, capture_output=True)

    def pretend(self, version: str) -> None:
        """Have Wine call itself another Windows: win7, win10 and so on."""
        key = r"HKCU\Software\Wine"
        self.run("reg", "add", key, "/v", "Version", "/d", version, "/f")
        self.settle()

    def run(self, *command: str | Path, seconds: float = 600.0) -> Ran:
        """Run a program of Windows to its end and return what came of it."""
        return self.unix("wine", *command, seconds=seconds)

    def unix(self, *command: str | Path, seconds: float = 600.0) -> Ran:
        """Run one of Wine's own programs to its end and return what came of it."""
        # Through a pipe, since Wine 8 cannot give Python a file to print to. The servers that Wine
        # starts keep the pipe open as long as they live, so its end is not waited for.
        process = subprocess.Popen(
            [str(word) for word in command],
            env=self.environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        said: list[bytes] = []
        reading = Thread(target=_read_to_the_end, args=(process.stdout, said), daemon=True)
        reading.start()
        try:
            status = process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
        reading.join(timeout=3.0)
        return Ran(status, b"".join(said).decode("utf-8", "replace").strip())

    def start(self, *command: str | Path) -> subprocess.Popen[bytes]:
        """Start a program of Windows and go on while it runs."""
        return subprocess.Popen(
            ["wine", *(str(word) for word in command)],
            env=self.environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def settle(self) -> None:
        """Wait until every program has ended and the registry is written down."""
        self.unix("wineserver", "--wait")

    def end(self) -> None:
        """End every program in this Windows."""
        self.unix("wineserver", "--kill")

    def registry(self, hive: str) -> dict[str, dict[str, str]]:
        """Return the keys of `user` or `system` with their values, as Wine writes them down."""
        self.settle()
        text = (self.folder / "prefix" / f"{hive}.reg").read_text("utf-8", errors="replace")
        keys: dict[str, dict[str, str]] = {}
        values: dict[str, str] = {}
        for line in text.splitlines():
            if found := re.match(r"\[(.*)\] \d+$", line):
                values = keys.setdefault(found[1].replace("\\\\", "\\"), {})
            elif found := re.match(r'(?:@|"(.*?)")="?(.*?)"?$', line):
                values[found[1] or ""] = re.sub(r"\\(.)", r"\1", found[2])
        return keys


def _read_to_the_end(stream: IO[bytes], said: list[bytes]) -> None:
    while piece := os.read(stream.fileno(), 65536):
        said.append(piece)
    stream.close()


def windows_path(place: Path) -> str:
    """Return how Windows programs call a file of Linux: its drive Z is the whole of Linux."""
    return "Z:" + str(place.resolve()).replace("/", "\\")

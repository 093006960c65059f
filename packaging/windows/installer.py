"""Make the installers of a bundle for Windows: `installer.py BUNDLE FOLDER`.

Two are written to FOLDER, one for one user and one for everybody on a managed laptop, each with a
file of its SHA-256 beside it. The version is the one in pyproject.toml. makensis does the work, on
Debian (package `nsis`) as on Windows. Needs nothing but Python.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent))

import bundled  # noqa: E402 (it lies one folder up, and this folder is no package)

SCRIPT = HERE / "installer.nsi"
ICON = PROJECT / "resources" / "icons" / "backstop.ico"
PICTURE = HERE / "side.bmp"
LIST = "installed-files.txt"
UNINSTALLER = "uninstall.exe"
LARGEST_SETUP = 90_000_000
LARGEST_INSTALLED = 280_000_000
NO_MAKENSIS = 3
"""Exit status where makensis is not there."""


class CannotMake(Exception):
    """The bundle cannot be made into an installer; the text says why."""


class NoMakensis(CannotMake):
    """The program that makes installers is not on this machine."""


@dataclass(frozen=True, slots=True)
class Setup:
    """An installer that was made, with its size and that of what it installs, in bytes."""

    file: Path
    size: int
    installed: int
    sha256: str


def setup_name(version: str, *, per_machine: bool) -> str:
    """Return how the installer of a version is called."""
    return f"Backstop-{version}-setup{'-for-everybody' if per_machine else ''}.exe"


def make_setup(
    bundle: Path, setup: Path, icon: Path, *, version: str, per_machine: bool, quick: bool = False
) -> Setup:
    """Write the installer of a bundle and its SHA-256 beside it; CannotMake says why it cannot.

    The list of files goes into the bundle's folder. `quick` packs less tightly, for tests.
    """
    makensis = shutil.which("makensis") or _makensis_of_windows()
    if makensis is None:
        raise NoMakensis(
            "makensis is not on this machine, so no installer is made: on Debian install the "
            "package nsis, on Windows the program NSIS 3."
        )
    installed = write_list(bundle)
    four = ".".join([*version.split("."), "0", "0", "0", "0"][:4])
    facts = {
        "VERSION": version, "FOUR_NUMBERS": four, "SOURCE": bundle, "LIST": LIST, "SETUP": setup,
        "ICON": icon, "PICTURE": PICTURE, "KILOBYTES": -(-installed // 1024),
        "WINDOW": bundled.WINDOW, "COMMAND": bundled.COMMAND,
        **({"PER_MACHINE": 1} if per_machine else {}), **({"QUICK": 1} if quick else {}),
    }  # fmt: skip
    command = [makensis, "-WX", "-V2", "-INPUTCHARSET", "UTF8"]
    done = subprocess.run(
        [*command, *(f"-D{name}={value}" for name, value in facts.items()), str(SCRIPT)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise CannotMake(f"makensis refused {SCRIPT.name}. It said:\n{done.stdout.strip()}")
    sha256 = hashlib.sha256(setup.read_bytes()).hexdigest()
    setup.with_name(f"{setup.name}.sha256").write_text(f"{sha256}  {setup.name}\n", "ascii")
    return Setup(setup, setup.stat().st_size, installed, sha256)


def write_list(bundle: Path) -> int:
    """Write the list of what is installed into the bundle and return the size of it all in bytes.

    Files first, then folders from the deepest up, each ending in a backslash: whoever removes one
    line after the other finds every folder empty.
    """
    programs = {f"{bundled.WINDOW}.exe", f"{bundled.COMMAND}.exe"}
    if missing := sorted(name for name in programs if not (bundle / name).is_file()):
        raise CannotMake(f"{bundle} is no bundle for Windows: {' and '.join(missing)} missing.")
    places = [PurePosixPath(place.relative_to(bundle)) for place in sorted(bundle.rglob("*"))]
    files = [str(place) for place in places if (bundle / place).is_file()]
    folders = [f"{place}/" for place in places if (bundle / place).is_dir()]
    folders.sort(key=lambda place: (-place.count("/"), place))
    # The list itself is not in it: it goes last, so that whoever is cut off can begin again.
    files = sorted({*files, UNINSTALLER} - {LIST})
    lines = [line.replace("/", "\\") for line in [*files, *folders]]
    unfit = [line for line in lines if ".." in line or ":" in line or len(line) > 180]
    if unfit:
        raise CannotMake(f"The installer could not remove {unfit[0]} again: change its name.")
    (bundle / LIST).write_bytes("".join(f"{line}\r\n" for line in lines).encode("utf-16"))
    return sum(file.stat().st_size for file in bundle.rglob("*") if file.is_file())


def _makensis_of_windows() -> str | None:
    """Return makensis where its own installer puts it on Windows, which is not on the PATH."""
    for variable in ("ProgramFiles(x86)", "ProgramFiles"):
        found = Path(os.environ.get(variable, ""), "NSIS", "makensis.exe")
        if os.environ.get(variable) and found.is_file():
            return str(found)
    return None


def main(arguments: list[str]) -> int:
    """Make both installers and say what came of each; 1 where one is too large or refused."""
    if len(arguments) != 2:
        print("usage: installer.py BUNDLE FOLDER", file=sys.stderr)
        return 2
    bundle, folder = (Path(argument).resolve() for argument in arguments)
    folder.mkdir(parents=True, exist_ok=True)
    version = bundled.version_of(PROJECT)
    try:
        for per_machine in (False, True):
            setup = folder / setup_name(version, per_machine=per_machine)
            made = make_setup(bundle, setup, ICON, version=version, per_machine=per_machine)
            print(f"{made.file.name}: {made.size:,} bytes, installs {made.installed:,} bytes")
            print(f"SHA-256 {made.sha256}", flush=True)
            check_sizes(made)
    except NoMakensis as refused:
        print(refused, file=sys.stderr)
        return NO_MAKENSIS
    except CannotMake as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


def check_sizes(made: Setup) -> None:
    """Hold an installer to the sizes promised; CannotMake where it is larger."""
    for what, size, most in (
        ("It", made.size, LARGEST_SETUP),
        ("What it installs", made.installed, LARGEST_INSTALLED),
    ):
        if size > most:
            raise CannotMake(f"{made.file.name}: {what} has {size:,} bytes, over {most:,}.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Make the Windows bundle and its installers on Debian and try them: `build.py [FOLDER]`.

Run by the project's own Python, as `.venv/bin/python packaging/windows/build.py`, once
`packaging/bootstrap.py test` has set it up. Fetches Python and the packages by their hashes, runs
PyInstaller under Wine, checks the bundle, makes both installers and plays their story through.
FOLDER is `build/windows` where none is named; installers and `transcript.txt` end there. Exit
status 0, 1 where a stage fails, 3 where Wine or makensis is not to be had.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent), str(PROJECT)]

import installer  # noqa: E402 (these folders are no packages)
import smoke_installed  # noqa: E402
from debian import CannotSetUp, install  # noqa: E402
from fetch import CannotFetch, fetch  # noqa: E402
from wine import NEEDED, NO_WINE, NoWine, Windows, windows_path  # noqa: E402

SPEC = PROJECT / "packaging" / "backstop.spec"
CHECK = PROJECT / "packaging" / "check_bundle.py"


class Failed(Exception):
    """A stage did not do its work; the text says what it said."""


def build(folder: Path) -> int:
    """Do every stage and return the exit status; the first that fails ends it."""
    stage("what is needed of Debian")
    try:
        packages = missing_packages()
        if packages:
            install(packages, "make the Windows bundle", say)
    except CannotSetUp as problem:
        say(str(problem))
        return NO_WINE
    stage("Python and packages for Windows")
    python = fetch(folder)
    stage("a Windows of Wine")
    windows = Windows(folder / "wine-of-the-build")
    windows.make()
    try:
        stage("PyInstaller under Wine")
        bundle = make_bundle(windows, python, folder)
    finally:
        windows.end()
    stage("the bundle is checked")
    if subprocess.call([sys.executable, str(CHECK), str(bundle)]):
        raise Failed("The bundle is not as it must be; what is wrong stands above.")
    stage("the installers")
    setups = folder / "installers"
    shutil.rmtree(setups, ignore_errors=True)
    if status := installer.main([str(bundle), str(setups)]):
        return status
    stage("the story of one laptop")
    return smoke_installed.main([str(bundle), str(setups), str(folder / "story")])


def missing_packages() -> list[str]:
    """Return the packages of Debian that are not here yet."""
    needed = {**NEEDED, "makensis": "nsis"}
    lacking = {needed[program] for program in needed if shutil.which(program) is None}
    return sorted({word for packages in lacking for word in packages.split()})


def make_bundle(windows: Windows, python: Path, folder: Path) -> Path:
    """Run PyInstaller on the one spec and return the folder of the bundle; Failed with its words.

    Python asks Windows' management service what machine it is on, which crashes in Wine 8: the
    module for it is put aside here, and the spec leaves it out of every bundle.
    """
    for hidden in python.parent.glob("_wmi.pyd"):
        hidden.unlink()
    made = folder / "dist"
    shutil.rmtree(made, ignore_errors=True)
    ran = windows.run(
        python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN",
        "--distpath", windows_path(made), "--workpath", windows_path(folder / "work"),
        windows_path(SPEC), seconds=3600,
    )  # fmt: skip
    (folder / "pyinstaller.txt").write_text(f"{ran.said}\n", "utf-8")
    bundle = made / "Backstop"
    if ran.status or not (bundle / "Backstop.exe").is_file():
        raise Failed(f"PyInstaller made no bundle. It ended with:\n{ran.said[-2000:]}")
    return bundle


def stage(what: str) -> None:
    """Say which stage begins, and when."""
    say(f"== {time.strftime('%H:%M:%S')} {what}")


def say(text: str) -> None:
    """Print one line at once."""
    print(text, flush=True)


def main(arguments: list[str]) -> int:
    """Build in the folder named and return the exit status."""
    if len(arguments) > 1:
        say("usage: build.py [FOLDER]")
        return 2
    folder = Path(arguments[0] if arguments else PROJECT / "build" / "windows").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return build(folder)
    except NoWine as refused:
        say(str(refused))
        return NO_WINE
    except (CannotFetch, Failed) as problem:
        say(str(problem))
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

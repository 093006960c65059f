"""Set Backstop up and use it, with nothing there but Python: `bootstrap.py run`, `test`, `bundle`.

`run` plans for the sample council, writes its PDF and workbook and opens the desktop where there
is a screen. `test` runs every check and test. `bundle` puts the programs for this system into one
folder, checks it and tries it. All do their own set-up first: the packages of the lock file go into
`.venv` beside the project, and nothing outside it is changed, but for the libraries that Qt needs
on a Debian system where the user is root. Later runs find all of it there.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
TOO_NEW = (3, 14)
PROJECT = Path(__file__).resolve().parents[1]

CHECKS = (
    ("layout", ("-m", "ruff", "format", "--check", ".")),
    ("lint", ("-m", "ruff", "check", ".")),
    ("types", ("-m", "mypy")),
)
# A file stays on one worker: a story has chapters, and a window is made once for a file.
TESTS = ("-m", "pytest", "-n", "2", "--dist", "loadfile")


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="bootstrap.py",
        description="Set Backstop up in .venv, then run it, test it or put it into a bundle.",
        epilog="Anything after the command is passed on: to `backstop demo`, pytest or bundle.py.",
    )
    parser.add_argument(
        "command", choices=("run", "test", "bundle"), help="what to do once all is set up"
    )
    asked, passed_on = parser.parse_known_args(arguments)
    if not OLDEST <= sys.version_info[:2] < TOO_NEW:
        return refuse(
            f"This is Python {sys.version_info[0]}.{sys.version_info[1]}; Backstop needs 3.11, "
            "3.12 or 3.13. Start this script with one of those, such as "
            f"`python3.12 packaging/bootstrap.py {asked.command}`."
        )
    from setting_up import CannotSetUp, set_up

    try:
        python = set_up(
            PROJECT,
            with_tests=asked.command == "test",
            with_builders=asked.command == "bundle",
            say=say,
        )
    except CannotSetUp as problem:
        return refuse(str(problem))
    return {"run": run, "test": test, "bundle": bundle}[asked.command](python, passed_on)


def say(text: str) -> None:
    """Print one line about the set-up, apart from what the command itself prints."""
    print(text, file=sys.stderr, flush=True)


def refuse(sentence: str) -> int:
    """Say why it cannot go on and return the exit status for that."""
    say(sentence)
    return 2


def start(python: Path, *arguments: str, environment: dict[str, str] | None = None) -> int:
    """Run the project's own Python from the project's folder and return its exit status."""
    command = [str(python), *arguments]
    return subprocess.call(command, cwd=PROJECT, env={**os.environ, **(environment or {})})


def run(python: Path, arguments: list[str]) -> int:
    """Do the main job on the sample council, then open the desktop if that can be done here."""
    status = start(python, "-m", "planner", "demo", *arguments)
    if status or {"-h", "--help"} & set(arguments):
        return status
    if not desktop_is_there(python):
        say("This version has no desktop yet; the work above was done without a window.")
        return 0
    if not screen_is_there():
        say("There is no screen here, so the desktop stays closed.")
        return 0
    return start(python, "-m", "ui")


def desktop_is_there(python: Path) -> bool:
    """Return whether the desktop is part of this version."""
    find = "import importlib.util, sys; sys.exit(importlib.util.find_spec('ui.__main__') is None)"
    return start(python, "-c", find) == 0


def screen_is_there() -> bool:
    """Return whether a window could be shown to somebody."""
    if os.environ.get("CI"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def test(python: Path, arguments: list[str]) -> int:
    """Run layout, lint, types and tests, all of them even where one fails, and sum up."""
    windowless = {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    failed = []
    for name, command in CHECKS:
        print(f"== {name}", flush=True)
        if start(python, *command):
            failed.append(name)
    print("== tests", flush=True)
    if start(python, *TESTS, *arguments, environment=windowless):
        failed.append("tests")
    print(f"Failed: {', '.join(failed)}." if failed else "Layout, lint, types and tests: all good.")
    return 1 if failed else 0


def bundle(python: Path, arguments: list[str]) -> int:
    """Put the programs into one folder, check it and try it."""
    return start(python, str(PROJECT / "packaging" / "bundle.py"), *arguments)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)

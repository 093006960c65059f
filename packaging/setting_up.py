"""The project's own Python in `.venv`, with exactly the packages of the lock file.

A stamp inside `.venv` holds what was installed, so that a second run only compares and goes on.
Two runs at once take turns.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from debian import (
    CannotSetUp,
    install,
    install_test_programs,
    missing_builders,
    missing_libraries,
)

__all__ = ["CannotSetUp", "set_up"]

RUN_LOCK = Path("packaging") / "requirements.lock"
TEST_LOCK = Path("packaging") / "requirements-test.lock"
BUILD_LOCK = Path("packaging") / "requirements-build.lock"
STAMP = "backstop-set-up.json"


def set_up(
    project: Path, *, with_tests: bool, say: Callable[[str], None], with_builders: bool = False
) -> Path:
    """Make `.venv` ready and return its Python; CannotSetUp where that is impossible.

    `with_builders` adds what puts a bundle together; what tests need has that in it.
    """
    folder = project / ".venv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    with _one_at_a_time(project, say):
        wanted = _fingerprint(project, RUN_LOCK)
        wanted_for_tests = _fingerprint(project, TEST_LOCK)
        stamp = _read_stamp(folder / STAMP, python)
        if with_tests and stamp.get("test") != wanted_for_tests:
            _install(project, folder, python, TEST_LOCK, say)
            stamp = {"run": wanted, "test": wanted_for_tests}
            _write_stamp(folder / STAMP, stamp)
        elif not with_tests and stamp.get("run") != wanted:
            _install(project, folder, python, RUN_LOCK, say)
            stamp = {"run": wanted}
            _write_stamp(folder / STAMP, stamp)
        if with_builders and stamp.get("test") != wanted_for_tests:
            _install_builders(project, folder, python, say)
        if with_builders and (lacking := missing_builders()):
            install(lacking, "put a bundle together", say)
        _need_libraries(say)
        if with_tests and sys.platform.startswith("linux"):
            install_test_programs(say)
    return python


def _fingerprint(project: Path, lock: Path) -> str:
    """Return a hash of all that decides what is installed: the lock and the project's own file."""
    digest = hashlib.sha256()
    for file in (project / lock, project / "pyproject.toml"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _made_for(folder: Path) -> str:
    """Name the Python and the place that `.venv` was made for, since it works with no other."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return f"{version} {os.path.realpath(sys.executable)} {folder}"


def _read_stamp(file: Path, python: Path) -> dict[str, str]:
    try:
        stamp = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not python.exists() or not isinstance(stamp, dict):
        return {}
    return stamp if stamp.get("made for") == _made_for(file.parent) else {}


def _write_stamp(file: Path, installed: dict[str, str]) -> None:
    unfinished = file.with_suffix(".new")
    unfinished.write_text(json.dumps({"made for": _made_for(file.parent), **installed}), "utf-8")
    unfinished.replace(file)


def _install(
    project: Path, folder: Path, python: Path, lock: Path, say: Callable[[str], None]
) -> None:
    """Put the packages of `lock` and the project into `folder`; slow the first time."""
    stamp = folder / STAMP
    if not _read_stamp(stamp, python):
        say(f"Setting up {folder} (once; a few minutes where the network is slow).")
        _make_folder(folder, python, say)
    stamp.unlink(missing_ok=True)
    say(f"Installing the packages of {lock.as_posix()}.")
    packages = ("--require-hashes", "--only-binary", ":all:", "-r", str(project / lock))
    # The build tools are in the lock as well, so that nothing unlocked is fetched to build with.
    itself = ("--no-deps", "--no-build-isolation", "-e", str(project))
    _call_pip(python, packages)
    _call_pip(python, itself)


def _install_builders(
    project: Path, folder: Path, python: Path, say: Callable[[str], None]
) -> None:
    """Add what puts a bundle together, once for each state of its lock."""
    wanted, stamp = _fingerprint(project, BUILD_LOCK), _read_stamp(folder / STAMP, python)
    if stamp.get("build") == wanted:
        return
    say(f"Installing the packages of {BUILD_LOCK.as_posix()}.")
    lock = str(project / BUILD_LOCK)
    _call_pip(python, ("--require-hashes", "--only-binary", ":all:", "-r", lock))
    _write_stamp(folder / STAMP, {**stamp, "build": wanted})


def _call_pip(python: Path, arguments: tuple[str, ...]) -> None:
    if subprocess.call([*_pip(python), "install", *arguments]):
        raise CannotSetUp(
            "The packages could not be installed; what pip said stands above. Check that this "
            "machine reaches its package index (pip's own settings are used), then try again."
        )


def _pip(python: Path) -> list[str]:
    return [str(python), "-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check"]


def _make_folder(folder: Path, python: Path, say: Callable[[str], None]) -> None:
    """Make an empty virtual environment with pip in it."""
    if not _can_make_environments():
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        install([f"python{version}-venv"], "make a virtual environment", say)
    shutil.rmtree(folder, ignore_errors=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(folder)], capture_output=True, text=True, check=False
    )
    if made.returncode or not python.exists():
        raise CannotSetUp(
            f"Python could not make a virtual environment in {folder}: "
            f"{(made.stdout + made.stderr).strip() or 'it gave no reason'}"
        )


def _can_make_environments() -> bool:
    """Return whether venv and the pip it installs are there; Debian packs them apart."""
    tried = subprocess.run(
        [sys.executable, "-c", "import venv, ensurepip"], capture_output=True, check=False
    )
    return tried.returncode == 0


def _need_libraries(say: Callable[[str], None]) -> None:
    """Install the system libraries of Qt that are missing; only Linux leaves them to be missed."""
    if sys.platform.startswith("linux"):
        screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
        missing = missing_libraries(with_screen=screen)
        if missing:
            install(missing, "show its windows and draw its pictures", say)


@contextmanager
def _one_at_a_time(project: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold a lock that the system gives back even if this process is killed."""
    with (project / ".venv.lock").open("a+b") as file:
        waiting = False
        while not _try_to_lock(file.fileno()):
            if not waiting:
                say("Another run is setting Backstop up; waiting for it.")
                waiting = True
            time.sleep(0.2)
        yield


def _try_to_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

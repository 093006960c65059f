"""The system packages a bare Debian lacks: found by trying, installed where the user is root."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

# Each library that Qt loads, and the Debian package that holds it. The first list is what Qt
# needs to draw without a screen, the second what its X11 windows need besides.
LIBRARIES = (
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libGL.so.1", "libgl1"),
    ("libEGL.so.1", "libegl1"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libfontconfig.so.1", "libfontconfig1"),
)
SCREEN_LIBRARIES = (
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
)

# Programs that some tests run, and the Debian package of each; without its program such a test is
# skipped and says so.
TEST_PROGRAMS = (("makensis", "nsis"), ("initdb", "postgresql"))

# Where Debian keeps the programs of its PostgreSQL servers, a folder for each version.
SERVERS = Path("/usr/lib/postgresql")

# While this file is there and says 101, Debian starts no service that it installs.
# https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt
STARTING_POLICY = Path("/usr/sbin/policy-rc.d")

# Programs that put a bundle together on Linux; tests do that as well.
BUILD_PROGRAMS = (("objdump", "binutils"), ("objcopy", "binutils"))


class CannotSetUp(Exception):
    """The set-up cannot go on; the text says why and what to do."""


def missing_libraries(*, with_screen: bool) -> list[str]:
    """Return the Debian packages of the libraries that this system cannot load."""
    wanted = LIBRARIES + (SCREEN_LIBRARIES if with_screen else ())
    return [package for library, package in wanted if not _loads(library)]


def missing_builders() -> list[str]:
    """Return the Debian packages that a bundle cannot be put together without; none elsewhere.

    Python has to be there as a library, which Debian packs apart and others put beside Python.
    """
    if not sys.platform.startswith("linux"):
        return []
    lacking = [package for program, package in BUILD_PROGRAMS if shutil.which(program) is None]
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    library = f"libpython{version}.so.1.0"
    beside = Path(sysconfig.get_config_var("LIBDIR") or "", library)
    if not beside.exists() and not _loads(library):
        lacking.append(f"libpython{version}")
    return list(dict.fromkeys(lacking))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install(packages: Iterable[str], purpose: str, say: Callable[[str], None]) -> None:
    """Install Debian packages, or raise CannotSetUp with the command that would."""
    names = list(packages)
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *names]
    if shutil.which("apt-get") is None:
        raise CannotSetUp(
            f"This system cannot {purpose}: on Debian the packages {' '.join(names)} are missing. "
            "Install what this system calls them, then try again."
        )
    if sys.platform == "win32" or os.geteuid() != 0:
        raise CannotSetUp(
            f"This system cannot {purpose} until somebody with the right to do so runs: "
            f"sudo {' '.join(command)}"
        )
    say(f"Installing {' '.join(names)} with apt-get.")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update"], command):
        done = subprocess.run(
            step,
            env=quiet,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    if done.returncode:
        raise CannotSetUp(
            f"{' '.join(command)} failed. It said:\n{done.stdout.strip()}\n"
            "Mend that, then try again."
        )


def _is_there(program: str) -> bool:
    return shutil.which(program) is not None or any(SERVERS.glob(f"*/bin/{program}"))


@contextmanager
def _nothing_started() -> Iterator[None]:
    """Keep what is installed from starting by itself: tests start servers of their own."""
    try:
        with STARTING_POLICY.open("x", encoding="utf-8") as file:
            file.write("#!/bin/sh\nexit 101\n")
    except OSError:  # there is a policy already, or no right to make one
        yield
        return
    try:
        STARTING_POLICY.chmod(0o755)
        yield
    finally:
        STARTING_POLICY.unlink(missing_ok=True)


def install_test_programs(say: Callable[[str], None]) -> None:
    """Install what only tests run, where that is possible; else say what is missing."""
    lacking = [package for program, package in TEST_PROGRAMS if not _is_there(program)]
    lacking += missing_builders()
    if not lacking:
        return
    try:
        with _nothing_started():
            install(lacking, "run every test", say)
    except CannotSetUp as problem:
        say(f"{problem}\nUntil then the tests that need it are skipped.")

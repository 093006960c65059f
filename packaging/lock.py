"""Write the lock files anew from pyproject.toml: `python packaging/lock.py [--upgrade]`.

`uv` resolves once for Python 3.11 to 3.13 on every system, Windows included, to packages that
exist as built wheels, each with its hashes. No index is named in the files: pip uses its own.
Without `--upgrade`, versions already locked stay where they still fit. The Windows bundle has
locks of its own, for the one Python in it: the same versions but for `windows/held.txt`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
RUN_LOCK = PROJECT / "packaging" / "requirements.lock"
TEST_LOCK = PROJECT / "packaging" / "requirements-test.lock"
WINDOWS = PROJECT / "packaging" / "windows"
WINDOWS_LOCK = WINDOWS / "requirements.lock"
WINDOWS_BUILD_LOCK = WINDOWS / "requirements-build.lock"
BUILD_LOCK = PROJECT / "packaging" / "requirements-build.lock"
# The Python in the Windows bundle.
WINDOWS_PYTHON = "3.12"
# What puts a bundle together; tests put one together too.
BUILDERS = ("pyinstaller",)


def main(arguments: list[str]) -> int:
    """Resolve everything once, then what running needs to the same versions."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if uv is None:
        print("uv is needed to write the lock files: pip install uv", file=sys.stderr)
        return 2
    declared = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    project = declared["project"]
    running = [*project["dependencies"], *declared["build-system"]["requires"]]
    testing = [*running, *project["optional-dependencies"]["dev"]]
    resolve(uv, testing, TEST_LOCK, *arguments)
    resolve(uv, running, RUN_LOCK, "--constraints", str(TEST_LOCK), *arguments)
    building = [one for one in testing if one.startswith(BUILDERS)]
    resolve(uv, building, BUILD_LOCK, "--constraints", str(TEST_LOCK), *arguments)
    resolve_for_windows(uv, running, WINDOWS_LOCK, *arguments)
    resolve_for_windows(uv, building, WINDOWS_BUILD_LOCK, *arguments)
    return 0


def resolve(uv: str, requirements: list[str], lock: Path, *arguments: str) -> None:
    """Write one lock file for a list of requirements; CalledProcessError where none fits."""
    command = [uv, "pip", "compile", "-", "--universal", "--python-version", "3.11"]
    _compile(command, requirements, lock, *arguments)


def resolve_for_windows(uv: str, requirements: list[str], lock: Path, *arguments: str) -> None:
    """Write the lock of the Windows bundle: the versions of TEST_LOCK but for those held."""
    held = WINDOWS / "held.txt"
    names = {line.partition("==")[0].lower() for line in held.read_text("utf-8").splitlines()}
    locked = re.sub(r"\[.*?\]", "", TEST_LOCK.read_text("utf-8"))
    pins = re.findall(r"(?m)^[^\s#][^\\\n]*", locked)
    with tempfile.TemporaryDirectory() as folder:
        others = Path(folder, "others.txt")
        others.write_text("\n".join(pin for pin in pins if pin.partition("==")[0] not in names))
        command = [uv, "pip", "compile", "-", "--python-version", WINDOWS_PYTHON]
        command += ["--python-platform", "x86_64-pc-windows-msvc", "--no-python-downloads"]
        command += ["--constraints", str(held), "--constraints", str(others)]
        _compile(command, requirements, lock, *arguments)


def _compile(command: list[str], requirements: list[str], lock: Path, *arguments: str) -> None:
    command += ["--generate-hashes", "--only-binary", ":all:", "--no-emit-index-url"]
    command += ["--no-annotate", "--no-header", "--quiet", "--output-file", str(lock), *arguments]
    subprocess.run(command, input="\n".join(requirements), text=True, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

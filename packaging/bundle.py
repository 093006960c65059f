"""Put the programs for this system into one folder, check it and try it: `bundle.py [--starts N]`.

PyInstaller works in `build/bundle` and leaves `dist/Backstop`; `--only FOLDER` builds there instead
and does nothing else. The bundle is then checked, and tried whole from a copy elsewhere with an
empty environment, so that nothing of this project or its Python can help it. `--starts` measures
how long it takes to the first painted window, as the median of so many starts.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import check_bundle
from bundled import WINDOW

PROJECT = Path(__file__).resolve().parents[1]
SPEC = PROJECT / "packaging" / "backstop.spec"
ENDING = ".exe" if sys.platform == "win32" else ""
START_LIMIT = 2.5
"""Seconds asked for from the start of the process to the first painted window."""
# What a program needs of its environment to be a program at all on either system.
KEPT = ("SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP", "DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY")


def build(folder: Path, *, words: str = "WARN") -> Path:
    """Build the bundle under a folder and return it; CalledProcessError where that fails."""
    made = folder / "dist"
    shutil.rmtree(made, ignore_errors=True)
    subprocess.run(
        [
            sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", words,
            "--distpath", str(made), "--workpath", str(folder / "work"), str(SPEC),
        ],
        cwd=PROJECT,
        check=True,
    )  # fmt: skip
    return made / "Backstop"


def bare_environment() -> dict[str, str]:
    """Return an environment in which nothing tells of this project or its Python."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | {"LC_ALL": "C.UTF-8"}


def tried(bundle: Path, folder: Path, *, seconds: float = 600.0) -> dict[str, Any]:
    """Try a bundle whole, without a screen, and return what it told; `ok` says how it went."""
    folder.mkdir(parents=True, exist_ok=True)
    ran = subprocess.run(
        [str(bundle / f"{WINDOW}{ENDING}"), "--smoke", str(folder), "-platform", "offscreen"],
        cwd=folder,
        env=bare_environment(),
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    told = folder / "smoke.json"
    if not told.is_file():
        return {"ok": False, "failed": f"It ended with {ran.returncode}: {ran.stderr.strip()}"}
    found: dict[str, Any] = json.loads(told.read_text("utf-8"))
    found["ok"] = found["ok"] and ran.returncode == 0
    return found


def start_times(bundle: Path, starts: int) -> list[tuple[float, float]]:
    """Return the seconds to the first painted window of so many starts, each ended after it.

    With each, the seconds of the processor in it: the same however busy the machine is.
    """
    times = []
    for _ in range(starts):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
            folder = Path(name)
            command = [str(bundle / f"{WINDOW}{ENDING}"), "--smoke", name, "-platform", "offscreen"]
            begun = subprocess.Popen(
                command,
                cwd=folder,
                env=bare_environment(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            told: dict[str, Any] = {}
            while "start" not in told and begun.poll() is None:
                time.sleep(0.02)
                if (folder / "smoke.json").is_file():
                    told = json.loads((folder / "smoke.json").read_text("utf-8"))
            begun.kill()
            begun.wait()
            times.append((float(told["start"]), float(told["start_work"])))
    return times


def main(arguments: list[str] | None = None) -> int:
    """Build, check, try and measure; return the exit status."""
    parser = argparse.ArgumentParser(prog="bundle.py", description=__doc__)
    parser.add_argument("--starts", type=int, default=5, metavar="N", help="starts to measure")
    parser.add_argument("--only", type=Path, metavar="FOLDER", help="build there, nothing else")
    asked = parser.parse_args(arguments)
    begun = time.monotonic()
    if asked.only is not None:
        print(build(asked.only))
        return 0
    bundle = build(PROJECT / "build" / "bundle")
    final = PROJECT / "dist" / "Backstop"
    shutil.rmtree(final, ignore_errors=True)
    final.parent.mkdir(exist_ok=True)
    bundle = Path(shutil.move(bundle, final))
    print(f"Built in {time.monotonic() - begun:.0f} s.", flush=True)
    if check_bundle.main([str(bundle)]):
        return 1
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        copy = Path(shutil.copytree(bundle, Path(name, "copy"), symlinks=True))
        told = tried(copy, Path(name, "smoke"))
        print(json.dumps(told))
        if not told["ok"]:
            print(f"The bundle does not work: {told.get('failed')}", file=sys.stderr)
            return 1
        times = start_times(copy, asked.starts) if asked.starts > 0 else []
    if times:
        each = ", ".join(f"{one:.2f}" for one, _ in times)
        median = statistics.median(one for one, _ in times)
        work = statistics.median(one for _, one in times)
        print(
            f"First painted window: median {median:.2f} s of {each}; {work:.2f} s of the "
            f"processor. Asked: {START_LIMIT} s."
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())

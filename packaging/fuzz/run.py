"""Feed every reader of files with spoiled ones, each in a process of its own, and count.

    python packaging/fuzz/run.py [--minutes M] [--seeds FOLDER] [--into FOLDER] [READER ...]

Each reader gets M minutes of processor time. A file must be read, or refused in words, within 10
seconds and 1 GB; everything else is a failure, and its file is kept in the folder it says.
`--seeds` has a folder for each reader, of its name, with real files to begin from.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAMES = (
    "register_json",
    "text_list",
    "json_list",
    "workbook_list",
    "register_workbook",
    "three_way",
    "register_file",
    "word_template",
    "courtesy_note",
    "settings",
    "origin",
)
HUNG_AFTER = 600.0
"""Seconds without a sign of life after which a reader hangs where no alarm reaches it."""


def main() -> int:
    """Run the readers one after another; 1 where any of them failed."""
    parser = argparse.ArgumentParser(description="Feed every reader with spoiled files.")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seeds", type=Path)
    parser.add_argument("--into", type=Path)
    parser.add_argument("--start", type=int, default=int(time.time()))
    parser.add_argument("readers", nargs="*", metavar="READER", help=", ".join(NAMES))
    asked = parser.parse_args()
    unknown = [name for name in asked.readers if name not in NAMES]
    if unknown:
        parser.error(f"there is no reader {unknown[0]}; there are {', '.join(NAMES)}")
    into = asked.into or Path(tempfile.mkdtemp(prefix="backstop-fuzz-"))
    into.mkdir(parents=True, exist_ok=True)
    print(f"{'reader':20}{'executions':>11}{'read':>9}{'refused':>9}{'failed':>8}"
          f"{'CPU s':>8}{'MB':>6}")  # fmt: skip
    failures = executions = 0
    for name in asked.readers or NAMES:
        found = _one(name, into / name, asked.minutes * 60, asked.start, asked.seeds)
        executions += int(found["executions"])
        failures += int(found["failed"])
        print(f"{name:20}{found['executions']:11,}{found['read']:9,}{found['refused']:9,}"
              f"{found['failed']:8,}{found['seconds']:8.0f}{found['bytes'] / 1e6:6.0f}",
              flush=True)  # fmt: skip
        for place, number in found["places"].items():
            print(f"    {number:6,} x {place}")
    print(f"{executions:,} executions, {failures:,} failures; files kept in {into}")
    return 1 if failures else 0


def _one(name: str, folder: Path, seconds: float, start: int, seeds: Path | None) -> dict:
    """Run one reader, again after each death, and return its counts together."""
    folder.mkdir(parents=True, exist_ok=True)
    extra = seeds / name if seeds and (seeds / name).is_dir() else None
    whole = {"executions": 0, "read": 0, "refused": 0, "failed": 0, "seconds": 0.0, "bytes": 0}
    places: dict[str, int] = {}
    while whole["seconds"] < seconds:
        (folder / "counts.json").unlink(missing_ok=True)
        died = _until_dead(name, folder, seconds - whole["seconds"], start, extra)
        found = _counts(folder)
        for key in whole:
            whole[key] = max(whole[key], found[key]) if key == "bytes" else whole[key] + found[key]
        for place, number in found["places"].items():
            places[place] = places.get(place, 0) + number
        if died is None:
            break
        if not (folder / "now.number").exists():
            raise SystemExit(f"{name} could not begin: {died}")
        whole["failed"] += 1
        places[died] = places.get(died, 0) + 1
        number = int((folder / "now.number").read_text())
        if (folder / "now").exists():
            (folder / "now").replace(folder / f"death-{number}")
        start = number + 1
        whole["seconds"] += 1.0
    return {**whole, "places": places}


def _until_dead(
    name: str, folder: Path, seconds: float, start: int, extra: Path | None
) -> str | None:
    """Run a reader to its end; return None, or how it died."""
    command = [sys.executable, str(HERE / "one_reader.py"), name, str(folder), str(seconds),
               str(start), str(extra or "")]  # fmt: skip
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
                   "QT_QPA_PLATFORM": "offscreen"}  # fmt: skip
    with (folder / "said.txt").open("wb") as said:
        child = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
        last, changed = b"", time.monotonic()
        while child.poll() is None:
            time.sleep(0.2)
            now = _sign_of_life(folder)
            if now != last:
                last, changed = now, time.monotonic()
            elif time.monotonic() - changed > HUNG_AFTER + (30 if not last else 0):
                child.kill()
                child.wait()
                return "hung beyond any alarm"
    if child.returncode == 0:
        return None
    words = (folder / "said.txt").read_text(errors="replace").strip().splitlines()
    return f"died with {child.returncode}: {words[-1][:150] if words else ''}"


def _sign_of_life(folder: Path) -> bytes:
    try:
        return (folder / "now.number").read_bytes()
    except OSError:
        return b""


def _counts(folder: Path) -> dict:
    try:
        return json.loads((folder / "counts.json").read_text())
    except (OSError, ValueError):
        return {"executions": 0, "read": 0, "refused": 0, "failed": 0, "seconds": 0.0, "bytes": 0,
                "places": {}}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())

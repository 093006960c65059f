"""One reader fed with spoiled files until its time is up; run by `run.py` in a process of its own.

What is being read lies in `now`, so that whoever watches finds it where the process dies.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT), str(PROJECT / "packaging" / "fuzz")]

from outcome import limit_memory, outcome_of  # noqa: E402
from readers import READERS, Reader  # noqa: E402


def fed(reader: Reader, folder: Path, seconds: float, start: int, more: list[bytes]) -> None:
    """Feed a reader for so many seconds of processor time, and keep the counts in `counts.json`.

    `start` begins the numbers by which each file is spoiled; the same number, the same file.
    """
    work = folder / "work"
    work.mkdir(exist_ok=True)
    seeds = [*reader.seeds(work), *more]
    limit_memory()
    counts = {"executions": 0, "read": 0, "refused": 0, "failed": 0, "seconds": 0.0, "bytes": 0}
    places: dict[str, int] = {}
    began = time.process_time()
    told = 0.0
    number = start
    while time.process_time() - began < seconds:
        chance = random.Random(number)
        (folder / "now.number").write_text(str(number))
        data = spoiled(reader, seeds, chance)
        (folder / "now").write_bytes(data)
        empty(work)
        path = work / reader.file_name
        path.write_bytes(data)
        found = outcome_of(reader.read, path)
        counts["executions"] += 1
        counts[found.kind] += 1
        if found.kind == "failed":
            places[found.place] = places.get(found.place, 0) + 1
            if places[found.place] == 1:
                kept = folder / f"failure-{len(places)}-{number}"
                kept.with_suffix(path.suffix).write_bytes(data)
                kept.with_suffix(".txt").write_text(found.reason, errors="backslashreplace")
        number += 1
        counts["seconds"] = time.process_time() - began
        counts["bytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        if counts["seconds"] - told > 0.5:
            told = counts["seconds"]
            _tell(folder, counts, places)
    _tell(folder, counts, places)


def spoiled(reader: Reader, seeds: list[bytes], chance: random.Random) -> bytes:
    """Return one spoiled file of a reader."""
    return reader.mutate(chance.choice(seeds), chance)


def empty(folder: Path) -> None:
    """Leave an empty folder."""
    for found in folder.iterdir():
        if found.is_dir() and not found.is_symlink():
            shutil.rmtree(found)
        else:
            found.unlink()


def _tell(folder: Path, counts: dict[str, float], places: dict[str, int]) -> None:
    new = folder / "counts.new"
    new.write_text(json.dumps({**counts, "places": places}))
    new.replace(folder / "counts.json")


if __name__ == "__main__":
    name, into, seconds_text, start_text, extra = sys.argv[1:6]
    os.environ["BACKSTOP_HOME"] = str(Path(into) / "home")
    added = [path.read_bytes() for path in sorted(Path(extra).iterdir())] if extra else []
    fed(READERS[name], Path(into), float(seconds_text), int(start_text), added)

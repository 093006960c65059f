"""Run every benchmark of the table in README.md and print the table, as Markdown.

    python packaging/benchmarks/all.py [--write]

`--write` puts it into README.md between its two marks. It takes about half an hour, most of it for
the rivals. Times are seconds of one processor, so that other work on the machine does not count
for much; for figures to be kept, leave the machine in peace all the same.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from measured import Measured, seconds_of, times, told

README = Path(__file__).resolve().parents[2] / "README.md"
BEGIN = "<!-- benchmarks: written by packaging/benchmarks/all.py -->"
END = "<!-- end of benchmarks -->"
PARTS = ("falls", "pairs", "years", "cascade", "response", "schedule")
PACKAGES = ("numpy", "highspy", "numba", "networkx")


def schedule_rows() -> list[Measured]:
    """Return how fast timetables are drawn; the sampling is the same for both and left out."""
    import numpy as np
    import schedule

    from planner.plan.calendar import working_calendar
    from planner.plan.durations import drawn_lengths
    from planner.plan.schedule_chance import timetables

    tasks = schedule.made_tasks(200)
    calendars = {nation: working_calendar(nation, 2026) for nation in schedule.NATIONS}
    drawn = drawn_lengths(tasks, 10_000, schedule.SEED)
    lengths = np.rint(drawn).astype(np.int32)
    ours, found = seconds_of(lambda: timetables(tasks, calendars, schedule.START, lengths), goes=5)
    theirs, (ends, counts) = seconds_of(lambda: schedule.plain_loop(tasks, calendars, lengths))
    same_counts = counts == np.rint(found.critical * 10_000).tolist()
    if ends != found.ends.tolist() or not same_counts:
        raise SystemExit("Schedule: the answers differ.")
    work = "schedule, 200 tasks x 10,000 draws x 3 calendars"
    loop = f"networkx loop: {told(theirs)}"
    return [Measured(work, "100 times", told(ours), loop, times(theirs / ours))]


def rows_of(part: str) -> list[Measured]:
    """Return what one of the benchmarks measured."""
    print(f"Measuring {part} ...", file=sys.stderr, flush=True)
    if part == "schedule":
        return schedule_rows()
    found: list[Measured] = importlib.import_module(part).rows()
    return found


def machine() -> str:
    """Return what it ran on, in one sentence."""
    found = []
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"without {package}")
    system = f"{platform.system()} on {platform.machine()}"
    return (
        f"Measured on {processor()}, {os.cpu_count()} cores, {system}, with Python "
        f"{platform.python_version()}, {', '.join(found)}; seconds of one processor, "
        "and by the clock where a process a core shares the work."
    )


def processor() -> str:
    """Return the name of the processor, where the system tells it."""
    told_by_linux = Path("/proc/cpuinfo")
    if told_by_linux.exists():
        for line in told_by_linux.read_text("utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or "an unnamed processor"


def table(found: list[Measured]) -> str:
    """Return the sentence on the machine and the table, as Markdown."""
    lines = [
        machine(),
        "",
        "| Work | To reach | Measured | Rival, with equal answers | As fast as the rival |",
        "|---|---|---|---|---|",
    ]
    for row in found:
        cells = (row.work, row.reach, row.ours, row.rival, row.ratio)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def written(readme: str, text: str) -> str:
    """Return the README with the text between its two marks."""
    if BEGIN not in readme or END not in readme:
        raise SystemExit(f"README.md has no place for the table: {BEGIN} ... {END}")
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{text}\n{END}{after}"


def main() -> None:
    """Measure, print the table and, where asked to, write it into README.md."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="measure only these")
    asked = parser.parse_args()
    if asked.write and asked.only:
        parser.error("only the whole table is written into README.md")
    found = [row for part in asked.only or PARTS for row in rows_of(part)]
    text = table(found)
    print(text)
    if asked.write:
        README.write_text(written(README.read_text("utf-8"), text), "utf-8")


if __name__ == "__main__":
    main()

"""A long day at speed: the window is used for as many things as a person does in so many hours.

Rounds of editing, running, reading, writing and playing a workshop, in one window that never
closes, until as many things were done as somebody does who does one every ten seconds. After each
round it is noted what the program holds. At the end the last quarter of the rounds is held against
the first: memory within a tenth, no more open files, threads or widgets, no more seconds a round.

    python packaging/long_life.py [hours, 8 unless told]

Exit status 1 where something grew. Runs without a screen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
SECONDS_OF_AN_ACT = 10
WARM = 2
"""Rounds before the first that counts: in them pages are made and modules are read."""
MAY_GROW = {
    "memory": 1.10,
    "handles": 1.0,
    "threads": 1.0,
    "widgets": 1.02,
    "objects": 1.02,
    "seconds": 1.10,
}
"""How many times the first quarter the last may be."""


def main(arguments: list[str]) -> int:
    """Play the day and return the exit status."""
    hours = float(arguments[0]) if arguments else 8.0
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(PROJECT))
    with tempfile.TemporaryDirectory(prefix="backstop-long-life-") as folder:
        os.environ["BACKSTOP_HOME"] = str(Path(folder) / "home")
        return played(hours, Path(folder))


def played(hours: float, folder: Path) -> int:
    """Play so many hours of use in `folder`, print each round, and return the exit status."""
    from PySide6.QtWidgets import QApplication

    from planner.exchange.register_json import read_register
    from resources.sample import sample_register_path
    from tests.ui.journeys.long_day import Held, LongDay, grew
    from ui.theme import Look

    application = QApplication([])
    person = LongDay(Look(application), folder, read_register(sample_register_path()))
    rounds: list[Held] = []
    wanted = hours * 3600 / SECONDS_OF_AN_ACT
    start = time.monotonic()
    while sum(one.acts for one in rounds) < wanted or len(rounds) < WARM + 4:
        one = person.spends_a_round()
        rounds.append(one)
        done = sum(one.acts for one in rounds)
        print(
            f"round {len(rounds)}: {done:,.0f} of {wanted:,.0f} acts, "
            f"{one.memory / 1e6:.0f} MB, {one.handles} files, {one.threads} threads, "
            f"{one.widgets} widgets, {one.objects} objects, {one.seconds:.1f} s",
            flush=True,
        )
    person.closes_the_window()
    failed = []
    print(f"{hours:g} hours of use in {(time.monotonic() - start) / 60:.0f} minutes")
    for name, (first, last) in grew(rounds, WARM).items():
        grown = last > first * MAY_GROW[name]
        failed += [name] if grown else []
        shown = (first / 1e6, last / 1e6) if name == "memory" else (first, last)
        print(
            f"{name}: {shown[0]:.1f} -> {shown[1]:.1f} "
            f"({100 * (last / first - 1):+.1f} %){' GREW' if grown else ''}"
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Time a run and the N-1 sweep of the sample council against a stated rival, in one process.

The rival answers the same questions with the solver's general search for every objective, and
follows every node of the network on every day; answers are compared, and the ratio is printed.
Run it with the project's Python: `python packaging/benchmarks/run_and_sweep.py`.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from unittest import mock

from planner.exchange.register_json import read_register
from planner.register.register import Register
from planner.scenario import lexicographic
from planner.scenario.run import run
from planner.scenario.sweep import Sweep, sweep
from resources.sample import sample_register_path

REPEATS = 3


def timed(work: Callable[[], object]) -> float:
    """Return the median wall time of a piece of work, in seconds."""
    seconds = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def by_search(work: Callable[[], Sweep]) -> tuple[Sweep, float]:
    """Return the rival's answer and its wall time in seconds, measured once."""
    with mock.patch.object(lexicographic, "_branch", return_value=None):
        start = time.perf_counter()
        found = work()
        return found, time.perf_counter() - start


def compare(register: Register) -> None:
    """Print the times of the sweep, ours and the rival's, and the largest difference."""
    ours = sweep(register)
    seconds = timed(lambda: sweep(register))
    rival, rival_seconds = by_search(lambda: sweep(register))
    other = {fall.id: fall for fall in rival.falls}
    apart = max(
        abs(fall.unmet_person_days.total - other[fall.id].unmet_person_days.total)
        for fall in ours.falls
    )
    print(f"sweep of {len(ours.falls)} falls: {seconds:.2f} s")
    print(f"  rival (general search for every objective): {rival_seconds:.2f} s, ", end="")
    print(f"{rival_seconds / seconds:.1f} times as long; answers differ by {apart:.3f} person-days")


def main() -> None:
    """Print the times of each stored scenario and of the sweep."""
    register = read_register(sample_register_path())
    for scenario in register.scenarios.values():
        seconds = timed(lambda chosen=scenario: run(register, chosen))  # type: ignore[misc]
        print(f"run of {scenario.id}: {seconds:.2f} s")
    compare(register)


if __name__ == "__main__":
    main()

"""Time the chance of a year on the sample council: drawing, splitting, answering, adding up.

`python packaging/benchmarks/chance.py [--draws N] [--processes P ...]` prints, for each number of
processes, the time of the first question, of the second, and whether the bits are the same.
"""

from __future__ import annotations

import argparse
import hashlib
import time

from planner.exchange.register_json import read_register
from planner.executors import open_executor
from planner.scenario.case_book import CaseBook
from planner.scenario.chance import Chance, chance
from planner.scenario.failing_years import DRAWS, Luck, failing_years, perils
from planner.scenario.yearly_tolls import Solved
from resources.sample import sample_register_path


def mark(found: Chance) -> str:
    """Return a short mark of every number of every drawn year."""
    years = found.years
    every = (years.net, years.breach, years.unmet, years.peak, years.peak_day, years.shortfall)
    return hashlib.sha256(b"".join(one.tobytes() for one in every)).hexdigest()[:12]


def main() -> None:
    """Print the times."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--draws", type=int, default=DRAWS)
    asked.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    given = asked.parse_args()
    register = read_register(sample_register_path())
    luck = Luck(draws=given.draws)
    start = time.perf_counter()
    drawn = failing_years(perils(register), luck)
    seconds = time.perf_counter() - start
    print(f"{luck.draws:,} years of {len(drawn.ids)} perils: {drawn.draw.size:,} failures drawn "
          f"in {seconds:.2f} s")  # fmt: skip
    for processes in given.processes:
        solved = Solved(CaseBook(register))
        with open_executor(processes) as executor:
            times = []
            for _ in range(2):
                start = time.perf_counter()
                found = chance(register, luck, solved=solved, executor=executor)
                times.append(time.perf_counter() - start)
        print(
            f"{processes} process(es): cold {times[0]:.1f} s, warm {times[1]:.2f} s, "
            f"{len(solved.tolls):,} distinct cases, P80 {found.net.p80.value:,.0f} pounds, "
            f"bits {mark(found)}"
        )


if __name__ == "__main__":
    main()

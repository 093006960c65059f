"""Time 10,000 drawn years with response on the sample council, cold and warm.

The rival answers every year on its own and keeps nothing between years. It is timed on a few years
with failures, whose net costs are compared, and taken times the years that have any.
Run it with the project's Python: `python packaging/benchmarks/years.py`.
"""

from __future__ import annotations

import numpy as np
from measured import Measured, by_the_clock, seconds_of, times, told

from planner.exchange.register_json import read_register
from planner.executors import open_executor
from planner.register.register import Register
from planner.scenario.case_book import CaseBook
from planner.scenario.chance import Chance, chance
from planner.scenario.failing_years import Luck, failing_years, perils
from planner.scenario.yearly_tolls import Solved, add_up
from resources.sample import sample_register_path

DRAWS = 10_000
RIVAL_YEARS = 12
NEAR = 0.01
"""Pounds by which two answers may differ, for rounding."""


def rival(register: Register, found: Chance, years: list[int]) -> float:
    """Return the largest difference in pounds after answering a few years by themselves."""
    of = perils(register)
    apart = 0.0
    for year in years:
        solved = Solved(CaseBook(register))
        drawn = failing_years(of, found.luck, year, year + 1)
        cases = solved.cases(drawn)
        solved.solve(cases.parts)
        alone, _ = add_up(solved, cases, np.bincount(drawn.draw, minlength=1))
        apart = max(apart, abs(float(alone.net_total[0] - found.years.net_total[year])))
    return apart


def in_processes(register: Register, luck: Luck) -> Chance:
    """Return the chance of a year, worked out in a process a core."""
    with open_executor() as executor:
        return chance(register, luck, executor=executor)


def rows() -> list[Measured]:
    """Return what was measured."""
    register = read_register(sample_register_path())
    solved = Solved(CaseBook(register))
    luck = Luck(DRAWS)
    cold, found = seconds_of(lambda: chance(register, luck, solved=solved))
    warm, _ = seconds_of(lambda: chance(register, luck, solved=solved))
    clock, again = by_the_clock(lambda: in_processes(register, luck))
    if not np.array_equal(again.years.net, found.years.net):
        raise SystemExit("Chance: in processes the answer is another.")
    failing = np.flatnonzero(found.years.failures > 0)
    years = failing[:: max(1, len(failing) // RIVAL_YEARS)][:RIVAL_YEARS].tolist()
    some, apart = seconds_of(lambda: rival(register, found, years))
    if apart > NEAR:
        raise SystemExit(f"Chance: the answers differ by {apart:.2f} pounds.")
    theirs = some / len(years) * len(failing)
    return [
        Measured(
            f"Monte Carlo of {DRAWS:,} draws with response, sample council",
            "20 s cold, 2 s warm",
            f"{told(cold)} cold, by the clock {told(clock)}; {told(warm)} warm",
            f"every year answered on its own: {told(theirs)} (from {len(years)} years)",
            times(theirs / cold),
        )
    ]


if __name__ == "__main__":
    for row in rows():
        print(row)

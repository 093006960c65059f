"""Time exact N-2 on the sample council, and the first screen of it.

The rival answers each pair on its own: the scenario with both failures is played from the start and
its response solved as one programme. It is timed on a few of the worst pairs, whose answers are
compared, and taken times the number of pairs.
Run it with the project's Python: `python packaging/benchmarks/pairs.py`.
"""

from __future__ import annotations

from measured import Measured, by_the_clock, seconds_of, times, told

from planner.dependence.network import build_network
from planner.exchange.register_json import read_register
from planner.executors import open_executor
from planner.register.records import Event, Scenario
from planner.register.register import Register
from planner.scenario.case_book import HORIZON_DAYS, CaseBook
from planner.scenario.pairs import Pairs, pairs
from planner.scenario.run import play
from resources.sample import sample_register_path

FIRST_LOOK = 24
"""Pairs worked out for the first screen, as the window asks."""
RIVAL_PAIRS = 16
NEAR = 0.01
"""Person-days by which two answers may differ, for rounding."""


def rival(register: Register, found: Pairs) -> float:
    """Return the largest difference in person-days after answering a few pairs by themselves."""
    network = build_network(register)
    apart = 0.0
    for pair in found.pairs[:RIVAL_PAIRS]:
        events = tuple(
            Event("asset_loss" if id_ in register.assets else "insolvency", id_)
            for id_ in (pair.first, pair.second)
        )
        scenario = Scenario("pair", "Two together", HORIZON_DAYS, events=events)
        response = play(register, scenario, network).respond()
        apart = max(
            apart,
            abs(sum(response.unmet_days.values()) - pair.unmet.total),
            abs(sum(response.breach.values()) - pair.breach.total),
        )
    return apart


def in_processes(register: Register) -> Pairs:
    """Return all pairs, worked out in a process a core."""
    with open_executor() as executor:
        return pairs(CaseBook(register), executor=executor)


def rows() -> list[Measured]:
    """Return what was measured."""
    register = read_register(sample_register_path())
    first, _ = seconds_of(lambda: pairs(CaseBook(register), most=FIRST_LOOK))
    seconds, found = seconds_of(lambda: pairs(CaseBook(register)))
    clock, again = by_the_clock(lambda: in_processes(register))
    if again != found:
        raise SystemExit("N-2: in processes the answer is another.")
    some, apart = seconds_of(lambda: rival(register, found))
    if apart > NEAR:
        raise SystemExit(f"N-2: the answers differ by {apart:.3f} person-days.")
    every = len(register.providers) + len(register.assets)
    count = every * (every - 1) // 2
    theirs = some / RIVAL_PAIRS * count
    return [
        Measured(
            f"exact N-2, sample council ({count:,} pairs)",
            "30 s, first screen in 2 s",
            f"{told(seconds)}, by the clock {told(clock)}; first screen {told(first)}",
            f"every pair played and answered on its own: {told(theirs)} (from {RIVAL_PAIRS} pairs)",
            times(theirs / seconds),
        )
    ]


if __name__ == "__main__":
    for row in rows():
        print(row)
